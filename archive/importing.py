"""Files in, letters out: folder → guarded workers → catalogue → index.

Each original is on the disk before the catalogue tells of it, and the catalogue before the index; an import
that stops anywhere goes on from there when it is run again.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import closing
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from archive import faults, workers
from archive.chunks import chunks
from archive.failing import fault_of, gone
from archive.known import Known
from archive.layout import DISK_FULL
from archive.nesting import Members, Refilled
from archive.originals import Originals, hash_file
from archive.reading import PageTask, Reading, Task, work
from archive.recording import (
    Batch,
    Content,
    File,
    Met,
    begin_run,
    content_of,
    end_run,
    forget_failures,
    record,
)
from archive.scans import Scans
from archive.schema import originals
from archive.statistics import failures
from archive.tally import Tally
from archive.walking import shown, walk
from index import read_ahead
from parsers import VERSION
from parsers.errors import UnreadableFile
from parsers.origin import inside
from parsers.readers import limits
from parsers.readers.faults import too_large
from parsers.readers.ocr_engine import program_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from archive.catalogue import Catalogue
    from archive.indexing import Indexer
    from archive.layout import Layout
    from archive.records import Failure, ImportOptions, ImportProgress, ImportReport
    from archive.walking import Found

BATCH: Final = 200
"""Files a catalogue transaction."""
_CONTAINERS: Final = (".zip", ".eml", ".msg", ".mht", ".pdf", ".tif", ".tiff")
"""Names of files that may be more than one piece of work."""
LOOKED_UP: Final = 100
"""Files whose content is looked up in the catalogue at once."""
QUICK_FINISH: Final = 100
"""How many letters an interrupted import still takes into the index; more wait for the next command."""


class Importer:
    """One run of an import into an archive whose writer lock is held. ``catalogue`` and ``indexer`` are
    ``None`` for a dry run, the catalogue only if there is no archive yet. ``author`` is noted as who did it, the login
    name without; what leads out of the folders ``within``, if there are any, is not read."""

    def __init__(
        self,
        layout: Layout,
        catalogue: Catalogue | None,
        indexer: Indexer | None,
        options: ImportOptions,
        progress: Callable[[ImportProgress], None] | None,
        *,
        author: str | None = None,
        within: Sequence[Path] = (),
    ) -> None:
        self._author = author
        self._within = within
        self._layout = layout
        self._catalogue = catalogue
        self._indexer = indexer
        self._options = options
        self._store = Originals(layout.originals)
        self._tally = Tally(progress)
        self._batch = Batch()
        self._known = Known()
        """What is known of the files looked up at present."""
        self._waiting: dict[str, list[tuple[File, bool]]] = {}
        """The files of each content that is being read, with whether they were seen before."""
        self._instead: deque[File] = deque()
        """Files to be read in the place of others of the same content that went out of reach."""
        self._members = Members()
        """The files inside files that wait for their turn."""
        self._scans = Scans()
        """The scanned pages that wait for theirs."""
        self._is_ahead = False
        self._run = 0
        self._found: Sequence[Found] = ()
        self._paths: Sequence[Path] = ()

    def run(self, paths: Sequence[Path]) -> ImportReport:
        """Import ``paths``. Ctrl-C ends it early, with the report of what was done."""
        started, interrupted = monotonic(), False
        try:
            found = self._find(paths)
            self._begin()
            self._read(found)
        except KeyboardInterrupt:
            interrupted = True
        try:
            self._finish(interrupted)
        except KeyboardInterrupt:
            # What was half done is not in the catalogue, or marked: the next command makes up for it.
            interrupted = True
        return self._tally.report(self._run, monotonic() - started, interrupted=interrupted)

    # Finding files, and telling which must be read

    def _find(self, paths: Sequence[Path]) -> list[Found]:
        found = []
        for each in walk(paths, avoid=self._layout.root, within=self._within):
            found.append(each)
            if len(found) % 500 == 0:
                self._tally.tell("finding", len(found), 0)
        self._tally.files = len(found)
        self._found, self._paths = found, paths
        return found

    def _read(self, found: Sequence[Found]) -> None:
        jobs = self._options.jobs or workers.default_jobs()
        # More workers than files are of use for files in files and pages in files; names tell well enough here.
        if not any(each.path.lower().endswith(_CONTAINERS) for each in found):
            jobs = max(1, min(jobs, len(found)))
        tasks: Refilled[Task | PageTask] = Refilled(self._tasks(found), self._later_tasks)
        outcomes = workers.run(work, tasks, jobs=jobs, timeout=self._options.timeout)
        with closing(outcomes):
            for outcome in outcomes:
                self._take(outcome)
                if len(self._batch) >= BATCH:
                    self._record()

    def _tasks(self, found: Sequence[Found]) -> Iterator[Task]:
        """The files that must be read; all others are dealt with on the way."""
        for some in chunks(found, LOOKED_UP):
            yield from self._tasks_of([file for each in some if (file := self._hash(each))])

    def _later_tasks(self) -> Iterator[Task | PageTask]:
        """The copies of files that went out of reach, the scanned pages of the files that were read until now, and the
        files inside them."""
        while self._instead:
            yield self._task(self._instead.popleft())
        yield from self._scans.tasks()
        while some := self._members.take(LOOKED_UP):
            yield from self._tasks_of(some)

    def _tasks_of(self, hashed: Sequence[File]) -> Iterator[Task]:
        # What is not in the catalogue yet is in the batch that waits for its transaction.
        self._known = Known(self._batch.contents())
        if self._catalogue is not None:
            with self._catalogue.reading() as connection:
                self._known.learn(connection, hashed, self._run)
        for file in hashed:
            if self._must_read(file, file in self._known.seen):
                yield self._task(file)
        if len(self._batch) >= BATCH:
            self._record()

    def _task(self, file: File) -> Task:
        container, name = (file.inside.container, file.inside.name) if file.inside else (None, None)
        store, pages = str(self._layout.originals), str(self._layout.read_pages)
        ocr, program = self._options.ocr, program_name()
        return Task(file.path, file.sha256, file.size, store, container, name, ocr, pages, program)

    def _hash(self, found: Found) -> File | None:
        fault = found.fault
        if fault is None:
            try:
                facts = os.stat(found.path)
                if facts.st_size > limits.MAX_FILE_BYTES:
                    # No reader takes it: it is neither copied nor read over the network for its hash.
                    raise too_large("", f"{limits.MAX_FILE_BYTES // limits.MB} MB")
                return File(found.path, hash_file(found.path), facts.st_size, facts.st_mtime_ns)
            except UnreadableFile as refused:
                fault = refused
            except OSError as problem:
                fault = faults.out_of_reach(problem)
        self._miss(found.path, fault)
        return None

    def _must_read(self, file: File, seen: bool) -> bool:
        if file.sha256 in self._waiting:
            self._waiting[file.sha256].append((file, seen))
            return False
        content = self._known.contents.get(file.sha256)
        if content is not None and content.parser == VERSION and not self._again(content):
            self._count_known(file, content, seen)
            return False
        if self._options.dry_run:
            self._known.contents[file.sha256] = Content("read", VERSION)
            self._tally.imported += 1
            self._tally.tell_file(file.path)
            return False
        self._waiting[file.sha256] = [(file, seen)]
        self._read_ahead()
        return True

    def _read_ahead(self) -> None:
        """While the first file is being read, there is time for what the index will need."""
        if self._indexer is not None and not self._is_ahead:
            self._is_ahead = True
            Thread(target=read_ahead, name="saraban-ahead").start()

    def _again(self, content: Content) -> bool:
        return self._options.retry_failed and content.state == "failed" and not content.fresh

    def _count_known(self, file: File, content: Content, seen: bool) -> None:
        """A file that need not be read."""
        if content.fault is not None:
            outcome = "failed"
            self._tally.note_failure(file.path, content.fault)
        else:
            outcome = "copy" if content.state == "read" else "not_letter"
            if seen:
                self._tally.unchanged += 1
            elif content.state == "read":
                self._tally.note_copies([file.path])
            else:
                self._tally.note_no_letter(file.path, content.reason)
            self._tally.tell_file(file.path)
            self._open_up(file, content)
        reason = content.fault or content.reason
        if not seen:
            self._batch.known.append(Met(file, outcome, reason))
            return
        self._batch.met.append(Met(file, "failed" if content.fault else "unchanged", reason))
        if content.fault is None and shown(file.path) in self._known.broken:
            self._batch.mended.append(file)

    # What the workers bring

    def _take(self, outcome: workers.Outcome[Task | PageTask, Reading | None]) -> None:
        task = outcome.item
        if isinstance(task, PageTask):
            fault = None if outcome.state == "ok" else self._fault_of(outcome)
            done, total = self._scans.settle(task, fault)
            self._tally.tell("scanning", done, total, task.task.path)
        elif outcome.value is not None and outcome.value.waiting:
            self._scans.add(task, outcome.value.waiting)
        else:
            self._take_file(outcome)

    def _take_file(self, outcome: workers.Outcome[Any, Reading | None]) -> None:
        (file, _), *others = self._waiting.pop(outcome.item.sha256)
        if outcome.value is not None:
            content = content_of(outcome.value)
            self._batch.read.append((file, outcome.value, outcome.seconds))
            if content.state == "not_letter":
                self._tally.note_no_letter(file.path, content.reason)
            self._tally.tell_file(file.path)
            self._open_up(file, content)
            self._note_unread(file, outcome.value)
        else:
            fault = self._fault_of(outcome)
            if isinstance(fault, faults.OutOfReach):
                self._miss(file.path, fault)
                self._read_instead(file.sha256, others)
                return
            content = Content("failed", VERSION, fault)
            self._batch.failed.append((file, fault, outcome.seconds))
            self._tally.note_failure(file.path, fault)
        self._known.contents[file.sha256] = content
        for other, seen in others:
            self._count_known(other, content, seen)

    def _read_instead(self, sha256: str, others: list[tuple[File, bool]]) -> None:
        """The first of ``others`` is read, for what was true of one file need not be true of its copies."""
        if others:
            self._waiting[sha256] = others
            self._instead.append(others[0][0])

    def _note_unread(self, file: File, reading: Reading) -> None:
        """Pages that could not be read are failures of their own; the file is read again by the next import."""
        for number, fault in reading.unread:
            path = inside(file.path, f"page {number}")
            self._members.met.add(path)
            self._tally.files += 1
            self._miss(path, fault)

    def _open_up(self, file: File, content: Content) -> None:
        """What lies in the file comes after it, each as a file of its own."""
        before = len(self._members)
        for path, fault in self._members.add(file, content.members):
            self._tally.files += 1
            self._miss(path, fault)
        self._tally.files += len(self._members) - before

    def _fault_of(self, outcome: workers.Outcome[Any, Reading | None]) -> UnreadableFile:
        return fault_of(outcome, self._layout.root, self._options.timeout)

    def _miss(self, path: str, fault: UnreadableFile) -> None:
        """A file whose content nobody got to see."""
        self._batch.unopened.append((path, fault))
        self._tally.note_failure(path, fault)

    # The catalogue and the index

    def _begin(self) -> None:
        if self._catalogue is not None and self._indexer is not None:
            self._store.sweep()
            with self._catalogue.writing() as connection:
                paths = [shown(os.path.abspath(path)) for path in self._paths]
                self._run = begin_run(connection, self._options, paths, author=self._author)

    def _record(self) -> None:
        """One transaction: what was read since the last one, and all that follows from it."""
        batch, self._batch = self._batch, Batch()
        if batch.is_empty or self._catalogue is None or self._indexer is None:
            return
        try:
            if batch.brings_letters:
                self._indexer.mark()
            with self._catalogue.writing() as connection:
                recorded = record(connection, batch, self._run, self._store.discard)
        except OSError as fault:
            if fault.errno in DISK_FULL:
                raise faults.disk_full(self._layout.root) from fault
            raise
        self._tally.letters += recorded.letters
        self._tally.imported += recorded.imported
        self._tally.note_copies(recorded.copies)

    def _finish(self, interrupted: bool) -> None:
        self._record()
        if self._catalogue is None or self._indexer is None or not self._run:
            return
        with self._catalogue.writing() as connection:
            if not interrupted:
                forget_failures(connection, self._gone(failures(connection)))
            end_run(connection, self._run, self._tally.counts() | {"interrupted": interrupted})
        if interrupted:
            self._discard_unread()
        if not self._layout.pending.exists():
            return
        if interrupted and self._indexer.behind() > QUICK_FINISH:
            return
        self._indexer.catch_up(lambda done, total: self._tally.tell("indexing", done, total))

    def _discard_unread(self) -> None:
        """Take back the originals of files that nobody got to read; the next import stores them again."""
        assert self._catalogue is not None
        with self._catalogue.reading() as connection:
            for some in chunks(list(self._waiting)):
                known = select(originals.c.sha256).where(originals.c.sha256.in_(some))
                for sha256 in set(some).difference(connection.execute(known).scalars()):
                    self._store.discard(sha256)

    def _gone(self, known: Sequence[Failure]) -> set[str]:
        """Those of the known failures that are over, because the files are there no more."""
        return gone(
            known, self._paths, found=self._found, members=self._members.met, failed=self._tally.failed
        )
