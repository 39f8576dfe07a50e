"""Framed rubber stamps on a scan: where they are, level or aslant, and the page without them.

A rule that runs through a line of text spoils it for the engine, and what stands in a frame is not the letter's. On a
grey scan a red or violet stamp is paler than the print over which it was set: then all of it can be taken away.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageFilter

from parsers.readers.ink import label
from parsers.readers.ocr_engine import by_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from parsers.readers.ocr_engine import Word

    Point = tuple[float, float]

_SHRINK: Final = 3
"""Frames are looked for at a third of the size."""
_LEAST_WIDE, _MOST_WIDE = 90, 480
_LEAST_HIGH, _MOST_HIGH = 30, 260
"""Sizes of a stamp's frame in pixels at 100 dpi."""
_SLANTS: Final = range(-7, 8)
"""Degrees by which a hand sets a stamp aslant."""
_REACH: Final = 18
"""Pixels on both sides of a frame's side in which its rule runs."""
_OUT: Final = 8
"""Pixels by which letters of a stamp may stick out of its frame."""
_RULED: Final = 190
_ROUGH: Final = 2
"""By how many pixels a rule may be thicker in places."""
_MOST_FRAMES: Final = 12
_UPPER: Final = 0.5
"""Stamps are looked for in this part of the page."""
_DARK: Final = 150
_PALER: Final = 30
"""By how much, of 255, a stamp is paler than print that is surely another ink."""
_SURELY, _LIKELY = 0.4, 0.75
"""Share of the way from print to stamp up to which a grey is print, and up to which it is where it hangs on such: thin
strokes are paler."""
_EVEN: Final = 35
"""By how much the greys of one ink differ; on a patchy page greys do not tell inks apart."""
_INK: Final = 60
"""How much darker than paper, of 255, ink is at least."""
_MARGIN: Final = 8
"""Pixels around a frame in which its rules may lie."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The corners of a frame in pixels of the page."""

    top_left: Point
    top_right: Point
    bottom_right: Point
    bottom_left: Point

    @property
    def sides(self) -> tuple[tuple[Point, Point], tuple[Point, Point]]:
        """The level sides, from left to right."""
        return (self.top_left, self.top_right), (self.bottom_left, self.bottom_right)

    @property
    def uprights(self) -> tuple[tuple[Point, Point], tuple[Point, Point]]:
        """The upright sides, from top to bottom; each point as (y, x), as in a page on its side."""
        return (
            (self.top_left[::-1], self.bottom_left[::-1]),
            (self.top_right[::-1], self.bottom_right[::-1]),
        )

    @property
    def around(self) -> tuple[slice, slice]:
        """Rows and columns of the page that the frame with its rules lies in."""
        corners = (self.top_left, self.top_right, self.bottom_right, self.bottom_left)
        columns, rows = zip(*corners, strict=True)
        return _slice(rows), _slice(columns)

    @property
    def middle(self) -> Point:
        return (
            (self.top_left[0] + self.bottom_right[0]) / 2,
            (self.top_left[1] + self.bottom_right[1]) / 2,
        )

    def holds(self, word: Word) -> bool:
        """Whether a word stands in the frame: what a rule runs through was printed before."""
        x0, top, x1, bottom = word.box
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        left = _at(self.top_left[::-1], self.bottom_left[::-1], y)
        right = _at(self.top_right[::-1], self.bottom_right[::-1], y)
        above = _at(self.top_left, self.top_right, x)
        below = _at(self.bottom_left, self.bottom_right, x)
        return left <= x <= right and above - _OUT <= top and bottom <= below + _OUT


def _slice(values: Sequence[float]) -> slice:
    return slice(max(int(min(values)) - _MARGIN, 0), int(max(values)) + _MARGIN)


def _at(one: Point, other: Point, x: float) -> float:
    """How far down a line through two points is at ``x``."""
    return one[1] + (other[1] - one[1]) * (x - one[0]) / max(other[0] - one[0], 1.0)


def find_frames(grey: Image.Image) -> list[Frame]:
    """Boxes ruled on the upper half of the page, of the size of a stamp; none on a page black with noise."""
    small = grey.resize((grey.width // _SHRINK, grey.height // _SHRINK), Image.Resampling.BOX)
    small = small.crop((0, 0, small.width, int(small.height * _UPPER)))
    # What most sides are sharpest at is the slant of a frame; ties go to the level one.
    seen = [(-inked, abs(slant), frame) for slant in _SLANTS for inked, frame in _frames_aslant(small, slant)]
    found: list[Frame] = []
    for *_, frame in sorted(seen, key=lambda each: each[:2]):
        if not any(math.dist(frame.middle, known.middle) < 40 for known in found):
            found.append(frame)
        if len(found) > _MOST_FRAMES:
            return []
    return found


def _frames_aslant(small: Image.Image, slant: int) -> Iterator[tuple[float, Frame]]:
    """The frames that are level once the picture is turned, with the part of their level sides that is inked."""
    level = small.rotate(slant, Image.Resampling.BILINEAR, fillcolor=255) if slant else small
    dark = np.asarray(level) < _DARK
    sides = _runs(dark, _LEAST_WIDE)
    for n, (top, x0, x1) in enumerate(sides):
        if x1 - x0 > _MOST_WIDE:
            continue
        for bottom, other_x0, other_x1 in sides[n + 1 :]:
            if not _LEAST_HIGH <= bottom - top <= _MOST_HIGH:
                continue
            if abs(x0 - other_x0) > 8 or abs(x1 - other_x1) > 8:
                continue
            if _upright(dark, x0, top, bottom) and _upright(dark, x1 - 1, top, bottom):
                inked = float(dark[top, x0:x1].mean() + dark[bottom, x0:x1].mean()) / 2
                yield inked, _turned_back((x0, top, x1, bottom + 1), small.size, slant)


def _turned_back(box: tuple[int, int, int, int], size: tuple[int, int], slant: int) -> Frame:
    turn = math.radians(slant)
    cos, sin = math.cos(turn), math.sin(turn)
    mid_x, mid_y = size[0] / 2, size[1] / 2

    def before(x: float, y: float) -> Point:
        dx, dy = x - mid_x, y - mid_y
        return (mid_x + dx * cos - dy * sin) * _SHRINK, (mid_y + dx * sin + dy * cos) * _SHRINK

    x0, top, x1, bottom = box
    return Frame(before(x0, top), before(x1, top), before(x1, bottom), before(x0, bottom))


def without_frames(grey: Image.Image, found: Sequence[Frame]) -> Image.Image:
    """The page with the rules of the frames painted over, so that no letter hangs on them; what crosses one stays."""
    if not found:
        return grey
    pixels = np.array(grey)
    for frame in found:
        for side in frame.sides:
            _paint_over(pixels, *side)
        for side in frame.uprights:
            _paint_over(pixels.T, *side)
    return Image.fromarray(pixels)


def _paint_over(pixels: NDArray[np.uint8], one: Point, other: Point) -> None:
    """Take a rule that runs from point to point out of a picture: its ink, but where that goes on above or below."""
    strip, line = _rule(pixels, one, other)
    dark = strip < _RULED
    runs = [_run_at(column, place) for column, place in zip(dark.T, line, strict=True)]
    lengths = [end - start for start, end in runs if end > start]
    if not lengths:
        return
    thick = float(np.median(lengths)) + _ROUGH
    for column, (start, end) in enumerate(runs):
        if 0 < end - start <= thick:
            strip[max(start - 2, 0) : end + 2, column] = 255


def _rule(pixels: NDArray[np.uint8], one: Point, other: Point) -> tuple[NDArray[np.uint8], NDArray[np.int_]]:
    """The strip of the picture in which a rule runs from point to point, and its row in each column of the strip."""
    first, last = max(round(one[0]) - 5, 0), round(other[0]) + 6
    above = max(round(min(one[1], other[1])) - _REACH, 0)
    strip = pixels[above : round(max(one[1], other[1])) + _REACH, first:last]
    return strip, _line_through(strip < _RULED, round(one[1]) - above, round(other[1]) - above)


def _line_through(dark: NDArray[np.bool_], one: int, other: int) -> NDArray[np.int_]:
    """The straight way along the strip on which most ink lies, near rows ``one`` and ``other`` at its ends: its row
    in each column."""
    high, wide = dark.shape
    along = np.arange(wide) / max(wide - 1, 1)
    ways = [
        np.round(start + (end - start) * along).astype(np.int_)
        for start in range(max(one - _REACH, 0), min(one + _REACH, high))
        for end in range(max(other - _REACH, 0), min(other + _REACH, high))
    ]
    columns = np.arange(wide)
    return max(ways, key=lambda way: int(dark[way, columns].sum()))


def _run_at(column: NDArray[np.bool_], place: int) -> tuple[int, int]:
    """Where the ink at a place of a column, or right beside it, begins and ends; nothing where there is none."""
    near = [at for at in (place, place - 1, place + 1) if 0 <= at < len(column) and column[at]]
    if not near:
        return 0, 0
    paper = np.flatnonzero(~column)
    above, below = paper[paper < near[0]], paper[paper > near[0]]
    return int(above[-1]) + 1 if above.size else 0, int(below[0]) if below.size else len(column)


@dataclass(frozen=True, slots=True)
class Apart:
    """A page whose pale stamps were taken away: ``print`` without them, ``stamps`` with nothing else, or None, and
    the ``frames`` that are as dark as print and still stand there."""

    print: Image.Image
    stamps: Image.Image | None
    frames: list[Frame]


def without_pale_stamps(grey: Image.Image, found: Sequence[Frame]) -> Apart:
    """The page without the framed stamps that are evenly paler than its print, as grey scans of red ones are."""
    pixels = np.array(grey)
    paper = int(np.median(pixels[::8, ::8]))
    text = _darkest_print(grey, pixels, paper, found) if found else 0.0
    stamps: NDArray[np.uint8] | None = None
    left: list[Frame] = []
    for frame in found:
        palest, darkest = _rules_grey(pixels, frame)
        if darkest - text < _PALER or palest - darkest > _EVEN:
            left.append(frame)
            continue
        part = pixels[frame.around]
        surely, likely = (text + share * (darkest - text) for share in (_SURELY, _LIKELY))
        labels = label(part < likely)
        printed = np.unique(labels[(part < surely) & (labels > 0)])
        dark = Image.fromarray(np.where(np.isin(labels, printed), 255, 0).astype(np.uint8))
        # The rim of a dark stroke is as pale as the stamp: it goes with the stroke.
        kept = np.asarray(dark.filter(ImageFilter.MaxFilter(5))) > 0
        stamps = np.full_like(pixels, 255) if stamps is None else stamps
        stamps[frame.around] = np.where(kept, 255, part)
        part[~kept] = paper
    return Apart(Image.fromarray(pixels), Image.fromarray(stamps) if stamps is not None else None, left)


def without_coloured(page: Image.Image, black: Image.Image, found: Sequence[Frame]) -> Image.Image:
    """The coloured page with nothing but the ``black`` print in the frames found; what a pen wrote elsewhere stays."""
    pixels, print_only = np.array(page), np.asarray(black)
    for frame in found:
        pixels[frame.around] = print_only[frame.around][:, :, None]
    return Image.fromarray(pixels)


def _darkest_print(grey: Image.Image, pixels: NDArray[np.uint8], paper: int, found: Sequence[Frame]) -> float:
    """The grey to which three in four strokes below the head and outside all frames come, each at its darkest."""
    darkest = np.asarray(grey.filter(ImageFilter.MinFilter(5)))
    strokes = (pixels == darkest) & (pixels < paper - _INK)
    strokes[: len(pixels) // 3] = False
    for frame in found:
        strokes[frame.around] = False
    return float(np.percentile(pixels[strokes], 75)) if strokes.any() else 255.0


def _rules_grey(pixels: NDArray[np.uint8], frame: Frame) -> tuple[float, float]:
    """The grey of the frame's rules where they are pale and where they are dark; a quarter is paler or darker."""
    found = []
    for picture, sides in ((pixels, frame.sides), (pixels.T, frame.uprights)):
        for side in sides:
            strip, line = _rule(picture, *side)
            columns = np.arange(strip.shape[1])
            rows = (np.clip(line + step, 0, len(strip) - 1) for step in (-2, -1, 0, 1, 2))
            found.append(np.min([strip[row, columns] for row in rows], axis=0))
    darkest, palest = np.percentile(np.concatenate(found), (25, 75))
    return float(palest), float(darkest)


def split_words(words: Sequence[Word], found: Sequence[Frame]) -> tuple[list[Word], list[Word]]:
    """The letter's words and those of framed stamps: lines of the engine that stand wholly in a frame."""
    letter: list[Word] = []
    stamp: list[Word] = []
    for line in by_line(words).values():
        inside = any(all(frame.holds(word) for word in line) for frame in found)
        (stamp if inside else letter).extend(line)
    return letter, stamp


def _runs(dark: NDArray[np.bool_], least: int) -> list[tuple[int, int, int]]:
    """Level rules: row, start and end. A gap of a few pixels does not break one."""
    closed = dark.copy()
    for step in (1, 2):
        closed[:, step:] |= dark[:, :-step]
    # A rule that falls by a pixel goes on in the next row.
    closed[1:] |= closed[:-1].copy()
    found: list[tuple[int, int, int]] = []
    for row in np.flatnonzero(closed.sum(axis=1) >= least):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], closed[row].astype(np.int8), [0]))))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if end - start >= least and not any(
                abs(int(row) - known) <= 3 and abs(int(start) - x0) < 12 and abs(int(end) - x1) < 12
                for known, x0, x1 in found[-6:]
            ):
                found.append((int(row), int(start), int(end)))
    return found


def _upright(dark: NDArray[np.bool_], column: int, top: int, bottom: int) -> bool:
    strip = dark[top:bottom, max(column - 4, 0) : column + 5]
    return bool(strip.size) and float(strip.any(axis=1).mean()) > 0.8
