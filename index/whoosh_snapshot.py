"""One committed state of the Whoosh index, read through Whoosh's public readers.

Letters are known by their document number, which is good for this state only; sets of letters are arrays with a
place for each number.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from index import analysis, grams, resembling, whoosh_places
from index.documents import PART
from index.query import TEXT_FIELDS
from index.whoosh_facts import Facts
from index.whoosh_kept import kept_of
from index.whoosh_schema import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.expansion import Stretch

    Letters = NDArray[np.bool_]
    Numbers = NDArray[np.int64]
    Weights = NDArray[np.float64]


_WORTH_SKIPPING = 64
"""So many times more postings than letters asked for, and it is quicker to skip to each of these."""


_MOST_SUGGESTIONS = 1000
"""So many of one beginning are read; the rest are not even counted."""
_MOST_BEGINNINGS = 500
_MOST_REMEMBERED = 50
"""So many beginnings are remembered, and so many suggestions of each."""


def grams_name(leaf: Any) -> str:
    """The file of a segment's grams; named as its own files are, so that Whoosh takes it away with them."""
    return str(leaf.segment().make_filename(".grams"))


def write_grams(leaf: Any, folder: Path) -> None:
    """Make the table of grams of a segment if it is not there; Whoosh takes it away with the segment."""
    path, count = folder / grams_name(leaf), leaf.doc_count_all()
    if grams.read(path, count) is None:
        column = leaf.column_reader("letters", translate=False)
        grams.write(path, (analysis.skeleton(column[at]) for at in range(count)))


class Snapshot:
    """Postings, columns and cards of all segments under one numbering, from 0 to ``size``."""

    def __init__(self, reader: Any, folder: Path) -> None:
        self._reader = reader
        self._folder = folder
        self._leaves: list[tuple[Any, int]] = reader.leaf_readers() if reader.doc_count_all() else []
        self._readers: dict[str, list[tuple[int, int, Any]]] = {}
        self.size: int = reader.doc_count_all()
        # Names of segments are drawn by lot, so that no other state has the same; without any there is nothing to keep.
        self._kept = kept_of((self.generation(), tuple(grams_name(leaf) for leaf, _ in self._leaves)))

    @cached_property
    def count(self) -> int:
        """How many letters there are."""
        return int(self._reader.doc_count())

    def generation(self) -> int:
        """Which commit this state is of."""
        generation = self._reader.generation()
        return -1 if generation is None else int(generation)

    def close(self) -> None:
        self._reader.close()

    def none(self) -> Letters:
        """No letter, to put some in."""
        return np.zeros(self.size, np.bool_)

    def all(self) -> Letters:
        """All letters."""
        found = np.ones(self.size, np.bool_)
        for leaf, base in self._leaves:
            if leaf.has_deletions():
                found[
                    [base + number for number in range(leaf.doc_count_all()) if leaf.is_deleted(number)]
                ] = False
        return found

    def _matchers(self, field: str, term: str) -> Iterator[tuple[Any, int]]:
        raw = term.encode("utf-8")
        for leaf, base in self._leaves:
            if (field, raw) in leaf:
                yield leaf.postings(field, raw), base

    @cached_property
    def is_whole(self) -> bool:
        """Whether no letter was taken out, so that ``frequency`` is exact."""
        return not any(leaf.has_deletions() for leaf, _ in self._leaves)

    def numbers(self, field: str, term: str) -> list[int]:
        """The letters that have ``term`` in ``field``."""
        return self._read(field, term)[0]

    def _read(self, field: str, term: str, tell: str = "id") -> tuple[list[int], list[Any]]:
        """The letters that have the term, and for each what its matcher tells: its ``weight`` or its ``value``."""
        numbers: list[int] = []
        told: list[Any] = []
        for matcher, base in self._matchers(field, term):
            number, what, step, more = matcher.id, getattr(matcher, tell), matcher.next, matcher.is_active
            while more():
                numbers.append(base + number())
                told.append(what())
                step()
        return numbers, told

    def _skipped_to(self, field: str, term: str, among: Letters, tell: str) -> tuple[list[int], list[Any]]:
        """As ``_read``, for the letters ``among`` some alone, from each to the next."""
        wanted = np.flatnonzero(among).tolist()
        numbers: list[int] = []
        told: list[Any] = []
        for matcher, base in self._matchers(field, term):
            for at in wanted:
                if not matcher.is_active():
                    break
                if at < base:
                    continue
                if matcher.id() < at - base:
                    matcher.skip_to(at - base)
                if matcher.is_active() and matcher.id() == at - base:
                    numbers.append(at)
                    told.append(getattr(matcher, tell)())
        return numbers, told

    def weights(self, field: str, term: str, among: Letters | None = None) -> tuple[Numbers, Weights]:
        """The letters that have ``term`` in ``field``, in order, and how much it weighs in each.

        ``among`` says that others than these do not matter; they may be left out.
        """

        def read() -> tuple[Numbers, Weights]:
            return _weighted(*self._read(field, term, "weight"))

        key = ("weights", field, term)
        if among is not None and key not in self._kept and self.worth_skipping(field, term, among):
            return _weighted(*self._skipped_to(field, term, among, "weight"))
        numbers, weights = self._kept.get(key, read)
        return numbers, weights

    def places(self, field: str, term: str, among: Letters | None = None) -> NDArray[np.int64]:
        """Where ``term`` stands in text field ``field`` (see ``whoosh_places``); ``among`` as for ``weights``."""

        def read() -> tuple[NDArray[np.int64]]:
            return (whoosh_places.decoded(*self._read(field, term, "value")),)

        key = ("places", field, term)
        if among is not None and key not in self._kept and self.worth_skipping(field, term, among):
            return whoosh_places.decoded(*self._skipped_to(field, term, among, "value"))
        return self._kept.get(key, read)[0]

    def phrases(self, field: str, words: Sequence[tuple[str, int]]) -> tuple[Numbers, Weights]:
        """The letters in which ``words``, each with its distance from the first, follow each other in text field
        ``field``, and how often they do."""

        def read() -> tuple[Numbers, Weights]:
            if not all(self.has(field, text) for text, _ in words):
                return _weighted([], [])
            (first, offset), *others = sorted(words, key=lambda word: self.frequency(field, word[0]))
            starts = self.places(field, first) - offset
            for text, offset in others:
                some = self.none()
                some[whoosh_places.letters_of(starts)] = True
                starts = whoosh_places.in_both(starts, self.places(field, text, some) - offset)
            return whoosh_places.counted(starts)

        numbers, counts = self._kept.get(("phrases", field, words), read)
        return numbers, counts

    def worth_skipping(self, field: str, term: str, among: Letters) -> bool:
        """Whether to skip from each letter ``among`` some to the next, in place of reading all postings."""
        return int(np.count_nonzero(among)) * _WORTH_SKIPPING < self.frequency(field, term)

    def weights_of_starting(self, field: str, prefix: str) -> tuple[Numbers, Weights]:
        """The letters with a term that begins with ``prefix``, and how much all such weigh in each."""

        def read() -> tuple[Numbers, Weights]:
            total = np.zeros(self.size)
            for term in self.starting(field, prefix):
                numbers, weights = self._read(field, term, "weight")
                total[numbers] += weights
            found = np.flatnonzero(total)
            return found, total[found]

        numbers, weights = self._kept.get(("starting", field, prefix), read)
        return numbers, weights

    def has(self, field: str, term: str) -> bool:
        """Whether any letter, taken out or not, has ``term`` in ``field``."""
        raw = term.encode("utf-8")
        return any((field, raw) in leaf for leaf, _ in self._leaves)

    def frequency(self, field: str, term: str) -> int:
        """In how many letters ``term`` stands, those taken out and not yet merged away included."""
        raw = term.encode("utf-8")
        return sum(int(leaf.doc_frequency(field, raw)) for leaf, _ in self._leaves)

    def living(self, field: str, term: str) -> int:
        """In how many letters ``term`` stands, those taken out not counted."""
        raw = term.encode("utf-8")
        return sum(
            _living(leaf, field, raw, int(leaf.doc_frequency(field, raw)))
            for leaf, _ in self._leaves
            if (field, raw) in leaf
        )

    def suggestions(self, key: str, limit: int) -> list[str]:
        """What is shown of the suggestions that begin with ``key``, the commonest first, at most ``limit``."""
        known = self._kept.suggestions
        if key not in known or limit > _MOST_REMEMBERED:
            found = self._suggestions(key)
            if len(known) >= _MOST_BEGINNINGS:
                known.clear()
            known[key] = found[:_MOST_REMEMBERED]
            return found[:limit]
        return known[key][:limit]

    def _suggestions(self, key: str) -> list[str]:
        counts: dict[str, int] = {}
        for term, held in self._living_starting("suggest", key, _MOST_SUGGESTIONS).items():
            if held:
                shown = term.partition(BETWEEN)[2]
                counts[shown] = max(counts.get(shown, 0), held)
        return sorted(counts, key=lambda shown: (-counts[shown], len(shown), shown))

    def _living_starting(self, field: str, prefix: str, most: int) -> dict[str, int]:
        """The first ``most`` terms of ``field`` that begin with ``prefix``, and in how many letters each stands, those
        taken out not counted."""
        found: dict[bytes, int] = {}
        last = b""
        for leaf, _ in self._leaves:
            if field not in leaf.indexed_field_names():
                continue
            for term, told in leaf.iter_prefix(field, prefix.encode("utf-8")):
                if len(found) == most and term not in found:
                    last = last or max(found)
                    if term > last:
                        break
                    continue
                held = _living(leaf, field, term, int(told.doc_frequency()))
                found[term] = found.get(term, 0) + held
        return {term.decode("utf-8"): count for term, count in found.items()}

    def starting(self, field: str, prefix: str) -> Iterator[str]:
        """Terms of ``field`` that begin with ``prefix``, each once."""
        raw = prefix.encode("utf-8")
        seen: set[bytes] = set()
        for leaf, _ in self._leaves:
            if field not in leaf.indexed_field_names():
                continue
            for term in leaf.expand_prefix(field, raw):
                if term not in seen:
                    seen.add(term)
                    yield term.decode("utf-8")

    def _columns(self, name: str) -> list[tuple[int, int, Any]]:
        """The readers of column ``name`` with the first letter of each segment and the one after its last."""
        readers = self._readers.get(name)
        if readers is None:
            readers = self._readers[name] = [
                (base, base + leaf.doc_count_all(), leaf.column_reader(name, translate=False))
                for leaf, base in self._leaves
            ]
        return readers

    @property
    def facts(self) -> Facts:
        """Dates, lengths and values to count of all letters."""
        if self._kept.facts is None:
            self._kept.facts = Facts.of(row for _, _, column in self._columns("facts") for row in column)
        return self._kept.facts

    def letters(self, wanted: Letters) -> Iterator[tuple[int, bytes]]:
        """The squeezed text of each letter ``wanted``."""
        for base, end, column in self._columns("letters"):
            for at in np.flatnonzero(wanted[base:end]).tolist():
                yield base + at, column[at]

    def holding(self, clause: Stretch, among: Letters) -> Letters:
        """Which of the letters ``among`` some have the letters of ``clause`` in a row. Each is looked through once."""
        key = ("holding", clause.letters, clause.field, clause.bare, clause.unfinished)
        seen, held = self._kept.get(key, lambda: (self.none(), self.none()))
        unseen = among & ~seen
        if unseen.any():
            part = TEXT_FIELDS.index(clause.field) if clause.field else None
            found: list[int] = []
            for number, letters in self.letters(unseen):
                if part is not None:
                    letters = letters.split(PART)[part]
                if clause.held_by(analysis.skeleton(letters) if clause.bare else letters):
                    found.append(number)
            held = held.copy()
            held[found] = True
            self._kept.put(key, (seen | unseen, held))
        return held & among

    @cached_property
    def _grams(self) -> list[grams.Grams | None]:
        return [grams.read(self._folder / grams_name(leaf), leaf.doc_count_all()) for leaf, _ in self._leaves]

    def most_holding(self, bare: bytes) -> int:
        """In how many letters the skeleton ``bare`` can stand at most."""
        return sum(
            table.most(bare) if table else leaf.doc_count_all()
            for (leaf, _), table in zip(self._leaves, self._grams, strict=True)
        )

    def perhaps_holding(self, bare: bytes) -> Letters:
        """Letters in which the skeleton ``bare`` can stand; all where no table tells, or it is too short."""

        def read() -> tuple[Letters]:
            return (self._perhaps(lambda table: table.holding(bare) if len(bare) >= grams.SIZE else None),)

        return self._kept.get(("perhaps", bare), read)[0]

    def _perhaps(self, ask: Callable[[grams.Grams], Letters | None]) -> Letters:
        """The letters that the tables name, and all of a segment where none tells."""
        found = self.all()
        for (leaf, base), table in zip(self._leaves, self._grams, strict=True):
            held = ask(table) if table else None
            if held is not None:
                found[base : base + leaf.doc_count_all()] &= held
        return found

    def perhaps_hurt(self, bare: bytes) -> Letters:
        """Letters in which the skeleton ``bare`` can stand with as many letters wrong as it may have."""
        if resembling.wrong(bare) == 1:
            return self._perhaps(lambda table: table.nearly_holding(bare))
        found = self.none()
        for start, end in resembling.rarest_cuts(bare, self.most_holding):
            found |= self.perhaps_holding(bare[start:end])
        return found

    @cached_property
    def scanned(self) -> Letters:
        """The letters that were read by OCR."""
        found = self.none()
        found[self.weights("tags", "read:ocr")[0]] = True
        return found

    @property
    def words(self) -> tuple[str, ...]:
        """All terms of the text."""
        if self._kept.words is None:
            self._kept.words = tuple(self.starting("text", ""))
        return self._kept.words

    def write_grams(self) -> None:
        """Make the tables of grams that are not there yet."""
        for leaf, _ in self._leaves:
            write_grams(leaf, self._folder)

    def card(self, number: int) -> tuple[str, tuple[Any, ...]]:
        """The id of a letter and what is shown of it."""
        stored = self._reader.stored_fields(number)
        return stored["id"], stored["card"]

    def ids(self) -> Iterator[str]:
        """The ids of all letters."""
        for number in np.flatnonzero(self.all()).tolist():
            yield self.card(number)[0]


def _living(leaf: Any, field: str, term: bytes, held: int) -> int:
    """How many of the ``held`` letters of a segment that have ``term`` were not taken out."""
    if not leaf.has_deletions():
        return held
    matcher, found = leaf.postings(field, term), 0
    while matcher.is_active():
        found += 1
        matcher.next()
    return found


def _weighted(numbers: list[int], weights: list[float]) -> tuple[Numbers, Weights]:
    return np.array(numbers, np.int64), np.array(weights, np.float64)
