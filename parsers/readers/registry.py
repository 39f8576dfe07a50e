"""The readers, the formats that hold no letters, and those that are known but not read yet.

A new reader is one module with ``read(path) -> Document`` and one line in `READERS`; if files lie in its files,
the module has ``open_container(path)`` too. Libraries are imported only when a file of the format comes along.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from parsers.document import NotLetter
from parsers.readers.probe import OLE_MAGIC, ZIP_MAGIC, Probe

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from PIL.Image import Image

    from parsers.document import Document, Member


class Target(Protocol):
    """What takes the bytes of a member."""

    def write(self, data: bytes, /) -> object:
        """Take some more bytes."""
        ...


class Container(Protocol):
    """An open file in which other files lie."""

    @property
    def members(self) -> tuple[Member, ...]:
        """The files in it, those that are no documents of their own left out."""
        ...

    def extract(self, name: str, target: Target) -> None:
        """Write the bytes of member ``name`` to ``target``, or raise `UnreadableFile`."""
        ...


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

    def open_container(self, path: Path) -> AbstractContextManager[Container]:
        """Open a file of this format that has members."""
        ...

    def picture(self, path: Path, number: int) -> tuple[Image, float]:
        """A picture of a page that must be read by OCR, and its dots an inch."""
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

    def open_container(self, path: Path) -> AbstractContextManager[Container]:
        """Open the file with the module's ``open_container``."""
        return cast("AbstractContextManager[Container]", import_module(self.module).open_container(path))

    def picture(self, path: Path, number: int) -> tuple[Image, float]:
        """The page drawn by the module's ``picture``."""
        return cast("tuple[Image, float]", import_module(self.module).picture(path, number))


@dataclass(frozen=True, slots=True)
class NoReader:
    """Stands for a format that holds no letters, and says so."""

    format: str
    reason: NotLetter
    test: Callable[[Probe], bool]

    def recognises(self, probe: Probe) -> bool:
        """Whether the content is of this format."""
        return self.test(probe)

    def read(self, path: Path) -> Document:
        """A document without pages, with the reason."""
        from parsers.document import Document

        return Document(name=path.name, format=self.format, pages=(), not_letter=self.reason)

    def open_container(self, path: Path) -> AbstractContextManager[Container]:
        """Never asked: there are no members."""
        raise NotImplementedError(self.format)

    def picture(self, path: Path, number: int) -> tuple[Image, float]:
        """Never asked: there are no pages."""
        raise NotImplementedError(self.format)


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A format that is recognised only to say what it is and what to do."""

    what: str
    thai: str
    english: str
    test: Callable[[Probe], bool]


def _starts(*magics: bytes) -> Callable[[Probe], bool]:
    return lambda probe: probe.head.startswith(magics)


def _ole(*streams: str) -> Callable[[Probe], bool]:
    return lambda probe: probe.head.startswith(OLE_MAGIC) and not probe.members.isdisjoint(streams)


def _zip(prefix: str) -> Callable[[Probe], bool]:
    return lambda probe: probe.head.startswith(ZIP_MAGIC) and any(m.startswith(prefix) for m in probe.members)


def _opendocument(kind: bytes) -> Callable[[Probe], bool]:
    # The format's rule: the first member is "mimetype", stored without compression.
    mark = b"mimetypeapplication/vnd.oasis.opendocument." + kind
    return lambda probe: probe.head.startswith(ZIP_MAGIC) and mark in probe.head[:200]


def _is_pdf(probe: Probe) -> bool:
    # Junk may stand before it, but not another format: mails and zip files hold PDFs as they are.
    if b"%PDF-" not in probe.head[:1024]:
        return False
    if probe.head.startswith((ZIP_MAGIC, OLE_MAGIC, b"{\\rt")):
        return False
    return probe.head.startswith(b"%PDF-") or not (_is_mail(probe) or _is_html(probe))


def _is_word(probe: Probe) -> bool:
    # Not word/document.xml: some writers name the main part otherwise and say so in the relations.
    return (
        probe.head.startswith(ZIP_MAGIC)
        and "[Content_Types].xml" in probe.members
        and any(m.startswith("word/") for m in probe.members)
    )


def _beginning(probe: Probe) -> bytes:
    head = probe.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()


_HTML = re.compile(rb"<(?:!doctype html|html|head|body|meta|title|style|table|div|p|br|font|center)\b")


def _is_html(probe: Probe) -> bool:
    text = _beginning(probe)
    return _HTML.match(text) is not None or (
        text.startswith((b"<?xml", b"<!--", b"<!doctype")) and b"<html" in text
    )


def _is_flat_opendocument(probe: Probe) -> bool:
    return _beginning(probe).startswith(b"<?xml") and b"office.document" in probe.head.replace(b":", b".")


def _is_outlook(probe: Probe) -> bool:
    return probe.head.startswith(OLE_MAGIC) and bool(
        probe.members & {"__nameid_version1.0", "__properties_version1.0"}
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


def _is_picture(probe: Probe) -> bool:
    head = probe.head
    return (
        head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"))
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or _is_bitmap(probe)
    )


def _is_heic(probe: Probe) -> bool:
    return probe.head[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif")


def _is_zip(probe: Probe) -> bool:
    # One whose parts say what it is, but not which of Office's formats, is no container of files.
    return (
        probe.head.startswith((ZIP_MAGIC, b"PK\x05\x06"))
        and "[Content_Types].xml" not in probe.members
        and b"mimetypeapplication/" not in probe.head[:200]
    )


def _is_media(probe: Probe) -> bool:
    head = probe.head
    if b"\0" not in head[:64]:  # a text may begin with the same letters
        return False
    return (
        head.startswith((b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"))
        or (head[:4] == b"RIFF" and head[8:12] in (b"WAVE", b"AVI "))
        or head[4:11] in (b"ftypmp4", b"ftypiso", b"ftypM4A", b"ftypM4V", b"ftypqt ", b"ftyp3gp", b"ftypavc")
    )


_SAVE_PAGE_THAI = "ถ้าในแฟ้มมีหนังสือ ให้บันทึกเป็น PDF แล้วนำเข้าใหม่"
_SAVE_PAGE = "if a letter is in it, save it as PDF and import that."
SPREADSHEET = NotLetter(
    "spreadsheet",
    thai=f"เป็นตารางคำนวณ ไม่ใช่หนังสือ {_SAVE_PAGE_THAI}",
    english=f"A spreadsheet, not a letter; {_SAVE_PAGE}",
)
PRESENTATION = NotLetter(
    "presentation",
    thai=f"เป็นสไลด์นำเสนอ ไม่ใช่หนังสือ {_SAVE_PAGE_THAI}",
    english=f"A presentation, not a letter; {_SAVE_PAGE}",
)
CALENDAR = NotLetter("calendar", thai="เป็นนัดหมายในปฏิทิน ไม่ใช่หนังสือ", english="A calendar entry, not a letter.")
CONTACT = NotLetter("contact", thai="เป็นนามบัตรอิเล็กทรอนิกส์ ไม่ใช่หนังสือ", english="A contact card, not a letter.")
MEDIA = NotLetter("media", thai="เป็นแฟ้มเสียงหรือวิดีโอ ไม่ใช่หนังสือ", english="Sound or film, not a letter.")

READERS: tuple[Reader, ...] = (
    LazyReader("pdf", "parsers.readers.pdf", _is_pdf),
    LazyReader("image", "parsers.readers.pictures", _is_picture),
    LazyReader("docx", "parsers.readers.word", _is_word),
    LazyReader("odt", "parsers.readers.opendocument", _opendocument(b"text")),
    LazyReader("odt", "parsers.readers.opendocument", _is_flat_opendocument),
    NoReader("ods", SPREADSHEET, _opendocument(b"spreadsheet")),
    NoReader("odp", PRESENTATION, _opendocument(b"presentation")),
    NoReader("xlsx", SPREADSHEET, _zip("xl/")),
    NoReader("pptx", PRESENTATION, _zip("ppt/")),
    LazyReader("zip", "parsers.readers.zip_file", _is_zip),
    LazyReader("msg", "parsers.readers.outlook", _is_outlook),
    LazyReader("doc", "parsers.readers.word97", _ole("WordDocument")),
    NoReader("xls", SPREADSHEET, _ole("Workbook", "Book")),
    NoReader("ppt", PRESENTATION, _ole("PowerPoint Document")),
    LazyReader("rtf", "parsers.readers.rtf", lambda probe: _beginning(probe).startswith(b"{\\rt")),
    NoReader("ics", CALENDAR, lambda probe: _beginning(probe).startswith(b"begin:vcalendar")),
    NoReader("vcf", CONTACT, lambda probe: _beginning(probe).startswith(b"begin:vcard")),
    NoReader("media", MEDIA, _is_media),
    LazyReader("html", "parsers.readers.html", _is_html),
    LazyReader("eml", "parsers.readers.mail", _is_mail),
)
"""Readers that know their format by its marks, in the order they are asked."""

PLAIN: Reader = LazyReader("text", "parsers.readers.plain", lambda probe: True)
"""What is left when no other format was recognised; it refuses what is not text."""

_SAVE_THAI = "ให้บันทึกเป็น .docx หรือ PDF แล้วนำเข้าใหม่"
_SAVE = "save it as .docx or PDF and try again."
_PHOTO_THAI = "ให้บันทึกเป็น .jpg แล้วนำเข้าใหม่"
_PHOTO = "save it as .jpg and try again."
_RESEND_THAI = "ให้ผู้ส่งส่งใหม่โดยแนบแฟ้มแบบปกติ (ไม่ใช่ Rich Text)"
_RESEND = "ask the sender to send it again as HTML or plain text, not as Rich Text."
_UNPACK_THAI = "ให้แตกแฟ้มออกแล้วนำเข้าแต่ละแฟ้ม"
_UNPACK = "unpack it and import the files in it."

UNSUPPORTED: tuple[Unsupported, ...] = (
    Unsupported("Office 97-2003 (OLE)", _SAVE_THAI, _SAVE, _starts(OLE_MAGIC)),
    Unsupported("OpenDocument", _SAVE_THAI, _SAVE, _opendocument(b"")),
    Unsupported("Office", _SAVE_THAI, _SAVE, _starts(ZIP_MAGIC)),
    Unsupported("Outlook (winmail.dat)", _RESEND_THAI, _RESEND, _starts(b"\x78\x9f\x3e\x22")),
    Unsupported("RAR", _UNPACK_THAI, _UNPACK, _starts(b"Rar!\x1a\x07")),
    Unsupported("7z", _UNPACK_THAI, _UNPACK, _starts(b"7z\xbc\xaf\x27\x1c")),
    Unsupported("gzip", _UNPACK_THAI, _UNPACK, _starts(b"\x1f\x8b")),
    Unsupported("GIF", _PHOTO_THAI, _PHOTO, _starts(b"GIF87a", b"GIF89a")),
    Unsupported("HEIC", _PHOTO_THAI, _PHOTO, _is_heic),
    Unsupported("XML", _SAVE_THAI, _SAVE, lambda probe: _beginning(probe).startswith(b"<?xml")),
)
"""Formats that are named in the fault; the first that fits wins."""
