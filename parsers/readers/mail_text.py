"""Header words and bodies of e-mails as text, whatever encodings mail programs have put them into."""

from __future__ import annotations

import re
from email.header import decode_header
from email.utils import collapse_rfc2231_value
from typing import TYPE_CHECKING

from parsers.readers.charsets import decode_declared
from parsers.readers.text_encoding import decode

if TYPE_CHECKING:
    from email.message import Message

_FOLDS = re.compile(r"[\r\n]+[ \t]?")


def header_text(value: object) -> str:
    """A header as a person reads it: RFC 2047 words decoded, bare 8-bit Thai too; never fails."""
    text = _FOLDS.sub(" ", _raw(value))
    if "=?" not in text:
        return text.strip()
    try:
        parts = decode_header(text)
    except Exception:  # the header module raises what bad base64 leads to
        return text.strip()
    # A word may be cut inside a character: neighbours of one encoding are put together first.
    joined: list[tuple[bytes | str, str | None]] = []
    for part, charset in parts:
        last = joined[-1] if joined else None
        if last and isinstance(part, bytes) and isinstance(last[0], bytes) and charset == last[1]:
            joined[-1] = (last[0] + part, charset)
        else:
            joined.append((part, charset))
    return "".join(
        part if isinstance(part, str) else decode_declared(part, charset)[0] for part, charset in joined
    ).strip()


def _raw(value: object) -> str:
    # The parser keeps 8-bit bytes as surrogates.
    data = str(value or "").encode("utf-8", "surrogateescape")
    return decode(data)[0] if any(byte > 0x7F for byte in data) else data.decode("ascii")


def file_name(part: Message) -> str | None:
    """The name that an attachment was given, by RFC 2231, RFC 2047 or neither."""
    for header, name in (("content-disposition", "filename"), ("content-type", "name")):
        value = part.get_param(name, None, header)
        if value is None:
            continue
        if isinstance(value, tuple):
            charset, _, text = value
            if charset and text:
                return decode_declared(text.encode("latin-1", "replace"), charset)[0]
            value = collapse_rfc2231_value(value)
        found = header_text(value)
        if found:
            return found
    return None


def part_text(part: Message) -> tuple[str, str]:
    """The text of a text part, and its encoding."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    label = part.get_content_charset()
    if part.get_content_type() == "text/html":
        from parsers.readers.html import decode_page

        return decode_page(data, label)
    return decode_declared(data, label)
