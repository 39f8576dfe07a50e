"""tantivy queries put together: all of some, one of some, without a score, with more of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tantivy import Occur, Query

if TYPE_CHECKING:
    from collections.abc import Sequence


def any_of(queries: Sequence[Query]) -> Query:
    """The letters that answer one of ``queries``; scores add up."""
    if not queries:
        return Query.empty_query()
    return (
        queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])
    )


def all_of(wanted: Sequence[Query], refused: Sequence[Query] = ()) -> Query:
    """The letters that answer all of ``wanted`` and none of ``refused``; scores add up."""
    if not wanted:
        wanted = [silent(Query.all_query())]
    if len(wanted) == 1 and not refused:
        return wanted[0]
    return Query.boolean_query(
        [*((Occur.Must, query) for query in wanted), *((Occur.MustNot, query) for query in refused)]
    )


def silent(query: Query) -> Query:
    """The same letters, all with a score of 0."""
    return Query.const_score_query(query, 0.0)


def boosted(query: Query, boost: float) -> Query:
    """The same letters with ``boost`` times the score."""
    return query if boost == 1.0 else Query.boost_query(query, boost)
