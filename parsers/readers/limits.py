"""What a file may cost: sizes are checked before anything is opened, so that a bomb never goes off."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from parsers.readers import faults

if TYPE_CHECKING:
    import zipfile
    from pathlib import Path

MB = 1024 * 1024
MAX_FILE_BYTES = 512 * MB
"""Of any format."""
MAX_TEXT_BYTES = 20 * MB
MAX_CHARACTERS = 5_000_000
"""In one document; a thousand pages have some two million."""
MAX_LINES = 500_000
MAX_PDF_BYTES = 512 * MB
MAX_PDF_PAGES = 5000
MAX_PICTURE_BYTES = 256 * MB
MAX_PICTURE_PIXELS = 120_000_000
"""A0 at 300 dpi is 140 million, A2 35 million; larger pictures are bombs or plans."""
MAX_PICTURE_PAGES = 1000
MAX_PAGE_PIXELS = 25_000_000
"""What a page of a PDF is drawn in at most; A4 at 300 dpi is 8.7 million."""
MAX_ZIP_BYTES = 512 * MB
MAX_ZIP_MEMBERS = 10_000
MAX_ZIP_TOTAL = 1024 * MB
MAX_ZIP_RATIO = 200
"""How far a member may expand; sound Word parts stay below 100, bombs are near 1000."""
RATIO_FREE_BYTES = 4 * MB
"""Members below this size may compress as well as they like: long empty tables do."""
MAX_XML_PART = 64 * MB
MAX_XML_DEPTH = 200
MAX_XML_NODES = 3_000_000
"""Elements and attributes: each takes more than a hundred bytes once it is taken apart, however short it is."""
MAX_MAIL_BYTES = 150 * MB
MAX_OLE_BYTES = 150 * MB
MAX_MARKUP_BYTES = 64 * MB
"""RTF and HTML: a page of pictures in RTF is some MB, its text never."""
MAX_MEMBER_BYTES = 512 * MB
"""One file inside another."""
MAX_DEPTH = 5
"""Containers within containers: ``a.zip!/b.zip!/c.txt`` lies at depth 2."""
MAX_INSIDE = 10_000
"""Files inside one file, at all depths."""
MAX_INSIDE_BYTES = 4096 * MB
"""Bytes inside one file, unpacked, at all depths."""


def check_size(path: Path, limit: int, what: str) -> None:
    """Refuse a file of more than ``limit`` bytes."""
    if os.path.getsize(path) > limit:
        raise faults.too_large(what, f"{limit // MB} MB")


def check_zip(archive: zipfile.ZipFile, what: str) -> None:
    """Refuse a zip file that is encrypted or would expand beyond measure."""
    members = archive.infolist()
    if len(members) > MAX_ZIP_MEMBERS:
        raise faults.too_large(what, f"{MAX_ZIP_MEMBERS} members")
    if sum(member.file_size for member in members) > MAX_ZIP_TOTAL:
        raise faults.too_large(what, f"{MAX_ZIP_TOTAL // MB} MB unpacked")
    for member in members:
        if member.flag_bits & 0x1:
            raise faults.encrypted(what)
        if member.file_size > RATIO_FREE_BYTES and member.file_size > MAX_ZIP_RATIO * member.compress_size:
            raise faults.too_large(what, f"{MAX_ZIP_RATIO} times its size unpacked")


def check_text(characters: int, lines: int) -> None:
    """Refuse a document with more text than can be taken apart in reasonable time."""
    if characters > MAX_CHARACTERS:
        raise faults.too_large("text", f"{MAX_CHARACTERS:,} characters")
    if lines > MAX_LINES:
        raise faults.too_large("text", f"{MAX_LINES:,} lines")


def check_markup(markup: bytes, what: str) -> None:
    """Refuse markup that is made of hardly anything but elements and attributes."""
    if markup.count(b"<") + markup.count(b'="') + markup.count(b"='") > MAX_XML_NODES:
        raise faults.too_large(what, f"{MAX_XML_NODES:,} elements")


def read_member(archive: zipfile.ZipFile, name: str, what: str, limit: int | None = None) -> bytes:
    """The bytes of one member, never more than ``limit`` whatever its header says."""
    limit = MAX_XML_PART if limit is None else limit
    with archive.open(name) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise faults.too_large(what, f"{limit // MB} MB a part")
    return data
