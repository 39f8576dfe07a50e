"""Text that breaks its lines between Thai words. Thai has no blanks between words, so rich would cut them in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import text as rich_text
from rich.cells import cell_len, chop_cells
from rich.containers import Lines

from report.breaking import words

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod, OverflowMethod


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
    for word in words(line):
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
