"""An annex names the letter it belongs to (``แนบท้ายหนังสือ … ที่ … ลงวันที่ …``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.fields.citations import find_citations
from parsers.letter import Parent

if TYPE_CHECKING:
    from parsers.sheet import Sheet

_ANNEXED = re.compile(r"(?:แนบท้าย|ท้าย|แนบ|ประกอบ|ส่งมาพร้อม|ส่งมาด้วยพร้อม|ตาม)\s*(?=(?:หนังสือ|คำสั่ง|ประกาศ|บันทึก))")


def find_parent(sheet: Sheet) -> Parent | None:
    """The letter that the head of an annex names, if it does."""
    flow = sheet.flow(0, min(len(sheet), 14))
    opened = _ANNEXED.search(flow.text)
    if opened is None:
        return None
    citations, _ = find_citations(flow.text[opened.end() :], listed=True)
    if not citations or citations[0].start > 3:
        return None
    first = citations[0]
    return Parent(first.normal, first.date.iso if first.date else None)
