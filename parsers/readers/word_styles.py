"""What a Word paragraph inherits: indent, alignment, list and hiddenness along its chain of styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.readers.word_package import attribute, child, kind, number, switched_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_CENTRED = frozenset({"center", "right", "end"})
_MAX_CHAIN = 20
VISIBLE_INDENT = 360
"""Twips (1/20 point) from which an indent is a layout cue; a quarter of an inch."""


class Styles:
    """The styles of a document, and what they mean for one paragraph or run."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._defaults: dict[str, etree._Element] = {}
        self._doc_defaults = child(root, "w:docDefaults", "w:pPrDefault", "w:pPr")
        for node in root if root is not None else ():
            name = attribute(node, "styleId")
            if kind(node) != "w:style" or name is None:
                continue
            self._styles[name] = node
            if attribute(node, "default") in ("1", "true", "on"):
                self._defaults[attribute(node, "type") or "paragraph"] = node

    def is_hidden(self, run_properties: etree._Element | None, paragraph: etree._Element | None) -> bool:
        """Whether a run's text is hidden, by itself, its character style or its paragraph's style."""
        hidden = switched_on(child(run_properties, "w:vanish"))
        if hidden is None and run_properties is not None:
            hidden = self._style_vanish(attribute(child(run_properties, "w:rStyle")), "character")
        if hidden is None:
            hidden = self._style_vanish(attribute(child(paragraph, "w:pStyle")), "paragraph")
        return bool(hidden)

    def list_of(self, paragraph: etree._Element | None) -> tuple[str, int] | None:
        """The list a paragraph belongs to: (numId, level)."""
        num_id: str | None = None
        level: int | None = None
        for properties in self._properties(paragraph):
            num_id = num_id or attribute(child(properties, "w:numPr", "w:numId"))
            if level is None:
                level = number(child(properties, "w:numPr", "w:ilvl"))
        return (num_id, level or 0) if num_id and num_id != "0" else None

    def stands_in(self, paragraph: etree._Element | None, list_level: etree._Element | None) -> bool:
        """Whether the first line starts visibly right of the margin: indented, centred or right-aligned."""
        sources = list(self._properties(paragraph))
        if list_level is not None:
            # A list's own indent beats the styles', and the paragraph's own beats both.
            sources.insert(1 if paragraph is not None else 0, list_level)
        alignment = next((v for p in sources if (v := attribute(child(p, "w:jc"))) is not None), None)
        if alignment in _CENTRED:
            return True
        left = self._indent(sources, "left", "start") or 0
        first = self._indent(sources, "firstLine")
        hanging = self._indent(sources, "hanging")
        return left + (first or 0) - (hanging or 0 if first is None else 0) >= VISIBLE_INDENT

    def breaks_before(self, paragraph: etree._Element | None) -> bool:
        """Whether the paragraph asks for a new page."""
        for properties in self._properties(paragraph):
            value = switched_on(child(properties, "w:pageBreakBefore"))
            if value is not None:
                return value
        return False

    def _properties(self, paragraph: etree._Element | None) -> Iterator[etree._Element]:
        if paragraph is not None:
            yield paragraph
        for style in self._chain(attribute(child(paragraph, "w:pStyle")), "paragraph"):
            properties = child(style, "w:pPr")
            if properties is not None:
                yield properties
        if self._doc_defaults is not None:
            yield self._doc_defaults

    def _chain(self, name: str | None, family: str) -> Iterator[etree._Element]:
        style = self._styles.get(name) if name else self._defaults.get(family)
        for _ in range(_MAX_CHAIN):
            if style is None:
                return
            yield style
            style = self._styles.get(attribute(child(style, "w:basedOn")) or "")

    def _style_vanish(self, name: str | None, family: str) -> bool | None:
        if name is None:
            return None
        for style in self._chain(name, family):
            value = switched_on(child(style, "w:rPr", "w:vanish"))
            if value is not None:
                return value
        return None

    @staticmethod
    def _indent(sources: list[etree._Element], *names: str) -> int | None:
        for properties in sources:
            node = child(properties, "w:ind")
            for name in names:
                value = number(node, name)
                if value is not None:
                    return value
        return None
