"""The engine for large archives: tantivy keeps, matches, ranks and counts; cutting and snippets are ours.

Like any index it is a copy of what the catalogue records: on any doubt about it, open raises and says to
rebuild it. Installed with ``pip install saraban[tantivy]``.
"""

from __future__ import annotations

import errno
import os
import time
from contextlib import contextmanager, suppress
from time import perf_counter
from typing import TYPE_CHECKING, Any, Self

import tantivy
from tantivy import Query

from index import documents, marking, near, tantivy_folder, tantivy_schema
from index.engine import FACETS, Hit, Results
from index.expansion import shown
from index.query import Word
from index.snippets import Marker
from index.tantivy_damage import Damage
from index.tantivy_page import Answer, card_of
from index.tantivy_search import Builder, ranks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from tantivy import IndexWriter, Searcher

    from index.engine import Entry, Sort
    from index.query import Query as Asked
    from index.tantivy_schema import Card

FORMAT = 1
"""Raise it with every change of the schema."""

_MEMORY = 128_000_000
_LOCK_WAIT = 2.0
_PAUSE = 0.05
_MOST_VALUES = 20_000
"""So many values of one facet are counted, the commonest."""
_MOST_SUGGESTIONS_READ = 5000
_DAMAGE = (OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError)
_COUNTS = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in FACETS} | {
    "total": {"value_count": {"field": "day"}}
}


class TantivyEngine:
    """An index in a folder of its own."""

    name = "tantivy"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._generation = tantivy_folder.generation(path)
        self._index, self._links = tantivy_folder.opened(path)
        self._schema = self._index.schema
        self._writer: IndexWriter | None = None
        self._pending: dict[str, Entry | None] = {}
        self._searcher: Searcher | None = None
        self._builder: Builder | None = None

    @classmethod
    def open(cls, path: Path, create: bool = False) -> Self:
        """The index in folder ``path``; with ``create`` an empty one is made where there is none.

        Raises ArchiveError ``index-damaged`` when it is missing or broken, ``index-outdated`` when it was
        made with another analysis; both say to rebuild it.
        """
        mark = marking.mark_of(cls.name, FORMAT)
        if create and not (path / marking.MARKER).exists() and not (path / tantivy_folder.META).exists():
            with _damage(path):
                path.mkdir(parents=True, exist_ok=True)
                tantivy.Index(tantivy_schema.schema(), path=str(path))
                marking.write_mark(path, mark)
                tantivy_folder.share(path)
                return cls(path)
        with _damage(path):
            found = marking.read_mark(path)
        if found != mark:
            raise marking.outdated()
        with _damage(path):
            return cls(path)

    def add(self, entries: Iterable[Entry]) -> None:
        """Add or replace letters; seen after ``commit``, which is wanted every few thousand of them.

        Raises ArchiveError ``index-locked`` while another process writes, ValueError for an entry without id.
        """
        checked = [documents.cleaned(entry) for entry in entries]
        self._lock()
        for entry in checked:
            self._pending.pop(entry.id, None)
            self._pending[entry.id] = entry

    def delete(self, ids: Iterable[str]) -> None:
        """Take letters out; unknown ids do no harm. Raises ArchiveError ``index-locked``."""
        self._lock()
        self._pending.update(dict.fromkeys(ids))

    def _lock(self) -> None:
        deadline = time.monotonic() + _LOCK_WAIT
        while self._writer is None:
            try:
                # One thread makes one segment of a commit, whose letters then lie in order.
                self._writer = self._index.writer(_MEMORY, 1)
            except ValueError as fault:
                if "LockBusy" not in str(fault):
                    raise _of_disk(fault, self._path) from fault
                if time.monotonic() >= deadline:
                    raise marking.locked() from None
                time.sleep(_PAUSE)

    def commit(self) -> None:
        """Write what was added and deleted; on a fault nothing of it is seen."""
        writer, pending = self._writer, self._pending
        if writer is None:
            return
        self._writer, self._pending = None, {}
        try:
            for id_, entry in pending.items():
                writer.delete_documents_by_term("id", id_)
                if entry is not None:
                    writer.add_document(tantivy_schema.row(documents.document(entry)))
            writer.commit()
        except BaseException as fault:
            _give_up(writer)
            if isinstance(fault, ValueError):
                raise _of_disk(fault, self._path) from fault
            raise
        # The lock is free when the merging, which tantivy does beside us, is done.
        writer.wait_merging_threads()
        tantivy_folder.share(self._path)

    def search(self, query: Asked, *, sort: Sort = "relevance", limit: int = 20, offset: int = 0) -> Results:
        """Letters that answer ``query``; ArchiveError ``index-damaged`` when the index cannot be read."""
        started = perf_counter()
        with _damage(self._path):
            searcher, builder = self._current()
            exact = builder.query(query.whole)
            hurt = Damage(self._schema, searcher, builder).found(query.whole, exact)
            counts = searcher.aggregate(exact, _COUNTS)
            answer = Answer(
                self._schema, searcher, exact, int(counts["total"]["value"]), ranks(query.whole), hurt
            )
            marker = Marker(query)
            hits = [
                _hit(card_of(searcher, place), score, marker)
                for score, place in answer.page(sort, offset, limit)
            ]
            facets = _facets(counts, (card_of(searcher, place).facets for _, place in hurt))
            spelled = {} if answer.total else self._near(builder, query)
        took = (perf_counter() - started) * 1000
        return Results(answer.total + len(hurt), took, tuple(hits), facets, spelled)

    def _near(self, builder: Builder, query: Asked) -> dict[str, tuple[str, ...]]:
        """Words of the index that resemble those of ``query`` that no letter has."""
        unheld = [typed for typed in near.questions(query) if not builder.count(builder.query(Word(typed)))]
        if not unheld:
            return {}
        found = {typed: near.near(typed, builder.terms("text"), builder.holding) for typed in unheld}
        return {typed: spelled for typed, spelled in found.items() if spelled}

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """Numbers, subjects and agencies that begin as ``prefix`` does, the commonest first."""
        key = documents.suggestion_key(prefix)
        if not key:
            return []
        counts: dict[str, int] = {}
        with _damage(self._path):
            searcher, _ = self._current()
            found = searcher.terms_with_prefix(
                "suggest", key, limit=_MOST_SUGGESTIONS_READ, filter_query=Query.all_query()
            )
            for term, count in found:
                shown = term.partition(tantivy_schema.BETWEEN)[2]
                counts[shown] = max(counts.get(shown, 0), count)
        return sorted(counts, key=lambda shown: (-counts[shown], len(shown), shown))[:limit]

    def ids(self) -> Iterator[str]:
        """The ids of all letters, as of the last commit."""
        with _damage(self._path):
            searcher, _ = self._current()
            found = searcher.terms_with_prefix("id", "", filter_query=Query.all_query())
            yield from (id_ for id_, _ in found)

    def close(self) -> None:
        """Give back files and lock; what was not committed is dropped. Closing twice does no harm."""
        if self._writer is not None:
            _give_up(self._writer)
            self._writer, self._pending = None, {}
        self._searcher = self._builder = None
        if self._links is not None:
            self._links.cleanup()
            self._links = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _current(self) -> tuple[Searcher, Builder]:
        """The last committed state."""
        generation = tantivy_folder.generation(self._path)
        if generation != self._generation:
            self._searcher = None
            if self._links is None:
                self._index.reload()
            else:
                self.close()
                self._index, self._links = tantivy_folder.opened(self._path)
            self._generation = generation
        if self._searcher is None or self._builder is None:
            self._searcher = self._index.searcher()
            self._builder = Builder(self._schema, self._searcher)
        return self._searcher, self._builder


def _give_up(writer: IndexWriter) -> None:
    """Forget what was not committed. A writer that failed may fail at that too; its files are swept by the next."""
    with suppress(ValueError, RuntimeError):
        writer.rollback()


def _hit(card: Card, score: float, marker: Marker) -> Hit:
    found = marker.best(card.text, ocr=card.ocr)
    return Hit(
        id=card.id,
        number=card.number,
        date=card.date,
        subject=card.subject,
        sender=card.sender,
        kind=card.kind,
        score=shown(score),
        snippet=found.text,
        status=card.status,
        marks=found.marks,
        cut=found.cut,
        resembles=score < 0,
    )


def _facets(counts: Mapping[str, Any], hurt: Iterable[Mapping[str, str]]) -> dict[str, dict[str, int]]:
    """How many letters have each value, commonest first; ``hurt`` are values that were not counted yet."""
    found = {
        name: {bucket["key"]: int(bucket["doc_count"]) for bucket in counts[name]["buckets"]}
        for name in FACETS
    }
    for values in hurt:
        for name, value in values.items():
            found[name][value] = found[name].get(value, 0) + 1
    return {
        name: dict(sorted(some.items(), key=lambda pair: (-pair[1], pair[0]))) for name, some in found.items()
    }


def _of_disk(fault: ValueError, path: Path) -> Exception:
    """tantivy tells of a full disk in words alone."""
    if f"os error {errno.ENOSPC}" in str(fault):
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    return marking.damaged(path)


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    """Turns what a missing or broken index makes tantivy raise into one fault with a remedy."""
    try:
        yield
    except _DAMAGE as fault:
        raise marking.damaged(path) from fault
    except BaseException as fault:
        # What panics in Rust is no Exception to Python.
        if type(fault).__name__ == "PanicException":
            raise marking.damaged(path) from fault
        raise
