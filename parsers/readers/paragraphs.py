"""Paragraphs, cells and rows of an RTF or Word 97 story, gathered into lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.readers.table_rows import row_lines, tidy_cell

_PAGE_NUMBER = re.compile(r"(?:หน้า(?:ที่)?|page|of|จาก|[\s\d๐-๙/().:–—-])*", re.IGNORECASE)


def is_page_number(lines: list[str]) -> bool:
    """Whether a header or footer says nothing but the page."""
    return _PAGE_NUMBER.fullmatch("\n".join(lines)) is not None


@dataclass(slots=True)
class Sheet:
    """Lines in the making."""

    lines: list[str] = field(default_factory=list)
    _text: str = ""
    _cell: list[str] = field(default_factory=list)
    _row: list[list[str]] = field(default_factory=list)
    _beside: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """More of the paragraph."""
        self._text += text

    def label(self, text: str) -> None:
        """Put before what the paragraph says."""
        self._text = text + self._text

    @property
    def is_begun(self) -> bool:
        """Whether the paragraph says anything yet."""
        return bool(self._text.strip())

    def stand_beside(self, lines: list[str]) -> None:
        """A text box: before the paragraph that holds its anchor, or after it if that has begun."""
        if self._text.strip():
            self._beside += lines
        else:
            (self._cell if self._row else self.lines).extend(lines)

    def end_paragraph(self, *, in_table: bool = False, stands_in: bool = False) -> None:
        """The paragraph is full; ``stands_in`` tells that its first line starts right of the margin."""
        text, self._text = self._text, ""
        if stands_in and text.strip() and not in_table and not text.startswith(("\t", "\f")):
            text = f"\t{text}"
        (self._cell if in_table else self.lines).extend([*text.split("\n"), *self._beside])
        self._beside = []

    def end_cell(self) -> None:
        """The cell is full."""
        self.end_paragraph(in_table=True)
        self._row.append(tidy_cell(self._cell))
        self._cell = []

    def end_row(self) -> None:
        """The row is full."""
        if self._row:
            self.lines += row_lines(self._row)
        self._row = []

    def break_page(self) -> None:
        """What follows begins a page, unless a table is open."""
        if not self._row and not self._cell:
            self._text += "\f"

    def unbreak_page(self) -> None:
        """The section that begins here goes on on the same page."""
        if self._text == "\f":
            self._text = ""

    def finish(self) -> None:
        """Nothing follows."""
        if self._cell:
            self.end_cell()
        self.end_row()
        if self._text or self._beside:
            self.end_paragraph()
