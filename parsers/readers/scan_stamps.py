"""Receipt stamps and fax lines on a scan: found, so that their numbers and days are never the letter's.

A coloured stamp is told by its ink, a black one by its frame, a fax line by its place and words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from parsers.readers.ocr_engine import PixelBox, Word
    from parsers.readers.scan_rows import Row

_COLOURED: Final = 55
_SHRINK: Final = 3
"""Frames are looked for at a third of the size."""
_LEAST_WIDE, _MOST_WIDE = 90, 480
_LEAST_HIGH, _MOST_HIGH = 30, 260
"""Sizes of a receipt stamp in pixels at 100 dpi."""
_UPPER: Final = 0.5
"""Stamps are looked for in this part of the page."""
_DARK: Final = 150
_FAX_ZONE: Final = 0.05
_FAX = re.compile(r"FAX|fax|From|FROM|Page|PAGE|P\.\s?\d|\d{1,2}:\d{2}|โทรสาร")
_STAMP_WORDS = re.compile(r"รับ|เวลา|เลข")
_URGENCY = re.compile("ด่?ว?่?นท|ด่วน|ลับ")


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


def frames(grey: Image.Image) -> list[PixelBox]:
    """Boxes ruled on the upper half of the page, of the size of a receipt stamp."""
    small = grey.resize((grey.width // _SHRINK, grey.height // _SHRINK), Image.Resampling.BOX)
    dark = np.asarray(small) < _DARK
    dark = dark[: int(dark.shape[0] * _UPPER)]
    sides = _runs(dark, _LEAST_WIDE)
    found: list[PixelBox] = []
    for n, (top, x0, x1) in enumerate(sides):
        if x1 - x0 > _MOST_WIDE:
            continue
        for bottom, other_x0, other_x1 in sides[n + 1 :]:
            if not _LEAST_HIGH <= bottom - top <= _MOST_HIGH:
                continue
            if abs(x0 - other_x0) > 8 or abs(x1 - other_x1) > 8:
                continue
            if _upright(dark, x0, top, bottom) and _upright(dark, x1 - 1, top, bottom):
                box = (x0 * _SHRINK, top * _SHRINK, x1 * _SHRINK, (bottom + 1) * _SHRINK)
                if not any(_inside(box, known) for known in found):
                    found = [known for known in found if not _inside(known, box)] + [box]
    return found


def without_frames(grey: Image.Image, found: Sequence[PixelBox]) -> Image.Image:
    """The page with the rules of the frames painted over, so that no letter hangs on them."""
    if not found:
        return grey
    pixels = np.array(grey)
    for x0, top, x1, bottom in found:
        for edge in (top, bottom):
            pixels[max(edge - 5, 0) : edge + 6, max(x0 - 5, 0) : x1 + 6] = 255
        for edge in (x0, x1):
            pixels[max(top - 5, 0) : bottom + 6, max(edge - 7, 0) : edge + 8] = 255
    return Image.fromarray(pixels)


def split_words(words: Sequence[Word], found: Sequence[PixelBox]) -> tuple[list[Word], list[Word]]:
    """The letter's words and those of framed stamps: lines of the engine that lie wholly in a frame."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    letter: list[Word] = []
    stamp: list[Word] = []
    for line in lines.values():
        inside = any(all(_holds(frame, word.box) for word in line) for frame in found)
        (stamp if inside else letter).extend(line)
    return letter, stamp


def is_urgency(row: Row) -> bool:
    """Whether a coloured row is a rubber stamp of urgency or secrecy, which is the letter's own."""
    return _URGENCY.search(row.text) is not None and not _STAMP_WORDS.search(row.text)


def is_fax_line(row: Row, page_height: int) -> bool:
    """Whether a row is what a fax machine prints along the edge of the page."""
    return row.baseline < _FAX_ZONE * page_height and _FAX.search(row.text) is not None


def _runs(dark: NDArray[np.bool_], least: int) -> list[tuple[int, int, int]]:
    """Level rules: row, start and end. A gap of a few pixels does not break one."""
    closed = dark.copy()
    for step in (1, 2):
        closed[:, step:] |= dark[:, :-step]
    # A rule that falls by a pixel goes on in the next row.
    closed[1:] |= closed[:-1].copy()
    found: list[tuple[int, int, int]] = []
    for row in np.flatnonzero(closed.sum(axis=1) >= least):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], closed[row].astype(np.int8), [0]))))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if end - start >= least and not any(
                abs(int(row) - known) <= 3 and abs(int(start) - x0) < 12 and abs(int(end) - x1) < 12
                for known, x0, x1 in found[-6:]
            ):
                found.append((int(row), int(start), int(end)))
    return found


def _upright(dark: NDArray[np.bool_], column: int, top: int, bottom: int) -> bool:
    strip = dark[top:bottom, max(column - 4, 0) : column + 5]
    return bool(strip.size) and float(strip.any(axis=1).mean()) > 0.8


def _inside(box: PixelBox, other: PixelBox) -> bool:
    return all(abs(a - b) < 30 for a, b in zip(box, other, strict=True))


def _holds(frame: PixelBox, box: PixelBox) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]
