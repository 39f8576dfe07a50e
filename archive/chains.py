"""Chains and missing letters, collected from the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from archive import faults
from archive.chunks import chunks
from archive.missing import Absent, Cited, absent_letters, kind_of, spelling_of, traced
from archive.naming import find_letter, meanings
from archive.records import MissingLetter
from archive.schema import candidates, letters, references
from archive.shelf import summaries_by_id
from archive.standing import statuses
from archive.tracing import Direction, Trace, TraceLetter, TraceLink, make_trace
from archive.ways import MOST_WAYS, ways_between
from parsers.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

_CITED = ("key", "subject", "number", "number_partial", "date", "title", "issuer", "text")


def find_root(connection: Connection, name: str) -> str:
    """The id of the letter called ``name``, which may be one that is only cited. Raises what ``find_letter`` does."""
    name = name.strip()
    if name.startswith("missing:"):
        return name
    try:
        return find_letter(connection, name)
    except NotFound as fault:
        if fault.code != "not-found":
            raise
        named = absent_named(connection, name)
        if len(named) != 1:
            raise
        return named[0].id


def find_held(connection: Connection, name: str) -> str:
    """The id of the letter called ``name``. Raises what ``find_letter`` does, and NotFound ``only-cited``."""
    try:
        return find_letter(connection, name)
    except NotFound as fault:
        named = absent_named(connection, name) if fault.code == "not-found" else []
        if not named:
            raise
        citing = {cited.letter for absent in named for cited in absent.citations}
        raise faults.only_cited(name.strip(), len(citing)) from None


def absent_named(connection: Connection, name: str) -> list[Absent]:
    """The letters called ``name`` that are only cited."""
    absent, name = all_absent(connection), name.strip()
    if name.startswith("missing:"):
        return [each for each in absent if each.id == name]
    for meant in meanings(name):
        found = [each for each in absent if meant.fits(each.number, each.date, kind_of(each))]
        if found:
            return found
    return []


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a chain is asked for: ``relations`` are the only ones followed (none: all), ``as_of`` the ISO
    day on which it is looked at (none: now)."""

    direction: Direction = "both"
    depth: int | None = None
    relations: frozenset[str] = frozenset()
    as_of: str | None = None

    def of_links(self) -> list[ColumnElement[bool]]:
        """What a reference must be to be followed."""
        return [references.c.relation.in_(sorted(self.relations))] if self.relations else []

    def of_citing(self) -> list[ColumnElement[bool]]:
        """What a citing letter must be: written by that day."""
        if self.as_of is None:
            return []
        return [or_(letters.c.date.is_(None), letters.c.date <= self.as_of)]


def trace(connection: Connection, root: str, wanted: Wanted) -> Trace:
    """The chain of the letter with id ``root``, or of a missing one (``missing:…``)."""
    return told(walked(connection, root, wanted), root, wanted)


def walked(connection: Connection, root: str, wanted: Wanted, most: int | None = None) -> Walk:
    """The walk from ``root`` as far as is wanted, or until it met more than ``most`` letters."""
    walk = Walk(connection, wanted, most)
    absent = _absent_root(connection, root)
    if absent is not None:
        walk.enter_absent(absent, wanted.direction, wanted.depth)
        return walk
    key = _key_of(connection, root)
    if wanted.direction in ("cites", "both"):
        walk.down({key}, wanted.depth)
    if wanted.direction in ("cited-by", "both") and not walk.is_long:
        walk.up({key}, wanted.depth)
    return walk


def told(walk: Walk, root: str, wanted: Wanted) -> Trace:
    """What ``walk`` met, as a chain."""
    walk.place_missing()
    return make_trace(
        root, walk.letters(), walk.links(), direction=wanted.direction, depth=wanted.depth, as_of=wanted.as_of
    )


def ways(connection: Connection, root: str, to: str, wanted: Wanted) -> Trace:
    """The ways from one letter to another: along citations, else (if ``direction`` leaves that open) through letters
    that both have to do with."""
    whole = trace(connection, root, replace(wanted, depth=None))
    pairs = [(link.source, link.target) for link in whole.links if link.state != "ambiguous"]
    back = [(target, source) for source, target in pairs]
    found: list[tuple[str, ...]] = []
    if wanted.direction in ("cites", "both"):
        found += ways_between(pairs, root, to)
    if wanted.direction in ("cited-by", "both"):
        found += ways_between(back, root, to)
    straight = bool(found) or wanted.direction != "both"
    if not straight:
        whole = _around(connection, root, to, wanted)
        pairs = [(link.source, link.target) for link in whole.links if link.state != "ambiguous"]
        found = ways_between([*pairs, *((target, source) for source, target in pairs)], root, to)
        found = [way for way in found if len(way) == len(found[0])]
    if wanted.depth is not None:
        found = [way for way in found if len(way) <= wanted.depth + 1]
    found.sort(key=lambda way: (len(way), way))
    steps = {pair for way in found for pair in pairwise(way)}
    kept = {id_ for way in found for id_ in way} | {root}
    return replace(
        whole,
        letters=tuple(letter for letter in whole.letters if letter.id in kept),
        links=tuple(
            link for link in whole.links if {(link.source, link.target), (link.target, link.source)} & steps
        ),
        cycles=(),
        to=to,
        ways=tuple(found[:MOST_WAYS]),
        straight=straight,
    )


def _around(connection: Connection, root: str, to: str, wanted: Wanted) -> Trace:
    """All letters about ``root``, whichever way the citations run, until ``to`` is among them."""
    walk = Walk(connection, wanted)
    absent = _absent_root(connection, root)
    if absent is None:
        level = {_key_of(connection, root)}
    else:
        walk.enter_absent(absent, "cited-by", 1)
        level = set(walk.keys)
    end = None if to.startswith("missing:") else _key_of(connection, to)
    walk.around(level, end, wanted.depth or FARTHEST)
    return told(walk, root, wanted)


FARTHEST = 12
"""How many steps letters that do not cite each other may be apart to be shown as connected."""


def _absent_root(connection: Connection, root: str) -> Absent | None:
    if not root.startswith("missing:"):
        return None
    absent = next((each for each in all_absent(connection) if each.id == root), None)
    if absent is None:
        raise faults.not_found(root)
    return absent


def _key_of(connection: Connection, id_: str) -> int:
    return int(connection.execute(select(letters.c.key).where(letters.c.id == id_)).scalar_one())


class Walk:
    """Goes from letter to letter, a level at a time, and no further once it met more than ``most``. Uncertain links are
    shown but not followed."""

    def __init__(self, connection: Connection, wanted: Wanted, most: int | None = None) -> None:
        self._connection = connection
        self._wanted = wanted
        self._most = most
        self.keys: set[int] = set()
        self._links: set[tuple[int, int, str, str, float, str]] = set()
        self._missing: dict[int, tuple[int, str, str, str]] = {}
        """References to missing letters: citing letter, subject, relation, words."""
        self._absent: dict[str, Absent] = {}

    @property
    def is_long(self) -> bool:
        """Whether more letters were met than were to be."""
        return self._most is not None and len(self.keys) > self._most

    def down(self, level: set[int], depth: int | None) -> None:
        """From citing letters to cited ones."""
        self._follow(level, depth, self._outgoing)

    def up(self, level: set[int], depth: int | None) -> None:
        """From cited letters to citing ones."""
        self._follow(level, depth, self._incoming)

    def around(self, level: set[int], end: int | None, depth: int) -> None:
        """Whichever way the citations run, until letter ``end`` is met; for none ``depth`` steps."""

        def both(some: Sequence[int]) -> set[int]:
            return self._outgoing(some) | self._incoming(some)

        done = set(level)
        while level and depth and end not in done:
            self._follow(level, 1, both)
            level = self.keys - done
            done |= level
            depth -= 1

    def _follow(self, level: set[int], depth: int | None, step: Callable[[Sequence[int]], set[int]]) -> None:
        done: set[int] = set()
        self.keys |= level
        while level and depth != 0 and not self.is_long:
            done |= level
            following: set[int] = set()
            for some in chunks(sorted(level)):
                following |= step(some)
            level, depth = following - done, depth - 1 if depth is not None else None
            self.keys |= level

    def enter_absent(self, absent: Absent, direction: Direction, depth: int | None) -> None:
        """Begin at a letter that is only cited: nothing is known of what it cites."""
        self._absent[absent.id] = absent
        if direction == "cites" or depth == 0:
            return
        wanted = [cited.reference for cited in absent.citations]
        citing: set[int] = set()
        for some in chunks(wanted):
            names = ("key", "letter", "subject", "relation", "text")
            query = (
                select(*(references.c[name] for name in names))
                .join(letters, letters.c.key == references.c.letter)
                .where(references.c.key.in_(some), *self._wanted.of_links(), *self._wanted.of_citing())
            )
            for key, letter, subject, relation, text in self._connection.execute(query):
                self._missing[key] = (letter, subject, relation, text)
                citing.add(letter)
        self.up(citing, depth - 1 if depth is not None else None)

    def _outgoing(self, some: Sequence[int]) -> set[int]:
        following: set[int] = set()
        query = select(*_FOLLOWED, references.c.key, references.c.subject).where(
            references.c.letter.in_(some), references.c.state != "not_a_letter", *self._wanted.of_links()
        )
        for row in self._connection.execute(query):
            values: tuple[Any, ...] = tuple(row)
            letter, target, relation, state, _, text, key, subject = values
            if state == "resolved":
                self._links.add(values[:6])
                following.add(target)
            elif state == "missing":
                self._missing[key] = (letter, subject, relation, text)
        self._perhaps(_POSSIBLE.where(references.c.letter.in_(some)))
        return following

    def _incoming(self, some: Sequence[int]) -> set[int]:
        query = select(*_FOLLOWED).where(references.c.target.in_(some), *self._wanted.of_links())
        if of_citing := self._wanted.of_citing():
            query = query.join(letters, letters.c.key == references.c.letter).where(*of_citing)
        found = [tuple(row) for row in self._connection.execute(query)]
        self._links.update(found)
        self._perhaps(_POSSIBLE.where(candidates.c.letter.in_(some)))
        return {letter for letter, *_ in found}

    def _perhaps(self, query: Select[Any]) -> None:
        query = query.where(*self._wanted.of_links(), *self._wanted.of_citing())
        for citing, candidate, relation, score, text in self._connection.execute(query):
            self._links.add((citing, candidate, relation, "ambiguous", score, text))
            self.keys |= {citing, candidate}

    def letters(self) -> Iterable[TraceLetter]:
        """The letters met, and the missing ones."""
        as_of = self._wanted.as_of
        then = statuses(self._connection, as_of, self.keys) if as_of is not None else {}
        for some in chunks(sorted(self.keys)):
            query = select(*_TOLD).where(letters.c.key.in_(some))
            for key, id_, number, date, subject, status, partial, sender, kind in self._connection.execute(
                query
            ):
                now = status if as_of is None else then.get(key, "in_force")
                yield TraceLetter(id_, number, date, subject, now, True, partial, sender, kind)
        yield from map(traced, self._absent.values())

    def links(self) -> Iterable[TraceLink]:
        ids: dict[int, str] = {}
        for some in chunks(sorted(self.keys)):
            query = select(letters.c.key, letters.c.id).where(letters.c.key.in_(some))
            ids |= {row[0]: row[1] for row in self._connection.execute(query)}
        for source, target, relation, state, score, text in self._links:
            yield TraceLink(ids[source], ids[target], relation, state, score, text)  # type: ignore[arg-type]
        place = {cited.reference: absent.id for absent in self._absent.values() for cited in absent.citations}
        for reference, (letter, _, relation, text) in self._missing.items():
            yield TraceLink(ids[letter], place[reference], relation, "missing", 0.0, text)

    def place_missing(self) -> None:
        """Which missing letter each reference means takes all citations of its subject to tell."""
        subjects = sorted({subject for _, subject, _, _ in self._missing.values()})
        for some in chunks(subjects):
            for absent in absent_letters(_cited(self._connection, references.c.subject.in_(some))):
                if any(cited.reference in self._missing for cited in absent.citations):
                    self._absent[absent.id] = absent


_FOLLOWED = tuple(references.c[name] for name in ("letter", "target", "relation", "state", "score", "text"))
"""What makes a link, in the order of ``Walk``'s."""
_TOLD = tuple(
    letters.c[name]
    for name in ("key", "id", "number", "date", "subject", "status", "number_partial", "sender", "kind")
)
_POSSIBLE = (
    select(
        references.c.letter, candidates.c.letter, references.c.relation, candidates.c.score, references.c.text
    )
    .join(references, references.c.key == candidates.c.reference)
    .join(letters, letters.c.key == references.c.letter)
)


def _cited(connection: Connection, *where: ColumnElement[bool]) -> list[Cited]:
    query: Select[Any] = (
        select(*(references.c[name] for name in _CITED), letters.c.id)
        .join(letters, letters.c.key == references.c.letter)
        .where(references.c.state == "missing", *where)
    )
    return [
        Cited(
            reference=key,
            letter=letter,
            subject=subject,
            number=number,
            number_partial=partial,
            date=date,
            title=title,
            issuer=issuer,
            text=text,
        )
        for key, subject, number, partial, date, title, issuer, text, letter in connection.execute(query)
    ]


def all_absent(connection: Connection) -> list[Absent]:
    """All letters that are cited but in no file."""
    return absent_letters(_cited(connection))


def missing(connection: Connection) -> list[MissingLetter]:
    """All letters that are cited but in no file, most cited first."""
    absent = all_absent(connection)
    citing = summaries_by_id(connection, {cited.letter for each in absent for cited in each.citations})
    known = {letter.id: letter for letter in citing}
    found = [
        MissingLetter(
            id=each.id,
            number=each.number,
            number_partial=each.number_partial,
            date=each.date,
            title=each.title,
            issuer=each.issuer,
            spellings=tuple(
                sorted(
                    {found for cited in each.citations if (found := spelling_of(cited.number, cited.text))}
                )
            ),
            kind=kind_of(each),
            cited_by=tuple(known[id_] for id_ in sorted({cited.letter for cited in each.citations})),
        )
        for each in absent
    ]
    return sorted(
        found, key=lambda letter: (-letter.count, letter.number or "", letter.date or "", letter.id)
    )
