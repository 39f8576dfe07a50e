"""ส่วนราชการเจ้าของหนังสือ: who sends the letter (clauses 11.2, 12.1, 14.4; headings of titled kinds)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.agencies import provinces
from parsers.fields.foot import is_date_line
from parsers.fields.found import Found, found_in_line, tidy, trim
from parsers.fields.kind import REGISTRY_LINE
from parsers.fields.own_number import find_at, find_number, find_partial, number_line
from parsers.fields.scanned_agency import mended_agency
from parsers.letter import Kind
from parsers.number import read_number
from parsers.sheet import Flow
from parsers.thai.dates import find_dates

if TYPE_CHECKING:
    from parsers.fields.layout import Layout
    from parsers.sheet import Sheet, TextLine

_ADDRESS = re.compile(
    r"(?:^|(?<=\s))(?:ถนน|ถ\.|เลขที่\s*\d|\d{1,5}(?:/\d+)?\s*(?:หมู่|ม\.|ถนน|ถ\.|ซอย|ซ\.|อาคาร|แยก|ตรอก)|\d{1,5}/\d+\s*[ก-๎]|^\s*\d{1,5}\s*[ก-๎]"
    r"|หมู่\s*(?:ที่)?\s*\d|ม\.\s?\d|ซอย|ซ\.|อาคาร|ชั้น\s*\d|แขวง(?!ทางหลวง|การทาง)|ตำบล(?=\S+\s)|ต\.\s?[ก-๎]|อำเภอ(?=\S+\s)|อ\.\s?[ก-๎]|จ\.\s?[ก-๎]"
    r"|ศูนย์ราชการ|ศาลากลาง(?!จ[ัิ-ื]?งหว[ัิ-ื]?ด)|ตู้\s*ป\.?ณ|ปณ\.|กทม\.?|กรุงเทพ(?:ฯ|มหานคร\s*\d{5})|ทำเนียบ(?:รัฐบาล)?(?!\S)|เขต(?=[ก-๎]+\s*(?:กทม|กรุงเทพ|\d{5}))|พระราชวัง|วังท่าพระ|\d{5}\s*$)"
)
_POSTAL = re.compile(r"(?<!\d)[1-9]\d{4}\s*$")
_LEADING_MARK = re.compile(r"^(?:ด่วนที่สุด|ด่วนมาก|ด่วน|ลับที่สุด|ลับมาก|ลับ)\s{2,}")
_PLACE_ONLY = re.compile(
    rf"[ก-ฮ]{{2}}|{'|'.join(sorted(provinces(), key=len, reverse=True))}|จตุจักร|ดุสิต|พระนคร|พญาไท|ราชเทวี|บ้าน[ก-๎]+(?:\s+(?:ตำบล|หมู่)\S*)?"
)
_HALL = re.compile(r"ศาลากลางจ[ัิ-ื]?งหว[ัิ-ื]?ด\s?(?P<name>[ก-๎]+)")
"""Also with the marks lost or mistaken, as scans have it."""
_BARE_PLACE = re.compile(
    r"^(?:จังหวัด|เขต|อำเภอ|ตำบล|แขวง)\S+(?:\s+(?:จังหวัด|เขต|อำเภอ|ตำบล|กทม|[ก-๎]{2,20}))*\s*\d{5}$"
)
_DISTRICT_LINE = re.compile(r"(?:ตำบล|แขวง|อำเภอ|เขต|จังหวัด)[ก-๎]{2,}(?:\s|$)")
_AGENCY_ALONE = re.compile(r"(?!ที่\s)[ก-๎.\s()]{4,70}")
_DROP = re.compile(r"^ที่ทำการ(?!ปกครอง|ไปรษณีย์)")
_PHONE = re.compile(r"\s*(?:โทรศัพท์|โทรสาร|โทร|Tel|\(มท|e-?mail|อีเมล)", re.I)
_URGENT = re.compile(r"\s*(?:ด่วนที่สุด|ด่วนมาก|ด่วน|ลับที่สุด|ลับมาก|ลับ)\s*$")
_TITLE_WORD = re.compile(
    r"^\s*-?\s*(?:ร่าง)?(?:คำสั่ง|ประกาศ|แถลงการณ์|ระเบียบ|ข้อบังคับ|ข่าวประชาสัมพันธ์|ข่าวแจก|ข่าวสื่อมวลชน|ข่าว|รายงานการประชุม)\s*(?:ของ|จาก)?"
)
_HEADING_END = re.compile(
    r"\s+(?=ที่\s*\d+\s*/)|(?:^|\s*)(?:ที่\s*\d+\s*/|เรื่อง|ฉบับที่|\(ฉบับที่|ว่าด้วย|ครั้งที่|พ\.ศ\.|เมื่อวัน|วันที่|ออกตาม|[-_=*]{2,}|แก้ไขเพิ่มเติม|\(เฉพาะ\)|ที่\s*[.…/])"
)


def find_sender(sheet: Sheet, layout: Layout) -> Found | None:
    """The agency without its address, as the definitions of the vocabulary want it."""
    found = _find(sheet, layout)
    if found is None or found.evidence is None or not found.value:
        return found
    line = next((line for line in sheet.lines if _stands_in(found, line)), None)
    if line is None or not line.scanned:
        return found
    return mended_agency(found, _own_code(sheet, layout))


def _stands_in(found: Found, line: TextLine) -> bool:
    evidence = found.evidence
    return evidence is not None and (line.page, line.number) == (evidence.page, evidence.line)


def _own_code(sheet: Sheet, layout: Layout) -> str:
    """The letters of the letter's own number."""
    own = find_number(sheet, layout) or find_partial(sheet, layout)
    return own.value[:2] if own is not None else ""


def _find(sheet: Sheet, layout: Layout) -> Found | None:
    match layout.kind:
        case Kind.EXTERNAL:
            return _beside_number(sheet, layout) or _foot_agency(sheet, layout)
        case Kind.INTERNAL:
            return _memo_unit(sheet, layout)
        case Kind.STAMPED:
            return _stamped_sender(sheet, layout)
        case Kind.CERTIFICATE:
            return _beside_number(sheet, layout) or _first_agency(sheet, layout)
        case Kind.RECORD | Kind.NOT_LETTER | Kind.OTHER:
            return None
        case _:
            return _heading(sheet, layout)


def _cut_address(text: str) -> str:
    hall = _HALL.search(text)
    if hall:
        return text[: hall.start()].strip() or f"จังหวัด{hall.group('name')}"
    match = _ADDRESS.search(text)
    return (text[: match.start()] if match else text).strip()


def _is_agency_line(line: TextLine) -> bool:
    bare = line.bare
    if not bare or line.furniture or REGISTRY_LINE.match(bare) or _PHONE.match(bare):
        return False
    if (
        _URGENT.fullmatch(bare)
        or re.match(r"[\d(]", bare)
        or re.fullmatch(r"[-\s(]*(?:สำเนา|คู่ฉบับ|สำเนาคู่ฉบับ)[-\s)]*", bare)
    ):
        return False
    dates = find_dates(bare)
    return not (dates and dates[0].start <= 8)


def _beside_number(sheet: Sheet, layout: Layout) -> Found | None:
    """The agency to the right of ที่, and on the lines below until the address begins."""
    firsts = [block.first for block in layout.blocks.values()]
    limit = min([*firsts, layout.body[0]])
    index = number_line(sheet, layout)
    pieces: list[tuple[TextLine, int, int, str]] = []
    first = 0
    if index is not None and index < limit:
        line = sheet.lines[index]
        start = _right_of_number(line)
        if start is not None:
            text = _cut_address(line.text[start:])
            if text:
                pieces.append((line, start, start + len(line.text[start:].rstrip()), text))
            if not text or text != line.text[start:].strip():
                return _joined(pieces) if pieces else _agency_above(sheet, limit, index)
        first = index + 1
    stamped = _receipt_stamp(sheet, limit)
    for line_index in range(first, limit):
        line = sheet.lines[line_index]
        if line_index in stamped or not _is_agency_line(line):
            if pieces and (line.blank or find_dates(line.text) or line.bare[:1].isdigit()):
                break
            continue
        cut = _cut_address(_LEADING_MARK.sub("", line.bare))
        if pieces and _PLACE_ONLY.fullmatch(cut):
            break
        if pieces and (
            _BARE_PLACE.match(line.bare) or _HALL.match(line.bare) or _opens_address(sheet, line_index)
        ):
            break
        if cut:
            pieces.append((line, 0, len(line.text), cut))
        if cut != line.bare or len(pieces) >= 4:
            break
    if not pieces and index is not None:
        return _agency_above(sheet, limit, index)
    return _joined(pieces)


def _receipt_stamp(sheet: Sheet, limit: int) -> set[int]:
    """The lines of the receiving office's stamp: its name stands right above เลขรับ, date and time right below."""
    stamped: set[int] = set()
    for index in range(limit):
        if not REGISTRY_LINE.match(sheet.lines[index].bare):
            continue
        stamped.add(index)
        if index and _AGENCY_ALONE.fullmatch(sheet.lines[index - 1].bare):
            stamped.add(index - 1)
    return stamped


def _opens_address(sheet: Sheet, index: int) -> bool:
    """A line of its own such as ``อำเภอเมืองขอนแก่น`` with the postal code on it or within the next two lines."""
    if not _DISTRICT_LINE.match(sheet.lines[index].bare):
        return False
    return any(_POSTAL.search(line.bare) for line in sheet.lines[index : index + 3])


def _right_of_number(line: TextLine) -> int | None:
    at = find_at(line.text)
    if at is None:
        return None
    number = read_number(line.text, at.end())
    start = number.end if number else at.end()
    rest = line.text[start:]
    if number is not None and rest[:1].strip():  # the rest of a number is never the sender
        gap = re.search(r"\t|\s{2,}", rest)
        if gap is None:
            return None
        start += gap.start()
        rest = line.text[start:]
    dots = re.match(r"[\s.…_]*", rest)
    start += dots.end() if dots else 0
    if not line.text[start:].strip() or is_date_line(line.text[start:].strip()):
        return None
    return start


def _agency_above(sheet: Sheet, limit: int, index: int) -> Found | None:
    """Some letterheads print the agency above ที่."""
    pieces: list[tuple[TextLine, int, int, str]] = []
    stamped = _receipt_stamp(sheet, limit)
    for line_index, line in enumerate(sheet.lines[: min(index, limit)]):
        if line_index in stamped or not _is_agency_line(line):
            continue
        if pieces and _opens_address(sheet, line_index):
            break
        cut = _cut_address(line.bare)
        if cut:
            pieces.append((line, 0, len(line.text), cut))
        if cut != line.bare:
            break
    return _joined(pieces, confidence=0.85)


def _joined(pieces: list[tuple[TextLine, int, int, str]], confidence: float = 0.96) -> Found | None:
    if not pieces:
        return None
    value = _DROP.sub("", tidy(" ".join(text for _, _, _, text in pieces)))
    line, start, end, first = pieces[0]
    rivals = (first,) if len(pieces) > 1 else ()
    if rivals:
        confidence = min(confidence, 0.93)
    return found_in_line(line, start, min(end, len(line.text)), value, "head-agency", confidence, rivals)


def _foot_agency(sheet: Sheet, layout: Layout) -> Found | None:
    return _agency_above(
        sheet, min((b.first for b in layout.blocks.values()), default=layout.body[0]), layout.body[0]
    )


def _memo_unit(sheet: Sheet, layout: Layout) -> Found | None:
    """The whole ส่วนราชการ line up to its telephone."""
    block = layout.blocks.get("unit")
    if block is None:
        return None
    pieces = []
    for index in range(block.first, block.last):
        line = sheet.lines[index]
        text = line.text[block.column :] if index == block.first else line.text
        if index > block.first and (re.match(r"\s*(?:ท\s*ี\s*่|วันที่)", text) or line.blank):
            break
        phone = re.search(r"[\s(]*(?:โทรศัพท์|โทรสาร|โทร|Tel|\(มท|ภายใน\s*\d)", text)
        pieces.append(text[: phone.start()] if phone else text)
        if phone:
            break
    value = trim(tidy(" ".join(pieces)))
    line = sheet.lines[block.first]
    return found_in_line(line, block.column, len(line.text), value, "memo-unit", 0.97) if value else None


def _stamped_sender(sheet: Sheet, layout: Layout) -> Found | None:
    """The agency after the body and before the date (clause 14.4)."""
    pieces: list[tuple[TextLine, int, int, str]] = []
    for line in sheet.lines[layout.foot[0] :]:
        if line.blank or line.furniture:
            continue
        if _PHONE.match(line.bare) or is_date_line(line.bare):
            break
        if re.match(r"\s*\(|\s*(?:ตรา|ประทับตรา|ลงชื่อ)", line.text):
            continue
        pieces.append((line, 0, len(line.text), line.bare))
        if len(pieces) == 3:
            break
    dated = any(is_date_line(line.bare) for line in sheet.lines[layout.foot[0] :])
    return _joined(pieces if dated else pieces[:1], 0.93)


def _heading(sheet: Sheet, layout: Layout) -> Found | None:
    """The issuer named after คำสั่ง, ประกาศ, ระเบียบ … in the heading."""
    stop = layout.blocks["subject"].first if "subject" in layout.blocks else layout.body[0]
    flow = Flow.of(sheet.lines[layout.title : max(stop, layout.title + 1)], breaks="none")
    word = _TITLE_WORD.match(flow.text)
    start = word.end() if word else 0
    end_match = _HEADING_END.search(flow.text, start)
    end = end_match.start() if end_match else len(flow.text)
    value = flow.clip(start, end, wrap=" ").strip(" -")
    if not value:
        return _news_agency(sheet, layout)
    return Found(value, flow.evidence(start, end, "heading-issuer", 0.96))


def _news_agency(sheet: Sheet, layout: Layout) -> Found | None:
    for line in reversed(sheet.lines[layout.foot[0] :]):
        if _is_agency_line(line) and re.match(
            r"(?:กรม|กระทรวง|สำนัก|จังหวัด|เทศบาล|กอง|ศูนย์|องค์การ|มหาวิทยาลัย)", line.bare
        ):
            return found_in_line(line, 0, len(line.text), line.bare, "foot-agency", 0.85)
    return None


def _first_agency(sheet: Sheet, layout: Layout) -> Found | None:
    return _agency_above(sheet, layout.body[0], layout.body[0])
