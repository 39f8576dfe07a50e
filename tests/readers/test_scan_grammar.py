"""What offices' numbers look like decides between readings: an auditor is given no number that no office has."""

from __future__ import annotations

import pytest

from parsers.readers.digits import Alternative, DigitReading
from parsers.readers.scan_grammar import by_grammar


def reading(
    text: str, confidence: float, *others: tuple[str, float], wide: int | None = None
) -> DigitReading:
    """A reading whose characters stand 4 pixels apart, but 12 behind the place ``wide``."""
    boxes, left = [], 0
    for place in range(len(text)):
        boxes.append((left, 0, left + 20, 30))
        left += 20 + (12 if place == wide else 4)
    alternatives = tuple(Alternative(*other) for other in others)
    return DigitReading(text, confidence, alternatives, tuple(boxes), sure=False, digit_like=0.9, pen=0.1)


def test_a_dot_lost_in_copying_leaves_its_white() -> None:
    found = by_grammar(reading("๐๔๐๕๒/ว๖๐๕๓", 0.95, wide=3), "ที่กค")
    assert found.text == "๐๔๐๕.๒/ว๖๐๕๓"
    assert found.confidence == 0.8
    assert found.alternatives[0].text == "๐๔๐๕๒/ว๖๐๕๓"
    assert [box[0] for box in found.boxes] == sorted(box[0] for box in found.boxes)


@pytest.mark.parametrize(("wide", "before"), [(None, "ที่กค"), (1, "ที่กค"), (3, "ที่")])
def test_no_dot_is_made_up(wide: int | None, before: str) -> None:
    assert "." not in by_grammar(reading("๐๔๐๕๒/ว๖๐๕๓", 0.95, wide=wide), before).text


def test_readings_that_no_office_has_take_no_certainty() -> None:
    found = by_grammar(reading("๐๐๓๗.๑/๑๙๑๒๙", 0.5, ("๐๐๓๗๑/๑๙๑๒๙", 0.34), ("?๐๓๗.๑/๑๙๑๒๙", 0.07)), "ที่นม")
    assert found.text == "๐๐๓๗.๑/๑๙๑๒๙"
    assert 0.6 < found.confidence <= 0.9
    other_office = by_grammar(reading("๐๐๓๗.๑/๑๙๑๒๙", 0.5, ("๐๐๓๑.๑/๑๙๑๒๙", 0.4)), "ที่นม")
    assert other_office.confidence < 0.6


def test_ink_that_nothing_explains_is_not_read_over() -> None:
    first = reading("๐๐๒./๑๘๒๕๐", 0.03, ("๐๐๒?๕/๑๘๒๕๐", 0.33), ("๐๐๒๕/๑๘๒๕๐", 0.28), ("๐๐๒๔/๑๘๒๕๐", 0.12))
    assert by_grammar(first, "ที่ลป").confidence < 0.5
