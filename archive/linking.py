"""Citation → letter: how well one fits the other, and what follows. Knows no database.

Wrong costs more than missing: a link is made only when exactly one letter is likely, and a letter that might
be meant makes the citation ambiguous instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.citing import ISSUED, Citation, Target
from archive.folding import same_issuer
from archive.issued import fit_issued, fit_order
from archive.numbered import fit_number, fit_opaque, fit_partial, fit_short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.records import State

SURE = 0.95
LIKELY = 0.7
"""From here on a letter may be taken for the one that is meant."""
POSSIBLE = 0.4


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one letter fits a citation: ``score`` 0 to 1 and the rule that says so."""

    target: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a citation. ``fits`` are the candidates while it is ambiguous."""

    state: State
    target: int | None
    score: float
    reason: str
    fits: tuple[Fit, ...] = ()


def resolve(citation: Citation, letters: Iterable[Target]) -> Resolution:
    """Which of ``letters`` is meant. The same set gives the same answer in any order."""
    if not (citation.number or citation.partial or citation.title or (citation.issuer and citation.day)):
        return Resolution("not_a_letter", None, 0.0, "nothing-to-look-up")
    if _is_itself(citation):
        return Resolution("not_a_letter", None, 0.0, "itself")
    fits = []
    for target in letters:
        if target.key == citation.letter.key or target.identity == citation.letter.identity:
            continue
        found = _fit(citation, target)
        if found and found[0] >= POSSIBLE:
            fits.append((Fit(target.key, *found), target.identity))
    if not fits:
        return Resolution("missing", None, 0.0, "no-such-letter")
    # Sorted by what does not depend on the order of arrival.
    fits.sort(key=lambda pair: (-pair[0].score, pair[1]))
    ranked = tuple(fit for fit, _ in fits)
    best = ranked[0]
    sure = tuple(fit for fit in ranked if fit.score >= SURE)
    likely = tuple(fit for fit in ranked if fit.score >= LIKELY)
    if len(sure) == 1 or (not sure and len(likely) == 1):
        return Resolution("resolved", best.target, best.score, best.reason)
    return Resolution("ambiguous", None, best.score, best.reason, sure or likely or ranked)


def _is_itself(citation: Citation) -> bool:
    own, cited = citation.letter.number, citation.number
    if own is None or cited is None or own.full != cited.full:
        return False
    if cited.is_order and same_issuer(citation.issuer, citation.letter.issuer) is False:
        return False
    return citation.date is None or citation.date == citation.letter.date


def _fit(citation: Citation, target: Target) -> tuple[float, str] | None:
    if citation.number is not None and citation.number.first is not None:
        if target.number is None or target.number.first is None:
            return None
        if citation.number.is_order:
            return fit_order(citation, target)
        if citation.number.is_short:
            return fit_short(citation, target)
        return fit_number(citation, citation.number, target, target.number)
    if citation.number is not None and citation.number.opaque:
        if target.number is None or target.number.opaque != citation.number.opaque:
            return None
        return fit_opaque(citation, target)
    if citation.partial is not None:
        return fit_partial(citation, citation.partial, target)
    if citation.title:
        return fit_issued(citation, target, "title") if target.title == citation.title else None
    if target.kind not in (citation.kinds or ISSUED) or target.date != citation.day:
        return None
    return (0.6, "issuer-and-date") if same_issuer(citation.issuer, target.issuer) else None
