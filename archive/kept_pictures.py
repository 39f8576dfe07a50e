"""Pictures of pages on the disk, so that none is drawn twice while there is room: what was looked at longest ago goes first."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES: Final = 2 << 30
"""So much may lie in the folder: some 100,000 pages of print, or 10,000 scans in colour."""
_ROOM: Final = 0.1
"""The share that is freed at once, so that not every picture makes room for the next."""

_guard: Final = Lock()
_written: dict[Path, int] = {}
"""Bytes that this process has put into a folder since it looked how full that is."""


@dataclass(frozen=True, slots=True)
class KeptPictures:
    """The files in ``folder``, by names with slashes; at most about ``most`` bytes of them."""

    folder: Path
    most: int = MOST_BYTES

    def get(self, name: str) -> bytes | None:
        """The file ``name``, which by that was used last; none if it is not there."""
        path = self.folder / name
        with suppress(OSError):
            data = path.read_bytes()
            with suppress(OSError):  # an archive that may only be read
                os.utime(path)
            return data or None
        return None

    def put(self, name: str, data: bytes) -> None:
        """Keep ``data``, unless the archive may only be read."""
        path = self.folder / name
        fresh = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(data)
            os.replace(fresh, path)
            self._make_room(len(data))

    def _make_room(self, size: int) -> None:
        """Look how full the folder is at first, and whenever a tenth of what it may hold was written since."""
        with _guard:
            written = _written.get(self.folder)
            _written[self.folder] = (written or 0) + size
            if written is not None and _written[self.folder] < self.most * _ROOM:
                return
            _written[self.folder] = 0
        self._sweep()

    def _sweep(self) -> None:
        held = sorted(_files(self.folder))
        size = sum(each for _, each, _ in held)
        if size <= self.most:
            return
        for _, each, path in held:
            with suppress(OSError):  # another process may sweep as well
                os.unlink(path)
                size -= each
            if size <= self.most * (1 - _ROOM):
                break


def _files(folder: Path) -> list[tuple[int, int, str]]:
    """When each file was used last, its bytes and its path."""
    found = []
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with suppress(OSError):
                told = os.stat(path)
                found.append((told.st_mtime_ns, told.st_size, path))
    return found
