"""Whether a letter still holds, from what later letters do to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.letter import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

_BY_RELATION = {
    Relation.CANCELS: "cancelled",
    Relation.REPLACES: "replaced",
    Relation.AMENDS: "amended",
    Relation.SUPPLEMENTS: "supplemented",
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """A citation that points at a letter: of which letter, what it does, and whether it is certain."""

    letter: str
    date: str | None
    relation: Relation
    certain: bool


@dataclass(frozen=True, slots=True)
class Status:
    """``name`` is one word of the contract; ``by`` are the ids of the letters that make it so."""

    name: str
    by: tuple[str, ...] = ()


def status_of(incoming: Iterable[Incoming], *, as_of: str | None = None) -> Status:
    """What ``incoming`` citations make of a letter, ``as_of`` an ISO day or now.

    The strongest certain deed decides. Where there is none, but an ambiguous citation may have cancelled,
    replaced, amended or supplemented the letter, the answer is ``unknown``.
    """
    deeds = [
        each
        for each in incoming
        if each.relation in _BY_RELATION and not (as_of and each.date and each.date > as_of)
    ]
    certain = [each for each in deeds if each.certain]
    if certain:
        strongest = max((each.relation for each in certain), key=lambda relation: relation.strength)
        by = sorted({each.letter for each in certain if each.relation is strongest})
        return Status(_BY_RELATION[strongest], tuple(by))
    if deeds:
        return Status("unknown", tuple(sorted({each.letter for each in deeds})))
    return Status("in_force")
