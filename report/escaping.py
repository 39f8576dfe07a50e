"""Letters' own text made safe for what is written out: one line, and XML that every reader takes."""

from __future__ import annotations

import re

# Control characters (a letter could hold escape sequences) and marks that turn the direction of writing.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
# What XML 1.0 (section 2.2) knows no way to write, and what it discourages.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = "\ufffd"
# As xml.sax.saxutils does, whose import takes as long as that of all else that a command needs to start. A bare
# carriage return would be read back as a line feed.
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})


def clean(text: str) -> str:
    """``text`` in one line without control characters, each character in its old place."""
    return _CONTROLS.sub(" ", text)


def xml_text(text: str) -> str:
    """``text`` for an element or a quoted attribute; characters that XML cannot hold become U+FFFD."""
    return _NOT_XML.sub(_UNSEEN, text).translate(_XML)
