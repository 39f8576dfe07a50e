"""How often one may be wrong: guesses at passwords are slowed down, per user from one place and per place."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

FREE: Final = 5
"""Wrong passwords for one name from one address before one must wait."""
FREE_ELSEWHERE: Final = 50
"""The same for one address with any names, and for one name from any addresses."""
FIRST_WAIT: Final = 30.0
LONGEST_WAIT: Final = 900.0
FORGOTTEN: Final = 3600.0
"""Seconds after which what went wrong is forgotten."""
_SHARED: Final = frozenset(("", "127.0.0.1", "::1"))
"""Where all come from when a web server stands before ours: nobody must be able to lock out everybody."""
MOST: Final = 10_000
"""Names and addresses that are remembered at once."""


@dataclass(slots=True)
class _Count:
    wrong: int = 0
    last: float = 0.0


@dataclass
class Throttle:
    """Counts what went wrong; ``clock`` gives seconds."""

    clock: Callable[[], float] = time.monotonic
    _counts: dict[tuple[str, str], _Count] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, name: str, address: str) -> float:
        """Seconds until ``name`` may be tried again from ``address``; 0 for at once."""
        with self._lock:
            return max(self._wait(key, free) for key, free in _keys(name, address))

    def tried(self, name: str, address: str) -> None:
        """A password is about to be looked at; counted as wrong until it proves right, so that many at once count."""
        with self._lock:
            now = self.clock()
            self._forget(now)
            for key, _ in _keys(name, address):
                count = self._counts.setdefault(key, _Count())
                count.wrong, count.last = count.wrong + 1, now

    def right(self, name: str, address: str) -> None:
        """The password was right: this user from this address starts anew."""
        with self._lock:
            self._counts.pop((name, address), None)
            for key, _ in _keys(name, address):
                if key in self._counts:
                    self._counts[key].wrong -= 1

    def _wait(self, key: tuple[str, str], free: int) -> float:
        count = self._counts.get(key)
        if count is None or count.wrong < free:
            return 0.0
        pause = min(LONGEST_WAIT, FIRST_WAIT * float(1 << min(count.wrong - free, 10)))
        return max(0.0, count.last + pause - self.clock())

    def _forget(self, now: float) -> None:
        if len(self._counts) < MOST:
            return
        for key in [key for key, count in self._counts.items() if now - count.last > FORGOTTEN]:
            del self._counts[key]
        for key in sorted(self._counts, key=lambda key: self._counts[key].last)[: MOST // 10]:
            del self._counts[key]


def _keys(name: str, address: str) -> tuple[tuple[tuple[str, str], int], ...]:
    found = (((name, address), FREE), ((name, ""), FREE_ELSEWHERE))
    if address in _SHARED:
        return found
    return (*found, (("", address), FREE_ELSEWHERE))
