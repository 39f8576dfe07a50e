"""From a grey crop to pieces of ink: paper and ink told apart, components labelled, touching ones offered cuts.

All in numpy. Lengths are in pixels of the crop once it is brought to a text height of `HEIGHT`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

PixelBox = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels; x1 and bottom lie outside."""

HEIGHT = 28
"""The height in pixels to which the digits of a crop are brought."""
_LEAST_CONTRAST = 24.0
"""Of 255: a crop whose darkest and lightest parts lie closer together holds no ink."""
_LARGEST_SIDE = 4000
_CUT_FROM = 0.62
"""Components wider than this part of the text height are offered cuts."""
_JOIN_UP_TO = 1.4
_PIECES_A_SEGMENT = 5
_LEAN = 9
"""How far a cut may lean, in columns of the scaled ink."""
_LEAN_COST, _BEND = 0.004, 0.01
_CLEAR = 1.5
"""Ink in a column that a straight cut may cross."""
_RULE_WIDTH, _RULE_HEIGHT = 2.5, 0.16
"""A component so wide and so flat, in text heights, is a ruled line."""


@dataclass(frozen=True, slots=True)
class LineFrame:
    """Where the digits of a line stand, in pixels of the crop: top and foot of a tall digit, without its tail."""

    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of neighbouring pieces that may be one character; ``first`` to ``last`` are places of pieces."""

    first: int
    last: int
    box: PixelBox
    ink: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The ink of a crop at `HEIGHT`: ``labels`` is 0 for paper, else 1 + the place of the piece."""

    ink: NDArray[np.float32]
    labels: NDArray[np.int32]
    boxes: tuple[PixelBox, ...]
    frame: LineFrame
    scale: float
    """Pixels at `HEIGHT` for one pixel of the crop."""


def find_pieces(crop: NDArray[np.uint8], frame: LineFrame | None = None) -> Pieces | None:
    """The pieces of ink in a grey (h, w) or colour (h, w, 3) crop, or None when it is blank or too small.

    ``frame`` is where the line's digits stand, if that is known; else it is taken from the pieces themselves.
    """
    ink = to_ink(crop)
    if ink is None:
        return None
    height = frame.bottom - frame.top if frame is not None else 0.0
    if height < 4:
        height = _text_height(_boxes(label(ink > threshold(ink))))
        frame = None
    if height < 4:
        return None
    scale = HEIGHT / height
    if max(ink.shape) * scale > _LARGEST_SIDE:
        return None
    if not 0.95 < scale < 1.05:
        ink = resized(ink, max(1, round(ink.shape[0] * scale)), max(1, round(ink.shape[1] * scale)))
    else:
        scale = 1.0
    labels, cut = _cut(ink, _sound(label(ink > threshold(ink))))
    if not cut:
        return None
    order = sorted(range(len(cut)), key=lambda one: cut[one][0] + cut[one][2])
    place = np.zeros(len(cut) + 1, np.int32)
    place[[one + 1 for one in order]] = np.arange(1, len(cut) + 1)
    boxes = tuple(cut[one] for one in order)
    frame = LineFrame(frame.top * scale, frame.bottom * scale) if frame is not None else _frame(boxes)
    return Pieces(ink, place[labels], boxes, frame, scale)


def segments(pieces: Pieces) -> list[Segment]:
    """Every run of neighbouring pieces narrow enough to be one character, and every piece by itself."""
    found = []
    for first in range(len(pieces.boxes)):
        box = pieces.boxes[first]
        for last in range(first, min(first + _PIECES_A_SEGMENT, len(pieces.boxes))):
            box = _around(box, pieces.boxes[last])
            if last > first and box[2] - box[0] > _JOIN_UP_TO * HEIGHT:
                break
            found.append(Segment(first, last, box, _masked(pieces, first, last, box)))
    return found


def to_ink(crop: NDArray[np.uint8]) -> NDArray[np.float32] | None:
    """How much ink lies on each pixel, 0 paper to 1 full, or None when nothing stands out."""
    grey = crop.astype(np.float32)
    if grey.ndim == 3:
        grey = grey[:, :, :3] @ np.array([0.299, 0.587, 0.114], np.float32)
    if grey.ndim != 2 or min(grey.shape) < 3 or max(grey.shape) > _LARGEST_SIDE:
        return None
    paper = float(np.percentile(grey, 80))
    dark = float(np.percentile(grey, 1))
    if paper - dark < _LEAST_CONTRAST:
        return None
    ink: NDArray[np.float32] = np.clip((paper - grey) / (paper - dark), 0, 1).astype(np.float32)
    return ink


def threshold(ink: NDArray[np.float32]) -> float:
    """Otsu's threshold between paper and ink, kept from the extremes."""
    counts = np.histogram(ink, 64, (0, 1))[0].astype(np.float64)
    level = (np.arange(64) + 0.5) / 64
    below = np.cumsum(counts)
    weight = np.cumsum(counts * level)
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = below * above * (weight / below - (weight[-1] - weight) / above) ** 2
    return float(np.clip(level[int(np.nanargmax(spread))], 0.32, 0.6))


def label(dark: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Connected components (eight neighbours): 0 for paper, else 1, 2, …"""
    padded = np.zeros((dark.shape[0], dark.shape[1] + 2), np.int8)
    padded[:, 1:-1] = dark
    steps = np.diff(padded, axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    parent = list(range(len(rows)))
    above: list[int] = []
    here: list[int] = []
    row_before = -1
    row_list, start_list, end_list = rows.tolist(), starts.tolist(), ends.tolist()
    for run, (row, start, end) in enumerate(zip(row_list, start_list, end_list, strict=True)):
        if row != row_before:
            above = here if row == row_before + 1 else []
            here = []
            row_before = row
        here.append(run)
        for other in above:
            if start_list[other] <= end and end_list[other] >= start:
                _union(parent, run, other)
    roots = np.array([_root(parent, run) for run in range(len(parent))], np.int32)
    names = np.unique(roots, return_inverse=True)[1] + 1 if len(roots) else roots
    labels = np.zeros(dark.shape, np.int32)
    for run, (row, start, end) in enumerate(zip(row_list, start_list, end_list, strict=True)):
        labels[row, start:end] = names[run]
    return labels


def resized(ink: NDArray[np.float32], height: int, width: int) -> NDArray[np.float32]:
    """The picture at another size: averaged when it shrinks, interpolated when it grows."""
    down = _weights(ink.shape[0], height)
    across = _weights(ink.shape[1], width)
    return (down @ ink @ across.T).astype(np.float32, copy=False)


@lru_cache(4096)
def _weights(before: int, after: int) -> NDArray[np.float32]:
    places = np.arange(before)[None, :]
    centre = (np.arange(after) + 0.5) * before / after - 0.5
    reach = max(1.0, before / after)
    parts = np.maximum(0, 1 - np.abs(places - centre[:, None]) / reach)
    parts = parts / np.maximum(parts.sum(1, keepdims=True), 1e-6)
    weights: NDArray[np.float32] = parts.astype(np.float32)
    return weights


def _root(parent: list[int], one: int) -> int:
    while parent[one] != one:
        parent[one] = parent[parent[one]]
        one = parent[one]
    return one


def _union(parent: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first


def _boxes(labels: NDArray[np.int32]) -> list[PixelBox]:
    count = int(labels.max(initial=0))
    rows, columns = np.nonzero(labels)
    names = labels[rows, columns] - 1
    low = np.full((2, count), max(labels.shape), np.int64)
    high = np.zeros((2, count), np.int64)
    for axis, places in enumerate((columns, rows)):
        np.minimum.at(low[axis], names, places)
        np.maximum.at(high[axis], names, places + 1)
    return [
        (int(a), int(b), int(c), int(d)) for a, b, c, d in zip(low[0], low[1], high[0], high[1], strict=True)
    ]


def _text_height(boxes: list[PixelBox]) -> float:
    heights = np.array([b - t for x0, t, x1, b in boxes if x1 - x0 < 6 * (b - t) + 6], np.float32)
    if not len(heights):
        return 0.0
    tall = heights[heights >= 0.5 * np.percentile(heights, 95)]
    return float(np.percentile(tall, 60))


def _frame(boxes: tuple[PixelBox, ...]) -> LineFrame:
    feet = [bottom for _, top, _, bottom in boxes if bottom - top > 0.55 * HEIGHT]
    foot = float(np.median(feet)) if feet else float(max(box[3] for box in boxes))
    return LineFrame(foot - HEIGHT, foot)


def _sound(labels: NDArray[np.int32]) -> NDArray[np.int32]:
    """Labels without specks and ruled lines, numbered anew."""
    sizes = np.bincount(labels.ravel())
    keep = sizes >= 5
    keep[0] = False
    for place, (x0, top, x1, bottom) in enumerate(_boxes(labels), 1):
        if x1 - x0 > _RULE_WIDTH * HEIGHT and bottom - top < _RULE_HEIGHT * HEIGHT:
            keep[place] = False
    names = np.where(keep, np.cumsum(keep), 0).astype(np.int32)
    out: NDArray[np.int32] = names[labels]
    return out


def _cut(ink: NDArray[np.float32], labels: NDArray[np.int32]) -> tuple[NDArray[np.int32], list[PixelBox]]:
    """Wide components cut at the columns where they are thinnest; a cut is an offer, the beam may join again."""
    boxes: list[PixelBox] = []
    fresh = np.zeros_like(labels)
    for place, (x0, top, x1, bottom) in enumerate(_boxes(labels), 1):
        mask = labels[top:bottom, x0:x1] == place
        alone = ink[top:bottom, x0:x1] * mask
        sides = np.zeros(mask.shape, np.int32)
        for column in _thin_columns(alone):
            sides += np.arange(x1 - x0) >= _seam(alone, column)[:, None]
        for side in range(int(sides.max()) + 1):
            part = mask & (sides == side)
            rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
            if not len(rows):
                continue
            left, right = int(columns[0]), int(columns[-1]) + 1
            boxes.append((x0 + left, top + int(rows[0]), x0 + right, top + int(rows[-1]) + 1))
            fresh[top:bottom, x0:x1][part] = len(boxes)
    return fresh, boxes


def _seam(ink: NDArray[np.float32], column: int) -> NDArray[np.int_]:
    """The way from top to foot near a column that crosses least ink, a column a row: tails lean over what follows."""
    if ink[:, column].sum() < _CLEAR:
        return np.full(len(ink), column)
    first, last = max(column - _LEAN, 0), min(column + _LEAN + 1, ink.shape[1])
    away = np.abs(np.arange(first, last) - column) * _LEAN_COST
    costs = ink[:, first:last] + away
    total = costs.copy()
    above = np.full(last - first + 2, np.inf, np.float32)
    for row in range(1, len(total)):
        above[1:-1] = total[row - 1]
        total[row] += np.minimum(np.minimum(above[:-2], above[2:]) + _BEND, above[1:-1])
    way = np.zeros(len(total), np.int_)
    way[-1] = int(total[-1].argmin())
    for row in range(len(total) - 2, -1, -1):
        here = way[row + 1]
        near = range(max(here - 1, 0), min(here + 2, total.shape[1]))
        way[row] = min(
            near, key=lambda place: (total[row, place] + _BEND * abs(place - here), abs(place - here))
        )
    return way + first


def _thin_columns(ink: NDArray[np.float32]) -> list[int]:
    width = ink.shape[1]
    if width < _CUT_FROM * HEIGHT:
        return []
    column = np.convolve(np.pad(ink.sum(axis=0), 1, mode="edge"), [0.25, 0.5, 0.25], "valid")
    margin = 4
    inner = range(margin, width - margin)
    lows = [
        c
        for c in inner
        if column[c] <= column[c - 1] and column[c] < column[c + 1] and column[c] < 0.4 * HEIGHT
    ]
    lows.sort(key=lambda c: (column[c], c))
    chosen: list[int] = []
    for low in lows:
        if all(abs(low - other) >= 4 for other in chosen):
            chosen.append(low)
        if len(chosen) >= width / (0.4 * HEIGHT):
            break
    return sorted(chosen)


def _around(one: PixelBox, other: PixelBox) -> PixelBox:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _masked(pieces: Pieces, first: int, last: int, box: PixelBox) -> NDArray[np.float32]:
    """The ink of some pieces alone, with the soft edge that lies outside every piece."""
    x0, top, x1, bottom = box
    names = pieces.labels[top:bottom, x0:x1]
    foreign = (names > 0) & ((names < first + 1) | (names > last + 1))
    if not foreign.any():
        return pieces.ink[top:bottom, x0:x1]
    own = (names > 0) & ~foreign
    near = np.pad(own, 1)
    near = near[:, :-2] | near[:, 1:-1] | near[:, 2:]
    near = near[:-2] | near[1:-1] | near[2:]
    return np.where(near & ~foreign, pieces.ink[top:bottom, x0:x1], 0).astype(np.float32)
