"""The review queue as it is gone through: made once and kept until the catalogue changes, for it asks of every letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.noticing import CatalogueWatch
from archive.review import queue

if TYPE_CHECKING:
    from pathlib import Path

    from archive.catalogue import Catalogue
    from archive.records import ReviewQueue


class KeptQueue:
    """The queue of one door, for one thread; ``path`` is where the catalogue lies that it is read from."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._watch = CatalogueWatch.of(path)
        self._kept: tuple[int, ReviewQueue] | None = None

    def read(self, catalogue: Catalogue) -> ReviewQueue:
        """The queue as it is now."""
        # Asked before the catalogue is read: what is written meanwhile shows the next time.
        number = self._watch.number()
        if self._kept is None or self._kept[0] != number:
            with catalogue.reading() as connection:
                self._kept = number, queue(connection)
        return self._kept[1]

    def close(self) -> None:
        self._watch.release()
