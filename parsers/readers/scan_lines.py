"""Rows of a scan into the lines of a page: blanks, tabs and empty lines by the places of the words, as for PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parsers.document import Doubt, Line
from parsers.readers.pdf_chars import MARKS, Glyph
from parsers.readers.pdf_layout import lines_of
from parsers.readers.pdf_repair import repair_line
from parsers.readers.scan_pitch import pitch_of, typed_blanks
from parsers.readers.scan_rows import PEN_BLANK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from parsers.document import Box, Layer
    from parsers.readers.pdf_layout import Spot
    from parsers.readers.scan_rows import Bit, Row

    Places = Callable[[tuple[float, float, float, float]], Box]

_TYPE_SIZE: Final = 1.75
"""Type size in heights of a plain letter, for the faces that letters are printed in."""
_TYPED_BLANK: Final = 0.5
"""Width of a typewriter's blank in type sizes."""
_MERGED: Final = 0.8
"""How sure a character is that the repair put in place of others."""


def lines_from(rows: Sequence[Row], to_points: Places, start: int, layer: Layer = "letter") -> list[Line]:
    """The lines of ``rows``; ``to_points`` gives a box in pixels its place on the page, ``start`` is the offset of
    the first line in the page's source."""
    origin: dict[Box, Bit] = {}
    pitch = pitch_of(rows)
    glyphs = [glyph for row in rows for glyph in _glyphs(row, to_points, origin)]
    if pitch is not None:
        glyphs += [glyph for row in rows for glyph in _blanks(row, to_points, pitch)]
    lines: list[Line] = []
    for spots in map(repair_line, lines_of(glyphs)) if glyphs else ():
        lines.append(_line(spots, origin, start, layer))
        start += len(lines[-1].text) + 1
    return lines


def _glyphs(row: Row, to_points: Places, origin: dict[Box, Bit]) -> Iterable[Glyph]:
    unit = to_points((0, 0, 1, 1))
    scale = unit[2] - unit[0]
    _, _, _, baseline = to_points((0, 0, row.left, row.baseline))
    baseline = round(baseline, 3)
    em = _TYPE_SIZE * row.height * scale
    for bit in row.bits:
        wide = [char for char in bit.text if char not in MARKS and not char.isspace()]
        step = (bit.box[2] - bit.box[0]) / max(len(wide), 1)
        at = -1
        for char in bit.text:
            if char.isspace():
                continue
            if char not in MARKS or at < 0:
                at += 1
            left = bit.box[0] + at * step
            box = to_points((left, bit.box[1], left + step, bit.box[3]))
            while box in origin and origin[box] is not bit:
                box = (box[0] + 1e-6, *box[1:])  # two bits of one box are still two
            origin[box] = bit
            yield Glyph(char, box, box[0], box[2], baseline, (box[0], baseline), em)


def _blanks(row: Row, to_points: Places, pitch: float) -> Iterable[Glyph]:
    """The blanks of a typewritten row."""
    for left, right in typed_blanks(row, pitch):
        box = to_points((left, row.baseline - row.height, right, row.baseline))
        baseline = round(box[3], 3)
        yield Glyph(" ", box, box[0], box[2], baseline, (box[0], baseline), (box[2] - box[0]) / _TYPED_BLANK)


def _line(spots: list[Spot], origin: dict[Box, Bit], start: int, layer: Layer) -> Line:
    bits = [origin.get(box) if not char.isspace() else None for char, box in spots]
    text = "".join(" " if char == PEN_BLANK else char for char, _ in spots)
    sure = tuple(
        bit.sure if bit else 1.0 if char.isspace() else _MERGED
        for bit, (char, _) in zip(bits, spots, strict=True)
    )
    return Line(
        text=text,
        start=start,
        method="ocr",
        boxes=tuple(box for _, box in spots),
        layer=layer,
        sure=sure,
        doubts=tuple(_doubts(bits)),
        witnessed=frozenset(place for place, bit in enumerate(bits) if bit and bit.witnessed),
    )


def _doubts(bits: Sequence[Bit | None]) -> Iterable[Doubt]:
    place = 0
    while place < len(bits):
        bit = bits[place]
        end = place + 1
        if bit is not None and bit.reading is not None:
            while end < len(bits) and (other := bits[end]) is not None and other.reading is bit.reading:
                end += 1
            yield Doubt(place, end, bit.reading.alternatives, bit.reading.pen)
        place = end
