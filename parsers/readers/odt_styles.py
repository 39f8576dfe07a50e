"""Styles of OpenDocument: where a paragraph begins a page or stands in, how lists are numbered, what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.readers.word_numbering import numeral
from parsers.readers.word_styles import VISIBLE_INDENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
}
_URIS = {prefix: uri for uri, prefix in _PREFIXES.items()}
_LENGTH = re.compile(r"(-?\d{0,9}\.?\d{1,9})(cm|mm|in|pt|pc|px)")
_TWIPS = {"cm": 566.9, "mm": 56.69, "in": 1440.0, "pt": 20.0, "pc": 240.0, "px": 15.0}
_CENTRED = ("center", "end", "right")
_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "๑, ๒, ๓, ...": "thaiNumbers", "ก, ข, ค, ...": "thaiLetters", "๑": "thaiNumbers", "ก": "thaiLetters",
}  # fmt: skip
_DEEPEST = 20


def local(node: etree._Element) -> str:
    """``text:p`` for the names that matter here, the bare name for others."""
    tag = node.tag
    if not isinstance(tag, str):
        return ""
    uri, _, name = tag[1:].partition("}")
    return f"{_PREFIXES[uri]}:{name}" if uri in _PREFIXES else name


def value(node: etree._Element | None, name: str) -> str | None:
    """An attribute by its name with prefix, such as ``text:style-name``."""
    if node is None:
        return None
    prefix, _, rest = name.partition(":")
    return node.get(f"{{{_URIS[prefix]}}}{rest}")


def twips(length: str | None) -> float:
    """A length in twentieths of a point, 0 for none."""
    match = _LENGTH.match(length or "")
    return float(match[1]) * _TWIPS[match[2]] if match else 0.0


class Styles:
    """The named and automatic styles of a document."""

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        # Automatic styles of the body come first: those of headers may bear the same names.
        for root in roots:
            for node in root.iter():
                name = local(node)
                if name == "style:style":
                    key = (value(node, "style:family") or "", value(node, "style:name") or "")
                    self._styles.setdefault(key, node)
                elif name == "text:list-style":
                    self._lists.setdefault(value(node, "style:name") or "", node)

    def breaks_before(self, style: str | None) -> bool:
        """Whether a paragraph of this style begins a page."""
        return self._property("paragraph", style, "style:paragraph-properties", "fo:break-before") == "page"

    def breaks_after(self, style: str | None) -> bool:
        """Whether what follows a paragraph of this style begins a page."""
        return self._property("paragraph", style, "style:paragraph-properties", "fo:break-after") == "page"

    def stands_in(self, style: str | None) -> bool:
        """Whether the first line starts visibly right of the margin: indented, centred or right-aligned."""
        align, left, first = (
            self._property("paragraph", style, "style:paragraph-properties", name)
            for name in ("fo:text-align", "fo:margin-left", "fo:text-indent")
        )
        return align in _CENTRED or twips(left) + twips(first) >= VISIBLE_INDENT

    def is_hidden(self, style: str | None) -> bool:
        """Whether characters of this style are not printed."""
        return self._property("text", style, "style:text-properties", "text:display") == "none"

    def list_of(self, style: str | None) -> str | None:
        """The list style that a paragraph style brings along."""
        node, steps = self._styles.get(("paragraph", style or "")), 0
        while node is not None and steps < _DEEPEST:
            named = value(node, "style:list-style-name")
            if named is not None:
                return named or None
            node, steps = self._parent(node, "paragraph"), steps + 1
        return None

    def level(self, list_style: str | None, level: int) -> etree._Element | None:
        """The definition of a level (from 1) of a list."""
        for node in self._lists.get(list_style or "", ()):
            if value(node, "text:level") == str(level):
                return node
        return None

    def label(self, list_style: str | None, counts: Sequence[int]) -> str:
        """The label of an item: ``counts`` are those of its level and of all above it."""
        definition = self.level(list_style, len(counts))
        if definition is None:
            return ""
        if local(definition) == "text:list-level-style-bullet":
            return f"{value(definition, 'text:bullet-char') or '•'} "
        style = value(definition, "style:num-format") or ""
        if local(definition) != "text:list-level-style-number" or not style:
            return ""
        shown = int(value(definition, "text:display-levels") or "1")
        parts = []
        for place in range(max(0, len(counts) - shown), len(counts)):
            inner = self.level(list_style, place + 1)
            parts.append(
                numeral(counts[place], _FORMATS.get(value(inner, "style:num-format") or "", "decimal"))
            )
        prefix, suffix = (value(definition, f"style:num-{end}") or "" for end in ("prefix", "suffix"))
        return f"{prefix}{'.'.join(parts)}{suffix} "

    def start(self, list_style: str | None, level: int) -> int:
        """The first number of a level."""
        try:
            return int(value(self.level(list_style, level), "text:start-value") or "1")
        except ValueError:
            return 1

    def _property(self, family: str, style: str | None, group: str, name: str) -> str | None:
        node, steps = self._styles.get((family, style or "")), 0
        while node is not None and steps < _DEEPEST:
            for properties in node:
                if local(properties) == group and (found := value(properties, name)) is not None:
                    return found
            node, steps = self._parent(node, family), steps + 1
        return None

    def _parent(self, node: etree._Element, family: str) -> etree._Element | None:
        return self._styles.get((family, value(node, "style:parent-style-name") or ""))
