"""Digits of a scanned page, read again from the picture: the seam between the page's engine and our digit reader.

Tesseract's Thai data lack ๔ ๖ ๗ ๘ ๙ and give other digits for them with confidence, so each stretch of a row that may be
digits goes to `parsers.readers.digits`. What both readers say alike is witnessed. What a pen wrote behind a printed
``มท 0816.3/`` or before a month is looked for where the engine saw nothing, taken when it is sure, and else left
blank with its readings as alternatives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from parsers.agencies import codes
from parsers.readers.digits import LineFrame, handwritten, read_digits
from parsers.readers.scan_rows import PEN_BLANK, Bit, Reading, gap_before, ink_band
from parsers.thai.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from parsers.readers.digits import DigitReading
    from parsers.readers.ocr_engine import PixelBox
    from parsers.readers.scan_rows import Row

    Pixels = NDArray[np.uint8]

_DIGIT = re.compile("[0-9๐-๙]")
_SEPARATORS = re.compile("[./\\-,()ว–:]+")
_LATIN = re.compile("[A-Za-z]")
_CONSONANT = re.compile("[ก-ฮ]")
_MARKED = re.compile("[\u0e30-\u0e4e]")
_MONTH = re.compile("|".join(MONTHS))
_NEAR: Final = 0.45
"""Widest gap within a number, in heights of a plain letter."""
_PAD: Final = 0.22
_RISE, _FALL = 0.75, 0.6
"""How far above and below the letters of a row its digits may reach, in their height."""
_PEN_RISE, _PEN_FALL = 1.3, 1.0
_WHOLE: Final = 0.75
"""The same for a token of which the engine made a word."""
_LONGEST: Final = 24
_AT = re.compile("ท(?:ี่|ี|่)?")
_CODE_BITS: Final = 5
_AT_CODE = re.compile("ท(?:ี่|ี|่)?[ก-ฮ]\\S{1,2}$")
_DIGITS: Final = 0.5
"""Share of ink that digits explain from which a reading is one of digits."""
_WORD_SURE: Final = 0.6
_TESSERACT_THAI: Final = 0.4
"""How sure a Thai digit of the engine alone is."""
_TESSERACT_ARABIC: Final = 0.8
_LEAST_PRINTED: Final = 0.35
"""Printed digits less sure than this are left as blanks with their readings as alternatives."""
_LEAST_CHANCE: Final = 0.01
"""Readings less likely than this are not kept."""
_REACH: Final = 14.0
"""How far behind its slash a running number may stand, in heights of a plain letter."""
_PEN: Final = 0.5
_INK: Final = 60
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@dataclass(frozen=True, slots=True)
class _Spot:
    """Bits ``first`` to ``last`` (exclusive) of a row and the stretch of it that they take."""

    first: int
    last: int
    left: float
    right: float


def with_digits(rows: Sequence[Row], pixels: Pixels) -> None:
    """Put what our own reader makes of digits into ``rows``. ``pixels`` is the level page, unblurred."""
    for row in rows:
        _reread(row, pixels)
        _mend_code(row)
        _look_behind_slash(row, pixels)
        _look_before_month(row, pixels)


def _reread(row: Row, pixels: Pixels) -> None:
    for first, last in reversed(list(_tokens(row))):
        if (read := _whole_token(row, first, last, pixels)) is not None:
            row.bits[first:last] = read
    fresh: list[Bit] = []
    place = 0
    for spot in _spots(row):
        fresh += row.bits[place : spot.first]
        fresh += _reread_spot(row, spot, pixels)
        place = spot.last
    row.bits = fresh + row.bits[place:]


def _mend_code(row: Row) -> None:
    """An agency's two letters between ที่ and digits, without the marks that the engine saw on them."""
    digit = next((n for n, bit in enumerate(row.bits) if _DIGIT.match(bit.text)), None)
    if digit is None or not 2 <= digit <= _CODE_BITS:
        return
    for first in range(digit - 1, 0, -1):
        letters = [bit.text for bit in row.bits[first:digit]]
        bare = [_MARKED.sub("", text) for text in letters]
        label = "".join(bit.text for bit in row.bits[:first])
        if "".join(bare) in codes() and bare != letters and _AT.fullmatch(label):
            for n, text in enumerate(bare, start=first):
                row.bits[n] = replace(row.bits[n], text=text, sure=min(row.bits[n].sure, _WORD_SURE + 0.25))
            return


def _tokens(row: Row) -> Iterator[tuple[int, int]]:
    """Stretches of a row between blanks that may be numbers although the engine made words of them."""
    first = 0
    for n in range(1, len(row.bits) + 1):
        if n < len(row.bits) and gap_before(row, n) < _NEAR * row.height:
            continue
        text = "".join(bit.text for bit in row.bits[first:n])
        odd = _DIGIT.search(text) or "/" in text or _after_code(row, first)
        if odd and not all(_DIGIT.match(char) for char in text) and len(text) <= _LONGEST:
            yield first, n
        first = n


def _after_code(row: Row, place: int) -> bool:
    """Whether ที่ and two letters, the head of a letter's number, stand before a place of the row."""
    before = "".join(bit.text for bit in row.bits[max(place - 4, 0) : place])
    return _AT_CODE.search(before) is not None


def _whole_token(row: Row, first: int, last: int, pixels: Pixels) -> list[Bit] | None:
    """A token read as one number; None if it is none for certain, or if parts of it are text."""
    bits = row.bits[first:last]
    if _is_latin_word(bits):
        return None
    spot = _spot(row, first, last)
    corner, reading = _read(row, spot.left, spot.right, pixels)
    if reading is None or "?" in reading.text or reading.digit_like < _WHOLE:
        return None
    if len(_DIGIT.findall(reading.text)) < 2 or reading.confidence < _LEAST_PRINTED:
        return None
    reading = _with_separators(reading, corner, bits)
    engine = "".join(bit.text for bit in bits)
    return _bits_of(reading, corner, reading.confidence, engine == reading.text)


def _spots(row: Row) -> list[_Spot]:
    """Stretches of a row without blanks that hold a digit and little else."""
    found: list[_Spot] = []
    first = 0
    kinds = [_kind(bit) for bit in row.bits]
    while first < len(kinds):
        if kinds[first] not in "dsx":
            first += 1
            continue
        last = first + 1
        while last < len(kinds) and kinds[last] in "dsxc" and gap_before(row, last) < _NEAR * row.height:
            if kinds[last] == "c" and not _between_digits(row, kinds, last):
                break
            last += 1
        start, end = first, last
        while start < end and kinds[start] == "s":
            start += 1
        while end > start and kinds[end - 1] == "s" and row.bits[end - 1].text not in ("/", "/ว", "ว"):
            end -= 1
        texts = "".join(bit.text for bit in row.bits[start:end])
        if _DIGIT.search(texts) and not _is_latin_word(row.bits[start:end]):
            found.append(_spot(row, start, end))
        first = last
    return found


def _kind(bit: Bit) -> str:
    """d digits, s separators, x something Latin or odd, c a bare Thai consonant, t other Thai."""
    if _DIGIT.search(bit.text):
        return "d"
    if _SEPARATORS.fullmatch(bit.text):
        return "s"
    if _MARKED.search(bit.text):
        return "t"
    if _CONSONANT.search(bit.text):
        return "c" if len(bit.text) == 1 else "t"
    return "x"


def _between_digits(row: Row, kinds: Sequence[str], place: int) -> bool:
    """Whether a lone consonant stands where a digit would: glued to digits on its left, and no word on its right."""
    if kinds[place - 1] not in "d" or gap_before(row, place) > 0.4 * row.height:
        return False
    after = place + 1
    return after >= len(kinds) or kinds[after] in "dsx" or gap_before(row, after) > _NEAR * row.height


def _is_latin_word(bits: Sequence[Bit]) -> bool:
    text = "".join(bit.text for bit in bits)
    latin = len(_LATIN.findall(text))
    sure = sum(bit.sure for bit in bits) / len(bits)
    return "@" in text or "www" in text or (latin > len(_DIGIT.findall(text)) and sure > _WORD_SURE)


def _spot(row: Row, first: int, last: int) -> _Spot:
    left = min(bit.box[0] for bit in row.bits[first:last])
    right = max(bit.box[2] for bit in row.bits[first:last])
    pad = _PAD * row.height
    before = max((bit.box[2] for bit in row.bits[:first]), default=-1e9)
    after = min((bit.box[0] for bit in row.bits[last:]), default=1e9)
    return _Spot(
        first,
        last,
        max(left - pad, min(left, (left + before) / 2)),
        min(right + pad, max(right, (right + after) / 2)),
    )


def _reread_spot(row: Row, spot: _Spot, pixels: Pixels) -> list[Bit]:
    bits = row.bits[spot.first : spot.last]
    corner, reading = _read(row, spot.left, spot.right, pixels)
    if reading is not None and "?" in reading.text:
        reading = _with_engine(reading, corner, bits)
    if reading is not None:
        reading = _with_separators(reading, corner, bits)
    if reading is None or reading.digit_like < _DIGITS or "?" in reading.text:
        return [_doubted(bit) for bit in bits]
    engine = "".join(bit.text for bit in bits)
    engine_sure = min(bit.sure for bit in bits)
    witnessed = engine == reading.text
    confidence = reading.confidence
    if witnessed:
        confidence = 1 - (1 - confidence) * (1 - 0.5 * engine_sure)
    elif (
        not reading.sure
        and engine.isascii()
        and reading.text.isascii()
        and engine_sure > max(0.85, confidence)
    ):
        others = ((reading.text, round((1 - _TESSERACT_ARABIC), 4)), *_others(reading))
        shared = Reading(others)
        return [replace(bit, sure=min(bit.sure, _TESSERACT_ARABIC), reading=shared) for bit in bits]
    return _bits_of(reading, corner, confidence, witnessed, engine if _numbers(engine) else None)


def _with_engine(reading: DigitReading, corner: tuple[int, int], bits: Sequence[Bit]) -> DigitReading:
    """The reading with its unknown characters as the engine has them, where those are separators."""
    text = list(reading.text)
    for n, (char, box) in enumerate(zip(reading.text, reading.boxes, strict=True)):
        if char == "?":
            middle = (box[0] + box[2]) / 2 + corner[0]
            near = min(bits, key=lambda bit: abs((bit.box[0] + bit.box[2]) / 2 - middle))
            reach = max(near.box[2] - near.box[0], 12)
            if _SEPARATORS.fullmatch(near.text) and abs((near.box[0] + near.box[2]) / 2 - middle) < reach:
                text[n] = near.text[:1]
    return replace(reading, text="".join(text), sure=False)


def _with_separators(reading: DigitReading, corner: tuple[int, int], bits: Sequence[Bit]) -> DigitReading:
    """The reading with separators that it lacks and the engine has between as many digits: a dot is easily lost."""
    engine = "".join(bit.text for bit in bits)
    lacking = sum(char in "./-" for char in engine) - sum(char in "./-" for char in reading.text)
    if lacking < 1 or "?" in reading.text or not _numbers(engine):
        return reading
    if len(_DIGIT.findall(engine)) != len(_DIGIT.findall(reading.text)):
        return reading
    ours = list(zip(reading.text, reading.boxes, strict=True))
    merged: list[tuple[str, PixelBox]] = []
    at = 0
    for char in engine:
        if _DIGIT.match(char):
            while not _DIGIT.match(ours[at][0]):
                merged.append(ours[at])
                at += 1
            merged.append(ours[at])
            at += 1
        elif at < len(ours) and ours[at][0] == char:
            merged.append(ours[at])
            at += 1
        elif merged and char in "./-":
            _, (_, top, x1, bottom) = merged[-1]
            after = ours[at][1][0] if at < len(ours) else x1 + 6
            merged.append((char, (x1, top, max(after, x1 + 1), bottom)))
    merged += ours[at:]
    return replace(
        reading, text="".join(char for char, _ in merged), boxes=tuple(box for _, box in merged), sure=False
    )


def _numbers(text: str) -> bool:
    return all(_DIGIT.match(char) or _SEPARATORS.match(char) for char in text)


def _doubted(bit: Bit) -> Bit:
    if not _DIGIT.search(bit.text):
        return bit
    limit = _TESSERACT_ARABIC if bit.text.isascii() else _TESSERACT_THAI
    return replace(bit, sure=min(bit.sure, limit))


def _read(
    row: Row, left: float, right: float, pixels: Pixels, *, pen: bool = False
) -> tuple[tuple[int, int], DigitReading | None]:
    """What our reader makes of a stretch of a row, and where its crop begins."""
    rise, fall = (_PEN_RISE, _PEN_FALL) if pen else (_RISE, _FALL)
    x0, x1 = max(int(left), 0), min(int(right) + 1, pixels.shape[1])
    top = max(int(row.baseline - (1 + rise) * row.height), 0)
    bottom = min(int(row.baseline + fall * row.height) + 1, pixels.shape[0])
    if x1 - x0 < 4 or bottom - top < 8:
        return (x0, top), None
    crop = pixels[top:bottom, x0:x1]
    head, foot = _digit_band(row, x0, x1, pixels)
    frame = LineFrame(head - top, foot - top)
    framed = read_digits(crop, frame)
    if not pen:
        return (x0, top), framed
    free = read_digits(crop)
    if framed is None or free is None:
        return (x0, top), free or framed
    best, other = sorted((framed, free), key=lambda reading: -reading.confidence)
    if best.text == other.text:
        return (x0, top), best
    # Two views of one hand that differ: neither is sure.
    return (x0, top), replace(
        best,
        sure=False,
        confidence=min(best.confidence, 0.5),
        alternatives=(type(best.alternatives[0])(other.text, other.confidence), *best.alternatives)
        if best.alternatives
        else best.alternatives,
    )


def _digit_band(row: Row, left: int, right: int, pixels: Pixels) -> tuple[float, float]:
    """Head and foot of the digits of a stretch: Arabic ones are higher than the Thai letters of their row."""
    grey = pixels.min(axis=2) if pixels.ndim == 3 else pixels
    band = ink_band(
        grey, int(row.baseline - 1.6 * row.height), int(row.baseline + 0.3 * row.height), [(left, right)]
    )
    if band is not None and 0.75 <= (band[1] - band[0]) / row.height <= 1.5:
        return float(band[0]), float(band[1])
    return row.baseline - row.height, row.baseline


def _others(reading: DigitReading) -> tuple[tuple[str, float], ...]:
    return tuple(
        (other.text, other.confidence)
        for other in reading.alternatives
        if "?" not in other.text and other.text != reading.text and other.confidence >= _LEAST_CHANCE
    )


def _bits_of(
    reading: DigitReading,
    corner: tuple[int, int],
    confidence: float,
    witnessed: bool,
    engine: str | None = None,
    *,
    pen: bool = False,
) -> list[Bit]:
    boxes = [_moved(box, corner) for box in reading.boxes]
    # One number has no blanks, however wide a hand writes it.
    boxes = [
        (box[0], box[1], max(box[2], after[0]), box[3])
        for box, after in zip(boxes, [*boxes[1:], boxes[-1]], strict=True)
    ]
    others = _others(reading)
    if engine is not None and engine != reading.text and all(engine != text for text, _ in others):
        others = (*others, (engine, round(0.3 * (1 - confidence), 4)))
    if (pen and not reading.sure) or (not witnessed and confidence < _LEAST_PRINTED):
        told = Reading(((reading.text, round(confidence, 4)), *others), pen)
        return [Bit(PEN_BLANK, box, confidence, told) for box in boxes]
    kept = Reading(others, pen) if pen or (others and not reading.sure) else None
    return [
        Bit(char, box, confidence, kept, witnessed) for char, box in zip(reading.text, boxes, strict=True)
    ]


def _moved(box: PixelBox, corner: tuple[int, int]) -> PixelBox:
    return box[0] + corner[0], box[1] + corner[1], box[2] + corner[0], box[3] + corner[1]


# The pen


_SLASH_END = re.compile("/(?:ว\\.?)?$")
_CODE = re.compile("[ก-ฮ]{2}.{0,8}[0-9๐-๙]{2}[0-9๐-๙.()]*/(?:ว\\.?)?$")


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
    apart = any(gap_before(row, n) > _NEAR * row.height for n in range(place + 1, last))
    if (
        last > place
        and not apart
        and not _more_ink(row, last, left, pixels)
        and all(
            _DIGIT.search(bit.text) and bit.reading is None and bit.sure >= 0.9
            for bit in row.bits[place:last]
        )
    ):
        return
    limit = row.bits[last].box[0] - 0.3 * row.height if last < len(row.bits) else left + _REACH * row.height
    taken = _take_pen(row, place, last, left, min(limit, left + _REACH * row.height), pixels)
    # A running number that stands apart from its code, or in pieces, is no sure number by the engine alone.
    if not taken and (apart or any(bit.reading is None and bit.sure < 0.8 for bit in row.bits[place:last])):
        row.bits[place:last] = [
            replace(bit, sure=min(bit.sure, _TESSERACT_THAI)) for bit in row.bits[place:last]
        ]


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
    _take_pen(row, begin, first, left, right, pixels)


def _take_pen(row: Row, first: int, last: int, left: float, right: float, pixels: Pixels) -> bool:
    """Read the ink between ``left`` and ``right`` in place of the bits ``first`` to ``last``; whether that was done.

    Bits that the engine read as print stay when our reader makes nothing of them and no pen is seen.
    """
    trimmed = _ink_between(row, left, right, pixels)
    if trimmed is None:
        return False
    corner, reading = _read(row, *trimmed, pixels, pen=True)
    if reading is None:
        return False
    written = _pen_by_ink(row, reading, trimmed, pixels) >= _PEN
    readable = "?" not in reading.text and _DIGIT.search(reading.text) and reading.digit_like >= _DIGITS
    if not written and (last > first or not readable):
        return False
    if readable:
        row.bits[first:last] = _bits_of(reading, corner, reading.confidence, False, pen=written)
    elif last > first or _DIGIT.search(reading.text):
        told = Reading(_others(reading), pen=True)
        row.bits[first:last] = [Bit(PEN_BLANK, _moved(box, corner), 0.0, told) for box in reading.boxes]
    return True


def _ink_between(row: Row, left: float, right: float, pixels: Pixels) -> tuple[float, float] | None:
    """The stretch between ``left`` and ``right`` that ink takes, up to the first wide gap."""
    x0, x1 = max(int(left), 0), min(int(right), pixels.shape[1])
    top = max(int(row.baseline - 1.6 * row.height), 0)
    bottom = int(row.baseline + 0.5 * row.height)
    if x1 - x0 < 0.3 * row.height:
        return None
    strip = pixels[top:bottom, x0:x1]
    grey = strip.min(axis=2) if strip.ndim == 3 else strip
    if not grey.size:
        return None
    paper = float(sorted_percentile(grey, 80))
    dark = (grey < paper - _INK).sum(axis=0) >= max(2, 0.06 * row.height)
    columns = dark.nonzero()[0]
    if len(columns) < 0.12 * row.height:
        return None
    return x0 + float(columns[0]) - 0.15 * row.height, x0 + float(columns[-1]) + 0.2 * row.height


def sorted_percentile(values: Pixels, percent: float) -> float:
    """The value below which ``percent`` of the pixels lie."""
    import numpy as np

    return float(np.percentile(values, percent))


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
