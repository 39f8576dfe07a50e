"""The characters of a PDF page with their places, as pdfium sees them."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parsers.document import Box

Point = tuple[float, float]

MARKS = frozenset(
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
) | {chr(code) for code in range(0xF701, 0xF71B) if code != 0xF70F}
"""Thai marks above and below, and their shapes in the private area; they stand on another character."""
SARA_AM = "\u0e33"
_HYPHEN_AT_LINE_END = (0x02, 0xFFFE)
_AA_WIDTH = 0.47
_MARK_HEIGHT = 0.3
_MARK_DEPTH = 0.1
_SIDE_BEARING = 0.06
_RECENT = 4


@dataclass(slots=True)
class Glyph:
    """One character: its ink box, its advance from ``x0`` to ``x1``, its baseline and type size."""

    char: str
    box: Box
    x0: float
    x1: float
    baseline: float
    origin: Point
    em: float


class View:
    """The page seen with its crop and turned by ``rotation``: the upper left corner is 0, 0."""

    def __init__(self, bbox: tuple[float, float, float, float], rotation: int) -> None:
        left, bottom, right, top = bbox
        self.bbox = bbox
        self.rotation = rotation % 360
        wide, high = right - left, top - bottom
        self.width, self.height = (high, wide) if self.rotation in (90, 270) else (wide, high)
        self.point: Callable[[float, float], Point] = {
            0: lambda x, y: (x - left, top - y),
            90: lambda x, y: (y - bottom, x - left),
            180: lambda x, y: (right - x, y - bottom),
            270: lambda x, y: (top - y, right - x),
        }[self.rotation]
        self._back: Callable[[float, float], Point] = {
            0: lambda x, y: (x + left, top - y),
            90: lambda x, y: (y + left, x + bottom),
            180: lambda x, y: (right - x, y + bottom),
            270: lambda x, y: (right - y, top - x),
        }[self.rotation]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page as x0, top, x1, bottom of the view."""
        (ax, ay), (bx, by) = self.point(left, bottom), self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def in_view_of(self, other: View, box: Box) -> Box:
        """A box of this view as the other view has it."""
        if self.rotation == other.rotation:
            return box
        (ax, ay), (bx, by) = self._back(box[0], box[1]), self._back(box[2], box[3])
        return other.box(ax, ay, bx, by)

    def holds(self, box: Box) -> bool:
        """Whether the middle of a box lies on the page."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return 0 <= x <= self.width and 0 <= y <= self.height


def read_glyphs(text_page: Any, bbox: tuple[float, float, float, float]) -> dict[int, list[Glyph]]:
    """The page's characters by the way they run, in the order of the stream.

    The keys are the turn of the page, 0 to 270 degrees clockwise, that sets the text upright; glyphs have
    the places of that view. What pdfium or the producer made up is left out.
    """
    views = {turn: View(bbox, turn) for turn in (0, 90, 180, 270)}
    found: dict[int, list[Glyph]] = {}
    for turn, glyph in _raw_glyphs(text_page, views):
        found.setdefault(turn, []).append(glyph)
    return {turn: _without_borrowed_text(glyphs) for turn, glyphs in found.items()}


def _raw_glyphs(text_page: Any, views: dict[int, View]) -> Iterator[tuple[int, Glyph]]:
    loose, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    raw = text_page.raw
    for index in range(pdfium.FPDFText_CountChars(raw)):
        # Generated characters are pdfium's guesses at blanks and line ends; ours come from the places.
        if pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(raw, index)
        pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
        pdfium.FPDFText_GetLooseCharBox(raw, index, loose)
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetMatrix(raw, index, matrix)
        # Text that runs upwards stands upright on a page turned clockwise. Slanted text, such as a
        # watermark, is taken for the nearest of the four ways.
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360
        view = views[turn]
        wide = view.box(loose.left, loose.bottom, loose.right, loose.top)
        if not view.holds(wide):
            continue
        origin = view.point(x.value, y.value)
        size = pdfium.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d)
        yield (
            turn,
            Glyph(
                char=_character(raw, index, code),
                box=view.box(left.value, bottom.value, right.value, top.value),
                x0=wide[0],
                x1=wide[2],
                baseline=origin[1],
                origin=origin,
                em=size if 1 <= size <= 400 else max(wide[3] - wide[1], 1.0),
            ),
        )


def _character(raw: Any, index: int, code: int) -> str:
    if code in _HYPHEN_AT_LINE_END and pdfium.FPDFText_IsHyphen(raw, index) == 1:
        return "-"
    if code in (0x09, 0x0A, 0x0D, 0xA0):
        return " "
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _without_borrowed_text(glyphs: list[Glyph]) -> list[Glyph]:
    """Put right what Chromium writes for Thai syllables.

    One glyph may stand for a whole syllable (its characters then share one origin), and the glyph of a
    tone mark may carry the text of the syllable a second time.
    """
    kept: list[Glyph] = []
    recent: list[str] = []
    at = 0
    while at < len(glyphs):
        end = at + 1
        while end < len(glyphs) and _is_one_glyph(glyphs[at], glyphs[end]):
            end += 1
        group = glyphs[at:end]
        at = end
        text = "".join(glyph.char for glyph in group)
        first = group[0]
        if len(group) > 1 and first.char not in MARKS and first.char != SARA_AM:
            if text in recent[-_RECENT:] and _is_mark_shaped(first):
                continue
            first.x0 = min(first.x0, first.origin[0])
            group[-1].x1 += _SIDE_BEARING * first.em
            if group[-1].char == SARA_AM:
                # The box is the consonant's alone; the vowel after it takes its room without a box.
                group[-1].x1 += _AA_WIDTH * first.em
        recent.append(text)
        kept.extend(group)
    return kept


def _is_mark_shaped(glyph: Glyph) -> bool:
    # Ink that is all above the small letters, or all below the baseline.
    high = glyph.baseline - glyph.box[3] > _MARK_HEIGHT * glyph.em
    return high or glyph.box[1] > glyph.baseline - _MARK_DEPTH * glyph.em


def _is_one_glyph(first: Glyph, other: Glyph) -> bool:
    # Zero-width marks may share an origin with their neighbour too, but not height and foot of its box.
    return first.origin == other.origin and first.box[1] == other.box[1] and first.box[3] == other.box[3]
