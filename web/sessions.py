"""Who is logged in: kept by the server, so that logging out ends a session for whoever holds its cookie."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from web.users import User

LONGEST: Final = 12 * 3600.0
"""Seconds after which one must log in again: a working day."""
IDLE: Final = 3600.0
"""Seconds without a page after which one must log in again."""
MOST: Final = 5000
"""Sessions at once; beyond, the one idle the longest ends."""


@dataclass(slots=True)
class _Session:
    name: str
    password: str | None
    """The hash that was right then: with another password, or as another user of that name, one logs in anew."""
    began: float
    seen: float


@dataclass
class Sessions:
    """The sessions of one server; ``clock`` gives seconds."""

    clock: Callable[[], float] = time.monotonic
    _held: dict[str, _Session] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, user: User) -> str:
        """A new session of ``user``; what the browser must show from now on."""
        key, now = secrets.token_urlsafe(32), self.clock()
        with self._lock:
            self._tidy(now)
            self._held[key] = _Session(user.name, user.password, now, now)
        return key

    def user_of(self, key: str, find: Callable[[str], User | None]) -> User | None:
        """Who holds session ``key``, as ``find`` knows the user now; none when it has ended."""
        with self._lock:
            session, now = self._held.get(key), self.clock()
            if session is None:
                return None
            if self._is_over(session, now):
                del self._held[key]
                return None
            session.seen = now
            name, password = session.name, session.password
        user = find(name)
        if user is None or user.password != password:
            self.end(key)
            return None
        return user

    def end(self, key: str) -> None:
        """End a session; one that is over already does no harm."""
        with self._lock:
            self._held.pop(key, None)

    def _is_over(self, session: _Session, now: float) -> bool:
        return now - session.began > LONGEST or now - session.seen > IDLE

    def _tidy(self, now: float) -> None:
        for key in [key for key, session in self._held.items() if self._is_over(session, now)]:
            del self._held[key]
        while len(self._held) >= MOST:
            del self._held[min(self._held, key=lambda key: self._held[key].seen)]
