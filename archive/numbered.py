"""How well a letter fits a citation by its number: with the office before it, short, opaque or partial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.dating import how_dated
from archive.folding import same_issuer
from archive.misread import SMALLEST_SAFE_RUN, misread_head, misread_run

if TYPE_CHECKING:
    from archive.citing import Citation, Target
    from archive.numbering import Number

_WITH_NUMBER = {
    "date": 0.99,
    "month": 0.9,
    "near-date": 0.85,
    "date-digit": 0.85,
    "year": 0.9,
    "none": 0.8,
    "undated": 0.75,
    "same-year": 0.75,
    # The same number comes back every year, often about the same day.
    "year-digit": 0.6,
}


def fit_number(citation: Citation, cited: Number, target: Target, own: Number) -> tuple[float, str] | None:
    when = how_dated(citation, target)
    if cited.unit == own.unit and _same_run(cited, own) and cited.circular == own.circular:
        if cited.code == own.code and cited.year and own.year and cited.year != own.year:
            return None
        score = _WITH_NUMBER.get(when, 0.0)
        if cited.code != own.code:
            if cited.code and own.code:
                return misread_head(citation, cited, target, own)
            # A number whose letters are lost: only the day or the agency can tell whose it is.
            known = same_issuer(citation.issuer, target.issuer)
            if known is False:
                return None
            score = min(score, 0.9 if when == "date" else 0.75 if known else 0.5)
            return (score, f"unit-and-{when}")
        loose = [
            (one, other)
            for one, other in ((cited.committee, own.committee), (cited.tag, own.tag))
            if one != other
        ]
        if loose:
            if any(one and other for one, other in loose):
                return None
            score = min(score, 0.9 if when == "date" else 0.6)
            return (score, f"loose-number-and-{when}")
        return (score, f"number-and-{when}") if score else None
    if when != "date":
        return None
    if _same_run(cited, own):
        return misread_head(citation, cited, target, own)
    if cited.head == own.head and cited.committee == own.committee and cited.tag == own.tag:
        return misread_run(citation, cited, target, own)
    return None


def _same_run(cited: Number, own: Number) -> bool:
    if cited.first is None or own.first is None:
        return False
    if (cited.first, cited.last) == (own.first, own.last):
        return True
    return own.last is not None and cited.last is None and own.first <= cited.first <= own.last


def fit_short(citation: Citation, target: Target) -> tuple[float, str] | None:
    cited, own = citation.number, target.number
    assert cited is not None
    assert own is not None
    if not own.circular or not _same_run(cited, own):
        return None
    if cited.year and cited.year != target.year:
        return None
    known = same_issuer(citation.issuer, target.issuer)
    when = how_dated(citation, target)
    if when == "date":
        # Every office has its ว 5; two of them may well be of one day.
        unknown = 0.75 if (cited.first or 0) >= SMALLEST_SAFE_RUN else 0.6
        return ({True: 0.9, None: unknown, False: 0.5}[known], "short-number-and-date")
    if not known:
        return (0.5, "short-number-and-year") if cited.year and known is None else None
    if cited.year:
        return (0.85, "short-number-and-year")
    scores = {"near-date": 0.8, "date-digit": 0.8, "month": 0.8, "same-year": 0.7, "none": 0.55}
    return (scores[when], f"short-number-and-{when}") if when in scores else None


def fit_opaque(citation: Citation, target: Target) -> tuple[float, str] | None:
    """Numbers that follow no known grammar are equal to the letter."""
    known, when = same_issuer(citation.issuer, target.issuer), how_dated(citation, target)
    if known is False and when != "date":
        return None
    score = _WITH_NUMBER.get(when, 0.0)
    return (score if known else min(score, 0.9 if when == "date" else 0.6), f"number-and-{when}")


def fit_partial(citation: Citation, cited: Number, target: Target) -> tuple[float, str] | None:
    """The running number is blank: office and month make a candidate, never more."""
    own = target.number
    if own is None or own.first is None or not citation.date or not target.date:
        return None
    same = (cited.head, cited.committee, cited.circular) == (own.head, own.committee, own.circular)
    if not same or citation.date[:7] != target.date[:7]:
        return None
    return (0.6 if citation.day == target.date else 0.5, "partial-number-and-month")
