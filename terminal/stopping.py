"""SIGTERM taken as Ctrl-C: whoever shuts a machine or a service down gets the same clean end."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def stopped_by_term() -> Iterator[None]:
    """What stops a service stops this as Ctrl-C does."""

    if current_thread() is not main_thread():  # signals are the main thread's alone
        yield
        return

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
