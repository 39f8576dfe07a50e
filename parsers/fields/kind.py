"""What kind of letter this is, told by its form and not by the words of its body (clauses 9 to 27)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.fields.labels import label_end
from parsers.letter import Kind

if TYPE_CHECKING:
    from parsers.sheet import Sheet, TextLine

_URGENCY_LINE = re.compile(
    r"(?:(?:ด่วนที่สุด|ด่วนมาก|ด่วน|ลับที่สุด|ลับมาก|ลับ|ปกปิด)\s*)+(?:ภายใน.*)?"
    r"|[-\s(]*(?:สำเนา|สำเนาคู่ฉบับ|คู่ฉบับ|ร่าง)[-\s)]*|\(?ตราครุฑ\)?|\[?\s*ครุฑ\s*\]?"
)
RECEIVED = r"ร[ัี]?บ\s?ท[ีิ]?่?"
"""รับที่ of a receipt stamp, also as a bad copy leaves it."""
REGISTRY_LINE = re.compile(
    r".*(?:เลขที่รับ|เลขรับ|ทะเบียนรับ|รับที่|รับเลขที่|ลงรับ|วันที่รับ|เวลารับ|เวลา.{0,12}\d\s*น\.|เลข\s*รับ).*"
    # In a scan, marks and stops are lost: "รับที 1147", "รบท 1147", "เวลา 1405 น".
    rf"|\s*{RECEIVED}\s*[:.]*\s*\d[\d/.\-]*\s*$|\s*เวลา[\s\d.:,]*\d\s*น\s*$"
)
_TITLES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.INTERNAL, re.compile(r"บันทึกข้อความ")),
    (Kind.MINUTES, re.compile(r"(?:ร่าง)?รายงานการประชุม")),
    (Kind.ORDER, re.compile(r"(?:-\s*)?คำสั่ง(?!ที่อ้าง|ดังกล่าว)")),
    (Kind.REGULATION, re.compile(r"ระเบียบ(?!วาระ)")),
    (Kind.BYLAW, re.compile(r"ข้อบังคับ")),
    (Kind.ANNOUNCEMENT, re.compile(r"(?:-\s*)?ประกาศ")),
    (Kind.STATEMENT, re.compile(r"แถลงการณ์")),
    (Kind.NEWS, re.compile(r"ข่าว(?!สาร)")),
    (Kind.CERTIFICATE, re.compile(r"(?:หนังสือรับรอง|ใบรับรอง|ใบสำคัญรับรอง)")),
    (Kind.RECORD, re.compile(r"บันทึก(?!ข้อความ|ข้อตกลง)\s*$|บันทึก(?:รับ|ความเห็น|เสนอ|รายงาน|ถ้อยคำ|การ)")),
)
_ANNEX = re.compile(
    r"(?:.{0,60}(?:แนบท้าย|ท้ายหนังสือ|แนบหนังสือ|แนบท้ายคำสั่ง)|(?:เอกสาร|สิ่งที่ส่งมาด้วย|บัญชี|ตาราง|ผนวก|ภาคผนวก)\s*(?:หมายเลข)?\s*\(?[ก-ฮ\d]{0,2}\)?\s*$"
    r"|บัญชีรายชื่อ|รายชื่อ|ตาราง|แบบรายงาน|แบบสำรวจ|แบบตอบรับ|แบบฟอร์ม|กำหนดการ)"
)
_MAIL = re.compile(r"(?:From|To|Subject|Date|Cc|Sent|จาก|ถึง|หัวเรื่อง)\s*:\s", re.I)
_ISSUE = {
    Kind.ORDER: re.compile(r"สั่ง\s*ณ\s*วัน|ที่\s*\d+\s*/\s*25|ทั้งนี้|สั่ง\s*ณ"),
    Kind.ANNOUNCEMENT: re.compile(r"ประกาศ\s*ณ|เรื่อง|พ\.ศ\."),
    Kind.REGULATION: re.compile(r"ว่าด้วย"),
    Kind.BYLAW: re.compile(r"ว่าด้วย|ข้อ\s*1"),
}
_PRIVATE = re.compile(r"(?:^|\n)[\t ]*(?:ด้วย\s*|เนื่องจาก\s*|เนื่องด้วย\s*)?(?:กระผม|ดิฉัน|ข้าพเจ้า|ผม\s)")
_WRITTEN_AT = re.compile(r"\s*(?:เขียนที่|ทำที่)")
_CLOSING = re.compile(r"ขอแสดงความนับถือ|ด้วยความเคารพอย่าง|ขอนมัสการ|ควรมิควร|จึงเรียนมา|จึงขอเรียน|จึงแจ้ง")
_SIGNATURE = re.compile(r"\(\s*(?:นาย|นาง|นางสาว|พล|พ\.|ว่าที่|ร้อย|ดร|ศ|ผศ|รศ|หม่อม|จ่า|สิบ|น\.)[^()]{3,60}\)")
_CERTIFIES = re.compile(r"ให้ไว้เพื่อรับรอง|ขอรับรองว่า|ให้ไว้\s*ณ\s*วัน|ให้ไว้\s+วัน\s*ที่")


@dataclass(frozen=True, slots=True)
class KindFound:
    """The kind, the index of the line that shows it, and how sure we are."""

    kind: Kind
    line: int
    rule: str
    confidence: float


def find_kind(sheet: Sheet) -> KindFound:
    """The kind by its form: title line first, then labels; only the top of the page is asked."""
    lines = sheet.lines
    top = [index for index, line in enumerate(lines) if not line.blank and not line.furniture][:30]
    if not top:
        return KindFound(Kind.NOT_LETTER, 0, "kind-empty", 0.99)
    if _is_mail(lines, top):
        return KindFound(Kind.NOT_LETTER, top[0], "kind-mail", 0.97)
    text = "\n".join(line.text for line in lines)
    titled = _by_title(lines, top, text)
    if titled is not None:
        return titled
    return _by_labels(lines, top, text)


def _is_mail(lines: tuple[TextLine, ...], top: list[int]) -> bool:
    return sum(bool(_MAIL.match(lines[index].bare)) for index in top[:6]) >= 2


def skip_to_title(lines: tuple[TextLine, ...], top: list[int]) -> list[int]:
    """``top`` without urgency, copy marks and receipt stamps at its start."""
    for position, index in enumerate(top):
        bare = lines[index].bare
        if not _URGENCY_LINE.fullmatch(bare) and not REGISTRY_LINE.fullmatch(bare):
            return top[position:]
    return top[:1]


def _by_title(lines: tuple[TextLine, ...], top: list[int], text: str) -> KindFound | None:
    title = skip_to_title(lines, top)
    heads = [name for name in ("subject", "to") if any(label_end(name, lines[i].text) for i in title[:12])]
    for place, index in enumerate(title[:4]):
        bare = lines[index].bare
        for kind, pattern in _TITLES:
            if not pattern.match(bare):
                continue
            if place > 0 and kind is not Kind.INTERNAL:
                before = [lines[i].text for i in title[:place]]
                if any(_number_line(line) or label_end("subject", line) for line in before):
                    continue
            if kind in _ISSUE and not _ISSUE[kind].search(text):
                continue
            if kind is not Kind.INTERNAL and kind is not Kind.RECORD and len(heads) == 2 and place > 0:
                continue
            return KindFound(kind, index, "kind-title", 0.98)
        if place == 0 and _ANNEX.match(bare) and not heads and label_end("via", lines[index].text) is None:
            return KindFound(Kind.NOT_LETTER, index, "kind-annex", 0.9)
    return None


def _number_line(line: str) -> bool:
    return re.match(r"\s*ท\s*ี\s*่?\s*(?:[ก-ฮ]{2}|\d)", line) is not None


def _by_labels(lines: tuple[TextLine, ...], top: list[int], text: str) -> KindFound:
    place = {
        name: next((i for i in top if label_end(name, lines[i].text) is not None), None)
        for name in ("unit", "subject", "to", "via")
    }
    number = next((i for i in top[:10] if _number_line(lines[i].text)), None)
    subject, to, via = place["subject"], place["to"], place["via"]
    if place["unit"] is not None and (number is not None or subject is not None):
        return KindFound(Kind.INTERNAL, place["unit"], "kind-labels", 0.95)
    if _CERTIFIES.search(text) and to is None and (number is None or subject is None):
        return KindFound(Kind.CERTIFICATE, top[0], "kind-certifies", 0.9)
    if via is not None and to is None and (subject is None or subject > via):
        return KindFound(Kind.STAMPED, via, "kind-labels", 0.95)
    private = _WRITTEN_AT.match(lines[top[0]].text) is not None or (
        number is None and _PRIVATE.search(text) is not None
    )
    if to is not None and subject is not None and not private:
        sure = 0.97 if number is not None or _CLOSING.search(text) else 0.85
        return KindFound(Kind.EXTERNAL, subject, "kind-labels", sure)
    if private and (to is not None or subject is not None or _SIGNATURE.search(text)):
        return KindFound(Kind.OTHER, top[0], "kind-private", 0.85)
    if to is not None and _SIGNATURE.search(text):
        if number is not None:
            return KindFound(Kind.EXTERNAL, to, "kind-labels", 0.8)
        return KindFound(Kind.RECORD, to, "kind-record", 0.8)
    if number is not None and subject is not None and _SIGNATURE.search(text):
        return KindFound(Kind.EXTERNAL, number, "kind-labels", 0.7)
    return KindFound(Kind.NOT_LETTER, top[0], "kind-none", 0.8)
