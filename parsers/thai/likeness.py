"""How alike two Thai words are to a reader of worn paper: marks above and below are lost and moved easily."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK: Final = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_MARK_COST: Final = 0.4
_CLEAR: Final = 1.2
"""How much farther away the next word must be, in letters."""


def weight(word: str) -> float:
    """The length of a word in letters, where a mark counts as less than one."""
    return sum(map(_cost, word))


def distance(read: str, word: str) -> float:
    """Edits between two words, in letters; those of marks cost less."""
    row = [0.0]
    for char in word:
        row.append(row[-1] + _cost(char))
    for char in read:
        cost = _cost(char)
        before, row[0] = row[0], row[0] + cost
        for n, other in enumerate(word, start=1):
            other_cost = _cost(other)
            change = 0.0 if char == other else max(cost, other_cost)
            before, row[n] = row[n], min(before + change, row[n] + cost, row[n - 1] + other_cost)
    return row[-1]


def nearest(read: str, words: Iterable[str], reach: int) -> tuple[float, str] | None:
    """The one word near to what was read, and how far it is; none if two are. ``reach`` is by how many characters
    their lengths may differ."""
    ranked = sorted((distance(read, word), word) for word in words if abs(len(word) - len(read)) <= reach)
    if not ranked or (len(ranked) > 1 and ranked[1][0] < ranked[0][0] + _CLEAR):
        return None
    return ranked[0]


def _cost(char: str) -> float:
    return _MARK_COST if _MARK.match(char) else 1.0
