"""The archive in figures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from archive.chains import all_absent
from archive.indexing import index_folder
from archive.records import Failure, Run, Statistics
from archive.schema import copies, files, letters, originals, references, runs

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import ColumnElement, Connection, FromClause

    from archive.layout import Layout


def statistics(connection: Connection, layout: Layout, engine: str) -> Statistics:
    """Everything there is to count."""

    def count(table: FromClause, *where: ColumnElement[bool]) -> int:
        return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()

    def counts(column: ColumnElement[Any]) -> dict[str, int]:
        query = select(column, func.count()).where(column.is_not(None)).group_by(column)
        found = {str(value): number for value, number in connection.execute(query)}
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    by_date = counts(func.substr(letters.c.date, 1, 4))
    latest = recent_runs(connection, 1)
    conflicts = select(func.count(letters.c.identity.distinct())).where(letters.c.conflict)
    stored = select(func.coalesce(func.sum(originals.c.size), 0)).where(originals.c.state != "failed")
    return Statistics(
        letters=count(letters),
        files=count(files, files.c.sha256 != ""),
        originals=count(originals, originals.c.state != "failed"),
        copies=count(copies, copies.c.letter.is_not(None), ~copies.c.best),
        not_letters=count(originals, originals.c.state == "not_letter"),
        failures=len(failures(connection)),
        kinds=counts(letters.c.kind),
        years={str(int(year) + 543): number for year, number in by_date.items()},
        senders=counts(letters.c.sender),
        statuses=counts(letters.c.status),
        references=counts(references.c.state),
        relations=counts(references.c.relation),
        missing=len(all_absent(connection)),
        conflicts=connection.execute(conflicts).scalar_one(),
        original_bytes=int(connection.execute(stored).scalar_one()),
        catalogue_bytes=sum(
            path.stat().st_size for path in layout.root.glob(layout.catalogue.name + "*") if path.is_file()
        ),
        index_bytes=_size(index_folder(layout, engine)),
        engine=engine,
        last_run=latest[0] if latest else None,
    )


def recent_runs(connection: Connection, limit: int) -> list[Run]:
    """The last imports, latest first."""
    rows = connection.execute(select(runs).order_by(runs.c.id.desc()).limit(limit)).mappings()
    return [
        Run(
            id=row["id"],
            started=row["started"],
            finished=row["finished"],
            program=row["program"],
            parser=row["parser"],
            options=json.loads(row["options"]),
            counts=json.loads(row["counts"]),
        )
        for row in rows
    ]


def failures(connection: Connection) -> list[Failure]:
    """Files that were met and are not in the archive, with the last reason, by path."""
    unread = (
        select(files.c.path, originals.c.code, originals.c.thai, originals.c.english)
        .join(originals, originals.c.sha256 == files.c.sha256)
        .where(originals.c.state == "failed")
    )
    unopened = select(files.c.path, files.c.code, files.c.thai, files.c.english).where(files.c.sha256 == "")
    rows = [*connection.execute(unread), *connection.execute(unopened)]
    return sorted((Failure(*row) for row in rows), key=lambda failure: failure.path)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
