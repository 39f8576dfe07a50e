"""Which missing letter a draft may be: its number or day is blank, and just one letter that others cite fits.

A proposal is shown to a person and never acted upon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.folding import same_issuer, title_key
from archive.numbering import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.missing import Absent
    from archive.records import LetterSummary

_Office = tuple[str, str, str, bool]


def by_month(absent: Iterable[Absent]) -> dict[tuple[str, str], list[Absent]]:
    """Missing letters with number and day, by office and month."""
    found: dict[tuple[str, str], list[Absent]] = {}
    for each in absent:
        number = number_of(each.number)
        if number is not None and number.head and number.first is not None and len(each.date or "") == 10:
            found.setdefault((number.head, (each.date or "")[:7]), []).append(each)
    return found


def proposal(letter: LetterSummary, missing: dict[tuple[str, str], list[Absent]]) -> Absent | None:
    """The one missing letter that ``letter`` may be."""
    blank = letter.number is None
    number, date = number_of(letter.number_partial if blank else letter.number), letter.date
    if number is None or not number.head or not date or (not blank and len(date) == 10):
        return None
    fits = [
        each
        for each in missing.get((number.head, date[:7]), ())
        if (_same_office(letter.number_partial, each.number) if blank else _same(letter.number, each.number))
        and (len(date) < 10 or each.date == date)
        and _confirmed(letter, each)
    ]
    return fits[0] if len(fits) == 1 else None


def _confirmed(letter: LetterSummary, absent: Absent) -> bool:
    titled = bool(absent.title) and title_key(absent.title) == title_key(letter.subject)
    return titled or same_issuer(absent.issuer, letter.sender) is True


def _office(raw: str | None) -> _Office | None:
    number = number_of(raw)
    return (number.head, number.committee, number.tag, number.circular) if number else None


def _same_office(one: str | None, other: str | None) -> bool:
    return _office(one) == _office(other)


def _same(one: str | None, other: str | None) -> bool:
    first, second = number_of(one), number_of(other)
    return first is not None and second is not None and first.full == second.full


def citing_words(absent: Absent, most: int = 2) -> Sequence[str]:
    """What letters say when they cite it, each wording once."""
    return list(dict.fromkeys(" ".join(cited.text.split()) for cited in absent.citations))[:most]
