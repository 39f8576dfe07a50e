"""Which segments of a Whoosh index a commit merges: as few as keep their number and size within bounds.

Whoosh's own rule lets segments pile up until all of them are merged at once, which takes minutes with a hundred
thousand letters. Here segments stand in tiers, each for ``TIER`` times as many letters as the one below. Once ``TIER`` of a
tier are there, they become one of the next, so that a letter is merged once a tier at most; what holds ``WHOLE``
letters stays as it is. Letters that were replaced take room until their segment is worn, and then it is written anew.
No commit merges more than some thousand letters, at 7 ms each, so that nobody waits for minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from whoosh.reading import SegmentReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TIER: Final = 8
WHOLE: Final = 1000
"""Letters of a segment that is not merged for its size; a large import commits twice as many at once."""
WORN: Final = 0.15
"""The share of a segment's letters that may be gone before the rest is written anew."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many letters a segment holds, and how many of these are ``gone``."""

    held: int
    gone: int = 0

    @property
    def left(self) -> int:
        return self.held - self.gone

    @property
    def tier(self) -> int:
        """0 for fewer than ``TIER`` letters, 1 for fewer than the square of it, and so on."""
        tier, most = 0, TIER
        while self.left >= most:
            tier, most = tier + 1, most * TIER
        return tier

    @property
    def is_small(self) -> bool:
        return 0 < self.left < WHOLE


def merge(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """A merge policy as Whoosh's ``commit`` takes it: puts segments into the one being written, and gives the rest."""
    sizes = [Size(segment.doc_count_all(), segment.deleted_count()) for segment in segments]
    merged = chosen(sizes, writer.doc_count())
    for place in sorted(merged):
        if sizes[place].left:
            reader = SegmentReader(writer.storage, writer.schema, segments[place])
            writer.add_reader(reader)
            reader.close()
    return [segment for place, segment in enumerate(segments) if place not in merged]


def chosen(sizes: Sequence[Size], new: int) -> set[int]:
    """The places in ``sizes`` of the segments to merge with the ``new`` letters that a commit brings."""
    empty = {place for place, size in enumerate(sizes) if not size.left}
    worn = [place for place, size in enumerate(sizes) if size.left and size.gone > WORN * size.held]
    worn.sort(key=lambda place: sizes[place].gone / sizes[place].held, reverse=True)
    full = _full_tier(sizes, new)
    small = [place for place, size in enumerate(sizes) if size.is_small and size.tier <= full]
    small.sort(key=lambda place: sizes[place].left)
    return empty | {*_within(max(WHOLE, 2 * new), worn, sizes), *_within(2 * WHOLE, small, sizes)}


def _full_tier(sizes: Sequence[Size], new: int) -> int:
    """The highest tier of which there are ``TIER`` segments, -1 if there is none."""
    tiers = [size.tier for size in (*sizes, Size(new)) if size.is_small]
    full = -1
    for tier in sorted(set(tiers)):
        # What the tier below becomes, when it is merged, counts as one of this.
        if tiers.count(tier) + (0 <= full == tier - 1) >= TIER:
            full = tier
    return full


def _within(most: int, places: Sequence[int], sizes: Sequence[Size]) -> Iterator[int]:
    """The first of ``places``, as long as no more than ``most`` letters are in them; one at least."""
    total = 0
    for number, place in enumerate(places):
        total += sizes[place].left
        if number and total > most:
            return
        yield place
