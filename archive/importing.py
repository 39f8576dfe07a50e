"""Files in, letters out: folder → guarded workers → catalogue → index.

Each original is on the disk before the catalogue tells of it, and the catalogue before the index; an import
that stops anywhere goes on from there when it is run again.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from contextlib import closing, nullcontext, suppress
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, insert, select, update

from archive import faults, workers
from archive.catalogue import chunks, now
from archive.originals import Originals, hash_file
from archive.reading import DISK_FULL, Reading, Task, read_file
from archive.records import Failure, ImportProgress, ImportReport
from archive.schema import copies, files, originals, run_files, runs
from archive.settling import settle
from archive.walking import shown, walk
from parsers.errors import SarabanError, UnreadableFile
from parsers.parsing import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Table

    from archive.catalogue import Catalogue
    from archive.indexing import Indexer
    from archive.layout import Layout
    from archive.records import ImportOptions, Stage
    from archive.walking import Found

BATCH: Final = 200
"""Files a catalogue transaction."""
LOOKED_UP: Final = 100
"""Files whose content is looked up in the catalogue at once."""
QUICK_FINISH: Final = 300
"""How many letters an interrupted import still takes into the index; more wait for the next command."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was hashed."""

    path: str
    sha256: str
    size: int
    modified: int


@dataclass(slots=True)
class _Batch:
    """What the next transaction will record."""

    read: list[tuple[_File, Reading, float]] = field(default_factory=list)
    failed: list[tuple[_File, UnreadableFile, float]] = field(default_factory=list)
    unopened: list[tuple[str, UnreadableFile]] = field(default_factory=list)
    known: list[tuple[_File, str]] = field(default_factory=list)
    """Files whose content is in the archive already, under another path, with the outcome to note."""

    def __len__(self) -> int:
        return len(self.read) + len(self.failed) + len(self.unopened) + len(self.known)


@dataclass(slots=True)
class _Tally:
    files: int = 0
    imported: int = 0
    copies: int = 0
    unchanged: int = 0
    not_letters: int = 0
    letters: int = 0
    failed: list[Failure] = field(default_factory=list)

    @property
    def settled(self) -> int:
        """How many files have their place in the report."""
        return self.imported + self.copies + self.unchanged + self.not_letters + len(self.failed)


class Importer:
    """One run of an import into an archive whose writer lock is held. ``catalogue`` and ``indexer`` are
    ``None`` for a dry run on an archive that does not exist yet."""

    def __init__(
        self,
        layout: Layout,
        catalogue: Catalogue | None,
        indexer: Indexer | None,
        options: ImportOptions,
        progress: Callable[[ImportProgress], None] | None,
    ) -> None:
        self._layout = layout
        self._catalogue = catalogue
        self._indexer = indexer
        self._options = options
        self._progress = progress
        self._store = Originals(layout.originals)
        self._tally = _Tally()
        self._batch = _Batch()
        self._waiting: defaultdict[str, list[_File]] = defaultdict(list)
        """Further paths of contents that are being read at the moment."""
        self._run = 0
        self._done = 0
        self._started = monotonic()

    def run(self, paths: Sequence[Path]) -> ImportReport:
        """Import ``paths``. Ctrl-C ends it early, with the report of what was done."""
        interrupted = False
        try:
            found = self._find(paths)
            self._begin()
            self._read(found)
        except KeyboardInterrupt:
            interrupted = True
        self._finish(interrupted)
        tally = self._tally
        return ImportReport(
            run=self._run,
            files=tally.settled if interrupted else tally.files,
            imported=tally.imported,
            copies=tally.copies,
            unchanged=tally.unchanged,
            not_letters=tally.not_letters,
            failed=tuple(sorted(tally.failed, key=lambda failure: failure.path)),
            letters=tally.letters,
            seconds=monotonic() - self._started,
            interrupted=interrupted,
        )

    # Finding and hashing

    def _find(self, paths: Sequence[Path]) -> list[Found]:
        found = []
        for each in walk(paths, avoid=self._layout.root):
            found.append(each)
            if len(found) % 500 == 0:
                self._tell("finding", len(found), 0)
        self._tally.files = len(found)
        return found

    def _read(self, found: Sequence[Found]) -> None:
        outcomes = workers.run(
            read_file, self._tasks(found), jobs=self._jobs(len(found)), timeout=self._options.timeout
        )
        with closing(outcomes):
            for outcome in outcomes:
                self._take(outcome)
                if len(self._batch) >= BATCH:
                    self._record()

    def _jobs(self, files: int) -> int:
        return max(1, min(self._options.jobs or workers.default_jobs(), files))

    def _tasks(self, found: Sequence[Found]) -> Iterator[Task]:
        """The files that must be read; all others are dealt with on the way."""
        for some in chunks(found, LOOKED_UP):
            hashed = [file for each in some if (file := self._hash(each))]
            with_content = self._known({file.sha256 for file in hashed})
            with_path = self._seen(hashed)
            for file in hashed:
                if self._must_read(file, with_content.get(file.sha256), file in with_path):
                    yield Task(file.path, file.sha256, file.size, str(self._layout.originals))
            if len(self._batch) >= BATCH:
                self._record()

    def _hash(self, found: Found) -> _File | None:
        fault = found.fault
        if fault is None:
            try:
                facts = os.stat(found.path)
                sha256 = hash_file(found.path)
                return _File(found.path, sha256, facts.st_size, facts.st_mtime_ns)
            except FileNotFoundError:
                fault = faults.no_such_file()
            except OSError as problem:
                fault = faults.cannot_open(problem.strerror or type(problem).__name__)
        self._fail(found.path, fault)
        self._batch.unopened.append((found.path, fault))
        return None

    def _known(self, hashes: set[str]) -> dict[str, dict[str, Any]]:
        """What the catalogue has of these contents."""
        if self._catalogue is None:
            return {}
        with self._catalogue.reading() as connection:
            rows = connection.execute(select(originals).where(originals.c.sha256.in_(hashes))).mappings()
            return {row["sha256"]: dict(row) for row in rows}

    def _seen(self, hashed: Sequence[_File]) -> set[_File]:
        """Those of the files that were there before with the same content."""
        if self._catalogue is None:
            return set()
        with self._catalogue.reading() as connection:
            query = select(files.c.path, files.c.sha256).where(
                files.c.sha256.in_({file.sha256 for file in hashed})
            )
            known = {tuple(row) for row in connection.execute(query)}
        return {file for file in hashed if (shown(file.path), file.sha256) in known}

    def _must_read(self, file: _File, known: dict[str, Any] | None, seen: bool) -> bool:
        if file.sha256 in self._waiting:
            self._waiting[file.sha256].append(file)
            return False
        if known is not None and known["parser"] == VERSION:
            if known["state"] != "failed":
                self._count_known(file, known["state"], seen)
                return False
            if not self._options.retry_failed:
                fault = UnreadableFile(known["code"], thai=known["thai"], english=known["english"])
                self._fail(file.path, fault)
                if not seen:
                    self._batch.known.append((file, "failed"))
                return False
        if self._options.dry_run:
            self._tally.imported += 1
            self._tell_file(file.path)
            return False
        self._waiting[file.sha256].append(file)
        return True

    def _count_known(self, file: _File, state: str, seen: bool) -> None:
        if seen:
            self._tally.unchanged += 1
        elif state == "not_letter":
            self._tally.not_letters += 1
            self._batch.known.append((file, "not_letter"))
        else:
            self._tally.copies += 1
            self._batch.known.append((file, "copy"))
        self._tell_file(file.path)

    # What the workers bring

    def _take(self, outcome: workers.Outcome[Task, Reading]) -> None:
        task = outcome.item
        first, *others = self._waiting.pop(task.sha256)
        if outcome.value is not None:
            self._batch.read.append((first, outcome.value, outcome.seconds))
            state = "read" if outcome.value.has_letters else "not_letter"
            for other in others:
                self._count_known(other, state, seen=False)
            if state == "not_letter":
                self._tally.not_letters += 1
            self._tell_file(first.path)
            return
        fault = self._fault_of(outcome)
        self._batch.failed.append((first, fault, outcome.seconds))
        self._fail(first.path, fault)
        for other in others:
            self._batch.known.append((other, "failed"))
            self._fail(other.path, fault)

    def _fault_of(self, outcome: workers.Outcome[Task, Reading]) -> UnreadableFile:
        fault = outcome.fault
        if isinstance(fault, OSError) and fault.errno in DISK_FULL:
            raise faults.disk_full(self._layout.root) from fault
        if isinstance(fault, UnreadableFile):
            return fault
        if isinstance(fault, SarabanError):
            return UnreadableFile(fault.code, thai=fault.thai, english=fault.english)
        if isinstance(fault, MemoryError):
            return faults.out_of_memory()
        if outcome.state == "timed-out":
            return faults.timed_out(self._options.timeout)
        if outcome.state == "crashed":
            return faults.crashed()
        return faults.unexpected(type(fault).__name__)

    def _fail(self, path: str, fault: UnreadableFile) -> None:
        self._tally.failed.append(Failure(shown(path), fault.code, fault.thai, fault.english))
        self._tell_file(path)

    # The catalogue

    def _begin(self) -> None:
        if self._catalogue is None or self._options.dry_run:
            return
        self._store.sweep()
        with self._catalogue.writing() as connection:
            self._run = (connection.execute(select(func.max(runs.c.id))).scalar() or 0) + 1
            connection.execute(
                insert(runs).values(
                    id=self._run,
                    started=now(),
                    program=_program(),
                    parser=VERSION,
                    options=json.dumps(asdict(self._options)),
                    counts="{}",
                )
            )

    def _record(self) -> None:
        """One transaction: what was read since the last one, and all that follows from it."""
        batch, self._batch = self._batch, _Batch()
        if not len(batch) or self._catalogue is None or self._indexer is None or self._options.dry_run:
            return
        self._indexer.mark()
        try:
            with self._catalogue.writing() as connection:
                identities = self._record_originals(connection, batch)
                self._record_copies(connection, batch)
                settled = settle(connection, identities)
                bringers = set(settled.owners.values())
                outcomes = self._record_files(connection, batch, bringers)
        except OSError as fault:
            if fault.errno in DISK_FULL:
                raise faults.disk_full(self._layout.root) from fault
            raise
        self._tally.letters += len(settled.owners)
        self._tally.imported += outcomes["imported"]
        self._tally.copies += outcomes["copy"]

    def _record_originals(self, connection: Connection, batch: _Batch) -> set[str]:
        """Rows of originals, in place of older ones; the identities whose copies change."""
        identities: set[str] = set()
        rows = []
        for file, reading, _ in batch.read:
            state = "read" if reading.has_letters else "not_letter"
            rows.append(_original(file, self._run, state, reading.format, None))
            identities |= {part.identity for part in reading.parts if part.identity}
        hashes = [row["sha256"] for row in rows]
        held: set[str] = set()
        for some in chunks([*hashes, *(file.sha256 for file, _, _ in batch.failed)]):
            held |= set(
                connection.execute(
                    select(originals.c.sha256).where(
                        originals.c.sha256.in_(some), originals.c.state != "failed"
                    )
                ).scalars()
            )
        for some in chunks(hashes):
            query = select(copies.c.identity).where(copies.c.sha256.in_(some), copies.c.identity.is_not(None))
            identities |= set(connection.execute(query).scalars())
            connection.execute(delete(copies).where(copies.c.sha256.in_(some)))
        for file, fault, _ in batch.failed:
            if file.sha256 in held:
                # It could be read once: its letters stay, and it is not tried again by this version.
                connection.execute(
                    update(originals).where(originals.c.sha256 == file.sha256).values(parser=VERSION)
                )
            else:
                rows.append(_original(file, self._run, "failed", None, fault))
                self._store.discard(file.sha256)
        _put(connection, originals, rows)
        return identities

    def _record_copies(self, connection: Connection, batch: _Batch) -> None:
        key = (connection.execute(select(func.max(copies.c.key))).scalar() or 0) + 1
        rows = []
        for file, reading, _ in batch.read:
            for part in reading.parts:
                row = {name: getattr(part, name) for name in _PART}
                row |= {"key": key, "sha256": file.sha256, "best": False}
                row["contract"] = json.dumps(part.contract, ensure_ascii=False)
                rows.append(row)
                key += 1
        if rows:
            connection.execute(insert(copies), rows)

    def _record_files(self, connection: Connection, batch: _Batch, bringers: set[str]) -> dict[str, int]:
        """Rows of files and of the run's manifest; how many files were imported and how many are copies."""
        outcomes = {"imported": 0, "copy": 0}
        noted: list[tuple[_File, str, str | None, float | None]] = []
        for file, reading, seconds in batch.read:
            outcome = "not_letter"
            if reading.has_letters:
                outcome = "imported" if file.sha256 in bringers else "copy"
                outcomes[outcome] += 1
            noted.append((file, outcome, None, seconds))
        noted += [(file, outcome, None, None) for file, outcome in batch.known]
        noted += [(file, "failed", fault.code, seconds) for file, fault, seconds in batch.failed]
        _put(connection, files, [_file(file, self._run) for file, *_ in noted])
        _put(connection, files, [_unopened(path, fault, self._run) for path, fault in batch.unopened])
        for some in chunks([shown(file.path) for file, *_ in noted]):
            # What could not be opened before has been opened now.
            connection.execute(delete(files).where(files.c.path.in_(some), files.c.sha256 == ""))
        manifest = [
            {
                "path": shown(file.path),
                "sha256": file.sha256,
                "outcome": outcome,
                "code": code,
                "seconds": seconds,
            }
            for file, outcome, code, seconds in noted
        ]
        manifest += [
            {"path": shown(path), "sha256": None, "outcome": "failed", "code": fault.code, "seconds": None}
            for path, fault in batch.unopened
        ]
        connection.execute(insert(run_files), [row | {"run": self._run} for row in manifest])
        return outcomes

    def _finish(self, interrupted: bool) -> None:
        self._waiting.clear()
        self._record()
        if self._catalogue is None or self._indexer is None or self._options.dry_run:
            return
        if self._run:
            with self._catalogue.writing() as connection:
                tally = self._tally
                counts = {
                    "files": tally.settled,
                    "imported": tally.imported,
                    "copies": tally.copies,
                    "unchanged": tally.unchanged,
                    "not_letters": tally.not_letters,
                    "failed": len(tally.failed),
                    "letters": tally.letters,
                    "interrupted": interrupted,
                }
                connection.execute(
                    update(runs)
                    .where(runs.c.id == self._run)
                    .values(finished=now(), counts=json.dumps(counts))
                )
        if not self._layout.pending.exists():
            return
        if interrupted and self._indexer.behind() > QUICK_FINISH:
            return
        # What a second Ctrl-C leaves behind is found by its marker and made up for by the next command.
        with suppress(KeyboardInterrupt) if interrupted else nullcontext():
            self._indexer.catch_up(lambda done, total: self._tell("indexing", done, total))

    def _tell_file(self, path: str) -> None:
        self._done += 1
        self._tell("reading", self._done, self._tally.files, path)

    def _tell(self, stage: Stage, done: int, total: int, path: str | None = None) -> None:
        if self._progress is not None:
            self._progress(
                ImportProgress(
                    stage=stage,
                    done=done,
                    total=total,
                    path=shown(path) if path is not None else None,
                    letters=self._tally.letters,
                    failed=len(self._tally.failed),
                )
            )


_PART: Final = ("part", "identity", "own_id", "text", "text_hash", "length", "filled", "ocr")


def _put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows in place of those that have the same unique values."""
    if rows:
        connection.execute(insert(table).prefix_with("OR REPLACE", dialect="sqlite"), rows)


def _original(
    file: _File, run: int, state: str, format_: str | None, fault: UnreadableFile | None
) -> dict[str, Any]:
    return {
        "sha256": file.sha256,
        "size": file.size,
        "format": format_,
        "state": state,
        "code": fault.code if fault else None,
        "thai": fault.thai if fault else None,
        "english": fault.english if fault else None,
        "parser": VERSION,
        "run": run,
    }


def _file(file: _File, run: int) -> dict[str, Any]:
    row = {"path": shown(file.path), "sha256": file.sha256, "size": file.size, "modified": file.modified}
    return row | {"run": run}


def _unopened(path: str, fault: UnreadableFile, run: int) -> dict[str, Any]:
    row = {"path": shown(path), "sha256": "", "run": run}
    return row | {"code": fault.code, "thai": fault.thai, "english": fault.english}


def _program() -> str:
    try:
        return version("saraban")
    except PackageNotFoundError:  # run from a source tree
        return "source"
