"""The sample archive that ships with the program, and where its demonstration lives."""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from pathlib import Path


def sample_folder() -> Path:
    """The folder of sample files: invented letters in text, Word and PDF."""
    return Path(str(files("archive").joinpath("sample")))


def demo_archive() -> Path:
    """Where ``saraban demo`` keeps its archive: ``SARABAN_DEMO``, or the user's cache folder."""
    if named := os.environ.get("SARABAN_DEMO"):
        return Path(named)
    return _cache() / "saraban" / "demo"


def discard_unusable_demo() -> None:
    """Remove the demonstration's own archive if it is damaged or another version's: it holds sample letters only, and
    a demonstration must not fail because of one that was shown before."""
    from shutil import rmtree

    from archive.door import Archive
    from parsers.errors import ArchiveError

    folder = demo_archive()
    if os.environ.get("SARABAN_DEMO") or not folder.exists():
        return
    try:
        with Archive.open(folder) as archive:
            list(archive.export())
    except ArchiveError as fault:
        if fault.code in ("archive-damaged", "archive-newer", "no-archive"):
            rmtree(folder)


def _cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
