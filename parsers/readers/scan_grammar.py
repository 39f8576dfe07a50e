"""What letters' numbers look like, as a prior on readings of digits: a dot is easily lost, and no office is 08168."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from parsers.agencies import codes, is_usual_unit
from parsers.readers.digits import Alternative

if TYPE_CHECKING:
    from parsers.readers.digits import DigitReading

_UNIT = re.compile("(?P<unit>[0-9]+)[./(]")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_CODE_END = re.compile("(?P<code>[ก-ฮ]{2})[.]?$")
_RARE: Final = 0.02
"""Share of letters whose unit is written otherwise."""
_MOST: Final = 0.9
"""Certainty of a reading that the grammar chose, at most."""
_ENGINE, _ENGINE_GIVEN = 0.85, 0.8
"""How sure the page's engine must be of a number that only it reads as one, and how sure that is then."""
_WITHOUT_STROKE: Final = 7
_DOUBT: Final = 0.45
"""Certainty of a reading that looks like no unit, at most: too little for a letter's own number."""


def by_grammar(
    reading: DigitReading, before: str, engine: str = "", engine_sure: float = 0.0
) -> DigitReading:
    """The reading that looks most like a letter's number behind ``before``, the text up to it in its row; that of the
    page's ``engine`` if it alone does, of Arabic digits that the engine is sure of.

    How offices are numbered: `parsers.agencies.is_usual_unit`.
    """
    if not is_unlikely(reading, before):
        return reading
    code = _code_before(before) or ""
    for n, other in enumerate(reading.alternatives):
        if "?" not in other.text and _is_usual(code, replace(reading, text=other.text).arabic):
            return _taken(reading, n)
    if reading.text.isascii() and engine_sure >= _ENGINE and _is_usual(code, engine):
        own = Alternative(reading.text, round(1 - _ENGINE_GIVEN, 4))
        rest = tuple(one for one in reading.alternatives if one.text != engine)
        boxes = _boxes(reading, engine)
        return replace(
            reading, text=engine, confidence=_ENGINE_GIVEN, alternatives=(own, *rest), boxes=boxes, sure=False
        )
    return replace(reading, confidence=min(reading.confidence, _DOUBT), sure=False)


def is_unlikely(reading: DigitReading, before: str) -> bool:
    """Whether an agency's letters stand before what was read, and no office's number looks like it."""
    code = _code_before(before)
    return code is not None and _is_number(reading.arabic) and not _is_usual(code, reading.arabic)


def _code_before(before: str) -> str | None:
    found = _CODE_END.search(_MARKS.sub("", before))
    return found["code"] if found is not None and found["code"] in codes() else None


def _is_number(text: str) -> bool:
    """Whether this is a number or one whose stroke was lost; fewer digits may be a postal code."""
    return "/" in text or sum(map(str.isdigit, text)) >= _WITHOUT_STROKE


def _is_usual(code: str, text: str) -> bool:
    if "/" not in text:
        return False
    unit = _UNIT.match(text)
    return unit is None or is_usual_unit(code, unit["unit"])


def _taken(reading: DigitReading, place: int) -> DigitReading:
    """The reading with one of its alternatives in its place; where dots and strokes were missed, boxes are shared."""
    other = reading.alternatives[place]
    likely = other.confidence * (1 - _RARE)
    chance = likely / (likely + reading.confidence * _RARE)
    rest = [one for n, one in enumerate(reading.alternatives) if n != place]
    first = replace(other, text=reading.text, confidence=round(min(1 - chance, reading.confidence), 4))
    return replace(
        reading,
        text=other.text,
        confidence=round(min(chance, _MOST), 4),
        alternatives=(first, *rest),
        boxes=_boxes(reading, other.text),
        sure=False,
    )


def _boxes(reading: DigitReading, text: str) -> tuple[tuple[int, int, int, int], ...]:
    """Boxes for another text over the same ink: those of its like characters, in order; the rest between."""
    x0, x1 = reading.boxes[0][0], reading.boxes[-1][2]
    top = min(box[1] for box in reading.boxes)
    foot = max(box[3] for box in reading.boxes)
    if len(text) == len(reading.text):
        return reading.boxes
    step = (x1 - x0) / len(text)
    return tuple((round(x0 + n * step), top, round(x0 + (n + 1) * step), foot) for n in range(len(text)))
