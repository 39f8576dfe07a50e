"""The pages of a letter's file as pictures, kept by content, page and width so that none is drawn twice.

They are drawn in guarded workers: a file that was read without harm may still harm whoever draws it.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from archive import drawing, faults
from archive.kept_pictures import KeptPictures
from archive.originals import Originals
from archive.read_pages import ReadPages
from archive.records import Original, PageView, Picture, PicturedFile
from archive.schema import copies, files, letters, originals
from parsers.errors import ArchiveError, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from archive.layout import Layout

WIDTHS: Final = (700, 1000, 1500)
"""Pixels that a picture may be wide: a few, so that no one fills the disk by asking for all."""
DRAWN: Final = frozenset({"pdf", "png", "jpeg", "tiff", "bmp", "webp"})
"""Formats whose pages have a look of their own; text has none but its words."""


def warm() -> None:
    """Start what workers are forked from; what one says of no file is nothing."""
    drawing.guarded(drawing.Work(os.devnull))


@dataclass(frozen=True, slots=True)
class _Copy:
    sha256: str
    part: int
    format: str | None
    ocr: bool
    best: bool
    path: str


class PageViews:
    """The pictures of an archive's pages."""

    def __init__(self, layout: Layout, connection: Connection) -> None:
        self._layout = layout
        self._connection = connection
        self._kept = KeptPictures(layout.pictures)

    def file_of(self, id_: str) -> PicturedFile | None:
        """The file of letter ``id_`` that has pages to look at: its best copy, else another, else none.

        Only of the best copy is known where on a page its values stand.
        """
        for copy in self._copies(id_):
            if copy.format in DRAWN:
                with suppress(UnreadableFile, ArchiveError):  # the next copy may do
                    return self._pictured(copy)
        return None

    def picture(self, id_: str, sha256: str, number: int, width: int) -> Picture:
        """Page ``number`` of a file of letter ``id_``, at the least of WIDTHS that is not less than ``width``.

        Raises NotFound ``no-copy``, ``no-page``; UnreadableFile ``not-drawn``.
        """
        copy = next((copy for copy in self._copies(id_) if copy.sha256 == sha256), None)
        if copy is None:
            raise faults.no_such_copy()
        wide = next((one for one in WIDTHS if one >= width), WIDTHS[-1])
        if copy.format not in DRAWN or not 1 <= number <= len(self._sizes(copy)):
            raise faults.no_such_page(number)
        read = ReadPages(self._layout.read_pages).latest(sha256, number) if copy.ocr else None
        turn = read.turn if read else 0
        name = _name(sha256, f"{number}-{turn}-{wide}")
        data = self._kept.get(name)
        if data is None:
            data = self._made(drawing.Work(self._stored(sha256), number, turn, wide), number)
            self._kept.put(name, data)
        return Picture(data, "image/png" if data.startswith(b"\x89PNG") else "image/jpeg")

    def original(self, id_: str, sha256: str) -> Original:
        """A file of letter ``id_`` as it came. Raises NotFound ``no-copy``, ArchiveError ``original-gone``."""
        copy = next((copy for copy in self._copies(id_) if copy.sha256 == sha256), None)
        if copy is None:
            raise faults.no_such_copy()
        path = Originals(self._layout.originals).path(sha256)
        if not path.exists():
            raise faults.original_gone(sha256)
        return Original(path, copy.path.replace("\\", "/").rpartition("/")[2] or sha256)

    def _copies(self, id_: str) -> Sequence[_Copy]:
        """The letter's files, best first, each with one of its paths."""
        query = (
            select(
                copies.c.sha256, copies.c.part, originals.c.format, copies.c.ocr, copies.c.best, files.c.path
            )
            .join(letters, letters.c.key == copies.c.letter)
            .join(originals, originals.c.sha256 == copies.c.sha256)
            .join(files, files.c.sha256 == copies.c.sha256, isouter=True)
            .where(letters.c.id == id_)
            .order_by(copies.c.best.desc(), copies.c.similarity.desc(), copies.c.sha256, files.c.path)
        )
        found: dict[str, _Copy] = {}
        for sha256, part, format_, ocr, best, path in self._connection.execute(query):
            found.setdefault(sha256, _Copy(sha256, part, format_, ocr, best, path or ""))
        return list(found.values())

    def _pictured(self, copy: _Copy) -> PicturedFile:
        pages = []
        read = ReadPages(self._layout.read_pages)
        for number, (width, height) in enumerate(self._sizes(copy), start=1):
            page = read.latest(copy.sha256, number) if copy.ocr else None
            if page is not None and page.width and page.height:
                pages.append(PageView(number, page.width, page.height, copy.best))
            else:  # boxes of a scan whose reading was deleted cannot be placed: it may have been turned
                pages.append(PageView(number, width, height, copy.best and not copy.ocr))
        return PicturedFile(copy.sha256, copy.path, copy.part, copy.best, tuple(pages))

    def _sizes(self, copy: _Copy) -> list[tuple[float, float]]:
        name = _name(copy.sha256, "pages.json")
        data = self._kept.get(name)
        if data is None:
            data = self._made(drawing.Work(self._stored(copy.sha256)), 1)
            self._kept.put(name, data)
        return [(float(width), float(height)) for width, height in json.loads(data)]

    def _made(self, work: drawing.Work, number: int) -> bytes:
        outcome = drawing.guarded(work)
        if outcome.value is None:
            raise faults.not_drawn(number) from outcome.fault
        return outcome.value

    def _stored(self, sha256: str) -> str:
        path = Originals(self._layout.originals).path(sha256)
        if not path.exists():
            raise faults.original_gone(sha256)
        return str(path)


def _name(sha256: str, of: str) -> str:
    return f"{sha256[:2]}/{sha256}/{of}"
