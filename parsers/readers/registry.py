"""The readers, and the formats that are known but not read yet.

A new reader is one module with ``read(path) -> Document`` and one line in `READERS`; its libraries are
imported only when a file of its format comes along.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from parsers.readers.probe import OLE_MAGIC, ZIP_MAGIC, Probe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from parsers.document import Document


class Reader(Protocol):
    """Turns files of one format into documents."""

    @property
    def format(self) -> str:
        """The format's name, as it stands in `Document.format`."""
        ...

    def recognises(self, probe: Probe) -> bool:
        """Whether the content (not the name) is of this format."""
        ...

    def read(self, path: Path) -> Document:
        """Read a file of this format, or raise `UnreadableFile`."""
        ...


@dataclass(frozen=True, slots=True)
class LazyReader:
    """A reader whose module is imported at its first file."""

    format: str
    module: str
    test: Callable[[Probe], bool]

    def recognises(self, probe: Probe) -> bool:
        """Whether the content is of this format."""
        return self.test(probe)

    def read(self, path: Path) -> Document:
        """Read the file with the module's ``read``."""
        return cast("Document", import_module(self.module).read(path))


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A format that is recognised only to say what it is and what to do."""

    what: str
    thai: str
    english: str
    test: Callable[[Probe], bool]


def _starts(*magics: bytes) -> Callable[[Probe], bool]:
    return lambda probe: probe.head.startswith(magics)


def _ole(stream: str) -> Callable[[Probe], bool]:
    return lambda probe: probe.head.startswith(OLE_MAGIC) and stream in probe.members


def _zip(prefix: str) -> Callable[[Probe], bool]:
    return lambda probe: probe.head.startswith(ZIP_MAGIC) and any(m.startswith(prefix) for m in probe.members)


def _opendocument(kind: bytes) -> Callable[[Probe], bool]:
    # The format's rule: the first member is "mimetype", stored without compression.
    mark = b"mimetypeapplication/vnd.oasis.opendocument." + kind
    return lambda probe: probe.head.startswith(ZIP_MAGIC) and mark in probe.head[:200]


def _is_pdf(probe: Probe) -> bool:
    return b"%PDF-" in probe.head[:1024]


def _is_word(probe: Probe) -> bool:
    # Not word/document.xml: some writers name the main part otherwise and say so in the relations.
    return (
        probe.head.startswith(ZIP_MAGIC)
        and "[Content_Types].xml" in probe.members
        and any(m.startswith("word/") for m in probe.members)
    )


def _beginning(probe: Probe) -> bytes:
    return probe.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()


def _is_html(probe: Probe) -> bool:
    text = _beginning(probe)
    return text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        text.startswith((b"<?xml", b"<!--")) and b"<html" in text
    )


_MAIL_FIELD = re.compile(
    rb"(?:return-path|received|delivered-to|message-id|mime-version|x-[\w-]+|from|date|to): ?\S"
)
_MAIL_PROOF = re.compile(rb"^(?:received|message-id|mime-version|return-path):", re.MULTILINE)


def _is_mail(probe: Probe) -> bool:
    text = probe.head.removeprefix(b"\xef\xbb\xbf").lower()
    if text.startswith(b"from ") and _MAIL_PROOF.search(text):
        return True
    head = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
    return _MAIL_FIELD.match(head) is not None and _MAIL_PROOF.search(head) is not None


def _is_bitmap(probe: Probe) -> bool:
    return probe.head.startswith(b"BM") and probe.head[6:10] == b"\0\0\0\0" and len(probe.head) > 26


def _is_webp_or_heic(probe: Probe) -> bool:
    head = probe.head
    return (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:12] in (
        b"ftypheic",
        b"ftypmif1",
        b"ftypavif",
    )


READERS: tuple[Reader, ...] = (
    LazyReader("pdf", "parsers.readers.pdf", _is_pdf),
    LazyReader("docx", "parsers.readers.word", _is_word),
)
"""Readers that know their format by its marks, in the order they are asked."""

PLAIN: Reader = LazyReader("text", "parsers.readers.plain", lambda probe: True)
"""What is left when no other format was recognised; it refuses what is not text."""

_SAVE_THAI = "ให้บันทึกเป็น .docx หรือ PDF แล้วนำเข้าใหม่"
_SAVE = "save it as .docx or PDF and try again."
_SCAN_THAI = "ภาพสแกนจะอ่านได้ในรุ่นต่อไป ให้ใช้แฟ้มต้นฉบับ .docx หรือ PDF ที่มีข้อความ"
_SCAN = "scans are read from a later version; use the original .docx or a PDF with text."
_UNPACK_THAI = "ให้แตกแฟ้มออกแล้วนำเข้าแต่ละแฟ้ม"
_UNPACK = "unpack it and import the files in it."

UNSUPPORTED: tuple[Unsupported, ...] = (
    Unsupported("Word 97-2003 (.doc)", _SAVE_THAI, _SAVE, _ole("WordDocument")),
    Unsupported("Excel 97-2003 (.xls)", _SAVE_THAI, _SAVE, _ole("Workbook")),
    Unsupported("PowerPoint 97-2003 (.ppt)", _SAVE_THAI, _SAVE, _ole("PowerPoint Document")),
    Unsupported("Outlook (.msg)", _SAVE_THAI, _SAVE, _ole("__nameid_version1.0")),
    Unsupported("Office 97-2003 (OLE)", _SAVE_THAI, _SAVE, _starts(OLE_MAGIC)),
    Unsupported("Excel (.xlsx)", _SAVE_THAI, _SAVE, _zip("xl/")),
    Unsupported("PowerPoint (.pptx)", _SAVE_THAI, _SAVE, _zip("ppt/")),
    Unsupported("OpenDocument (.odt)", _SAVE_THAI, _SAVE, _opendocument(b"text")),
    Unsupported("OpenDocument", _SAVE_THAI, _SAVE, _opendocument(b"")),
    Unsupported("ZIP", _UNPACK_THAI, _UNPACK, _starts(ZIP_MAGIC, b"PK\x05\x06")),
    Unsupported("RAR", _UNPACK_THAI, _UNPACK, _starts(b"Rar!\x1a\x07")),
    Unsupported("7z", _UNPACK_THAI, _UNPACK, _starts(b"7z\xbc\xaf\x27\x1c")),
    Unsupported("gzip", _UNPACK_THAI, _UNPACK, _starts(b"\x1f\x8b")),
    Unsupported("PNG", _SCAN_THAI, _SCAN, _starts(b"\x89PNG\r\n\x1a\n")),
    Unsupported("JPEG", _SCAN_THAI, _SCAN, _starts(b"\xff\xd8\xff")),
    Unsupported("TIFF", _SCAN_THAI, _SCAN, _starts(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    Unsupported("GIF", _SCAN_THAI, _SCAN, _starts(b"GIF87a", b"GIF89a")),
    Unsupported("BMP", _SCAN_THAI, _SCAN, _is_bitmap),
    Unsupported("WebP/HEIC", _SCAN_THAI, _SCAN, _is_webp_or_heic),
    Unsupported("RTF", _SAVE_THAI, _SAVE, _starts(b"{\\rtf")),
    Unsupported("HTML", _SAVE_THAI, _SAVE, _is_html),
    Unsupported("XML", _SAVE_THAI, _SAVE, lambda probe: _beginning(probe).startswith(b"<?xml")),
    Unsupported("e-mail (.eml)", _SAVE_THAI, _SAVE, _is_mail),
)
"""Formats that are named in the fault; the first that fits wins."""
