"""ข้อความ: the text of the letter between head and closing, and who gets copies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.fields.labels import label_end
from parsers.letter import Kind

if TYPE_CHECKING:
    from parsers.fields.layout import Layout
    from parsers.sheet import Sheet

_DRAFTING = re.compile(r"\.{4,}|^\s*(?:ร่าง|พิมพ์|ทาน|ตรวจ)\b")
_MARK = re.compile(r"(?:ลับที่สุด|ลับมาก|ลับ|ด่วนที่สุด|ด่วนมาก|ด่วน)")
_ITEM = re.compile(r"\s*(?:\(?\d{1,2}\s?[.)]|-|•)\s*")


def find_body(sheet: Sheet, layout: Layout) -> str | None:
    """The body as running text, paragraphs apart; the whole text of what is no letter."""
    zone = (0, len(sheet)) if layout.kind is Kind.NOT_LETTER else layout.body
    text = sheet.flow(*zone).text
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n")]
    return "\n".join(paragraph for paragraph in paragraphs if paragraph) or None


def find_copies(sheet: Sheet, layout: Layout) -> tuple[str, ...]:
    """สำเนาส่ง: one entry a recipient."""
    for index in range(layout.foot[0], len(sheet)):
        column = label_end("cc", sheet.lines[index].text)
        if column is None:
            continue
        values = [sheet.lines[index].text[column:]]
        for line in sheet.lines[index + 1 :]:
            if line.blank or not (_ITEM.match(line.text) or line.indent >= 4) or _DRAFTING.search(line.text):
                break
            values.append(line.text)
        return tuple(value for piece in values for value in _split(piece) if not _MARK.fullmatch(value))
    return ()


def _split(text: str) -> list[str]:
    item = _ITEM.match(text)
    text = " ".join(text[item.end() if item else 0 :].split()).strip(" .:")
    return [text] if text else []
