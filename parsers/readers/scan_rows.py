"""Words that an engine found on a page into rows of text, whatever lines the engine saw."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import accumulate
from statistics import median
from typing import TYPE_CHECKING, Final

from parsers.readers.ocr_engine import by_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from parsers.readers.ocr_engine import PixelBox, Word

ABOVE: Final = "\u0e31\u0e34-\u0e37\u0e47-\u0e4e"
BELOW: Final = "\u0e38-\u0e3a"
_MARK = re.compile(f"[{ABOVE}{BELOW}]")
_BEARER = re.compile("[ก-ฮเแโใไ]")
_BODY = re.compile("[กขคงจฉชซดตถทธนบผพภมยรลวสหอฮcemnorsuvwxz]")
"""Characters as high as most and without a tail below the line."""
_TAILED = re.compile(f"[{BELOW}ฎฏญฐฤๅgjpqy,;()/]")
_BAND = 0.45
"""Share of the usual ink of a row that its outermost lines of pixels have."""
_CONTRAST = 40
_LEAST_HEIGHT = 8
_LETTER = re.compile("[ก-ฮ]")
_DIGIT = re.compile("[0-9๐-๙]")
_ENOUGH = 3
"""Letters by which a row's height is believed."""
_NEAR_ROWS = 5
_LIKE_SIZE = 0.6
_SAME_ROW = 0.55
_OVERLAP = 0.2
_DOUBLE = 0.7
_NOISE = 0.2
"""Words less sure than this are no words."""
PEN_BLANK: Final = "\ue000"
"""Stands for a character that a pen wrote and nobody could read for certain."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What else a stretch of characters may say; ``pen`` if it was written by hand."""

    alternatives: tuple[tuple[str, float], ...]
    pen: bool = False


@dataclass(frozen=True, slots=True)
class Bit:
    """Some characters at one place of a row, with how sure they are; bits of one ``reading`` belong together.

    ``ours`` are those that the digit reader read, ``witnessed`` those that the engine reads alike.
    """

    text: str
    box: PixelBox
    sure: float
    reading: Reading | None = None
    witnessed: bool = False
    ours: bool = False


@dataclass(slots=True)
class Row:
    """One row of the page: its bits from left to right, the foot of its letters, and how high plain letters are."""

    baseline: float
    height: float
    bits: list[Bit] = field(default_factory=list)

    @property
    def left(self) -> int:
        return min(bit.box[0] for bit in self.bits)

    @property
    def right(self) -> int:
        return max(bit.box[2] for bit in self.bits)

    @property
    def text(self) -> str:
        """The characters without blanks."""
        return "".join(bit.text for bit in self.bits)

    @property
    def starts(self) -> list[int]:
        """Where in the text each bit begins, and where the last ends."""
        return [0, *accumulate(len(bit.text) for bit in self.bits)]


def rows_of(words: Iterable[Word], pixels: NDArray[np.uint8]) -> list[Row]:
    """Rows from top to bottom; ``pixels`` is the page, level and unblurred."""
    grey = darkest_of(pixels)
    lines = by_line(word for word in words if word.confidence >= _NOISE)
    usual = _usual_height(word for line in lines.values() for word in line)
    rows: list[Row] = []
    single = [_row(line, usual) for line in lines.values()]
    _fit_heights(single, grey)
    for line in sorted(single, key=lambda row: -len(row.bits)):
        host = next((row for row in rows if _same_row(row, line)), None)
        if host is None:
            rows.append(line)
        else:
            _join(host, line)
    return sorted(rows, key=lambda row: row.baseline)


def darkest_of(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Grey as dark as the darkest of three colours, so that blue ink is ink; grey itself as it is."""
    return pixels.min(axis=2) if pixels.ndim == 3 else pixels


def _fit_heights(rows: Sequence[Row], grey: NDArray[np.uint8]) -> None:
    """Head and foot of the letters by their ink; the engine's boxes may be as high as the whole line.

    Thai digits are lower than letters, so that a row of little else says nothing of its letters' height: it has that
    of the rows about it.
    """
    lettered = [row for row in rows if _fit_height(row, grey)]
    if not lettered:
        return
    for row in rows:
        if not any(row is other for other in lettered):
            near = sorted(lettered, key=lambda other: abs(other.baseline - row.baseline))[:_NEAR_ROWS]
            height = median(other.height for other in near)
            if _LIKE_SIZE < row.height / height < 1 / _LIKE_SIZE:
                row.height = height


def _fit_height(row: Row, grey: NDArray[np.uint8]) -> bool:
    """Fit a row to its ink; whether that was done by enough of its letters."""
    top, bottom = max(min(bit.box[1] for bit in row.bits) - 2, 0), max(bit.box[3] for bit in row.bits) + 3
    letters = [bit for bit in row.bits if _LETTER.match(bit.text) and not _DIGIT.search(bit.text)]
    enough = len(letters) >= _ENOUGH
    band = ink_band(
        grey, top, bottom, [(bit.box[0], bit.box[2]) for bit in (letters if enough else row.bits)]
    )
    if band is None:
        return False
    row.baseline, row.height = float(band[1]), float(band[1] - band[0])
    return enough


def ink_band(
    grey: NDArray[np.uint8], top: int, bottom: int, columns: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """The rows of pixels between which most of the ink of some columns lies: marks, tails and hooks stick out."""
    import numpy as np

    top, bottom = max(top, 0), min(bottom, grey.shape[0])
    ink = np.zeros(max(bottom - top, 0), np.float64)
    for x0, x1 in columns:
        strip = grey[top:bottom, max(x0, 0) : x1]
        if strip.size:
            paper, dark = np.percentile(strip, [85, 2])
            if paper - dark > _CONTRAST:
                ink += (strip < (paper + dark) / 2).sum(axis=1)
    if len(ink) < _LEAST_HEIGHT or ink.max() < 4:
        return None
    band = np.flatnonzero(ink >= _BAND * np.percentile(ink, 90))
    first, last = int(band[0]), int(band[-1]) + 1
    return (top + first, top + last) if last - first >= _LEAST_HEIGHT else None


def gap_before(row: Row, place: int) -> float:
    """Pixels between a bit and the one before it."""
    return row.bits[place].box[0] - row.bits[place - 1].box[2] if place else float("inf")


def _row(words: Sequence[Word], usual: float) -> Row:
    words = _with_marks_on(words)
    bodies = [word for word in words if _BODY.search(word.text) and not _TAILED.search(word.text)]
    feet = [word.box[3] for word in bodies or words]
    bare = [word.box[3] - word.box[1] for word in bodies if not _MARK.search(word.text)]
    # Some boxes are as high as the whole line, so that the middle of the heights says too much.
    height = sorted(bare)[len(bare) // 3] if len(bare) >= 3 else usual
    bits = [Bit(word.text, word.box, word.confidence) for word in words]
    return Row(float(median(feet)), float(height), bits)


def _with_marks_on(words: Sequence[Word]) -> list[Word]:
    """Words in the engine's order, with marks that it tore off put back on the character before them."""
    joined: list[Word] = []
    for word in words:
        if joined and _MARK.match(word.text):
            last = joined[-1]
            if _BEARER.search(last.text[-1:]) or _MARK.match(last.text[-1:]):
                joined[-1] = replace(last, text=last.text + word.text)
        else:
            joined.append(_bare(word))
    return joined


def _bare(word: Word) -> Word:
    """A word without marks where nothing can bear one: on a dot or a digit they are dirt."""
    if _BEARER.match(word.text):
        return word
    bare = _MARK.sub("", word.text)
    return replace(word, text=bare) if bare else word


def _usual_height(words: Iterable[Word]) -> float:
    heights = [
        word.box[3] - word.box[1] for word in words if _BODY.fullmatch(word.text[:1]) and len(word.text) == 1
    ]
    return float(median(heights)) if heights else 32.0


def _same_row(row: Row, other: Row) -> bool:
    if abs(row.baseline - other.baseline) > _SAME_ROW * max(row.height, other.height):
        return False
    if not 0.5 < row.height / max(other.height, 1) < 2:
        return False
    covered = sum(
        any(bit.box[0] < (own.box[0] + own.box[2]) / 2 < bit.box[2] for bit in row.bits) for own in other.bits
    )
    return covered <= _OVERLAP * len(other.bits)


def _join(row: Row, line: Row) -> None:
    """Take in the bits of a line on the same row; of two that lie on one spot, the surer stays.

    The engine knows the order of the characters in its lines better than their places tell.
    """
    fresh = list(line.bits)
    for bit in line.bits:
        rivals = [own for own in row.bits if _covers(own.box, bit.box) > _DOUBLE]
        if all(own.sure < bit.sure for own in rivals):
            row.bits = [own for own in row.bits if own not in rivals]
        else:
            fresh.remove(bit)
    if not fresh or not row.bits:
        row.bits += fresh
    elif fresh[-1].box[0] < row.bits[0].box[0]:
        row.bits = fresh + row.bits
    elif fresh[0].box[0] > row.bits[-1].box[0]:
        row.bits += fresh
    else:
        row.bits = sorted(row.bits + fresh, key=lambda bit: bit.box[0] + bit.box[2])


def _covers(one: PixelBox, other: PixelBox) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    less = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high / max(less, 1)
