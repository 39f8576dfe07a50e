"""Places of terms in letters as sorted numbers, so that words are told to follow each other all at once.

A place is one number: the letter's number in the upper half, the position in the letter in the lower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Places = NDArray[np.int64]

_HALF = 32


def decoded(numbers: Sequence[int], values: Sequence[bytes]) -> Places:
    """The places of a term in letters ``numbers``; each of ``values`` is what ``encode_places`` wrote of one."""
    if not values:
        return np.empty(0, np.int64)
    owners = np.array(numbers, np.int64)
    codes = np.frombuffer(b"".join([value[:1] for value in values]), "S1")
    found = [
        _decoded(owners[chosen], [values[at] for at in np.flatnonzero(chosen).tolist()], width)
        for code, width in ((b"H", "<u2"), (b"I", "<u4"))
        if (chosen := codes == code).any()
    ]
    places = found[0] if len(found) == 1 else np.concatenate(found)
    if len(found) > 1:
        places.sort(kind="stable")
    # A position that stands twice is one place.
    return places[np.concatenate(([True], places[1:] != places[:-1]))]


def _decoded(owners: Places, values: Sequence[bytes], width: str) -> Places:
    steps = np.frombuffer(b"".join([value[1:] for value in values]), width).astype(np.int64)
    counts = (np.fromiter(map(len, values), np.int64, len(values)) - 1) // np.dtype(width).itemsize
    sums = np.cumsum(steps)
    starts = np.cumsum(counts) - counts
    before = sums[starts] - steps[starts]
    places: Places = sums - np.repeat(before - (owners << _HALF), counts)
    return places


def letters_of(places: Places) -> NDArray[np.int64]:
    """The numbers of the letters of ``places``, each once, in order."""
    owners = places >> _HALF
    return owners[_firsts(owners)]


def counted(places: Places) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The letters of ``places`` and how many of these each has."""
    owners = places >> _HALF
    firsts = np.flatnonzero(_firsts(owners))
    return owners[firsts], np.diff(firsts, append=len(owners)).astype(np.float64)


def in_both(one: Places, other: Places) -> Places:
    """What stands in two sorted rows of places, each of which has nothing twice."""
    merged = np.concatenate((one, other))
    merged.sort(kind="stable")  # two sorted runs are merged in one pass
    both: Places = merged[1:][merged[1:] == merged[:-1]]
    return both


def _firsts(owners: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.concatenate(([True], owners[1:] != owners[:-1])) if len(owners) else np.empty(0, np.bool_)
