"""What is open of an archive folder: its catalogue, its index, and the lock of its one writer.

Whoever opens an archive makes up for what a killed import left undone, unless a living one is at work. Heavy libraries
are imported where they are needed: searching an index that is in step needs neither the catalogue nor SQLAlchemy.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from archive.layout import disk_explained
from archive.lock import writer_lock
from parsers.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from archive.catalogue import Catalogue
    from archive.indexing import Indexer
    from archive.layout import Layout
    from index import Engine

LOCK_WAIT: Final = 2.0
"""Seconds that a writer waits for another to finish."""
INDEX_DAMAGED: Final = "index-damaged"
_HINDERED: Final = ("locked", "read-only", "disk-full", "write-failed")
"""What keeps a reader from bringing the index in step, but not from reading."""
_PAUSE: Final = 0.02

Place = tuple[int, int]


class Opened:
    """An archive folder and what is open of it, each when it is first asked for. For one thread.

    ``engine_name`` is the engine that searches it, or will once the first import has made the archive.
    """

    def __init__(self, layout: Layout, engine: str) -> None:
        self.layout = layout
        self.engine_name = engine
        self._exists = layout.exists()
        self._catalogue: Catalogue | None = None
        self._engine: Engine | None = None
        self._place: Place | None = None
        """Where the index lay when it was opened."""

    @property
    def exists(self) -> bool:
        """Whether the archive was made yet."""
        return self._exists

    def require(self) -> None:
        """Raises ArchiveError ``no-archive`` where there is none yet."""
        if not self._exists:
            self.layout.engine()
            self._exists = True

    def close(self) -> None:
        """Give back files. Closing twice does no harm."""
        self._close_engine()
        if self._catalogue is not None:
            self._catalogue.close()
            self._catalogue = None

    # Reading

    def catalogue(self, *, repair: bool = True) -> Catalogue:
        """The catalogue, with an index that is in step unless ``repair`` is left to the caller."""
        from archive.catalogue import Catalogue

        self.require()
        if self._catalogue is None:
            self._catalogue = Catalogue.open(self.layout.catalogue)
            if repair and self.layout.pending.exists():
                self._catch_up()
        return self._catalogue

    def engine(self) -> Engine:
        """The search engine, opened anew where another program built the index anew."""
        self.require()
        if self._engine is not None and _place_of(self._index()) != self._place:
            self._close_engine()
        if self._engine is None:
            if self.layout.pending.exists() or not self._index().exists():
                self._catch_up()
            self._place = _place_of(self._index())
            self._engine = self._opened_engine()
        return self._engine

    def forget_engine(self) -> None:
        """Open the index anew when it is asked for next, by the engine that searches the archive then."""
        self._close_engine()
        self.engine_name = self.layout.engine()

    # Writing

    @contextmanager
    def writing(self, *, create: bool = False) -> Iterator[tuple[Catalogue, Indexer]]:
        """The catalogue and the writer of the index, in step, with the writer lock held; with ``create`` an archive
        that is not there yet is made. Raises ArchiveError ``locked``, ``disk-full``, ``read-only``."""
        if not create:
            self.require()
        elif not self._exists:
            with disk_explained(self.layout.root):
                self.layout.make_folders()
        with self._lock():
            if not self._exists:
                with disk_explained(self.layout.root):
                    self._create()
            self.engine_name = self.layout.engine()
            catalogue, indexer = self.catalogue(repair=False), self._indexer()
            self._repair(indexer)
            self._close_engine()
            yield catalogue, indexer

    def reindex(self, engine: str | None, tell: Callable[[int, int], None] | None) -> int:
        """Build the index anew, by ``engine`` if one is named; how many letters it holds."""
        self.require()
        self.catalogue(repair=False)
        self._close_engine()
        with self._lock():
            self.engine_name = self.layout.engine()
            if engine is None or engine == self.engine_name:
                return self._indexer().rebuild(tell)
            from archive.changing_engine import change_engine

            count = change_engine(self.layout, self._indexer(), engine, tell)
            self.engine_name = engine
            return count

    def _lock(self) -> AbstractContextManager[None]:
        return writer_lock(self.layout.lock, wait=LOCK_WAIT)

    def _create(self) -> None:
        from archive.catalogue import Catalogue
        from index import open_engine

        if not self.layout.exists():  # else another import was quicker
            Catalogue.open(self.layout.catalogue, create=True).close()
            open_engine(self._index(), create=True, name=self.engine_name).close()
            self.layout.write_mark(self.engine_name)
        self._exists = True

    # Keeping the index in step

    def _indexer(self) -> Indexer:
        from archive.indexing import Indexer

        return Indexer(self.layout, self.catalogue(repair=False), self.engine_name)

    def _catch_up(self) -> None:
        """Finish what a killed import left undone; if a living one is at work, leave it to that."""
        try:
            with writer_lock(self.layout.lock, wait=0):
                self.engine_name = self.layout.engine()  # it may be missing because another took its place
                self._repair(self._indexer())
        except ArchiveError as fault:
            if fault.code not in _HINDERED:
                raise

    def _repair(self, indexer: Indexer) -> None:
        if not indexer.folder.exists() or not indexer.is_usable():
            indexer.rebuild()
        elif self.layout.pending.exists():
            indexer.catch_up()

    def _opened_engine(self) -> Engine:
        from index import open_engine

        until, hopeful = time.monotonic() + LOCK_WAIT, True
        while True:
            try:
                return open_engine(self._index(), name=self.engine_name)
            except ArchiveError as fault:
                if fault.code != INDEX_DAMAGED or not hopeful:
                    raise
            # A rebuild puts the new index into the place of the old one: for a moment there is none. One that has
            # just ended has left a whole index, hence one more try.
            hopeful = self._is_being_written() and time.monotonic() < until
            time.sleep(_PAUSE)

    def _is_being_written(self) -> bool:
        try:
            with writer_lock(self.layout.lock, wait=0):
                return False
        except ArchiveError as fault:
            return fault.code == "locked"

    def _index(self) -> Path:
        return self.layout.indexes / self.engine_name

    def _close_engine(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None


def _place_of(folder: Path) -> Place | None:
    """What tells a folder from another that took its name."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
