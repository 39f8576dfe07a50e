"""One writer at a time: a lock file held by the operating system, free again when its holder dies."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from archive import faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.05

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _release(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def writer_lock(path: Path, *, wait: float = 2.0) -> Iterator[None]:
    """Hold the lock at ``path``; ArchiveError ``locked`` if another holds it for ``wait`` seconds longer."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError as fault:
        if fault.errno == errno.ENOSPC:
            raise faults.disk_full(path.parent) from None
        raise faults.read_only(path.parent) from None
    try:
        deadline = time.monotonic() + wait
        while True:
            try:
                _take(descriptor)
                break
            except OSError:
                if time.monotonic() >= deadline:
                    raise faults.locked(path.parent) from None
                time.sleep(_PAUSE)
        try:
            yield
        finally:
            _release(descriptor)
    finally:
        os.close(descriptor)
