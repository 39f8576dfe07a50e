"""Examines an archive, has mended what can be, and examines it again: only what is gone then counts as mended."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert

from archive import faults
from archive.catalogue import Catalogue
from archive.doctor.examining import Examination, examine
from archive.doctor.findings import LOST, Diagnosis, Finding
from archive.doctor.mending import Mending
from archive.layout import Layout
from archive.lock import writer_lock
from archive.recording import begin_run, end_run
from archive.schema import run_files
from archive.walking import shown
from parsers.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOCK_WAIT: Final = 2.0


def diagnose(
    root: Path,
    *,
    repair: bool = False,
    backup: Path | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Diagnosis:
    """What is wrong with the archive in folder ``root``; with ``repair`` mended where it can be.

    Originals are mended only by files of the same hash: from where they came, or out of ``backup``. Nothing is
    written without ``repair``. Raises ArchiveError ``no-archive``, ``archive-newer``, ``locked`` while another
    program writes, ``read-only`` (for a repair), and what reading ``backup`` does.
    """
    layout = Layout(root)
    if not (layout.exists() or layout.catalogue.exists() or layout.holds_originals()):
        raise faults.no_archive(root)
    started = monotonic()
    sound: set[str] = set()
    with _alone(layout, needed=repair):
        found = examine(layout, sound, tell)
        findings, run = found.findings, None
        if repair and findings:
            findings, run, found = _repair(layout, found, backup, sound)
    return Diagnosis(str(root), tuple(findings), found.checked, monotonic() - started, run)


@contextmanager
def _alone(layout: Layout, *, needed: bool) -> Iterator[None]:
    """Nobody else writes; what cannot be written at all need not be locked to be read."""
    with ExitStack() as held:
        try:
            held.enter_context(writer_lock(layout.lock, wait=LOCK_WAIT))
        except ArchiveError as fault:
            if fault.code != "read-only" or needed:
                raise
        yield


def _repair(
    layout: Layout, first: Examination, backup: Path | None, sound: set[str]
) -> tuple[list[Finding], int | None, Examination]:
    before = first.findings
    mending = Mending(layout, backup, sound)
    mending.of_the_folder(before)
    if any(finding.code == "schema-old" for finding in before):
        Catalogue.open(layout.catalogue).close()
        # Only now can be seen what else there is.
        before = [*before, *(each for each in examine(layout, sound).findings if each not in before)]
    if LOST & {finding.code for finding in before}:
        last = examine(layout, sound)
        return _compared(before, last.findings), None, last
    with closing(Catalogue.open(layout.catalogue)) as catalogue:
        with catalogue.writing() as connection:
            options = {"backup": shown(str(backup.absolute()))} if backup else {}
            run = begin_run(connection, options, [shown(str(layout.root.absolute()))], kind="repair")
        mending.of_the_contents(before, catalogue, run)
        last = examine(layout, sound)
        findings = _compared(before, last.findings)
        counts = Counter(finding.state for finding in findings)
        with catalogue.writing() as connection:
            lines = [
                {
                    "run": run,
                    "path": finding.what,
                    "outcome": finding.state,
                    "code": finding.code,
                    "thai": finding.message("th"),
                    "english": finding.message("en"),
                }
                for finding in findings
            ]
            connection.execute(insert(run_files), lines)
            end_run(connection, run, {name: counts[name] for name in ("mended", "unmended")})
    return findings, run, last


def _compared(before: list[Finding], after: list[Finding]) -> list[Finding]:
    """The findings of before as mended or not, and what came to light since."""
    still = {(finding.code, finding.what) for finding in after}
    known = {(finding.code, finding.what) for finding in before}
    told = [
        replace(finding, state="unmended" if (finding.code, finding.what) in still else "mended")
        for finding in before
    ]
    more = [finding for finding in after if (finding.code, finding.what) not in known]
    return told + [replace(finding, state="unmended") for finding in more]
