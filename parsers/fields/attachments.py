"""สิ่งที่ส่งมาด้วย: what comes with the letter (clause 11.7), labelled in the head or announced in the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.fields.found import trim
from parsers.letter import Attachment, Evidence, Kind

if TYPE_CHECKING:
    from parsers.fields.layout import Layout
    from parsers.sheet import Flow, Sheet

_UNITS = r"(?:ชุด|ฉบับ|เล่ม|แผ่น|ภาพ|หน้า|ใบ|แฟ้ม|ซอง|กล่อง|รายการ|ชิ้น|สำเนา|เรื่อง|ม้วน|ราย|อัน|ป้าย|คัน|ตัวอย่าง|ห่อ|ขวด|เครื่อง|ไฟล์|แผ่นซีดี|รูป|ตัว|ลัง|ถุง|ด้าม|หลัง|มัด|คู่|ธง|ผืน|ต้น|ดวง|เหรียญ)"
_NUM = r"(?:\d{1,3}(?:,\d{3})*|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|อย่างละ\s*\d+)"
_QUANTITY = re.compile(
    rf"(?:จำนวน\s*)?(?P<quantity>{_NUM}\s*{_UNITS}(?:\s*ๆ\s*ละ\s*\d+\s*{_UNITS})?)(?=\s|$|[.,)]|และ|พร้อม|ที่|มา|รวม)"
)
_QUANTITY_END = re.compile(
    rf"[\s(]*(?:จำนวน\s*)?(?P<quantity>{_NUM}\s*{_UNITS})[\s.)]*(?:\([^()\n]{{1,30}}\)\s*)?$"
)
_ITEM = re.compile(r"(?:^|\n|(?<=\s))\s*(?:(?P<n>\d{1,2})\s?[.)](?!\d)|\((?P<p>\d{1,2})\))\s*")
_BODY = re.compile(
    r"(?:พร้อมนี้|พร้อมกันนี้|ในการนี้|ทั้งนี้)?\s*(?:[ก-๎. ]{0,40}?)"
    r"(?:ได้|ขอ|จึงขอ|จึง|โดย)?\s*(?P<verb>แนบ|จัดส่ง|ส่ง|นำส่ง|ส่งคืน|มอบ)(?:สำเนา(?=สำเนา))?\s*"
    rf"(?P<title>[^\n]{{3,160}}?)\s*จำนวน\s*(?P<quantity>{_NUM}\s*{_UNITS})"
)
_CUE = re.compile(
    r"(?:พร้อมนี้|พร้อมกันนี้|ในการนี้|ขอส่ง|ได้แนบ|จัดส่ง|นำส่ง|ส่งคืน|จึงส่ง|ได้ส่ง|ขอนำส่ง|ขอแนบ|ที่แนบมาพร้อม|ดังแนบ|มาด้วยแล้ว|มาพร้อมนี้|มาพร้อมหนังสือนี้|แนบท้าย(?:หนังสือ)?นี้)"
)
_NEXT = re.compile(
    rf"\s*(?:และ|พร้อม(?:ทั้ง|ด้วย)?|กับ|,|\d[.)])\s*(?:ส่ง)?(?P<title>[^\n]{{3,120}}?)\s*จำนวน\s*(?P<quantity>{_NUM}\s*{_UNITS})"
)
_PLEASE_SEND = re.compile(r"(?:ขอให้|ให้ท่าน|โปรด|กรุณา|ให้จังหวัด|ให้ส่วน|ให้หน่วย|ขอความ|แล้วส่ง|และส่ง|ส่งให้|ภายใน)")


def find_attachments(sheet: Sheet, layout: Layout) -> tuple[tuple[Attachment, ...], dict[str, Evidence]]:
    """Attachments in order; those of the head, else those the body announces."""
    block = layout.blocks.get("attachments")
    if block is not None:
        flow = sheet.flow(block.first, block.last, breaks="items")
        first = sheet.lines[block.first]
        start = max(block.column - (len(first.text) - len(first.text.lstrip())), 0)
        found = [_item(flow, a, b) for a, b in list_items(flow.text, start)]
    elif layout.kind in (Kind.EXTERNAL, Kind.INTERNAL, Kind.STAMPED, Kind.RECORD, Kind.OTHER):
        found = _announced(sheet.flow(*layout.body))
    else:
        found = []
    kept = [item for item in found if item is not None]
    evidence = {f"attachments[{i}]": place for i, (_, place) in enumerate(kept) if place is not None}
    return tuple(attachment for attachment, _ in kept), evidence


def list_items(text: str, start: int) -> list[tuple[int, int]]:
    """Stretches of a labelled block, one an item: cut at item numbers, which must count up from one."""
    cuts: list[tuple[int, int]] = []
    expected = 1
    for match in _ITEM.finditer(text, start):
        number = int(match.group("n") or match.group("p"))
        if number == expected:
            cuts.append((match.start(), match.end()))
            expected += 1
    if not cuts or text[start : cuts[0][0]].strip():
        return _unnumbered(text, start)
    ends = [cut[0] for cut in cuts[1:]] + [len(text)]
    return [(cut[1], end) for cut, end in zip(cuts, ends, strict=True)]


def _unnumbered(text: str, start: int) -> list[tuple[int, int]]:
    """One item a paragraph when each ends with its quantity, else a single item."""
    lines: list[tuple[int, int]] = []
    position = start
    for piece in text[start:].split("\n"):
        lines.append((position, position + len(piece)))
        position += len(piece) + 1
    if len(lines) > 1 and all(_QUANTITY_END.search(text[a:b]) for a, b in lines):
        return lines
    return [(start, len(text))]


def _item(flow: Flow, start: int, end: int) -> tuple[Attachment, Evidence | None] | None:
    text = flow.text[start:end]
    quantities = list(_QUANTITY.finditer(text))
    counted = [match for match in quantities if "จำนวน" in match.group()]
    tail = _QUANTITY_END.search(text)
    chosen = counted[-1] if counted else tail
    stop = chosen.start() if chosen else len(text)
    title = _trim(flow.clip(start, start + stop, wrap=" "))
    if not title:
        return None
    quantity = " ".join(chosen.group("quantity").split()) if chosen else None
    if quantity:
        quantity = _spaced(quantity)
    return Attachment(title, quantity), flow.evidence(start, end, "label-attachments", 0.95)


def _trim(title: str) -> str:
    """Without the punctuation around it; the dot of an abbreviation and a closed bracket stay."""
    if title.endswith("(") or title.count("(") > title.count(")"):
        title = title.rstrip("( ")
    return trim(title)


def _spaced(quantity: str) -> str:
    """``1ชุด`` as ``1 ชุด``."""
    return re.sub(rf"(?<=\d)(?={_UNITS})", " ", quantity)


def _announced(flow: Flow) -> list[tuple[Attachment, Evidence | None] | None]:
    found: list[tuple[Attachment, Evidence | None] | None] = []
    position = 0
    while match := _BODY.search(flow.text, position):
        position = match.end()
        before = flow.text[max(0, match.start("verb") - 45) : match.start("verb")]
        before = re.split(r"พร้อมนี้|พร้อมกันนี้|ในการนี้|\n", before)[-1]
        around = flow.text[max(0, match.start() - 10) : match.end() + 40]
        if not _CUE.search(around) or _PLEASE_SEND.search(before):
            position = match.start("title")
            continue
        found.append(_announce(flow, match))
        while more := _NEXT.match(flow.text, position):
            found.append(_announce(flow, more))
            position = more.end()
    return found


def _announce(flow: Flow, match: re.Match[str]) -> tuple[Attachment, Evidence | None]:
    title = flow.clip(match.start("title"), match.end("title"))
    title = re.sub(r"^(?:มาพร้อมนี้|มาด้วย|คืน|พร้อม)\s*", "", title)
    place = flow.evidence(match.start("title"), match.end(), "body-attachment", 0.85)
    return Attachment(title, _spaced(" ".join(match.group("quantity").split()))), place
