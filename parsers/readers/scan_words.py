"""Words that a letter's form prescribes, mended where the engine misread them: labels, months, an agency's letters.

The engine drops and moves marks (คำสัง, เรอิ่ง), and takes ธ for ถ with a mark on it. Where the form leaves few words to
choose from, and only one of them is near to what was read, that one stands there; how it was read lowers how sure it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parsers.agencies import codes, units
from parsers.readers.scan_rows import Bit, gap_before
from parsers.thai.likeness import distance, nearest, weight
from parsers.thai.normal import fold
from parsers.thai.word_list import thai_words
from parsers.thai.years import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.scan_rows import Row

_DIGIT = re.compile("[0-9๐-๙]")
_MARKED = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_AT = re.compile("ท(?:ี่|ี|่)?|[ตห]ี่?")
"""ที่ before a code, also misread."""
_CODE_BITS: Final = 5
_BEFORE_YEAR = re.compile(
    "(?<=[0-9๐-๙])(?P<month>[«»<>|*'\"ก-๎]{5,14}?)(?P<era>\\.?พ[\u0e38\u0e39]?\\.?ศ\\.?,?)?[0-9๐-๙]{4}(?![0-9๐-๙])"
)
_TERMS: Final = (
    (re.compile("ค[ำํ]า?ส[\u0e31\u0e34-\u0e37]?[\u0e48-\u0e4b]?ง"), "คำสั่ง"),
    (re.compile("หน[\u0e31\u0e34-\u0e37]งส[\u0e34-\u0e37]อ"), "หนังสือ"),
    (re.compile("ลงว[\u0e31\u0e34-\u0e37]นท[\u0e34-\u0e37]?[\u0e48-\u0e4b]?(?=[0-9๐-๙])"), "ลงวันที่"),
)
"""Spellings with marks lost or mistaken that are no words themselves."""
_ORDER_NUMBER = "(?=[0-9๐-๙]{1,5}/[2๒][45๔๕][0-9๐-๙]{2}$)"
_ORDER_ROW = re.compile("(?P<at>[ทฑหต|][\u0e34-\u0e37\u0e48]{0,2})" + _ORDER_NUMBER)
_BELOW_TITLE = re.compile("(?P<at>[ก-๎|-]{1,3})" + _ORDER_NUMBER)
_CITED = re.compile(
    "(?P<at>ท(?:ี่|ี|่)?)(?P<code>(?:[ก-ฮ][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{0,2}){2})(?=[0-9๐-๙]{3,5}[./])"
)
"""A number as it is cited: ที่, the agency's letters, the digits of the office."""
_TORN_THO = re.compile("(?<=.)[ถวรล][\u0e34-\u0e37\u0e48]{1,2}$")
"""ธ, whose upper stroke the engine takes for a mark."""
_LABELS: Final = (
    "เรื่อง", "เรียน", "อ้างถึง", "สิ่งที่ส่งมาด้วย", "ส่วนราชการ", "บันทึกข้อความ", "วันที่", "สั่งณวันที่", "ประกาศณวันที่",
)  # fmt: skip
_OPENERS: Final = ("คำสั่ง", "ประกาศ")
"""Words that the name of an office follows at once."""
_BESIDE: Final = ("วันที่",)
"""Labels behind a leap."""
_TWO_MARKS: Final = 0.8
_ONE_LETTER: Final = 1.0
_MOST: Final = 0.3
"""Share of a word that may differ."""
_MOST_MONTH: Final = 0.42
"""The same before a year, where nothing but a month stands."""
_LONG: Final = 5.0
_LONGEST: Final = 20
_SURE: Final = 0.85
_STRAY: Final = 0.6
"""How sure a digit is at most that is a piece of a letter."""
_WORD_END: Final = 0.25
_WIDE: Final = 1.5
_ALIKE: Final = ("ธถวร", "ขชซ", "คดตศ", "ทหฑ", "ปบษ", "ผฝพฟ", "ภถกฎฏ", "มนฆ", "ลสอ", "ยฮ", "งจ", "นบ")
"""Consonants that the engine takes for one another."""


def mend_words(rows: Sequence[Row]) -> None:
    """Mend labels, months and agency letters in ``rows``."""
    titled = False
    for row in rows:
        _mend_label(row)
        _mend_order(row, _BELOW_TITLE if titled else _ORDER_ROW)
        titled = row.text.startswith(_OPENERS) or (titled and len(row.text) < 3)
        _mend_terms(row)
        _mend_month(row)
        _mend_code(row)
        _mend_cited(row)


def _mend_label(row: Row) -> None:
    starts = [0, *(n for n in range(1, len(row.bits)) if gap_before(row, n) > _WIDE * row.height)]
    for start in reversed(starts):
        found = min(_labels_at(row, start), default=None)
        if found is not None and found[0] > 0:
            _put(row, start, found[2], found[3])


def _labels_at(row: Row, start: int) -> Iterator[tuple[float, int, int, str]]:
    """How far what stands from a bit on is from a label, in edits and in length, where it ends, and the label."""
    read = ""
    for last in range(start + 1, min(start + _LONGEST, len(row.bits)) + 1):
        read = (read + row.bits[last - 1].text).replace("\u0e4d\u0e32", "\u0e33")
        ends = last == len(row.bits) or gap_before(row, last) > _WORD_END * row.height
        words = (*(_LABELS if ends else ()), *_OPENERS) if start == 0 else (_BESIDE if ends else ())
        word = _nearest(read, words) if words else None
        if word is not None:
            yield distance(read, word), abs(len(read) - len(word)), last, word


def _mend_order(row: Row, pattern: re.Pattern[str]) -> None:
    """ที่ before the number of an order that has a row to itself."""
    found = pattern.match(row.text)
    if found is not None and found["at"] != "ที่":
        _put_over(row, *found.span("at"), "ที่")


def _mend_terms(row: Row) -> None:
    """Words by which citations are known, wherever they stand."""
    for pattern, word in _TERMS:
        for found in reversed(list(pattern.finditer(row.text))):
            if found[0] != word:
                _put_over(row, *found.span(), word)


def _mend_month(row: Row) -> None:
    """A month before a year, and พ.ศ. between them."""
    found = _BEFORE_YEAR.search(row.text)
    if found is None:
        return
    if found["era"] and (found["era"] != "พ.ศ." or _has_blank(row, *found.span("era"))):
        _put_over(row, *found.span("era"), "พ.ศ.")
    word = found["month"] if found["month"] in MONTHS else _nearest(found["month"], MONTHS, most=_MOST_MONTH)
    if word and (word != found["month"] or _has_blank(row, *found.span("month"))):
        _put_over(row, *found.span("month"), word)
    _drop_stray(row, found.start("month"))


def _has_blank(row: Row, first: int, last: int) -> bool:
    """Whether a stretch of the row's text is torn apart."""
    starts = row.starts
    inner = [n for n, start in enumerate(starts[:-1]) if first < start < last]
    return bool(inner) and _torn(row, inner[0] - 1, inner[-1] + 1)


def _torn(row: Row, first: int, last: int) -> bool:
    """Whether a blank stands between bits that belong together."""
    return any(gap_before(row, n) > _WORD_END * row.height for n in range(first + 1, last))


def _drop_stray(row: Row, month: int) -> None:
    """Take away a digit that hangs on a month, where a day stands before a blank: a piece of the month's letter."""
    starts = row.starts
    place = starts.index(month) - 1 if month in starts else 0
    if place < 1 or not _DIGIT.match(row.bits[place - 1].text):
        return
    hangs = gap_before(row, place + 1) < _WORD_END * row.height < gap_before(row, place)
    if hangs and row.bits[place].sure < _STRAY:
        del row.bits[place]


def _put_over(row: Row, first: int, last: int, word: str) -> None:
    """``word`` in place of a stretch of the row's text, if bits begin and end where it does."""
    starts = row.starts
    if first in starts and last in starts:
        _put(row, starts.index(first), starts.index(last), word)


def _mend_code(row: Row) -> None:
    """An agency's two letters between ที่ and digits."""
    digit = next((n for n, bit in enumerate(row.bits) if _DIGIT.match(bit.text)), None)
    if digit is None or not 2 <= digit <= _CODE_BITS:
        return
    digits = "".join(bit.text for bit in row.bits[digit : digit + 2])
    for first in range(digit - 1, 0, -1):
        label = "".join(bit.text for bit in row.bits[:first])
        letters = "".join(bit.text for bit in row.bits[first:digit])
        if _AT.fullmatch(label) and (code := _code_like(letters, digits)) is not None:
            if code != letters or digit - first > 1:
                _put(row, first, digit, code)
            if label != "ที่":
                _put(row, 0, first, "ที่")
            return


def _mend_cited(row: Row) -> None:
    """ที่ and an agency's two letters before the rest of a number, wherever they stand behind a blank."""
    starts = row.starts
    for found in reversed(list(_CITED.finditer(row.text))):
        if found.start() not in starts or found.start("code") not in starts:
            continue
        at, letters = starts.index(found.start()), starts.index(found.start("code"))
        blank = _WORD_END * row.height
        code = _code_like(found["code"], row.text[found.end() :])
        if code is None or gap_before(row, at) < blank or gap_before(row, letters) < blank:
            continue
        if code != found["code"] or _has_blank(row, *found.span("code")):
            _put_over(row, *found.span("code"), code)
        if found["at"] != "ที่":
            _put_over(row, *found.span("at"), "ที่")


def _code_like(read: str, digits: str) -> str | None:
    """The code that was read, or the only one whose letters look like it; where two do, the one that has a department
    of the number that ``digits`` begin."""
    bare = _MARKED.sub("", _TORN_THO.sub("ธ", read))
    likely = {letters for letters in (bare, _MARKED.sub("", read)) if letters in codes()}
    if not likely and len(bare) == 3 and f"{bare[1:]} {fold(digits[:2])}" in units():
        likely = {bare[1:]}  # dirt before the letters was taken for one
    elif not likely and len(bare) == 2:
        likely = {code for code in codes() if _looks_like(code, bare)}
    if len(likely) > 1:
        likely = {code for code in likely if f"{code} {fold(digits[:2])}" in units()}
    return likely.pop() if len(likely) == 1 else None


def _looks_like(code: str, read: str) -> bool:
    """Whether one letter of two may have been taken for the other."""
    pairs = [(a, b) for a, b in zip(code, read, strict=True) if a != b]
    return len(pairs) == 1 and any(set(pairs[0]) <= set(group) for group in _ALIKE)


def _put(row: Row, first: int, last: int, word: str) -> None:
    """``word`` in place of some bits, letter by letter over the place that they took."""
    old = row.bits[first:last]
    box = (old[0].box[0], min(b.box[1] for b in old), old[-1].box[2], max(b.box[3] for b in old))
    sure = min(_SURE, *(bit.sure for bit in old)) if len(old) > 1 else min(_SURE, old[0].sure)
    row.bits[first:last] = [Bit(word, box, max(sure, 0.5))]


def _nearest(read: str, words: Sequence[str], most: float = _MOST) -> str | None:
    """The one word near enough to what was read; none if two are."""
    alike = [word for word in words if _only_marks_lost(read, word) or sorted(read) == sorted(word)]
    if len(alike) == 1:
        return alike[0]
    found = nearest(read, words, reach=3)
    return found[1] if found is not None and found[0] <= _allowed(found[1], read, most) else None


def _only_marks_lost(read: str, word: str) -> bool:
    """Whether a faint copy lost all the marks of a word; what is left must be no word of its own."""
    bare = _MARKED.sub("", word).replace("ำ", "า")
    return (
        len(read) > 2 and read != word and read in (bare, _MARKED.sub("", word)) and read not in thai_words()
    )


def _allowed(word: str, read: str, most: float) -> float:
    """How far what was read may be: short words may differ in their marks only, and in a letter if that makes no
    word."""
    letters = weight(word)
    if letters >= _LONG:
        return most * letters
    return _TWO_MARKS if read in thai_words() else max(_TWO_MARKS, min(most * letters, _ONE_LETTER))
