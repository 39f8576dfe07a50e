"""E-mails (.eml), and web pages saved with their pictures (.mht): the body as text, attachments as members.

The body is read without the head of the mail, whose subject and names belong to the mail and not to a letter.
Limits: ``limits.MAX_MAIL_BYTES`` a mail, parts at most 50 deep; encrypted mail (S/MIME, PGP) is refused. A file of
several mails (mbox) is refused with what to do.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from email.parser import BytesParser
from email.policy import Compat32
from typing import TYPE_CHECKING

from parsers.document import CONTAINER, Document, Member
from parsers.errors import UnreadableFile
from parsers.readers import faults, limits
from parsers.readers.container_names import Names
from parsers.readers.mail_parts import MAX_PARTS_DEEP, Mail, take_apart
from parsers.readers.plain import clean, pages_from_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from parsers.readers.mail_parts import Attached
    from parsers.readers.registry import Target

WHAT = "e-mail (.eml)"
_MBOX = re.compile(rb"^From \S+.*\d{4}\r?\n[\w-]+: ", re.MULTILINE)


class _AsItStands(Compat32):
    """Headers with bare 8-bit bytes keep them (as surrogates), so that their encoding can be told."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


def read(path: Path) -> Document:
    """Read an e-mail: its body, and the names of what is attached."""
    return document_of(parse_mail(path), path.name, "eml")


@contextmanager
def open_container(path: Path) -> Iterator[MailContainer]:
    """The attachments of an e-mail."""
    yield MailContainer(parse_mail(path))


def parse_mail(path: Path) -> Mail:
    """The parts of an e-mail. Raises UnreadableFile."""
    limits.check_size(path, limits.MAX_MAIL_BYTES, WHAT)
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    if data.startswith(b"From ") and len(_MBOX.findall(data)) > 1:
        raise faults.not_supported(
            "mbox", "ให้บันทึกอีเมลแต่ละฉบับเป็น .eml แล้วนำเข้าใหม่", "save each e-mail in it as .eml and try again."
        )
    try:
        return take_apart(BytesParser(policy=_AsItStands()).parsebytes(data))
    except UnreadableFile:
        raise
    except MemoryError:
        raise
    except RecursionError:
        raise faults.too_large(WHAT, f"{MAX_PARTS_DEEP} parts deep") from None
    except Exception as fault:  # the email package raises whatever a malformed mail leads to
        raise faults.damaged(WHAT) from fault


def document_of(mail: Mail, name: str, format_: str) -> Document:
    """The document of a mail that was taken apart."""
    container = MailContainer(mail)
    pages = pages_from_text(clean(mail.text).replace("\f", "\n"))
    if not pages and not container.members:
        raise faults.empty_file()
    return Document(
        name=name,
        format=format_,
        pages=pages,
        encoding=mail.encoding,
        members=container.members,
        not_letter=None if pages else CONTAINER,
    )


class MailContainer:
    """The attachments of a mail that was taken apart."""

    def __init__(self, mail: Mail) -> None:
        names = Names()
        if len(mail.attached) > limits.MAX_ZIP_MEMBERS:
            raise faults.too_large(WHAT, f"{limits.MAX_ZIP_MEMBERS:,} attachments")
        self._attached: dict[str, Attached] = {names.of(each.name): each for each in mail.attached}
        self.members = tuple(Member(name, each.size, each.fault) for name, each in self._attached.items())

    def extract(self, name: str, target: Target) -> None:
        """Write the bytes of an attachment to ``target``."""
        attached = self._attached[name]
        if attached.fault is not None:
            raise attached.fault
        target.write(attached.data())
