"""The door of the archive floor: everything done to an archive folder goes through ``Archive``.

Its reading half is ``archive.answering``, what it holds open ``archive.opened``, what may be seen ``archive.scope``.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, Self

from archive import faults
from archive.answering import Answering
from archive.layout import Layout
from archive.opened import Opened
from archive.rights import Rights
from parsers.errors import NotFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from archive.access_log import AccessLog
    from archive.backing_up import BackupReport
    from archive.catalogue import Catalogue
    from archive.doctor import Diagnosis
    from archive.indexing import Indexer
    from archive.records import ImportOptions, ImportProgress, ImportReport, LetterRecord, RunFile, Stage
    from archive.restoring import RestoreReport
    from archive.watching import Landed, Notice


DEFAULT_ENGINE: Final = "whoosh"
ALL_RIGHTS: Final = Rights.all()


class Archive(Answering):
    """An archive folder. Use it as a context manager, from one thread."""

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
            return cls(Opened(layout, layout.engine()), rights)
        if create and not layout.exists() and not layout.holds_originals():
            return cls(Opened(layout, engine or DEFAULT_ENGINE), rights)
        made_with = layout.engine()
        if engine not in (None, made_with):
            raise faults.other_engine(made_with, str(engine))
        return cls(Opened(layout, made_with), rights)

    @property
    def path(self) -> Path:
        """The archive's folder."""
        return self._opened.layout.root

    @property
    def access_log(self) -> AccessLog:
        """Who looked at what and when, as the faces note it."""
        from archive.access_log import AccessLog

        return AccessLog(self._opened.layout.root)

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
        are given, are not followed. A file that cannot be read, vanishes or changes meanwhile is named in the report
        and the rest goes on. Ctrl-C ends the import with the report so far. To those who may not see all, files that
        they may not see are told of as if they came for the first time. Raises ArchiveError ``locked`` while another
        program writes, ``disk-full``, ``read-only``.
        """
        from archive import workers
        from archive.records import ImportOptions

        self.rights.must("import")
        options = options or ImportOptions()
        if not options.dry_run:
            workers.start_early()
        from archive.importing import Importer

        def importer(catalogue: Catalogue | None, indexer: Indexer | None) -> Importer:
            layout, tell = self._opened.layout, self._scope.quiet(progress)
            return Importer(layout, catalogue, indexer, options, tell, author=author, within=within)

        if options.dry_run:
            return importer(self._scope.catalogue() if self._opened.exists else None, None).run(paths)
        with self._opened.writing(create=True) as (catalogue, indexer):
            report = importer(catalogue, indexer).run(paths)
        return self._scope.told(report)

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

        self._must_keep()
        self._opened.require()

        def import_(paths: Sequence[Path]) -> Landed:
            report = self.import_(paths, options=options)
            return self.run(report.run).files, report.interrupted

        return watch(folder, import_, avoid=self.path, every=every, pause=pause)

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
        eyes: where one of them is another by now, nothing is done. A letter that is made more secret than may be seen
        is given back as it was, with the new mark. Raises UsageError ``unknown-field``,
        ``no-such-reference``, ``changed-meanwhile``, ``bad-number``, ``bad-date``, ``bad-value``, ``no-reason``, ``no-author``,
        ``nothing-to-correct``; NotFound as for ``letter``; ArchiveError as for ``import_``.
        """
        from archive.correcting import correct
        from archive.scope import made_more_secret

        self.rights.must("correct")
        before = None if self.rights.see_all else self.letter(name)
        meant = name if before is None else self._scope.id_in_whole(before)
        with self._opened.writing() as (catalogue, indexer):
            indexer.mark()
            try:
                with catalogue.writing() as connection:
                    id_ = correct(connection, meant, changes, reason=reason, author=author, seen=seen)
            except (NotFound, UsageError):
                indexer.catch_up()  # nothing was written: the mark goes
                raise
            indexer.catch_up()
        try:
            return self.letter(id_)
        except NotFound:
            if before is None:
                raise
            return made_more_secret(before, changes)

    def reindex(
        self, progress: Callable[[ImportProgress], None] | None = None, *, engine: str | None = None
    ) -> int:
        """Build the search index anew from the catalogue, with another ``engine`` if one is named; how many
        letters it holds.

        The old index serves until the new one is whole. Raises UsageError ``no-engine``, MissingProgram
        ``no-engine-package``, and ArchiveError as for ``import_``.
        """
        from index import require_engine

        self._must_keep()
        self._opened.require()
        require_engine(engine or self._opened.engine_name)
        return self._opened.reindex(engine, _teller(progress, "indexing"))

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

        self._must_keep()
        self._opened.catalogue()  # brought up to date, and seen to be ours
        return back_up(self._opened.layout, path, force=force, tell=_teller(progress, "reading"))

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

    # Closing

    def close(self) -> None:
        """Give back files and locks. Closing twice does no harm."""
        self._scope.close()
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _must_keep(self) -> None:
        """To keep an archive is for those to whom nothing of it is shut. Raises NotAllowed ``not-allowed``."""
        if self.rights != ALL_RIGHTS:
            raise faults.not_allowed("keep")


def _teller(
    progress: Callable[[ImportProgress], None] | None, stage: Stage
) -> Callable[[int, int], None] | None:
    """``progress`` as those take it who count and no more."""
    if progress is None:
        return None
    from archive.records import ImportProgress

    return lambda done, total: progress(ImportProgress(stage, done, total))
