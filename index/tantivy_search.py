"""A query's tree as a tantivy query: the same clauses as for every engine, matched and ranked by tantivy.

BM25 over whole words and parts of words as for the embedded engine; the subject counts more than the text. What
only resembles a word is no part of it: ``tantivy_damage`` adds that.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any, assert_never

from tantivy import FieldType, Occur, Query

from index import analysis
from index.analysis import PART_WEIGHT
from index.expansion import Between, Resembling, Starts, Stretch, Terms, clauses
from index.query import TEXT_FIELDS, Among, And, Days, Every, Node, Not, Nothing, Or, Value
from index.tantivy_schema import GRAM, GRAMS, PLACES, RANKED, UNITS, grams_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tantivy import Schema, Searcher

    from index.expansion import Clause

    Row = list[tuple[int, str]]

_K1 = 1.2
_MOST_RANKED = 64
"""So many words of one beginning are ranked by how often they stand in a letter; the rest only match."""

_MOST_LISTED = 2000
"""Terms of one beginning up to which they are listed; beyond, tantivy walks its dictionary for every letter."""


def ranks(node: Node) -> bool:
    """Whether letters may answer ``node`` more or less well; what only filters leaves all alike."""
    match node:
        case And(children) | Or(children):
            return any(map(ranks, children))
        case Not() | Every() | Nothing() | Among() | Value() | Days():
            return False
        case _:
            return True


@dataclass(frozen=True, slots=True)
class _Pair:
    """A cluster and the one after it, if there is one; ``inside`` begins in a cluster, ``unfinished`` ends in one."""

    first: str
    second: str
    inside: bool = False
    unfinished: bool = False

    def is_in(self, text: str) -> bool:
        """Whether a pair of the index is this one."""
        match = analysis.CLUSTER.match(text)
        cluster = match.group() if match else ""
        rest = text[len(cluster) :]
        at = cluster.find(self.first) if self.inside else 0
        if at < 0 or (at and cluster[at - 1].encode("cp874") in analysis.LEADERS):
            return False
        tail = cluster[at:] if not self.second else rest
        wanted = self.second or self.first
        begun = cluster[at:] == self.first if self.second else True
        return begun and (tail.startswith(wanted) if self.unfinished else tail == wanted)


class Builder:
    """Makes tantivy queries for one searcher, and remembers what it learnt of it."""

    def __init__(self, schema: Schema, searcher: Searcher) -> None:
        self._schema = schema
        self._searcher = searcher
        self._terms: dict[str, list[str]] = {}

    def query(self, node: Node, *, exact: bool = False) -> Query:
        """The letters that answer ``node``, but for those that only resemble it."""
        match node:
            case And(children):
                wanted = [self.query(child, exact=exact) for child in children if not isinstance(child, Not)]
                refused = [
                    self.query(child.child, exact=True) for child in children if isinstance(child, Not)
                ]
                return all_of(wanted, refused)
            case Or(children):
                return any_of([self.query(child, exact=exact) for child in children])
            case Not(child):
                return all_of([], [self.query(child, exact=True)])
            case Every():
                return silent(Query.all_query())
            case Nothing():
                return Query.empty_query()
            case Among(ids):
                return self.among(ids)
            case _:
                return any_of([self._clause(clause) for clause in clauses(node, exact=exact)])

    def among(self, ids: Iterable[str]) -> Query:
        """The letters with these ids."""
        return silent(Query.term_set_query(self._schema, "id", list(ids)))

    def _clause(self, clause: Clause) -> Query:
        match clause:
            case Terms():
                return self._phrase(clause) if len(clause.words) > 1 else self._term(clause)
            case Starts():
                return self._starts(clause)
            case Stretch():
                return self._stretch(clause)
            case Resembling():
                return Query.empty_query()
            case Between(first, last):
                return self._between(first, last)
            case _:
                assert_never(clause)

    def _rarity(self, count: int) -> float:
        return log(1 + (max(0, self._searcher.num_docs - count) + 0.5) / (count + 0.5))

    def _frequency(self, field: str, text: str) -> int:
        return self._searcher.doc_freq(field, text)

    def _one(self, field: str, text: str, option: str = "freq") -> Query:
        return Query.term_query(self._schema, field, text, option)

    def _term(self, clause: Terms) -> Query:
        field, text = clause.field, clause.words[0][0]
        held = self._frequency(field, text)
        if not held:
            return Query.empty_query()
        if not clause.boost:
            return silent(self._one(field, text, "basic"))
        if field not in TEXT_FIELDS:
            found = self._one(field, text, "basic")
            return Query.const_score_query(found, clause.boost * self._rarity(held) * (_K1 + 1))
        if field not in RANKED:
            return boosted(self._one(field, text), clause.boost)
        words = RANKED[field]
        whole = self._frequency(words, text)
        if whole == held:
            return boosted(self._one(words, text), clause.boost)
        found = boosted(self._one(field, text), clause.boost * (PART_WEIGHT if whole else 1.0))
        if not whole:
            return boosted(found, PART_WEIGHT)
        # As rare as the word is in all, and not only where it stands whole.
        share = clause.boost * (1 - PART_WEIGHT) * self._rarity(held) / self._rarity(whole)
        return any_of([found, boosted(self._one(words, text), share)])

    def _phrase(self, clause: Terms) -> Query:
        if not all(self._frequency(clause.field, text) for text, _ in clause.words):
            return Query.empty_query()
        words: list[str | tuple[int, str]] = [(place, text) for text, place in clause.words]
        return boosted(Query.phrase_query(self._schema, clause.field, words), clause.boost)

    def _starts(self, clause: Starts) -> Query:
        """Letters with a word that begins so; the commonest words of a text rank as one word would."""
        field = clause.field
        known = self._searcher.terms_with_prefix(field, clause.prefix, limit=_MOST_LISTED + 1)
        if not known:
            return Query.empty_query()
        listed = [text for text, _ in known]
        if len(known) > _MOST_LISTED:
            found = Query.regex_query(self._schema, field, _pattern(clause.prefix))
        else:
            found = Query.term_set_query(self._schema, field, listed)
        held = self.count(found) if len(known) > 1 else known[0][1]
        rarity = clause.boost * self._rarity(held)
        if field not in TEXT_FIELDS:
            return Query.const_score_query(found, rarity * (_K1 + 1))
        words = RANKED.get(field, field)
        ranked = [
            boosted(self._one(words, text), rarity / self._rarity(count))
            for text in listed[:_MOST_RANKED]
            if (count := self._frequency(words, text))
        ]
        return any_of([silent(found), *ranked])

    def _stretch(self, clause: Stretch) -> Query:
        """Letters that have the letters in a row; all score alike."""
        place = PLACES.get(clause.field or "text", "")
        if clause.bare:
            field, rows = GRAMS, self.rows_of(clause.letters, place)
        else:
            field, rows = UNITS, self._clusters(clause, place)
        if not rows:
            return Query.empty_query()
        held = sum(min(self._frequency(field, text) for _, text in row) for row in rows)
        score = clause.boost * self._rarity(min(held, self._searcher.num_docs))
        return Query.const_score_query(any_of([self._row(field, row) for row in rows]), score)

    def _row(self, field: str, row: Row) -> Query:
        if len(row) == 1:
            return self._one(field, row[0][1], "basic")
        return Query.phrase_query(self._schema, field, list(row))

    def rows_of(self, bare: bytes, place: str = "") -> list[Row]:
        """The row of grams of a skeleton, side by side, the last one overlapping; none if a gram is nowhere."""
        grams = [place + gram for gram in grams_of(bare)]
        row: Row = [(at, grams[at]) for at in sorted({*range(0, len(grams), GRAM), len(grams) - 1})]
        return [row] if all(self._frequency(GRAMS, text) for _, text in row) else []

    def _clusters(self, clause: Stretch, place: str) -> list[Row]:
        """Rows of pairs of clusters, one for each way in which the first one begins and the last one goes on."""
        found = analysis.clusters(clause.letters)
        last = max(1, len(found) - 1)
        # A word typed from its middle begins in a cluster; one that is not finished may end in one.
        inside = found[0][0] in analysis.FOLLOWERS
        unfinished = clause.unfinished or clause.letters[-1:] in analysis.LEADERS
        rows: list[Row] = [[]]
        for at in sorted({*range(0, last, 2), last - 1}):
            second = found[at + 1] if len(found) > 1 else ""
            way = _Pair(found[at], second, inside and not at, unfinished and at == last - 1)
            texts = self._pairs(way, place)
            rows = [[*row, (at, text)] for row in rows for text in texts]
        return rows

    def _pairs(self, pair: _Pair, place: str) -> list[str]:
        """The pairs of the index that ``pair`` may be."""
        if pair.second and not pair.inside and not pair.unfinished:
            text = place + pair.first + pair.second
            return [text] if self._frequency(UNITS, text) else []
        if pair.inside:
            known = [text for text in self.terms(UNITS) if text.startswith(place)]
        else:
            start = place + pair.first + pair.second
            known = [text for text, _ in self._searcher.terms_with_prefix(UNITS, start)]
        return [text for text in known if pair.is_in(text[len(place) :])]

    def _between(self, first: int, last: int) -> Query:
        def within(field: str, low: int | None, high: int | None) -> Query:
            return Query.range_query(self._schema, field, FieldType.Integer, low, high)

        # Letters without a date have no first day.
        return all_of([silent(within("first", 1, last)), silent(within("last", first, None))])

    def terms(self, field: str) -> list[str]:
        """All terms of ``field``."""
        if field not in self._terms:
            self._terms[field] = [text for text, _ in self._searcher.terms_with_prefix(field, "")]
        return self._terms[field]

    def holding(self, word: str) -> int:
        """How many letters have ``word`` in their text."""
        return self._frequency("text", word)

    def count(self, query: Query) -> int:
        """How many letters answer ``query``."""
        found: Any = self._searcher.search(query, limit=1)
        return int(found.count)


def any_of(queries: list[Query]) -> Query:
    """The letters that answer one of ``queries``; scores add up."""
    if not queries:
        return Query.empty_query()
    return (
        queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])
    )


def all_of(wanted: list[Query], refused: Sequence[Query] = ()) -> Query:
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
    return query if boost == 1.0 else Query.boost_query(query, boost)


def _pattern(prefix: str) -> str:
    """A regular expression for all that begins with ``prefix``; tantivy's know no flags for a newline."""
    return "".join(f"\\x{{{ord(char):x}}}" for char in prefix) + "(.|\\n)*"
