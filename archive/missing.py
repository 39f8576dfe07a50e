"""Letters that are cited but in no file: which citations mean the same one, and what they say of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.folding import issuer_key
from archive.identity import missing_id_of
from archive.numbering import number_of
from archive.tracing import TraceLetter
from parsers.number import find_numbers
from parsers.thai.normal import normalise
from parsers.thai.years import buddhist_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.citing import Citation


_PAPERS = {
    "คำสั่ง": "order",
    "ระเบียบ": "regulation",
    "ข้อบังคับ": "bylaw",
    "ประกาศ": "announcement",
    "หนังสือรับรอง": "certificate",
}
_PAPER = re.compile(rf"{'|'.join(_PAPERS)}|หนังสือ|บันทึก")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of a missing letter, as the catalogue holds it."""

    reference: int
    letter: str
    subject: str
    number: str | None
    number_partial: str | None
    date: str | None
    title: str | None
    issuer: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Absent:
    """One missing letter and the citations that mean it; the values are what most of them say."""

    id: str
    number: str | None
    number_partial: str | None
    date: str | None
    title: str | None
    issuer: str | None
    citations: tuple[Cited, ...]


def subject_of(citation: Citation) -> str:
    """What is cited, without the year: citations with one subject may mean one letter."""
    number, issuer = citation.number, issuer_key(citation.issuer)
    if number is not None and (number.first is not None or number.opaque):
        return f"number|{number.full}" if number.head else f"number|{number.full}|{issuer}"
    if citation.partial is not None:
        return f"partial|{citation.partial.full}|{(citation.date or '')[:7]}"
    if citation.title:
        return f"title|{citation.title}|{issuer}"
    return f"issued|{issuer}|{citation.date or ''}"


def absent_letters(citations: Iterable[Cited]) -> list[Absent]:
    """The letters that missing ``citations`` mean, all citations of a subject being given; ordered by id.

    A number comes back every year, so citations are parted by year; those without a year join the others when
    these agree on one.
    """
    groups: dict[tuple[str, str], list[Cited]] = {}
    for cited in citations:
        groups.setdefault((cited.subject, _year(cited)), []).append(cited)
    years: dict[str, list[str]] = {}
    for subject, year in groups:
        if year:
            years.setdefault(subject, []).append(year)
    for subject, known in years.items():
        undated = groups.get((subject, ""))
        if undated and len(known) == 1:
            groups[subject, known[0]] += groups.pop((subject, ""))
    return sorted((_absent(*key, group) for key, group in groups.items()), key=lambda absent: absent.id)


def spelling_of(number: str | None, text: str) -> str | None:
    """How ``number`` is spelled in the citing words, if it stands there."""
    if number is None:
        return None
    normal = normalise(text)
    for match in find_numbers(normal.text):
        # The office before it may have been said once for several numbers.
        if match.normal is not None and number.endswith(match.normal):
            return text[normal.offsets[match.start] : normal.offsets[match.end]].strip()
    return None


def traced(absent: Absent) -> TraceLetter:
    """The letter as it stands in a chain."""
    return TraceLetter(
        id=absent.id,
        number=absent.number,
        date=absent.date,
        subject=absent.title,
        status="unknown",
        in_archive=False,
        number_partial=absent.number_partial,
        sender=absent.issuer,
        kind=kind_of(absent),
    )


def kind_of(absent: Absent) -> str | None:
    """What kind of paper the citing words call it: the first such word in most of them."""
    words = (_PAPER.search(normalise(cited.text).text) for cited in absent.citations)
    kind = _commonest(word.group() for word in words if word)
    return _PAPERS.get(kind) if kind else None


def _year(cited: Cited) -> str:
    number = number_of(cited.number)
    return (number.year if number else "") or buddhist_year(cited.date)


def _absent(subject: str, year: str, group: Sequence[Cited]) -> Absent:
    ordered = sorted(group, key=lambda cited: (cited.letter, cited.text, cited.reference))
    return Absent(
        id=missing_id_of(f"{subject}|{year}"),
        number=_commonest(cited.number for cited in ordered),
        number_partial=_commonest(cited.number_partial for cited in ordered),
        date=_commonest(cited.date for cited in ordered),
        title=_commonest(cited.title for cited in ordered),
        issuer=_commonest(cited.issuer for cited in ordered),
        citations=tuple(ordered),
    )


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], -len(value), value)) if counts else None
