"""Finding citations: document word, issuer, urgency, number, date, title (grammar: DOMAIN, citations).

A number alone proves nothing; what stands before it must name it a letter, or it must go on a list of
letters. Inside a list, issuer, code and date are inherited the way people leave them out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.agencies import codes
from parsers.fields.laws import LawMatch, find_laws
from parsers.number import NumberMatch, find_numbers
from parsers.thai.dates import DateMatch, find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTER_NOUN = r"(?:หนังสือ(?:แจ้งเวียน|เวียน|สั่งการ|อนุมัติ|ราชการ|ตอบข้อหารือ|หารือ|นำส่ง|ภายนอก|ภายใน|ประทับตรา)?|ลิขิต|บันทึกข้อความ|บันทึกข่า?่?าว\s?วิทยุ(?:ในราชการ)?|บันทึก|วิทยุ(?:ในราชการ)?|โทรสาร(?:ในราชการ)?|ข่าววิทยุ)"
ORDER_NOUN = r"(?:คำสั่ง(?:เฉพาะ)?|ประกาศ|ระเบียบ|ข้อบังคับ|แถลงการณ์)"
NOUN = re.compile(rf"(?<!แบบ)(?P<copy>สำเนา)?(?:(?P<letter>{LETTER_NOUN})|(?P<order>{ORDER_NOUN}))")
_NOT_NOUN = re.compile(
    r"หนังสือ(?:ค้ำประกัน|รับรอง|พิมพ์|เดินทาง|สัญญา|มอบอำนาจ|เรียน|แสดง|ที่อ้างถึง|ดังกล่าว|นี้|ฉบับ|บริคณห์|ยินยอม|นัด|ขอ(?!ง)|ให้)|บันทึก(?:ข้อตกลง|ข้อมูล|ภาพ|การ|ลง|ใน|เสียง|ผล|เหตุ)|ประกาศ(?:ใช้|ให้|นี้|ฉบับ|ใน|เสียง|รับ|ผล|เป็น|ราคา|เชิญ|ต่อ|ไว้|ว่า|ออก)|คำสั่ง(?:นี้|ศาล|ดังกล่าว|ที่อ้าง|ให้)"
)
_AGENCY = re.compile(
    r"\s*(?:ของ|จาก)?\s*(?:กระทรวง|กรม|สำนัก|กอง|คณะ|จังหวัด|อำเภอ|เทศบาล|องค์การ|องค์กร|มหาวิทยาลัย|วิทยาลัย|โรงเรียน|โรงพยาบาล|ธนาคาร"
    r"|การ(?:ไฟฟ้า|ประปา|รถไฟ|ทาง|เคหะ|ท่า|นิคม|ยาง|กีฬา|ท่องเที่ยว|ยาสูบ|ไปรษณีย์|สื่อสาร)|สถาบัน|ศูนย์|สภา|ศาล|ตำรวจ|สถานี|แขวง|ทบวง|ฝ่าย|กลุ่ม|ภาค|บริษัท|รัฐสภา|นายทะเบียน|ผู้ว่า|คณบดี|ราช|โครงการ|ที่ทำการ|ที่ว่าการ|เขต|หน่วย|สมาคม|มูลนิธิ|สหกรณ์|สนง|ส่วน|งาน|สาขา|กรุงเทพ|เมืองพัทยา|ทัณฑสถาน|เรือนจำ|ด่าน|ท่าอากาศยาน|อุทยาน|พิพิธภัณฑ|หอ|นายก|ปลัด|อธิบดี|เลขาธิการ|คุรุสภา|วัด|อบต|อบจ|สพ[ปมฐ]|[ก-ฮ]{2,5}(?=\s|$)|(?:[ก-ฮเ-ไ][ก-๎]{0,3}\.){1,5})"
)
_NOT_ISSUER = re.compile(
    r"ลง\s?วัน|เรื่อง|นั้น|(?:^|\s)(?:ซึ่ง|ได้|แจ้ง|ขอ(?!ง|นแก่น)|ให้|ตาม|โดย|เพื่อ|พร้อม|เมื่อ|แล้ว|จึง|ต่อมา|ว่า|ภายใน|ระหว่าง|ตั้งแต่|ณ|วันที่)|ที่อ้างถึง|ดังกล่าว|ฉบับนี้|\d/|[\n;“”\"]|ความว่า"
)
_URGENT = r"(?:ด่?วน\s?ที่\s?สุด|ด่?วน\s?มาก|ด่วน)"
_SECRET = r"(?:ลับที่สุด|ลับมาก|ลับ)"
_BEFORE_NUMBER = re.compile(
    rf"\s*(?:\((?:เฉพาะ|ลับ|ชั้นลับ)\))?\s*(?:{_SECRET}\s*)?(?P<urgency>{_URGENT})?\s*(?:{_SECRET}\s*)?(?P<at>เลขที่|ฉบับที่|ท\s?ี่)?\s*(?:หมายเลข\s*)?$"
)
_REFUSED = re.compile(
    r"(?:ทะเบียน|ที่ราชพัสดุ|ใบส่งตัว|คดี|หมายจับ|หมายเลขแดง|หมายเลขดำ|สัญญา|มอก\.|มผช|ใบอนุญาต|โฉนด|บ้านเลขที่|เลขรับ|เลขที่รับ|รับที่|ใบเสร็จ|มาตรฐาน|ณ ที่จ่าย|พิพากษา|เครื่องหมาย|ครั้งที่|ปีการ|ฉบับที่|ข้อ|กระทู้(?:ถาม)?ที่|ต่อ|โทร|น\.ส\.|เลขประจำตัว|รหัส|แฟ้ม|ตำแหน่ง(?:เลขที่)?|อัตรา)[^\n]{0,22}$"
)
_LIST_GAP = re.compile(
    r"\s*(?:,|และ|หรือ|กับ|ประกอบกับ|ตลอดจน|รวมทั้ง|\(?\d{1,2}\s?[.)]|\n)*\s*(?:,|และ|กับ|ประกอบกับ)?\s*(?:(?:ด่วนที่สุด|ด่วนมาก|ด่วน|ลับมาก|ลับ)\s*)?(?:ท\s?ี่|เลขที่)?\s*"
)
_LEAD_DATE = re.compile(
    r"[\s,]{0,24}(?:ลง\s?วัน\s?ที่|ลว\s?\.?|ลง|เมื่อ\s?วัน\s?ที่|วัน\s?ที่)?[\s.…_]{0,14}(?:วัน[ก-๎]+ที่\s*)?"
)
_FORM_NUMBER = re.compile(r"แบบ(?:ฟอร์ม)?\s*$")
_TITLE = re.compile(r"[\s,]{0,3}เรื่อง\s*(?=\S)")
_POST = re.compile(r"\s*(?:ตำแหน่ง|จำนวน)[^\n]{2,80}?(?=\s*ลง\s?วัน\s?ที่)")
"""What may stand between the title of an announcement and its date."""
_TITLE_END = re.compile(
    r"\s*(?:ตำแหน่ง|จำนวน|ลง\s?วัน\s?ที่|ลว\s?\.|โดย(?!สาร|รอบ|เฉพาะ)|(?<=\s)นั้น|นั้น(?=\s|$))|\n|[”\"]"
    r"|\s(?=ซึ่ง|และให้|จึง|และ(?:หนังสือ|ที่\s|คำสั่ง|ประกาศ)|ประกอบกับ|ความละเอียด|ที่แนบ|มาเพื่อ|พร้อมทั้ง|แล้ว\s|ยังคง|กลับมา(?:มีผล|ใช้)|มีผล(?:ใช้)?บังคับ|ยังมีผล|กำหนดให้|แจ้งว่า|ขอให้|มาตรา\s\d|ข้อ\s\d|และฉบับ|ได้(?:มอบ|แต่งตั้ง|กำหนด|แจ้ง|มี|ขอ|ให้|วาง|ส่ง|อนุมัติ)|[ก-๎]{2,45}(?:ได้(?:ส่ง|แจ้ง|รับ|มี|ดำเนิน|กำหนด|ขอ)|ขอ(?:ให้|ความ|เรียน)|แจ้งว่า))"
    r"|(?=\(ฉบับที่)(?!)"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in ``text[start:end]``; ``issuer`` and ``title`` are spans of the same text.

    ``noun`` is the document word (``หนังสือ``, ``คำสั่ง`` …) or empty when inherited from the item before;
    ``short`` is the number as written when its code was taken from a number farther back; ``office`` is where code
    and unit stand, in whichever number.
    """

    start: int
    end: int
    noun: str = ""
    number: NumberMatch | None = None
    normal: str | None = None
    issuer: tuple[int, int] | None = None
    date: DateMatch | None = None
    title: tuple[int, int] | None = None
    inherited: bool = False
    short: str | None = None
    office: tuple[int, int] | None = None

    @property
    def is_order(self) -> bool:
        return re.match(ORDER_NOUN, self.noun) is not None


def find_citations(text: str, *, listed: bool = False) -> tuple[list[Citation], list[LawMatch]]:
    """Citations of letters in ``text`` and, apart from them, of what is no letter.

    ``listed`` says that the text is an อ้างถึง or สิ่งที่ส่งมาด้วย block, where a number needs no document
    word before it.
    """
    laws = find_laws(text)
    dates = find_dates(text)
    masked = [(law.start, law.end) for law in laws if law.noun not in ("rule",)]
    found: list[Citation] = []
    numbers = [n for n in find_numbers(text) if not any(a <= n.start < b for a, b in masked)]
    inside_dates = [(date.start, date.end) for date in dates]
    for number in numbers:
        if any(a <= number.start < b for a, b in inside_dates) or (
            number.form == "bare" and not _labelled(text, number)
        ):
            continue
        if found and number.start < found[-1].end:
            continue
        citation = _judge(text, number, found, dates, listed=listed)
        if citation is not None:
            found.append(citation)
    found += _without_number(text, found, dates, masked)
    found.sort(key=lambda citation: citation.start)
    placed = [replace(each, office=_office(text, each)) for each in found]
    return _inherit_dates(text, _inherit(text, placed)), laws


def _labelled(text: str, number: NumberMatch) -> bool:
    return re.search(r"(?:ท\s?ี่|เลขที่)\s*$", text[: number.start][-12:]) is not None


def _judge(
    text: str, number: NumberMatch, found: Sequence[Citation], dates: Sequence[DateMatch], *, listed: bool
) -> Citation | None:
    floor = found[-1].end if found else 0
    window_start = max(floor, number.start - 260)
    before = text[window_start : number.start]
    noun = _noun_before(before)
    if noun is None:
        return _go_on_list(text, number, found, dates, listed=listed, before=before)
    match, issuer, at = noun
    if not at and number.form not in ("short", "letter", "bank"):
        return None
    if number.form == "short" and not at and issuer is None and not match.group("letter"):
        return None
    if match.group("order") is None and number.form == "order" and not at:
        return None
    span = None
    if issuer is not None:
        span = (window_start + issuer[0], window_start + issuer[1])
    citation = Citation(window_start + match.start(), number.end, match.group(), number, number.normal, span)
    return _with_tail(text, citation, dates)


def _noun_before(before: str) -> tuple[re.Match[str], tuple[int, int] | None, bool] | None:
    """The last document word before a number, the issuer between them, and whether ที่ stands there."""
    tail = _BEFORE_NUMBER.search(before)
    if tail is None:
        return None
    for match in reversed(list(NOUN.finditer(before, 0, tail.start()))):
        if _NOT_NOUN.match(before, match.start()) and not _AGENCY.match(before, match.end()):
            continue
        start, end = match.end(), tail.start()
        middle = before[start:end]
        if not middle.strip():
            return match, _issuer_before(before[: match.start()]), tail.group("at") is not None
        if _acceptable_issuer(middle):
            of = re.match(r"\s*(?:ของ|จาก|ฉบับ)?\s*", middle)
            shift = of.end() if of else 0
            return match, (start + shift, end), tail.group("at") is not None
        if match.group("letter") or match.group("order"):
            return None
    return None


_HAS_WRITTEN = re.compile(
    r"(?:^|[\s(])(?:(?:ด้วย|ตามที่|เนื่องจาก|โดย(?:ที่)?|เมื่อ|ว่า|ต่อมา|และ|ซึ่ง|แต่|ประกอบกับ|กับ)\s?){0,2}(?P<issuer>(?:กระทรวง|กรม(?!การ(?:จังหวัด|อำเภอ|\s))|สำนัก|จังหวัด|อำเภอ|เทศบาล|องค์การ|มหาวิทยาลัย|วิทยาลัย|โรงเรียน|โรงพยาบาล|ธนาคาร|สถาบัน|ศูนย์|สภา|ศาล|ตำรวจ|กอง|คณะกรรมการ|การ(?:ไฟฟ้า|ประปา|รถไฟ|เคหะ)|(?:[ก-ฮเ-ไ][ก-๎]{0,3}\.)+)"
    r"(?:(?!ด้วย|ตามที่|ได้รับ|แจ้ง|ขอ(?:กราบ)?เรียน|(?:ได้)?(?:มี|ออก|ส่ง)$)[ก-๎.]){0,60}(?:\s\d{1,3}(?=\s))?(?:\s(?!ได้|มี|แจ้ง|ขอ|จึง|นั้น)(?:(?!(?:ได้)?(?:มี|ออก|ส่ง)$)[ก-๎]){3,60}){0,3}?)\s?(?:ได้)?(?:มี|ออก|ส่ง)$"
)


def _issuer_before(before: str) -> tuple[int, int] | None:
    """``กระทรวงพาณิชย์ได้มีหนังสือ ที่ …`` names the issuer before the document word."""
    match = _HAS_WRITTEN.search(before)
    return (match.start("issuer"), match.end("issuer")) if match else None


def _acceptable_issuer(middle: str) -> bool:
    if len(middle) > 170 or _NOT_ISSUER.search(middle):
        return False
    middle = re.sub(r"(?:[ก-ฮ]{1,4}\.)+\d{1,3}", "", middle)
    digits = re.sub(r"(?:เขต|ภาค|ที่|พื้นที่|รุ่น|ฝ่าย|แผนก|หมู่|เลขที่)\s*\d{1,3}", "", middle)
    if re.search(r"\d", digits):
        return False
    return _AGENCY.match(middle) is not None or len(middle.strip()) <= 40


def _go_on_list(
    text: str,
    number: NumberMatch,
    found: Sequence[Citation],
    dates: Sequence[DateMatch],
    *,
    listed: bool,
    before: str,
) -> Citation | None:
    if _FORM_NUMBER.search(before) or (number.form != "short" and _REFUSED.search(before)):
        return None
    previous = found[-1] if found else None
    if previous is not None and _LIST_GAP.fullmatch(text[previous.end : number.start]):
        if number.form == "order" and not (previous.is_order or re.search(r"ที่\s*$", before)):
            return None
        citation = Citation(number.start, number.end, "", number, number.normal, None, inherited=True)
        return _with_tail(text, citation, dates)
    known = (number.head or "").split(" ")[0] in codes() and number.form in ("letter", "partial")
    at = re.search(rf"(?:(?P<urgency>{_URGENT})\s*)?(?:ท\s?ี่|เลขที่)\s*$", before)
    start = number.start - (len(before) - at.start()) if at else number.start
    citation = _with_tail(text, Citation(start, number.end, "", number, number.normal), dates)
    dated = citation.date is not None
    if number.form == "bare" or number.form == "order" or number.form == "series":
        agency = re.search(r"(?:^|[\s(])(?P<name>(?:[ก-ฮเ-ไ][ก-๎]{0,6}\.)+[ก-๎.]*)\s*(?:ท\s?ี่)\s*$", before)
        return citation if listed and at and dated and agency else None
    if number.form == "short":
        named = previous is not None and re.search(r"(?:ตาม|หนังสือ|กับ)\s*$", before)
        return citation if (dated or listed or named or re.search(r"[(]\s*$", before)) else None
    if at and (at.group("urgency") or dated or listed) and (known or number.form == "bank"):
        return citation
    return citation if known and (dated or (listed and "/" in text[number.start : number.end])) else None


def _with_tail(text: str, citation: Citation, dates: Sequence[DateMatch]) -> Citation:
    """Add the date and the title that follow, in either order."""
    for _ in range(3):
        if citation.date is None and (date := _date_at(text, citation.end, dates)):
            citation = replace(citation, date=date, end=date.end)
            continue
        if citation.title is None and (title := _TITLE.match(text, citation.end)):
            end = _title_end(text, title.end())
            if end > title.end():
                citation = replace(citation, title=(title.end(), end), end=end)
                post = _POST.match(text, end)
                if citation.date is None and post and _date_at(text, post.end(), dates):
                    citation = replace(citation, end=post.end())
                continue
        break
    return citation


def _date_at(text: str, position: int, dates: Sequence[DateMatch]) -> DateMatch | None:
    lead = _LEAD_DATE.match(text, position)
    if lead is None:
        return None
    named = re.search(r"ล|วัน", lead.group()) is not None
    for date in dates:
        if date.start == lead.end() or lead.start() < date.start <= lead.end():
            return date if named or lead.end() - position <= 2 else None
    return None


def _title_end(text: str, start: int) -> int:
    depth = 0
    end = min(len(text), start + 300)
    for match in _TITLE_END.finditer(text, start + 1, end):
        if text[start : match.start()].strip():
            end = match.start()
            break
    for index in range(start, end):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth < 0:
            return index
    return end


_NUMBERLESS_TAIL = re.compile(
    r"\s*(?:\(?\s*ฉบับที่\s*\d+(?:\s*/\s*\d+)?\s*(?:\(\s*พ\.ศ\.\s*\d+\s*\))?\s*\)?\s*)?(?:ออกตามความใน[^\n]{0,120}?พ\.ศ\.\s*\d{4}\s*)?$"
)


_AMBIGUOUS_DATE = re.compile(r"[\s,]*(?:ลง\s?วัน\s?ที่|ลว\.)?\s*\d{1,2}\s*ม\s?\.\s?ย\s?\.\s*\d{2}")


def _without_number(
    text: str, found: Sequence[Citation], dates: Sequence[DateMatch], masked: Sequence[tuple[int, int]]
) -> list[Citation]:
    """``ประกาศกรม… เรื่อง … ลงวันที่ …``: named by issuer with a title or a date."""
    extra: list[Citation] = []
    taken = [(citation.start, citation.end) for citation in found]
    for match in NOUN.finditer(text):
        if match.group("order") in ("ระเบียบ", "ข้อบังคับ"):
            continue
        if any(a <= match.start() < b for a, b in [*taken, *masked]):
            continue
        if not _AGENCY.match(text, match.end()):
            continue
        stop = re.compile(
            r"\s*(?:เรื่อง\s*(?=\S)|ลง\s?วัน\s?ที่|ลว\.)|\s(?=\d{1,2}\s*(?:ม\s?[.ก]|ก\s?[.ุรั]|มี|มิ|เม|พ\s?[.ฤ]|ส\s?[.ิ]|ต\s?[.ุ]|ธ\s?[.ั]))"
        ).search(text, match.end(), match.end() + 260)
        if stop is None or any(a <= match.end() <= stop.start() and b > stop.start() for a, b in taken):
            continue
        middle = text[match.end() : stop.start()]
        tail = _NUMBERLESS_TAIL.search(middle)
        issuer_end = match.end() + (tail.start() if tail else len(middle))
        issuer = text[match.end() : issuer_end]
        if not _acceptable_issuer(issuer) or any(match.end() <= a < stop.start() for a, _ in taken):
            continue
        of = re.match(r"\s*(?:ของ|จาก)?\s*", issuer)
        span = (match.end() + (of.end() if of else 0), issuer_end)
        citation = Citation(match.start(), stop.start(), match.group(), None, _issue_number(middle), span)
        citation = _with_tail(text, citation, dates)
        unsure = _AMBIGUOUS_DATE.match(text, citation.end) is not None
        if citation.title is None and citation.date is None and not unsure:
            continue
        if match.group("letter") and (citation.date is None or match.group("letter") == "บันทึก"):
            continue
        extra.append(citation)
        taken.append((citation.start, citation.end))
    return extra


def _issue_number(middle: str) -> str | None:
    """``ฉบับที่ N/YYYY`` is the number of an announcement; ``ฉบับที่ N`` is none."""
    match = re.search(r"ฉบับที่\s*(\d+)\s*/\s*(2[45]\d\d)", middle)
    return f"{match.group(1)}/{match.group(2)}" if match else None


def _office(text: str, citation: Citation) -> tuple[int, int] | None:
    """Where the code and the unit of a citation's own number stand: up to its stroke."""
    number = citation.number
    if number is None or not number.head:
        return None
    stroke = text.find("/", number.start, number.end)
    return number.start, stroke if stroke >= 0 else number.end


def _inherit(text: str, found: list[Citation]) -> list[Citation]:
    """Issuer and code from the item before in the same list."""
    result: list[Citation] = []
    for citation in found:
        before = result[-1] if result else None
        adjoining = before is not None and _LIST_GAP.fullmatch(text[before.end : citation.start]) is not None
        if before is not None and adjoining and citation.inherited and citation.issuer is None:
            citation = replace(citation, issuer=before.issuer, noun=before.noun)
        if citation.number and citation.number.form == "short" and "/" not in (citation.normal or ""):
            citation = _with_code_of(text, citation, result, adjoining=adjoining)
        result.append(citation)
    return result


_OTHER_AGENCY = re.compile(
    r"(?:ของ|โดย|จาก|ที่|ตาม)(?:กระทรวง|กรม(?!การ(?:จังหวัด|อำเภอ))|สำนักงาน|คณะกรรมการ)[ก-๎. ]{2,50}\(?\s*$"
)


def _with_code_of(text: str, citation: Citation, before: Sequence[Citation], *, adjoining: bool) -> Citation:
    """``ว 119`` alone takes code and unit of the number before it; named with an issuer it stays alone."""
    if citation.number is None or (citation.issuer is not None and not (adjoining and citation.inherited)):
        return citation
    gap = text[before[-1].end : citation.start][-60:] if before else ""
    if not adjoining and _OTHER_AGENCY.search(gap):
        return citation  # ``… ของกรมบัญชีกลาง (ว 273)``: not the office named before
    headed = next((item for item in reversed(before) if item.number and item.number.head), None)
    if headed is None or headed.number is None:
        return citation
    head = headed.number.head
    issuer = citation.issuer or next((item.issuer for item in reversed(before) if item.number), None)
    number = replace(citation.number, head=head)
    short = None if adjoining else citation.normal
    return replace(
        citation,
        number=number,
        normal=f"{head}/{citation.normal}",
        issuer=issuer,
        short=short,
        office=headed.office,
    )


def _inherit_dates(text: str, found: list[Citation]) -> list[Citation]:
    """``ว 150 และ ว 151 ลงวันที่ X``: the date closes the list and holds for all of it."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        this, following = result[index], result[index + 1]
        if this.date is not None or this.title is not None or following.date is None:
            continue
        gap = text[this.end : following.start]
        if following.inherited and re.fullmatch(r"\s*(?:,|และ|กับ|(?=ท\s?ี่))\s*(?:ท\s?ี่|เลขที่)?\s*", gap):
            result[index] = replace(this, date=following.date)
    return result
