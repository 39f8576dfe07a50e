"""Plain text files: form feeds set pages apart, and nothing else is changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.document import Document, Page, page_from_text
from parsers.readers import faults, limits
from parsers.readers.text_encoding import decode

if TYPE_CHECKING:
    from pathlib import Path

_LINE_END = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MAX_JUNK = 0.1


def read(path: Path) -> Document:
    """Read a text file of any encoding Thai offices use."""
    limits.check_size(path, limits.MAX_TEXT_BYTES, "text")
    text, encoding = decode(path.read_bytes())
    # A crash leaves files padded with NULs; they say nothing about what the file is.
    text = text.rstrip("\0")
    limits.check_text(len(text), 0)
    controls = len(_CONTROL.findall(text))
    if controls + text.count("\ufffd") > _MAX_JUNK * len(text):
        raise faults.not_text()
    pages = pages_from_text(clean(text))
    if not pages:
        raise faults.empty_file()
    return Document(name=path.name, format="text", pages=pages, encoding=encoding)


def clean(text: str) -> str:
    """Line ends as ``\\n``, without control characters (tabs and form feeds stay)."""
    return _CONTROL.sub("", _LINE_END.sub("\n", text))


def pages_from_text(text: str) -> tuple[Page, ...]:
    """Pages of a text; blank ones at the end, such as a trailing form feed makes, are left out."""
    limits.check_text(len(text), text.count("\n"))
    sources = text.split("\f")
    while sources and not sources[-1].strip():
        sources.pop()
    return tuple(page_from_text(number, source) for number, source in enumerate(sources, start=1))
