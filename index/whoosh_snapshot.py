"""One committed state of the Whoosh index, read through Whoosh's public readers.

Letters are known by their document number, which is good for this state only.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from index import analysis, grams, resembling
from index.engine import FACETS
from index.whoosh_schema import BETWEEN, Facts, decode_facts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path


_WORTH_SKIPPING = 4
"""So many times more postings than letters asked for, and it is quicker to skip to each of these."""

_FACETS_OF = attrgetter("facets")


def grams_name(leaf: Any) -> str:
    """The file of a segment's grams; named as its own files are, so that Whoosh takes it away with them."""
    return str(leaf.segment().make_filename(".grams"))


def _living(leaf: Any, base: int, numbers: Iterable[int]) -> Iterable[int]:
    """The numbers, in the archive, of those ``numbers`` of a segment that were not taken out."""
    if leaf.has_deletions():
        numbers = (number for number in numbers if not leaf.is_deleted(number))
    return (base + number for number in numbers) if base else numbers


class Snapshot:
    """Postings, columns and cards of all segments under one numbering."""

    def __init__(self, reader: Any, folder: Path) -> None:
        self._reader = reader
        self._folder = folder
        self._leaves: list[tuple[Any, int]] = reader.leaf_readers() if reader.doc_count_all() else []
        self._readers: dict[str, list[tuple[int, int, Any]]] = {}
        self._facts: dict[int, Facts] = {}

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

    def all(self) -> list[int]:
        """All letters."""
        found: list[int] = []
        for leaf, base in self._leaves:
            numbers = range(base, base + leaf.doc_count_all())
            gone = leaf.is_deleted if leaf.has_deletions() else None
            found += [number for number in numbers if not gone(number - base)] if gone else numbers
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

    def weights(self, field: str, term: str, among: Collection[int] | None = None) -> dict[int, float]:
        """How much ``term`` weighs in each letter, or each ``among`` some, that has it in ``field``."""
        found: dict[int, float] = {}
        if among is not None and self.worth_skipping(field, term, among):
            for at, matcher in self._skipping(field, term, among):
                found[at] = matcher.weight()
            return found
        for matcher, base in self._matchers(field, term):
            number, weight, step = matcher.id, matcher.weight, matcher.next
            while matcher.is_active():
                found[base + number()] = weight()
                step()
        return found

    def places(self, field: str, term: str, among: Collection[int] | None = None) -> dict[int, bytes]:
        """Encoded positions of ``term`` in each letter, or each ``among`` some, that has it in text field ``field``."""
        found: dict[int, bytes] = {}
        if among is not None and self.worth_skipping(field, term, among):
            for at, matcher in self._skipping(field, term, among):
                found[at] = matcher.value()
            return found
        for matcher, base in self._matchers(field, term):
            number, value, step = matcher.id, matcher.value, matcher.next
            while matcher.is_active():
                found[base + number()] = value()
                step()
        return found

    def worth_skipping(self, field: str, term: str, among: Collection[int]) -> bool:
        """Whether to skip from each letter ``among`` some to the next, in place of reading all postings."""
        return len(among) * _WORTH_SKIPPING < self.frequency(field, term)

    def _skipping(self, field: str, term: str, among: Collection[int]) -> Iterator[tuple[int, Any]]:
        """The letters ``among`` some that have the term, and the matcher that stands at each."""
        wanted = sorted(among)
        for matcher, base in self._matchers(field, term):
            for at in wanted if matcher.is_active() else ():
                if at < base:
                    continue
                if matcher.id() < at - base:
                    matcher.skip_to(at - base)
                    if not matcher.is_active():
                        break
                if matcher.id() == at - base:
                    yield at, matcher

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
        raw, found = term.encode("utf-8"), 0
        for leaf, _ in self._leaves:
            if not leaf.has_deletions():
                found += int(leaf.doc_frequency(field, raw))
            elif (field, raw) in leaf:
                matcher = leaf.postings(field, raw)
                while matcher.is_active():
                    found += 1
                    matcher.next()
        return found

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

    def facts(self, numbers: Iterable[int]) -> dict[int, Facts]:
        """Date, lengths and values to count of ``numbers`` and of all letters asked for before."""
        known = self._facts
        unknown = sorted(number for number in numbers if number not in known)
        at = 0
        for base, end, column in self._columns("facts") if unknown else ():
            while at < len(unknown) and unknown[at] < end:
                known[unknown[at]] = decode_facts(column[unknown[at] - base])
                at += 1
        return known

    def letters(self, numbers: Collection[int]) -> Iterator[tuple[int, bytes]]:
        """The squeezed text of each of ``numbers``."""
        wanted = sorted(numbers)
        at = 0
        for base, end, column in self._columns("letters"):
            while at < len(wanted) and wanted[at] < end:
                yield wanted[at], column[wanted[at] - base]
                at += 1

    @cached_property
    def _grams(self) -> list[grams.Grams | None]:
        return [grams.read(self._folder / grams_name(leaf), leaf.doc_count_all()) for leaf, _ in self._leaves]

    def most_holding(self, bare: bytes) -> int:
        """In how many letters the skeleton ``bare`` can stand at most."""
        return sum(
            table.most(bare) if table else leaf.doc_count_all()
            for (leaf, _), table in zip(self._leaves, self._grams, strict=True)
        )

    def perhaps_holding(self, bare: bytes) -> set[int]:
        """Letters in which the skeleton ``bare`` can stand; all where no table tells, or it is too short."""
        found: set[int] = set()
        for (leaf, base), table in zip(self._leaves, self._grams, strict=True):
            if table is None or len(bare) < grams.SIZE:
                numbers: Iterable[int] = range(leaf.doc_count_all())
            else:
                numbers = table.holding(bare)
            found.update(_living(leaf, base, numbers))
        return found

    def perhaps_hurt(self, bare: bytes) -> set[int]:
        """Letters in which the skeleton ``bare`` can stand with as many letters wrong as it may have."""
        most = resembling.wrong(bare)
        if most == 1:
            found: set[int] = set()
            for (leaf, base), table in zip(self._leaves, self._grams, strict=True):
                numbers = table.nearly_holding(bare) if table else range(leaf.doc_count_all())
                found.update(_living(leaf, base, numbers))
            return found
        cuts = resembling.rarest_cuts(bare, self.most_holding)
        return set().union(*(self.perhaps_holding(bare[start:end]) for start, end in cuts))

    @cached_property
    def scanned(self) -> frozenset[int]:
        """The letters that were read by OCR."""
        return frozenset(self.weights("tags", "read:ocr"))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All terms of the text."""
        return tuple(self.starting("text", ""))

    def write_grams(self) -> None:
        """Make the tables that are not there yet, one a segment, taken away with it by Whoosh."""
        for (leaf, _), (_, _, column) in zip(self._leaves, self._columns("letters"), strict=True):
            path = self._folder / grams_name(leaf)
            if grams.read(path, leaf.doc_count_all()) is None:
                grams.write(path, (analysis.skeleton(column[at]) for at in range(leaf.doc_count_all())))

    def facets(self, numbers: Collection[int]) -> dict[str, dict[str, int]]:
        """How many of ``numbers`` have each value, commonest first."""
        found: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        facts = self.facts(numbers)
        for value, count in Counter(map(_FACETS_OF, map(facts.__getitem__, numbers))).items():
            for name, part in zip(FACETS, value.decode("utf-8").split(BETWEEN), strict=False):
                if part:
                    found[name][part] = found[name].get(part, 0) + count
        return {
            name: dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
            for name, counts in found.items()
        }

    def card(self, number: int) -> tuple[str, tuple[Any, ...]]:
        """The id of a letter and what is shown of it."""
        stored = self._reader.stored_fields(number)
        return stored["id"], stored["card"]

    def ids(self) -> Iterator[str]:
        """The ids of all letters."""
        for number in self.all():
            yield self.card(number)[0]
