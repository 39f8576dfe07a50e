"""What a pen wrote: the running number behind a printed code and slash, the day before a printed month.

Both are looked for where the engine saw nothing, taken when they are sure, and else left blank with their readings as
alternatives.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from parsers.readers.digits import handwritten
from parsers.readers.scan_rows import PEN_BLANK, Bit, Reading, darkest_of, gap_before
from parsers.readers.scan_stretch import (
    LEAST_DIGITS,
    NEAR,
    TESSERACT_THAI,
    bits_of,
    moved,
    others_of,
    read_stretch,
)
from parsers.thai.years import MONTHS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parsers.readers.digits import DigitReading
    from parsers.readers.scan_rows import Row

    Pixels = NDArray[np.uint8]

_DIGIT = re.compile("[0-9๐-๙]")
_MONTH = re.compile("|".join(MONTHS))
_PRINTED: Final = 0.7
"""The same for print that the engine took for letters."""
_REACH: Final = 14.0
"""How far behind its slash a running number may stand, in heights of a plain letter."""
_PEN: Final = 0.5
_INK: Final = 60


def with_pen(row: Row, pixels: Pixels) -> None:
    """Put what a pen wrote into the number and the date of a row. ``pixels`` is the level page, unblurred."""
    _look_behind_slash(row, pixels)
    _look_before_month(row, pixels)


_SLASH_END = re.compile("/(?:ว\\.?)?$")
_CODE = re.compile("^(?:ท\\S{0,2})?[ก-ฮ]\\S{1,3}.{0,8}[0-9๐-๙]{2}[0-9๐-๙.()]*/(?:ว\\.?)?$")
"""From the beginning of a row: what is printed of a letter's own number. Numbers cited are printed whole."""


def _look_behind_slash(row: Row, pixels: Pixels) -> None:
    """The running number behind a printed code and slash, where nothing printed follows at once."""
    place = next((n for n in range(len(row.bits), 0, -1) if _ends_in_code(row, n)), None)
    if place is None:
        return
    left = row.bits[place - 1].box[2] + 0.1 * row.height
    last = place
    # What the engine made of the pen's strokes goes with them, up to the next wide gap.
    while last < len(row.bits) and row.bits[last].box[0] - _end(row, last, left) < 1.5 * row.height:
        if last > place + 8:
            break
        last += 1
    apart = any(gap_before(row, n) > NEAR * row.height for n in range(place + 1, last))
    more = last > place and _more_ink(row, last, left, pixels)
    if (
        last > place
        and not apart
        and not more
        and all(
            _DIGIT.search(bit.text) and bit.reading is None and bit.sure >= 0.9
            for bit in row.bits[place:last]
        )
    ):
        return
    limit = row.bits[last].box[0] - 0.3 * row.height if last < len(row.bits) else left + _REACH * row.height
    taken = _take_pen(row, place, last, left, min(limit, left + _REACH * row.height), pixels)
    # A running number that stands apart from its code, or in pieces, is no sure number by the engine alone.
    behind = row.bits[place:last]
    if not taken and more:  # a number of which only a part was read is worse than none
        row.bits[place:last] = [replace(bit, sure=min(bit.sure, TESSERACT_THAI)) for bit in behind]
    elif not taken and (apart or any(bit.reading is None and bit.sure < 0.8 for bit in behind)):
        row.bits[place:last] = [_engine_alone(bit) for bit in behind]


def _engine_alone(bit: Bit) -> Bit:
    """A bit as sure as the engine is of what a pen may have written."""
    return bit if bit.ours else replace(bit, sure=min(bit.sure, TESSERACT_THAI))


def _more_ink(row: Row, last: int, left: float, pixels: Pixels) -> bool:
    """Whether ink that the engine did not see follows close behind."""
    right = _end(row, last, left) + 0.15 * row.height
    limit = row.bits[last].box[0] - 0.3 * row.height if last < len(row.bits) else right + 3 * row.height
    return _ink_between(row, right, min(limit, right + 3 * row.height), pixels) is not None


def _end(row: Row, place: int, left: float) -> float:
    return max(left, row.bits[place - 1].box[2])


def _ends_in_code(row: Row, place: int) -> bool:
    before = "".join(bit.text for bit in row.bits[:place])
    if not _SLASH_END.search(before) or not _CODE.search(before):
        return False
    after = row.bits[place].text if place < len(row.bits) else ""
    return not after.startswith(("ว", "/"))


def _look_before_month(row: Row, pixels: Pixels) -> None:
    """The day before a printed month that nothing but a label stands before."""
    text, starts = "", []
    for bit in row.bits:
        starts.append(len(text))
        text += bit.text
    month = _MONTH.search(text)
    if month is None or not re.search("[0-9๐-๙]{4}", text[month.end() : month.end() + 8]):
        return
    first = next(
        n
        for n, start in enumerate(starts)
        if start >= month.start() or start + len(row.bits[n].text) > month.start()
    )
    begin = first
    right = row.bits[first].box[0] - 0.1 * row.height
    while begin and row.bits[begin].box[0] - row.bits[begin - 1].box[2] < 2.5 * row.height:
        if "ที่" in "".join(bit.text for bit in row.bits[max(begin - 3, 0) : begin]) or first - begin > 5:
            break
        begin -= 1
    before = row.bits[begin:first]
    if before and all(
        _DIGIT.search(bit.text) and bit.sure >= 0.8 and not (bit.reading and bit.reading.pen)
        for bit in before
    ):
        return
    left = max(row.bits[begin - 1].box[2] + 0.2 * row.height if begin else 0, right - 5.0 * row.height)
    if before:
        left = min(left, before[0].box[0] - 0.1 * row.height) if begin == 0 else left
    if not _take_pen(row, begin, first, left, right, pixels):
        # A day that neither of the two readers is sure of is none.
        row.bits[begin:first] = [_engine_alone(bit) for bit in row.bits[begin:first]]


def _take_pen(row: Row, first: int, last: int, left: float, right: float, pixels: Pixels) -> bool:
    """Read the ink between ``left`` and ``right`` in place of the bits ``first`` to ``last``; whether that was done.

    Bits that the engine read as print stay when our reader makes nothing of them and no pen is seen.
    """
    trimmed = _ink_between(row, left, right, pixels)
    if trimmed is None:
        return False
    corner, reading = read_stretch(row, *trimmed, pixels, pen=True)
    if reading is None:
        return False
    written = _pen_by_ink(row, reading, trimmed, pixels) >= _PEN
    readable = "?" not in reading.text and _DIGIT.search(reading.text) and reading.digit_like >= LEAST_DIGITS
    # As many characters as the engine saw: a stretch that was read in part is worse than none.
    whole = len(reading.text) == sum(len(bit.text) for bit in row.bits[first:last])
    printed = whole and readable and reading.sure and reading.digit_like >= _PRINTED
    if not written and (last > first or not readable) and not printed:
        return False
    if readable:
        row.bits[first:last] = bits_of(reading, corner, reading.confidence, False, pen=written)
    elif last > first or _DIGIT.search(reading.text):
        told = Reading(others_of(reading), pen=True)
        row.bits[first:last] = [Bit(PEN_BLANK, moved(box, corner), 0.0, told) for box in reading.boxes]
    return True


def _ink_between(row: Row, left: float, right: float, pixels: Pixels) -> tuple[float, float] | None:
    """The stretch between ``left`` and ``right`` that ink takes, up to the first wide gap."""
    x0, x1 = max(int(left), 0), min(int(right), pixels.shape[1])
    top = max(int(row.baseline - 1.6 * row.height), 0)
    bottom = int(row.baseline + 0.5 * row.height)
    if x1 - x0 < 0.3 * row.height:
        return None
    strip = pixels[top:bottom, x0:x1]
    grey = darkest_of(strip)
    if not grey.size:
        return None
    paper = float(np.percentile(grey, 80))
    dark = (grey < paper - _INK).sum(axis=0) >= max(2, 0.06 * row.height)
    columns = dark.nonzero()[0]
    if len(columns) < 0.12 * row.height:
        return None
    return x0 + float(columns[0]) - 0.15 * row.height, x0 + float(columns[-1]) + 0.2 * row.height


def _pen_by_ink(row: Row, reading: DigitReading, stretch: tuple[float, float], pixels: Pixels) -> float:
    """How likely a pen wrote it, by its ink against the row's print."""
    printed = [bit for bit in row.bits if bit.reading is None and bit.sure > 0.8]
    if len(printed) < 3:
        return reading.pen
    top, bottom = int(row.baseline - 1.2 * row.height), int(row.baseline + 0.3 * row.height)
    word = pixels[max(top, 0) : bottom, int(max(stretch[0], 0)) : int(stretch[1])]
    near = sorted(printed, key=lambda bit: abs(bit.box[0] - stretch[0]))[:6]
    left, right = min(bit.box[0] for bit in near), max(bit.box[2] for bit in near)
    beside = pixels[max(top, 0) : bottom, left:right]
    return handwritten(reading, word, beside) if word.size and beside.size else reading.pen
