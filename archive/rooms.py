"""Reading rooms: the archive as those see it who may not see all of it.

A room is a catalogue and an index of their own, made of what may be seen and of nothing else, by the same code that
made the archive: letters are told apart, citations resolved, statuses worked out and words counted as if the rest had
never come in. What is not in a room cannot be told by a count, a score, a spelling help, an id or a fault. Originals
are not doubled. Like the index, rooms can be deleted at any time; each is brought in step before it is read from.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, select

from archive import faults
from archive.backing_up import copy_catalogue
from archive.catalogue import BUSY_SECONDS, Catalogue
from archive.indexing import Indexer
from archive.layout import Layout
from archive.lock import writer_lock
from archive.masking import masked
from archive.noticing import CatalogueWatch
from archive.schema import index_state
from archive.secrecy import hidden_originals
from archive.stocking import stock
from index import open_engine
from parsers.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from archive.rights import Rights
    from index import Engine

FORMAT: Final = "1"
"""Raised when what a room holds is made otherwise; older rooms are made anew."""
PATIENCE: Final = 600.0
"""Seconds to wait for another who brings the room in step: the first time takes as long as a reindex."""
_MADE: Final = "room"
_DAMAGED: Final = ("archive-damaged", "archive-newer", "index-damaged", "index-outdated")


class Checked(Catalogue):
    """The whole catalogue for those who may see all that is in it, for as long as they may."""

    def __init__(self, whole: Catalogue, room: Room) -> None:
        super().__init__(whole.path, whole.engine)
        self._whole = whole
        self._room = room

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state to read from: asked whether all of it may be seen once it is fixed, not before."""
        with self._whole.reading() as connection:
            connection.exec_driver_sql("SELECT 1 FROM migrations LIMIT 1")
            if not self._room.is_needed(self._whole):
                yield connection
                return
        with self._room.catalogue(self._whole).reading() as connection:
            yield connection


class Room:
    """The room of those with ``rights`` in the archive of ``whole``; one a thread."""

    def __init__(self, whole: Layout, rights: Rights, engine: str) -> None:
        self._whole = whole
        self._rights = rights
        self._engine_name = engine
        self.layout = Layout(rooms_of(whole) / f"{rights.level}{'' if rights.personal else '-covered'}")
        self._watch: CatalogueWatch | None = None
        self._version: int | None = None
        self._catalogue: Catalogue | None = None
        self._engine: Engine | None = None

    def is_needed(self, whole: Catalogue) -> bool:
        """Whether anything in the archive may not be seen."""
        if not self._rights.personal:
            return True
        watch = self._watching()
        version = watch.number()
        known = watch.open_to.get(self._rights.level)
        if known is None or known[0] != version:
            with whole.reading() as connection:
                known = version, not hidden_originals(connection, self._rights.level)
            watch.open_to[self._rights.level] = known
        return not known[1]

    def checked(self, whole: Catalogue) -> Catalogue:
        """What to read from now: the whole catalogue as long as all of it may be seen, else that of the room."""
        return self.catalogue(whole) if self.is_needed(whole) else Checked(whole, self)

    def catalogue(self, whole: Catalogue) -> Catalogue:
        """The catalogue of the room, in step with that of the archive."""
        self._keep_step(whole)
        assert self._catalogue is not None
        return self._catalogue

    def engine(self, whole: Catalogue) -> Engine:
        """The search engine of the room, in step with the archive."""
        self._keep_step(whole)
        if self._engine is None:
            self._engine = open_engine(self.layout.indexes / self._engine_name, name=self._engine_name)
        return self._engine

    def close(self) -> None:
        """Give back files and locks. Closing twice does no harm."""
        self._shut()
        if self._watch is not None:
            self._watch.release()
            self._watch = None
        self._version = None

    def _shut(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        if self._catalogue is not None:
            self._catalogue.close()
            self._catalogue = None

    def _keep_step(self, whole: Catalogue) -> None:
        watch = self._watching()
        # Asked before the catalogue is read: what is written meanwhile shows the next time.
        version = watch.number()
        if version == self._version:
            return
        self._shut()
        self._version = None
        self._make_folder()
        with writer_lock(self.layout.lock, wait=PATIENCE):
            if watch.stocked.get(self.layout.root) == version:  # another thread was quicker
                self._catalogue = Catalogue.open(self.layout.catalogue)
            else:
                self._catalogue = self._stocked_or_made(whole)
                watch.stocked[self.layout.root] = version
        self._version = version

    def _watching(self) -> CatalogueWatch:
        if self._watch is None:
            self._watch = CatalogueWatch.of(self._whole.catalogue)
        return self._watch

    def _make_folder(self) -> None:
        try:
            self.layout.root.parent.mkdir(mode=0o700, exist_ok=True)
            self.layout.root.mkdir(exist_ok=True)
        except PermissionError:
            raise faults.read_only(self._whole.root) from None

    def _stocked_or_made(self, whole: Catalogue) -> Catalogue:
        try:
            return self._stocked(whole)
        except ArchiveError as fault:
            if fault.code not in _DAMAGED:
                raise
            self._clear()
            return self._stocked(whole)

    def _stocked(self, whole: Catalogue) -> Catalogue:
        """The room's catalogue and index, as they must be now. The room's lock is held."""
        if not self._is_made():
            self._clear()
            copy_catalogue(self._whole.catalogue, self.layout.catalogue)
        room = Catalogue.open(self.layout.catalogue)
        try:
            self._fill(whole, room)
        except BaseException:
            room.close()
            raise
        return room

    def _fill(self, whole: Catalogue, room: Catalogue) -> None:
        seen = None if self._rights.personal else masked
        indexer = Indexer(self.layout, room, self._engine_name, seen=seen)
        indexer.mark()
        with whole.reading() as source, room.writing() as target:
            gone = stock(source, target, self._rights.level)
            target.execute(delete(index_state).where(index_state.c.name == _MADE))
            target.execute(insert(index_state).values(name=_MADE, value=FORMAT))
        if gone:
            self._sweep()
        if not indexer.folder.exists() or not indexer.is_usable():
            indexer.rebuild()
        else:
            indexer.catch_up()

    def _sweep(self) -> None:
        """Databases keep what was taken out in free pages; nothing of it is to stay in a room."""
        with closing(sqlite3.connect(self.layout.catalogue, timeout=BUSY_SECONDS)) as connection:
            connection.execute("VACUUM")

    def _is_made(self) -> bool:
        if not self.layout.catalogue.exists():
            return False
        try:
            with closing(Catalogue.open(self.layout.catalogue)) as room, room.reading() as connection:
                query = select(index_state.c.value).where(index_state.c.name == _MADE)
                return connection.execute(query).scalar() == FORMAT
        except ArchiveError:
            return False

    def _clear(self) -> None:
        """Take away all but the lock."""
        for path in self.layout.root.iterdir():
            if path.name == self.layout.lock.name:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def rooms_of(whole: Layout) -> Path:
    """Where the rooms of an archive lie."""
    return whole.root / "rooms"
