"""Which letters and citations may have to do with each other: they share one of these keys.

Every fit that ``linking`` knows is covered by a key, and keys are narrow, so that the arrival of one letter
touches a handful of citations however large the archive is.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from archive.dating import years_near
from archive.folding import issuer_key, issuer_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.citing import Citation, Target
    from archive.numbering import Number

FULL_DATE = len("2020-06-16")
_UNKNOWN = frozenset({"?"})
"""Stands for the issuer of a letter that has none: it may be any."""


def keys_of_letter(letter: Target) -> frozenset[int]:
    """Keys under which a letter is looked for."""
    keys: set[str] = set()
    number, date = letter.number, letter.date
    issuers = _names(letter.issuer)
    if number is not None:
        if number.opaque:
            keys.add(f"opaque|{number.opaque}")
        elif number.is_order:
            keys |= _issued(f"order|{number.run}/{number.year}", issuers, date)
        for run in number.runs():
            digits = run.removeprefix("ว")
            keys |= _dated(f"number|{number.head}|{run}", date) | {f"run|{run}", f"runday|{digits}|{date}"}
            if number.code:
                keys |= _dated(f"codeless|{number.unit}|{run}", date)
            if number.circular:
                keys |= {f"run|{run}|{issuer}" for issuer in issuers or _UNKNOWN}
                keys.add(f"runyear|{run}|{letter.year}")
        if number.head and date and number.first is not None:
            keys |= {f"officeday|{number.head}|{date}", f"officemonth|{number.head}|{date[:7]}"}
    if letter.title:
        keys |= _issued(f"title|{letter.title}", issuers, date)
    if date:
        keys |= {f"issuerday|{issuer}|{date}" for issuer in issuers}
    return _hashed(keys)


def keys_of_citation(citation: Citation) -> frozenset[int]:
    """Keys under which a citation looks for its letter."""
    number, day = citation.number, citation.day
    issuers = _names(citation.issuer)
    if number is not None and number.first is not None:
        return _hashed(_keys_of_number(number, issuers, citation.date))
    if number is not None:
        return _hashed({f"opaque|{number.opaque}"})
    if citation.partial is not None:
        return _hashed({f"officemonth|{citation.partial.head}|{(citation.date or '')[:7]}"})
    if citation.title:
        return _hashed(_meant(f"title|{citation.title}", issuers, citation.date))
    return _hashed({f"issuerday|{issuer}|{day}" for issuer in issuers})


def keys_of_run(run: str) -> frozenset[int]:
    """Keys of all letters with a running number (``ว119``)."""
    return _hashed({f"run|{run}"})


def keys_of_opaque(text: str) -> frozenset[int]:
    """Keys of the letters whose number follows no known grammar and is just ``text``."""
    return _hashed({f"opaque|{text}"})


def _keys_of_number(number: Number, issuers: frozenset[str], date: str | None) -> set[str]:
    if number.is_order:
        return _meant(f"order|{number.run}/{number.year}", issuers, date)
    digits = number.run.removeprefix("ว")
    if number.is_short:
        # Every office has its ว 5: without its issuer only one of that day or year can be meant.
        keys = {f"runday|{digits}|{date}"}
        if issuers:
            return keys | {f"run|{number.run}|{issuer}" for issuer in issuers | _UNKNOWN}
        return keys | {f"runyear|{number.run}|{number.year}"} if number.year else keys
    # The offices of all provinces share their units; a number that lost its code may be of any of them.
    stems = {f"number|{number.head}|{number.run}", f"number|{number.unit}|{number.run}"}
    if not number.code:
        stems.add(f"codeless|{number.unit}|{number.run}")
    keys = {key for stem in stems for key in _about(stem, date)}
    if date and len(date) == FULL_DATE:
        keys |= {f"runday|{digits}|{date}", f"officeday|{number.head}|{date}"}
    return keys


def _dated(stem: str, date: str | None) -> set[str]:
    """Keys of a letter whose number comes back every year: for those who give no date, that year, and that day of
    a year misread."""
    keys = {stem, f"{stem}|{date[:4] if date else None}"}
    return keys | {f"{stem}|{date[4:]}"} if date and len(date) == FULL_DATE else keys


def _about(stem: str, date: str | None) -> set[str]:
    """Keys under which a citation that gives ``date`` looks for such a letter, which may have none."""
    if not date:
        return {stem}
    keys = {f"{stem}|{date[:4]}", f"{stem}|None"}
    if len(date) == FULL_DATE:
        keys |= {f"{stem}|{date[4:]}"} | {f"{stem}|{year}" for year in years_near(date)}
    return keys


def _issued(what: str, issuers: frozenset[str], date: str | None) -> set[str]:
    """Keys of a paper that many issuers may have one like of: whoever cites it names the issuer, the day or neither."""
    return {what, f"{what}|{date}"} | {f"{what}|{issuer}" for issuer in issuers or _UNKNOWN}


def _meant(what: str, issuers: frozenset[str], date: str | None) -> set[str]:
    """Keys under which a citation of such a paper looks for it."""
    if not issuers:
        return {what}
    return {f"{what}|{date}"} | {f"{what}|{issuer}" for issuer in issuers | _UNKNOWN}


def _names(issuer: str | None) -> frozenset[str]:
    """Two issuers that may be the same share one of these."""
    whole = issuer_key(issuer)
    return issuer_keys(issuer) | {whole} if whole else frozenset()


def _hashed(keys: Iterable[str]) -> frozenset[int]:
    """Keys as signed 64-bit numbers. Two keys that meet by chance only cost a comparison."""
    return frozenset(
        int.from_bytes(
            hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
        )
        for key in keys
    )
