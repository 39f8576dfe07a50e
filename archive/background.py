"""An import that goes on while other things are done: one at a time, watched and stopped from any thread."""

from __future__ import annotations

import sys
import threading
import traceback
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from archive import faults
from archive.catalogue import now
from archive.door import Archive
from archive.incoming import Incoming
from parsers.errors import ArchiveError, SarabanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import IO

    from archive.records import ImportProgress, ImportReport, LetterSummary
    from archive.rights import Rights

MOST_BROUGHT: Final = 200
"""Letters of an import that are listed."""


@dataclass(frozen=True, slots=True)
class ImportState:
    """How far an import is. ``by`` began it with ``rights``; ``what`` is the folder, none for files that were sent;
    ``brought`` are letters that came with it, the first of them. It is over once there is a ``report`` or ``fault``."""

    by: str
    rights: Rights
    what: str | None
    started: str
    progress: ImportProgress | None = None
    stopping: bool = False
    report: ImportReport | None = None
    fault: SarabanError | None = None
    brought: tuple[LetterSummary, ...] = ()

    @property
    def is_over(self) -> bool:
        return self.report is not None or self.fault is not None

    def is_for(self, rights: Rights) -> bool:
        """Whether someone with ``rights`` may read what it met: whoever may see as much as who began it."""
        return rights.may("import") and rights.level >= self.rights.level


@dataclass
class Imports:
    """The imports into the archive in folder ``path`` by this process. What it knows ends with it; the archive itself
    is made whole by whoever opens it next."""

    path: Path
    _state: ImportState | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def state(self) -> ImportState | None:
        """The import that is at work, or the last one."""
        return self._state

    def stop(self) -> None:
        """Let the import end after the file at hand; what was imported stays."""
        with self._lock:
            if self._state is not None and not self._state.is_over:
                self._state = replace(self._state, stopping=True)

    def begin_folder(self, folder: Path, *, rights: Rights, by: str, within: Sequence[Path]) -> None:
        """Import what is in ``folder`` and does not lead out of the folders ``within``. Raises UsageError
        ``import-busy``, NotAllowed ``not-allowed``."""
        self._claim(ImportState(by, rights, str(folder), now()))
        self._go([folder], ExitStack(), within)

    def begin_files(self, files: Iterable[tuple[str, IO[bytes]]], *, rights: Rights, by: str) -> None:
        """Import ``files``, given by name and content, which are kept until that is done. Raises as ``begin_folder``,
        UsageError ``no-files`` and ArchiveError ``disk-full``."""
        self._claim(ImportState(by, rights, None, now()))
        held = ExitStack()
        try:
            incoming = held.enter_context(Incoming(self.path))
            paths = incoming.take(files)
        except BaseException as fault:
            held.close()
            self._state = None
            if isinstance(fault, ArchiveError) and fault.code == "locked":
                raise faults.import_busy() from None
            raise
        self._go(paths, held, ())

    def _claim(self, state: ImportState) -> None:
        state.rights.must("import")
        with self._lock:
            if self._state is not None and not self._state.is_over:
                raise faults.import_busy()
            self._state = state

    def _go(self, paths: Sequence[Path], held: ExitStack, within: Sequence[Path]) -> None:
        threading.Thread(target=self._run, args=[paths, held, within], daemon=True).start()

    def _run(self, paths: Sequence[Path], held: ExitStack, within: Sequence[Path]) -> None:
        state = self._state
        assert state is not None
        told: dict[str, object]
        try:
            with held, Archive.open(self.path, rights=state.rights) as archive:
                report = archive.import_(paths, progress=self._tell, author=state.by, within=within)
                told = {"report": report, "brought": tuple(archive.brought(report.run, MOST_BROUGHT))}
        except SarabanError as fault:
            told = {"fault": fault}
        except BaseException as fault:  # a thread that ends without a word would seem to work for ever
            traceback.print_exception(fault, file=sys.stderr)
            told = {"fault": faults.unexpected(type(fault).__name__)}
        with self._lock:
            self._state = replace(self._state or state, **told)  # type: ignore[arg-type]

    def _tell(self, progress: ImportProgress) -> None:
        with self._lock:
            assert self._state is not None
            ends = self._state.stopping and progress.stage != "indexing"
            self._state = replace(self._state, progress=progress)
        if ends:
            raise KeyboardInterrupt  # what an import takes for the wish to stop
