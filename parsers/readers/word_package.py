"""The parts of a Word file: a zip of XML, opened with the limits on."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from parsers.readers import faults, limits

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

WHAT = "Word (.docx)"

_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
_W = tuple(uri for uri, prefix in _NAMESPACES.items() if prefix == "w")
_RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the zip module raises on broken members."""


class _Names(dict[str, str]):
    def __missing__(self, tag: str) -> str:
        uri, _, local = tag[1:].partition("}")
        prefix = _NAMESPACES.get(uri)
        name = f"{prefix}:{local}" if prefix else local if tag[0] == "{" else tag
        self[tag] = name
        return name


_names = _Names()


def kind(element: etree._Element) -> str:
    """``w:p`` for a paragraph in either dialect of the format; the bare name outside w, m and mc."""
    tag = element.tag
    return _names[tag] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str = "val") -> str | None:
    """A ``w:`` attribute of an element that may be absent."""
    if element is None:
        return None
    for uri in _W:
        value = element.get(f"{{{uri}}}{name}")
        if value is not None:
            return value
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of child kinds such as ``"w:pPr", "w:numPr"``."""
    for step in path:
        if element is None:
            return None
        element = next((node for node in element if kind(node) == step), None)
    return element


def switched_on(element: etree._Element | None) -> bool | None:
    """The value of an on/off element such as ``w:vanish``; None when it is absent."""
    if element is None:
        return None
    return attribute(element) not in ("0", "false", "off")


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """A whole number in an attribute, None when it is absent or no number."""
    value = attribute(element, name)
    try:
        return int(float(value)) if value else None
    except (ValueError, OverflowError):
        return None


def relation_id(element: etree._Element) -> str | None:
    """The ``r:id`` of a reference to another part."""
    return next((value for name in _RELATION_IDS if (value := element.get(name))), None)


def parse_xml(data: bytes, what: str = WHAT) -> etree._Element:
    """XML without entities, DTD and network, and of bounded depth."""
    limits.check_markup(data, what)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise faults.damaged(what) from fault
    if root.getroottree().docinfo.internalDTD is not None:
        # No office file has a document type; one that has wants entities expanded.
        raise faults.damaged(what)
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.MAX_XML_DEPTH:
            raise faults.too_large(what, f"{limits.MAX_XML_DEPTH} levels")
    return root


class Package:
    """An open Word file; use it in a ``with`` block."""

    def __init__(self, path: Path) -> None:
        limits.check_size(path, limits.MAX_ZIP_BYTES, WHAT)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
            raise faults.damaged(WHAT) from fault
        try:
            limits.check_zip(self._zip, WHAT)
            self._names = frozenset(self._zip.namelist())
            self.main = self._find_main()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind_: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def part(self, name: str | None) -> etree._Element | None:
        """The root of a part, None when there is no such part."""
        if name not in self._names or name is None:
            return None
        try:
            data = limits.read_member(self._zip, name, WHAT)
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
            ValueError,
        ) as fault:
            raise faults.damaged(WHAT) from fault
        except zipfile.zlib.error as fault:  # type: ignore[attr-defined]
            raise faults.damaged(WHAT) from fault
        return parse_xml(data)

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """The relations of a part: id → (type's last word, target part)."""
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for node in root if root is not None else ():
            target = node.get("Target", "")
            if node.get("TargetMode") == "External" or not target:
                continue
            part = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            found[node.get("Id", "")] = (node.get("Type", "").rsplit("/", 1)[-1], part)
        return found

    def _find_main(self) -> str:
        for relation, part in self.relations("").values():
            if relation == "officeDocument" and part in self._names:
                return part
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise faults.damaged(WHAT)
