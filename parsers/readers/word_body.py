"""The text of a Word story (body, header, note, text box) as lines, in the order it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.readers.table_rows import row_lines
from parsers.readers.word_package import attribute, child, kind, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from parsers.readers.word_numbering import Numbering
    from parsers.readers.word_styles import Styles

_PROPERTIES = (
    "pPr",
    "rPr",
    "sdtPr",
    "sdtEndPr",
    "tblPr",
    "tblGrid",
    "trPr",
    "tcPr",
    "sectPr",
    "fldData",
    "ffData",
)
_UNPRINTED = ("del", "moveFrom", "delText", "instrText", "delInstrText", "rt")
_SILENT = frozenset(f"w:{name}" for name in (*_PROPERTIES, *_UNPRINTED))
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-"}
_BLANKS = str.maketrans("\t\r\n", "   ")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph in the making: its text, and the text boxes anchored before and after its first word."""

    text: str = ""
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    properties: etree._Element | None = None


class Story:
    """Walks one story; ``\\f`` in a line is a page break, ``\\n`` a soft line break."""

    def __init__(
        self, styles: Styles, numbering: Numbering, section_breaks: list[bool] | None = None
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._section_breaks = section_breaks or []
        self._section = 0
        self._in_instruction: list[bool] = []
        self._carried = ""
        self.notes: list[tuple[str, str]] = []
        """Foot- and endnotes met so far: (``footnote`` or ``endnote``, id)."""

    def lines(self, parent: etree._Element, in_cell: bool = False) -> list[str]:
        """The lines of everything in a block container."""
        out: list[str] = []
        for node in parent:
            self._block(node, out, in_cell)
        return out

    def _block(self, node: etree._Element, out: list[str], in_cell: bool) -> None:
        name = kind(node)
        if name == "w:p":
            out.extend(self._paragraph(node, in_cell))
        elif name == "w:tbl":
            for row in _rows(node):
                out.extend(self._row(row))
        elif name == "mc:AlternateContent":
            for inner in _choice(node):
                self._block(inner, out, in_cell)
        elif name not in _SILENT:
            for inner in node:
                self._block(inner, out, in_cell)

    def _row(self, row: etree._Element) -> list[str]:
        skipped = number(child(row, "w:trPr", "w:gridBefore")) or 0
        columns: list[list[str]] = [[""] for _ in range(min(skipped, 100))]
        for cell in _cells(row):
            lines = "\n".join(self.lines(cell, in_cell=True)).replace("\f", "\n").rstrip("\n").split("\n")
            merge = child(cell, "w:tcPr", "w:vMerge")
            hidden = merge is not None and attribute(merge) != "restart"
            columns.append([""] if hidden else lines)
        return row_lines(columns)

    def _paragraph(self, node: etree._Element, in_cell: bool) -> list[str]:
        properties = child(node, "w:pPr")
        paragraph = _Paragraph(properties=properties)
        for inner in node:
            self._inline(inner, paragraph, hidden=False)
        text, self._carried = self._carried + paragraph.text, ""
        if child(properties, "w:rPr", "w:del") is not None:
            # The end of this paragraph was deleted: what is left of it goes on in the next.
            self._carried = text
            return [*paragraph.before, *paragraph.after]
        listed = self._styles.list_of(properties)
        level = self._numbering.level(*listed) if listed else None
        if listed and level is not None:
            text = self._numbering.next_label(*listed) + text
        if text.strip() and not in_cell and not text.startswith("\t"):
            stands_in = self._styles.stands_in(properties, child(level, "w:pPr"))
            text = f"\t{text}" if stands_in else text
        if self._styles.breaks_before(properties) and not in_cell:
            text = f"\f{text}"
        if child(properties, "w:sectPr") is not None:
            self._section += 1
            if self._section <= len(self._section_breaks) and self._section_breaks[self._section - 1]:
                text += "\f"
        return [*paragraph.before, text, *paragraph.after]

    def _inline(self, node: etree._Element, paragraph: _Paragraph, hidden: bool) -> None:
        name = kind(node)
        if name in _SILENT or not name:
            return
        if name == "w:r":
            hidden = hidden or self._styles.is_hidden(child(node, "w:rPr"), paragraph.properties)
        elif name == "w:fldChar":
            self._field(attribute(node, "fldCharType"))
            return
        elif name == "mc:AlternateContent":
            for inner in _choice(node):
                self._inline(inner, paragraph, hidden)
            return
        elif name == "w:txbxContent":
            # A box never tears the paragraph that holds its anchor.
            box = Story(self._styles, self._numbering)
            lines = [] if hidden else "\n".join(box.lines(node)).replace("\f", "\n").split("\n")
            (paragraph.after if paragraph.text.strip() else paragraph.before).extend(lines)
            self.notes.extend(box.notes)
            return
        elif not hidden and not any(self._in_instruction):
            paragraph.text += self._sign(name, node)
        for inner in node:
            self._inline(inner, paragraph, hidden)

    def _sign(self, name: str, node: etree._Element) -> str:
        if name in ("w:t", "m:t"):
            return (node.text or "").translate(_BLANKS)
        if name in _SIGNS:
            return _SIGNS[name]
        if name == "w:br":
            return "\f" if attribute(node, "type") == "page" else "\n"
        if name == "w:sym":
            return _symbol(attribute(node, "char"))
        if name in ("w:footnoteReference", "w:endnoteReference"):
            self.notes.append((name[2:].removesuffix("Reference"), attribute(node, "id") or ""))
        return ""

    def _field(self, step: str | None) -> None:
        # Between begin and separate stands the code, between separate and end what it printed.
        if step == "begin":
            self._in_instruction.append(True)
        elif self._in_instruction and step == "separate":
            self._in_instruction[-1] = False
        elif self._in_instruction and step == "end":
            self._in_instruction.pop()


def _symbol(code: str | None) -> str:
    try:
        value = int(code or "", 16)
        return "" if value < 0x20 or 0xD800 <= value < 0xE000 else chr(value)
    except (ValueError, OverflowError):
        return ""


def _choice(node: etree._Element) -> etree._Element:
    # Choice and fallback show the same thing twice, for newer and older programs.
    choice = child(node, "mc:Choice")
    if choice is not None and len(choice):
        return choice
    fallback = child(node, "mc:Fallback")
    return node if fallback is None else fallback


def _rows(table: etree._Element) -> list[etree._Element]:
    return _descend(table, "w:tr", lambda row: child(row, "w:trPr", "w:del") is None)


def _cells(row: etree._Element) -> list[etree._Element]:
    return _descend(row, "w:tc", lambda cell: child(cell, "w:tcPr", "w:cellDel") is None)


def _descend(
    parent: etree._Element, wanted: str, kept: Callable[[etree._Element], bool]
) -> list[etree._Element]:
    # Rows and cells may be wrapped in content controls and the like.
    found: list[etree._Element] = []
    for node in parent:
        name = kind(node)
        if name == wanted:
            if kept(node):
                found.append(node)
        elif name not in _SILENT:
            found.extend(_descend(node, wanted, kept))
    return found
