"""How the date that a citation gives goes together with that of a letter."""

from __future__ import annotations

from datetime import date as calendar_date
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.citing import Citation, Target

NEAR_DAYS = 7


def how_dated(citation: Citation, target: Target) -> str:
    """How the dates of citation and letter go together, in a word: ``date`` (equal), ``month``, ``near-date``,
    ``date-digit``, ``year``, ``same-year``, ``year-digit``, ``none`` (the citation gives none), ``undated`` (the
    letter bears none), ``later`` (the letter came after the citing one), ``other``."""
    cited, own = citation.date, target.date
    if cited is None:
        number_year = citation.number.year if citation.number else ""
        if number_year and own:
            return "year" if number_year == target.year else "other"
        if own and citation.letter.date and own[:10] > citation.letter.date:
            return "later"
        return "none"
    if own is None:
        return "undated"
    if cited == own:
        return "date"
    if len(cited) < 10 or len(own) < 10:
        return "month" if cited[:7] == own[:7] else "same-year" if cited[:4] == own[:4] else "other"
    if _days_apart(cited, own) <= NEAR_DAYS:
        return "near-date"
    digits = sum(one != other for one, other in zip(cited, own, strict=True))
    if cited[:4] == own[:4]:
        return "date-digit" if digits == 1 else "same-year"
    return "year-digit" if digits == 1 else "other"


def _days_apart(one: str, other: str) -> int:
    try:
        return abs((calendar_date.fromisoformat(one) - calendar_date.fromisoformat(other)).days)
    except ValueError:
        return 9999


def years_near(date: str) -> set[str]:
    """The years that a day at most ``NEAR_DAYS`` from ``date`` may be of; none for a day that never was."""
    try:
        day = calendar_date.fromisoformat(date)
    except ValueError:
        return set()
    return {str((day + timedelta(days=days)).year) for days in (-NEAR_DAYS, NEAR_DAYS)}
