"""Files inside files on their way through an import: queued as their containers are read, within limits."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

from archive.recording import File, Inside
from parsers.nested import REST, Allowance
from parsers.origin import inside
from parsers.readers import faults, limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from archive.reading import MemberFile
    from parsers.errors import UnreadableFile

Item = TypeVar("Item")


class Members:
    """The queue of files inside files, with what may still be taken out of each file on the disk."""

    def __init__(self) -> None:
        self._waiting: deque[File] = deque()
        self._left: dict[str, Allowance] = {}
        self.met: set[str] = set()
        """The paths of origin of all members that were met, in whatever state."""

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, file: File, members: Sequence[MemberFile]) -> list[tuple[str, UnreadableFile]]:
        """Queue what lies in ``file``; the paths of what cannot be taken out, and why."""
        if not members:
            return []
        top, depth = (file.inside.top, file.inside.depth) if file.inside else (file.path, 0)
        if depth >= limits.MAX_DEPTH:
            return [self._meet(file.path, REST, faults.too_deep(limits.MAX_DEPTH))]
        refused = []
        allowance = self._left.setdefault(top, Allowance())
        for member in members:
            if allowance.is_told:
                break
            if member.fault is not None:
                refused.append(self._meet(file.path, member.name, member.fault))
                continue
            if not allowance.takes(member.size or 0):
                allowance.is_told = True
                refused.append(self._meet(top, REST, allowance.exceeded()))
                break
            path = inside(file.path, member.name)
            self.met.add(path)
            place = Inside(file.sha256, member.name, depth + 1, top)
            self._waiting.append(File(path, member.sha256, member.size or 0, file.modified, place))
        return refused

    def take(self, count: int) -> list[File]:
        """The next files in the queue, at most ``count``."""
        return [self._waiting.popleft() for _ in range(min(count, len(self._waiting)))]

    def _meet(self, within: str, name: str, fault: UnreadableFile) -> tuple[str, UnreadableFile]:
        path = inside(within, name)
        self.met.add(path)
        return path, fault


class Refilled(Generic[Item]):
    """The items of ``first``, then those of ``more()``, which is asked again whenever it ran dry."""

    def __init__(self, first: Iterator[Item], more: Callable[[], Iterator[Item]]) -> None:
        self._now = first
        self._more = more

    def __iter__(self) -> Iterator[Item]:
        return self

    def __next__(self) -> Item:
        try:
            return next(self._now)
        except StopIteration:
            self._now = self._more()
            return next(self._now)
