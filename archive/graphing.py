"""The whole archive as a graph, or the letters of a query with what they cite: letters first, then links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from archive.chains import all_absent
from archive.chunks import chunks
from archive.missing import traced
from archive.schema import candidates, letters, references
from archive.tracing import TraceLetter, TraceLink

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from archive.catalogue import Catalogue

_LETTER = ("id", "number", "date", "subject", "status", "number_partial", "sender", "kind")
_LINK = ("relation", "state", "score", "text")


def graph_of(catalogue: Catalogue, ids: Iterable[str] | None) -> Iterator[TraceLetter | TraceLink]:
    """The graph of letters ``ids`` and all that they cite, or of all letters; each letter once, in order of id.

    One archive state is told, however long the reader takes.
    """
    with catalogue.reading() as connection:
        citing = None if ids is None else _keys(connection, sorted(set(ids)))
        names = {row[0]: row[1] for row in connection.execute(select(letters.c.key, letters.c.id))}
        wanted = names.keys() if citing is None else set(citing) | _cited(connection, citing)
        order = sorted(wanted, key=names.__getitem__)
        for some in chunks(order):
            query = select(*(letters.c[name] for name in _LETTER)).where(letters.c.key.in_(some))
            for row in connection.execute(query.order_by(letters.c.id)).mappings():
                yield TraceLetter(**row, in_archive=True)
        if citing is not None:
            order = sorted(citing, key=names.__getitem__)
        meant = yield from _absent(connection, None if citing is None else set(citing))
        for some in chunks(order):
            yield from _links(connection, some, names, meant)


def _keys(connection: Connection, ids: Sequence[str]) -> list[int]:
    found: list[int] = []
    for some in chunks(ids):
        found += connection.execute(select(letters.c.key).where(letters.c.id.in_(some))).scalars()
    return found


def _cited(connection: Connection, citing: Sequence[int]) -> set[int]:
    """Letters of the archive that ``citing`` cite or may mean."""
    found: set[int] = set()
    for some in chunks(citing):
        sure = select(references.c.target).where(
            references.c.letter.in_(some), references.c.target.is_not(None)
        )
        found |= set(connection.execute(sure).scalars())
        found |= {row[1] for row in connection.execute(_perhaps(references.c.letter.in_(some)))}
    return found


def _absent(connection: Connection, citing: set[int] | None) -> Generator[TraceLetter, None, dict[int, str]]:
    """Letters that are in no file; at the end, which of them each reference means."""
    meant: dict[int, str] = {}
    wanted = None if citing is None else _missing_references(connection, citing)
    for absent in all_absent(connection):
        cited = [one.reference for one in absent.citations if wanted is None or one.reference in wanted]
        if cited:
            yield traced(absent)
            meant |= dict.fromkeys(cited, absent.id)
    return meant


def _missing_references(connection: Connection, citing: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for some in chunks(sorted(citing)):
        query = select(references.c.key).where(references.c.letter.in_(some), references.c.state == "missing")
        found |= set(connection.execute(query).scalars())
    return found


def _links(
    connection: Connection, some: Sequence[int], names: dict[int, str], meant: dict[int, str]
) -> Iterator[TraceLink]:
    """The links of letters ``some``, letter by letter in the order of the text; uncertain ones to each candidate."""
    columns = (references.c.key, references.c.letter, references.c.position, references.c.target)
    told = tuple(references.c[name] for name in _LINK)
    query = select(*columns, *told).where(references.c.letter.in_(some), references.c.state != "not_a_letter")
    found: list[tuple[tuple[str, int, str], TraceLink]] = []
    for key, letter, position, target, relation, state, score, text in connection.execute(query):
        end = names[target] if target is not None else meant.get(key)
        if end is not None and state != "ambiguous":
            link = TraceLink(names[letter], end, relation, state, score, text)
            found.append(((names[letter], position, end), link))
    for letter, candidate, position, relation, score, text in connection.execute(
        _perhaps(references.c.letter.in_(some))
    ):
        link = TraceLink(names[letter], names[candidate], relation, "ambiguous", score, text)
        found.append(((names[letter], position, names[candidate]), link))
    yield from (link for _, link in sorted(found, key=lambda one: one[0]))


def _perhaps(where: ColumnElement[bool]) -> Any:
    columns = (references.c.position, references.c.relation, candidates.c.score, references.c.text)
    return (
        select(references.c.letter, candidates.c.letter, *columns)
        .join(references, references.c.key == candidates.c.reference)
        .where(where, references.c.state == "ambiguous")
    )
