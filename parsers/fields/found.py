"""A value together with its evidence: what every field parser gives back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.sheet import line_evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.letter import Evidence
    from parsers.sheet import TextLine


@dataclass(frozen=True, slots=True)
class Found:
    """``value`` in its normal form and where it stood."""

    value: str
    evidence: Evidence | None


def found_in_line(
    line: TextLine,
    start: int,
    end: int,
    value: str,
    rule: str,
    confidence: float,
    alternatives: Sequence[str] = (),
) -> Found:
    """``value`` as read from columns ``start`` to ``end`` of ``line``."""
    while start < end and line.text[start].isspace():
        start += 1
    while end > start and line.text[end - 1].isspace():
        end -= 1
    return Found(value, line_evidence(line, start, line, end, rule, confidence, alternatives))


def trim(text: str) -> str:
    """``text`` without the punctuation around it; the dot of an abbreviation (``ทร.``) stays."""
    text = text.strip(" :,-")
    return text if _ABBREVIATION.search(text) else text.rstrip(" .")


_ABBREVIATION = re.compile(r"(?:^|[\s.(])[ก-ฮ]{1,3}\.$")


def tidy(text: str) -> str:
    """``text`` with white space folded to single blanks."""
    return " ".join(text.split())
