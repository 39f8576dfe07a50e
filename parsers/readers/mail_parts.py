"""What an e-mail is made of: the text of its body, and the files that go with it.

Parts that are no documents are passed over: pictures that decorate (a logo in the signature), calendar entries,
contact cards, digital signatures, delivery reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from typing import TYPE_CHECKING, cast

from parsers.readers import faults
from parsers.readers.mail_text import file_name, header_text, part_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.errors import UnreadableFile

MAX_PARTS_DEEP = 50
SMALL_PICTURE = 8 * 1024
"""No scan of a page is smaller, so that an attached picture below this is a logo."""
SMALL_INLINE_PICTURE = 64 * 1024
"""Inside the text stand logos, and now and then a photographed letter, which is larger."""
_NO_DOCUMENTS = re.compile(
    r"text/(?:calendar|x-?vcalendar|v-?card|x-vcard|directory|rfc822-headers)|application/(?:ics|pgp-signature"
    r"|(?:x-)?pkcs7-signature|pgp-encrypted)|text/css|(?:text|application)/(?:x-)?javascript|font/|message/(?:delivery-status|disposition-notification|global-delivery-status)"
)
_NO_DOCUMENT_NAMES = (".ics", ".vcf", ".vcs", ".p7s", ".asc")
_CID = re.compile(r"cid:([^\"'\s>)]+)", re.IGNORECASE)
_LEAST_PLAIN = 0.3
"""A plain text shorter than this part of the HTML text says only that there is an HTML text."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with an e-mail; ``data`` gives its bytes."""

    name: str
    data: Callable[[], bytes]
    size: int | None = None
    fault: UnreadableFile | None = None


@dataclass(slots=True)
class Mail:
    """The text of an e-mail's body, and what goes with it."""

    text: str = ""
    encoding: str | None = None
    attached: list[Attached] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    texts: list[str] = field(default_factory=list)
    encoding: str | None = None
    files: list[Message] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    """Content ids of the pictures inside the text."""
    related: set[int] = field(default_factory=set)
    """Parts that belong to a page, by identity."""


def take_apart(message: Message) -> Mail:
    """The body and the attachments of a parsed message."""
    if message.get_content_type() in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        raise faults.encrypted("S/MIME")
    if message.get_content_type() == "multipart/encrypted":
        raise faults.encrypted("PGP/MIME")
    found = _Found()
    _walk(message, found, 0)
    mail = Mail("\n".join(found.texts), found.encoding)
    for part in found.files:
        attached = _attached(part, found.shown, related=id(part) in found.related)
        if attached is not None:
            mail.attached.append(attached)
            if part is found.files[-1] and _is_cut_off(message):
                # The mail ends inside its last attachment: half a file would pass for the whole.
                mail.attached[-1] = replace(attached, fault=faults.damaged("e-mail"))
    return mail


def _is_cut_off(message: Message) -> bool:
    return any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects)


def is_no_document(
    name: str, content_type: str, size: int, *, inline: bool, mark: str, shown: Sequence[str] | set[str]
) -> bool:
    """Whether a part only decorates or serves programs. ``shown`` are the ids of pictures inside the text."""
    if _NO_DOCUMENTS.match(content_type) or name.lower().endswith(_NO_DOCUMENT_NAMES):
        return True
    if content_type.startswith("image/"):
        inside = inline or (mark != "" and mark in shown)
        return size < (SMALL_INLINE_PICTURE if inside else SMALL_PICTURE)
    return False


def shown_pictures(markup: str) -> set[str]:
    """The content ids that an HTML text shows pictures of."""
    return set(_CID.findall(markup))


def _walk(part: Message, found: _Found, depth: int) -> None:
    if depth > MAX_PARTS_DEEP:
        raise faults.too_large("e-mail", f"{MAX_PARTS_DEEP} parts deep")
    content_type = part.get_content_type()
    if content_type.startswith("message/rfc822"):
        found.files.append(part)
    elif part.get_content_maintype() == "multipart":
        inner = _parts(part)
        if content_type == "multipart/alternative":
            _choose(inner, found, depth)
        else:
            for each in inner:
                if content_type == "multipart/related":
                    found.related.add(id(each))
                _walk(each, found, depth + 1)
    elif (
        content_type in ("text/plain", "text/html")
        and not _is_attached(part)
        and not isinstance(part.get_payload(), list)
    ):
        _take_text(part, found)
    else:
        found.files.append(part)


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    # A multipart that is cut off before its first boundary has a text instead of parts.
    return cast("list[Message]", payload) if isinstance(payload, list) else []


def _choose(inner: list[Message], found: _Found, depth: int) -> None:
    """Of several forms of one text the plain one, unless it only says that there is another."""
    forms = []
    for each in inner:
        form = _Found()
        _walk(each, form, depth + 1)
        found.files += form.files
        found.shown |= form.shown
        found.related |= form.related
        forms.append(form)
    forms = [form for form in forms if "".join(form.texts).strip()]
    if not forms:
        return
    sizes = [len("".join("".join(form.texts).split())) for form in forms]
    best = next(form for form, size in zip(forms, sizes, strict=True) if size >= _LEAST_PLAIN * max(sizes))
    found.texts += best.texts
    found.encoding = found.encoding or best.encoding


def _take_text(part: Message, found: _Found) -> None:
    text, encoding = part_text(part)
    if part.get_content_type() == "text/html":
        from parsers.readers.html import text_of

        found.shown |= shown_pictures(text)
        text = text_of(text)
    found.texts.append(text)
    found.encoding = found.encoding or encoding


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or file_name(part) is not None


def _attached(part: Message, shown: set[str], *, related: bool) -> Attached | None:
    name, content_type = file_name(part) or "", part.get_content_type()
    if content_type.startswith("message/rfc822"):
        return _message(part, name)
    data = _payload(part)
    mark = str(part.get("content-id", "")).strip().strip("<>")
    inline = related or part.get_content_disposition() == "inline" or (mark != "" and not name)
    if not data or is_no_document(name, content_type, len(data), inline=inline, mark=mark, shown=shown):
        return None
    return Attached(name or f"part.{content_type.rpartition('/')[2]}", lambda: data, len(data))


def _message(part: Message, name: str) -> Attached | None:
    inner = _parts(part)
    if not inner:
        return None
    message = inner[0]
    if str(part.get("content-transfer-encoding", "")).lower() in ("base64", "quoted-printable"):
        # Forbidden for messages, but some servers do it.
        wrapped = Message()
        wrapped["content-transfer-encoding"] = part["content-transfer-encoding"]
        wrapped.set_payload(message.get_payload())
        data = _payload(wrapped)
    else:
        data = message.as_bytes()
    title = name or f"{header_text(message.get('subject')) or 'message'}.eml"
    return Attached(name if name else title.replace("/", "_"), lambda: data, len(data))


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
