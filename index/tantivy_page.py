"""The letters that answer a query in the order asked for, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tantivy import Order, Query

from index.tantivy_combining import all_of, silent
from index.tantivy_schema import KEY, NEWNESS, decode_card, without_newness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tantivy import DocAddress, Schema, Searcher

    from index.engine import Sort
    from index.tantivy_schema import Card

    Scored = tuple[float, DocAddress]

_BY_DATE = {"relevance": ("day", Order.Desc), "-date": ("day", Order.Desc), "date": ("rising", Order.Asc)}
"""The field that each order sorts by; letters that all answer alike come newest first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``total`` letters answer ``query``, better or worse if ``ranked``; ``hurt`` those that only resemble it."""

    schema: Schema
    searcher: Searcher
    query: Query
    total: int
    ranked: bool
    hurt: Sequence[Scored] = ()

    def page(self, sort: Sort, offset: int, limit: int) -> list[Scored]:
        """At most ``limit`` letters from the one at ``offset`` on, each with its score."""
        first = max(0, offset)
        last = min(first + max(0, limit), self.total + len(self.hurt))
        if last <= first:
            return []
        if sort == "relevance" and self.ranked:
            return self._best(first, last)
        return self._scored(self._dated(*_BY_DATE[sort], first, last))

    def _best(self, first: int, last: int) -> list[Scored]:
        """Best first, newer ones before older ones as good; what only resembles comes after all others."""
        found = self._search(self.query, first, min(last, self.total), weight_by_field=NEWNESS)
        days = self._values("day", [place for _, place in found])
        held = [(without_newness(score, day), place) for (score, place), day in zip(found, days, strict=True)]
        return held + list(self.hurt[max(0, first - self.total) : max(0, last - self.total)])

    def _dated(self, field: str, order: Any, first: int, last: int) -> list[DocAddress]:
        if not self.hurt:
            found = self._search(self.query, first, last, order_by_field=field, order=order)
            return [place for _, place in found]
        found = self._search(self.query, 0, min(last, self.total), order_by_field=field, order=order)
        hurt = [place for _, place in self.hurt]
        found += zip(self._values(field, hurt), hurt, strict=True)
        found.sort(key=lambda pair: pair[0], reverse=order == Order.Desc)
        return [place for _, place in found[first:last]]

    def _scored(self, places: list[DocAddress]) -> list[Scored]:
        scores = {_key(place): score for score, place in self.hurt}
        if self.ranked:
            keys = self._values(KEY, places)
            these = silent(Query.term_set_query(self.schema, KEY, keys))
            found = self._search(all_of([self.query, these]), 0, len(keys))
            scores |= {_key(place): score for score, place in found}
        return [(scores.get(_key(place), 0.0), place) for place in places]

    def _search(self, query: Query, first: int, last: int, **how: Any) -> list[tuple[Any, DocAddress]]:
        if last <= first:
            return []
        return list(self.searcher.search(query, limit=last - first, offset=first, count=False, **how).hits)

    def _values(self, field: str, places: list[DocAddress]) -> list[int]:
        return [int(value or 0) for value in self.searcher.fast_field_values(field, places)] if places else []


def card_of(searcher: Searcher, place: DocAddress) -> Card:
    """What is shown of the letter at ``place``."""
    return decode_card(bytes(searcher.doc(place).get_first("card") or b""))


def _key(place: DocAddress) -> tuple[int, int]:
    return place.segment_ord, place.doc
