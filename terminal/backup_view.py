"""``backup`` and ``restore``: an archive into one file and out of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.errors import ExitCode
from terminal.progress import progress
from terminal.text import shown_moment

if TYPE_CHECKING:
    from pathlib import Path

    from terminal.screen import Screen


def backup(screen: Screen, path: Path, form: str) -> int:
    """Write the archive into file ``path``; 4 when originals had to be left out."""
    with screen.open_archive() as archive, progress(screen, screen.say("backup.reading")) as tell:
        report = archive.backup(
            path,
            force=screen.force,
            progress=lambda now: tell(screen.say("backup.reading"), now.done, now.total, None),
        )
    if form == "json":
        screen.write(screen.as_json(report.as_json()))
    else:
        figures = {
            "letters": f"{report.letters:,}",
            "originals": f"{report.originals:,}",
            "size": f"{report.bytes:,}",
        }
        screen.show(screen.say("backup.done", path=report.path, **figures))
    if report.broken:
        screen.note(f"saraban: {screen.say('backup.broken', count=len(report.broken))}")
        return ExitCode.SOME_FILES_FAILED
    return ExitCode.OK


def restore(screen: Screen, path: Path, form: str) -> None:
    """Make the archive that ``--archive`` names from the backup ``path``."""
    from archive import Archive

    words = {"reading": screen.say("backup.reading"), "indexing": screen.say("import.indexing")}
    with progress(screen, words["reading"]) as tell:
        report = Archive.restore(
            path, screen.archive_path, progress=lambda now: tell(words[now.stage], now.done, now.total, None)
        )
    if form == "json":
        screen.write(screen.as_json(report.as_json()))
    else:
        figures = {"letters": f"{report.letters:,}", "originals": f"{report.originals:,}"}
        made = shown_moment(report.made, screen)
        screen.show(screen.say("restore.done", path=report.path, made=made, **figures))
    if report.broken:
        screen.note(f"saraban: {screen.say('restore.broken', count=len(report.broken))}")
