"""สิ่งที่ส่งมาด้วย: what comes with the letter (clause 11.7), labelled in the head or announced in the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.fields.announced import NUMERAL, UNITS, find_announced, spaced
from parsers.fields.found import trim
from parsers.letter import Attachment, Evidence, Kind
from parsers.sheet import line_evidence

if TYPE_CHECKING:
    from parsers.fields.layout import Block, Layout
    from parsers.sheet import Flow, Sheet

_QUANTITY = re.compile(
    rf"(?:จำนวน\s*)?(?P<quantity>{NUMERAL}\s*{UNITS}(?:\s*ๆ\s*ละ\s*\d+\s*{UNITS})?)(?=\s|$|[.,)]|และ|พร้อม|ที่|มา|รวม)"
)
_QUANTITY_END = re.compile(
    rf"[\s(]*(?:จำนวน\s*)?(?P<quantity>{NUMERAL}\s*{UNITS})[\s.)]*(?:\([^()\n]{{1,30}}\)\s*)?$"
)
_ITEM = re.compile(r"(?:^|\n|(?<=\s))\s*(?:(?P<n>\d{1,2})\s?[.)](?!\d)|\((?P<p>\d{1,2})\))\s*")


def find_attachments(sheet: Sheet, layout: Layout) -> tuple[tuple[Attachment, ...], dict[str, Evidence]]:
    """Attachments in order; those of the head, else those the body announces."""
    block = layout.blocks.get("attachments")
    if block is not None:
        flow = sheet.flow(block.first, block.last, breaks="items")
        first = sheet.lines[block.first]
        start = max(block.column - (len(first.text) - len(first.text.lstrip())), 0)
        found = _each(sheet, block) or [_item(flow, a, b) for a, b in list_items(flow.text, start)]
    elif layout.kind in (Kind.EXTERNAL, Kind.INTERNAL, Kind.STAMPED, Kind.RECORD, Kind.OTHER):
        found = list[tuple[Attachment, Evidence | None] | None](find_announced(sheet.flow(*layout.body)))
    else:
        found = []
    kept = [item for item in found if item is not None]
    evidence = {f"attachments[{i}]": place for i, (_, place) in enumerate(kept) if place is not None}
    return tuple(attachment for attachment, _ in kept), evidence


_EACH = re.compile(rf"\s*จำนวน\s*อย่างละ\s*(?P<quantity>{NUMERAL}\s*{UNITS})\s*")


def _each(sheet: Sheet, block: Block) -> list[tuple[Attachment, Evidence | None] | None]:
    """One title a line, and ``จำนวนอย่างละ 1 ชุด`` below them all."""
    lines = [line for line in sheet.lines[block.first : block.last] if not line.blank]
    shared = _EACH.fullmatch(lines[-1].text) if len(lines) > 1 else None
    if shared is None:
        return []
    quantity = spaced(" ".join(shared.group("quantity").split()))
    titles = [(line, line.text[block.column :] if line is lines[0] else line.text) for line in lines[:-1]]
    return [
        (
            Attachment(trim(" ".join(text.split())), quantity),
            line_evidence(line, 0, line, len(line.text), "label-attachments", 0.9),
        )
        for line, text in titles
        if text.strip()
    ]


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
    lines = [(a, b) for a, b in lines if text[a:b].strip()]
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
        quantity = spaced(quantity)
    return Attachment(title, quantity), flow.evidence(start, end, "label-attachments", 0.95)


def _trim(title: str) -> str:
    """Without the punctuation around it; the dot of an abbreviation and a closed bracket stay."""
    if title.endswith("(") or title.count("(") > title.count(")"):
        title = title.rstrip("( ")
    return trim(title)
