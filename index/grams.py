"""Which letters of a segment hold which three letters in a row: a table beside the segment's own files.

A stretch is then looked for only in the letters that hold all its threes, and not in the whole archive. The
table is made from the segment, once; without it every letter is looked at, so nothing is lost but time.
"""

from __future__ import annotations

import mmap
import os
import re
import struct
import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from functools import reduce
from itertools import accumulate
from operator import and_
from typing import TYPE_CHECKING, Any

import numpy as np

from index.analysis import OTHER
from index.documents import PART

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    Letters = NDArray[np.bool_]

SIZE = 3
"""Letters of a gram. Two would stand in nearly every letter, four would double the table."""

_HEAD = struct.Struct("<4sIII")
_MAGIC = b"grm1"
_NARROW = 0x10000
"""Up to so many letters a segment, their numbers take two bytes."""
_BREAK = re.compile(b"[" + re.escape(OTHER + PART) + b"]+")


def grams_of(bare: bytes) -> set[bytes]:
    """The grams of text without marks; none runs over punctuation or from one field into the next."""
    return {run[at : at + SIZE] for run in _BREAK.split(bare) for at in range(len(run) - SIZE + 1)}


class Grams:
    """The table of one segment; letters are numbered from 0 within it."""

    def __init__(
        self, count: int, keys: memoryview, ends: memoryview, held: NDArray[np.integer[Any]]
    ) -> None:
        self._count, self._keys, self._ends, self._held = count, keys, ends, held

    def _span(self, gram: bytes) -> tuple[int, int]:
        key = int.from_bytes(gram, "big")
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            return (0, 0)
        return (self._ends[at - 1] if at else 0, self._ends[at])

    def most(self, bare: bytes) -> int:
        """In how many letters the stretch ``bare`` can stand at most."""
        spans = (self._span(bare[at : at + SIZE]) for at in range(len(bare) - SIZE + 1))
        return min((end - start for start, end in spans), default=0)

    def holding(self, bare: bytes) -> Letters:
        """The letters in which the stretch ``bare``, of ``SIZE`` letters or more, can stand, as a place for each."""
        spans = {self._span(bare[at : at + SIZE]) for at in range(len(bare) - SIZE + 1)}
        rarest = sorted(spans, key=lambda span: span[1] - span[0])
        return reduce(and_, map(self._letters, rarest))

    def nearly_holding(self, bare: bytes) -> Letters:
        """The letters in which the stretch ``bare``, of seven letters or more, can stand with one wrong."""
        sets = [self._letters(self._span(bare[at : at + SIZE])) for at in range(len(bare) - SIZE + 1)]
        before = list(accumulate(sets, and_))
        after = list(accumulate(reversed(sets), and_))[::-1]
        found = np.zeros(self._count, np.bool_)
        for wrong in range(len(bare)):
            # Whichever letter is wrong, the grams before it and those after it are all there.
            left, right = wrong - SIZE, wrong + 1
            if left < 0:
                found |= after[right]
            elif right >= len(after):
                found |= before[left]
            else:
                found |= before[left] & after[right]
        return found

    def _letters(self, span: tuple[int, int]) -> Letters:
        found = np.zeros(self._count, np.bool_)
        found[self._held[slice(*span)]] = True
        return found


def write(path: Path, texts: Iterable[bytes]) -> None:
    """Make the table of a segment with these texts without marks, one a letter in order."""
    held: dict[bytes, array[int]] = defaultdict(lambda: array("I"))
    count = 0
    for count, bare in enumerate(texts, start=1):
        for gram in grams_of(bare):
            held[gram].append(count - 1)
    order = sorted(held)
    ends, numbers = array("I"), array("H" if count <= _NARROW else "I")
    for gram in order:
        numbers.extend(held[gram].tolist())
        ends.append(len(numbers))
    keys = array("I", (int.from_bytes(gram, "big") for gram in order))
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as file:
        file.write(_HEAD.pack(_MAGIC, count, len(keys), len(numbers)))
        for part in (keys, ends, numbers):
            if sys.byteorder == "big":
                part.byteswap()
            file.write(part.tobytes())
    os.replace(fresh, path)


def read(path: Path, count: int) -> Grams | None:
    """The table of a segment of ``count`` letters; none where it is missing, cut short or another's."""
    try:
        with path.open("rb") as file:
            # Mapped, for tables are many times what a search reads of them; an empty file cannot be: ValueError.
            raw = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        magic, letters, keys, numbers = _HEAD.unpack_from(raw)
    except (OSError, ValueError, struct.error):
        return None
    if (
        magic != _MAGIC
        or letters != count
        or len(raw) != _size(letters, keys, numbers)
        or sys.byteorder == "big"
    ):
        return None
    middle = _HEAD.size + 4 * keys
    last = middle + 4 * keys
    return Grams(
        letters,
        raw[_HEAD.size : middle].cast("I"),
        raw[middle:last].cast("I"),
        np.frombuffer(raw[last:], "<u2" if letters <= _NARROW else "<u4"),
    )


def is_whole(path: Path) -> bool:
    """Whether a table lies there and was not cut short."""
    try:
        with path.open("rb") as file:
            magic, *sizes = _HEAD.unpack(file.read(_HEAD.size))
            return magic == _MAGIC and os.fstat(file.fileno()).st_size == _size(*sizes)
    except (OSError, struct.error):
        return False


def _size(letters: int, keys: int, numbers: int) -> int:
    """Bytes of a table."""
    return _HEAD.size + 8 * keys + (2 if letters <= _NARROW else 4) * numbers
