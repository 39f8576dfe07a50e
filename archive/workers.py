"""Work in guarded processes: a file that hangs, crashes or eats memory costs that file alone.

The seam is one generator, ``run``; a cluster's scheduler can stand behind it as well.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, Self, TypeVar

from archive.one_worker import Guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from multiprocessing.context import BaseContext

Item = TypeVar("Item")
Value = TypeVar("Value")

MEMORY_LIMIT: Final = 1 << 30
"""Bytes of memory a worker may take, where the system can hold it to that."""
_QUEUED_PER_JOB: Final = 2
_TRIES: Final = 2
"""A worker may be killed for what another program did: an item counts as deadly when it kills two."""
_MOST_STILLBORN: Final = 5
"""So many workers in a row that die before they begin: they cannot be started here at all."""
_BIRTH_SECONDS: Final = 60.0
_PRELOADED: Final = ["archive.reading", "parsers.parsing"]
"""What every worker needs. The libraries for PDF, Word and pictures a worker reads when it meets the first of them: twice
as long as all else, which whoever imports one letter would wait for."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Value]):
    """What became of one item: its ``value`` when ``ok``, the ``fault`` it raised when ``failed``."""

    item: Item
    state: Literal["ok", "failed", "timed-out", "crashed"]
    seconds: float
    value: Value | None = None
    fault: BaseException | None = None


def default_jobs() -> int:
    """A worker a core."""
    if sys.platform != "win32" and hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def run(
    function: Callable[[Item], Value],
    items: Iterable[Item],
    *,
    jobs: int | None = None,
    timeout: float = 120.0,
    memory: int = MEMORY_LIMIT,
) -> Generator[Outcome[Item, Value], None, None]:
    """``function`` of each item, in worker processes, as they get done.

    Items are taken one by one as workers get free; an iterator that ran dry is asked again after each outcome, so
    that outcomes may bring new items. Closing the generator ends the workers at once.
    """
    crew = _Crew(function, items, jobs or default_jobs(), timeout, memory)
    try:
        while crew.supply():
            yield from crew.outcomes()
        crew.end()
    finally:
        crew.kill()


class Standing(Generic[Item, Value]):
    """A worker that waits for the next item, so that no item waits for a process to start. From one thread at a time;
    it ends with this process."""

    def __init__(
        self, function: Callable[[Item], Value], *, timeout: float, memory: int = MEMORY_LIMIT
    ) -> None:
        self._tray: _Tray[Item] = _Tray()
        self._crew = _Crew(function, self._tray, 1, timeout, memory)

    def ask(self, item: Item) -> Outcome[Item, Value]:
        """What became of ``item``, as ``run`` tells it."""
        self._tray.items.append(item)
        try:
            while self._crew.supply():
                for outcome in self._crew.outcomes():
                    if outcome.item is item:  # not one that was given up
                        return outcome
        except BaseException:
            self.end()
            raise
        raise AssertionError("an item is neither done nor at work")

    def end(self) -> None:
        """End the worker; the next item starts another."""
        self._crew.kill()


class _Tray(Generic[Item]):
    """An iterator over what lies in it when it is asked, be it empty or not before."""

    def __init__(self) -> None:
        self.items: deque[Item] = deque()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Item:
        if not self.items:
            raise StopIteration
        return self.items.popleft()


class _Crew(Generic[Item, Value]):
    """The workers of one run, and the items that wait for them."""

    def __init__(
        self,
        function: Callable[[Item], Value],
        items: Iterable[Item],
        jobs: int,
        timeout: float,
        memory: int,
    ) -> None:
        self._function = function
        self._source = iter(items)
        self._jobs = jobs
        self._timeout = timeout
        self._memory = memory
        self._context = _context()
        self._workers: list[Guarded[Item]] = []
        self._back: deque[Item] = deque()
        """Items that stood behind one that ended its worker."""
        self._tried: list[tuple[Item, int]] = []
        """Items whose worker died, and how often."""
        self._stillborn = 0

    def supply(self) -> bool:
        """Give every worker something to do; false when all is done."""
        for depth in range(1, _QUEUED_PER_JOB + 1):
            for worker in self._workers:
                if not worker.is_last and len(worker.items) < depth and not self._give(worker):
                    return self._is_busy()
            while depth == 1 and len(self._workers) < self._jobs:
                item = self._next()
                if item is None:
                    break
                self._back.appendleft(item[0])
                worker = Guarded(self._context, self._function, self._memory)
                self._workers.append(worker)
                self._give(worker)
        return self._is_busy()

    def _is_busy(self) -> bool:
        return any(worker.items for worker in self._workers) or bool(self._back)

    def _next(self) -> tuple[Item] | None:
        if self._back:
            return (self._back.popleft(),)
        for item in self._source:
            return (item,)
        return None

    def _give(self, worker: Guarded[Item]) -> bool:
        """One more item for a worker; false when there is none at present."""
        item = self._next()
        if item is None:
            return False
        if not worker.send(item[0]):
            self._back.appendleft(item[0])
            self._bury(worker)
        return True

    def outcomes(self) -> Iterator[Outcome[Item, Value]]:
        """What is done by now; waits until something is."""
        at_work = [worker for worker in self._workers if worker.items]
        if not at_work:
            return
        first = min(map(self._deadline, at_work))
        ready = wait([worker.pipe for worker in at_work], max(0.0, first - monotonic()))
        for worker in at_work:
            if worker.pipe in ready:
                yield from self._take(worker)
            elif monotonic() > self._deadline(worker):
                if not worker.is_born:
                    self._bury_stillborn(worker)
                    continue
                item, seconds = worker.items.popleft(), monotonic() - worker.started
                self._bury(worker)
                yield Outcome(item, "timed-out", seconds)

    def _deadline(self, worker: Guarded[Item]) -> float:
        return worker.started + (self._timeout if worker.is_born else _BIRTH_SECONDS)

    def _take(self, worker: Guarded[Item]) -> Iterator[Outcome[Item, Value]]:
        try:
            received = worker.receive()
        except EOFError:
            if worker.is_born:
                yield from self._mourn(worker, monotonic() - worker.started)
            else:
                self._bury_stillborn(worker)
            return
        self._stillborn = 0
        if received is None:
            return
        item, kind, seconds, value = received
        if worker.is_last:
            self._bury(worker)
        if kind == "ok":
            yield Outcome(item, "ok", seconds, value=value)
        else:
            yield Outcome(item, "failed", seconds, fault=value)

    def _mourn(self, worker: Guarded[Item], seconds: float) -> Iterator[Outcome[Item, Value]]:
        """A worker died over the first of its items, or was killed for no fault of that item."""
        item = worker.items.popleft()
        times = 1 + next((count for tried, count in self._tried if tried is item), 0)
        self._tried = [each for each in self._tried if each[0] is not item]
        if times < _TRIES:
            self._tried.append((item, times))
            self._bury(worker)
            self._back.appendleft(item)
        else:
            self._bury(worker)
            yield Outcome(item, "crashed", seconds)

    def _bury_stillborn(self, worker: Guarded[Item]) -> None:
        self._bury(worker)
        self._stillborn += 1
        if self._stillborn >= _MOST_STILLBORN:
            raise RuntimeError(
                "worker processes end before they begin: is saraban installed whole, is there memory?"
            )

    def _bury(self, worker: Guarded[Item]) -> None:
        self._workers.remove(worker)
        self._back.extend(worker.items)
        worker.items.clear()
        worker.kill()

    def end(self) -> None:
        """Let idle workers go home."""
        while self._workers:
            self._workers.pop().end()

    def kill(self) -> None:
        """End all workers now."""
        while self._workers:
            self._workers.pop().kill()


def _context() -> BaseContext:
    """Workers are forked from a clean server that has read the parsers once, or started anew where none can be."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    # A worker is one core's work; the threads of numpy's algebra would only take memory.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # The server starts with the folder the user stands in first on its path: an index.py there is not ours.
    os.environ.setdefault("PYTHONSAFEPATH", "1")
    context: Any = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context  # type: ignore[no-any-return]


def start_early() -> None:
    """Let the server of the workers read the parsers while the caller is still busy with something else."""
    if _context().get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        ensure_running()
