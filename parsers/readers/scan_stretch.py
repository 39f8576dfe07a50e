"""A stretch of a row read by the digit reader, and what it read as bits of the row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from parsers.readers.digits import LineFrame, read_digits
from parsers.readers.scan_rows import PEN_BLANK, Bit, Reading, darkest_of, ink_band

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from parsers.readers.digits import DigitReading
    from parsers.readers.ocr_engine import PixelBox
    from parsers.readers.scan_rows import Row

    Pixels = NDArray[np.uint8]

_RISE, _FALL = 0.75, 0.6
"""How far above and below the letters of a row its digits may reach, in their height."""
_PEN_RISE, _PEN_FALL = 1.3, 1.0
_AS_HIGH: Final = 0.92
_PLAIN: Final = 0.7
"""Share of ink that digits explain from which a sure reading needs no other view."""
LEAST_PRINTED: Final = 0.35
"""Printed digits less sure than this are left as blanks with their readings as alternatives."""
NEAR: Final = 0.45
"""Widest gap within a number, in heights of a plain letter."""
LEAST_DIGITS: Final = 0.5
"""Share of ink that digits explain from which a reading is one of digits."""
TESSERACT_THAI: Final = 0.4
"""How sure a Thai digit of the engine alone is."""
_LEAST_CHANCE: Final = 0.01
"""Readings less likely than this are not kept."""


def read_stretch(
    row: Row, left: float, right: float, pixels: Pixels, *, pen: bool = False
) -> tuple[tuple[int, int], DigitReading | None]:
    """What our reader makes of a stretch of a row, and where its crop begins."""
    rise, fall = (_PEN_RISE, _PEN_FALL) if pen else (_RISE, _FALL)
    x0, x1 = max(int(left), 0), min(int(right) + 1, pixels.shape[1])
    top = max(int(row.baseline - (1 + rise) * row.height), 0)
    bottom = min(int(row.baseline + fall * row.height) + 1, pixels.shape[0])
    if x1 - x0 < 4 or bottom - top < 8:
        return (x0, top), None
    crop = pixels[top:bottom, x0:x1]
    framed = _framed(row, crop, (x0, x1, top), pixels)
    if not pen:
        return (x0, top), framed
    free = read_digits(crop)
    if framed is None or free is None:
        return (x0, top), free or framed
    best, other = sorted((framed, free), key=lambda reading: -reading.confidence)
    if best.text == other.text:
        return (x0, top), best
    # Two views of one hand that differ: neither is sure.
    return (x0, top), replace(
        best,
        sure=False,
        confidence=min(best.confidence, 0.5),
        alternatives=(type(best.alternatives[0])(other.text, other.confidence), *best.alternatives)
        if best.alternatives
        else best.alternatives,
    )


def _framed(row: Row, crop: Pixels, place: tuple[int, int, int], pixels: Pixels) -> DigitReading | None:
    """The crop read with tall digits as high as the row's letters, and as high as its own ink: Arabic digits are
    higher than Thai letters, ๐ ๑ ๒ lower, and heads of ๖ ๗ higher than all. What is surer counts."""
    x0, x1, top = place
    foot = row.baseline
    plain = read_digits(crop, LineFrame(foot - row.height - top, foot - top))
    if plain is not None and plain.sure and plain.digit_like >= _PLAIN:
        return plain
    above = max(int(foot - 1.6 * row.height), 0)
    strip = darkest_of(pixels[above : max(int(foot + 0.3 * row.height), 0), x0:x1])
    band = ink_band(strip, 0, len(strip), [(0, x1 - x0)])
    if band is None or not _AS_HIGH <= (band[1] - band[0]) / row.height <= 1.5:
        return plain
    tall = read_digits(crop, LineFrame(above + band[0] - top, above + band[1] - top))
    return max((one for one in (plain, tall) if one is not None), key=_sureness, default=None)


def _sureness(reading: DigitReading) -> tuple[bool, float]:
    return "?" not in reading.text, reading.confidence * reading.digit_like


def others_of(reading: DigitReading) -> tuple[tuple[str, float], ...]:
    return tuple(
        (other.text, other.confidence)
        for other in reading.alternatives
        if "?" not in other.text and other.text != reading.text and other.confidence >= _LEAST_CHANCE
    )


def bits_of(
    reading: DigitReading,
    corner: tuple[int, int],
    confidence: float,
    witnessed: bool,
    engine: str | None = None,
    *,
    pen: bool = False,
) -> list[Bit]:
    boxes = [moved(box, corner) for box in reading.boxes]
    # One number has no blanks, however wide a hand writes it.
    boxes = [
        (box[0], box[1], max(box[2], after[0]), box[3])
        for box, after in zip(boxes, [*boxes[1:], boxes[-1]], strict=True)
    ]
    others = others_of(reading)
    if engine is not None and engine != reading.text and all(engine != text for text, _ in others):
        others = (*others, (engine, round(0.3 * (1 - confidence), 4)))
    if (pen and not reading.sure) or (not witnessed and confidence < LEAST_PRINTED):
        told = Reading(((reading.text, round(confidence, 4)), *others), pen)
        return [Bit(PEN_BLANK, box, confidence, told) for box in boxes]
    kept = Reading(others, pen) if pen or (others and not reading.sure) else None
    return [
        Bit(char, box, confidence, kept, witnessed, ours=True)
        for char, box in zip(reading.text, boxes, strict=True)
    ]


def moved(box: PixelBox, corner: tuple[int, int]) -> PixelBox:
    return box[0] + corner[0], box[1] + corner[1], box[2] + corner[0], box[3] + corner[1]
