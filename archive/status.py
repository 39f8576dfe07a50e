"""Whether a letter still holds, on a day, from what later letters do to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parsers.letter import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

BY_RELATION = {
    Relation.CANCELS: "cancelled",
    Relation.REPLACES: "replaced",
    Relation.AMENDS: "amended",
    Relation.SUPPLEMENTS: "supplemented",
}
_ENDS = (Relation.CANCELS, Relation.REPLACES)


@dataclass(frozen=True, slots=True)
class Deed:
    """A citation that does something to a letter: of which letter, what, and whether that is certain.

    ``since`` is the ISO day or month from which the deed holds: the day of effect that the citing letter names,
    else its date; none when that has none. ``revives``: the citing letter says that the cited one holds (again).
    """

    letter: str
    since: str | None
    relation: Relation
    certain: bool
    revives: bool = False

    def begun(self, as_of: str | None) -> bool | None:
        """Whether the deed holds on day ``as_of``; none when its date leaves that open."""
        if as_of is None:
            return True
        if self.since is None:
            return None
        if len(self.since) < len(as_of) and as_of.startswith(self.since):
            return None
        return self.since <= as_of


@dataclass(frozen=True, slots=True)
class Status:
    """``name`` is one word of the contract; ``by`` are the ids of the letters that make it so."""

    name: str
    by: tuple[str, ...] = ()


def day_of_effect(letter: Mapping[str, Any]) -> str | None:
    """The day from which what a letter does holds: the one day of effect that it names, else its date.

    ``letter`` is a parse object. A letter that names several days of effect gives each to another matter, so that
    its own date counts.
    """
    days = {event["from"] for event in letter["events"] if event["role"] == "effective" and event["from"]}
    date: str | None = letter["date"]
    return str(days.pop()) if len(days) == 1 else date


def words_of(letter: Mapping[str, Any], position: int) -> str | None:
    """The words by which a letter does something to its reference at ``position``: the clause of the body, or its
    subject where that alone says it; none where it only cites."""
    cited = letter["references"][position]
    place = letter["evidence"].get(f"references[{position}].relation")
    if place is not None:
        return " ".join(place["text"].split())
    if cited["relation"] == Relation.CITES or not letter["subject"]:
        return None
    return f"เรื่อง {letter['subject']}"


def status_of(deeds: Iterable[Deed], *, as_of: str | None = None) -> Status:
    """What ``deeds`` make of a letter on day ``as_of`` (``YYYY-MM-DD``), or by all that is known.

    The strongest certain deed decides. A letter that was cancelled or replaced holds again only when a later
    letter says so; that its canceller was cancelled is not enough. Where a deed that is not certain, or that
    may have begun later, would weigh more than all that is certain, the answer is ``unknown``.
    """
    told = list(deeds)
    held = [deed for deed in told if deed.certain and deed.begun(as_of)]
    revivals = [deed for deed in held if deed.revives]
    acting = [deed for deed in held if deed.relation in BY_RELATION and not _undone(deed, revivals)]
    open_ = [
        deed
        for deed in told
        if deed.relation in BY_RELATION
        and (deed.begun(as_of) is None or (not deed.certain and deed.begun(as_of)))
    ]
    strongest = max((deed.relation for deed in acting), key=_strength, default=Relation.CITES)
    stronger = [deed for deed in open_ if _strength(deed.relation) > _strength(strongest)]
    if stronger:
        return Status("unknown", _letters(stronger))
    if acting:
        return Status(BY_RELATION[strongest], _letters(deed for deed in acting if deed.relation is strongest))
    undone = any(deed.relation in _ENDS for deed in held)
    return Status("in_force", _letters(revivals) if undone else ())


def _undone(deed: Deed, revivals: Sequence[Deed]) -> bool:
    """Whether a later letter, not the one that did it, says that the cited one holds again."""
    return deed.relation in _ENDS and any(
        (revival.since or "") >= (deed.since or "") and revival.letter != deed.letter for revival in revivals
    )


def _strength(relation: Relation) -> int:
    return relation.strength


def _letters(deeds: Iterable[Deed]) -> tuple[str, ...]:
    return tuple(sorted({deed.letter for deed in deeds}))
