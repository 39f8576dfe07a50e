"""Who is at the machine: for the manifests of runs and the log of corrections."""

from __future__ import annotations


def login_name() -> str:
    """The login name, or nothing if the machine does not know."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
