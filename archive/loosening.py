"""What to try where a search found nothing: less of it, with how many letters that finds."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from archive.records import Filters, Looser
from index.loosening import looser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index import Results

MOST = 5
"""Searches that are proposed."""


def proposals(search: Callable[[str, Filters], Results], query: str, filters: Filters) -> list[Looser]:
    """Searches near ``query`` with ``filters`` that find something: first the same without one filter."""
    found: list[Looser] = []
    for one in _near(query, filters):
        if len(found) == MOST:
            break
        total = search(one.query, one.filters).total
        if total:
            found.append(replace(one, total=total))
    return found


def _near(query: str, filters: Filters) -> Iterator[Looser]:
    given = [field.name for field in fields(Filters) if getattr(filters, field.name) is not None]
    for name in given:
        yield Looser(query, replace(filters, **{name: None}), without=name)
    if len(given) > 1:
        yield Looser(query, Filters(), without="*")
    queries = looser(query)
    for other in queries:
        yield Looser(other, filters)
