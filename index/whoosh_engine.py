"""The embedded engine: Whoosh keeps postings, columns and segments; cutting, matching and ranking are ours.

Good for some tens of thousands of letters. The index is a copy of what the catalogue records: on any doubt
about it, open raises and says to rebuild it.
"""

from __future__ import annotations

import struct
import zlib
from contextlib import contextmanager
from pickle import UnpicklingError
from time import perf_counter
from typing import TYPE_CHECKING, Any, Self

import whoosh.index
from whoosh.codec.whoosh3 import CorruptIndexError
from whoosh.reading import SegmentReader

from index import documents, grams, marking, near, whoosh_merging, whoosh_schema
from index.engine import Hit, Results
from index.expansion import shown
from index.query import Word
from index.snippets import Marker
from index.whoosh_mapped import MappedStorage
from index.whoosh_search import Evaluator
from index.whoosh_snapshot import Snapshot, write_grams

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from index.engine import Entry, Sort
    from index.query import Query

FORMAT = 3
"""Raise it with every change of the schema."""

_MEMORY_MB = 256
_DAMAGE = (
    whoosh.index.IndexError,
    CorruptIndexError,
    UnpicklingError,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    AssertionError,
    LookupError,
    TypeError,
    AttributeError,
)


class WhooshEngine:
    """An index in a folder of its own."""

    name = "whoosh"

    def __init__(self, path: Path, index: Any) -> None:
        self._path = path
        self._index = index
        self._writer: Any = None
        self._pending: dict[str, Entry | None] = {}
        self._snapshot: Snapshot | None = None

    @classmethod
    def open(cls, path: Path, create: bool = False) -> Self:
        """The index in folder ``path``; with ``create`` an empty one is made where there is none.

        Raises ArchiveError ``index-damaged`` when it is missing or broken, ``index-outdated`` when it was
        made with another analysis; both say to rebuild it.
        """
        mark = marking.mark_of(cls.name, FORMAT)
        if create and not (path / marking.MARKER).exists() and not any(path.glob("*.toc")):
            with _damage(path):
                path.mkdir(parents=True, exist_ok=True)
                index = MappedStorage(path).create_index(whoosh_schema.schema())
                marking.write_mark(path, mark)
                return cls(path, index)
        with _damage(path):
            found = marking.read_mark(path)
        if found != mark:
            raise marking.outdated()
        with _damage(path):
            return cls(path, MappedStorage(path).open_index(schema=whoosh_schema.schema()))

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
        if self._writer is not None:
            return
        try:
            with _damage(self._path):
                self._writer = self._index.writer(limitmb=_MEMORY_MB, timeout=2.0)
        except whoosh.index.LockError:
            raise marking.locked() from None

    def commit(self) -> None:
        """Write what was added and deleted; on a fault nothing of it is seen."""
        writer, pending = self._writer, self._pending
        if writer is None:
            return
        self._writer, self._pending = None, {}
        try:
            snapshot = self._current()
            for id_, entry in pending.items():
                # One committed copy at most goes, one comes; Whoosh never sees an id twice in one commit.
                for number in snapshot.numbers("id", id_):
                    writer.delete_document(number)
                if entry is not None:
                    writer.add_document(**whoosh_schema.row(documents.document(entry)))
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=whoosh_merging.merge)
        self._write_grams(writer)

    def _write_grams(self, writer: Any) -> None:
        """Make the table of the segment that ``writer`` wrote, and those that a killed commit left unmade."""
        segment = writer.get_segment()
        if segment.doc_count_all():
            # Opening all segments of a large index takes longer than adding a letter to it.
            reader = SegmentReader(writer.storage, writer.schema, segment)
            write_grams(reader, self._path)
            reader.close()
        if not all(grams.is_whole(path.with_suffix(".grams")) for path in self._path.glob("*.seg")):
            self._current().write_grams()

    def search(self, query: Query, *, sort: Sort = "relevance", limit: int = 20, offset: int = 0) -> Results:
        """Letters that answer ``query``; ArchiveError ``index-damaged`` when the index cannot be read."""
        started = perf_counter()
        with _damage(self._path):
            snapshot = self._current()
            found = Evaluator(snapshot).scores(query.whole)
            facets = snapshot.facts.counts(found.letters)
            first, last = max(0, offset), max(0, offset) + max(0, limit)
            order = snapshot.facts.first(*found, sort, last) if last else []
            marker = Marker(query)
            hits = [_hit(snapshot, number, float(found.scores[number]), marker) for number in order[first:]]
            exact = bool((found.letters & (found.scores >= 0)).any())
            spelled = {} if exact else _near(snapshot, query)
        return Results(found.total, (perf_counter() - started) * 1000, tuple(hits), facets, spelled)

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """Numbers, subjects and agencies that begin as ``prefix`` does, the commonest first."""
        key = documents.suggestion_key(prefix)
        if not key:
            return []
        with _damage(self._path):
            return self._current().suggestions(key, limit)

    def ids(self) -> Iterator[str]:
        """The ids of all letters, as of the last commit."""
        with _damage(self._path):
            yield from self._current().ids()

    def close(self) -> None:
        """Give back files and lock; what was not committed is dropped. Closing twice does no harm."""
        if self._writer is not None:
            self._writer.cancel()
            self._writer, self._pending = None, {}
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _current(self) -> Snapshot:
        """The last committed state: a new reader after each commit, never a refreshed one."""
        if self._snapshot is not None:
            if self._snapshot.generation() == self._index.latest_generation():
                return self._snapshot
            self._snapshot.close()
            self._snapshot = None
        self._snapshot = Snapshot(self._index.reader(), self._path)
        return self._snapshot


def _hit(snapshot: Snapshot, number: int, score: float, marker: Marker) -> Hit:
    id_, (letter, date, subject, sender, kind, status, text, ocr) = snapshot.card(number)
    found = marker.best(text, ocr=ocr)
    return Hit(
        id=id_,
        number=letter,
        date=date,
        subject=subject,
        sender=sender,
        kind=kind,
        score=shown(score),
        snippet=found.text,
        status=status,
        marks=found.marks,
        cut=found.cut,
        resembles=score < 0,
    )


def _near(snapshot: Snapshot, query: Query) -> dict[str, tuple[str, ...]]:
    """Words of the index that resemble those of ``query`` that no letter has."""
    evaluator = Evaluator(snapshot, faults=False)
    unheld = [typed for typed in near.questions(query) if not evaluator.scores(Word(typed)).total]
    if not unheld:
        return {}
    found = {
        typed: near.near(typed, snapshot.words, lambda term: snapshot.living("text", term))
        for typed in unheld
    }
    return {typed: words for typed, words in found.items() if words}


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    """Turns what a missing or broken index makes Whoosh raise into one fault with a remedy."""
    try:
        yield
    except _DAMAGE as fault:
        raise marking.damaged(path) from fault
