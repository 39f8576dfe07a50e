"""Words of the index that are spelled nearly as a typed word that no letter has: a slip of the hand put right."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from index import analysis
from index.query import Word, wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.query import Query

MOST = 3
SHORTEST = 4
"""Letters that a word must have: shorter ones are all near each other."""

SHORT = 6
"""Words shorter than this may differ in one letter, longer ones in two."""


def questions(query: Query) -> list[str]:
    """The words of ``query`` that near ones can be looked for, as typed, each once."""
    typed = [leaf.text for leaf in wanted(query.tree) if isinstance(leaf, Word) and leaf.field is None]
    return [text for text in dict.fromkeys(typed) if _letters(text)]


def near(typed: str, terms: Iterable[str], count: Callable[[str], int]) -> tuple[str, ...]:
    """The terms spelled most like ``typed``, those that stand in most letters first; ``count`` tells how many."""
    letters = _letters(typed)
    most = 1 if len(letters) < SHORT else 2
    found: dict[str, tuple[int, int]] = {}
    for term in _sharing(letters, most, terms):
        if abs(len(term) - len(letters)) <= most and term[0].isalpha() and term != letters:
            far = distance(letters, term, most)
            if far <= most and (held := count(term)):
                found[term] = (far, -held)
    # What differs least first: a common word two letters away is seldom the one that was meant.
    return tuple(sorted(found, key=lambda term: (*found[term], term))[:MOST])


def _sharing(letters: str, most: int, terms: Iterable[str]) -> set[str]:
    """The terms that share a piece with ``letters``, as all do that differ in no more than ``most`` letters."""
    text = "\n".join(("", *terms, ""))
    found: set[str] = set()
    for start, end in pairwise(len(letters) * at // (most + 1) for at in range(most + 2)):
        at = text.find(letters[start:end])
        while at >= 0:
            last = text.index("\n", at)
            found.add(text[text.rindex("\n", 0, at) + 1 : last])
            at = text.find(letters[start:end], last)
    return found


def _letters(typed: str) -> str:
    letters = analysis.compact(typed).replace(".", "")
    return letters if len(letters) >= SHORTEST and letters[0].isalpha() else ""


def distance(one: str, other: str, most: int) -> int:
    """Letters put in, left out or changed between two words; any number above ``most`` when there are more."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, row[0] = row[0], at
        for place, char in enumerate(other, start=1):
            changed = before + (letter != char)
            before = row[place]
            row[place] = min(changed, before + 1, row[place - 1] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]
