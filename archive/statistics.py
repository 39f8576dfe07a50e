"""The archive in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from archive.chains import all_absent
from archive.chunks import chunks
from archive.faults import NO_SUCH_FILE
from archive.indexing import index_folder
from archive.manifests import recent_runs
from archive.records import Failure, Statistics
from archive.schema import copies, files, letters, originals, references
from parsers.thai.years import buddhist_year

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from sqlalchemy import ColumnElement, Connection, FromClause

    from archive.layout import Layout


MANY_LETTERS = 30_000
"""Letters above which another engine than the usual one is worth its installation (docs/benchmarks.md)."""
LARGE_ENGINE = "tantivy"


def statistics(connection: Connection, layout: Layout, engine: str) -> Statistics:
    """Everything there is to count."""

    def count(table: FromClause, *where: ColumnElement[bool]) -> int:
        return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()

    def counts(column: ColumnElement[Any]) -> dict[str, int]:
        query = select(column, func.count()).where(column.is_not(None)).group_by(column)
        found = {str(value): number for value, number in connection.execute(query)}
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    by_date = counts(func.substr(letters.c.date, 1, 4))
    latest = recent_runs(connection, 1, kind="import")
    conflicts = select(func.count(letters.c.identity.distinct())).where(letters.c.conflict)
    stored = select(func.coalesce(func.sum(originals.c.size), 0)).where(originals.c.state != "failed")
    met = files.join(originals, originals.c.sha256 == files.c.sha256)
    read, not_letters = (count(met, originals.c.state == state) for state in ("read", "not_letter"))
    failed, leading = (
        len(failures(connection)),
        count(select(copies.c.sha256).where(copies.c.best).distinct().subquery()),
    )
    held = count(letters)
    return Statistics(
        letters=held,
        files=read + not_letters + failed,
        letter_files=leading,
        originals=count(originals, originals.c.state != "failed"),
        copies=read - leading,
        not_letters=not_letters,
        failures=failed,
        kinds=counts(letters.c.kind),
        years={buddhist_year(year): number for year, number in by_date.items()},
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
        suggested_engine=LARGE_ENGINE if engine != LARGE_ENGINE and held > MANY_LETTERS else None,
        last_run=latest[0] if latest else None,
    )


def failures(connection: Connection, paths: Collection[str] | None = None) -> list[Failure]:
    """Files (all or those of ``paths``) that could not be read when they were met last, with the reason, by path."""
    if paths is not None:
        named = [
            failure
            for some in chunks(sorted(paths))
            for failure in _failures(connection, files.c.path.in_(some))
        ]
        return sorted(named, key=lambda failure: failure.path)
    return sorted(_failures(connection), key=lambda failure: failure.path)


def _failures(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Failure]:
    unread = (
        select(files.c.path, originals.c.code, originals.c.thai, originals.c.english)
        .join(originals, originals.c.sha256 == files.c.sha256)
        .where(originals.c.state == "failed", *where)
    )
    # Archives of before noted paths that never were among the files.
    unopened = select(files.c.path, files.c.code, files.c.thai, files.c.english).where(
        files.c.sha256 == "", files.c.code != NO_SUCH_FILE, *where
    )
    for row in (*connection.execute(unread), *connection.execute(unopened)):
        yield Failure(*row)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
