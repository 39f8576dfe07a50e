"""Where the foot of a letter begins: at the closing, else at what stands after its last paragraph (clauses 11 to 22)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.fields.names import RANK
from parsers.letter import Kind
from parsers.thai.dates import find_dates, month_only

if TYPE_CHECKING:
    from parsers.sheet import TextLine

ITEM = re.compile(r"\s*(?:\d{1,2}\s?[.)]|\(\d{1,2}\))\s*")
_SIGNED = re.compile(r"^\s*(?:\(?\s*ลงชื่อ|\(ลงนาม\)|ลงนาม|ลายมือชื่อ)")
_NAME_IN_BRACKETS = re.compile(
    r"^\s*\(\s*(?:[ก-ฮเ-ไ][ก-๎.]{1,30}\s*\.?\s*(?:ณ\s+)?){1,6}\)\s*$|^\s*\((?:นาย|นาง|นางสาว|พล|ว่าที่)[^()]*\)?\s*$"
)
_LAST_WORDS = re.compile(
    r"(?:จึง\s*(?:ขอ)?\s*(?:เรียน|แจ้ง|เสนอ|กราบเรียน|ประกาศ|ออก|นมัสการ)|ทั้งนี้|จึงขอ|พร้อมนี้|พร้อมกันนี้|ในการนี้|อนึ่ง|หาก|โดย|และ|เพื่อ)"
)
_UNIT_LINE = re.compile(
    r"\s*(?:โทร|โทรสาร|ไปรษณีย์อิเล็กทรอนิกส์|e-?mail|อีเมล|ผู้ประสาน|ผู้รับผิดชอบ|มือถือ|สำเนาส่ง|line|ไลน์)", re.I
)


def foot_without_closing(lines: tuple[TextLine, ...], body: int, kind: Kind, issued: int | None) -> int:
    """Memos, stamped letters and papers without a closing: the foot is what stands after the last paragraph."""
    if issued is not None and kind in (Kind.CERTIFICATE, Kind.OTHER, Kind.NOT_LETTER):
        return issued
    signature = next(
        (
            i
            for i in range(body + 1, len(lines))
            if _SIGNED.match(lines[i].text) or _NAME_IN_BRACKETS.match(lines[i].text)
        ),
        None,
    )
    if kind is Kind.STAMPED:
        return _stamped_foot(lines, body)
    if signature is None:
        signature = next((i for i in range(body, len(lines)) if _UNIT_LINE.match(lines[i].text)), len(lines))
        if signature == len(lines):
            return _after_last_words(lines, body)
    index = signature
    while index - 1 > body and (lines[index - 1].blank or _short_title(lines[index - 1])):
        index -= 1
    return index


def _after_last_words(lines: tuple[TextLine, ...], body: int) -> int:
    last = next(
        (i for i in range(len(lines) - 1, body, -1) if _LAST_WORDS.match(lines[i].bare)),
        None,
    )
    if last is None:
        return len(lines)
    index = last + 1
    while index < len(lines) and not lines[index].blank and lines[index].indent < 12:
        index += 1
    return index


def _short_title(line: TextLine) -> bool:
    """A rank, a signature or a dotted line between the body and the name in brackets."""
    if RANK.match(line.bare):
        return True
    if line.indent < 8 or len(line.bare) > 40:
        return False
    return _LAST_WORDS.match(line.bare) is None and not line.bare.endswith(("นั้น", "ต่อไป"))


def _stamped_foot(lines: tuple[TextLine, ...], body: int) -> int:
    """The sender's name after the body: the short lines above the date, or above the contact lines."""
    for dated in range(len(lines) - 1, body, -1):
        if is_date_line(lines[dated].bare) and not _OPEN_END.search(_above(lines, dated)):
            return _agency_above(lines, body, dated)
        if len(lines[dated].bare) > 90 and not _UNIT_LINE.match(lines[dated].bare):
            break
    for index in range(body + 1, len(lines)):
        line = lines[index]
        if line.blank or line.furniture:
            continue
        after_gap = lines[index - 1].blank or line.indent >= 12
        if len(line.bare) > 70 or (not after_gap and len(lines[index - 1].bare) > 60 and line.indent < 4):
            continue
        if _LAST_WORDS.match(line.bare) or ITEM.match(line.text):
            continue
        following = [other.bare for other in lines[index + 1 : index + 7] if not other.blank][:4]
        dated = any(is_date_line(bare) for bare in [line.bare, *following[:3]])
        if dated or (after_gap and any(_UNIT_LINE.match(bare) for bare in following)):
            return index
    return next((i for i in range(body, len(lines)) if _UNIT_LINE.match(lines[i].text)), len(lines))


_OPEN_END = re.compile(r"(?:ที่|วัน|ลง|ภายใน|ณ|ตั้งแต่|ถึง|-)$")


def _above(lines: tuple[TextLine, ...], index: int) -> str:
    """The text of the line right above, if it is not blank."""
    return lines[index - 1].bare if index > 0 else ""


AGENCY = re.compile(
    r"(?:กรม|กระทรวง|สำนัก|จังหวัด|อำเภอ|เทศบาล|องค์การ|มหาวิทยาลัย|วิทยาลัย|โรงเรียน|โรงพยาบาล|กอง|ศูนย์|สถาบัน|คณะ|ตำรวจ|สถานี|การ(?:ไฟฟ้า|ประปา)|แขวง|โครงการ|ที่ว่าการ|ที่ทำการ)"
)


def _agency_above(lines: tuple[TextLine, ...], body: int, dated: int) -> int:
    """The first line of the agency that stands above the date line ``dated``."""
    index = dated
    while index - 1 > body and lines[index - 1].blank:
        index -= 1
    top = index
    while index - 1 > body and top - index < 3:
        line = lines[index - 1]
        if line.blank or len(line.bare) > 75 or _LAST_WORDS.match(line.bare) or ITEM.match(line.text):
            break
        if line.bare.endswith(("นั้น", "ต่อไป", "แล้ว", "ด้วย")):
            break
        if not (AGENCY.match(line.bare) or line.indent >= 8):
            break
        index -= 1
    return index if index < top else dated


def is_date_line(bare: str) -> bool:
    """Whether a line is a date and nothing else (``วันที่`` may stand before it)."""
    if month_only(bare):
        return True
    dates = find_dates(bare)
    return bool(dates) and dates[0].start <= 8 and len(bare) - dates[0].end <= 3


def news_foot(lines: tuple[TextLine, ...], body: int) -> int:
    """Statements and news end with the agency and the date (clauses 21 and 22)."""
    dated = next((i for i in range(len(lines) - 1, body, -1) if is_date_line(lines[i].bare)), None)
    if dated is None:
        return len(lines)
    return _agency_above(lines, body, dated)
