"""Letters read by OCR that have what may be left of a word: found by their grams, then weighed one by one.

tantivy brings the letters in which a damaged word can stand and what else of the query they answer; whether it
stands there ``resembling`` decides, as for every engine.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from tantivy import Query

from index import analysis, resembling
from index.documents import PART
from index.expansion import FAINT, Resembling, clauses, either
from index.query import TEXT_FIELDS, And, Not, Or
from index.tantivy_combining import all_of, any_of, silent
from index.tantivy_schema import GRAM, GRAMS, PLACES, grams_of

if TYPE_CHECKING:
    from tantivy import DocAddress, Schema, Searcher

    from index.query import Leaf, Node
    from index.tantivy_search import Builder

    Address = tuple[int, int]

SCANNED = "read:ocr"


class Damage:
    """What answers a query only with damaged words in it."""

    def __init__(self, schema: Schema, searcher: Searcher, builder: Builder) -> None:
        self._schema = schema
        self._searcher = searcher
        self._builder = builder
        self._letters: dict[Address, bytes] = {}
        self._answers: dict[Leaf | Not, dict[Address, float]] = {}

    def found(self, node: Node, exact: Query) -> list[tuple[float, DocAddress]]:
        """Letters that answer ``node`` and not its query ``exact``, with their scores, all below 0."""
        scanned = self._searcher.doc_freq("tags", SCANNED)
        if not scanned or not any(self._damaged(leaf) for leaf in _leaves(node)):
            return []
        ocr = Query.term_query(self._schema, "tags", SCANNED, "basic")
        perhaps = all_of([silent(ocr), silent(self._perhaps(node))], [exact])
        hits = self._searcher.search(perhaps, limit=scanned).hits
        if not hits:
            return []
        places = {(place.segment_ord, place.doc): place for _, place in hits}
        self._letters = {
            at: bytes(self._searcher.doc(place).get_first("letters") or b"") for at, place in places.items()
        }
        for leaf in _leaves(node):
            query = self._builder.query(leaf)
            held = self._searcher.search(all_of([query, silent(perhaps)]), limit=len(places)).hits
            self._answers[leaf] = {(place.segment_ord, place.doc): score for score, place in held}
        scores = ((self._score(node, at), place) for at, place in places.items())
        found = [(score, place) for score, place in scores if score is not None]
        days = self._searcher.fast_field_values("day", [place for _, place in found]) if found else []
        order = sorted(zip(found, days, strict=True), key=lambda pair: (-pair[0][0], -int(pair[1] or 0)))
        return [pair for pair, _ in order]

    def _damaged(self, leaf: Leaf | Not) -> list[Resembling]:
        if isinstance(leaf, Not):
            return []
        return [clause for clause in clauses(leaf) if isinstance(clause, Resembling)]

    def _perhaps(self, node: Node) -> Query:
        """The letters that answer ``node``, or could with damaged words; some that are not scans among them."""
        match node:
            case And(children):
                return all_of([self._perhaps(child) for child in children])
            case Or(children):
                return any_of([self._perhaps(child) for child in children])
            case _:
                hurt = [self._hurt(clause) for clause in self._damaged(node)]
                return any_of([self._builder.query(node), *hurt])

    def _hurt(self, clause: Resembling) -> Query:
        """The letters in which the word can stand with as many letters wrong as it may have."""
        bare = analysis.skeleton(clause.letters)
        place = PLACES.get(clause.field or "text", "")
        if resembling.wrong(bare) == 1:
            grams = [place + gram for gram in grams_of(bare)]
            ways = ((grams[: max(0, wrong - GRAM + 1)], grams[wrong + 1 :]) for wrong in range(len(bare)))
            return any_of([self._holding([*before, *after]) for before, after in ways])
        pieces = resembling.rarest_cuts(bare, lambda piece: self._most(piece, place))
        return any_of(
            [self._holding([place + gram for gram in grams_of(bare[start:end])]) for start, end in pieces]
        )

    def _holding(self, grams: list[str]) -> Query:
        """The letters that have all of ``grams``; every letter where there are none to look for."""
        terms = [Query.term_query(self._schema, GRAMS, gram, "basic") for gram in dict.fromkeys(grams)]
        return all_of([silent(term) for term in terms])

    def _most(self, piece: bytes, place: str) -> int:
        counts = (self._searcher.doc_freq(GRAMS, place + gram) for gram in grams_of(piece))
        return min(counts, default=self._searcher.num_docs)

    def _score(self, node: Node, at: Address) -> float | None:
        match node:
            case And(children):
                scores = [self._score(child, at) for child in children]
                return None if None in scores else sum(score for score in scores if score is not None)
            case Or(children):
                some = [score for child in children if (score := self._score(child, at)) is not None]
                return reduce(either, some) if some else None
            case _:
                known = self._answers[node].get(at)
                return self._resemblance(node, at) if known is None else known

    def _resemblance(self, leaf: Any, at: Address) -> float | None:
        for clause in self._damaged(leaf):
            letters = self._letters[at]
            part = TEXT_FIELDS.index(clause.field) if clause.field else None
            place = resembling.find(letters if part is None else letters.split(PART)[part], clause.letters)
            if place is not None:
                return FAINT + place.likeness
        return None


def _leaves(node: Node) -> list[Leaf | Not]:
    """The leaves of ``node``, and what it refuses as one."""
    if isinstance(node, And | Or):
        return [leaf for child in node.children for leaf in _leaves(child)]
    return [node]
