"""The ways that lead from one letter of a chain to another, shortest first."""

from __future__ import annotations

import heapq
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MOST_WAYS = 20
MOST_STEPS = 50_000
"""How many steps are tried before the search for further ways is given up."""


def ways_between(links: Iterable[tuple[str, str]], start: str, end: str) -> list[tuple[str, ...]]:
    """Up to ``MOST_WAYS`` ways from ``start`` to ``end`` along ``links``, no letter twice in one; both ends included."""
    after: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    for source, target in sorted(set(links)):
        after.setdefault(source, []).append(target)
        before.setdefault(target, []).append(source)
    found: list[tuple[str, ...]] = []
    if start == end:
        return found
    for way in _shortest_first(after, _distances(before, end), start, end):
        found.append(way)
        if len(found) == MOST_WAYS:
            break
    return found


def _distances(before: Mapping[str, Sequence[str]], end: str) -> dict[str, int]:
    """How many steps each letter is from ``end``."""
    found = {end: 0}
    waiting = deque([end])
    while waiting:
        letter = waiting.popleft()
        for source in before.get(letter, ()):
            if source not in found:
                found[source] = found[letter] + 1
                waiting.append(source)
    return found


def _shortest_first(
    after: Mapping[str, Sequence[str]], far: Mapping[str, int], start: str, end: str
) -> Iterator[tuple[str, ...]]:
    waiting: list[tuple[int, tuple[str, ...]]] = [(far[start], (start,))] if start in far else []
    steps = 0
    while waiting and steps < MOST_STEPS:
        _, way = heapq.heappop(waiting)
        if way[-1] == end:
            yield way
            continue
        for letter in after.get(way[-1], ()):
            if letter in far and letter not in way:
                steps += 1
                heapq.heappush(waiting, (len(way) + far[letter], (*way, letter)))
