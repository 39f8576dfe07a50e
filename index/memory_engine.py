"""A small engine that keeps letters in memory and looks at each for every query.

It shares documents and clauses with the other engines but none of their machinery, so it tells what they must
find; and it serves where an index is not worth its files.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import reduce
from time import perf_counter
from typing import TYPE_CHECKING, Self, assert_never

from index import analysis, documents, near, resembling
from index.engine import FACETS, Hit, Results
from index.expansion import FAINT, Between, Clause, Resembling, Starts, Stretch, Terms, clauses, either, shown
from index.query import TEXT_FIELDS, Among, And, Every, Node, Not, Nothing, Or, Word
from index.snippets import Marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.documents import Document
    from index.engine import Entry, Sort
    from index.query import Query


class MemoryEngine:
    """Letters by id; what is added or deleted is seen after ``commit``."""

    name = "memory"

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._pending: dict[str, Document | None] = {}

    def add(self, entries: Iterable[Entry]) -> None:
        self._pending |= {document.entry.id: document for document in map(documents.document, entries)}

    def delete(self, ids: Iterable[str]) -> None:
        self._pending.update(dict.fromkeys(ids))

    def commit(self) -> None:
        for id_, document in self._pending.items():
            self._documents.pop(id_, None)
            if document is not None:
                self._documents[id_] = document
        self._pending = {}

    def search(self, query: Query, *, sort: Sort = "relevance", limit: int = 20, offset: int = 0) -> Results:
        started = perf_counter()
        found = [
            (document, score)
            for document in self._documents.values()
            if (score := _answer(document, query.whole)) is not None
        ]
        if sort == "relevance":
            found.sort(key=lambda pair: (-pair[1], -pair[0].day))
        elif sort == "date":
            found.sort(key=lambda pair: (pair[0].day or 99999999, -pair[1]))
        else:
            found.sort(key=lambda pair: (-pair[0].day, -pair[1]))
        facets = {
            name: dict(Counter(document.facets[name] for document, _ in found if name in document.facets))
            for name in FACETS
        }
        marker = Marker(query)
        page = found[max(0, offset) :][: max(0, limit)]
        hits = tuple(_hit(document, score, marker) for document, score in page)
        spelled = {} if any(score >= 0 for _, score in found) else self._near(query)
        return Results(len(found), (perf_counter() - started) * 1000, hits, facets, spelled)

    def _near(self, query: Query) -> dict[str, tuple[str, ...]]:
        counts = Counter(term for document in self._documents.values() for term in document.terms["text"])
        held = list(self._documents.values())
        unheld = [
            typed
            for typed in near.questions(query)
            if all((_answer(document, Word(typed)) or 0.0) <= 0 for document in held)
        ]
        found = {typed: near.near(typed, counts, counts.__getitem__) for typed in unheld}
        return {typed: words for typed, words in found.items() if words}

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        key = documents.suggestion_key(prefix)
        counts: Counter[str] = Counter()
        for document in self._documents.values():
            counts.update({shown for typed, shown in document.suggestions if key and typed.startswith(key)})
        return sorted(counts, key=lambda shown: (-counts[shown], len(shown), shown))[:limit]

    def ids(self) -> Iterator[str]:
        return iter(list(self._documents))

    def close(self) -> None:
        self._pending = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _hit(document: Document, score: float, marker: Marker) -> Hit:
    entry = document.entry
    found = marker.best(entry.text, ocr=entry.ocr)
    return Hit(
        id=entry.id,
        number=entry.number,
        date=entry.date,
        subject=entry.subject,
        sender=entry.sender,
        kind=entry.kind,
        score=shown(score),
        snippet=found.text,
        status=entry.status,
        marks=found.marks,
        cut=found.cut,
        resembles=score < 0,
    )


def _answer(document: Document, node: Node, exact: bool = False) -> float | None:
    """How well ``document`` answers ``node``; ``None`` if it does not."""
    match node:
        case And(children):
            scores = [_answer(document, child, exact) for child in children]
            return None if None in scores else sum(score for score in scores if score is not None)
        case Or(children):
            some = [score for child in children if (score := _answer(document, child, exact)) is not None]
            return reduce(either, some) if some else None
        case Not(child):
            return 0.0 if _answer(document, child, exact=True) is None else None
        case Every():
            return 0.0
        case Among(ids):
            return 0.0 if document.entry.id in ids else None
        case Nothing():
            return None
        case _:
            return _leaf(document, clauses(node, exact=exact))


def _leaf(document: Document, wanted: tuple[Clause, ...]) -> float | None:
    total: float | None = None
    for clause in wanted:
        if isinstance(clause, Stretch | Resembling) and total is not None:
            continue  # letters in a row say nothing new of a letter that has the word
        score = _clause(document, clause)
        if score is not None:
            total = score + (total or 0.0)
    return total


def _clause(document: Document, clause: Clause) -> float | None:
    match clause:
        case Terms(field, words, boost):
            count = _count(document, field, words)
            return boost * count / (count + 1.0) if count else None
        case Starts(field, prefix, boost):
            known = (*document.terms.get(field, ()), *document.keys.get(field, ()))
            return boost / 2 if any(term.startswith(prefix) for term in known) else None
        case Stretch(_, field, bare, _, boost):
            letters = _letters(document, field)
            return boost / 2 if clause.held_by(analysis.skeleton(letters) if bare else letters) else None
        case Resembling(letters, field):
            return _resemblance(document, letters, field) if document.entry.ocr else None
        case Between(first, last):
            low, high = documents.days_of(document.day)
            return 0.0 if low and low <= last and high >= first else None
        case _:
            assert_never(clause)


def _letters(document: Document, field: str | None) -> bytes:
    return document.letters.split(documents.PART)[TEXT_FIELDS.index(field)] if field else document.letters


def _resemblance(document: Document, letters: bytes, field: str | None) -> float | None:
    place = resembling.find(_letters(document, field), letters)
    return None if place is None else FAINT + place.likeness


def _count(document: Document, field: str, words: tuple[tuple[str, int], ...]) -> float:
    """How often the words stand in ``field``; parts of words count less than whole ones."""
    if field in document.keys:
        return float(words[0][0] in document.keys[field])
    places = [document.terms[field].get(word) for word, _ in words]
    held = [place for place in places if place is not None]
    if len(held) < len(places):
        return 0.0
    if len(held) == 1:
        return held[0].weight
    offsets = [offset for _, offset in words]
    return float(
        sum(
            all(_holds(place.positions, start + offset) for place, offset in zip(held, offsets, strict=True))
            for start in held[0].positions
        )
    )


def _holds(positions: list[int], wanted: int) -> bool:
    at = bisect_left(positions, wanted)
    return at < len(positions) and positions[at] == wanted
