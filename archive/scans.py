"""Scanned pages on their way through an import: each is a piece of work of its own, and a file waits for all of its."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archive.reading import PageTask

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.reading import Task
    from parsers.errors import UnreadableFile


@dataclass(slots=True)
class _File:
    left: set[int]
    unread: dict[int, UnreadableFile] = field(default_factory=dict)


class Scans:
    """The queue of pages, and of the files whose pages were all tried."""

    def __init__(self) -> None:
        self._queue: deque[Task | PageTask] = deque()
        self._files: dict[str, _File] = {}
        self._done = self._total = 0

    def add(self, task: Task, numbers: Sequence[int]) -> None:
        """Queue pages of a file; the file itself follows when the last of them was tried."""
        self._files[task.sha256] = _File(set(numbers))
        self._queue.extend(PageTask(task, number) for number in numbers)
        self._total += len(numbers)

    def settle(self, page: PageTask, fault: UnreadableFile | None) -> tuple[int, int]:
        """A page was read, or not for ``fault``; how many pages are done, and how many there are."""
        task = page.task
        file = self._files[task.sha256]
        file.left.discard(page.number)
        if fault is not None:
            file.unread[page.number] = fault
        if not file.left:
            self._queue.append(replace(task, unread=self._files.pop(task.sha256).unread))
        self._done += 1
        return self._done, self._total

    def tasks(self) -> Iterator[Task | PageTask]:
        """What is in the queue, files that are ready first."""
        while self._queue:
            yield self._queue.popleft()
