"""The files of a letter as they are handed out: as they came, and as pictures of their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class PageView:
    """A page that can be looked at: its size in points as it is shown. ``placed`` tells that the boxes of the letter's
    evidence are boxes on it."""

    number: int
    width: float
    height: float
    placed: bool


@dataclass(frozen=True, slots=True)
class PicturedFile:
    """A file of a letter whose pages can be looked at. ``best``: it is the one that the letter's values are from."""

    sha256: str
    path: str
    part: int
    best: bool
    pages: tuple[PageView, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is sent: its bytes and media type."""

    data: bytes
    type: str


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it came: where it is kept, and the name that it had."""

    path: Path
    name: str
