"""Outlook messages (.msg): the body as text, attachments as members ([MS-OXMSG], read with olefile).

The body is the plain text, else the HTML, else the packed RTF. A message inside a message becomes a member of its
own in the form of an e-mail (``subject.eml``). Limits: ``limits.MAX_OLE_BYTES`` a file, messages ``MAX_DEPTH`` deep.
extract-msg would do as well, but stands under the GPL.
"""

from __future__ import annotations

import struct
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Any

from parsers.errors import UnreadableFile
from parsers.readers import faults, limits
from parsers.readers.charsets import decode_declared
from parsers.readers.compound import is_tangled
from parsers.readers.mail import MailContainer, document_of
from parsers.readers.mail_parts import Attached, Mail, is_no_document, shown_pictures
from parsers.readers.packed_rtf import unpack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from parsers.document import Document

WHAT = "Outlook (.msg)"
_SUBJECT, _BODY, _HTML, _PACKED_RTF = 0x0037, 0x1000, 0x1013, 0x1009
_CLASS = 0x001A
_DATA, _SHORT_NAME, _LONG_NAME, _SHOWN_NAME, _TYPE, _MARK, _FLAGS = (
    0x3701,
    0x3704,
    0x3707,
    0x3001,
    0x370E,
    0x3712,
    0x3714,
)
_CODE_PAGE, _BODY_CODE_PAGE = 0x3FFD, 0x3FDE
_UNICODE, _NARROW, _BINARY, _OBJECT, _LONG = 0x001F, 0x001E, 0x0102, 0x000D, 0x0003
_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
_RENDERED_INSIDE = 0x4
_BOUNDARY = "=_saraban_"


def read(path: Path) -> Document:
    """Read an Outlook message: its body, and the names of what is attached."""
    with _open(path) as mail:
        return document_of(mail, path.name, "msg")


@contextmanager
def open_container(path: Path) -> Iterator[MailContainer]:
    """The attachments of an Outlook message."""
    with _open(path) as mail:
        yield MailContainer(mail)


@contextmanager
def _open(path: Path) -> Iterator[Mail]:
    from olefile import OleFileIO

    limits.check_size(path, limits.MAX_OLE_BYTES, WHAT)
    try:
        ole = OleFileIO(path)
    except Exception as fault:  # olefile raises whatever broken tables lead to
        raise faults.damaged(WHAT) from fault
    with ole:
        if is_tangled(ole):
            raise faults.damaged(WHAT)
        try:
            mail = _Storage(ole, ()).mail(0)
        except (UnreadableFile, MemoryError):
            raise
        except Exception as fault:
            raise faults.damaged(WHAT) from fault
        yield mail


class _Storage:
    """One message or attachment: properties, and streams named after them."""

    def __init__(self, ole: Any, path: tuple[str, ...]) -> None:
        self._ole = ole
        self._path = path

    def mail(self, depth: int) -> Mail:
        """The body and attachments of this message."""
        if str(self.text(_CLASS) or "").upper().startswith("IPM.NOTE.SMIME") and not self.text(_BODY):
            raise faults.encrypted("S/MIME")
        text, markup = self.text(_BODY) or "", self._markup()
        if not text.strip() and markup:
            from parsers.readers.html import text_of

            text = text_of(markup)
        if not text.strip() and (packed := self.data(_PACKED_RTF)):
            from parsers.readers.rtf import text_of as rtf_text_of

            text = rtf_text_of(unpack(packed))[0]
        mail = Mail(text)
        shown = shown_pictures(markup)
        for storage in self._attachments():
            attached = storage.attached(shown, depth)
            if attached is not None:
                mail.attached.append(attached)
        return mail

    def attached(self, shown: set[str], depth: int) -> Attached | None:
        """This attachment, unless it is no document."""
        name = self.text(_LONG_NAME) or self.text(_SHORT_NAME) or self.text(_SHOWN_NAME) or ""
        inner = (*self._path, _stream(_DATA, _OBJECT))
        if self._ole.exists([*inner]) and self._ole.get_type([*inner]) == 1:  # a storage
            return self._message(inner, name, depth)
        data = self.data(_DATA)
        mark = self.text(_MARK) or ""
        kind = (self.text(_TYPE) or "").lower() or _picture_type(data or b"")
        inline = bool(self.number(_FLAGS) & _RENDERED_INSIDE)
        if not data or is_no_document(name, kind, len(data), inline=inline, mark=mark, shown=shown):
            return None
        return Attached(name or "attachment", lambda: data, len(data))

    def _message(self, inner: tuple[str, ...], name: str, depth: int) -> Attached | None:
        storage = _Storage(self._ole, inner)
        if not self._ole.exists([*inner, _PROPERTIES]):
            return None  # an object of another program (OLE), not a message
        title = f"{(storage.text(_SUBJECT) or name or 'message').replace('/', '_')}.eml"
        if depth >= limits.MAX_DEPTH:
            return Attached(title, bytes, fault=faults.too_deep(limits.MAX_DEPTH))
        data = _as_mail(storage.mail(depth + 1), storage.text(_SUBJECT) or "", depth)
        return Attached(title, lambda: data, len(data))

    # Properties

    def text(self, property_: int) -> str | None:
        """A property that is text, in Unicode or in the message's code page."""
        data = self._read(_stream(property_, _UNICODE))
        if data is not None:
            return data.decode("utf-16-le", "replace").rstrip("\0")
        data = self._read(_stream(property_, _NARROW))
        if data is None:
            return None
        return decode_declared(data.rstrip(b"\0"), self._code_page(_CODE_PAGE))[0]

    def data(self, property_: int) -> bytes | None:
        """A property that is bytes."""
        return self._read(_stream(property_, _BINARY))

    def number(self, property_: int) -> int:
        """A property that is a number, 0 if it is not there."""
        data = self._read(_PROPERTIES) or b""
        wanted = struct.pack("<HH", _LONG, property_)
        for at in range(len(data) % 16, len(data) - 15, 16):
            if data[at : at + 4] == wanted:
                return int(struct.unpack_from("<i", data, at + 8)[0])
        return 0

    def _markup(self) -> str:
        data = self.data(_HTML)
        if data is None:
            return self.text(_HTML) or ""
        from parsers.readers.html import decode_page

        return decode_page(data, self._code_page(_BODY_CODE_PAGE))[0]

    def _code_page(self, property_: int) -> str | None:
        # Attachments say nothing of it themselves.
        number = self.number(property_) or _Storage(self._ole, ()).number(property_)
        return {0: None, 65001: "utf-8"}.get(number, f"cp{number}")

    def _read(self, stream: str) -> bytes | None:
        path = [*self._path, stream]
        if not self._ole.exists(path) or self._ole.get_type(path) != 2:
            return None
        return bytes(self._ole.openstream(path).read())

    def _attachments(self) -> Iterator[_Storage]:
        depth = len(self._path)
        names = {
            entry[depth]
            for entry in self._ole.listdir(streams=True, storages=True)
            if len(entry) > depth
            and tuple(entry[:depth]) == self._path
            and entry[depth].startswith(_ATTACHMENT)
        }
        for name in sorted(names):
            yield _Storage(self._ole, (*self._path, name))


def _stream(property_: int, type_: int) -> str:
    return f"__substg1.0_{property_:04X}{type_:04X}"


def _picture_type(data: bytes) -> str:
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")):
        return "image/unknown"
    return ""


def _as_mail(mail: Mail, subject: str, depth: int) -> bytes:
    """A message inside a message as the bytes of an e-mail, the same whenever it is made."""
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message["Subject"] = " ".join(subject.split())
    message.set_content(mail.text or "\n", charset="utf-8", cte="base64")
    for attached in mail.attached:
        main, sub = (
            ("message", "rfc822") if attached.name.endswith(".eml") else ("application", "octet-stream")
        )
        if main == "message":
            main, sub = "application", "octet-stream"  # as a file, so that its bytes stay what they are
        message.add_attachment(attached.data(), maintype=main, subtype=sub, filename=attached.name)
    if message.is_multipart():
        message.set_boundary(f"{_BOUNDARY}{depth}")
    return message.as_bytes(policy=SMTP)
