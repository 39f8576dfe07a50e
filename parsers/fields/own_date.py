"""The letter's own date and the receiving office's stamp (clauses 11.3, 12.3, 16.5; 37 for the stamp)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.fields.doubts import LEAST, mixes_scripts, other_values, sureness
from parsers.fields.found import Found, found_in_line
from parsers.fields.kind import RECEIVED, REGISTRY_LINE
from parsers.fields.layout import ISSUED, TITLED
from parsers.fields.own_number import number_line
from parsers.letter import Kind, Registry
from parsers.thai.dates import DateMatch, find_dates, first_date, month_only

if TYPE_CHECKING:
    from parsers.fields.layout import Layout
    from parsers.sheet import Sheet, TextLine

_DATE_LABEL = re.compile(r"(?:^|\s)วัน\s*ที่\s*:?\s*")
_REGISTRY_NUMBER = re.compile(
    rf"(?:เลขที่รับ|เลขรับ|ทะเบียนรับ(?:ที่|เลขที่)?|รับเลขที่|{RECEIVED}(?=[\s\d:.])|ลงรับ(?:ที่|เลขที่)?)\s*[:.]*\s*(?:ที่\s*)?(?P<number>\d[\d/.\-]*)"
)
_REGISTRY_TIME = re.compile(r"เวลา\s*[:.]*\s*(?P<time>\d{1,2}\s?[.:]\s?\d{2})")
_NOT_OWN = re.compile(r"ภายใน|รับ|เวลา|ตั้งแต่|ระหว่าง|ประชุม|เล่ม|ตอน|ราชกิจจา|ถึงวันที่|หมดอายุ|ปรับปรุง|พิมพ์")

_HALF_YEAR = re.compile(r"(?<!\d)2[456]$")
"""What is left of 25xx when a scan lost its end; no letter so young or so old is scanned with two digits."""
_LIKELY_YEARS = ("1932", "2058")
"""Years of letters that a scan is believed to show: 2475 to 2601."""
_OLD = "1977"
"""Letters from before 2520 are few: one that may also be younger is not told to be so old."""


def find_date(sheet: Sheet, layout: Layout) -> Found | None:
    """The date of issue, ``YYYY-MM`` when the day is blank; stamps, events and deadlines never fill in."""
    if layout.kind is Kind.MINUTES:
        return None
    if layout.issued is not None and layout.kind is not Kind.STAMPED:
        issued = _issued_date(sheet, layout.issued)
        if issued is not None:
            return issued
    cited = _cited_lines(layout)
    if layout.kind in TITLED:
        return _line_date(sheet, (layout.foot[0], len(sheet)), cited) or _line_date(
            sheet, (layout.title, layout.body[0]), cited
        )
    stamped_zone = (layout.foot[0], len(sheet))
    skip = _registry_lines(sheet, layout) | cited
    if layout.kind is Kind.INTERNAL:
        return (
            _labelled_date(sheet, layout, skip)
            or _line_date(sheet, layout.head, skip)
            or _beside_number(sheet, layout)
        )
    if layout.kind is Kind.STAMPED:
        return _line_date(sheet, stamped_zone, skip) or _line_date(sheet, layout.head, skip)
    own = _line_date(sheet, _above_labels(sheet, layout), skip)
    if own is None:
        own = _beside_number(sheet, layout) or _line_date(sheet, layout.head, skip)
    if own is None and layout.kind in (Kind.RECORD, Kind.OTHER, Kind.CERTIFICATE):
        own = _line_date(sheet, stamped_zone, skip)
    return own


def _above_labels(sheet: Sheet, layout: Layout) -> tuple[int, int]:
    firsts = [block.first for name, block in layout.blocks.items() if name in ("subject", "to", "via")]
    return 0, min(firsts, default=layout.body[0])


def _issued_date(sheet: Sheet, issued: int) -> Found | None:
    line = sheet.lines[issued]
    if line.scanned:
        return next((_found(line, one, 0, "date-of-issue") for one in find_dates(line.text)), None)
    flow = sheet.flow(issued, min(issued + 2, len(sheet)))
    opener = ISSUED.match(flow.text)
    start = opener.end() if opener else 0
    date = next((date for date in find_dates(flow.text) if date.start - start < 25), None)
    if date is None:
        return None
    return Found(date.iso, flow.evidence(date.start, date.end, "date-of-issue", date.confidence))


def _labelled_date(sheet: Sheet, layout: Layout, skip: set[int]) -> Found | None:
    for index in range(*layout.head):
        line = sheet.lines[index]
        label = _DATE_LABEL.search(line.text)
        if label is None or index in skip or REGISTRY_LINE.match(line.text):
            continue
        date = first_date(line.text[label.end() :])
        if date is not None and date.start <= 30:
            return _found(line, date, label.end(), "head-date-labelled")
    return None


def _line_date(sheet: Sheet, zone: tuple[int, int], skip: set[int]) -> Found | None:
    """A line that is a date and nothing else (clause 11.3 prints no word before it)."""
    candidates: list[tuple[int, Found]] = []
    for index in range(*zone):
        line = sheet.lines[index]
        if line.blank or line.furniture or index in skip or _NOT_OWN.search(line.text):
            continue
        if alone := month_only(line.text):
            candidates.append((0, found_in_line(line, 0, len(line.text), alone, "head-date", 0.9)))
        for date in find_dates(line.text):
            before = re.sub(r"วัน\s*ที่|วันที่|ณ|เมื่อ|ลง", "", line.text[: date.start]).strip(" \t.:…_(")
            after = line.text[date.end :].strip(" \t.)")
            if line.scanned and len(after) == 1 and line.text[date.end].isspace():
                after = ""  # a speck behind a blank
            if not before and not after:
                labelled = "วันที่" in line.text[: date.start]
                candidates.append((labelled, _found(line, date, 0, "head-date")))
            elif not after and _set_off(line.text[: date.start]):
                candidates.append((2, _found(line, date, 0, "head-date-in-line")))
    if not candidates:
        return None
    return min(candidates, key=lambda candidate: candidate[0])[1]


def _cited_lines(layout: Layout) -> set[int]:
    """Lines of what is cited or enclosed: ``ลงวันที่ …`` at the beginning of one is another letter's date."""
    blocks = (layout.blocks.get(name) for name in ("references", "attachments"))
    return {index for block in blocks if block is not None for index in range(block.first, block.last)}


def _set_off(before: str) -> bool:
    """Whether a date stands apart from what is to its left, a label of its own not counted."""
    bare = re.sub(r"วัน\s*ที่\s*$", "", before)
    return len(bare) - len(bare.rstrip("\t ")) >= 3


def _beside_number(sheet: Sheet, layout: Layout) -> Found | None:
    index = number_line(sheet, layout)
    if index is None:
        return None
    line = sheet.lines[index]
    date = first_date(line.text)
    if date is None or not line.text[: date.start].endswith(("\t", "  ", "วันที่ ", "วันที่")):
        return None
    return _found(line, date, 0, "head-date-beside-number")


def _found(line: TextLine, date: DateMatch, shift: int, rule: str) -> Found:
    confidence = date.confidence if date.has_day else min(date.confidence, 0.95)
    start, end = shift + date.start, shift + date.end
    if not line.scanned:
        return found_in_line(line, start, end, date.iso, rule, confidence)
    return _scanned(line, start, end, date, rule, confidence)


def _scanned(line: TextLine, start: int, end: int, date: DateMatch, rule: str, confidence: float) -> Found:
    """A date of a scan: a day read with too much doubt is left out, and so is the date if its year is."""

    def value(text: str) -> str | None:
        return next((one.iso for one in find_dates(text) if one.end > start), None)

    others = [iso for iso in other_values(line, start, end, value) if iso != date.iso]
    year = re.search(r"\d[\d\s]*$", line.text[:end])
    from_year = year.start() if year else end
    half = _HALF_YEAR.search(line.text[:end])
    old = date.iso < _OLD and any(_OLD < iso < _LIKELY_YEARS[1] for iso in others)
    if (
        half
        or old
        or sureness(line, from_year, end) < LEAST
        or not _LIKELY_YEARS[0] <= date.iso[:4] <= _LIKELY_YEARS[1]
    ):
        return found_in_line(line, start, end, "", "head-date-unsure", 0.3, [date.iso, *others])
    stray = re.search(r"[ก-ฮ]$", line.text[:start])  # a digit before the day, taken for a letter
    if date.has_day and (
        stray or sureness(line, start, from_year) < LEAST or mixes_scripts(line, start, from_year)
    ):
        return found_in_line(line, start, end, date.iso[:7], "head-day-unsure", 0.6, [date.iso, *others])
    if not date.has_day and others:
        confidence = min(confidence, 0.8)
    return found_in_line(line, start, end, date.iso, rule, confidence, others)


def _registry_lines(sheet: Sheet, layout: Layout) -> set[int]:
    """Lines of a receipt stamp: the line that names it and the two below it that go on."""
    stamped = {index for index, line in enumerate(sheet.lines) if line.source.layer == "stamp"}
    zone = [*range(*layout.head), *range(layout.foot[0], len(sheet))]
    for index in zone:
        if REGISTRY_LINE.match(sheet.lines[index].text):
            stamped.add(index)
            for below in (index + 1, index + 2, index - 1):
                if 0 <= below < len(sheet) and re.match(
                    r".*(?:วันที่|เวลา|รับ\s*ที่|ผู้รับ)", sheet.lines[below].text
                ):
                    stamped.add(below)
    return stamped


def find_registry(sheet: Sheet, layout: Layout) -> Registry | None:
    """เลขรับ, its day and hour, as the receiving office stamped them."""
    lines = [sheet.lines[index].text for index in sorted(_registry_lines(sheet, layout))]
    text = "\n".join(lines)
    number = _REGISTRY_NUMBER.search(text)
    if number is None:
        return None
    date = next((date for date in find_dates(text) if date.has_day), None)
    time = _REGISTRY_TIME.search(text)
    return Registry(
        number.group("number").strip("./-"),
        date.iso if date else None,
        re.sub(r"\s", "", time.group("time")) if time else None,
    )
