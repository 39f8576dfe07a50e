"""The manifests of runs: who brought what in when, by which program, and what became of each file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from archive import faults
from archive.records import Manifest, Run, RunFile
from archive.schema import copies, letters, run_files, runs
from archive.shelf import summaries

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping

    from archive.records import LetterSummary

_LINE = tuple(
    run_files.c[name] for name in ("path", "sha256", "outcome", "code", "thai", "english", "seconds")
)


def recent_runs(connection: Connection, limit: int | None, *, kind: str | None = None) -> list[Run]:
    """The last runs (of one ``kind``), latest first."""
    query = select(runs).order_by(runs.c.id.desc()).limit(limit)
    if kind is not None:
        query = query.where(runs.c.kind == kind)
    return [_run(row) for row in connection.execute(query).mappings()]


def manifest(connection: Connection, number: int) -> Manifest:
    """Run ``number`` with its files. Raises NotFound ``no-run``."""
    row = connection.execute(select(runs).where(runs.c.id == number)).mappings().first()
    if row is None:
        raise faults.no_run(number)
    lines = select(*_LINE).where(run_files.c.run == number).order_by(run_files.c.path, run_files.c.id)
    return Manifest(_run(row), tuple(RunFile(*line) for line in connection.execute(lines)))


def brought(connection: Connection, number: int, limit: int) -> list[LetterSummary]:
    """Letters in the files that run ``number`` imported, by date, at most ``limit``."""
    query = (
        select(letters.c.key, letters.c.date, letters.c.id)
        .join(copies, copies.c.letter == letters.c.key)
        .join(run_files, run_files.c.sha256 == copies.c.sha256)
        .where(run_files.c.run == number, run_files.c.outcome == "imported")
        .distinct()
        .order_by(letters.c.date, letters.c.id)
        .limit(limit)
    )
    keys = [row.key for row in connection.execute(query)]
    known = summaries(connection, set(keys))
    return [known[key] for key in keys]


def _run(row: RowMapping) -> Run:
    return Run(
        **{name: row[name] for name in ("id", "started", "finished", "program", "parser")},
        **{name: row[name] for name in ("kind", "author", "tokenizer")},
        options=json.loads(row["options"]),
        counts=json.loads(row["counts"]),
        paths=tuple(json.loads(row["paths"])),
    )
