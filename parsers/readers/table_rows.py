"""How tables of every format come out as lines."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def row_lines(columns: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a row of cells, side by side as on paper: the second line of each cell stands on the second."""
    return ["\t".join(parts).rstrip("\t") for parts in zip_longest(*columns, fillvalue="")]


def tidy_cell(lines: Sequence[str]) -> list[str]:
    """A cell's lines without blank ones at its end and without page breaks; at least one."""
    return "\n".join(lines).replace("\f", "\n").rstrip("\n").split("\n")
