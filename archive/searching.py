"""Search for letters by what they were on a day of the past: what the index does not know and the catalogue does."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from archive.chunks import chunks
from archive.schema import letters
from archive.standing import statuses
from index import Query, parse_query
from index.query import Among, Days, Not, Value

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.records import Filters
    from index import Engine, Results, Sort
    from index.query import Node


def query_of(text: str, filters: Filters | None) -> Query:
    """What was typed and the filters beside it, but for the day. Raises UsageError."""
    given = asdict(filters) if filters else {}
    given.pop("as_of", None)
    return parse_query(text, **given)


def search_as_of(
    connection: Connection,
    engine: Engine,
    text: str,
    filters: Filters,
    day: str,
    *,
    sort: Sort,
    limit: int,
    offset: int,
) -> Results:
    """The letters that had been written by ``day`` (ISO), with the status they had then.

    Letters without a date are left out: whether they were there nobody knows.
    """
    held = _by_id(connection, statuses(connection, day))
    query = query_of(text, filters)
    wanted = [_on_the_day(leaf, held) for leaf in query.filters]
    written = Days(0, int(day.replace("-", "")))
    results = engine.search(Query(query.tree, (*wanted, written)), sort=sort, limit=limit, offset=offset)
    hits = tuple(replace(hit, status=held.get(hit.id, "in_force")) for hit in results.hits)
    facets = {name: counts for name, counts in results.facets.items() if name != "status"}
    return replace(results, hits=hits, facets=facets)


def _on_the_day(leaf: Node, held: dict[str, str]) -> Node:
    """A filter as it is, but the status by what it was on the day."""
    if not isinstance(leaf, Value) or leaf.field != "status":
        return leaf
    if leaf.value == "in_force":
        others = frozenset(id_ for id_, status in held.items() if status != "in_force")
        return Not(Among(others, "status", "not in_force"))
    return Among(frozenset(id_ for id_, status in held.items() if status == leaf.value), "status", leaf.value)


def _by_id(connection: Connection, held: dict[int, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in chunks(sorted(held)):
        query = select(letters.c.key, letters.c.id).where(letters.c.key.in_(some))
        found |= {id_: held[key] for key, id_ in connection.execute(query)}
    return found
