"""Which letters and citations may have to do with each other: they share one of these keys.

Every fit that ``linking`` knows is covered by a key, and keys are narrow, so that the arrival of one letter
touches a handful of citations however large the archive is.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from archive.folding import issuer_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.citing import Citation, Target
    from archive.numbering import Number


def keys_of_letter(letter: Target) -> frozenset[int]:
    """Keys under which a letter is looked for."""
    keys: set[str] = set()
    number, date = letter.number, letter.date
    if number is not None:
        if number.opaque:
            keys.add(f"opaque|{number.opaque}")
        elif number.is_order:
            keys.add(f"order|{number.run}/{number.year}")
        for run in number.runs():
            digits = run.removeprefix("ว")
            keys |= {f"number|{number.unit}|{run}", f"run|{run}", f"runday|{digits}|{date}"}
        if number.head and date and number.first is not None:
            keys |= {f"officeday|{number.head}|{date}", f"officemonth|{number.head}|{date[:7]}"}
    if letter.title:
        keys.add(f"title|{letter.title}")
    if date:
        keys |= {f"issuerday|{issuer}|{date}" for issuer in issuer_keys(letter.issuer)}
    return _hashed(keys)


def keys_of_citation(citation: Citation) -> frozenset[int]:
    """Keys under which a citation looks for its letter."""
    number, day = citation.number, citation.day
    if number is not None and number.first is not None:
        return _hashed(_keys_of_number(number, day))
    if number is not None:
        return _hashed({f"opaque|{number.opaque}"})
    if citation.partial is not None:
        return _hashed({f"officemonth|{citation.partial.head}|{(citation.date or '')[:7]}"})
    if citation.title:
        return _hashed({f"title|{citation.title}"})
    return _hashed({f"issuerday|{issuer}|{day}" for issuer in issuer_keys(citation.issuer)})


def keys_of_run(run: str) -> frozenset[int]:
    """Keys of all letters with a running number (``ว119``)."""
    return _hashed({f"run|{run}"})


def keys_of_opaque(text: str) -> frozenset[int]:
    """Keys of the letters whose number follows no known grammar and is just ``text``."""
    return _hashed({f"opaque|{text}"})


def _keys_of_number(number: Number, day: str | None) -> set[str]:
    if number.is_order:
        return {f"order|{number.run}/{number.year}"}
    digits = number.run.removeprefix("ว")
    if number.is_short:
        # With the day the few letters of that day do; without it the issuer must be among all of them.
        return {f"runday|{digits}|{day}", f"run|{number.run}"}
    keys = {f"number|{number.unit}|{number.run}"}
    if day:
        keys |= {f"runday|{digits}|{day}", f"officeday|{number.head}|{day}"}
    return keys


def _hashed(keys: Iterable[str]) -> frozenset[int]:
    """Keys as signed 64-bit numbers. Two keys that meet by chance only cost a comparison."""
    return frozenset(
        int.from_bytes(
            hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
        )
        for key in keys
    )
