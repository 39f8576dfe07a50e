"""Paths of origin: where a file lies on the disk, and for one that lies in another what it is called in there.

``mail.eml!/papers.zip!/letter.pdf`` is a letter in a zip file that was attached to an e-mail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

INSIDE: Final = "!/"
"""Stands between a file and what lies in it."""


def inside(path: str, name: str) -> str:
    """The path of origin of what is called ``name`` in the file at ``path``."""
    return f"{path}{INSIDE}{name}"


def around(path: str) -> Iterator[str]:
    """The files that what lies at ``path`` lies in, outermost first."""
    pieces = path.split(INSIDE)
    return (INSIDE.join(pieces[:end]) for end in range(1, len(pieces)))
