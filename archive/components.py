"""Directed graphs as whole numbers: parts that hang together both ways, the longest chain, ways round.

All in time that grows with the number of letters and links, without recursion: chains are longer than Python's stack.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Graph = list[list[int]]
"""For each node the nodes that it points to."""


def strong_components(graph: Graph) -> list[list[int]]:
    """The sets of nodes that can all reach each other, each after those that it points to (Tarjan 1972)."""
    count = len(graph)
    order, low = [0] * count, [0] * count
    waiting = [False] * count
    stack: list[int] = []
    found: list[list[int]] = []
    clock = 0
    for start in range(count):
        if order[start]:
            continue
        path = [(start, 0)]
        while path:
            node, step = path.pop()
            if step == 0:
                clock += 1
                order[node] = low[node] = clock
                stack.append(node)
                waiting[node] = True
            else:
                low[node] = min(low[node], low[graph[node][step - 1]])
            targets = graph[node]
            while step < len(targets):
                target = targets[step]
                step += 1
                if not order[target]:
                    path += ((node, step), (target, 0))
                    break
                if waiting[target]:
                    low[node] = min(low[node], order[target])
            else:
                if low[node] == order[node]:
                    found.append(_popped(stack, node, waiting))
    return found


def _popped(stack: list[int], node: int, waiting: list[bool]) -> list[int]:
    part: list[int] = []
    while not part or part[-1] != node:
        part.append(stack.pop())
        waiting[part[-1]] = False
    return sorted(part)


def longest_chain(graph: Graph, components: Sequence[Sequence[int]]) -> list[int]:
    """The nodes of a longest chain of ``components``; of several the one through the smallest numbers at each step.

    A component of several nodes counts once, and is passed through the shortest way from where the chain comes in
    to where it goes on; without cycles this is the longest path. Empty when nothing points to anything.
    """
    home = [0] * len(graph)
    for place, part in enumerate(components):
        for node in part:
            home[node] = place
    length = [1] * len(components)
    following: list[tuple[int, int] | None] = [None] * len(components)
    for place, part in enumerate(components):  # what a component points to comes before it
        best: tuple[int, int, int] | None = None
        for node in part:
            for target in graph[node]:
                if home[target] != place:
                    rank = (-length[home[target]], target, node)
                    best = rank if best is None else min(best, rank)
        if best is not None:
            length[place] = 1 - best[0]
            following[place] = (best[2], best[1])
    if not components or max(length) == 1:
        return []
    place = min(range(len(components)), key=lambda one: (-length[one], components[one][0]))
    chain: list[int] = []
    inside: int | None = None
    while True:
        onward = following[place]
        if onward is None:
            return [*chain, components[place][0] if inside is None else inside]
        leaves, enters = onward
        chain += way(graph, leaves if inside is None else inside, leaves, set(components[place]))
        place, inside = home[enters], enters


def shortest_cycle(graph: Graph, component: Sequence[int]) -> list[int]:
    """The nodes of a shortest cycle through the smallest node of a component of several nodes, from it on."""
    members, first = set(component), min(component)
    came: dict[int, int | None] = {first: None}
    waiting = deque([first])
    while True:
        node = waiting.popleft()
        for target in graph[node]:
            if target == first:
                return _back(came, node)
            if target in members and target not in came:
                came[target] = node
                waiting.append(target)


def way(graph: Graph, start: int, end: int, within: Collection[int]) -> list[int]:
    """The nodes on a shortest way from ``start`` to ``end`` that stays ``within``; there must be one."""
    came: dict[int, int | None] = {start: None}
    waiting = deque([start])
    while end not in came:
        node = waiting.popleft()
        for target in graph[node]:
            if target in within and target not in came:
                came[target] = node
                waiting.append(target)
    return _back(came, end)


def _back(came: Mapping[int, int | None], end: int) -> list[int]:
    path: list[int] = []
    at: int | None = end
    while at is not None:
        path.append(at)
        at = came[at]
    return path[::-1]
