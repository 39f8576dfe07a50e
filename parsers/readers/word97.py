"""Word 6 to 2003 (.doc): the text with its tables, notes and text boxes, read from the file's own tables.

Pieces of 16 bits are Unicode, those of 8 bits Western or, where they look so, CP874. Limits: ``limits.MAX_OLE_BYTES``
a file, 20 million characters. Files with a password are refused. List numbers that only a style asks for and the
formats of Word 6 and 95 (hidden text, numbered lists) are not known. A file whose tables are broken goes to catdoc or
LibreOffice, if the machine has them.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from parsers.document import Document
from parsers.errors import UnreadableFile
from parsers.readers import faults
from parsers.readers.paragraphs import Sheet, is_page_number
from parsers.readers.plain import clean, pages_from_text
from parsers.readers.word97_file import WordFile, open_word
from parsers.readers.word97_formats import Formats, Paragraph
from parsers.readers.word97_lists import Lists

if TYPE_CHECKING:
    from pathlib import Path

_BODY, _FOOTNOTES, _HEADERS, _ENDNOTES, _BOXES = 0, 1, 2, 5, 6
_HEADER_PLACES, _ANCHORS, _BOX_PLACES = 11, 40, 56
_SEPARATORS, _A_SECTION = 6, 6
_HEADS, _FEET = (4, 1), (5, 3)
_SIGNS = {"\x0b": "\n", "\x1e": "-", "\x1f": "", "\xa0": " ", "\t": "\t"}
_CELL, _PAGE, _COLUMN = "\x07", "\x0c", "\x0e"
_CODE, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_ANCHOR = "\x08"


def read(path: Path) -> Document:
    """Read a .doc file: headers, body, footers, foot- and endnotes."""
    try:
        text = text_of(open_word(path))
    except UnreadableFile as fault:
        if fault.code != "damaged":
            raise
        from parsers.readers.word97_helpers import text_by_program

        helped = text_by_program(path)
        if helped is None:
            raise
        text = helped
    pages = pages_from_text(clean(text))
    if not pages:
        raise faults.empty_file()
    return Document(name=path.name, format="doc", pages=pages)


def text_of(file: WordFile) -> str:
    """The text of a Word file, ``\\f`` between pages."""
    try:
        reader = _Reader(file)
        heads, feet = reader.margins()
        body = reader.lines(*file.span(_BODY), anchored=True)
        notes = [
            line.lstrip("\t ")
            for story in (_FOOTNOTES, _ENDNOTES)
            for line in reader.lines(*file.span(story))
            if line.strip()
        ]
        lines = [*heads, *body, *reader.boxes_left(), *feet, *notes]
    except (struct.error, IndexError) as fault:
        raise faults.damaged("Word 97-2003 (.doc)") from fault
    # Two halves of a character beyond the first 65,536 are one again.
    text = "\n".join(lines).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return re.sub("\n?\f\n?", "\f", text)


class _Reader:
    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._formats = Formats(file)
        self._lists = Lists(file)
        self._hidden = self._formats.hidden()
        self._boxes = _boxes(file)
        self._anchors = _anchors(file)

    def lines(self, start: int, end: int, *, anchored: bool = False) -> list[str]:
        """The lines of a stretch of text."""
        text, sheet, depth = self._file.text, Sheet(), []
        begun = start
        for position in range(start, end):
            char = text[position]
            if char == _CODE:
                depth.append(True)
            elif char == _RESULT and depth:
                depth[-1] = False
            elif char == _FIELD_END and depth:
                depth.pop()
            elif char in "\r\x07\x0c\x0e":
                self._end(char, position, begun, sheet)
                begun = position + 1
            elif any(depth) or self._hidden[position]:
                continue
            elif char == _ANCHOR and anchored:
                sheet.stand_beside(self._box_at(position))
            elif char in _SIGNS or char >= " ":
                sheet.add(_SIGNS.get(char, char))
        sheet.finish()
        return sheet.lines

    def margins(self) -> tuple[list[str], list[str]]:
        """Headers and footers that say more than the page."""
        places = self._file.block(_HEADER_PLACES)
        start, end = self._file.span(_HEADERS)
        cuts = struct.unpack(f"<{len(places) // 4}I", places[: len(places) // 4 * 4])
        found: tuple[list[str], list[str]] = ([], [])
        for section in range(_SEPARATORS, len(cuts) - 1, _A_SECTION):
            for lines, order in zip(found, (_HEADS, _FEET), strict=True):
                for place in order:
                    if section + place + 1 < len(cuts):
                        first, last = (min(start + cuts[section + place + step], end) for step in (0, 1))
                        told = [line for line in self.lines(first, last) if line.strip()]
                        if told and not is_page_number(told) and not _holds(lines, told):
                            lines.extend(told)
        return found

    def boxes_left(self) -> list[str]:
        """Text boxes whose anchor was not found."""
        return [line for lines in self._boxes.values() for line in self._box_lines(lines)]

    def _end(self, char: str, position: int, begun: int, sheet: Sheet) -> None:
        paragraph = (
            self._formats.paragraph(position) if self._formats.known else self._guess(char, position, begun)
        )
        if char == _CELL or paragraph.ends_cell or paragraph.ends_row:
            if paragraph.ends_row:
                sheet.end_row()
            else:
                sheet.end_cell()
            return
        if char in (_PAGE, _COLUMN) and not paragraph.in_table:
            if sheet.is_begun:
                sheet.end_paragraph(stands_in=paragraph.stands_in)
            if char == _PAGE:
                sheet.break_page()
            return
        if paragraph.list_:
            sheet.label(self._lists.next_label(paragraph.list_, paragraph.level))
        if paragraph.breaks_before:
            sheet.label("\f")
        sheet.end_paragraph(in_table=paragraph.in_table, stands_in=paragraph.stands_in)

    def _guess(self, char: str, position: int, begun: int) -> Paragraph:
        # Without formats a row ends where a second mark follows the last cell's.
        ends_row = (
            char == _CELL and position == begun and position > 0 and self._file.text[position - 1] == _CELL
        )
        return Paragraph(ends_row=ends_row)

    def _box_at(self, position: int) -> list[str]:
        span = self._boxes.pop(self._anchors.get(position, -1), None)
        return self._box_lines(span) if span else []

    def _box_lines(self, span: tuple[int, int]) -> list[str]:
        lines = self.lines(*span)
        while lines and not lines[-1].strip():
            lines.pop()
        return [line.replace("\f", "") for line in lines]


def _holds(lines: list[str], told: list[str]) -> bool:
    return any(lines[at : at + len(told)] == told for at in range(len(lines)))


def _boxes(file: WordFile) -> dict[int, tuple[int, int]]:
    """Where the text of each text box stands, by the shape's id."""
    data = file.block(_BOX_PLACES)
    count = (len(data) - 4) // 26
    if count < 1:
        return {}
    base, end = file.span(_BOXES)
    cuts = struct.unpack_from(f"<{count + 1}I", data)
    found = {}
    for index in range(count):
        shape = struct.unpack_from("<i", data, 4 * (count + 1) + 22 * index + 14)[0]
        if shape and cuts[index] < cuts[index + 1]:
            found[shape] = (min(base + cuts[index], end), min(base + cuts[index + 1], end))
    return found


def _anchors(file: WordFile) -> dict[int, int]:
    """The shape at each anchor."""
    data = file.block(_ANCHORS)
    count = (len(data) - 4) // 30
    if count < 1:
        return {}
    cuts = struct.unpack_from(f"<{count + 1}I", data)
    return {cuts[n]: struct.unpack_from("<i", data, 4 * (count + 1) + 26 * n)[0] for n in range(count)}
