"""What documents call their encodings, and what is to be believed of it."""

from __future__ import annotations

import codecs
import re

from parsers.readers.text_encoding import decode

_THAI = ("windows-874", "x-windows-874", "cp874", "874", "tis-620", "tis620", "iso-8859-11", "ibm874", "dos-874",
         "x-tis-620", "tis-620-2533", "thai", "x-mac-thai")  # fmt: skip
_GUESSED = frozenset({"ascii", "iso8859-1", "cp1252"})
"""What programs write when they do not know: 8-bit text that claims to be this is looked at."""
_HIGH = re.compile(rb"[\x80-\xff]")


def codec_of(label: str | None) -> str | None:
    """Python's name of the encoding that ``label`` means, None when nobody knows it."""
    name = (label or "").strip().strip("\"'").lower().replace("_", "-")
    if name in _THAI:
        return "cp874"
    try:
        return codecs.lookup(name).name if name else None
    except (LookupError, ValueError):
        return None


def decode_declared(data: bytes, label: str | None) -> tuple[str, str]:
    """Text and encoding of ``data`` that says of itself that it is ``label``; never fails."""
    codec = codec_of(label)
    if codec is None or codec in _GUESSED or codec.startswith("utf-8"):
        return decode(data)
    if _HIGH.search(data):
        try:
            return data.decode("utf-8"), "utf-8"  # other encodings are not UTF-8 by chance
        except UnicodeDecodeError:
            pass
    try:
        return data.decode(codec), codec
    except (UnicodeDecodeError, LookupError):
        if codec == "cp874":
            return data.decode("cp874", "replace"), codec
        return decode(data)
