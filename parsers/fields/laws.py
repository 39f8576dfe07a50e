"""What is cited but is no letter: Acts and regulations, cabinet resolutions, meetings, court and opinion numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.thai.dates import find_dates

_ACT = (
    r"(?:พระราชบัญญัติประกอบรัฐธรรมนูญ|พระราชบัญญัติ|พระราชกฤษฎีกา|พระราชกำหนด|กฎกระทรวง|กฎ\s?ก\.พ\.(?:ร\.)?|กฎ\s?ก\.ค\.ศ\.|กฎ\s?ก\.ตร\.|ระเบียบ|ข้อบังคับ|ข้อบัญญัติ|เทศบัญญัติ"
    r"|รัฐธรรมนูญแห่งราชอาณาจักรไทย|พ\.ร\.บ\.|พ\.ร\.ก\.|พ\.ร\.ฎ\.)"
)
_OTHER_ACT = r"(?:พระราชบัญญัติ|พระราชกฤษฎีกา|พระราชกำหนด|กฎกระทรวง|(?<=\s)ระเบียบ(?=กรม|กระทรวง|สำนัก)|และระเบียบ)"
_CODE = re.compile(
    r"ประมวล(?:กฎหมาย(?:วิธีพิจารณาความ)?(?:แพ่งและพาณิชย์|อาญาทหาร|อาญา|แพ่ง|ที่ดิน|ยาเสพติด)|รัษฎากร|จริยธรรม[ก-๎]{0,30})"
)
_ENACTING = re.compile(r"(?:พระราชบัญญัติ|พระราชกำหนด|พ\.ร\.บ\.)\s?(?:ให้ใช้(?:บทบัญญัติแห่ง)?|แก้ไขเพิ่มเติม)\s?$")
_YEAR = r"(?:พ\s?\.\s?ศ\s?\.|พระพุทธศักราช|พุทธศักราช)\s*2[45]\d\d"
_STOP = r"(?!\s(?:และ|ซึ่ง|นั้น|จึง|ลงวันที่|หรือ)\s?)"
LAW = re.compile(
    rf"(?P<noun>{_ACT})(?P<name>(?:(?!\s(?:นั้น|จึง|ซึ่ง)\s)(?!{_OTHER_ACT})(?!(?:ตาม|ใน|ของ|แห่ง|และ)(?:ระเบียบ|ข้อบังคับ)(?!ข้าราชการ|บริหาร))(?!ลง\s?วันที่|\n|มาตรา\s*\d|เมื่อวันที่).){{0,220}}?)"
    rf"(?:\(\s*ฉบับที่\s*\d+\s*\)\s*)?\(?\s*{_YEAR}\s*\)?"
    rf"(?:\s*\(\s*ฉบับที่\s*\d+\s*\))?"
)
_LAW_NUMBERED = re.compile(rf"กฎกระทรวง\s*ฉบับที่\s*\d+\s*\(\s*{_YEAR}\s*\)")
_CABINET = re.compile(
    r"มติ\s?(?:คณะรัฐมนตรี|ครม\.?)(?:\s*ใน(?:คราว)?การประชุม[^\n]{0,40}?)?\s*(?:เมื่อวันที่|เมื่อวัน[ก-๎]+ที่|ลงวันที่|วันที่|เมื่อ)\s*"
)
_CABINET_DID = re.compile(
    r"คณะรัฐมนตรี(?:ได้)?(?:มี|ลง)มติ(?:เห็นชอบ|อนุมัติ|รับทราบ)?\s*(?:ในการประชุม\s*)?(?:เมื่อวันที่|เมื่อวัน[ก-๎]+ที่|วันที่)\s*"
)
_MEETING = re.compile(
    r"(?P<core>(?:มติ(?:ที่)?|รายงาน)?(?:การ)?ประชุม(?:(?!\n|ลงวันที่|ประชุม\S*ครั้งที่\s\S*ประชุม)[^\n]){0,140}?\s*ครั้งที่\s*\d{1,3}(?:\s*\(\s*\d+\s*\))?\s*/\s*2[45]\d\d)"
)
_MEETING_DATE = re.compile(r"\s*(?:ลงวันที่|เมื่อวันที่|เมื่อวัน[ก-๎]+ที่|เมื่อ|วันที่)\s*")
_COURT = re.compile(
    r"คดี(?:อาญา|แพ่ง|ปกครอง)?หมายเลข(?:ดำ|แดง)(?:ที่)?\s*(?:[ก-ฮ]{1,3}\.?\s?)*\d{1,6}\s?/\s?2[45]\d\d(?:\s*(?:และ)?(?:หมายเลข(?:ดำ|แดง))(?:ที่)?\s*(?:[ก-ฮ]{1,3}\.?\s?)*\d{1,6}\s?/\s?2[45]\d\d)?"
)
_OPINION = re.compile(
    r"(?:คำวินิจฉัยกฤษฎีกา\s*)?(?:บันทึก(?:สำนักงานคณะกรรมการกฤษฎีกา|ความเห็น)?\s*)?เรื่องเสร็จที่\s*\d{1,5}\s?/\s?2[45]\d\d"
)
_JUDGMENT = re.compile(
    r"คำพิพากษา(?:ศาล[ก-๎]{2,40}?)?\s?ที่\s*(?:[ก-ฮ]{1,3}\.?\s?)?\d{1,6}(?:\s?-\s?\d+)?\s?/\s?2[45]\d\d"
)
_RULING = re.compile(r"คำวินิจฉัย(?:ศาลรัฐธรรมนูญ|[ก-๎]{0,40})?\s?ที่\s*\d{1,4}(?:\s?-\s?\d+)?\s?/\s?2[45]\d\d")


@dataclass(frozen=True, slots=True)
class LawMatch:
    """A citation of something that is no letter, in ``text[start:end]``."""

    start: int
    end: int
    noun: str


def find_laws(text: str) -> list[LawMatch]:
    """Citations of what is no letter, in order, without overlap."""
    found: list[LawMatch] = []
    starts = {date.start: date for date in find_dates(text)}
    for pattern, noun in ((_COURT, "court"), (_OPINION, "opinion"), (_RULING, "court"), (_JUDGMENT, "court")):
        for match in pattern.finditer(text):
            _take(found, match.start() + (2 if match.group().startswith("ใน") else 0), match.end(), noun)
    for match in _CABINET.finditer(text):
        date = starts.get(match.end())
        if date:
            _take(found, match.start(), date.end, "cabinet")
    for match in _CABINET_DID.finditer(text):
        date = starts.get(match.end())
        if date:
            _take(found, match.start(), date.end, "cabinet")
    for match in _MEETING.finditer(text):
        start, end = match.start("core"), match.end()
        start = _last_meeting(text, start, end)
        lead = _MEETING_DATE.match(text, end)
        date = starts.get(lead.end()) if lead else None
        _take(found, start, date.end if date else end, "meeting")
    for match in _CODE.finditer(text):
        if not _ENACTING.search(text[max(0, match.start() - 30) : match.start()]):
            _take(found, match.start(), match.end(), "law")
    for match in _LAW_NUMBERED.finditer(text):
        _take(found, match.start(), match.end(), "law")
    for match in LAW.finditer(text):
        name = match.group("name")
        if match.group("noun") in ("ระเบียบ", "ข้อบังคับ") and not _names_a_rule(name):
            continue
        _take(
            found,
            match.start(),
            match.end(),
            "rule" if match.group("noun") in ("ระเบียบ", "ข้อบังคับ") else "law",
        )
    return sorted(found, key=lambda law: law.start)


def _names_a_rule(name: str) -> bool:
    return "ว่าด้วย" in name or bool(
        re.match(r"\s?(?:กรม|กระทรวง|สำนัก|คณะ|มหาวิทยาลัย|จังหวัด|เทศบาล|สภา|ก\.)", name)
    )


def _last_meeting(text: str, start: int, end: int) -> int:
    """The innermost ``การประชุม`` (with its มติ) before ครั้งที่."""
    last = [m.start() for m in re.finditer(r"มติที่\s?ประชุม|(?:การ)?ประชุม", text[start:end])]
    inner = start + (last[-1] if last else 0)
    return inner - 7 if text[inner - 7 : inner] == "มติที่ " else inner


def _take(found: list[LawMatch], start: int, end: int, noun: str) -> None:
    if all(end <= other.start or start >= other.end for other in found):
        found.append(LawMatch(start, end, noun))
