"""Where the parts of a letter stand: head with its labelled blocks, body, closing, foot (clauses 11 to 22)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.fields.foot import AGENCY, ITEM, foot_without_closing, news_foot
from parsers.fields.kind import REGISTRY_LINE
from parsers.fields.labels import label_end, loose
from parsers.letter import Kind
from parsers.thai.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parsers.fields.kind import KindFound
    from parsers.sheet import Sheet, TextLine

TITLED = frozenset(
    {Kind.ORDER, Kind.REGULATION, Kind.BYLAW, Kind.ANNOUNCEMENT, Kind.STATEMENT, Kind.NEWS, Kind.MINUTES}
)
_HEAD_NAMES = ("subject", "to", "via", "references", "attachments", "unit")
_CLOSING = re.compile(
    rf"\s*(?:{loose('ขอแสดงความนับถือ')}|{loose('ขอนมัสการด้วยความเคารพ')}|{loose('ด้วยความเคารพ')}|ควรมิควรแล้วแต่|{loose('ขอแสดงความเคารพ')})"
)
ISSUED = re.compile(
    r"\s*(?:ทั้งนี้\s*)?(?:สั่ง|ประกาศ|ให้ไว้|ออกให้|แถลง|ตรา)\s*(?:และประกาศ\s*)?(?:ณ|เมื่อ)\s*(?:วัน\s*ที่)?"
    r"|\s*ให้ไว้\s+วัน\s*ที่"  # OCR drops ณ where it stands alone
)
_OPENERS = re.compile(
    r"\s*(?:ตามที่|ตาม(?:หนังสือ|อ้างถึง|คำสั่ง|ประกาศ|บันทึก|มติ|นัย|ระเบียบ|โครงการ|ข้อ|แผน|พระราช|ที่)|ด้วย|เนื่องจาก|เนื่องด้วย|เนื่องใน|สืบเนื่อง"
    r"|อนุสนธิ|โดยที่|ในการ|ในคราว|จังหวัด|กรม(?!การ(?:จังหวัด|อำเภอ|\s))|กระทรวง|สำนักงาน|ข้าพเจ้า|กระผม|ดิฉัน|ขอ(?!ง)|เพื่อ|ปัจจุบัน"
    r"|อาศัยอำนาจ|1\s*\.\s*(?:เรื่องเดิม|ตาม|ด้วย|ข้อเท็จ|ความเป็นมา|ต้นเรื่อง|เหตุผล)|เรื่องเดิม|ความเป็นมา|ต้นเรื่อง|หนังสือฉบับนี้|พร้อม(?:หนังสือ)?นี้|พร้อมกันนี้|จึง|การ|ขณะนี้|บัดนี้|ใน)"
)
_STRONG = re.compile(
    r"\s*(?:ตามที่|ตาม(?:หนังสือ|บันทึก|คำสั่ง|ประกาศ)|ด้วย|เนื่องจาก|เนื่องด้วย|อนุสนธิ|พร้อม(?:หนังสือ)?นี้|สืบเนื่อง|1\s*\.\s)"
)
_COMPLETE_ITEM = re.compile(r"(?:จำนวน\s*\S+\s*\S+|\d+\s*(?:ฉบับ|ชุด|แผ่น|เล่ม|หน้า|ภาพ|ซอง)|2[45]\d\d)\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled field: lines ``first`` to ``last`` (exclusive); the value begins at ``column`` of the first."""

    first: int
    last: int
    column: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Line ranges of one letter, end exclusive; ``foot`` begins with the closing or the line of issue."""

    kind: Kind
    title: int
    head: tuple[int, int]
    body: tuple[int, int]
    foot: tuple[int, int]
    blocks: Mapping[str, Block] = field(default_factory=dict)
    issued: int | None = None


def find_layout(sheet: Sheet, found: KindFound) -> Layout:
    """The layout of ``sheet`` as the form of its kind wants it."""
    if found.kind in TITLED:
        return _titled(sheet, found)
    return _labelled(sheet, found)


def _labelled(sheet: Sheet, found: KindFound) -> Layout:
    lines = sheet.lines
    openers = _head_openers(lines)
    blocks, body = _blocks(lines, openers, found.kind)
    if not openers:
        body = _first_body_line(lines, found)
    if found.kind is Kind.CERTIFICATE:
        body = next((i for i, line in enumerate(lines) if _CERTIFYING.search(line.text)), body)
    closing = next((i for i in range(body, len(lines)) if _CLOSING.match(lines[i].text)), None)
    issued = next((i for i in range(body, len(lines)) if ISSUED.match(lines[i].text)), None)
    foot = closing if closing is not None else foot_without_closing(lines, body, found.kind, issued)
    title = found.line if found.kind is not Kind.EXTERNAL else 0
    return Layout(found.kind, title, (0, body), (body, foot), (foot, len(lines)), blocks, issued)


_CERTIFYING = re.compile(r"หนังสือ(?:รับรอง)?ฉบับนี้|ขอรับรอง|เพื่อรับรองว่า|รับรองว่า")


def _head_openers(lines: tuple[TextLine, ...]) -> list[tuple[str, int, int]]:
    """(name, line, column) of each label in the head, in order; the head ends where labels stop coming."""
    found: list[tuple[str, int, int]] = []
    seen: set[str] = set()
    quiet = 0
    for index, line in enumerate(lines):
        if line.blank or line.furniture:
            continue
        if _CLOSING.match(line.text) or ISSUED.match(line.text):
            break
        hit = next(
            ((name, end) for name in _HEAD_NAMES if (end := label_end(name, line.text)) is not None), None
        )
        hit = hit or _subject_beside_number(line)
        if hit is not None and hit[0] not in seen and not _out_of_place(hit[0], seen):
            found.append((hit[0], index, hit[1]))
            seen.add(hit[0])
            quiet = 0
            continue
        quiet += 1
        if found and quiet > (4 if seen & {"to", "via"} else 8) and not ITEM.match(line.text):
            if _body_like(line):
                break
            if quiet > 14:
                break
    return found


_BESIDE_NUMBER = re.compile(r"\s*ท\s?ี่\s+\S[^\n]{3,60}?\d\s+เรื่อง\s+(?=\S)")


def _subject_beside_number(line: TextLine) -> tuple[str, int] | None:
    """``ที่ ธปท.ฝคง. 927/2566  เรื่อง …``: banks print both in one line, below เรียน."""
    match = _BESIDE_NUMBER.match(line.text)
    return ("subject", match.end()) if match else None


def _out_of_place(name: str, seen: set[str]) -> bool:
    """ถึง stands instead of เรื่อง and เรียน, never beside them (clause 14)."""
    return (name == "via" and bool({"to", "subject"} & seen)) or (name == "subject" and "via" in seen)


def _body_like(line: TextLine) -> bool:
    if re.search(r"(?<!\d)[1-9]\d{4}$", line.bare) and re.match(
        r"(?:จังหวัด|อำเภอ|ตำบล|ถนน|เลขที่|\d)", line.bare
    ):
        return False  # an address and its postal code
    return len(line.bare) > 45 or _OPENERS.match(line.text) is not None


def _blocks(
    lines: tuple[TextLine, ...], openers: list[tuple[str, int, int]], kind: Kind
) -> tuple[dict[str, Block], int]:
    blocks: dict[str, Block] = {}
    body = 0
    for position, (name, first, column) in enumerate(openers):
        if position + 1 < len(openers):
            last = openers[position + 1][1]
            if name in ("subject", "to", "via", "unit"):
                last = min(last, _value_end(lines, first, last))
        else:
            last = _last_block_end(lines, name, first, column)
            body = last
        blocks[name] = Block(first, last, column)
    return blocks, body


def _value_end(lines: tuple[TextLine, ...], first: int, limit: int) -> int:
    """A value inside the head ends at a line that is a date, a number or a second field of its own."""
    for index in range(first + 1, limit):
        bare = lines[index].bare
        if re.match(r"(?:ท\s*ี\s*่?\s+[ก-ฮ\d]|วันที่|โทร)", bare) or REGISTRY_LINE.match(bare):
            return index
        dates = find_dates(bare)
        if dates and dates[0].start == 0 and dates[0].end >= len(bare) - 2:
            return index
    return limit


def _last_block_end(lines: tuple[TextLine, ...], name: str, first: int, column: int) -> int:
    """Where the block before the body ends: at a paragraph that opens like a body."""
    lists = name in ("references", "attachments")
    blank = False
    previous = lines[first]
    value = lines[first].text[column:]
    numbered = ITEM.match(value) is not None
    items = int(numbered or bool(value.strip()))
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if line.furniture:
            continue
        if line.blank:
            blank = True
            continue
        item = ITEM.match(line.text) is not None
        opener = _OPENERS.match(line.text) is not None
        if lists and item and not (opener and blank):
            if items and re.match(r"\s*\(?1\s?[.)]", line.text):
                return index  # a second list begins: the body's
            items, numbered = items + 1, True
            previous, blank = line, False
            continue
        if lists and not blank and numbered and _goes_on(lines, index, items):
            previous = line
            continue
        if blank or (opener and _paragraph_start(line, previous)):
            return index
        if not lists and _STRONG.match(line.text):
            return index
        if not lists and not blank and line.indent >= 2 and _more_recipients(lines, index):
            previous = line
            continue
        runs_on = len(previous.bare) >= 50 and not opener and _opens_next(lines, index)
        if not lists and not runs_on and (line.indent >= 4 or len(previous.bare) < 60):
            return index
        if lists and line.text.startswith("\t") and _COMPLETE_ITEM.search(previous.text) and opener:
            return index
        if lists and opener and _COMPLETE_ITEM.search(previous.text):
            return index
        if lists and index - first > 25:
            return index
        previous, blank = line, False
    return len(lines)


def _goes_on(lines: tuple[TextLine, ...], index: int, items: int) -> bool:
    """Whether the next item of the list still follows, so that this line belongs to the one before."""
    if _STRONG.match(lines[index].text) or len(lines[index].bare) > 110:
        return False
    following = [line.text for line in lines[index + 1 : index + 3] if not line.furniture]
    numbers = (re.match(rf"\s*\(?{items + 1}\s?[.)]\s", text) for text in following)
    return items > 0 and any(numbers) and not any(not text.strip() for text in following[:1])


def _more_recipients(lines: tuple[TextLine, ...], index: int) -> bool:
    """A line of agencies between the first recipient and the blank before the body."""
    line = lines[index]
    short = len(line.bare) <= 75 and re.match(rf"(?:และ)?\s?(?:{AGENCY.pattern})", line.bare) is not None
    for following in lines[index + 1 : index + 3]:
        if following.blank:
            return short
        if len(following.bare) > 75 or _STRONG.match(following.text):
            return False
    return False


def _opens_next(lines: tuple[TextLine, ...], index: int) -> bool:
    """Whether the next line opens the body, so that this one still belongs to the head."""
    following = next((line for line in lines[index + 1 :] if not line.blank), None)
    return following is not None and _STRONG.match(following.text) is not None


def _paragraph_start(line: TextLine, previous: TextLine) -> bool:
    if line.indent >= 4 and (line.indent <= 16 or line.indent != previous.indent):
        return True
    return line.indent <= 1 and len(previous.bare) < 70 and previous.indent == 0


def _first_body_line(lines: tuple[TextLine, ...], found: KindFound) -> int:
    for index, line in enumerate(lines):
        if index > found.line and not line.blank and not line.furniture and _body_like(line):
            return index
    return min(found.line + 1, len(lines))


def _titled(sheet: Sheet, found: KindFound) -> Layout:
    lines = sheet.lines
    title = found.line
    issued = next((i for i in range(title + 1, len(lines)) if ISSUED.match(lines[i].text)), None)
    limit = issued if issued is not None else len(lines)
    blocks: dict[str, Block] = {}
    start = title + 1
    for index in range(title + 1, min(limit, title + 14)):
        column = label_end("subject", lines[index].text)
        if column is not None:
            blocks["subject"] = Block(index, _title_end(lines, index, limit), column)
            start = blocks["subject"].last
            break
        if _OPENERS.match(lines[index].text) and lines[index].indent >= 4 and len(lines[index].bare) > 40:
            start = index
            break
    else:
        start = _title_end(lines, title, limit)
    while start < limit and (lines[start].blank or lines[start].furniture or _heading(lines[start])):
        start += 1
    if found.kind is Kind.MINUTES:
        start = next((i for i in range(title, limit) if _ATTENDANCE.match(lines[i].text)), start)
    if issued is None and found.kind in (Kind.STATEMENT, Kind.NEWS):
        foot = news_foot(lines, start)
    else:
        foot = issued if issued is not None else foot_without_closing(lines, start, found.kind, None)
    return Layout(found.kind, title, (0, start), (start, foot), (foot, len(lines)), blocks, issued)


_ATTENDANCE = re.compile(
    r"\s*(?:\d\.\s*)?(?:(?:รายชื่อ|รายนาม)?(?:กรรมการ)?ผู้(?:เข้า)?(?:ร่วม)?(?:มา)?ประชุม|กรรมการที่มา)"
)


_HEADING = re.compile(
    r"\s*(?:ฉบับที่|\(ฉบับที่|พ\.ศ\.|ครั้งที่|(?:เมื่อ|ระหว่าง)วัน|ณ\s|ที่\s*\d|ออกตามความ|ว่าด้วย|[-_=*]{2,}|วันที่\s*\d)"
)


def _heading(line: TextLine) -> bool:
    return _HEADING.match(line.text) is not None and len(line.bare) < 90


def _title_end(lines: tuple[TextLine, ...], first: int, limit: int) -> int:
    for index in range(first + 1, limit):
        line = lines[index]
        if line.blank or line.furniture or re.fullmatch(r"[\s_=*.\-]+", line.text):
            return index
        if _OPENERS.match(line.text) and (line.indent >= 4 or len(line.bare) > 60) and line.indent <= 16:
            return index
        if _heading(line) or (line.indent >= 4 and len(line.bare) > 70 and len(lines[index - 1].bare) < 60):
            return index
        if index - first > 5:
            return index
    return limit
