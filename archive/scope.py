"""What of an archive can be seen with given rights: all of it, or what a reading room holds.

Whatever reads goes through ``catalogue`` and ``ask`` and therefore into the room; what personal data is left to cover
in what was read is covered here, and what writes is told of as if what may not be seen were not there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from archive import faults
from archive.opened import INDEX_DAMAGED
from archive.rights import HIGHEST
from parsers.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from archive.catalogue import Catalogue
    from archive.layout import Layout
    from archive.opened import Opened
    from archive.queueing import KeptQueue
    from archive.records import ImportProgress, ImportReport, LetterRecord, ReviewQueue
    from archive.rights import Rights
    from archive.rooms import Room
    from index import Engine

Answer = TypeVar("Answer")


class Scope:
    """The archive that is ``opened`` as those with ``rights`` see it."""

    def __init__(self, opened: Opened, rights: Rights) -> None:
        self.rights = rights
        self._opened = opened
        self._room: Room | None = None
        self._queue: KeptQueue | None = None
        if not rights.see_all:
            from archive.rooms import Room

            self._room = Room(opened.layout, rights, opened.engine_name)

    def close(self) -> None:
        """Give back files. Closing twice does no harm."""
        self._close_queue()
        if self._room is not None:
            self._room.close()

    # The whole archive, or the room

    def catalogue(self) -> Catalogue:
        """The catalogue of what may be seen."""
        whole = self._opened.catalogue()
        return whole if self._room is None else self._room.checked(whole)

    def reading(self) -> AbstractContextManager[Connection]:
        """One state of the catalogue to read from."""
        return self.catalogue().reading()

    def layout(self) -> Layout:
        """Where that lies which may be seen."""
        room = self._needed_room()
        return self._opened.layout if room is None else room.layout

    def ask(self, question: Callable[[Engine], Answer]) -> Answer:
        """What the index answers; asked anew if it was replaced since it was opened, by itself or another engine."""
        try:
            return question(self._engine())
        except ArchiveError as fault:
            if fault.code != INDEX_DAMAGED:
                raise
        self._opened.forget_engine()
        return question(self._engine())

    def searched(self, search: Callable[[], Answer]) -> Answer:
        """What ``search`` finds. Where all could be seen when it began, a secret letter may have come since."""
        began_in_room = self._needed_room() is not None
        found = search()
        return found if began_in_room or self._needed_room() is None else search()

    def queue(self) -> ReviewQueue:
        """What is to be reviewed, made once and kept until the catalogue changes."""
        from archive.queueing import KeptQueue

        catalogue, path = self.catalogue(), self.layout().catalogue
        if self._queue is not None and self._queue.path != path:
            self._close_queue()
        if self._queue is None:
            self._queue = KeptQueue(path)
        return self._queue.read(catalogue)

    def _engine(self) -> Engine:
        room = self._needed_room()
        return self._opened.engine() if room is None else room.engine(self._opened.catalogue())

    def _needed_room(self) -> Room | None:
        """The room, if there is anything now that may not be seen."""
        if self._room is not None and self._room.is_needed(self._opened.catalogue()):
            return self._room
        return None

    def _close_queue(self) -> None:
        if self._queue is not None:
            self._queue.close()
            self._queue = None

    # Personal data

    def covered(self, record: LetterRecord) -> LetterRecord:
        """A letter without what of its persons may not be seen."""
        if self.rights.personal:
            return record
        from archive.masking import masked

        letter, text = masked(record.letter, record.text)
        return replace(record, letter=letter, text=text)

    def covered_row(self, row: dict[str, Any]) -> dict[str, Any]:
        """An export object without what of its persons may not be seen."""
        if self.rights.personal:
            return row
        from archive.masking import masked

        return masked(row, "")[0]

    def may_show(self, connection: Connection, sha256: str) -> bool:
        """Whether an original that is seen shows nothing that is covered elsewhere."""
        if self.rights.personal:
            return True
        from archive.masking import holds_personal
        from archive.shelf import contracts_in

        return not any(map(holds_personal, contracts_in(connection, sha256)))

    def must_show(self, connection: Connection, sha256: str) -> None:
        """Raises NotAllowed ``personal-data`` unless ``may_show``."""
        if not self.may_show(connection, sha256):
            raise faults.personal_original()

    # What writes

    def quiet(self, tell: Callable[[ImportProgress], None] | None) -> Callable[[ImportProgress], None] | None:
        """``tell`` without the count of letters, which would say what the archive holds already."""
        if tell is None or self.rights.level >= HIGHEST:
            return tell
        return lambda progress: tell(replace(progress, letters=0))

    def told(self, report: ImportReport) -> ImportReport:
        """What an import says: files that may not be seen are told of as if they came for the first time."""
        if self.rights.level >= HIGHEST:
            return report
        from archive.telling import as_told

        with self._opened.catalogue().reading() as connection:
            return as_told(connection, report, self.rights.level)

    def id_in_whole(self, record: LetterRecord) -> str:
        """What a letter is called where all can be seen: there it may be one of several of its number."""
        from archive.shelf import id_of_copy

        best = next(copy for copy in record.copies if copy.best)
        with self._opened.catalogue().reading() as connection:
            return id_of_copy(connection, best.sha256, best.part)


def made_more_secret(before: LetterRecord, changes: Mapping[str, str | None]) -> LetterRecord:
    """A letter that ``changes`` took out of sight, as it was ``before``, with the new mark."""
    mark = changes.get("secrecy", before.letter["secrecy"])
    return replace(before, letter={**before.letter, "secrecy": mark})
