"""The door of the archive floor: everything done to an archive folder goes through ``Archive``.

Searching an archive whose index is in step needs neither the catalogue nor SQLAlchemy, which is why most
imports stand inside the methods.
"""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Self, TypeVar

from archive import faults
from archive.layout import Layout, disk_explained
from archive.lock import writer_lock
from archive.rights import Rights
from parsers.errors import ArchiveError, NotFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from archive.access_log import AccessLog
    from archive.auditing import Audit
    from archive.backing_up import BackupReport
    from archive.catalogue import Catalogue
    from archive.doctor import Diagnosis
    from archive.indexing import Indexer
    from archive.queueing import KeptQueue
    from archive.records import (
        Failure,
        Filters,
        ImportOptions,
        ImportProgress,
        ImportReport,
        LetterRecord,
        LetterSummary,
        LinkStatistics,
        Looser,
        Manifest,
        MissingLetter,
        Original,
        Picture,
        PicturedFile,
        ReviewItem,
        ReviewQueue,
        Run,
        RunFile,
        Stage,
        Statistics,
    )
    from archive.restoring import RestoreReport
    from archive.standing import Standing
    from archive.tracing import Direction, Trace, TraceLetter, TraceLink
    from archive.watching import Notice
    from index import Engine, Results, Sort


DEFAULT_ENGINE = "whoosh"
ALL = 1 << 30
ALL_RIGHTS = Rights.all()
INDEX_DAMAGED = "index-damaged"
Answer = TypeVar("Answer")
LOCK_WAIT = 2.0
"""Seconds that a writer waits for another to finish."""


class Archive:
    """An archive folder. Use it as a context manager, from one thread."""

    def __init__(self, path: Path, *, engine: str) -> None:
        self._layout = Layout(path)
        self._engine_name = engine
        self._open_catalogue: Catalogue | None = None
        self._open_engine: Engine | None = None
        self._queue: KeptQueue | None = None
        self._engine_place: tuple[int, int] | None = None
        self._created = self._layout.exists()

    @classmethod
    def open(
        cls, path: Path, *, create: bool = False, engine: str | None = None, rights: Rights = ALL_RIGHTS
    ) -> Archive:
        """The archive in folder ``path``. With ``create`` it need not be there yet: the first import makes it,
        to be searched by ``engine``, or the usual one.

        What ``rights`` do not reach does not exist for whoever has them, in any answer; what they forbid raises
        NotAllowed ``not-allowed``. Raises ArchiveError ``no-archive``, ``archive-damaged`` or ``archive-newer``; with
        an ``engine``, UsageError ``no-engine``, or ``other-engine`` if the archive is there with another, and
        MissingProgram ``no-engine-package``.
        """
        if engine is not None:
            from index import require_engine

            require_engine(engine)
        layout = Layout(path)
        if rights != ALL_RIGHTS:
            from archive.guarded import GuardedArchive

            return GuardedArchive(path, engine=layout.engine(), rights=rights)
        if create and not layout.exists() and not layout.holds_originals():
            return cls(path, engine=engine or DEFAULT_ENGINE)
        made_with = layout.engine()
        if engine not in (None, made_with):
            raise faults.other_engine(made_with, str(engine))
        return cls(path, engine=made_with)

    @property
    def path(self) -> Path:
        """The archive's folder."""
        return self._layout.root

    @property
    def access_log(self) -> AccessLog:
        """Who looked at what and when, as the faces note it."""
        from archive.access_log import AccessLog

        return AccessLog(self._layout.root)

    # Writing

    def import_(
        self,
        paths: Sequence[Path],
        *,
        options: ImportOptions | None = None,
        progress: Callable[[ImportProgress], None] | None = None,
        author: str | None = None,
        within: Sequence[Path] = (),
    ) -> ImportReport:
        """Take the files in and under ``paths`` into the archive.

        ``author`` is noted as who did it (none: the login name); links that lead out of the folders ``within``, if any
        are given, are not followed. A file that cannot be read is named in the report and the rest goes on. Ctrl-C ends the import with
        the report so far. Raises ArchiveError ``locked`` while another program writes, ``disk-full``,
        ``read-only``.
        """
        from archive import workers
        from archive.records import ImportOptions

        options = options or ImportOptions()
        if not options.dry_run:
            workers.start_early()
        from archive.importing import Importer

        if options.dry_run:
            catalogue = self._catalogue() if self._created else None
            return Importer(
                self._layout, catalogue, None, options, progress, author=author, within=within
            ).run(paths)
        if not self._created:
            with disk_explained(self._layout.root):
                self._layout.make_folders()
        with writer_lock(self._layout.lock, wait=LOCK_WAIT):
            if not self._created:
                with disk_explained(self._layout.root):
                    self._create()
            catalogue, indexer = self._catalogue(repair=False), self._indexer()
            self._repair(indexer)
            self._close_engine()
            return Importer(
                self._layout, catalogue, indexer, options, progress, author=author, within=within
            ).run(paths)

    def watch(
        self,
        folder: Path,
        *,
        every: float = 2.0,
        options: ImportOptions | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> Iterator[RunFile | Notice]:
        """Import what lands in ``folder`` once it has stopped growing, looking every so many seconds; what became
        of each file, for ever.

        Another writer or a folder out of reach is a notice, not a fault: the watch goes on. Raises UsageError
        ``no-folder``, and what ``import_`` does but ``locked``.
        """
        from archive.watching import watch

        self._must_exist()
        return watch(self, folder, every=every, options=options, pause=pause)

    def correct(
        self,
        name: str,
        changes: Mapping[str, str | None],
        *,
        reason: str,
        author: str,
        seen: Mapping[str, str | None] | None = None,
    ) -> LetterRecord:
        """Put fields of the letter called ``name`` right, all of ``changes`` or none; the letter as it is then.

        A value is taken as people write it (``๑๖ มิ.ย. ๒๕๖๓``); none or a blank means that the letter has no
        such value, and the value as it stands confirms it. What was corrected stays so when the file is read
        again or a copy comes; the log keeps every correction. ``seen`` are values that the person had before their
        eyes: where one of them is another by now, nothing is done. Raises UsageError ``unknown-field``,
        ``no-such-reference``, ``changed-meanwhile``, ``bad-number``, ``bad-date``, ``bad-value``, ``no-reason``, ``no-author``,
        ``nothing-to-correct``; NotFound as for ``letter``; ArchiveError as for ``import_``.
        """
        from archive.correcting import correct

        self._must_exist()
        catalogue, indexer = self._catalogue(repair=False), self._indexer()
        with writer_lock(self._layout.lock, wait=LOCK_WAIT):
            self._repair(indexer)
            self._close_engine()
            indexer.mark()
            try:
                with catalogue.writing() as connection:
                    id_ = correct(connection, name, changes, reason=reason, author=author, seen=seen)
            except (NotFound, UsageError):
                indexer.catch_up()  # nothing was written: the mark goes
                raise
            indexer.catch_up()
        return self.letter(id_)

    def reindex(
        self, progress: Callable[[ImportProgress], None] | None = None, *, engine: str | None = None
    ) -> int:
        """Build the search index anew from the catalogue, with another ``engine`` if one is named; how many
        letters it holds.

        The old index serves until the new one is whole. Raises UsageError ``no-engine``, MissingProgram
        ``no-engine-package``, and ArchiveError as for ``import_``.
        """
        from index import require_engine

        self._must_exist()
        require_engine(engine or self._engine_name)
        self._catalogue(repair=False)
        self._close_engine()
        with writer_lock(self._layout.lock, wait=LOCK_WAIT):
            self._engine_name = self._layout.engine()
            tell = _teller(progress, "indexing")
            if engine in (None, self._engine_name):
                return self._indexer().rebuild(tell)
            from archive.changing_engine import change_engine

            count = change_engine(self._layout, self._indexer(), str(engine), tell)
            self._engine_name = str(engine)
            return count

    # Keeping

    def backup(
        self,
        path: Path,
        *,
        force: bool = False,
        progress: Callable[[ImportProgress], None] | None = None,
    ) -> BackupReport:
        """Write the archive into one file, ``.tar.zst`` or ``.zip``, without the index; an import may run meanwhile.

        Originals that are missing or damaged are left out and named in the report. Raises UsageError
        ``backup-name``, ``backup-place``, ``backup-inside``, or ``backup-exists`` (without ``force``).
        """
        from archive.backing_up import back_up

        self._catalogue()  # brought up to date, and seen to be ours
        return back_up(self._layout, path, force=force, tell=_teller(progress, "reading"))

    @classmethod
    def restore(
        cls, backup: Path, path: Path, *, progress: Callable[[ImportProgress], None] | None = None
    ) -> RestoreReport:
        """Make an archive in folder ``path``, new or empty, from a file that ``backup`` wrote; every hash is checked.

        The search index is built last. Raises ArchiveError ``restore-exists``, ``not-a-backup``,
        ``backup-damaged`` (nothing is there then) or ``archive-newer``.
        """
        from archive.restoring import restore

        report = restore(backup, path, _teller(progress, "reading"))
        with cls.open(path) as restored:
            restored.reindex(progress)
        return report

    @classmethod
    def doctor(
        cls,
        path: Path,
        *,
        repair: bool = False,
        backup: Path | None = None,
        progress: Callable[[ImportProgress], None] | None = None,
    ) -> Diagnosis:
        """Examine the archive in folder ``path``, which need not be one that can be opened, and with ``repair``
        mend what can be mended.

        Damaged and missing originals come back from where they came or out of ``backup``, if they have the same
        hash; a repair is recorded as a run. Raises ArchiveError ``no-archive``, ``archive-newer``, ``locked``,
        ``read-only`` (for a repair), ``not-a-backup``, ``backup-damaged``.
        """
        from archive.doctor import diagnose

        return diagnose(path, repair=repair, backup=backup, tell=_teller(progress, "checking"))

    # Reading

    def search(
        self,
        query: str,
        *,
        filters: Filters | None = None,
        sort: Sort = "relevance",
        limit: int = 20,
        offset: int = 0,
    ) -> Results:
        """Letters that answer ``query``. Raises UsageError with the place of a fault in it.

        With ``filters.as_of`` statuses are those of that day, and later letters are left out.
        """
        from index import parse_query

        given = asdict(filters) if filters else {}
        day = given.pop("as_of", None)
        if filters is None or day is None:
            found = parse_query(query, **given)
            return self._ask(lambda engine: engine.search(found, sort=sort, limit=limit, offset=offset))
        from archive.days import day_typed
        from archive.searching import search_as_of

        on = str(day_typed(day))
        with self._catalogue().reading() as connection:
            return self._ask(
                lambda engine: search_as_of(
                    connection, engine, query, filters, on, sort=sort, limit=limit, offset=offset
                )
            )

    def warm(self) -> None:
        """Do now what the first search and the first picture would wait for: dictionary, index, workers.

        Raises what ``search`` does.
        """
        from archive.page_views import warm

        self.search("หนังสือ", limit=1)
        warm()

    def looser(self, query: str, filters: Filters | None = None) -> list[Looser]:
        """Searches that ask for less than one that found nothing, and find something. Raises what ``search`` does."""
        from archive.loosening import proposals
        from archive.records import Filters

        def search(words: str, narrowed: Filters) -> Results:
            return self.search(words, filters=narrowed, limit=0)

        return proposals(search, query, filters or Filters())

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """Numbers, subjects and agencies that begin with ``prefix``."""
        return self._ask(lambda engine: engine.suggest(prefix, limit))

    def letter(self, name: str) -> LetterRecord:
        """The letter called ``name``: a number in any spelling, with a date or year if need be, or an id.

        Raises NotFound ``not-found`` or ``only-cited``, or AmbiguousName with the candidates.
        """
        from archive.chains import find_held
        from archive.shelf import records

        with self._catalogue().reading() as connection:
            return next(records(connection, [find_held(connection, name)]))

    def pictured(self, name: str) -> PicturedFile | None:
        """The file of the letter called ``name`` that has pages to look at, none where all are text. Raises what
        ``letter`` does."""
        from archive.chains import find_held
        from archive.page_views import PageViews

        with self._catalogue().reading() as connection:
            return PageViews(self._layout, connection).file_of(find_held(connection, name))

    def picture(self, name: str, sha256: str, page: int, width: int) -> Picture:
        """A page of a file of the letter called ``name`` as a picture about ``width`` pixels wide; drawn once.

        Raises what ``letter`` does, NotFound ``no-copy`` or ``no-page``, UnreadableFile ``not-drawn``.
        """
        from archive.chains import find_held
        from archive.page_views import PageViews

        with self._catalogue().reading() as connection:
            views = PageViews(self._layout, connection)
            return views.picture(find_held(connection, name), sha256, page, width)

    def original(self, name: str, sha256: str) -> Original:
        """A file of the letter called ``name`` as it came. Raises what ``letter`` does, NotFound ``no-copy``,
        ArchiveError ``original-gone``."""
        from archive.chains import find_held
        from archive.page_views import PageViews

        with self._catalogue().reading() as connection:
            return PageViews(self._layout, connection).original(find_held(connection, name), sha256)

    def standing(self, name: str, *, as_of: str | None = None) -> Standing:
        """Whether the letter called ``name`` holds, by whose words, and what became of those; on day ``as_of``
        (as typed), or by all that is known. Raises what ``letter`` does, and UsageError ``bad-day``."""
        from archive.chains import find_held
        from archive.days import day_typed
        from archive.standing import standing_of

        day = day_typed(as_of)
        with self._catalogue().reading() as connection:
            return standing_of(connection, find_held(connection, name), day)

    def trace(
        self,
        name: str,
        *,
        direction: Direction = "both",
        depth: int | None = None,
        to: str | None = None,
        relations: Collection[str] = (),
        as_of: str | None = None,
    ) -> Trace:
        """The chain of a letter: what it cites, what cites it, or both, ``depth`` steps far.

        ``name`` is as for ``letter``; the ids and numbers of letters that are only cited are names too. With
        ``to``, the ways that lead from the one letter to the other. ``relations`` are the only ones followed
        (none: all); ``as_of`` (as typed) shows the chain as it stood on that day.
        """
        from archive import chains
        from archive.days import day_typed

        day = day_typed(as_of)
        with self._catalogue().reading() as connection:
            root = chains.find_root(connection, name)
            wanted = chains.Wanted(direction, depth, frozenset(relations), day)
            if to is None:
                return chains.trace(connection, root, wanted)
            return chains.ways(connection, root, chains.find_root(connection, to), wanted)

    def near_chain(
        self,
        name: str,
        *,
        most: int,
        direction: Direction = "both",
        relations: Collection[str] = (),
        as_of: str | None = None,
    ) -> Trace:
        """The chain of a letter as far as ``most`` letters go, the nearest of them at least; its ``depth`` is none
        where that is the whole chain. Takes and raises what ``trace`` does."""
        from archive.chains import Wanted, find_root
        from archive.days import day_typed
        from archive.near_chain import near

        wanted = Wanted(direction, None, frozenset(relations), day_typed(as_of))
        with self._catalogue().reading() as connection:
            return near(connection, find_root(connection, name), wanted, most)

    def audit(self, name: str, *, as_of: str | None = None, depth: int | None = None) -> Audit:
        """All that an auditor asks of the letter called ``name``: one state of the catalogue, and the originals on
        the disk compared with their hashes.

        ``as_of`` is a day as people type it (none: by all that is known); ``depth`` is as for ``trace``. Raises what
        ``letter`` does, and UsageError ``bad-day``.
        """
        from archive.auditing import audit
        from archive.chains import find_held
        from archive.days import day_typed
        from archive.originals import Originals

        on = day_typed(as_of)
        with self._catalogue().reading() as connection:
            return audit(
                connection,
                Originals(self._layout.originals),
                str(self._layout.root.resolve()),
                find_held(connection, name),
                as_of=on,
                depth=depth,
            )

    def missing(self) -> list[MissingLetter]:
        """Letters that are cited but in no file, most cited first."""
        from archive.chains import missing

        with self._catalogue().reading() as connection:
            return missing(connection)

    def review(self, limit: int | None = None) -> list[ReviewItem]:
        """What deserves a person's eye, most doubtful first: at most ``limit`` items."""
        from archive.crops import Crops
        from archive.review import review

        with self._catalogue().reading() as connection:
            items = review(connection, limit)
        return Crops(self._layout).with_crops(items)

    def review_queue(self) -> ReviewQueue:
        """What ``review`` lists, to be gone through one by one."""
        from archive.queueing import KeptQueue

        catalogue, path = self._catalogue(), self._shown_layout().catalogue
        if self._queue is not None and self._queue.path != path:
            self._close_queue()
        if self._queue is None:
            self._queue = KeptQueue(path)
        return self._queue.read(catalogue)

    def export(self, query: str | None = None) -> Iterator[dict[str, Any]]:
        """The export objects (a contract) of all letters, or of those that answer ``query``, by id."""
        from archive.exporting import export_rows

        return export_rows(self._catalogue(), self._found(query))

    def graph(self, query: str | None = None) -> Iterator[TraceLetter | TraceLink]:
        """All letters and links, or the letters that answer ``query`` and what they cite: letters first."""
        from archive.graphing import graph_of

        return graph_of(self._catalogue(), self._found(query))

    def link_stats(self) -> LinkStatistics:
        """The links of the archive in figures: chains, cycles, what is most cited, what cannot be right."""
        from archive.link_statistics import link_statistics

        with self._catalogue().reading() as connection:
            return link_statistics(connection)

    def stats(self) -> Statistics:
        """The archive in figures."""
        from archive.statistics import statistics

        with self._catalogue().reading() as connection:
            return statistics(connection, self._shown_layout(), self._engine_name)

    def run(self, number: int) -> Manifest:
        """Run ``number`` with every file that it met. Raises NotFound ``no-run``."""
        from archive.manifests import manifest

        with self._catalogue().reading() as connection:
            return manifest(connection, number)

    def runs(self, limit: int | None = None) -> list[Run]:
        """The last runs (imports and repairs), latest first; all of them without a limit."""
        from archive.manifests import recent_runs

        with self._catalogue().reading() as connection:
            return recent_runs(connection, limit)

    def brought(self, number: int, limit: int) -> list[LetterSummary]:
        """Letters in the files that run ``number`` imported, by date, at most ``limit``."""
        from archive.manifests import brought

        with self._catalogue().reading() as connection:
            return brought(connection, number, limit)

    def failures(self) -> list[Failure]:
        """Files that were met and are not in the archive, and why."""
        from archive.statistics import failures

        with self._catalogue().reading() as connection:
            return failures(connection)

    def _shown_layout(self) -> Layout:
        """Where that lies which is told of."""
        return self._layout

    def _found(self, query: str | None) -> list[str] | None:
        """The ids of the letters that answer ``query``; none for all letters."""
        return None if query is None else [hit.id for hit in self.search(query, limit=ALL).hits]

    # Opening and closing

    def close(self) -> None:
        """Give back files and locks. Closing twice does no harm."""
        self._close_engine()
        self._close_queue()
        if self._open_catalogue is not None:
            self._open_catalogue.close()
            self._open_catalogue = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _create(self) -> None:
        from archive.catalogue import Catalogue
        from archive.indexing import index_folder
        from index import open_engine

        if self._layout.exists():  # another import was quicker
            self._engine_name = self._layout.engine()
        else:
            Catalogue.open(self._layout.catalogue, create=True).close()
            open_engine(
                index_folder(self._layout, self._engine_name), create=True, name=self._engine_name
            ).close()
            self._layout.write_mark(self._engine_name)
        self._created = True

    def _must_exist(self) -> None:
        if not self._created:
            self._layout.engine()
            self._created = True

    def _catalogue(self, *, repair: bool = True) -> Catalogue:
        from archive.catalogue import Catalogue

        self._must_exist()
        if self._open_catalogue is None:
            self._open_catalogue = Catalogue.open(self._layout.catalogue)
            if repair and self._layout.pending.exists():
                self._catch_up()
        return self._open_catalogue

    def _indexer(self) -> Indexer:
        from archive.indexing import Indexer

        return Indexer(self._layout, self._catalogue(repair=False), self._engine_name)

    def _engine(self) -> Engine:
        self._must_exist()
        folder = self._layout.indexes / self._engine_name
        if self._open_engine is not None and _place_of(folder) != self._engine_place:
            self._close_engine()  # another program built the index anew, beside the old one
        if self._open_engine is None:
            if self._layout.pending.exists() or not folder.exists():
                self._catch_up()
            self._engine_place = _place_of(folder)
            self._open_engine = self._opened(folder)
        return self._open_engine

    def _opened(self, folder: Path) -> Engine:
        from index import open_engine

        until, hopeful = time.monotonic() + LOCK_WAIT, True
        while True:
            try:
                return open_engine(folder, name=self._engine_name)
            except ArchiveError as fault:
                if fault.code != INDEX_DAMAGED or not hopeful:
                    raise
            # A rebuild puts the new index into the place of the old one: for a moment there is none. One that has
            # just ended has left a whole index, hence one more try.
            hopeful = self._is_being_written() and time.monotonic() < until
            time.sleep(0.02)

    def _is_being_written(self) -> bool:
        try:
            with writer_lock(self._layout.lock, wait=0):
                return False
        except ArchiveError as fault:
            return fault.code == "locked"

    def _ask(self, question: Callable[[Engine], Answer]) -> Answer:
        """What the index answers; asked anew if it was replaced since it was opened, by itself or another engine."""
        try:
            return question(self._engine())
        except ArchiveError as fault:
            if fault.code != INDEX_DAMAGED:
                raise
        self._close_engine()
        self._engine_name = self._layout.engine()
        return question(self._engine())

    def _close_engine(self) -> None:
        if self._open_engine is not None:
            self._open_engine.close()
            self._open_engine = None

    def _close_queue(self) -> None:
        if self._queue is not None:
            self._queue.close()
            self._queue = None

    def _catch_up(self) -> None:
        """Finish what a killed import left undone; if a living one is at work, leave it to that."""
        try:
            with writer_lock(self._layout.lock, wait=0):
                self._repair(self._indexer())
        except ArchiveError as fault:
            if fault.code not in ("locked", "read-only", "disk-full", "write-failed"):
                raise

    def _repair(self, indexer: Indexer) -> None:
        if not indexer.folder.exists() or not indexer.is_usable():
            indexer.rebuild()
        elif self._layout.pending.exists():
            indexer.catch_up()


def _place_of(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another that took its name."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _teller(
    progress: Callable[[ImportProgress], None] | None, stage: Stage
) -> Callable[[int, int], None] | None:
    """``progress`` as those take it who count and no more."""
    if progress is None:
        return None
    from archive.records import ImportProgress

    return lambda done, total: progress(ImportProgress(stage, done, total))
