"""Digits of a scanned page, read again from the picture: the seam between the page's engine and our digit reader.

Tesseract's Thai data lack ๔ ๖ ๗ ๘ ๙ and give other digits for them with confidence, so each stretch of a row that may be
digits goes to `parsers.readers.digits`. What both readers say alike is witnessed. What a pen wrote where the form leaves
room for it is looked for by `parsers.readers.scan_pen`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from parsers.agencies import codes
from parsers.readers.scan_grammar import by_grammar, is_unlikely
from parsers.readers.scan_pen import with_pen
from parsers.readers.scan_rows import Bit, Reading, gap_before
from parsers.readers.scan_stretch import (
    LEAST_DIGITS,
    LEAST_PRINTED,
    NEAR,
    TESSERACT_THAI,
    bits_of,
    others_of,
    read_stretch,
)
from parsers.thai.years import MONTHS

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
_NEAR_SIGN: Final = 0.9
_SIGNS: Final = (".", "/")
_PAD: Final = 0.22
_LONGEST: Final = 24
_AT_CODE = re.compile("ท(?:ี่|ี|่)?[ก-ฮ]\\S{1,2}$")
_WHOLE: Final = 0.75
"""The same for a token of which the engine made a word."""
_WHOLE_PLAIN, _PLAIN = 0.6, 0.85
"""The same where the reading is so sure."""
_WHOLE_EXPECTED: Final = 0.5
"""The same where the form wants a number, and the reading looks like one."""
_WORD_SURE: Final = 0.6
_TESSERACT_ARABIC: Final = 0.8
_ENGINE_COUNTS: Final = 0.85
_DIGIT_DOT = re.compile("[0-9๐-๙][ก-ฮ]?\\.$")
_YEAR_BEGUN = re.compile("[2๒][45๔๕][0-9๐-๙]")
_MONTH_BITS: Final = 10
_ZEROS: Final = (["0"], ["๐"])
_PHONE = re.compile("ท[\u0e34-\u0e37\u0e48]?ร[.]?$|ศัพท์[.:]?$|สาร[.:]?$")
_MOST_ZERO: Final = 0.9
"""How sure the zero is that telephone numbers begin with."""
_DISPUTED: Final = 0.45
"""How sure digits are whose number the two readers dispute."""


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
        with_pen(row, pixels)


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


def _tokens(row: Row) -> Iterator[tuple[int, int]]:
    """Stretches of a row between blanks that may be numbers although the engine made words of them."""
    first = 0
    for n in range(1, len(row.bits) + 1):
        if n < len(row.bits) and _is_near(row, n):
            continue
        text = "".join(bit.text for bit in row.bits[first:n])
        odd = _DIGIT.search(text) or "/" in text or _after_code(row, first)
        if odd and not all(_DIGIT.match(char) for char in text) and len(text) <= _LONGEST:
            yield _behind_code(row, first, n), n
        first = n


def _behind_code(row: Row, first: int, last: int) -> int:
    """Where the digits of a token begin that an agency's letters hang on, as on a typewriter; else ``first``."""
    digit = next((n for n in range(first, last) if _DIGIT.match(row.bits[n].text)), first)
    letters = row.bits[max(digit - 2, 0) : digit]
    plain = all(_CONSONANT.fullmatch(bit.text) and bit.sure >= _ENGINE_COUNTS for bit in letters)
    return digit if plain and "".join(bit.text for bit in letters) in codes() else first


def _is_near(row: Row, place: int) -> bool:
    """Whether a bit stands at the one before it, as within a number: a dot has more white about it than a digit."""
    gap = gap_before(row, place) / row.height
    if gap < NEAR:
        return True
    before, here = row.bits[place - 1].text, row.bits[place].text
    return gap < _NEAR_SIGN and (
        (before in _SIGNS and _DIGIT.match(here) is not None)
        or (here in _SIGNS and _DIGIT.search(before) is not None)
    )


def _after_code(row: Row, place: int) -> bool:
    """Whether ที่ and two letters, the head of a letter's number, stand before a place of the row."""
    return _AT_CODE.search(_before(row, place)) is not None


def _before(row: Row, place: int) -> str:
    return "".join(bit.text for bit in row.bits[max(place - 4, 0) : place])


def _whole_token(row: Row, first: int, last: int, pixels: Pixels) -> list[Bit] | None:
    """A token read as one number; None if it is none for certain, or if parts of it are text."""
    bits = row.bits[first:last]
    if _is_latin_word(bits):
        return None
    spot = _spot(row, first, last)
    corner, reading = read_stretch(row, spot.left, spot.right, pixels)
    if reading is None or "?" in reading.text or reading.confidence < LEAST_PRINTED:
        return None
    few = len(_DIGIT.findall(reading.text)) < 2
    if few and not (_is_day(row, first, last) or _is_unit_end(row, first, reading)):
        return None
    engine, sure = "".join(bit.text for bit in bits), min(bit.sure for bit in bits)
    digit_like, plain = reading.digit_like, reading.confidence >= _PLAIN
    reading = by_grammar(_with_separators(reading, corner, bits), _before(row, first), engine, sure)
    expected = _after_code(row, first) and not is_unlikely(reading, _before(row, first))
    if digit_like < (_WHOLE_EXPECTED if expected else _WHOLE_PLAIN if plain else _WHOLE):
        return None
    disputed = _lost_digits(engine, sure, reading)
    confidence = min(reading.confidence, _DISPUTED) if disputed else reading.confidence
    return bits_of(reading, corner, confidence, engine == reading.text, engine if disputed else None)


def _is_unit_end(row: Row, first: int, reading: DigitReading) -> bool:
    """Whether a digit before a stroke stands behind digits and a dot: the last of an office's number."""
    return "/" in reading.text and _DIGIT_DOT.search(_before(row, first)) is not None


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
        while last < len(kinds) and kinds[last] in "dsxc" and _is_near(row, last):
            if kinds[last] == "c" and not _between_digits(row, kinds, last):
                break
            last += 1
        if _is_year_end(row, first, last):
            last += 1
        start, end = first, last
        while start < end and kinds[start] == "s" and not _is_second_wo(row, start):
            start += 1
        while end > start and kinds[end - 1] == "s" and row.bits[end - 1].text not in ("/", "/ว", "ว"):
            end -= 1
        texts = "".join(bit.text for bit in row.bits[start:end])
        day = start < end and _is_day(row, first, last)
        read = all(bit.ours for bit in row.bits[start:end]) and _after_code(row, start)
        if (_DIGIT.search(texts) or day) and not read and not _is_latin_word(row.bits[start:end]):
            found.append(_spot(row, start, end))
        first = last
    return found


def _is_year_end(row: Row, first: int, last: int) -> bool:
    """Whether three digits of a year want the lone letter behind them, as which the engine took the fourth."""
    if last >= len(row.bits) or not _YEAR_BEGUN.fullmatch("".join(bit.text for bit in row.bits[first:last])):
        return False
    alone = last + 1 == len(row.bits) or gap_before(row, last + 1) > NEAR * row.height
    return alone and len(row.bits[last].text) == 1 and gap_before(row, last) < _NEAR_SIGN * row.height


def _is_day(row: Row, first: int, last: int) -> bool:
    """Whether one or two characters, whatever the engine made of them, stand alone before a month."""
    if last - first > 2 or last >= len(row.bits) or gap_before(row, last) < NEAR * row.height:
        return False
    after = "".join(bit.text for bit in row.bits[last : last + _MONTH_BITS])
    return after.startswith(MONTHS)


def _is_second_wo(row: Row, place: int) -> bool:
    """Whether a ว follows the ว of a circular: it is a digit then, which the engine took for one."""
    return place > 0 and row.bits[place].text == "ว" and row.bits[place - 1].text.endswith("ว")


def _kind(bit: Bit) -> str:
    """d digits, s separators, x something Latin or odd, c a bare Thai consonant, t other Thai."""
    if _DIGIT.search(bit.text):
        return "d"
    if bit.text == "ๆ":
        return "x"  # behind digits it is a ๗
    if _SEPARATORS.fullmatch(bit.text):
        return "s"
    if _MARKED.search(bit.text):
        return "t"
    if _CONSONANT.search(bit.text):
        return "c" if len(bit.text) == 1 else "t"
    return "x"


def _between_digits(row: Row, kinds: Sequence[str], place: int) -> bool:
    """Whether a lone consonant stands where a digit would: glued to digits on its left, and no word on its right."""
    behind_dot = row.bits[place - 1].text == "." and place > 1 and kinds[place - 2] == "d"
    if not (kinds[place - 1] == "d" or behind_dot) or gap_before(row, place) > 0.4 * row.height:
        return False
    after = place + 1
    return after >= len(kinds) or kinds[after] in "dsx" or gap_before(row, after) > NEAR * row.height


def _is_latin_word(bits: Sequence[Bit]) -> bool:
    text = "".join(bit.text for bit in bits)
    latin = len(_LATIN.findall(text))
    sure = sum(bit.sure for bit in bits) / len(bits)
    return (
        ("@" in text and latin > 2)
        or "www" in text
        or (latin > len(_DIGIT.findall(text)) and sure > _WORD_SURE)
    )


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
    before = _before(row, spot.first)
    engine, engine_sure = "".join(bit.text for bit in bits), min(bit.sure for bit in bits)
    corner, reading = read_stretch(row, spot.left, spot.right, pixels)
    if reading is None:
        return _unread(bits, before)
    if "?" in reading.text:
        reading = _with_engine(reading, corner, bits)
    reading = by_grammar(_with_separators(reading, corner, bits), before, engine, engine_sure)
    witnessed = engine == reading.text
    if "?" in reading.text or (reading.digit_like < LEAST_DIGITS and not witnessed):
        return _unread(bits, before)
    confidence = reading.confidence
    if _lost_digits(engine, engine_sure, reading):
        confidence = min(confidence, _DISPUTED)
    elif witnessed and not is_unlikely(reading, before):
        confidence = 1 - (1 - confidence) * (1 - 0.5 * engine_sure)
    elif not witnessed and _engine_knows_better(engine, engine_sure, reading):
        others = ((reading.text, round((1 - _TESSERACT_ARABIC), 4)), *others_of(reading))
        shared = Reading(others)
        return [replace(bit, sure=min(bit.sure, _TESSERACT_ARABIC), reading=shared) for bit in bits]
    return bits_of(reading, corner, confidence, witnessed, engine if _numbers(engine) else None)


def _unread(bits: Sequence[Bit], before: str) -> list[Bit]:
    """Digits that only the engine reads: doubtful, but for the zero that telephone numbers begin with."""
    if _PHONE.search(before) and [bit.text for bit in bits] in _ZEROS:
        return [replace(bit, sure=min(bit.sure, _MOST_ZERO)) for bit in bits]
    return [_doubted(bit) for bit in bits]


def _engine_knows_better(engine: str, engine_sure: float, reading: DigitReading) -> bool:
    """Whether Arabic digits, which the engine has, are surer to it than to our reader."""
    arabic = engine.isascii() and reading.text.isascii()
    return arabic and not reading.sure and engine_sure > max(_ENGINE_COUNTS, reading.confidence)


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
            # Boxes of touching characters overlap; what stands between them begins before the second.
            merged.append((char, (min(x1, after - 1), top, max(after, x1 + 1), bottom)))
    merged += ours[at:]
    return replace(
        reading, text="".join(char for char, _ in merged), boxes=tuple(box for _, box in merged), sure=False
    )


def _lost_digits(engine: str, engine_sure: float, reading: DigitReading) -> bool:
    """Whether the engine is sure of more or fewer Arabic digits: then one of the two passed over ink."""
    return (
        engine.isascii()
        and engine_sure >= _ENGINE_COUNTS
        and _numbers(engine)
        and len(_DIGIT.findall(engine)) != len(_DIGIT.findall(reading.text))
    )


def _numbers(text: str) -> bool:
    return all(_DIGIT.match(char) or _SEPARATORS.match(char) for char in text)


def _doubted(bit: Bit) -> Bit:
    if not _DIGIT.search(bit.text):
        return bit
    limit = _TESSERACT_ARABIC if bit.text.isascii() else TESSERACT_THAI
    return replace(bit, sure=min(bit.sure, limit))
