"""Where the letters of a scanned row begin and end, by their ink.

Tesseract names the characters in the right order but only guesses where one Thai character ends and the next begins:
often it sets one into the gap behind it. Whether there is a blank hangs on that gap, so the characters are laid out
anew over the ink of the row: each takes about the width that it has in most faces, between whites, near its old place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from parsers.readers.scan_rows import darkest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from parsers.readers.ocr_engine import PixelBox
    from parsers.readers.scan_rows import Bit, Row

_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\\s]")
_WIDTHS: Final = {
    char: width
    for width, chars in (
        (0.2, ".,:;'|"), (0.38, "เ-()!il[]"), (0.5, "1"), (0.6, "ง/"), (0.7, "ยวะาโใๆฯๅtfrj"),
        (0.9, "ฃชฎฏทบปภมฦศสห๑๖"), (1.0, "ฆฉซนพฟ๒๓๘๙mwMW@"), (1.08, "ฑษ๔๕๗"), (1.22, "ฌญฒฬ"), (1.35, "ณ"),
    )
    for char in chars
}  # fmt: skip
"""Width of the ink of a character, in heights of a plain letter: the middle of seven printed faces."""
_USUAL: Final = 0.82
_BETWEEN: Final = 0.12
"""Width of the white between two characters of a word."""
_REACH: Final = 1.4
"""How far from the engine's boundary another may be, in heights of a plain letter."""
_CUT: Final = 1.4
"""Cost of a boundary where there is no white: letters may touch."""
_FAR: Final = 0.2
_OUTER_FAR: Final = 4.0
"""The engine knows well where a row begins and ends."""
_WORST: Final = 9.0
_LEAST_INK: Final = 0.1
"""Share of a row's columns that must have ink to lay letters over it."""
_LEAST_WHITE: Final = 2
_UNSURE_COUNT = re.compile("[^\u0e01-\u0e4eA-Za-z]+")
"""Digits and signs: of four the engine may make five."""
_NO_INK: Final = 2.0
"""Cost of one for which there is no ink."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A boundary between two characters: where the ink before ends, where that after begins, and its cost."""

    end: int
    start: int
    cost: float


def fit_sides(rows: Iterable[Row], pixels: NDArray[np.uint8]) -> None:
    """Put the sides of the boxes of ``rows`` where the ink of their characters begins and ends; ``pixels`` is the
    page, level and unblurred."""
    grey = darkest_of(pixels)
    for row in rows:
        left, dark = _ink(row, grey)
        if row.bits and dark.sum() > _LEAST_INK * (row.right - row.left):
            row.bits = _in_order(_laid_out(row.bits, dark, left, row.height))


def _ink(row: Row, grey: NDArray[np.uint8]) -> tuple[int, NDArray[np.bool_]]:
    """Where a strip around the row begins, and which of its columns have ink."""
    top, bottom = max(int(row.baseline - 1.35 * row.height), 0), int(row.baseline + 0.15 * row.height) + 1
    left = max(row.left - int(row.height), 0)
    strip = grey[top:bottom, left : row.right + int(row.height)]
    if not strip.size:
        return left, np.zeros(0, np.bool_)
    paper, ink = np.percentile(strip, [75, 3])
    return left, (strip < (paper + ink) / 2).sum(axis=0) >= 2


def _laid_out(bits: Sequence[Bit], dark: NDArray[np.bool_], left: int, height: float) -> list[Bit]:
    """The bits with the sides that cost least."""
    whites = list(_whites(dark, left))
    wanted = _widths(bits, dark, height)
    steps = [_outer(bits[0].box[0], whites, height, first=True)]
    steps += [_between(a.box, b.box, whites, height) for a, b in pairwise(bits)]
    steps.append(_outer(bits[-1].box[2], whites, height, first=False))
    best = np.array([side.cost for side in steps[0]])
    trail: list[NDArray[np.intp]] = []
    empty = [_NO_INK if _UNSURE_COUNT.fullmatch(bit.text) else 2 * _WORST for bit in bits]
    for before, after, width, none in zip(steps, steps[1:], wanted, empty, strict=False):
        ink = np.array([side.end for side in after]) - np.array([side.start for side in before])[:, None]
        costs = best[:, None] + np.where(ink > 0, _misfit(ink, width, height), none)
        trail.append(costs.argmin(axis=0))
        best = costs.min(axis=0) + np.array([side.cost for side in after])
    place = int(best.argmin())
    chosen = [steps[-1][place]]
    for here in range(len(bits) - 1, -1, -1):
        place = int(trail[here][place])
        chosen.append(steps[here][place])
    chosen.reverse()
    return [
        replace(bit, box=(before.start, bit.box[1], after.end, bit.box[3]))
        for bit, before, after in zip(bits, chosen, chosen[1:], strict=False)
    ]


def _in_order(bits: list[Bit]) -> list[Bit]:
    """What is read later stands further right, and every box has some width."""
    placed: list[Bit] = []
    floor = -1
    for bit in bits:
        x0 = max(bit.box[0], floor)
        x1 = max(bit.box[2], x0 + 1)
        placed.append(replace(bit, box=(x0, bit.box[1], x1, bit.box[3])))
        floor = x0 + 1
    return [
        replace(
            bit, box=(bit.box[0], bit.box[1], max(min(bit.box[2], after.box[0]), bit.box[0] + 1), bit.box[3])
        )
        if after is not None
        else bit
        for bit, after in zip(placed, [*placed[1:], None], strict=True)
    ]


def _misfit(ink: NDArray[np.int_], wanted: float, height: float) -> NDArray[np.float64]:
    """What it costs that characters of a certain width take so much ink."""
    off = (ink.astype(np.float64) - wanted) / (0.2 * wanted + 0.1 * height)
    return np.minimum(off * off, _WORST)


def _widths(bits: Sequence[Bit], dark: NDArray[np.bool_], height: float) -> list[float]:
    """The width that each bit should have, in pixels: narrow faces have narrow letters."""
    usual = []
    for bit in bits:
        wide = [_WIDTHS.get(char, _USUAL) for char in bit.text if not _MARK.match(char)]
        usual.append((sum(wide) + _BETWEEN * max(len(wide) - 1, 0) or 0.3) * height)
    face = min(max(float(dark.sum()) / max(sum(usual), 1.0), 0.75), 1.25)
    return [width * face for width in usual]


def _whites(dark: NDArray[np.bool_], left: int) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([1], dark.astype(np.int8), [1]))))
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        if end - start >= _LEAST_WHITE or start == 0 or end == len(dark):
            yield int(start) + left, int(end) + left


def _between(
    before: PixelBox, after: PixelBox, whites: Sequence[tuple[int, int]], height: float
) -> list[_Side]:
    middle = (before[2] + after[0]) / 2
    first = min(before[0], middle - _REACH * height)
    last = max(after[2], middle + _REACH * height)
    sides = [
        _Side(start, end, _FAR * _distance(middle, start, end) / height)
        for start, end in whites
        if end > first and start < last
    ]
    cuts = {round(middle + part * height) for part in (-0.5, -0.25, 0.0, 0.25)}
    sides += [
        _Side(cut, cut, _CUT + _FAR * abs(cut - middle) / height)
        for cut in sorted(cuts)
        if not any(start <= cut < end for start, end in whites)
    ]
    return sides or [_Side(round(middle), round(middle), 0.0)]


def _distance(place: float, start: int, end: int) -> float:
    return max(start - place, place - end, 0.0)


def _outer(side: int, whites: Sequence[tuple[int, int]], height: float, *, first: bool) -> list[_Side]:
    """Where the row's first character may begin, or its last may end."""
    found = [_Side(side, side, 0.5)]
    for start, end in whites:
        edge = end if first else start
        if abs(edge - side) <= 0.8 * height:
            found.append(_Side(start, end, _OUTER_FAR * abs(edge - side) / height))
    return found
