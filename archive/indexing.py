"""Keeps the index in step with the catalogue, which is the record.

Before the catalogue changes, a marker file appears beside the index; it goes away when every change has
reached the index. Whoever finds the marker and no writer at work finishes what was begun.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, insert, select

from archive.chunks import chunks
from archive.entries import entries_of
from archive.layout import Layout, disk_explained, sync_folder
from archive.schema import index_changes, index_state, letters
from index import open_engine
from parsers.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from archive.catalogue import Catalogue
    from archive.entries import Sight
    from index.engine import Entry

BATCH: Final = 2000
"""Letters a commit of the index: its cost hardly grows with their number."""
MOST_CHARACTERS: Final = 4_500_000
"""Characters of text a commit, unless a single letter has more: what a commit holds in memory grows with them."""


class Indexer:
    """The one writer of the index; whoever uses it holds the writer lock. ``seen`` is how letters are shown in it."""

    def __init__(self, layout: Layout, catalogue: Catalogue, engine: str, seen: Sight | None = None) -> None:
        self._layout = layout
        self._catalogue = catalogue
        self._engine = engine
        self._seen = seen

    @property
    def folder(self) -> Path:
        return index_folder(self._layout, self._engine)

    def mark(self) -> None:
        """Say that the index may fall behind. Comes before every catalogue transaction."""
        self._layout.mark_pending()

    def behind(self) -> int:
        """How many letters have changes that are not in the index."""
        with self._catalogue.reading() as connection:
            return connection.execute(select(func.count()).select_from(index_changes)).scalar_one()

    def catch_up(self, tell: Callable[[int, int], None] | None = None) -> int:
        """Bring the index in step; how many letters that took. Rebuilds an index that is lost or half built."""
        if self._rebuilding() or not self.folder.exists():
            return self.rebuild(tell)
        total, done = self.behind(), 0
        while done < total:
            with disk_explained(self._layout.root):
                done += self._step()
            if tell:
                tell(done, total)
        self._unmark()
        return done

    def _step(self) -> int:
        with self._catalogue.reading() as connection:
            query = select(index_changes.c.id).order_by(index_changes.c.id).limit(BATCH)
            ids = list(connection.execute(query).scalars())
            entries, whole = _commit_of(entries_of(connection, ids, self._seen))
        if not whole:
            ids = [id_ for id_ in ids if id_ <= entries[-1].id]
        held = {entry.id for entry in entries}
        with closing(open_engine(self.folder, name=self._engine)) as engine:
            engine.delete(id_ for id_ in ids if id_ not in held)
            engine.add(entries)
            engine.commit()
        sync_folder(self.folder, files=True)
        with self._catalogue.writing() as connection:
            for some in chunks(ids):
                connection.execute(delete(index_changes).where(index_changes.c.id.in_(some)))
        return len(ids)

    def rebuild(self, tell: Callable[[int, int], None] | None = None) -> int:
        """Build the index from nothing, beside the old one, which serves until the new one is whole."""
        with disk_explained(self._layout.root):
            return self._rebuild(tell)

    def _rebuild(self, tell: Callable[[int, int], None] | None) -> int:
        self.mark()
        self._set_rebuilding(True)
        count = self.build(tell)
        self.settle()
        return count

    def build(self, tell: Callable[[int, int], None] | None = None) -> int:
        """Put a new index of all letters in the place of what is there. The catalogue learns nothing of it."""
        fresh = self.folder.with_name(self.folder.name + ".new")
        _remove(fresh)
        with self._catalogue.reading() as connection:
            ids = list(connection.execute(select(letters.c.id).order_by(letters.c.id)).scalars())
        entries, done, whole = self._entries(ids), 0, False
        with closing(open_engine(fresh, create=True, name=self._engine)) as engine:
            while not whole:
                some, whole = _commit_of(entries)
                engine.add(some)
                engine.commit()
                done += len(some)
                if tell:
                    tell(done, len(ids))
        sync_folder(fresh, files=True)
        old = self.folder.with_name(self.folder.name + ".old")
        _remove(old)
        if self.folder.exists():
            os.replace(self.folder, old)
        os.replace(fresh, self.folder)
        sync_folder(self._layout.indexes)
        _remove(old)
        return len(ids)

    def _entries(self, ids: Sequence[str]) -> Iterator[Entry]:
        """The entries of letters ``ids``, read some at a time, so that no state of the catalogue is held for long."""
        for some in chunks(ids):
            with self._catalogue.reading() as connection:
                entries = list(entries_of(connection, some, self._seen))
            yield from entries

    def settle(self) -> None:
        """Say that every change has reached the index."""
        with self._catalogue.writing() as connection:
            connection.execute(delete(index_changes))
            connection.execute(delete(index_state).where(index_state.c.name == "rebuilding"))
        self._unmark()

    def beside(self, engine: str) -> Indexer:
        """The writer of the index of another engine of the same archive."""
        return Indexer(self._layout, self._catalogue, engine)

    def remove(self) -> None:
        """Take the index away."""
        _remove(self.folder)

    def is_usable(self) -> bool:
        """Whether the index opens; one of another version or a broken one does not."""
        try:
            open_engine(self.folder, name=self._engine).close()
        except ArchiveError:
            return False
        return True

    def _unmark(self) -> None:
        self._layout.pending.unlink(missing_ok=True)
        sync_folder(self._layout.indexes)

    def _rebuilding(self) -> bool:
        with self._catalogue.reading() as connection:
            query = select(index_state.c.value).where(index_state.c.name == "rebuilding")
            return connection.execute(query).scalar() is not None

    def _set_rebuilding(self, value: bool) -> None:
        with self._catalogue.writing() as connection:
            connection.execute(delete(index_state).where(index_state.c.name == "rebuilding"))
            if value:
                connection.execute(insert(index_state).values(name="rebuilding", value="yes"))


def index_folder(layout: Layout, engine: str) -> Path:
    """Where the index of ``engine`` lies."""
    return layout.indexes / engine


def _commit_of(entries: Iterator[Entry]) -> tuple[list[Entry], bool]:
    """The next of ``entries``, as many as go into one commit, and whether these are all that were left."""
    found: list[Entry] = []
    characters = 0
    for entry in entries:
        found.append(entry)
        characters += len(entry.text)
        if len(found) >= BATCH or characters >= MOST_CHARACTERS:
            return found, False
    return found, True


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
