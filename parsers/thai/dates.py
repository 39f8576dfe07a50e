"""Dates as Thai letters write them: Buddhist years, abbreviated and misspelt months, missing days, ranges.

A date is only what can be one: 31 February is no date, and ``ม.ย.`` (April or June?) is none either.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.thai.years import MONTHS, gregorian_year

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABBREVIATIONS = ("มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค")
_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")

_FULL = "|".join(MONTHS)
_SHORT = "|".join(r"\s?\.?\s?".join(re.findall(r"[ก-ฮ][ัิ-ู]?|เ[ก-ฮ]", short)) for short in _ABBREVIATIONS)
_ERA = r"(?:(?P<be>พ\s?\.?\s?ศ\s?\.?,?|พุทธศักราช)|(?P<ad>ค\s?\.?\s?ศ\s?\.?|คริสต์ศักราช))"
_YEAR4 = r"(?:2\s?[456]\s?\d\s?\d|19\d\d|20\d\d)"

_DATE = re.compile(
    rf"(?:วัน\s?(?P<weekday>{'|'.join(WEEKDAYS)})\s?(?:ที่)?\s*)?"
    rf"(?:(?<![\d/.])(?P<day>[0-3]\s?\d|\d)\s*)?(?:เดือน\s*)?"
    rf"(?:(?P<full>{_FULL})|(?P<short>(?<![ก-๎])(?:{_SHORT})\s?\.?))"
    rf"\s*{_ERA}?\s*(?P<year>{_YEAR4}|\d\d)(?![\d/])(?!\s?\d\d)"
)
_MISSPELT = re.compile(
    rf"(?:(?<![\d/.])(?P<day>[0-3]\s?\d|\d)\s*)(?:เดือน\s*)?(?P<word>[ก-ฮเ][ก-๎]{{1,12}}(?:\s[ก-๎]{{1,8}}){{0,2}}|(?:[ก-๎]{{1,3}}\s){{3,14}}[ก-๎]{{1,3}})"
    rf"\s*{_ERA}?\s*(?P<year>2\s?[456]\s?\d\s?\d)(?![\d/])"
)
_MISSPELT_NO_DAY = re.compile(
    rf"^\s*(?P<day>)(?P<word>[ก-ฮเ][ก-๎]{{3,12}})\s*{_ERA}?\s*(?P<year>2[456]\d\d)\s*$", re.M
)
_NUMERIC = re.compile(
    r"(?<![\d/.\-])(?P<day>[0-3]?\d)\s?[/.-]\s?(?P<month>[01]?\d)\s?[/.-]\s?(?P<year>2[456]\d\d|\d\d)(?![\d/])"
)
_ENGLISH_DATE = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d)\s+(?P<month>{'|'.join(_ENGLISH)})|(?P<month2>{'|'.join(_ENGLISH)})\s+(?P<day2>[0-3]?\d)),?"
    r"\s+(?P<year>(?:19|20|25)\d\d)\b",
    re.I,
)
_DIGIT = re.compile(r"\d")
LEAD = (
    r"(?:ลง\s?วัน\s?ที่|ลว\s?\.|ลว(?=\s?\d)|เมื่อ\s?วัน\s?ที่|ณ\s?วัน\s?ที่|วัน\s?ที่"
    r"|ลง(?=\s*(?:\d|ม|ก|เ|พ|ส|ต|ธ)))"
)


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in ``text[start:end]``. ``iso`` is ``YYYY-MM-DD``, or ``YYYY-MM`` without a day."""

    start: int
    end: int
    iso: str
    confidence: float
    rule: str

    @property
    def has_day(self) -> bool:
        return len(self.iso) == 10


@dataclass(frozen=True, slots=True)
class RangeMatch:
    """A stretch of days in ``text[start:end]``, both ends ISO."""

    start: int
    end: int
    first: str
    last: str


def find_dates(text: str) -> list[DateMatch]:
    """All dates of ``text`` in order, without overlap; exact spellings win over misspelt ones."""
    return list(_dates(text)) if _DIGIT.search(text) else []


@lru_cache(maxsize=512)
def _dates(text: str) -> tuple[DateMatch, ...]:
    # Many fields ask for the dates of the same lines.
    taken: list[DateMatch] = []
    for found in (_exact(text), _numeric(text), _english(text), _misspelt(text)):
        for date in found:
            if all(date.end <= other.start or date.start >= other.end for other in taken):
                taken.append(date)
    return tuple(sorted(taken, key=lambda date: date.start))


_MONTH_ONLY = re.compile(rf"\s*(?P<short>{_SHORT})\s?\.?\s*{_ERA}?\s*(?P<year>{_YEAR4}|\d\d)\s*")


def month_only(text: str) -> str | None:
    """``พ.ย. 66`` alone on a line, as ``YYYY-MM``: with nothing beside it the short month is no agency."""
    match = _MONTH_ONLY.fullmatch(text)
    if match is None:
        return None
    year = gregorian_year(match.group("year").replace(" ", ""), common_era=bool(match.group("ad")))
    return _iso(year, _month_of_short(match.group("short")), None)


def first_date(text: str) -> DateMatch | None:
    """The first date of ``text``."""
    dates = find_dates(text)
    return dates[0] if dates else None


def _exact(text: str) -> Iterator[DateMatch]:
    for match in _DATE.finditer(text):
        month = _month_of(match)
        spelt = match.group("short")
        if spelt and not match.group("day"):
            continue  # ก.พ. alone is more often an agency than February
        if len(match.group("year")) == 2 and not match.group("day"):
            continue
        date = _build(match, month, "date-short" if spelt else "date", 0.99)
        if date is not None:
            yield date


def _month_of(match: re.Match[str]) -> int:
    if match.group("full"):
        return MONTHS.index(match.group("full")) + 1
    return _month_of_short(match.group("short"))


def _month_of_short(spelt: str) -> int:
    return _ABBREVIATIONS.index(re.sub(r"[\s.]", "", spelt)) + 1


def _misspelt(text: str) -> Iterator[DateMatch]:
    for pattern in (_MISSPELT, _MISSPELT_NO_DAY):
        for match in pattern.finditer(text):
            month = nearest_month(match.group("word"))
            if month is None:
                continue
            date = _build(match, month, "date-misspelt-month", 0.93)
            if date is not None:
                yield date


def _numeric(text: str) -> Iterator[DateMatch]:
    for match in _NUMERIC.finditer(text):
        month = int(match.group("month"))
        if not 1 <= month <= 12:
            continue
        date = _build(match, month, "date-numeric", 0.9)
        if date is not None:
            yield date


def _english(text: str) -> Iterator[DateMatch]:
    for match in _ENGLISH_DATE.finditer(text):
        month = _ENGLISH.index((match.group("month") or match.group("month2")).lower()) + 1
        iso = _iso(gregorian_year(match.group("year")), month, int(match.group("day") or match.group("day2")))
        if iso:
            yield DateMatch(match.start(), match.end(), iso, 0.95, "date-english")


def _build(match: re.Match[str], month: int, rule: str, confidence: float) -> DateMatch | None:
    groups = match.groupdict()
    year = gregorian_year(groups["year"].replace(" ", ""), common_era=bool(groups.get("ad")))
    day = groups.get("day")
    number = int(re.sub(r"\s", "", day)) if day else None
    iso = _iso(year, month, number)
    if iso is None:
        return None
    weekday = groups.get("weekday")
    if weekday and number and calendar.weekday(year, month, number) != WEEKDAYS.index(weekday):
        confidence, rule = min(confidence, 0.7), rule + "-weekday-differs"
    return DateMatch(match.start(), match.end(), iso, confidence, rule)


def _iso(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


@lru_cache(maxsize=4096)
def nearest_month(word: str) -> int | None:
    """The only month within two edits of ``word``, or ``None`` (DOMAIN: misspellings found in the wild)."""
    word = re.sub(r"[\s.]", "", word)
    if len(word) < 4:
        return None
    distances = sorted((_edits(word, month), number) for number, month in enumerate(MONTHS, start=1))
    (best, number), (second, _) = distances[0], distances[1]
    return number if best <= 2 and best < second else None


def _edits(a: str, b: str) -> int:
    """Edit distance with swaps of neighbours (Damerau, restricted)."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, start=1):
        row = [i]
        for j, y in enumerate(b, start=1):
            cost = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


_END_DAY = rf"\s*(?:-|ถึง|และ(?=\s*วัน\s?(?:{'|'.join(WEEKDAYS)})))\s*(?:วัน\s?ที่\s*|วัน\s?(?:{'|'.join(WEEKDAYS)})\s?ที่\s*|วัน\s?(?:{'|'.join(WEEKDAYS)})\s*)?"
_RANGE = re.compile(
    rf"(?<![\d/.])(?P<day>[0-3]?\d)(?:\s*(?P<month>{_FULL}|(?:{_SHORT})\s?\.?))?"
    rf"(?:\s*{_ERA}?\s*(?P<year>2[456]\d\d|\d\d))?{_END_DAY}(?=[0-3]?\d\s*[ก-ฮเ])"
)


def find_ranges(text: str) -> list[RangeMatch]:
    """Stretches like ``9 - 10 กันยายน 2566``; the first end inherits month and year from the last."""
    found = []
    dates = {date.start: date for date in find_dates(text) if date.has_day}
    for match in _RANGE.finditer(text):
        last = dates.get(match.end()) or next(
            (date for start, date in dates.items() if match.start() <= start <= match.end() < date.end), None
        )
        if last is None:
            continue
        year, month, _ = (int(piece) for piece in last.iso.split("-"))
        spelt = match.group("month")
        if spelt:
            name = re.sub(r"[\s.]", "", spelt)
            month = (MONTHS.index(name) if name in MONTHS else _ABBREVIATIONS.index(name)) + 1
        if match.group("year"):
            year = gregorian_year(match.group("year"))
        first = _iso(year, month, int(match.group("day")))
        apart = "และ" in text[match.start() : match.end()] and first and not _next_day(first, last.iso)
        if first and first <= last.iso and not apart:
            found.append(RangeMatch(match.start(), last.end, first, last.iso))
    return found


def _next_day(first: str, last: str) -> bool:
    """``วันที่ 10 และ 11`` is a stretch; ``วันที่ 23 และ 25`` are two days."""
    return datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first) == datetime.timedelta(
        days=1
    )
