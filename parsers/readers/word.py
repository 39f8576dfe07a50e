"""Word files (.docx): the text as it stands on paper, read straight from the XML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.document import Document
from parsers.readers import faults
from parsers.readers.plain import pages_from_text
from parsers.readers.word_body import Story
from parsers.readers.word_numbering import Numbering
from parsers.readers.word_package import WHAT, Package, attribute, child, kind, relation_id, switched_on
from parsers.readers.word_styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

_PAGE_BREAK = re.compile("\n?\f\n?")
_PAGE_NUMBER = re.compile(r"(?:หน้า(?:ที่)?|page|of|จาก|[\s\d๐-๙/().:–—-])*", re.IGNORECASE)
_NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes"}


def read(path: Path) -> Document:
    """Read a Word file: headers, body, footers, then foot- and endnotes."""
    with Package(path) as package:
        return Document(name=path.name, format="docx", pages=pages_from_text(_text(package)))


def _text(package: Package) -> str:
    root = package.part(package.main)
    body = child(root, "w:body")
    if root is None or body is None:
        raise faults.damaged(WHAT)
    relations = package.relations(package.main)
    parts = dict(relations.values())
    styles = Styles(package.part(parts.get("styles")))
    numbering = Numbering(package.part(parts.get("numbering")))
    sections = [node for node in root.iter() if kind(node) == "w:sectPr" and not _is_former(node)]
    # How a section begins is said at its own end, which is after the next one's paragraphs.
    breaks = [attribute(child(section, "w:type")) != "continuous" for section in sections[1:]]
    story = Story(styles, numbering, breaks)
    body_lines = story.lines(body)

    def margin(family: str) -> list[str]:
        lines: list[str] = []
        for part in _margin_parts(sections, family):
            margin_root = package.part(relations.get(part, ("", ""))[1])
            if margin_root is None:
                continue
            text = Story(styles, numbering).lines(margin_root)
            if not _PAGE_NUMBER.fullmatch("\n".join(text)) and not _is_repeated(text, lines):
                lines += text
        return lines

    notes: list[str] = []
    roots = {family: package.part(parts.get(part)) for family, part in _NOTE_PARTS.items()}
    defined = {
        (f, attribute(note, "id")): note for f, root in roots.items() if root is not None for note in root
    }
    for reference in story.notes:
        if reference in defined:
            notes += Story(styles, numbering).lines(defined[reference])
    text = "\n".join([*margin("header"), *body_lines, *margin("footer"), *notes])
    text = _PAGE_BREAK.sub("\f", text)
    if not text.strip():
        raise faults.empty_file()
    return text


def _is_former(section: etree._Element) -> bool:
    # A tracked change keeps the section's former properties inside the new ones.
    parent = section.getparent()
    return parent is not None and kind(parent) == "w:sectPrChange"


def _margin_parts(sections: list[etree._Element], family: str) -> Iterator[str]:
    for wanted in ("first", "default"):
        for section in sections:
            if wanted == "first" and not switched_on(child(section, "w:titlePg")):
                continue
            for node in section:
                if kind(node) == f"w:{family}Reference" and (attribute(node, "type") or "default") == wanted:
                    name = relation_id(node)
                    if name:
                        yield name


def _is_repeated(text: list[str], lines: list[str]) -> bool:
    return any(lines[at : at + len(text)] == text for at in range(len(lines)))
