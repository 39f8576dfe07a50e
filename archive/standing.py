"""How a letter stands on a day: its status, the words that make it so, and what became of those who said them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal, or_, select, union_all

from archive.chunks import chunks
from archive.schema import candidates, letters, references
from archive.shelf import summaries
from archive.status import Deed, status_of
from parsers.letter import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from archive.records import LetterSummary


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation that does something to a letter, as the catalogue holds it."""

    key: int
    deed: Deed
    confidence: float
    text: str
    words: str | None


@dataclass(frozen=True, slots=True)
class Act:
    """What letter ``by`` does to another: ``text`` is its citation, ``words`` are those that do it, ``since`` is the
    day from which it holds.

    ``standing`` is what became of ``by`` itself; none where the chain comes back to a letter told of before.
    ``certain`` is false while the citation may mean another letter.
    """

    by: LetterSummary
    relation: str
    since: str | None
    certain: bool
    revives: bool
    confidence: float
    text: str
    words: str
    standing: Standing | None

    def as_json(self) -> dict[str, Any]:
        return {
            "letter": self.by.id,
            "number": self.by.number,
            "date": self.by.date,
            "relation": self.relation,
            "since": self.since,
            "certain": self.certain,
            "revives": self.revives,
            "confidence": self.confidence,
            "text": self.text,
            "words": self.words,
            "standing": self.standing.as_json() if self.standing else None,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a letter on day ``as_of`` (none: by all that is known), who made it so (``by``: ids), and all
    acts on it that had begun or may have, by day."""

    status: str
    by: tuple[str, ...]
    acts: tuple[Act, ...]
    as_of: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "status_by": list(self.by),
            "as_of": self.as_of,
            "acts": [act.as_json() for act in self.acts],
        }


def acts_on(connection: Connection, keys: Sequence[int]) -> dict[int, list[Cited]]:
    """The citations that do something to each of the letters ``keys``, or may."""
    acts = or_(references.c.relation != Relation.CITES, references.c.revives)
    told = (letters.c.key, letters.c.id, references.c.since, references.c.relation, references.c.revives)
    sure = (
        select(
            references.c.target,
            *told,
            references.c.score,
            references.c.text,
            references.c.words,
            literal(True),
        )
        .join(letters, letters.c.key == references.c.letter)
        .where(references.c.target.in_(keys), acts)
    )
    perhaps = (
        select(
            candidates.c.letter,
            *told,
            candidates.c.score,
            references.c.text,
            references.c.words,
            literal(False),
        )
        .join(references, references.c.key == candidates.c.reference)
        .join(letters, letters.c.key == references.c.letter)
        .where(candidates.c.letter.in_(keys), acts)
    )
    found: dict[int, list[Cited]] = {}
    for letter, key, id_, since, relation, revives, score, text, words, certain in connection.execute(
        union_all(sure, perhaps)
    ):
        deed = Deed(id_, since, Relation(relation), bool(certain), bool(revives))
        found.setdefault(letter, []).append(Cited(key, deed, score, text, words))
    return found


def standing(connection: Connection, key: int, as_of: str | None = None) -> Standing:
    """How letter ``key`` stands on day ``as_of``, with the chain of those who acted on it."""
    found: dict[int, list[Cited]] = {}
    level = {key}
    while level:
        following: set[int] = set()
        for some in chunks(sorted(level)):
            for letter, acts in acts_on(connection, some).items():
                found[letter] = [act for act in acts if act.deed.begun(as_of) is not False]
                following |= {act.key for act in found[letter]}
        level = following - found.keys() - level
    known = summaries(connection, {act.key for acts in found.values() for act in acts})
    return _standing(key, found, known, as_of, (key,))


def standing_of(connection: Connection, id_: str, as_of: str | None = None) -> Standing:
    """How the letter with id ``id_`` stands."""
    key = connection.execute(select(letters.c.key).where(letters.c.id == id_)).scalar_one()
    return standing(connection, key, as_of)


def _standing(
    key: int,
    found: Mapping[int, Sequence[Cited]],
    known: Mapping[int, LetterSummary],
    as_of: str | None,
    path: tuple[int, ...],
) -> Standing:
    acts = found.get(key, ())
    status = status_of((act.deed for act in acts), as_of=as_of)
    told = tuple(
        Act(
            by=known[act.key],
            relation=str(act.deed.relation),
            since=act.deed.since,
            certain=act.deed.certain,
            revives=act.deed.revives,
            confidence=act.confidence,
            text=act.text,
            words=act.words or act.text,
            standing=None
            if act.key in path or len(path) > DEEPEST
            else _standing(act.key, found, known, as_of, (*path, act.key)),
        )
        for act in sorted(acts, key=lambda act: (act.deed.since or "9999", act.deed.letter, act.text))
    )
    return Standing(status.name, status.by, told, as_of)


DEEPEST = 20
"""How many steps of who acted on whom are told."""


def statuses(connection: Connection, as_of: str, keys: Iterable[int] | None = None) -> dict[int, str]:
    """The status on day ``as_of`` of letters ``keys`` (all for none) that others act on; the rest are in force."""
    if keys is None:
        acting = or_(references.c.relation != Relation.CITES, references.c.revives)
        sure = select(references.c.target).where(references.c.target.is_not(None), acting)
        perhaps = (
            select(candidates.c.letter)
            .join(references, references.c.key == candidates.c.reference)
            .where(acting)
        )
        keys = connection.execute(union_all(sure, perhaps)).scalars()
    found: dict[int, str] = {}
    for some in chunks(sorted(set(keys))):
        for letter, acts in acts_on(connection, some).items():
            found[letter] = status_of((act.deed for act in acts), as_of=as_of).name
    return found
