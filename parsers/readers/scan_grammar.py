"""What letters' numbers look like, as a prior on readings of digits: a dot is easily lost, and no office is 08168."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from parsers.agencies import codes, is_usual_unit
from parsers.readers.digits import Alternative

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.readers.digits import DigitReading

_UNIT = re.compile("(?P<unit>[0-9]+)[./(]")
_UNDOTTED = re.compile("[0-9]{5}[/(]")
_DOT_WHITE: Final = 1.5
"""How many times as wide as those between digits the gap is in which a dot stood."""
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_CODE_END = re.compile("(?P<code>[ก-ฮ]{2})[.]?$")
_RARE: Final = 0.02
"""Share of letters whose unit is written otherwise."""
_UNKNOWN: Final = 0.3
"""What is left of the chance of a reading with a character that is no digit: ink that the others may explain wrongly."""
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
    code = _code_before(before)
    if code is None or not _is_number(reading.arabic):
        return reading
    if _is_usual(code, reading.arabic):
        return _weighed(reading, code)
    if (dotted := _with_lost_dot(reading, code)) is not None:
        return dotted
    for n, other in enumerate(reading.alternatives):
        if "?" not in other.text and _is_usual(code, replace(reading, text=other.text).arabic):
            return _taken(reading, n, code)
    if reading.text.isascii() and engine_sure >= _ENGINE and _is_usual(code, engine):
        own = Alternative(reading.text, round(1 - _ENGINE_GIVEN, 4))
        rest = tuple(one for one in reading.alternatives if one.text != engine)
        boxes = _boxes(reading, engine)
        return replace(
            reading, text=engine, confidence=_ENGINE_GIVEN, alternatives=(own, *rest), boxes=boxes, sure=False
        )
    return replace(reading, confidence=min(reading.confidence, _DOUBT), sure=False)


def _with_lost_dot(reading: DigitReading, code: str) -> DigitReading | None:
    """The reading with a dot behind its fourth digit, if no office has five, and the white of a dot is there."""
    text, boxes = reading.text, reading.boxes
    if not _UNDOTTED.match(reading.arabic) or not _is_usual(
        code, f"{reading.arabic[:4]}.{reading.arabic[4:]}"
    ):
        return None
    gaps = [after[0] - before[2] for before, after in pairwise(boxes)]
    if gaps[3] < max(_DOT_WHITE * max(gaps[:3]), 4):
        return None
    dot = (boxes[3][2], boxes[3][1], boxes[4][0], boxes[3][3])
    return replace(
        reading,
        text=f"{text[:4]}.{text[4:]}",
        boxes=(*boxes[:4], dot, *boxes[4:]),
        confidence=min(reading.confidence, _ENGINE_GIVEN),
        alternatives=(Alternative(text, round(1 - _ENGINE_GIVEN, 4)), *reading.alternatives),
        sure=False,
    )


def _weighed(reading: DigitReading, code: str) -> DigitReading:
    """The reading as sure as it is among those that an office's number may have."""
    if "?" in reading.text or reading.confidence >= _MOST:
        return reading
    chance = reading.confidence / (reading.confidence + _against(reading, code, reading.alternatives))
    return replace(reading, confidence=round(max(reading.confidence, min(chance, _MOST)), 4))


def _against(reading: DigitReading, code: str, others: Iterable[Alternative]) -> float:
    """What the other readings weigh, those that were not kept among them."""
    told = reading.confidence + sum(other.confidence for other in reading.alternatives)
    return max(1 - told, 0.0) + sum(
        other.confidence * _weight(code, replace(reading, text=other.text)) for other in others
    )


def _weight(code: str, reading: DigitReading) -> float:
    """How much of a reading's chance is left by what offices' numbers look like."""
    if "?" in reading.text:
        return _UNKNOWN
    return 1.0 if _is_usual(code, reading.arabic) else _RARE


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
    if "/" not in text or "?" in text:
        return False
    unit = _UNIT.match(text)
    return unit is None or is_usual_unit(code, unit["unit"])


def _taken(reading: DigitReading, place: int, code: str) -> DigitReading:
    """The reading with one of its alternatives in its place; where dots and strokes were missed, boxes are shared."""
    other = reading.alternatives[place]
    rest = [one for n, one in enumerate(reading.alternatives) if n != place]
    first = Alternative(reading.text, reading.confidence)
    chance = other.confidence / (other.confidence + _against(reading, code, (first, *rest)))
    return replace(
        reading,
        text=other.text,
        confidence=round(min(chance, _MOST), 4),
        alternatives=(
            replace(first, confidence=round(min(1 - chance, reading.confidence), 4)),
            *rest,
        ),
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
