"""CSV that a spreadsheet opens without harm."""

from __future__ import annotations

import csv
import io
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"
"""The byte order mark without which Excel takes Thai for something else; the first character of a file."""


def cell(value: object) -> str:
    """A value as a cell. What a spreadsheet would take for a formula gets ``'`` before it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, int | float) else text


def lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table as the lines of a CSV file, each as soon as its row is there."""
    for row in chain([head], rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow([cell(value) for value in row])
        yield line.getvalue()
