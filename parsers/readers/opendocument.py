"""OpenDocument text (.odt, and .fodt in one XML file): the text as it stands on paper, straight from the XML.

Limits: those of every zip of XML (``limits``): 512 MB a file, 1 GB unpacked, 200 times its size and 64 MB a part,
200 levels of XML. Files with a password are refused. Page breaks are those that were asked for.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from parsers.document import Document
from parsers.readers import faults, limits
from parsers.readers.odt_body import Story
from parsers.readers.odt_styles import Styles, local
from parsers.readers.paragraphs import is_page_number
from parsers.readers.plain import clean, pages_from_text
from parsers.readers.word_package import DAMAGE, parse_xml

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

WHAT = "OpenDocument (.odt)"


def read(path: Path) -> Document:
    """Read an OpenDocument text: header, body, footer, notes."""
    limits.check_size(path, limits.MAX_ZIP_BYTES, WHAT)
    roots = _parts(path) if zipfile.is_zipfile(path) else [_flat(path)]
    styles = Styles(roots)
    body = next((node for root in roots for node in root.iter() if local(node) == "office:text"), None)
    if body is None:
        raise faults.damaged(WHAT)
    story = Story(styles)
    lines = story.lines(body)
    page = next((node for root in roots for node in root.iter() if local(node) == "style:master-page"), None)
    text = "\n".join(
        [*_margin(page, "style:header", styles), *lines, *_margin(page, "style:footer", styles), *story.notes]
    )
    pages = pages_from_text(clean(re.sub("\n?\f\n?", "\f", text.lstrip("\f"))))
    if not pages:
        raise faults.empty_file()
    return Document(name=path.name, format="odt", pages=pages)


def _margin(page: etree._Element | None, which: str, styles: Styles) -> list[str]:
    lines: list[str] = []
    for node in page if page is not None else ():
        if local(node) in (which, f"{which}-first"):
            found = Story(styles).lines(node)
            if not is_page_number(found) and found != lines:
                lines += found
    return lines


def _parts(path: Path) -> list[etree._Element]:
    try:
        with zipfile.ZipFile(path) as archive:
            limits.check_zip(archive, WHAT)
            names = archive.namelist()
            if "META-INF/manifest.xml" in names:
                manifest = limits.read_member(archive, "META-INF/manifest.xml", WHAT)
                if b"encryption-data" in manifest or b"encrypted-package" in manifest:
                    raise faults.encrypted(WHAT)
            if "content.xml" not in names:
                raise faults.damaged(WHAT)
            return [
                _parse(limits.read_member(archive, name, WHAT))
                for name in ("content.xml", "styles.xml")
                if name in names
            ]
    except DAMAGE as fault:
        raise faults.damaged(WHAT) from fault


def _flat(path: Path) -> etree._Element:
    limits.check_size(path, limits.MAX_XML_PART, WHAT)
    return _parse(path.read_bytes())


def _parse(data: bytes) -> etree._Element:
    return parse_xml(data, WHAT)
