"""Coloured stamps and fax lines on a scan: found, so that their numbers and days are never the letter's.

A coloured stamp is told by its ink, a fax line by its place and words; framed ones are `parsers.readers.scan_frames`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageFilter

from parsers.readers.scan_rows import Bit
from parsers.thai.likeness import nearest, weight

if TYPE_CHECKING:
    from parsers.readers.scan_rows import Row

_COLOURED: Final = 55
_FAX_ZONE: Final = 0.05
_FAX = re.compile(r"FAX|fax|From|FROM|Page|PAGE|P\.\s?\d|\d{1,2}:\d{2}|โทรสาร")
_STAMP_WORDS = re.compile(r"รับ|เวลา|เลข")
_URGENCY = re.compile("ด่?ว?่?นท|ด่วน|ลับ")
_HASTE_AND_SECRECY: Final = ("ด่วน", "ด่วนมาก", "ด่วนที่สุด", "ลับ", "ลับมาก", "ลับที่สุด")
"""What clause 28 and the rule on secrets of 2544 have stamped on letters."""
_MOST: Final = 0.34
"""Share of such a word that may have been misread."""
_SURE: Final = 0.85


@dataclass(frozen=True, slots=True)
class Inks:
    """A page taken apart by ink: ``black`` without coloured ink, ``coloured`` with nothing else, or None."""

    black: Image.Image
    coloured: Image.Image | None


def inks_of(picture: Image.Image) -> Inks:
    """The black print of a page and what stands on it in colour."""
    if picture.mode == "L":
        return Inks(picture, None)
    pixels = np.asarray(picture)
    light, dark = pixels.max(axis=2), pixels.min(axis=2)
    grey = np.asarray(picture.convert("L"))
    coloured = (light.astype(np.int16) - dark) > _COLOURED
    if coloured.mean() < 3e-4:
        return Inks(Image.fromarray(grey), None)
    black = np.where(coloured, light, grey)
    # The rim of a coloured stroke is neither black nor coloured: it goes with the stroke.
    near = np.asarray(Image.fromarray(coloured).convert("L").filter(ImageFilter.MaxFilter(5))) > 0
    black = np.where((coloured & (light > 90)) | (near & (grey > 90)), 255, black)
    alone = np.where(coloured, dark, 255)
    return Inks(Image.fromarray(black.astype(np.uint8)), Image.fromarray(alone.astype(np.uint8)))


def is_urgency(row: Row) -> bool:
    """Whether a row of a stamp is one of urgency or secrecy, which is the letter's own."""
    if _urgency_like(row) is not None:
        return True
    return _URGENCY.search(row.text) is not None and not _STAMP_WORDS.search(row.text)


def mend_urgency(row: Row) -> None:
    """Spell the word of a stamp of urgency or secrecy, if only one is near to what was read."""
    if (word := _urgency_like(row)) is not None:
        box = (row.left, min(bit.box[1] for bit in row.bits), row.right, max(bit.box[3] for bit in row.bits))
        row.bits = [Bit(word, box, min(_SURE, *(bit.sure for bit in row.bits)))]


def _urgency_like(row: Row) -> str | None:
    found = nearest(row.text, _HASTE_AND_SECRECY, reach=3)
    return found[1] if found is not None and found[0] <= _MOST * weight(found[1]) else None


def is_fax_line(row: Row, page_height: int) -> bool:
    """Whether a row is what a fax machine prints along the edge of the page."""
    return row.baseline < _FAX_ZONE * page_height and _FAX.search(row.text) is not None
