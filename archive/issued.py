"""How well a letter fits a citation by issuer: orders N/year, and papers known by their title or day alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.citing import ISSUED
from archive.dating import how_dated
from archive.folding import same_issuer

if TYPE_CHECKING:
    from archive.citing import Citation, Target


def fit_order(citation: Citation, target: Target) -> tuple[float, str] | None:
    cited, own = citation.number, target.number
    assert cited is not None
    assert own is not None
    if not own.is_order or (cited.first, cited.year) != (own.first, own.year):
        return None
    return fit_issued(citation, target, "order")


def fit_issued(citation: Citation, target: Target, what: str) -> tuple[float, str] | None:
    """Number N/year or title agree: the issuer and the day decide."""
    if target.kind not in (citation.kinds or ISSUED):
        return None
    known = same_issuer(citation.issuer, target.issuer)
    when = how_dated(citation, target)
    numbered = what != "title"
    # A regulation carries its year in its title; announcements come back under one title.
    unique = numbered or "พศ" in citation.title or "ฉบับที่" in citation.title
    if when == "later":
        return None
    if known is False:
        return (0.6, f"{what}-of-another-issuer") if when == "date" else None
    # Who names no issuer speaks of a paper of his own office.
    at_home = same_issuer(citation.letter.issuer, target.issuer)
    if when == "date":
        return (0.99 if known else 0.65 if at_home is False else 0.9, f"{what}-and-date")
    if when in ("none", "year", "undated"):
        if known:
            return (0.95 if unique else 0.8, f"{what}-and-issuer")
        return (0.8 if unique and at_home else 0.55, f"{what}-alone")
    if when in ("near-date", "date-digit", "month"):
        return (0.8 if known else 0.7, f"{what}-and-{when}")
    if when == "same-year" and numbered:
        return (0.75 if known else 0.5, f"{what}-and-{when}")
    # An order's number carries its year: a date of another year is a slip of the pen.
    return (0.7 if known else 0.5, f"{what}-and-other-date") if numbered else None
