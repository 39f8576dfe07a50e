"""``import`` and ``reindex``: progress on stderr, the outcome on stdout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.errors import NEEDS_OCR, ExitCode
from terminal.faults import INTERRUPTED
from terminal.progress import progress
from terminal.stopping import stopped_by_term
from terminal.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archive import Archive, ImportReport
    from terminal.screen import Screen

MOST_FAILURES = 20
"""Failed files listed by name; the rest is counted."""

MOST_FILES = 10
"""Copies and files that are no letters listed by name; the rest is counted."""


def run(screen: Screen, paths: Sequence[Path], engine: str | None, form: str, **options: Any) -> int:
    """Import ``paths`` and print what came of it; a new archive is searched by ``engine``. 4 when a file failed (6 when all did for want of OCR), 130 when stopped half-way."""
    with screen.open_archive(create=True, engine=engine) as archive, stopped_by_term():
        report = import_(screen, archive, paths, **options)
    if form == "json":
        screen.write(screen.as_json(report.as_json()))
    else:
        summary(report, screen, dry_run=options["dry_run"])
    if report.interrupted:
        screen.note(f"saraban: {screen.say('import.interrupted')}")
        return INTERRUPTED
    codes = {failure.code for failure in report.failed}
    if codes == {NEEDS_OCR} and len(report.failed) == report.files:
        return ExitCode.PROGRAM_MISSING
    return ExitCode.SOME_FILES_FAILED if codes else ExitCode.OK


def import_(screen: Screen, archive: Archive, paths: Sequence[Path], **options: Any) -> ImportReport:
    """Import with progress."""
    from archive import ImportOptions

    with progress(screen, screen.say("import.progress")) as tell:
        return archive.import_(
            paths,
            options=ImportOptions(**options),
            progress=lambda now: tell(screen.say(f"import.{now.stage}"), now.done, now.total, now.path),
        )


def summary(report: ImportReport, screen: Screen, *, dry_run: bool = False) -> None:
    """The outcome in figures, then the files that failed and why."""
    from rich.padding import Padding

    from terminal.tables import facts
    from terminal.wrapping import Text

    def row(name: str, figure: str) -> tuple[str, str]:
        return screen.say(f"import.{name}"), figure

    rows = [row("to-read" if dry_run else "imported", f"{report.imported:,}")]
    rows += [row(name, f"{getattr(report, name):,}") for name in ("copies", "unchanged")]
    if not dry_run:  # what was not read may be anything
        rows += [row("not_letters", f"{report.not_letters:,}"), row("failed", f"{len(report.failed):,}")]
    rows.append(row("files", f"{report.files:,}"))
    if not dry_run:
        rows += [row("letters", f"{report.letters:,}"), row("seconds", f"{report.seconds:,.1f}")]
    screen.show(
        Text(screen.say("import.title-dry" if dry_run else "import.title"), "bold"), facts(rows, right=True)
    )
    if report.failed:
        screen.show("", Text(screen.say("import.failures"), "bold red"))
        for failure in report.failed[:MOST_FAILURES]:
            line = Text(f"{clean(failure.path)}: {clean(failure.message(screen.lang))}")
            screen.show(Padding(line, (0, 0, 0, 2)))
        rest = len(report.failed) - MOST_FAILURES
        if rest > 0:
            screen.show(f"  {screen.say('import.more-failures', count=rest)}")
    reasons = {reason.path: f": {reason.message(screen.lang)}" for reason in report.not_letter_reasons}
    for name in ("not_letter_files", "copy_files"):
        # Those of which nothing more is known come first: they are what a person may want to look into.
        paths = sorted(getattr(report, name), key=lambda path: path in reasons)
        if paths:
            screen.show("", Text(screen.say(f"import.{name}"), "bold"))
            for path in paths[:MOST_FILES]:
                told = reasons.get(path, "") if name == "not_letter_files" else ""
                screen.show(Padding(Text(clean(path) + clean(told)), (0, 0, 0, 2)))
            if len(paths) > MOST_FILES:
                screen.show(f"  {screen.say('import.more-failures', count=len(paths) - MOST_FILES)}")


def reindex(screen: Screen, engine: str | None) -> None:
    """Build the search index anew, with another ``engine`` if one is named."""
    with screen.open_archive() as archive, progress(screen, screen.say("import.indexing")) as tell:
        count = archive.reindex(
            lambda now: tell(screen.say("import.indexing"), now.done, now.total, now.path), engine=engine
        )
    screen.show(screen.say("reindex.done", count=f"{count:,}"))
