"""Attachments that only the body announces: ขอส่ง …, พร้อมนี้ได้แนบ …, … ที่แนบมาพร้อมนี้."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.fields.found import trim
from parsers.letter import Attachment, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.sheet import Flow

UNITS = r"(?:ระวาง|ชุด|ฉบับ|เล่ม|แผ่น|ภาพ|หน้า|ใบ|แฟ้ม|ซอง|กล่อง|รายการ|ชิ้น|สำเนา|ม้วน|อัน|ป้าย|คัน|ตัวอย่าง|ห่อ|ขวด|เครื่อง|ไฟล์|แผ่นซีดี|รูป|ตัว|ลัง|ถุง|ด้าม|หลัง|มัด|คู่|ธง|ผืน|ต้น|ดวง|เหรียญ)"
NUMERAL = r"(?:(?<!\d)\d{1,3}(?:,\d{3})*|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|อย่างละ\s*\d+)"

_SENDS = re.compile(
    r"(?:พร้อม(?:กัน|หนังสือ)?นี้|ในการนี้)?\s*(?P<own>ได้|ขอ|จึงขอ|จึงได้|จึง|จึงใคร่ขอ|ใคร่ขอ|พร้อม(?:กัน|หนังสือ)?นี้)\s?"
    r"(?:จัด|นำ)?(?:แนบ|ส่งคืน|ส่งมอบ|ส่ง)(?:มาพร้อม(?:หนังสือ)?นี้)?(?!ตัว|เสริม|ผล(?:ให้|กระทบ)|เรื่อง|กลับ|ออก|หนังสือถึง|ไป|ให้)\s*(?P<what>(?:(?!\sนั้น|จึงขอ|\sจึง|ตรวจสอบแล้ว)[^\n]){3,420}?)"
    r"(?P<close>\s*(?:มาพร้อม(?:กับ)?(?:หนังสือ)?นี้|มาด้วยแล้ว|มาด้วย|มาเพื่อ|มาให้|มายัง|มาพร้อม|ดังแนบ|ตามแนบ|มา(?=\s|$))|\s*(?=\n)|$|\sเพื่อ|(?<=ฉบับ)เพื่อ|(?<=เล่ม)เพื่อ|(?<=ชุด)เพื่อ|(?<=แผ่น)เพื่อ|(?<=ภาพ)เพื่อ|\sโดย)"
)
_COUNTED = re.compile(
    rf"(?:^|(?:\s*(?:และ|พร้อม(?:ทั้ง|ด้วย)?|กับ|,|รวมทั้ง)?\s*(?:\(?\d[.)]\)?)?\s*))(?P<title>[^\n]{{3,200}}?)\s*(?:จำนวน\s*)?(?P<quantity>{NUMERAL}\s*{UNITS})(?=\s|$|[.,)]|และ|พร้อม|เกี่ยวกับ|เรื่อง|มา|ที่|ซึ่ง|ตาม|เพื่อ)"
)
_ASKED = re.compile(r"(?:ขอให้|ให้ท่าน|โปรด|กรุณา|ให้จังหวัด|ให้ส่วน|ให้หน่วย|ขอความ|จะ|เคย)[^\n\s]{0,30}\Z")
_ENCLOSED = re.compile(
    r"(?:ตาม|ใน|กรอก|ทำ|\s|^)(?P<title>(?:แบบ|บัญชี|รายชื่อ|รายการ|กำหนดการ|แผน|ร่าง|สำเนา|เอกสาร|โครงการ|ตาราง|สรุป|คู่มือ|ใบ|ขั้นตอน|แนวทาง|หลักเกณฑ์|ภาพถ่าย|แผนที่|แผนผัง|ตัวอย่าง|ข้อมูล|คำชี้แจง|วิธี)(?:(?!ตาม|ที่แนบ|ที่ส่ง|ที่ได้แนบ|ดังแนบ|\s(?:จึง|กอง|กรม|สำนัก|ขอ|ให้))[^\n]){0,90}?)\s*"
    rf"(?:จำนวน\s*(?P<quantity>{NUMERAL}\s*{UNITS})\s*)?(?:ที่|ซึ่ง)(?:ได้)?(?:แนบ|ส่ง)(?:มา)?(?:พร้อม(?:กับ)?(?:หนังสือ)?นี้|ด้วยแล้ว|ท้าย(?:หนังสือ)?นี้|มาด้วย|มา(?=\s|$)|(?<=แนบ)(?=\s|$|และ))(?:\s*\(?จำนวน\s*(?P<after>{NUMERAL}\s*{UNITS}))?"
)
_LISTED = re.compile(
    r"(?:ดังแนบ|ตามแนบ|ดังที่แนบ|(?:แนบ|ส่ง)[^\n]{0,60}?(?:คือ|ดังนี้|ดังต่อไปนี้|ได้แก่))\s*(?=1\s?[.)])(?P<what>(?:[^\n]|\n(?=\d\s?[.)])){3,400})"
)
_AS_ENCLOSED = re.compile(
    r"(?:ตาม|ใน|กรอก|\s|^)(?P<title>(?:แบบ|บัญชี|รายชื่อ|รายการ|กำหนดการ|แผน|ร่าง|สำเนา|เอกสาร|ตาราง|สรุป|คู่มือ|ใบ|ขั้นตอน|ภาพถ่าย)(?:(?!ตาม|แนบ|\s(?:จึง|ขอ|ให้))[^\n]){0,80}?)\s*"
    rf"(?:ดังแนบ|ตามแนบ)(?:\s*จำนวน\s*(?P<quantity>{NUMERAL}\s*{UNITS}))?"
)

_COUNT_BEHIND = re.compile(rf"\s*\(?(?:รวม\s*)?จำนวน\s*(?P<quantity>{NUMERAL}\s*{UNITS})")


def find_announced(flow: Flow) -> list[tuple[Attachment, Evidence | None]]:
    """What the body says goes with the letter, in order; what it asks others to send is none of it."""
    found: list[tuple[int, int, list[tuple[Attachment, Evidence | None]]]] = []
    for start, end, items in _candidates(flow):
        if items and all(end <= other_start or start >= other_end for other_start, other_end, _ in found):
            found.append((start, end, items))
    return [item for _, _, items in sorted(found, key=lambda entry: entry[0]) for item in items]


def _candidates(flow: Flow) -> Iterator[tuple[int, int, list[tuple[Attachment, Evidence | None]]]]:
    """(start, end, attachments) of each announcement, the surest form first."""
    for match in _LISTED.finditer(flow.text):
        counted = list(_COUNTED.finditer(match.group("what")))
        if counted:
            yield match.start(), match.end(), list(_items(flow, match, counted))
    for match in _SENDS.finditer(flow.text):
        if _ASKED.search(flow.text[max(0, match.start() - 40) : match.start()]):
            continue
        counted = list(_COUNTED.finditer(match.group("what")))
        if counted or match.group("close").strip().startswith(("มา", "ดัง", "ตาม")):
            yield match.start(), match.end(), list(_items(flow, match, counted))
    for pattern in (_ENCLOSED, _AS_ENCLOSED):
        for match in pattern.finditer(flow.text):
            quantity = match.group("quantity") or match.groupdict().get("after")
            item = _attachment(flow, match.start("title"), match.end("title"), match.end(), quantity)
            yield match.start(), match.end(), [item]


def _items(
    flow: Flow, match: re.Match[str], counted: list[re.Match[str]]
) -> Iterator[tuple[Attachment, Evidence | None]]:
    start = match.start("what")
    if not counted:
        behind = _COUNT_BEHIND.match(flow.text, match.end())
        end = behind.end() if behind else match.end("what")
        yield _attachment(flow, start, match.end("what"), end, behind.group("quantity") if behind else None)
    if len(counted) == 1 and counted[0].group("quantity").startswith("อย่างละ"):
        yield from _shared(flow, start, counted[0])
        return
    for item in counted:
        yield _attachment(
            flow,
            start + item.start("title"),
            start + item.end("title"),
            start + item.end(),
            item.group("quantity"),
        )


def _shared(flow: Flow, start: int, item: re.Match[str]) -> Iterator[tuple[Attachment, Evidence | None]]:
    """``ก และ ข จำนวนอย่างละ 1 แผ่น``: each thing with the quantity."""
    quantity = item.group("quantity").removeprefix("อย่างละ").strip()
    position = item.start("title")
    for title in re.split(r"\s*(?:และ|,)\s*", item.group("title")):
        where = item.string.find(title, position)
        yield _attachment(flow, start + where, start + where + len(title), start + item.end(), quantity)
        position = where + len(title)


def _attachment(
    flow: Flow, start: int, title_end: int, end: int, quantity: str | None
) -> tuple[Attachment, Evidence | None]:
    title = trim(
        re.sub(
            r"^(?:มาพร้อม(?:หนังสือ)?นี้|ขอส่ง|ขอแนบ|มาด้วย|คืน|พร้อม|และ|ซึ่ง|\d\s?[.)])\s*|\s+รวม$",
            "",
            flow.clip(start, title_end, wrap=" "),
        )
    )
    counted = spaced(" ".join(quantity.split())) if quantity else None
    return Attachment(title, counted), flow.evidence(start, end, "body-attachment", 0.85 if counted else 0.75)


def spaced(quantity: str) -> str:
    """``1ชุด`` as ``1 ชุด``."""
    return re.sub(rf"(?<=\d)(?={UNITS})", " ", quantity)
