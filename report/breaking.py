"""Where a line of Thai may be broken, and how wide it is in print."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from index.dictionary import segment

if TYPE_CHECKING:
    from collections.abc import Iterator

# Short names with dots (พ.ศ., มี.ค.) are one piece, like all that is neither Thai letters nor blanks.
_PIECES = re.compile(r"(?:[\u0e01-\u0e4e]{1,4}\.){2,}|(?P<thai>[\u0e01-\u0e4e]+)|\s+|[^\s\u0e01-\u0e4e]+")
_NEVER_FIRST = frozenset("ๆฯ)]}”’»,.;:!?/") | {
    chr(code) for code in (*range(0x0E30, 0x0E3B), *range(0x0E45, 0x0E4F))
}
_NEVER_LAST = frozenset("([{“‘«")
_MARKS = frozenset(
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
_NARROW = frozenset("เแโใไาะๅิ1.,:;/|!'()[] iljtfrI")


def words(line: str) -> Iterator[str]:
    """What must stay in one line: words with the blanks and closing marks after them and opening ones before."""
    pieces: list[str] = []
    for match in _PIECES.finditer(line):
        pieces += segment(match.group()) if match["thai"] else (match.group(),)
    word = ""
    for piece, following in pairwise([*pieces, ""]):
        word += piece
        joined = following[:1] in _NEVER_FIRST or following[:1].isspace() or piece[-1:] in _NEVER_LAST
        if not (following and joined):
            yield word
            word = ""


def width_of(text: str) -> float:
    """About how wide ``text`` is, in ems of a common Thai sans-serif; rather too wide than too narrow."""
    return sum(0.0 if char in _MARKS else 0.42 if char in _NARROW else 0.64 for char in text)


def in_lines(text: str, width: float, most: int) -> list[str]:
    """``text`` in at most ``most`` lines of ``width`` ems, broken between words; what is cut off ends in ``…``."""
    made: list[str] = [""]
    for word in words(" ".join(text.split())):
        if width_of(made[-1] + word.rstrip()) <= width:
            made[-1] += word
        elif len(made) < most and made[-1]:
            made.append(_cut(word, width))
        else:
            made[-1] = _cut(made[-1] + word, width, always=True)
            break
    return [line.strip() for line in made if line.strip()]


def _cut(text: str, width: float, *, always: bool = False) -> str:
    """The start of ``text`` that fits, with ``…`` where something was left off."""
    if not always and width_of(text) <= width:
        return text
    end, room = 0, width - width_of("…")
    while end < len(text) and width_of(text[: end + 1]) <= room:
        end += 1
    return text[:end].rstrip() + "…"
