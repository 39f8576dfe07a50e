"""Whether the catalogue changed since one looked last: one watcher a process and catalogue, for all threads."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from pathlib import Path

_GUARD: Final = threading.Lock()
_OPEN: dict[str, CatalogueWatch] = {}


class CatalogueWatch:
    """Get it with ``of``, give it back with ``release``.

    ``stocked`` says by room at which number it was brought in step (the lock of the room guards its entry), ``open_to``
    by level of secrecy at which number one looked, and whether all of the archive may be seen at that level.
    """

    def __init__(self, path: Path) -> None:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        self._connection = sqlite3.connect(uri, uri=True, timeout=30, check_same_thread=False)
        self._lock = threading.Lock()
        self._users = 0
        self.stocked: dict[Path, int] = {}
        self.open_to: dict[int, tuple[int, bool]] = {}

    @classmethod
    def of(cls, path: Path) -> Self:
        """The watcher of the catalogue at ``path``."""
        with _GUARD:
            key = str(path.absolute())
            watch = _OPEN.get(key)
            if watch is None:
                watch = _OPEN[key] = cls(path)
            watch._users += 1
            assert isinstance(watch, cls)
            return watch

    def release(self) -> None:
        with _GUARD:
            self._users -= 1
            if not self._users:
                self._connection.close()
                for key in [key for key, watch in _OPEN.items() if watch is self]:
                    del _OPEN[key]

    def number(self) -> int:
        """A number that is another whenever anyone, in whatever process, has changed the catalogue."""
        with self._lock:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
