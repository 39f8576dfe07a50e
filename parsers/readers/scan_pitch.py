"""Typewritten pages: every character takes a cell of one width, so that cells and not gaps tell where blanks are."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.readers.scan_rows import Row

_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_LIKELY: Final = (0.95, 1.7)
"""Widths of a cell looked for, in heights of a plain letter."""
_ENOUGH: Final = 60
"""Characters on a page by which its cells are believed."""
_SLACK: Final = 0.14
"""How far from the middle of its cell a letter may stand, in cells."""
_SHARE: Final = ((1.15, 0.72), (0.0, 0.8))
"""Share of letters that must stand so, by the least width of a cell in heights of a plain letter: of letters of many
widths up to 0.79 stand so by chance, but only where their cells are as narrow as those letters are."""
_LIKE_SIZE: Final = 0.15
_MOST: Final = 3
"""More blanks than this make a leap."""


def pitch_of(rows: Sequence[Row]) -> float | None:
    """The width of a cell, in heights of a plain letter, if the page was typed on a typewriter or in a face like
    one; else none."""
    if not rows:
        return None
    # Rows of one size, by one measure of it: what a row's height is found to be differs by a pixel or two.
    usual = float(np.median([row.height for row in rows]))
    alike = [row for row in rows if abs(row.height / usual - 1) < _LIKE_SIZE]
    steps = np.array([(b - a) / usual for row in alike for (a, _), (b, _) in pairwise(_middles(row))])
    steps = steps[(steps > 0.3) & (steps < 4 * _LIKELY[1])]
    if len(steps) < _ENOUGH:
        return None
    widths = np.arange(*_LIKELY, 0.01)
    cells = steps[:, None] / widths
    off = np.abs(cells - np.maximum(np.round(cells), 1))
    best = int(np.minimum(off, _SLACK).mean(axis=0).argmin())
    width = float(widths[best])
    enough = next(share for least, share in _SHARE if width >= least)
    return width if (off[:, best] < _SLACK).mean() >= enough else None


def typed_blanks(row: Row, pitch: float) -> Iterator[tuple[float, float]]:
    """Where the blanks of a typed row stand, from left to right in pixels."""
    pitch *= row.height
    for (a, right), (b, _) in pairwise(_middles(row)):
        count = round((b - a) / pitch) - 1
        if 1 <= count <= _MOST:
            step = 0.8 * pitch
            start = max(right, a + 0.5 * pitch)
            for n in range(count):
                yield start + n * step, start + (n + 1) * step


def _middles(row: Row) -> list[tuple[float, int]]:
    """The middle and the right side of the characters of a row; a bit of several is taken apart evenly."""
    found: list[tuple[float, int]] = []
    for bit in row.bits:
        wide = [char for char in bit.text if not _MARK.match(char)]
        step = (bit.box[2] - bit.box[0]) / max(len(wide), 1)
        found += [
            (bit.box[0] + (n + 0.5) * step, round(bit.box[0] + (n + 1) * step)) for n in range(len(wide))
        ]
    return found
