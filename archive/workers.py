"""Work in guarded processes: a file that hangs, crashes or eats memory costs that file alone.

The seam is one generator, ``run``; a cluster's scheduler can stand behind it as well.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, TimeoutError, wait  # noqa: A004
from dataclasses import dataclass
from itertools import islice
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar

from pebble import ProcessExpired, ProcessPool

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from multiprocessing.context import BaseContext

Item = TypeVar("Item")
Value = TypeVar("Value")

MEMORY_LIMIT: Final = 2 << 30
"""Bytes of address space a worker may take, where the system can hold it to that."""
_QUEUED_PER_JOB: Final = 2
_PRELOADED: Final = [
    "archive.reading",
    "parsers.parsing",
    "parsers.readers.mail",
    "parsers.readers.pdf",
    "parsers.readers.word",
]


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
    that outcomes may bring new items. Closing the generator ends the workers.
    """
    jobs = jobs or default_jobs()
    source = iter(items)
    pool = ProcessPool(
        max_workers=jobs, context=_context(), initializer=_prepare_worker, initargs=[memory], max_tasks=500
    )
    running: dict[Future[Value], tuple[Item, float]] = {}
    done = False
    try:
        while True:
            for item in islice(source, jobs * _QUEUED_PER_JOB - len(running)):
                future = pool.schedule(function, args=[item], timeout=timeout)
                running[future] = (item, monotonic())
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                item, started = running.pop(future)
                yield _outcome(future, item, monotonic() - started)
        done = True
    finally:
        if done:
            pool.close()
        else:
            pool.stop()
        pool.join()


def _outcome(future: Future[Value], item: Item, seconds: float) -> Outcome[Item, Value]:
    try:
        return Outcome(item, "ok", seconds, value=future.result())
    except TimeoutError:
        return Outcome(item, "timed-out", seconds)
    except (ProcessExpired, CancelledError):
        return Outcome(item, "crashed", seconds)
    except Exception as fault:
        return Outcome(item, "failed", seconds, fault=fault)


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


def _prepare_worker(memory: int) -> None:
    """Limits of one worker. Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    limit_memory(memory)


def _end_with_parent() -> None:
    """A killed import leaves no workers behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def limit_memory(size: int) -> bool:
    """Hold this process to ``size`` bytes of address space; false where the system cannot do that."""
    if sys.platform == "win32":
        return False
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        size = min(size, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    except (ValueError, OSError):  # macOS knows the limit but does not take it
        return False
    return soft != size
