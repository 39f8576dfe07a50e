"""What each leaf of a query looks for in the index: clauses, of which one or more must hold.

Both the clauses and their order of strength are the same for every engine. A Thai word that the segmenter
cuts further is looked for as a phrase first, then as a bare stretch of letters, then as letters without
their marks, and at last, in letters read by OCR, as letters with some faults; its pieces must lie together, blanks, punctuation and line ends aside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from index import analysis
from index.abbreviations import other_names
from index.dictionary import is_word
from index.numbers import key_of
from index.query import TEXT_FIELDS, Days, Leaf, Number, Phone, Phrase, Prefix, Value, Word
from index.resembling import wrong
from index.values import buddhist_year
from parsers.thai.normal import fold

BOOSTS = {"subject": 3.0, "text": 1.0}
"""The fields that a word without a field is looked for in, and how much each counts."""

SHORTEST_STRETCH = 5
SHORTEST_NAME = 3
"""Letters that a stretch must have if the word list knows it, and if it does not, as with names.

A shorter word of the list that is neither a word nor a part in a text stands there by chance: หนัง in หนังสือ.
"""

SHORTEST_SKELETON = 6
FAINT = -1000.0
"""Stands in the score of a letter once for each word that only resembles what was typed: it comes after all
letters that have every word."""

_OTHER_NAME = 0.5
_STRETCH = 0.3
_SKELETON = 0.1


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of ``field``, one after the other at the given distances.

    ``words`` pairs each term with its position beside the first.
    """

    field: str
    words: tuple[tuple[str, int], ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Starts:
    """Terms of ``field`` that begin with ``prefix``."""

    field: str
    prefix: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters in a row (see ``analysis.squeezed``) in text field ``field``, or in any."""

    letters: bytes
    field: str | None = None
    bare: bool = False
    unfinished: bool = False
    boost: float = 1.0

    def held_by(self, letters: bytes) -> bool:
        """Whether squeezed text (its skeleton if ``bare``) has the letters."""
        if self.bare:
            return self.letters in letters
        return analysis.holds(letters, self.letters, unfinished=self.unfinished)


@dataclass(frozen=True, slots=True)
class Resembling:
    """Letters in text field ``field``, or in any, that OCR may have made of these (see ``resembling``)."""

    letters: bytes
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """The letter's date meets the days from ``first`` to ``last`` (YYYYMMDD)."""

    first: int
    last: int


Clause: TypeAlias = Terms | Starts | Stretch | Resembling | Between


@lru_cache(maxsize=512)
def clauses(leaf: Leaf, *, exact: bool = False) -> tuple[Clause, ...]:
    """What ``leaf`` looks for, strongest first; ``exact`` leaves out what only resembles it (under a NOT).

    Every, Nothing and Among have no clauses: engines know them.
    """
    match leaf:
        case Word():
            return tuple(_word(leaf, exact))
        case Phrase():
            found = _text(leaf.text, _fields(leaf.field), exact=True)
            return (*found, *_damaged(leaf.text, leaf.field, exact))
        case Prefix():
            return tuple(_prefix(leaf))
        case Number():
            return tuple(_number(leaf))
        case Phone(digits):
            # Fewer digits than the last group of a number are an extension: only the whole will do.
            return (Starts("phone", digits),) if len(digits) >= 4 else (_term("phone", digits),)
        case Value(field, value):
            return (_term("tags", f"{field}:{value}", 0.0),)
        case Days(first, last):
            return (Between(first, last),)
        case _:
            return ()


def either(one: float, other: float) -> float:
    """The score of a letter that answers in two ways; what only resembles adds nothing to what holds."""
    return one + other if one >= 0 and other >= 0 else max(one, other)


def shown(score: float) -> float:
    """``score`` without what only sets the order."""
    return round(score if score >= 0 else score % -FAINT, 4)


def _term(field: str, text: str, boost: float = 1.0) -> Terms:
    return Terms(field, ((text, 0),), boost=boost)


def _fields(field: str | None) -> dict[str, float]:
    return BOOSTS if field is None else {field: 1.0}


def _word(leaf: Word, exact: bool) -> list[Clause]:
    if leaf.field == "email":
        return [_term("email", fold(leaf.text).lower())]
    fields = _fields(leaf.field)
    found = _text(leaf.text, fields, exact=exact)
    for name in other_names(fold(leaf.text)):
        found += _text(name, {field: boost * _OTHER_NAME for field, boost in fields.items()}, exact=True)
    if leaf.field is None:
        found += _anywhere(fold(leaf.text))
    return [*found, *_damaged(leaf.text, leaf.field, exact)]


def _damaged(text: str, field: str | None, exact: bool) -> list[Clause]:
    """What OCR may have left of ``text``: last of all, and only of Thai letters that are long enough."""
    letters = analysis.squeezed(text)
    if exact or analysis.OTHER in letters or (field is not None and field not in TEXT_FIELDS):
        return []
    return [Resembling(letters, field)] if wrong(analysis.skeleton(letters)) >= 0 else []


def _anywhere(text: str) -> list[Clause]:
    """What a word without a field may also be: a running number, a year, a telephone number, an address."""
    found: list[Clause] = []
    if re.fullmatch(r"[0-9]{1,7}", text):
        found.append(_term("keys", f"#{int(text)}", 6.0))
        if len(text) == 4 and (era := buddhist_year(text)):
            found.append(_term("tags", f"year:{era}", 0.5))
    digits = re.sub(r"[-.]", "", text)
    if re.fullmatch(r"0[0-9]{8,9}", digits):
        found.append(_term("phone", digits, 2.0))
    if "@" in text:
        found.append(_term("email", text.lower(), 2.0))
    return found


def _text(text: str, fields: dict[str, float], *, exact: bool) -> list[Clause]:
    """Clauses of running text: phrase, stretch, stretch without marks."""
    words = tuple(analysis.words(text))
    if not words:
        return []
    words = tuple((word, position - words[0][1]) for word, position in words)
    found: list[Clause] = [Terms(field, words, boost=boost) for field, boost in fields.items()]
    places = (None,) if len(fields) > 1 else tuple(field for field in fields if field in TEXT_FIELDS)
    letters = analysis.squeezed(text)
    if analysis.OTHER in letters:
        return found
    known = len(letters) < SHORTEST_STRETCH and is_word("".join(fold(text).split()))
    if len(letters) >= (SHORTEST_STRETCH if known else SHORTEST_NAME):
        found += [Stretch(letters, place, boost=_STRETCH) for place in places]
    bare = analysis.skeleton(letters)
    if not exact and len(bare) >= SHORTEST_SKELETON:
        found += [Stretch(bare, place, bare=True, boost=_SKELETON) for place in places]
    return found


def _prefix(leaf: Prefix) -> list[Clause]:
    if leaf.field in ("number", "cites"):
        return _number_prefix(leaf.text, "keys" if leaf.field == "number" else "cites")
    text = fold(leaf.text).strip().lower()
    if leaf.field == "email":
        return [Starts("email", text)]
    fields = _fields(leaf.field)
    # The segmenter cannot cut a word that is not finished, so the dictionary of the index is asked instead.
    start = re.sub(r"(?<![0-9])\.|\.(?![0-9])", "", text)
    found: list[Clause] = [Starts(field, start, boost) for field, boost in fields.items()]
    found += [
        replace(clause, unfinished=True)
        for clause in _text(leaf.text, fields, exact=True)
        if isinstance(clause, Stretch) and len(clause.letters) >= SHORTEST_STRETCH
    ]
    if leaf.field is None and re.search(r"[0-9]", text):
        found += _number_prefix(leaf.text, "keys")
    return found


def _number_prefix(text: str, field: str) -> list[Clause]:
    digits = fold(text).strip()
    if re.fullmatch(r"[0-9]+", digits):
        return [Starts(field, f"#{digits}")]
    key = key_of(text)
    return [Starts(field, key.removeprefix("unit:"))] if key else []


def _number(leaf: Number) -> list[Clause]:
    key = key_of(leaf.text)
    if key is None:
        return []
    if leaf.field is not None:
        return [_term("keys" if leaf.field == "number" else "cites", key)]
    words = tuple(analysis.words(leaf.text))
    found: list[Clause] = [_term("keys", key, 20.0), _term("cites", key, 4.0)]
    return [*found, Terms("text", words)] if words else found
