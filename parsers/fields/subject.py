"""เรื่อง and เรียน: what the letter is about and whom it goes to (clauses 11.4 and 11.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.fields.found import Found, trim
from parsers.letter import Kind
from parsers.sheet import Flow

if TYPE_CHECKING:
    from parsers.fields.layout import Block, Layout
    from parsers.sheet import Sheet

_TITLE_OF_RULE = re.compile(r"ว่าด้วย.*?พ\.\s?ศ\.\s*2[45]\d\d(?:\s*\(ฉบับที่[^)]*\))?", re.S)
_MINUTES_TITLE = re.compile(r"รายงานการประชุม.*?ครั้งที่\s*\d+\s*/\s*2[45]\d\d", re.S)


def find_subject(sheet: Sheet, layout: Layout) -> Found | None:
    """The subject in one line; regulations and minutes have their title in the heading."""
    if layout.kind in (Kind.REGULATION, Kind.BYLAW):
        return _from_heading(sheet, layout, _TITLE_OF_RULE)
    if layout.kind is Kind.MINUTES:
        return _from_heading(sheet, layout, _MINUTES_TITLE)
    if layout.kind in (Kind.STAMPED, Kind.CERTIFICATE, Kind.RECORD, Kind.NOT_LETTER):
        return None
    block = layout.blocks.get("subject")
    return _block(sheet, block, "label-subject") if block else None


def find_recipient(sheet: Sheet, layout: Layout) -> Found | None:
    """Whom the letter addresses, brackets kept."""
    block = layout.blocks.get("to") or layout.blocks.get("via")
    return _block(sheet, block, "label-to") if block else None


def _block(sheet: Sheet, block: Block, rule: str) -> Found | None:
    flow = Flow.of(sheet.lines[block.first : block.last], breaks="none")
    start = max(
        block.column - (len(sheet.lines[block.first].text) - len(sheet.lines[block.first].text.lstrip())), 0
    )
    value = trim(flow.clip(start, len(flow.text), wrap=" "))
    if not value:
        return None
    sure = 0.98 if block.last - block.first <= 2 else 0.95
    return Found(value, flow.evidence(start, len(flow.text), rule, sure))


def _from_heading(sheet: Sheet, layout: Layout, pattern: re.Pattern[str]) -> Found | None:
    flow = Flow.of(sheet.lines[layout.title : layout.body[0] + 2], breaks="none")
    match = pattern.search(flow.text)
    if match is None:
        return None
    value = flow.clip(match.start(), match.end(), wrap=" ")
    value = re.sub(r"\s*/\s*", "/", value)
    return Found(value, flow.evidence(match.start(), match.end(), "heading-title", 0.95))
