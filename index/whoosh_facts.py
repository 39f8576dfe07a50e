"""Date, lengths and values of all letters as arrays by letter number: for ranking, sorting and counting them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from index.documents import days_of
from index.engine import FACETS
from index.whoosh_schema import BETWEEN, FACTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from index.engine import Sort

_HEAD = np.dtype([("day", "<i4"), ("subject", "<u2"), ("text", "<u2")])
"""What FACTS packs."""

_LAST = 99_999_999
"""Stands for the day of a letter without a date where the oldest comes first."""


@dataclass(frozen=True)
class Facts:
    """``days`` as in Document; ``lengths`` of subject and text in words; ``mixes`` number the combinations of values
    that letters have, and for each facet ``values`` and, by mix, which of them it is."""

    days: NDArray[np.int32]
    lengths: Mapping[str, NDArray[np.float64]]
    mixes: NDArray[np.int32]
    values: Mapping[str, tuple[tuple[str, ...], NDArray[np.int32]]]

    @classmethod
    def of(cls, rows: Iterable[bytes]) -> Facts:
        """The facts of letters out of their encoded rows, in order of number."""
        heads, mixes = bytearray(), []
        numbers: dict[bytes, int] = {}
        for row in rows:
            heads += row[: FACTS.size]
            mixes.append(numbers.setdefault(row[FACTS.size :], len(numbers)))
        told = np.frombuffer(bytes(heads), _HEAD)
        return cls(
            days=told["day"].astype(np.int32),
            lengths={name: told[name].astype(np.float64) for name in ("subject", "text")},
            mixes=np.array(mixes, np.int32),
            values=_values(list(numbers)),
        )

    @cached_property
    def _spans(self) -> NDArray[np.int32]:
        """First and last day that each letter's date may mean."""
        known, which = np.unique(self.days, return_inverse=True)
        spans = np.array([days_of(int(day)) for day in known], np.int32).reshape(-1, 2)
        return spans[which]

    def between(self, first: int, last: int) -> NDArray[np.bool_]:
        """The letters whose date meets the days from ``first`` to ``last`` (YYYYMMDD)."""
        starts, ends = self._spans[:, 0], self._spans[:, 1]
        return (starts > 0) & (starts <= last) & (ends >= first)

    def counts(self, held: NDArray[np.bool_]) -> dict[str, dict[str, int]]:
        """How many of the letters ``held`` have each value, commonest first."""
        mixes = np.bincount(self.mixes[held])
        found: dict[str, dict[str, int]] = {}
        for name, (values, of_mix) in self.values.items():
            counts = np.bincount(of_mix[: len(mixes)], mixes, len(values)).astype(np.int64)
            pairs = ((values[at], int(counts[at])) for at in np.flatnonzero(counts))
            some = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
            found[name] = {value: count for value, count in some if value}
        return found

    def first(
        self, held: NDArray[np.bool_], scores: NDArray[np.float64], sort: Sort, count: int
    ) -> list[int]:
        """The first ``count`` letters of ``held``; equals newest first, letters without date always last."""
        numbers = np.flatnonzero(held)
        days, worse = self.days[numbers], -scores[numbers]
        keys: tuple[NDArray[Any], NDArray[Any]]
        if sort == "relevance":
            keys = worse, -days
        elif sort == "date":
            keys = np.where(days == 0, _LAST, days), worse
        else:
            keys = -days, worse
        if count < len(numbers):
            # Most are told apart by one key, so that only few are sorted.
            some = keys[0] <= np.partition(keys[0], count - 1)[count - 1]
            numbers, keys = numbers[some], (keys[0][some], keys[1][some])
        order = np.lexsort((numbers, keys[1], keys[0]))[:count]
        return [int(number) for number in numbers[order]]


def _values(mixes: list[bytes]) -> dict[str, tuple[tuple[str, ...], NDArray[np.int32]]]:
    """For each facet its values, and which of them each of ``mixes`` has; the first value is none."""
    parts = [mix.decode("utf-8").split(BETWEEN) for mix in mixes]
    found = {}
    for at, name in enumerate(FACETS):
        known = {"": 0}
        of_mix = [known.setdefault(row[at] if at < len(row) else "", len(known)) for row in parts]
        found[name] = tuple(known), np.array(of_mix, np.int32)
    return found
