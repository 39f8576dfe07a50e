"""One guarded process: it takes items through a pipe of its own and hands back what became of each.

Nothing is shared between workers, so that one that is killed at the worst moment takes nothing along: a lock that
is never released, or half a message in a common pipe, would stop all others.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import pickle
import signal
import sys
from collections import deque
from contextlib import suppress
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")

MOST_ITEMS: Final = 500
"""Items a worker takes before a fresh one takes its place: what libraries leak goes with it."""
_END_SECONDS: Final = 1.0
_BORN: Final = "born"
_PR_SET_PDEATHSIG: Final = 1


class Guarded(Generic[Item]):
    """A worker process as its parent sees it. ``items`` are those sent to it, the first being worked on."""

    def __init__(self, context: BaseContext, function: Callable[[Item], object], memory: int) -> None:
        self.items: deque[Item] = deque()
        self.started = monotonic()
        """When the first of its items began, or this worker did."""
        self.is_born = False
        """Whether it has begun to serve; one that dies before that says nothing about its items."""
        self.is_last = False
        """Whether it ends after what it has handed back."""
        ours, theirs = context.Pipe()
        self.pipe: Connection = ours
        self._process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(theirs, function, memory), daemon=True, name="saraban-worker"
        )
        try:
            self._process.start()
        finally:
            theirs.close()

    def send(self, item: Item) -> bool:
        """Give it one more item; false if it is dead."""
        try:
            self.pipe.send(item)
        except OSError:
            return False
        if not self.items:
            self.started = monotonic()
        self.items.append(item)
        return True

    def receive(self) -> tuple[Item, str, float, Any] | None:
        """The item that is done, what became of it (``ok``, ``failed``), its seconds, and the value or fault.

        Raises EOFError if the worker died; none if it has only begun to serve."""
        try:
            kind, seconds, packed, self.is_last = pickle.loads(self.pipe.recv_bytes())
        except OSError:
            raise EOFError from None
        if kind == _BORN:
            self.is_born, self.started = True, monotonic()
            return None
        item = self.items.popleft()
        self.started = monotonic()
        try:
            return item, kind, seconds, pickle.loads(packed)
        except Exception as fault:  # pickled well and cannot be read again
            return item, "failed", seconds, fault

    def end(self) -> None:
        """Let it end by itself: it has nothing left to do."""
        with suppress(OSError):
            self.pipe.send(None)
        self._process.join(_END_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End it now, with the programs that it called."""
        if self._process.pid is not None and sys.platform != "win32":
            with suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        with suppress(OSError):
            self._process.kill()
        self._process.join()
        self.pipe.close()
        self._process.close()


def serve(pipe: Connection, function: Callable[[Any], object], memory: int) -> None:
    """What runs in the worker."""
    _prepare(memory)
    pipe.send_bytes(pickle.dumps((_BORN, 0.0, b"", False)))
    for number in range(1, MOST_ITEMS + 1):
        try:
            item = pipe.recv()
        except (EOFError, OSError):
            return
        if item is None:
            return
        started = monotonic()
        try:
            kind, value = "ok", function(item)
        except BaseException as fault:
            kind, value = "failed", fault
        is_last = number == MOST_ITEMS or isinstance(value, MemoryError) or _is_swollen(memory)
        packed = _packed(value)
        if packed is None:
            kind, packed = "failed", _packed(TypeError(f"cannot be sent: {type(value).__name__}"))
        del value
        try:
            pipe.send_bytes(pickle.dumps((kind, monotonic() - started, packed, is_last)))
        except OSError:
            return
        if is_last:
            return


def _packed(value: object) -> bytes | None:
    try:
        packed = pickle.dumps(value)
        if isinstance(value, BaseException):
            pickle.loads(packed)
    except Exception:
        return None
    return packed


def _is_swollen(memory: int) -> bool:
    """Whether so much was taken that the next item might pay for this one."""
    if sys.platform == "win32":
        return False
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > memory // 2


def _prepare(memory: int) -> None:
    """Limits of one worker. Ctrl-C is the parent's to answer; a worker and what it calls are one group, so that they
    end together, and end with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpgid(0, 0)
    Thread(target=_end_with_parent, daemon=True).start()
    if sys.platform == "linux":
        # The thread cannot run while a library holds the interpreter; the kernel needs nobody's leave. The fork
        # server, whose child this is, ends with the parent.
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    limit_memory(memory)


def _end_with_parent() -> None:
    """A killed import leaves no workers behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        if sys.platform != "win32":
            with suppress(OSError):
                if os.getpgid(0) == os.getpid():
                    os.killpg(0, signal.SIGKILL)
        os._exit(1)


def limit_memory(size: int) -> bool:
    """Hold this process to ``size`` bytes of memory of its own; false where the system cannot do that."""
    if sys.platform == "win32":
        return False
    import resource

    held = False
    # Address space counts what was only reserved, and files; data is what is really taken.
    for name, limit in (("RLIMIT_DATA", size), ("RLIMIT_AS", 2 * size)):
        which = getattr(resource, name)
        soft, hard = resource.getrlimit(which)
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        with suppress(ValueError, OSError):  # macOS knows the limits but does not take them
            resource.setrlimit(which, (limit, hard))
            held |= soft != limit
    return held
