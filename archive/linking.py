"""Citation → letter: how well one fits the other, and what follows. Knows no database.

Wrong costs more than missing: a link is made only when exactly one letter is likely, and a letter that might
be meant makes the citation ambiguous instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as calendar_date
from typing import TYPE_CHECKING

from archive.folding import same_issuer, title_key
from archive.numbering import Number, number_of
from parsers.letter import Relation
from parsers.thai.years import buddhist_year

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.records import State

SURE = 0.95
LIKELY = 0.7
"""From here on a letter may be taken for the one that is meant."""
POSSIBLE = 0.4
NEAR_DAYS = 7
QUIET_DAYS = 10
"""So many days' worth of running numbers apart, two letters of one office and day cannot both be."""
SMALLEST_SAFE_RUN = 100
"""Below it the counters of two sections of one office may well meet on one day."""

STRONG = tuple(relation for relation in Relation if relation is not Relation.CITES)

_CONFUSED = frozenset(
    frozenset(pair)
    for pair in ("45", "26", "06", "37", "17", "58", "59", "49", "38", "56", "08", "69", "14", "27")
)
_ORDERS = frozenset({"order", "announcement", "statement", "news", "regulation", "bylaw", "other", "record"})
_NOUNS = {
    "คำสั่ง": frozenset({"order"}),
    "ประกาศ": frozenset({"announcement", "statement", "news"}),
    "แถลงการณ์": frozenset({"statement"}),
    "ระเบียบ": frozenset({"regulation"}),
    "ข้อบังคับ": frozenset({"bylaw", "regulation"}),
    "หนังสือ": frozenset({"external", "internal", "stamped", "certificate", "record", "other"}),
    "บันทึกข้อความ": frozenset({"internal", "external", "record"}),
}


@dataclass(frozen=True, slots=True)
class Target:
    """A letter as citations see it."""

    key: int
    identity: str
    kind: str
    number: Number | None
    date: str | None
    title: str
    issuer: str | None

    @property
    def year(self) -> str:
        return (self.number.year if self.number else "") or buddhist_year(self.date)


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference with what its own letter tells about it."""

    number: Number | None
    partial: Number | None
    date: str | None
    title: str
    issuer: str | None
    kinds: frozenset[str]
    letter: Target

    @property
    def day(self) -> str | None:
        return self.date if self.date and len(self.date) == 10 else None

    @property
    def year(self) -> str:
        return (self.number.year if self.number else "") or buddhist_year(self.date)


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


def citation_of(
    letter: Target,
    *,
    number: str | None,
    number_partial: str | None,
    date: str | None,
    title: str | None,
    issuer: str | None,
    text: str,
) -> Citation:
    """A reference of ``letter`` ready to be compared."""
    return Citation(
        number=number_of(number),
        partial=number_of(number_partial),
        date=date,
        title=title_key(title),
        issuer=issuer,
        kinds=_kinds(text, title),
        letter=letter,
    )


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


def _kinds(text: str, title: str | None) -> frozenset[str]:
    """The kinds that the word for a document in the cited words allows; empty if there is none.

    What comes after เรื่อง is the document's own title and may speak of any other document.
    """
    words = text.partition("เรื่อง")[0]
    places = [(at, -len(noun), noun) for noun in _NOUNS if (at := words.find(noun)) >= 0]
    if places:
        return _NOUNS[min(places)[2]]
    named = [noun for noun in _NOUNS if title and title.startswith(noun)]
    return _NOUNS[max(named, key=len)] if named else frozenset()


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
            return _fit_order(citation, target)
        if citation.number.is_short:
            return _fit_short(citation, target)
        return _fit_number(citation, citation.number, target, target.number)
    if citation.number is not None and citation.number.opaque:
        if target.number is None or target.number.opaque != citation.number.opaque:
            return None
        return _fit_opaque(citation, target)
    if citation.partial is not None:
        return _fit_partial(citation, citation.partial, target)
    if citation.title:
        return _fit_issued(citation, target, "title") if target.title == citation.title else None
    if target.kind not in (citation.kinds or _ORDERS) or target.date != citation.day:
        return None
    return (0.6, "issuer-and-date") if same_issuer(citation.issuer, target.issuer) else None


# Dates


def _when(citation: Citation, target: Target) -> str:
    """How the dates of citation and letter go together, in a word."""
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


# Numbers with an office before them


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


def _fit_number(citation: Citation, cited: Number, target: Target, own: Number) -> tuple[float, str] | None:
    when = _when(citation, target)
    if cited.unit == own.unit and _same_run(cited, own) and cited.circular == own.circular:
        if cited.code == own.code and cited.year and own.year and cited.year != own.year:
            return None
        score = _WITH_NUMBER.get(when, 0.0)
        if cited.code != own.code:
            if cited.code and own.code:
                return _misread_head(citation, cited, target, own)
            # A number whose letters are lost: only the day or the agency can tell whose it is.
            known = same_issuer(citation.issuer, target.issuer)
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
        return _misread_head(citation, cited, target, own)
    if cited.head == own.head and cited.committee == own.committee and cited.tag == own.tag:
        return _misread_run(citation, cited, target, own)
    return None


def _same_run(cited: Number, own: Number) -> bool:
    if cited.first is None or own.first is None:
        return False
    if (cited.first, cited.last) == (own.first, own.last):
        return True
    return own.last is not None and cited.last is None and own.first <= cited.first <= own.last


def _misread_head(citation: Citation, cited: Number, target: Target, own: Number) -> tuple[float, str] | None:
    """The running number and the day are right, the office is off by one character or ว is lost."""
    if _when(citation, target) != "date":
        return None
    confirmed = bool(citation.title) and citation.title == target.title
    if cited.head == own.head and cited.circular != own.circular:
        return (0.8 if confirmed else 0.6, "circular-mark")
    if cited.circular != own.circular or cited.committee != own.committee:
        return None
    if not (_one_off(cited.head, own.head) or _section_lost(cited.unit, own.unit, cited.code == own.code)):
        return None
    safe = (own.first or 0) >= SMALLEST_SAFE_RUN
    return (0.8 if confirmed else 0.75 if safe else 0.55, "office-digit")


def _section_lost(cited: str, own: str, same_code: bool) -> bool:
    """``0816`` for ``0816.3``."""
    return same_code and (own.startswith(cited + ".") or cited.startswith(own + "."))


def _misread_run(citation: Citation, cited: Number, target: Target, own: Number) -> tuple[float, str] | None:
    """The office and the day are right, the running number is off by one character that is easily misread."""
    assert cited.first is not None
    assert own.first is not None
    confirmed = bool(citation.title) and citation.title == target.title
    if not cited.circular and own.circular:
        # ว read as a 2 or a 7 before the number.
        if str(cited.first) in (f"2{own.first}", f"7{own.first}"):
            return (0.8 if confirmed else 0.75, "circular-mark")
        return None
    if cited.circular != own.circular or cited.last is not None or own.last is not None:
        return None
    pair = _difference(str(cited.first), str(own.first))
    if pair is None or frozenset(pair) not in _CONFUSED:
        return None
    if confirmed:
        return (0.8, "number-digit")
    # An office that has reached this number by this day sends out so many a day; a gap of many days' worth
    # cannot be two letters of one day.
    day = calendar_date.fromisoformat(citation.day).timetuple().tm_yday if citation.day else 365
    a_day = max(cited.first, own.first) / day
    return (0.75, "number-digit") if abs(cited.first - own.first) > QUIET_DAYS * a_day else None


def _difference(one: str, other: str) -> str | None:
    """The two characters in which texts of one length differ, if it is just one place."""
    if len(one) != len(other):
        return None
    pairs = [a + b for a, b in zip(one, other, strict=True) if a != b]
    return pairs[0] if len(pairs) == 1 else None


def _one_off(one: str, other: str) -> bool:
    """Whether one character was misread, lost or added."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    if len(one) == len(other):
        return _difference(one, other) is not None
    short, long = sorted((one, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


# Numbers that need their issuer


def _fit_short(citation: Citation, target: Target) -> tuple[float, str] | None:
    cited, own = citation.number, target.number
    assert cited is not None
    assert own is not None
    if not own.circular or not _same_run(cited, own):
        return None
    if cited.year and cited.year != target.year:
        return None
    known = same_issuer(citation.issuer, target.issuer)
    when = _when(citation, target)
    if when == "date":
        return ({True: 0.9, None: 0.75, False: 0.5}[known], "short-number-and-date")
    if not known:
        return (0.5, "short-number-and-year") if cited.year and known is None else None
    if cited.year:
        return (0.85, "short-number-and-year")
    scores = {"near-date": 0.8, "date-digit": 0.8, "month": 0.8, "same-year": 0.7, "none": 0.55}
    return (scores[when], f"short-number-and-{when}") if when in scores else None


def _fit_order(citation: Citation, target: Target) -> tuple[float, str] | None:
    cited, own = citation.number, target.number
    assert cited is not None
    assert own is not None
    if not own.is_order or (cited.first, cited.year) != (own.first, own.year):
        return None
    return _fit_issued(citation, target, "order")


def _fit_opaque(citation: Citation, target: Target) -> tuple[float, str] | None:
    """Numbers that follow no known grammar are equal to the letter."""
    known, when = same_issuer(citation.issuer, target.issuer), _when(citation, target)
    if known is False and when != "date":
        return None
    score = _WITH_NUMBER.get(when, 0.0)
    return (score if known else min(score, 0.9 if when == "date" else 0.6), f"number-and-{when}")


def _fit_issued(citation: Citation, target: Target, what: str) -> tuple[float, str] | None:
    """Number N/year or title agree: the issuer and the day decide."""
    if target.kind not in (citation.kinds or _ORDERS):
        return None
    known = same_issuer(citation.issuer, target.issuer)
    when = _when(citation, target)
    numbered = what != "title"
    # A regulation carries its year in its title; announcements come back under one title.
    unique = numbered or "พศ" in citation.title or "ฉบับที่" in citation.title
    if when == "later":
        return None
    if known is False:
        return (0.6, f"{what}-of-another-issuer") if when == "date" else None
    if when == "date":
        return (0.99 if known else 0.9, f"{what}-and-date")
    if when in ("none", "year", "undated"):
        if known:
            return (0.95 if unique else 0.8, f"{what}-and-issuer")
        at_home = same_issuer(citation.letter.issuer, target.issuer)
        return (0.8 if unique and at_home else 0.55, f"{what}-alone")
    if when in ("near-date", "date-digit", "month"):
        return (0.8 if known else 0.7, f"{what}-and-{when}")
    if when == "same-year" and numbered:
        return (0.75 if known else 0.5, f"{what}-and-{when}")
    # An order's number carries its year: a date of another year is a slip of the pen.
    return (0.7 if known else 0.5, f"{what}-and-other-date") if numbered else None


def _fit_partial(citation: Citation, cited: Number, target: Target) -> tuple[float, str] | None:
    """The running number is blank: office and month make a candidate, never more."""
    own = target.number
    if own is None or own.first is None or not citation.date or not target.date:
        return None
    same = (cited.head, cited.committee, cited.circular) == (own.head, own.committee, own.circular)
    if not same or citation.date[:7] != target.date[:7]:
        return None
    return (0.6 if citation.day == target.date else 0.5, "partial-number-and-month")
