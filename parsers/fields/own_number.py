"""The letter's own number, urgency and secrecy: what stands in its head (clauses 11.1, 28, 31)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.agencies import codes, is_usual_unit
from parsers.fields.doubts import LEAST, other_values, sureness
from parsers.fields.found import Found, found_in_line
from parsers.fields.kind import REGISTRY_LINE
from parsers.letter import Kind
from parsers.number import NumberMatch, read_number

if TYPE_CHECKING:
    from parsers.fields.layout import Layout
    from parsers.sheet import Sheet, TextLine

_OFFICE = re.compile(r"(?P<code>[ก-ฮ]{2}) (?P<unit>\d+)")
_LETTERS = re.compile("[ก-ฮ]{2,4}(?=[\\s\\d(])")
_MORE_DIGITS = re.compile(r" {1,5}[^\s\t]{0,2}\d(?!\s?[ก-ฮ][ก-๎.]{2})")
"""Digits close behind a number, and no day before its month: it may go on there."""
_GLUED = re.compile("[ก-ฮเ-ไ]")
"""A letter that hangs on a number is one of its digits, misread."""
_URGENCY = r"ด\s?่?\s?วนท\s?ี่\s?สุด|ด่วนที่สุด|ด่วนมาก|ด่วน"
_SECRECY = r"ลับที่สุด|ลับมาก|ลับ"
_AT = re.compile(
    r"(?:ท\s{0,2}ี\s{0,2}่?(?!\s?(?:สุด|ว่าการ|ทำการ|ดิน|ปรึกษา|ตั้ง|ประชุม|พัก))|เลขที่?)(?=[\s:ก-ฮ\d])[\s:]{0,40}"
)
_MARKED = re.compile(rf"(?:^|\s)(?:{_URGENCY}|{_SECRECY})$")
_ORDER_AT = re.compile(r"(?:^|\s|(?<=[ก-๎]))(?P<at>ที่|เลขที่|ฉบับที่)\s*(?P<number>\d{1,5}\s*/\s*2[45]\d\d)(?!\d)")
_ORDER_BLANK = re.compile(
    r"(?:^|\s)(?:ที่|เลขที่)[\s.…_]*(?P<part>(?:[ก-ฮ]{2}\s*\d{2,5}\s*)?/\s*2[45]\d\d)(?!\d)"
)
_ORDER_ALONE = re.compile(r"\s*(?P<number>\d{1,5}\s*/\s*2[45]\d\d)\s*")
"""All that a scan may leave of ที่ and an order's number."""
_SERIES_AT = re.compile(r"(?:^|\s|(?<=[ก-๎]))(?:ที่|เลขที่)\s*(?=[ก-ฮ]{1,2}\.)")
_ALONE = re.compile(rf"\s*[-(]?\s*(?P<word>{_URGENCY}|{_SECRECY})\s*[-)]?\s*(?=$|\t|\s{{3,}}|ที่\s)")
_WITH_AT = re.compile(rf"^\s*(?P<word>{_URGENCY})\s*(?=ท\s?ี\s?่(?!\s?สุด))")
_SECRET_WITH = re.compile(rf"^\s*(?P<word>{_SECRECY})\s*(?={_URGENCY}|ที่\s|$)")


def find_number(sheet: Sheet, layout: Layout) -> Found | None:
    """The letter's own number; ``value`` is empty and the partial number stands in ``find_partial`` when the
    running number is blank. News, statements and minutes have none."""
    if layout.kind in (Kind.NEWS, Kind.STATEMENT, Kind.MINUTES, Kind.REGULATION, Kind.BYLAW):
        return None
    if layout.kind in (Kind.ORDER, Kind.ANNOUNCEMENT):
        return _order_number(sheet, layout)
    hit = _head_number(sheet, layout)
    if hit is None or hit[3].normal is None or _is_unsure(hit[0], hit[3]):
        return None
    line, start, rule, number = hit
    sure = 0.99 if number.form in ("letter", "bank") else 0.95
    if number.torn:
        sure = 0.9
    if rule == "head-number-unlabelled":
        sure = 0.8
    others = _other_numbers(line, start, number)
    return found_in_line(line, start, number.end, number.normal or "", rule, sure, others)


LOST_SIGN = re.compile(r"[ก-ฮ]{2}\.?\s*\d[\d.()]*/\s+\d")
"""On a scan a ว was lost where a blank stands behind the stroke."""


def names_no_office(number: str | None) -> bool:
    """Whether no agency has these letters, or none that has them numbers so: on a scan something was misread, or a dot
    lost."""
    letters = _LETTERS.match(number or "")
    if letters is not None and letters[0] not in codes():
        return True
    unit = _OFFICE.match(number or "")
    return unit is not None and unit["code"] in codes() and not is_usual_unit(unit["code"], unit["unit"])


def _is_unsure(line: TextLine, number: NumberMatch) -> bool:
    """Whether a scan's number was read with so much doubt, or names so strange an agency, that it is worse than none."""
    if not line.scanned:
        return False
    if number.torn or _MORE_DIGITS.match(line.text, number.end) or _GLUED.match(line.text, number.end):
        return True
    if LOST_SIGN.search(line.text, number.start, number.end):
        return True
    if names_no_office(number.normal or number.partial):
        return True
    return sureness(line, number.start, number.end) < LEAST


def _other_numbers(line: TextLine, start: int, number: NumberMatch) -> list[str]:
    """What the number may be by the other readings of a scan."""

    def value(text: str) -> str | None:
        found = read_number(text, number.start)
        return found.normal if found else None

    return [other for other in other_values(line, start, number.end, value) if other != number.normal]


def _unsure_partial(line: TextLine, start: int, number: NumberMatch) -> Found:
    """What stands before a running number that was read with too much doubt, empty where that is in doubt as well;
    the readings are alternatives."""
    others = [number.normal or number.partial or "", *_other_numbers(line, start, number)]
    run = re.search(r"\d[\d\s-]*(?:/\s*\d+)?$", line.text[: number.end])
    if run is not None and sureness(line, number.start, run.start()) >= LEAST:
        printed = read_number(line.text[: run.start()], number.start)
        if printed is not None and printed.partial is not None and not names_no_office(printed.partial):
            return found_in_line(line, start, number.end, printed.partial, "head-number-unsure", 0.6, others)
    return found_in_line(line, start, number.end, "", "head-number-unsure", 0.3, others)


def find_partial(sheet: Sheet, layout: Layout) -> Found | None:
    """What is printed of the number when its running number is blank; of a scan's that could not be read for
    certain ``value`` may be empty, and its readings are told for a review."""
    if layout.kind in (Kind.ORDER, Kind.ANNOUNCEMENT):
        return _blank_order(sheet, layout)
    hit = _head_number(sheet, layout)
    if hit is None:
        return None
    line, start, _, number = hit
    if number.partial is None:
        return _unsure_partial(line, start, number) if _is_unsure(line, number) else None
    if line.scanned and names_no_office(number.partial):
        return _unsure_partial(line, start, number)
    others = _other_numbers(line, start, number)
    sure = 0.95 if not line.source.doubts else 0.8
    return found_in_line(line, start, number.end, number.partial, "head-number-blank", sure, others)


def number_line(sheet: Sheet, layout: Layout) -> int | None:
    """The index of the line that bears ที่."""
    first, last = _number_zone(sheet, layout)
    for index in range(first, last):
        line = sheet.lines[index]
        if find_at(line.text) and not REGISTRY_LINE.match(line.text):
            return index
    return None


def find_at(line: str) -> re.Match[str] | None:
    """The label ที่: at the start of the line, set off by a tab or blanks, or behind the urgency."""
    for match in _AT.finditer(line):
        before = line[: match.start()]
        gap = before[len(before.rstrip()) :]
        if not before.strip() or "\t" in gap or len(gap) >= 2 or _MARKED.search(before.rstrip()):
            return match
    return None


def _number_zone(sheet: Sheet, layout: Layout) -> tuple[int, int]:
    blocks = [block.first for name, block in layout.blocks.items() if name in ("to", "via", "references")]
    subject = layout.blocks.get("subject")
    if subject is not None and sheet.lines[subject.first].text[: subject.column].lstrip().startswith("ที่"):
        return subject.first, subject.first + 1
    last = min(blocks) if blocks else max(layout.body[0], 1)
    return layout.head[0], min(last, len(sheet))


def _head_number(sheet: Sheet, layout: Layout) -> tuple[TextLine, int, str, NumberMatch] | None:
    first, last = _number_zone(sheet, layout)
    for index in range(first, last):
        line = sheet.lines[index]
        if line.furniture or (REGISTRY_LINE.match(line.text) and not find_at(line.text)):
            continue
        match = find_at(line.text)
        number = read_number(line.text, match.end()) if match else None
        if match and number and _own_form(number, layout.kind):
            return line, match.start(), "head-number", number
    for index in range(first, last):
        line = sheet.lines[index]
        if line.blank or line.furniture or REGISTRY_LINE.match(line.text):
            continue
        number = read_number(line.text)
        known = number is not None and (number.head or "")[:2] in codes()
        if (
            number
            and known
            and number.form in ("letter", "partial")
            and "/" in (number.normal or number.partial or "")
        ):
            return line, number.start, "head-number-unlabelled", number
    return None


def _own_form(number: NumberMatch, kind: Kind) -> bool:
    if number.form == "order":
        return kind in (Kind.INTERNAL, Kind.CERTIFICATE, Kind.EXTERNAL, Kind.STAMPED)
    return True


def _order_number(sheet: Sheet, layout: Layout) -> Found | None:
    stop = layout.blocks["subject"].first if "subject" in layout.blocks else layout.body[0]
    for index in range(layout.title, max(stop, layout.title + 1)):
        line = sheet.lines[index]
        if match := _ORDER_AT.search(line.text):
            if match.group("at") == "ฉบับที่" and layout.kind is not Kind.ANNOUNCEMENT:
                continue
            if sureness(line, match.start("number"), match.end()) < LEAST:
                return None
            value = re.sub(r"\s", "", match.group("number"))
            return found_in_line(line, match.start("at"), match.end(), value, "head-order-number", 0.99)
        if line.scanned and (match := _ORDER_ALONE.fullmatch(line.text)):
            if sureness(line, *match.span("number")) < LEAST:
                return None
            value = re.sub(r"\s", "", match.group("number"))
            return found_in_line(line, *match.span("number"), value, "head-order-number", 0.85)
        at = _SERIES_AT.search(line.text) or find_at(line.text)
        if at:
            number = read_number(line.text, at.end())
            if (
                number
                and number.normal
                and number.form in ("series", "letter", "bank")
                and not _is_unsure(line, number)
            ):
                return found_in_line(line, at.start(), number.end, number.normal, "head-order-number", 0.95)
    return None


def _blank_order(sheet: Sheet, layout: Layout) -> Found | None:
    if _order_number(sheet, layout) is not None:
        return None
    stop = layout.blocks["subject"].first if "subject" in layout.blocks else layout.body[0]
    for line in sheet.lines[layout.title : max(stop, layout.title + 1)]:
        if match := _ORDER_BLANK.search(line.text):
            value = re.sub(r"\s", "", match.group("part"))
            return found_in_line(line, match.start(), match.end(), value, "head-order-number-blank", 0.9)
    return None


def find_urgency(sheet: Sheet, layout: Layout) -> Found | None:
    """ชั้นความเร็ว on the head's own lines; one inside a citation belongs to the cited letter."""
    for line in _mark_lines(sheet, layout):
        for pattern in (_WITH_AT, _ALONE):
            for match in pattern.finditer(line.text):
                word = re.sub(r"\s", "", match.group("word"))
                if word.startswith("ด"):
                    return found_in_line(
                        line, match.start("word"), match.end("word"), word, "head-urgency", 0.98
                    )
        inner = re.match(rf"\s*(?:{_SECRECY})\s*(?P<word>{_URGENCY})(?=\s|$|ที่)", line.text)
        if inner:
            word = re.sub(r"\s", "", inner.group("word"))
            return found_in_line(line, inner.start("word"), inner.end("word"), word, "head-urgency", 0.97)
    return None


def find_secrecy(sheet: Sheet, layout: Layout) -> Found | None:
    """ชั้นความลับ at the head (or the foot) of the page."""
    foot = [line for line in sheet.lines[layout.foot[0] :] if not line.blank][-2:]
    for line in [*_mark_lines(sheet, layout), *foot]:
        if "ลับ" not in line.text:
            continue
        for pattern in (_SECRET_WITH, _ALONE):
            for match in pattern.finditer(line.text):
                word = match.group("word")
                if word.startswith("ลับ"):
                    return found_in_line(
                        line, match.start("word"), match.end("word"), word, "head-secrecy", 0.98
                    )
    return None


def _mark_lines(sheet: Sheet, layout: Layout) -> list[TextLine]:
    blocks = [block.first for block in layout.blocks.values()]
    last = min([*blocks, layout.body[0]]) if blocks else layout.body[0]
    return [line for line in sheet.lines[: max(last, layout.title + 1)] if not line.blank]
