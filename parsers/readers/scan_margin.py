"""Dirt in the left margin of a scan: the gutter of a bound file, a copier's specks, the holes of a punch.

The engine reads letters into it, unsure of each. Rows of text tell where the margin ends.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING, Final

from parsers.readers.scan_rows import gap_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.scan_rows import Bit, Row

_LEAP: Final = 4.0
"""Gap, in heights of a plain letter, that parts a row."""
_TEXT: Final = 8
"""Characters from which on a stretch of a row is text; dirt makes fewer."""
_PLAIN: Final = 0.85
"""How sure the engine is of text."""
_BEGIN: Final = 3
"""Rows that must begin at one place to tell the margin."""
_ASIDE: Final = 1.2
"""How far, in heights, beginnings of rows may lie apart, and dirt must lie from the text."""
_DOUBTED, _FEW_DOUBTED = 0.8, 0.93
"""How sure the engine is at most of dirt; of a few characters it is easily sure."""
_FEW: Final = 4


def without_dirt(rows: Sequence[Row]) -> list[Row]:
    """The rows without what was read in the left margin but is no text; rows of nothing else go."""
    edge = _edge(rows)
    if edge is None:
        return list(rows)
    for row in rows:
        first = _first_run(row, edge - _ASIDE * row.height)
        apart = first == len(row.bits) or gap_before(row, first) > _LEAP * row.height
        most = _FEW_DOUBTED if first < _FEW else _DOUBTED
        if 0 < first < _TEXT and apart and fmean(bit.sure for bit in row.bits[:first]) < most:
            del row.bits[:first]
    return [row for row in rows if row.bits]


def _edge(rows: Sequence[Row]) -> float | None:
    """Where the leftmost lines of text begin, if three do at about one place."""
    begins = sorted((min(bit.box[0] for bit in run), row.height) for row in rows for run in _text_runs(row))
    for n, (left, height) in enumerate(begins[: 1 - _BEGIN]):
        if begins[n + _BEGIN - 1][0] - left <= _ASIDE * height:
            return left
    return None


def _text_runs(row: Row) -> list[list[Bit]]:
    starts = [
        0,
        *(n for n in range(1, len(row.bits)) if gap_before(row, n) > _LEAP * row.height),
        len(row.bits),
    ]
    runs = [row.bits[first:last] for first, last in pairwise(starts)]
    return [run for run in runs if len(run) >= _TEXT and fmean(bit.sure for bit in run) >= _PLAIN]


def _first_run(row: Row, edge: float) -> int:
    """How many bits at the row's beginning lie left of ``edge``."""
    return next((n for n, bit in enumerate(row.bits) if bit.box[2] > edge), len(row.bits))
