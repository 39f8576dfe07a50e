"""What a letter rests on and what was made of it: the chain in both directions."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archive.records import State

Direction = Literal["cites", "cited-by", "both"]
Mark = Literal["cycle", "seen"]


@dataclass(frozen=True, slots=True)
class TraceLetter:
    """A letter in a chain; one that is only cited has the id ``missing:…`` and is not ``in_archive``."""

    id: str
    number: str | None
    date: str | None
    subject: str | None
    status: str
    in_archive: bool
    number_partial: str | None = None
    sender: str | None = None
    kind: str | None = None

    def as_json(self) -> dict[str, Any]:
        names = ("id", "number", "date", "subject", "status", "in_archive")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class TraceLink:
    """A citation: ``source`` cites ``target``. One to a letter that is not certain is ``ambiguous``."""

    source: str
    target: str
    relation: str
    state: State
    confidence: float
    text: str

    def as_json(self) -> dict[str, Any]:
        return {
            "from": self.source,
            "to": self.target,
            "relation": self.relation,
            "state": self.state,
            "confidence": self.confidence,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A place in the chain drawn as a tree. ``direction`` says how it hangs on the node above (``cites``: the
    one above cites it); ``mark`` is ``cycle`` where the chain comes back to a letter above, ``seen`` where
    its further chain is drawn elsewhere."""

    letter: TraceLetter
    direction: Literal["cites", "cited-by"] | None = None
    relation: str | None = None
    state: State | None = None
    confidence: float | None = None
    text: str | None = None
    mark: Mark | None = None
    children: tuple[TreeNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A chain: its letters by date, its links, and its cycles, each once from its smallest id on.

    ``as_of`` is the ISO day on which it stood so (none: by all that is known). Where the ways to another letter
    were asked for, ``to`` is that letter and ``ways`` are these, shortest first; each pair of neighbours on a way
    is linked, one way or the other (``straight``: always the same way).
    """

    root: str
    letters: tuple[TraceLetter, ...]
    links: tuple[TraceLink, ...]
    cycles: tuple[tuple[str, ...], ...]
    direction: Direction = "both"
    depth: int | None = None
    as_of: str | None = None
    to: str | None = None
    ways: tuple[tuple[str, ...], ...] = ()
    straight: bool = True

    def as_json(self) -> dict[str, Any]:
        """The object of ``saraban trace --format json`` (a contract)."""
        told: dict[str, Any] = {
            "root": self.root,
            "letters": [letter.as_json() for letter in self.letters],
            "links": [link.as_json() for link in self.links],
            "cycles": [list(cycle) for cycle in self.cycles],
        }
        if self.as_of is not None:
            told["as_of"] = self.as_of
        if self.to is not None:
            told |= {"to": self.to, "ways": [list(way) for way in self.ways], "straight": self.straight}
        return told

    def as_tree(self) -> TreeNode:
        """The chain from its root: what it cites and what cites it, each letter's own chain drawn once."""
        by_id = {letter.id: letter for letter in self.letters}
        root = _Branch(by_id[self.root], None, None, None)
        branches = [root]
        ways: list[Literal["cites", "cited-by"]] = [
            way for way in ("cites", "cited-by") if self.direction in (way, "both")
        ]
        for way in ways:
            branches += _grow(root, way, by_id, _links_by_end(self.links, way), self.depth)
        for branch in reversed(branches):
            if branch.above is not None:
                branch.above.children.appendleft(branch.node())
        return root.node()


@dataclass(slots=True)
class _Branch:
    """A node of the tree while it grows."""

    letter: TraceLetter
    link: TraceLink | None
    direction: Literal["cites", "cited-by"] | None
    above: _Branch | None
    mark: Mark | None = None
    children: deque[TreeNode] = field(default_factory=deque)

    def path(self) -> Iterator[str]:
        branch: _Branch | None = self
        while branch is not None:
            yield branch.letter.id
            branch = branch.above

    def node(self) -> TreeNode:
        link = self.link
        return TreeNode(
            letter=self.letter,
            direction=self.direction,
            relation=link.relation if link else None,
            state=link.state if link else None,
            confidence=link.confidence if link else None,
            text=link.text if link else None,
            mark=self.mark,
            children=tuple(self.children),
        )


def _links_by_end(
    links: Iterable[TraceLink], way: Literal["cites", "cited-by"]
) -> dict[str, list[TraceLink]]:
    found: dict[str, list[TraceLink]] = {}
    for link in links:
        found.setdefault(link.source if way == "cites" else link.target, []).append(link)
    return found


def _grow(
    root: _Branch,
    way: Literal["cites", "cited-by"],
    by_id: Mapping[str, TraceLetter],
    links: Mapping[str, Sequence[TraceLink]],
    depth: int | None,
) -> list[_Branch]:
    """All branches below ``root`` in one direction, level by level, so that a letter hangs where it is nearest."""
    grown: list[_Branch] = []
    drawn = {root.letter.id}
    level, steps = [root], 0
    while level and (depth is None or steps < depth):
        steps += 1
        following: list[_Branch] = []
        for branch in level:
            ends = [
                (by_id[link.target if way == "cites" else link.source], link)
                for link in links.get(branch.letter.id, ())
            ]
            for letter, link in sorted(ends, key=lambda end: _age(end[0])):
                new = _Branch(letter, link, way, branch)
                grown.append(new)
                if letter.id in drawn:
                    new.mark = "cycle" if letter.id in branch.path() else "seen"
                    if new.mark == "seen" and not links.get(letter.id):
                        new.mark = None
                elif link.state != "ambiguous":
                    drawn.add(letter.id)
                    following.append(new)
        level = following
    return grown


def _age(letter: TraceLetter) -> tuple[str, str, str]:
    return (letter.date or "9999", letter.number or "", letter.id)


def make_trace(
    root: str,
    letters: Iterable[TraceLetter],
    links: Iterable[TraceLink],
    *,
    direction: Direction,
    depth: int | None,
    as_of: str | None = None,
) -> Trace:
    """A trace in its one order, with its cycles."""
    ordered = sorted(
        set(links), key=lambda link: (link.source, link.target, link.relation, link.text, link.confidence)
    )
    return Trace(
        root=root,
        letters=tuple(sorted(letters, key=_age)),
        links=tuple(ordered),
        cycles=tuple(find_cycles((link.source, link.target) for link in ordered if link.state == "resolved")),
        direction=direction,
        depth=depth,
        as_of=as_of,
    )


def find_cycles(links: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """For every link that lies on a cycle the shortest cycle through it; each cycle once, smallest id first."""
    after: dict[str, list[str]] = {}
    for source, target in sorted(set(links)):
        after.setdefault(source, []).append(target)
    found: set[tuple[str, ...]] = set()
    for source in sorted(_on_cycles(after)):
        for target in after[source]:
            path = _shortest(after, target, source)
            if path:
                smallest = path.index(min(path))
                found.add((*path[smallest:], *path[:smallest]))
    return sorted(found)


def _on_cycles(after: Mapping[str, Sequence[str]]) -> set[str]:
    """Letters that may lie on a cycle: what is left when ends are cut off again and again."""
    counts = dict.fromkeys(after, 0)
    for targets in after.values():
        for target in targets:
            if target in counts:
                counts[target] += 1
    ends = [letter for letter, count in counts.items() if not count]
    left = set(after)
    while ends:
        letter = ends.pop()
        left.discard(letter)
        for target in after[letter]:
            if target in counts:
                counts[target] -= 1
                if not counts[target]:
                    ends.append(target)
    return left


def _shortest(after: Mapping[str, Sequence[str]], start: str, end: str) -> tuple[str, ...] | None:
    """The letters on the shortest way from ``start`` to ``end``."""
    came: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting:
        letter = waiting.popleft()
        if letter == end:
            path = [letter]
            while (before := came[path[-1]]) is not None:
                path.append(before)
            return tuple(reversed(path))
        for target in after.get(letter, ()):
            if target not in came:
                came[target] = letter
                waiting.append(target)
    return None
