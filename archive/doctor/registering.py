"""The catalogue as a database: is it there, ours, whole, and of this version?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from archive import faults
from archive.catalogue import open_to_read
from archive.doctor.findings import Finding
from archive.schema import metadata
from archive.steps import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.layout import Layout

_DEPENDENT: Final = frozenset(
    {"candidates", "letter_keys", "reference_keys", "references", "copies", "copy_corrections"}
)
"""Tables whose rows can be worked out anew."""


def catalogue(layout: Layout) -> Iterator[Finding]:
    """What is wrong with the catalogue's file: nothing of it can be examined then. Raises ArchiveError
    ``archive-newer``."""
    path = layout.catalogue
    if not path.exists():
        yield Finding("catalogue-missing", path.name)
        return
    try:
        with closing(open_to_read(path)) as read:
            reason = _broken(layout, read)
            version = 0 if reason else _version(read)
    except sqlite3.DatabaseError as fault:
        reason, version = str(fault), 0
    if reason:
        yield Finding("catalogue-damaged", path.name, reason)
    elif version < VERSION:
        yield Finding("schema-old", path.name, f"{version} < {VERSION}")


def _broken(layout: Layout, read: sqlite3.Connection) -> str:
    said = [row[0] for row in read.execute("PRAGMA integrity_check(3)")]
    if said != ["ok"]:
        return "; ".join(" ".join(line.split()) for line in said)
    tables = {row[0] for row in read.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    version = _version(read) if "migrations" in tables else 0
    if version > VERSION:
        raise faults.newer_archive(layout.root)
    if not version:
        return "empty, or another program's"
    if layout.holds_originals() and not read.execute("SELECT 1 FROM runs LIMIT 1").fetchone():
        return "knows none of the originals"
    if version < VERSION:
        return ""
    for name, table in metadata.tables.items():
        columns = {row[1] for row in read.execute(f'PRAGMA table_info("{name}")')}
        lost = sorted({column.name for column in table.columns} - columns)
        if lost:
            return f"{name}: {', '.join(lost)} missing"
    return ""


def _version(read: sqlite3.Connection) -> int:
    columns = {row[1] for row in read.execute("PRAGMA table_info(migrations)")}
    if "version" not in columns:
        return 0
    return int(read.execute("SELECT coalesce(max(version), 0) FROM migrations").fetchone()[0])


def dangling(layout: Layout) -> Iterator[Finding]:
    """Rows that point to rows which are not there, counted by table."""
    with closing(open_to_read(layout.catalogue)) as read:
        counts: dict[tuple[str, str], int] = {}
        for table, _, parent, _ in read.execute("PRAGMA foreign_key_check"):
            counts[table, parent] = counts.get((table, parent), 0) + 1
    for (table, parent), count in sorted(counts.items()):
        code = "link-dangling" if table in _DEPENDENT or parent == "originals" else "history-lost"
        yield Finding(code, f"{table} → {parent}", f"{count}")
