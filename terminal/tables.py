"""Tables and lists of facts: boxed on a terminal, bare columns on a plain one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from terminal.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.table import Table

    from terminal.screen import Screen
    from terminal.wrapping import Text


def new_table(screen: Screen, headings: Sequence[str], *, numbers: Sequence[int] = ()) -> Table:
    """An empty table; the columns at the places ``numbers`` are set to the right."""
    from rich import box
    from rich.table import Table

    from terminal.wrapping import Text

    plain = screen.is_plain(sys.stdout)
    table = Table(
        box=None if plain else box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold"
    )
    for place, heading in enumerate(headings):
        right = place in numbers
        table.add_column(Text(heading), justify="right" if right else "left", overflow="fold")
    return table


def lines(value: object) -> Text:
    """A value made safe, its line breaks kept."""
    from terminal.wrapping import Text

    return Text("\n".join(map(clean, str("" if value is None else value).split("\n"))))


def add_row(table: Table, *cells: str | Text | int | None) -> None:
    """A row; strings are taken as they are, never as markup."""
    from terminal.wrapping import Text

    table.add_row(*(cell if isinstance(cell, Text) else lines(cell) for cell in cells))


def facts(rows: Iterable[tuple[str, str | Text | int | None]], *, right: bool = False) -> Table:
    """Names and values under each other; values that are empty are left out."""
    from rich.table import Table

    from terminal.wrapping import Text

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(justify="right" if right else "left", overflow="fold")
    for name, value in rows:
        if value is None or value == "":
            continue
        table.add_row(Text(name), value if isinstance(value, Text) else lines(value))
    return table
