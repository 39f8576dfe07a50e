"""The text of an OpenDocument story as lines, in the order it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.readers.odt_styles import local, value
from parsers.readers.table_rows import row_lines, tidy_cell

if TYPE_CHECKING:
    from lxml import etree

    from parsers.readers.odt_styles import Styles

_SILENT = frozenset((
    "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "office:forms",
    "office:annotation", "office:annotation-end", "text:index-title-template", "office:scripts",
    "office:font-face-decls", "text:ruby-text", "text:note-citation", "desc", "title",
    "draw:object", "draw:image", "event-listeners",
))  # fmt: skip
_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
_WHITE = re.compile("[ \t\r\n]+")
_MAX_BLANKS = 1000
_MAX_REPEATED = 50
"""Rows and cells that are said to stand there many times are empty ones."""


class Story:
    """Walks one story; ``\\f`` in a line is a page break, ``\\n`` a soft line break."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counts: dict[str, list[int]] = {}
        self._boxes: list[str] = []
        self._deleted: set[str] = set()
        self._gone = ""
        """The deletion that the text is inside of, in files that keep deleted text where it was."""
        self.notes: list[str] = []
        """Foot- and endnotes met so far."""

    def lines(self, parent: etree._Element, in_cell: bool = False) -> list[str]:
        """The lines of everything in a block container."""
        out: list[str] = []
        for node in parent:
            self._block(node, out, in_cell)
        return out

    def _block(self, node: etree._Element, out: list[str], in_cell: bool) -> None:
        name = local(node)
        if name in ("text:p", "text:h"):
            out += self._paragraph(node, in_cell)
        elif name == "table:table":
            out += self._table(node)
        elif name == "text:list":
            self._list(node, out, in_cell, [])
        elif name.startswith("draw:"):
            out += self._box(node)
        elif name == "text:tracked-changes":
            for region in node:
                if any(local(change) == "text:deletion" for change in region):
                    self._deleted.add(value(region, "text:id") or "")
        elif name not in _SILENT:
            for inner in node:
                self._block(inner, out, in_cell)

    def _paragraph(self, node: etree._Element, in_cell: bool, label: str = "") -> list[str]:
        before, self._boxes = self._boxes, []
        text = label + self._inline(node).strip(" ")
        boxes, self._boxes = self._boxes, before
        style = value(node, "text:style-name")
        if in_cell:
            return [*boxes, text]
        if text.strip() and not text.startswith("\t") and self._styles.stands_in(style):
            text = f"\t{text}"
        if self._styles.breaks_before(style):
            text = f"\f{text}"
        return [*boxes, text, *(["\f"] if self._styles.breaks_after(style) else [])]

    def _inline(self, node: etree._Element) -> str:
        text = self._kept(node.text)
        for inner in node:
            name = local(inner)
            if name == "text:change-start" and value(inner, "text:change-id") in self._deleted:
                self._gone = value(inner, "text:change-id") or ""
            elif name == "text:change-end" and value(inner, "text:change-id") == self._gone:
                self._gone = ""
            elif self._gone:
                pass
            elif name in _SIGNS:
                text += _SIGNS[name]
            elif name == "text:s":
                count = value(inner, "text:c") or "1"
                text += " " * (min(int(count), _MAX_BLANKS) if count.isdecimal() else 1)
            elif name == "text:note":
                for part in inner:
                    if local(part) == "text:note-body":
                        self.notes += self.lines(part, in_cell=True)
            elif name.startswith("draw:"):
                self._boxes += self._box(inner)
            elif name not in _SILENT and not self._styles.is_hidden(value(inner, "text:style-name")):
                text += self._inline(inner)
            text += self._kept(inner.tail)
        return text

    def _kept(self, text: str | None) -> str:
        return "" if self._gone else _WHITE.sub(" ", text or "")

    def _box(self, node: etree._Element) -> list[str]:
        """The lines in a frame or shape: they never tear the paragraph that holds its anchor."""
        lines: list[str] = []
        for inner in node:
            if local(inner) in _SILENT:
                continue
            if local(inner).startswith("draw:"):
                lines += self._box(inner)
            else:
                self._block(inner, lines, True)
        return lines

    def _list(
        self, node: etree._Element, out: list[str], in_cell: bool, counts: list[int], style: str | None = None
    ) -> None:
        style = value(node, "text:style-name") or style
        level = len(counts) + 1
        goes_on = (
            value(node, "text:continue-numbering") == "true" or value(node, "text:continue-list") is not None
        )
        # Lists of one style count on when they say so; each else begins anew.
        kept = self._counts.get(f"{style}|{level}") if goes_on else None
        count = kept[0] if kept else self._styles.start(style, level) - 1
        for item in node:
            if local(item) not in ("text:list-item", "text:list-header"):
                continue
            numbered = local(item) == "text:list-item"
            if numbered:
                started = value(item, "text:start-value") or ""
                count = int(started) if started.isdecimal() else count + 1
            for inner in item:
                name = local(inner)
                if name in ("text:p", "text:h"):
                    own = style or self._styles.list_of(value(inner, "text:style-name"))
                    label = self._styles.label(own, [*counts, count]) if numbered else ""
                    out += self._paragraph(inner, in_cell, label)
                    numbered = False
                elif name == "text:list":
                    self._list(inner, out, in_cell, [*counts, count], style)
                else:
                    self._block(inner, out, in_cell)
        self._counts[f"{style}|{level}"] = [count]

    def _table(self, node: etree._Element) -> list[str]:
        out: list[str] = []
        for inner in node:
            name = local(inner)
            if name == "table:table-row":
                out += self._row(inner)
            elif name in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
                out += self._table(inner)
        return out

    def _row(self, node: etree._Element) -> list[str]:
        columns: list[list[str]] = []
        for cell in node:
            name = local(cell)
            if name not in ("table:table-cell", "table:covered-table-cell"):
                continue
            repeated = value(cell, "table:number-columns-repeated") or "1"
            lines = tidy_cell(self.lines(cell, in_cell=True)) if name == "table:table-cell" else [""]
            columns += [lines] * (min(int(repeated), _MAX_REPEATED) if repeated.isdecimal() else 1)
        return row_lines(columns)
