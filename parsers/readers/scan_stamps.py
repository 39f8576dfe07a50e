"""Receipt stamps and fax lines on a scan: found, so that their numbers and days are never the letter's.

A coloured stamp is told by its ink, a black one by its frame, a fax line by its place and words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageFilter

from parsers.readers.ocr_engine import by_line

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
_REACH: Final = 18
"""Pixels on both sides of a frame's side in which its rule runs."""
_OUT: Final = 8
"""Pixels by which letters of a stamp may stick out of its frame."""
_RULED: Final = 190
_ROUGH: Final = 2
"""By how many pixels a rule may be thicker in places."""
_MOST_FRAMES: Final = 12
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
    """Boxes ruled on the upper half of the page, of the size of a receipt stamp; none on a page black with noise."""
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
                if len(found) > _MOST_FRAMES:
                    return []
    return found


def without_frames(grey: Image.Image, found: Sequence[PixelBox]) -> Image.Image:
    """The page with the rules of the frames painted over, so that no letter hangs on them; what crosses one stays."""
    if not found:
        return grey
    pixels = np.array(grey)
    for x0, top, x1, bottom in found:
        for edge in (top, bottom):
            _paint_over(pixels[max(edge - _REACH, 0) : edge + _REACH, max(x0 - 5, 0) : x1 + 6])
        for edge in (x0, x1):
            _paint_over(pixels[max(top - 5, 0) : bottom + 6, max(edge - _REACH, 0) : edge + _REACH].T)
    return Image.fromarray(pixels)


def _paint_over(strip: NDArray[np.uint8]) -> None:
    """Take a rule out of a strip along which it runs: the ink on its line, but where it goes on above or below."""
    dark = strip < _RULED
    line = _line_through(dark)
    runs = [_run_at(column, place) for column, place in zip(dark.T, line, strict=True)]
    lengths = [last - first for first, last in runs if last > first]
    if not lengths:
        return
    thick = float(np.median(lengths)) + _ROUGH
    for column, (first, last) in enumerate(runs):
        if 0 < last - first <= thick:
            strip[max(first - 2, 0) : last + 2, column] = 255


def _line_through(dark: NDArray[np.bool_]) -> NDArray[np.int_]:
    """The straight way along the strip on which most ink lies: its row in each column."""
    high, wide = dark.shape
    along = np.arange(wide) / max(wide - 1, 1)
    ways = [
        np.round(start + (end - start) * along).astype(np.int_)
        for start in range(high)
        for end in range(high)
    ]
    columns = np.arange(wide)
    return max(ways, key=lambda way: int(dark[way, columns].sum()))


def _run_at(column: NDArray[np.bool_], place: int) -> tuple[int, int]:
    """Where the ink at a place of a column, or right beside it, begins and ends; nothing where there is none."""
    near = [at for at in (place, place - 1, place + 1) if 0 <= at < len(column) and column[at]]
    if not near:
        return 0, 0
    paper = np.flatnonzero(~column)
    above, below = paper[paper < near[0]], paper[paper > near[0]]
    return int(above[-1]) + 1 if above.size else 0, int(below[0]) if below.size else len(column)


def split_words(words: Sequence[Word], found: Sequence[PixelBox]) -> tuple[list[Word], list[Word]]:
    """The letter's words and those of framed stamps: lines of the engine that lie wholly in a frame, under no rule."""
    letter: list[Word] = []
    stamp: list[Word] = []
    for line in by_line(words).values():
        inside = any(_framed(frame, line) for frame in found)
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


def _framed(frame: PixelBox, line: Sequence[Word]) -> bool:
    """Whether a line was stamped: what a rule runs through was printed before."""
    top, bottom = min(word.box[1] for word in line), max(word.box[3] for word in line)
    between = frame[1] - _OUT <= top and bottom <= frame[3] + _OUT
    return between and all(_holds(frame, word.box) for word in line)


def _holds(frame: PixelBox, box: PixelBox) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]
