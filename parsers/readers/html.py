"""Web pages and what word processors save as such: the text as it is shown, line by line.

The encoding is that of a byte order mark, else the declared one where the bytes agree (``windows-874`` and
``tis-620`` are the same), else the one that the bytes look like. Limits: ``limits.MAX_MARKUP_BYTES`` a page. Scripts,
styles and what is hidden or struck out as deleted are left out; pictures have no text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from parsers.document import Document
from parsers.readers import faults, limits
from parsers.readers.charsets import decode_declared
from parsers.readers.plain import clean, pages_from_text
from parsers.readers.table_rows import row_lines, tidy_cell
from parsers.readers.word_numbering import numeral
from parsers.readers.word_styles import VISIBLE_INDENT

if TYPE_CHECKING:
    from pathlib import Path

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding=["']([\w.:-]+)""", re.I
)
_SKIPPED = frozenset(
    ("head", "script", "style", "template", "noscript", "del", "object", "svg", "select", "textarea")
)
_BLOCKS = frozenset((
    "html", "body", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt",
    "dd", "table", "thead", "tbody", "tfoot", "caption", "pre", "blockquote", "center", "form",
    "section", "article", "header", "footer", "nav", "main", "aside", "address", "figure",
    "figcaption", "fieldset", "hr",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_PAGE_BREAK = re.compile(r"(?:page-)?break-before\s*:\s*(?:always|page|left|right)", re.I)
_INDENT = re.compile(r"(?:text-indent|margin-left)\s*:\s*(\d*\.?\d*)\s*(pt|px|cm|mm|in|em)", re.I)
_CENTRED = re.compile(r"text-align\s*:\s*(?:center|right)", re.I)
_POINTS = {"pt": 1.0, "px": 0.75, "cm": 28.3, "mm": 2.83, "in": 72.0, "em": 12.0}
_ENDS = re.compile("[\r\n]")
_TABS = re.compile(r"mso-tab-count\s*:\s*(\d)", re.I)
_WHITE = re.compile("[ \t\r\n\f]+")
_LIST_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(thai|decimal|lower-alpha|upper-alpha|lower-roman|upper-roman|none)\b"
)
_NUMERALS = {
    "thai": "thaiNumbers",
    "decimal": "decimal",
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
_LAYOUT_LINES = 10
"""Cells of more lines stand one after the other: such tables lay out a page and list nothing."""


def read(path: Path) -> Document:
    """Read a web page."""
    limits.check_size(path, limits.MAX_MARKUP_BYTES, "HTML")
    data = path.read_bytes()
    markup, encoding = decode_page(data)
    pages = pages_from_text(text_of(markup))
    if not pages:
        raise faults.empty_file()
    return Document(name=path.name, format="html", pages=pages, encoding=encoding)


def decode_page(data: bytes, label: str | None = None) -> tuple[str, str]:
    """The characters of a page, and their encoding: ``label`` if whoever sent the page said so, or what it says."""
    if label is None and (declared := _DECLARED.search(data[:4096])):
        label = next(filter(None, declared.groups())).decode("ascii")
    return decode_declared(data, label)


def text_of(markup: str) -> str:
    """The text that a browser shows of ``markup``, ``\\f`` where a new page is asked for."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    data = markup.encode("utf-8", "replace").replace(b"\0", b"")
    limits.check_markup(data, "HTML")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise faults.damaged("HTML") from fault
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # What lies deeper than the library goes is dropped without a word.
        raise faults.too_large("HTML", "2,048 levels")
    if root is None:
        return ""
    writer = _Writer()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            if _is_shown(node):
                writer.start(node)
            if not _is_shown(node) or _TABS.search(node.get("style", "")):
                walk.skip_subtree()
        else:
            if _is_shown(node):
                writer.end(node)
            if node is not root:
                writer.add(node.tail)
    return re.sub("\n?\f\n?", "\f", clean("\n".join(writer.finish())))


def _is_shown(node: etree._Element) -> bool:
    return (
        node.tag not in _SKIPPED and not _HIDDEN.search(node.get("style", "")) and node.get("hidden") is None
    )


class _Writer:
    """Puts text into lines; a cell of a table is a sheet of its own until its row is full."""

    def __init__(self) -> None:
        self._sheets: list[list[str]] = [[]]
        self._rows: list[list[list[str]]] = []
        self._lists: list[tuple[str, int]] = []
        self._line = ""
        self._started = False
        self._preserved = 0
        self._labelled = False
        """Whether the line says nothing yet but the number of an item."""

    def start(self, node: etree._Element) -> None:
        tag, style = str(node.tag), node.get("style", "")
        if _PAGE_BREAK.search(style) and len(self._sheets) == 1:
            self._end_line()
            self._sheets[-1].append("\f")
        tabs = _TABS.search(style)
        if tabs:  # Word's pages put blanks for a tab, and say so
            self._line += "\t" * int(tabs[1])
        if tag == "br":
            self._end_line(always=True)
        elif tag in ("td", "th") and self._rows:
            self._end_line()
            self._sheets.append([])
        elif tag == "tr":
            self._end_line()
            self._rows.append([])
        elif tag in _BLOCKS:
            if not self._labelled or tag == "li":
                self._end_line()
            self._begin_block(node, tag, style)
        if not tabs:
            self.add(node.text)

    def end(self, node: etree._Element) -> None:
        tag = str(node.tag)
        if tag in ("td", "th") and self._rows and len(self._sheets) > 1:
            self._end_line()
            self._rows[-1].append(tidy_cell(self._sheets.pop()))
        elif tag == "tr":
            self._end_line()
            self._end_row()
        elif tag in _BLOCKS:
            # An empty paragraph is a blank line.
            self._end_line(always=tag == "p" and self._started)
            if tag == "pre":
                self._preserved -= 1
            elif tag in ("ol", "ul") and self._lists:
                self._lists.pop()

    def add(self, text: str | None) -> None:
        if not text:
            return
        self._labelled = self._labelled and not text.strip()
        if self._preserved:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._line += first
            for other in others:
                self._end_line(always=True)
                self._line = other
            return
        # A tab on the line is what a word processor left of its own; one after a line's end is the page's layout.
        folded = _WHITE.sub(
            lambda match: "\t" if "\t" in match[0] and not _ENDS.search(match[0]) else " ", text
        )
        if not self._line or self._line[-1] in " \t":
            folded = folded.removeprefix(" ")
        self._line += folded

    def finish(self) -> list[str]:
        """All lines; what an unclosed table still holds comes last."""
        self._end_line()
        while self._rows:
            while len(self._sheets) > 1 and self._rows:
                self._rows[-1].append(tidy_cell(self._sheets.pop()))
            self._end_row()
        return self._sheets[0]

    def _begin_block(self, node: etree._Element, tag: str, style: str) -> None:
        self._started = tag == "p"
        if _stands_in(node, style) and len(self._sheets) == 1 and not self._labelled:
            self._line = "\t"
        if tag == "pre":
            self._preserved += 1
        elif tag in ("ol", "ul"):
            named = _LIST_STYLE.search(style)
            kind = (
                "•" if tag == "ul" else _NUMERALS.get(named[1] if named else node.get("type", "1"), "decimal")
            )
            self._lists.append((kind, _whole(node.get("start"), 1)))
        elif tag == "li" and self._lists:
            kind, count = self._lists[-1]
            count = _whole(node.get("value"), count)
            self._line = "• " if kind == "•" else f"{numeral(count, kind)}. "
            self._lists[-1] = (kind, count + 1)
            self._labelled = True

    def _end_line(self, *, always: bool = False) -> None:
        line = self._line.rstrip(" ")
        if line.strip("\t") or always:
            self._sheets[-1].append(line.replace("\xa0", " ").rstrip())
        self._line, self._started, self._labelled = "", False, False

    def _end_row(self) -> None:
        if not self._rows:
            return
        columns = self._rows.pop()
        if sum(len(column) > _LAYOUT_LINES for column in columns) > 1:
            self._sheets[-1] += [line for column in columns for line in column]
        elif columns:
            self._sheets[-1] += row_lines(columns)


def _stands_in(node: etree._Element, style: str) -> bool:
    """Whether the first line starts visibly right of the margin: indented, centred or right-aligned."""
    if _CENTRED.search(style) or node.get("align", "").lower() in ("center", "right") or node.tag == "center":
        return True
    indents = _INDENT.findall(style)
    return (
        sum(float(f"0{value.strip('.')}") * _POINTS[unit.lower()] for value, unit in indents) * 20
        >= VISIBLE_INDENT
    )


def _whole(value: str | None, otherwise: int) -> int:
    try:
        return int(value) if value else otherwise
    except ValueError:
        return otherwise
