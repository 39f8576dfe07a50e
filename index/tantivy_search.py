"""A query's tree as a tantivy query: the same clauses as for every engine, matched and ranked by tantivy.

BM25 over whole words and parts of words as for the embedded engine; the subject counts more than the text. What
only resembles a word is no part of it: ``tantivy_damage`` adds that.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any, assert_never

from tantivy import FieldType, Query

from index.analysis import PART_WEIGHT
from index.expansion import Between, Resembling, Starts, Stretch, Terms, clauses
from index.query import TEXT_FIELDS, Among, And, Days, Every, Node, Not, Nothing, Or, Value
from index.tantivy_combining import all_of, any_of, boosted, silent
from index.tantivy_schema import RANKED
from index.tantivy_stretch import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tantivy import Schema, Searcher

    from index.expansion import Clause
    from index.query import Leaf

_K1 = 1.2
_REMEMBERED = 1000
"""Words of which it is remembered which letters have them only as stretches."""
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


class Builder:
    """Makes tantivy queries for one searcher, and remembers what it learnt of it."""

    def __init__(self, schema: Schema, searcher: Searcher) -> None:
        self._schema = schema
        self._searcher = searcher
        self._terms: dict[str, list[str]] = {}
        self._stretches = Stretches(schema, searcher, self.terms)
        self._beyond: dict[tuple[Leaf, bool], list[Query]] = {}

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
                return self._leaf(node, exact)

    def among(self, ids: Iterable[str]) -> Query:
        """The letters with these ids."""
        return silent(Query.term_set_query(self._schema, "id", list(ids)))

    def _leaf(self, leaf: Leaf, exact: bool) -> Query:
        wanted = clauses(leaf, exact=exact)
        stretches = [clause for clause in wanted if isinstance(clause, Stretch)]
        known = any_of([self._clause(clause) for clause in wanted if clause not in stretches])
        if not stretches:
            return known
        if (leaf, exact) not in self._beyond:
            if len(self._beyond) == _REMEMBERED:
                self._beyond.clear()
            self._beyond[leaf, exact] = self._stretches.beyond(known, stretches)
        return any_of([known, *self._beyond[leaf, exact]])

    def _clause(self, clause: Clause) -> Query:
        match clause:
            case Terms():
                return self._phrase(clause) if len(clause.words) > 1 else self._term(clause)
            case Starts():
                return self._starts(clause)
            case Stretch() | Resembling():
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


def _pattern(prefix: str) -> str:
    """A regular expression for all that begins with ``prefix``; tantivy's know no flags for a newline."""
    return "".join(f"\\x{{{ord(char):x}}}" for char in prefix) + "(.|\\n)*"
