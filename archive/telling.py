"""What an import says to someone who may not see all that the archive holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from archive.chunks import chunks
from archive.schema import copies, run_files
from archive.stocking import letters_brought, shut_away

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from archive.records import ImportReport


def as_told(connection: Connection, report: ImportReport, level: int) -> ImportReport:
    """``report`` for those who may see up to ``level``.

    A file that is too secret for them is told of as one that brought its letters just now, whether the archive had
    it before or not; they know the file, but not what is held.
    """
    shut = shut_away(connection, level)
    if not shut.originals:
        return report
    query = select(run_files.c.path, run_files.c.sha256, run_files.c.outcome)
    lines = connection.execute(query.where(run_files.c.run == report.run)).all()
    met = [line for line in lines if shut.hides(line.path, line.sha256)]
    held = _letters_in(connection, {line.sha256 for line in met if line.sha256})
    counted = dict.fromkeys(("imported", "copy", "unchanged"), 0)
    copied, empty = set(report.copy_files), set(report.not_letter_files)
    letters = report.letters - letters_brought(connection, shut.originals).get(report.run, 0)
    for line in met:
        if line.outcome not in counted:
            continue
        counted[line.outcome] += 1
        if not held.get(line.sha256):
            empty.add(line.path)
            continue
        counted["imported"] -= 1
        letters += held[line.sha256]
        copied.discard(line.path)
    return replace(
        report,
        imported=report.imported - counted["imported"],
        unchanged=report.unchanged - counted["unchanged"],
        letters=letters,
        copies=len(copied),
        copy_files=tuple(sorted(copied)),
        not_letters=len(empty),
        not_letter_files=tuple(sorted(empty)),
    )


def _letters_in(connection: Connection, hashes: Iterable[str]) -> dict[str, int]:
    """How many letters each of the originals holds."""
    found: dict[str, int] = {}
    for some in chunks(sorted(hashes)):
        query = select(copies.c.sha256, func.count()).group_by(copies.c.sha256)
        of_letters = query.where(copies.c.sha256.in_(some), copies.c.identity.is_not(None))
        found |= {row[0]: row[1] for row in connection.execute(of_letters)}
    return found
