"""Text that breaks its lines between Thai words. Thai has no blanks between words, so rich would cut them in two."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from rich import text as rich_text
from rich.cells import cell_len, chop_cells
from rich.containers import Lines

from index.dictionary import segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, JustifyMethod, OverflowMethod

# Short names with dots (พ.ศ., มี.ค.) are one piece, like all that is neither Thai letters nor blanks.
_PIECES = re.compile(r"(?:[\u0e01-\u0e4e]{1,4}\.){2,}|(?P<thai>[\u0e01-\u0e4e]+)|\s+|[^\s\u0e01-\u0e4e]+")
_NEVER_FIRST = frozenset("ๆฯ)]}”’»,.;:!?/") | {
    chr(code) for code in (*range(0x0E30, 0x0E3B), *range(0x0E45, 0x0E4F))
}
_NEVER_LAST = frozenset("([{“‘«")


class Text(rich_text.Text):
    """rich's text, wrapped between words."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        if no_wrap or all(cell_len(line) <= width for line in self.plain.split("\n")):
            return super().wrap(
                console, width, justify=justify, overflow=overflow, tab_size=tab_size, no_wrap=no_wrap
            )
        lines = Lines()
        for line in self.split("\n", allow_blank=True):
            for part in line.divide(breaks(line.plain, width)):
                part.rstrip_end(width)
                lines.append(part)
        return lines


def breaks(line: str, width: int) -> list[int]:
    """Offsets at which ``line`` is broken so that no part is wider than ``width`` columns, blanks at its end aside."""
    found: list[int] = []
    start = column = 0
    for word in _words(line):
        size = cell_len(word.rstrip())
        if column and column + size > width:
            found.append(start)
            column = 0
        if size > width:
            chopped = chop_cells(word, max(1, width))
            found += [start + sum(map(len, chopped[:count])) for count in range(1, len(chopped))]
            column = cell_len(chopped[-1])
        else:
            column += cell_len(word)
        start += len(word)
    return found


def _words(line: str) -> Iterator[str]:
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
