"""Pictures of doubtful places on scanned pages, so that a person can look without opening the file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archive.originals import Originals
from archive.read_pages import ReadPages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PIL.Image import Image

    from archive.layout import Layout
    from archive.records import ReviewItem
    from parsers.document import Box, Page

_BESIDE, _ABOVE = 40.0, 9.0
"""Points shown around the place; what a pen wrote often lies beside the print."""


@dataclass(slots=True)
class Crops:
    """Makes the crops of one review; a page is drawn once."""

    layout: Layout
    _drawn: tuple[tuple[str, int], Image] | None = field(default=None, init=False)

    def with_crops(self, items: Sequence[ReviewItem]) -> list[ReviewItem]:
        """The items, those that were read from a scan with the path of the picture of their place."""
        return [self._with_crop(item) for item in items]

    def _with_crop(self, item: ReviewItem) -> ReviewItem:
        if item.sha256 is None or item.page is None or item.box is None:
            return item
        page = ReadPages(self.layout.read_pages).latest(item.sha256, item.page)
        if page is None:  # no scan: its text can be found in the file
            return item
        x0, top, x1, bottom = (round(value) for value in item.box)
        path = self.layout.crops / f"{item.sha256[:12]}-{item.page}-{x0}-{top}-{x1}-{bottom}.png"
        if not path.exists() and not self._make(path, item.sha256, page, item.box):
            return item
        return replace(item, crop=str(path))

    def _make(self, path: Path, sha256: str, page: Page, box: Box) -> bool:
        try:
            picture = self._picture(sha256, page)
        except Exception:  # a crop is a help: without it the review is still worth having
            return False
        scale = picture.width / (page.width or picture.width)
        x0, top, x1, bottom = box
        area = (x0 - _BESIDE, top - _ABOVE, x1 + _BESIDE, bottom + _ABOVE)
        left, upper, right, lower = (round(value * scale) for value in area)
        cut = picture.crop(
            (max(left, 0), max(upper, 0), min(right, picture.width), min(lower, picture.height))
        )
        try:
            path.parent.mkdir(exist_ok=True)
            cut.save(path, "PNG")
        except OSError:  # an archive that may only be read
            return False
        return True

    def _picture(self, sha256: str, page: Page) -> Image:
        from parsers.scanning import upright_picture

        key = (sha256, page.number)
        if self._drawn is None or self._drawn[0] != key:
            stored = Originals(self.layout.originals).path(sha256)
            self._drawn = key, upright_picture(stored, page.number, page.turn)
        return self._drawn[1]
