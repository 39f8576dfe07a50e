"""The door for those who may not see or do everything: the same archive out of a reading room.

Whatever reads goes through ``_catalogue`` and ``_engine`` and therefore into the room; what writes is named here,
asks for the right and tells of it as if what may not be seen were not there.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from archive import faults
from archive.catalogue import Catalogue
from archive.door import Archive
from archive.masking import holds_personal, masked
from archive.rights import HIGHEST, Deed, Rights
from archive.rooms import Room
from parsers.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from archive.auditing import Audit
    from archive.layout import Layout
    from archive.records import (
        Failure,
        Filters,
        ImportOptions,
        ImportProgress,
        ImportReport,
        LetterRecord,
        LetterSummary,
        Manifest,
        Original,
        Picture,
        PicturedFile,
        ReviewItem,
        ReviewQueue,
        Run,
    )
    from archive.tracing import TraceLetter, TraceLink
    from index import Engine, Results, Sort


_T = TypeVar("_T")


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


class GuardedArchive(Archive):
    """An archive opened with ``rights`` that are not all."""

    def __init__(self, path: Path, *, engine: str, rights: Rights) -> None:
        super().__init__(path, engine=engine)
        self.rights = rights
        self._room = None if rights.see_all else Room(self._layout, rights, engine)

    # Reading: out of the room

    def _catalogue(self, *, repair: bool = True) -> Catalogue:
        whole = super()._catalogue(repair=repair)
        if self._room is None:
            return whole
        return self._room.catalogue(whole) if self._room.is_needed(whole) else Checked(whole, self._room)

    def _engine(self) -> Engine:
        return (
            self._room.engine(super()._catalogue()) if self._in_room() and self._room else super()._engine()
        )

    def _in_room(self) -> bool:
        """Whether there is anything now that may not be seen."""
        return self._room is not None and self._room.is_needed(super()._catalogue())

    def _shown_layout(self) -> Layout:
        return self._room.layout if self._in_room() and self._room else self._layout

    def _searched(self, search: Callable[[], _T]) -> _T:
        """What ``search`` finds. Where all could be seen when it began, a secret letter may have come since."""
        began_in_room = self._in_room()
        found = search()
        return found if began_in_room or not self._in_room() else search()

    def search(
        self,
        query: str,
        *,
        filters: Filters | None = None,
        sort: Sort = "relevance",
        limit: int = 20,
        offset: int = 0,
    ) -> Results:
        find = super().search
        return self._searched(lambda: find(query, filters=filters, sort=sort, limit=limit, offset=offset))

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        find = super().suggest
        return self._searched(lambda: find(prefix, limit))

    def letter(self, name: str) -> LetterRecord:
        return self._covered(super().letter(name))

    def audit(self, name: str, *, as_of: str | None = None, depth: int | None = None) -> Audit:
        found = super().audit(name, as_of=as_of, depth=depth)
        return replace(found, letter=self._covered(found.letter))

    def pictured(self, name: str) -> PicturedFile | None:
        found = super().pictured(name)
        return found if found is not None and self._may_show(found.sha256) else None

    def picture(self, name: str, sha256: str, page: int, width: int) -> Picture:
        self.letter(name)  # one that is not there is not found, whatever file is named
        if not self._may_show(sha256):
            raise faults.personal_original()
        return super().picture(name, sha256, page, width)

    def original(self, name: str, sha256: str) -> Original:
        found = super().original(name, sha256)
        if not self._may_show(sha256):
            raise faults.personal_original()
        return found

    def _may_show(self, sha256: str) -> bool:
        """Whether an original of the room shows nothing that is covered elsewhere."""
        return self.rights.personal or not any(map(holds_personal, self._read_in(sha256)))

    def _read_in(self, sha256: str) -> list[dict[str, Any]]:
        from archive.shelf import contracts_in

        with self._catalogue().reading() as connection:
            return contracts_in(connection, sha256)

    def _covered(self, record: LetterRecord) -> LetterRecord:
        if self.rights.personal:
            return record
        letter, text = masked(record.letter, record.text)
        return replace(record, letter=letter, text=text)

    # Reading that asks for a right

    def export(self, query: str | None = None) -> Iterator[dict[str, Any]]:
        self.rights.must("export")
        rows = super().export(query)
        return rows if self.rights.personal else (masked(row, "")[0] for row in rows)

    def graph(self, query: str | None = None) -> Iterator[TraceLetter | TraceLink]:
        self.rights.must("export")
        return super().graph(query)

    def review(self, limit: int | None = None) -> list[ReviewItem]:
        self.rights.must("books")
        items = super().review(limit)
        return items if self.rights.personal else [replace(item, crop=None) for item in items]

    def review_queue(self) -> ReviewQueue:
        self.rights.must("books")
        return super().review_queue()

    def run(self, number: int) -> Manifest:
        self.rights.must("books")
        return super().run(number)

    def runs(self, limit: int | None = None) -> list[Run]:
        self.rights.must("books")
        return super().runs(limit)

    def brought(self, number: int, limit: int) -> list[LetterSummary]:
        self.rights.must("books")
        return super().brought(number, limit)

    def failures(self) -> list[Failure]:
        self.rights.must("books")
        return super().failures()

    # Writing: into the archive itself

    def import_(
        self,
        paths: Sequence[Path],
        *,
        options: ImportOptions | None = None,
        progress: Callable[[ImportProgress], None] | None = None,
        author: str | None = None,
        within: Sequence[Path] = (),
    ) -> ImportReport:
        """As ``Archive.import_``. Files that may not be seen are told of as if they came for the first time, and
        the progress does not count letters: neither says what the archive holds."""
        self.rights.must("import")
        if self.rights.level >= HIGHEST:
            with Archive.open(self.path) as whole:
                return whole.import_(paths, options=options, progress=progress, author=author, within=within)
        quiet = None if progress is None else lambda told: progress(replace(told, letters=0))
        if options is not None and options.dry_run:
            from archive.importing import Importer

            return Importer(
                self._layout, self._catalogue(), None, options, quiet, author=author, within=within
            ).run(paths)
        from archive.telling import as_told

        with Archive.open(self.path) as whole:
            report = whole.import_(paths, options=options, progress=quiet, author=author, within=within)
            with whole._catalogue().reading() as connection:
                return as_told(connection, report, self.rights.level)

    def correct(
        self,
        name: str,
        changes: Mapping[str, str | None],
        *,
        reason: str,
        author: str,
        seen: Mapping[str, str | None] | None = None,
    ) -> LetterRecord:
        """As ``Archive.correct``. A letter that is made more secret than may be seen is given back as it was, with
        the new mark."""
        self.rights.must("correct")
        before = self.letter(name)
        with Archive.open(self.path) as whole:
            id_ = whole.correct(
                self._id_in(whole, before), changes, reason=reason, author=author, seen=seen
            ).id
        try:
            return self.letter(id_)
        except NotFound:
            mark = changes.get("secrecy", before.letter["secrecy"])
            return replace(before, letter={**before.letter, "secrecy": mark})

    def _id_in(self, whole: Archive, record: LetterRecord) -> str:
        """What the letter is called where all can be seen: there it may be one of several of its number."""
        from archive.shelf import id_of_copy

        best = next(copy for copy in record.copies if copy.best)
        with whole._catalogue().reading() as connection:
            return id_of_copy(connection, best.sha256, best.part)

    def watch(self, *_: Any, **__: Any) -> NoReturn:
        self._refuse("keep")

    def reindex(self, *_: Any, **__: Any) -> NoReturn:
        self._refuse("keep")

    def backup(self, *_: Any, **__: Any) -> NoReturn:
        self._refuse("keep")

    def _refuse(self, deed: Deed) -> NoReturn:
        raise faults.not_allowed(deed)

    def close(self) -> None:
        super().close()
        if self._room is not None:
            self._room.close()
