"""Letters that have some letters in a row, whatever the segmenter made of them: rows of pairs of clusters, or of grams.

Rows cost more than words to follow, and seldom say more: so letters are first told apart that have all pieces of
the row, in any order, and not the words themselves. These are few, and only in them is the row followed.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any

from tantivy import Query

from index import analysis
from index.tantivy_combining import all_of, any_of, silent
from index.tantivy_schema import GRAM, GRAMS, KEY, PLACES, UNITS, grams_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tantivy import Schema, Searcher

    from index.expansion import Stretch

    Row = list[tuple[int, str]]

_FEW = 2000
"""So many letters are known by their keys; more are looked for anew in every pass."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A cluster and the one after it, if there is one. ``inside`` begins in a cluster, ``unfinished`` ends in one;
    ``leading`` ends with a vowel that stands before its letter."""

    first: str
    second: str
    inside: bool = False
    unfinished: bool = False
    leading: bool = False

    def is_in(self, text: str) -> bool:
        """Whether a pair of the index is this one."""
        match = analysis.CLUSTER.match(text)
        cluster = match.group() if match else ""
        at = cluster.find(self.first) if self.inside else 0
        if at < 0 or (at and cluster[at - 1].encode("cp874") in analysis.LEADERS):
            return False
        if self.second and cluster[at:] != self.first:
            return False
        tail, wanted = (text[len(cluster) :], self.second) if self.second else (cluster[at:], self.first)
        if self.unfinished or self.leading:
            after = tail[len(wanted) : len(wanted) + 1]
            return tail.startswith(wanted) and (self.unfinished or after not in analysis.FOLLOWERS)
        return tail == wanted


class Stretches:
    """Rows of one searcher's index; ``terms`` lists the terms of a field."""

    def __init__(self, schema: Schema, searcher: Searcher, terms: Callable[[str], list[str]]) -> None:
        self._schema = schema
        self._searcher = searcher
        self._terms = terms

    def beyond(self, known: Query, clauses: Sequence[Stretch]) -> list[Query]:
        """Queries for the letters that have one of the stretches and do not answer ``known``; first ones count."""
        rows = [(clause, *self._rows(clause)) for clause in clauses]
        rows = [(clause, field, some) for clause, field, some in rows if some]
        if not rows:
            return []
        pieces = any_of([self._pieces(field, row) for _, field, some in rows for row in some])
        hits: Any = self._searcher.search(all_of([silent(pieces)], [known]), limit=_FEW + 1)
        if hits.count > _FEW:
            return [
                self._scored(clause, self._follow(field, some), min(hits.count, self._most(field, some)))
                for clause, field, some in rows
            ]
        left = self._keys([place for _, place in hits.hits])
        found: list[Query] = []
        for clause, field, some in rows:
            if not left:
                break
            among = silent(Query.term_set_query(self._schema, KEY, sorted(left)))
            held = self._searcher.search(all_of([among, silent(self._follow(field, some))]), limit=len(left))
            keys = self._keys([place for _, place in held.hits])
            if keys:
                these = Query.term_set_query(self._schema, KEY, sorted(keys))
                found.append(self._scored(clause, these, len(keys)))
                left -= keys
        return found

    def _scored(self, clause: Stretch, query: Query, held: int) -> Query:
        rarity = log(1 + (max(0, self._searcher.num_docs - held) + 0.5) / (held + 0.5))
        return Query.const_score_query(query, clause.boost * rarity)

    def _keys(self, places: list[Any]) -> set[int]:
        if not places:
            return set()
        return {int(key or 0) for key in self._searcher.fast_field_values(KEY, places)}

    def _most(self, field: str, rows: list[Row]) -> int:
        return sum(min(self._searcher.doc_freq(field, text) for _, text in row) for row in rows)

    def _pieces(self, field: str, row: Row) -> Query:
        """The letters that have all pieces of the row, wherever they stand."""
        texts = dict.fromkeys(text for _, text in row)
        return all_of([Query.term_query(self._schema, field, text, "basic") for text in texts])

    def _follow(self, field: str, rows: list[Row]) -> Query:
        """The letters that have one of the rows."""
        return any_of(
            [
                Query.phrase_query(self._schema, field, list(row))
                if len(row) > 1
                else Query.term_query(self._schema, field, row[0][1], "basic")
                for row in rows
            ]
        )

    def _rows(self, clause: Stretch) -> tuple[str, list[Row]]:
        place = PLACES.get(clause.field or "text", "")
        if clause.bare:
            return GRAMS, self._grams(clause.letters, place)
        return UNITS, self._clusters(clause, place)

    def _grams(self, bare: bytes, place: str) -> list[Row]:
        """The row of grams of a skeleton, side by side, the last one overlapping; none if a gram is nowhere."""
        grams = [place + gram for gram in grams_of(bare)]
        row: Row = [(at, grams[at]) for at in sorted({*range(0, len(grams), GRAM), len(grams) - 1})]
        return [row] if all(self._searcher.doc_freq(GRAMS, text) for _, text in row) else []

    def _clusters(self, clause: Stretch, place: str) -> list[Row]:
        """Rows of pairs of clusters, one for each way in which the first one begins and the last one goes on."""
        found = analysis.clusters(clause.letters)
        last = max(1, len(found) - 1)
        # A word typed from its middle begins in a cluster; one that is not finished may end in one.
        inside = found[0][0] in analysis.FOLLOWERS
        leading = clause.letters[-1:] in analysis.LEADERS
        rows: list[Row] = [[]]
        for at in sorted({*range(0, last, 2), last - 1}):
            second = found[at + 1] if len(found) > 1 else ""
            ends = at == last - 1
            way = _Pair(found[at], second, inside and not at, clause.unfinished and ends, leading and ends)
            texts = self._pairs(way, place)
            rows = [[*row, (at, text)] for row in rows for text in texts]
        return rows

    def _pairs(self, pair: _Pair, place: str) -> list[str]:
        """The pairs of the index that ``pair`` may be."""
        if pair.second and not (pair.inside or pair.unfinished or pair.leading):
            text = place + pair.first + pair.second
            return [text] if self._searcher.doc_freq(UNITS, text) else []
        if pair.inside:
            known = [text for text in self._terms(UNITS) if text.startswith(place)]
        else:
            start = place + pair.first + pair.second
            known = [text for text, _ in self._searcher.terms_with_prefix(UNITS, start)]
        return [text for text in known if pair.is_in(text[len(place) :])]
