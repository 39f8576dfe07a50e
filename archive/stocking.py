"""A reading room's catalogue brought in step with the archive's, without what may not be seen there.

What was read out of the visible files is taken over as it stands; letters, links and statuses are then settled anew
for all that it touches. Books are kept as if the rest had never come in: manifests without its files, runs with the
counts that are left, corrections of what can be seen.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, insert, select

from archive.chunks import chunks
from archive.identity import twin_id_of
from archive.placing import place
from archive.schema import (
    copies,
    copy_corrections,
    correction_texts,
    corrections,
    files,
    members,
    originals,
    run_files,
    runs,
)
from archive.secrecy import hidden_originals
from archive.settling import settle
from parsers.origin import around

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Column, ColumnElement, Connection, Table

_COUNTED: Final = {
    "imported": "imported",
    "copy": "copies",
    "unchanged": "unchanged",
    "not_letter": "not_letters",
    "failed": "failed",
}
"""What an outcome of a file is counted as."""


@dataclass(frozen=True, slots=True)
class Shut:
    """What may not be seen: originals by hash, and the paths of their files."""

    originals: frozenset[str]
    paths: frozenset[str]

    def hides(self, path: str, sha256: str | None) -> bool:
        """Whether nothing may be said of the file at ``path`` with that content."""
        return sha256 in self.originals or any(outer in self.paths for outer in around(path))


def stock(source: Connection, target: Connection, level: int) -> bool:
    """Make room ``target`` hold what of archive ``source`` may be seen up to ``level``; whether letters were
    taken out. Runs in the caller's transactions: one state of the archive, all of the change or nothing."""
    shut = shut_away(source, level)
    target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    texts, contents = _stock_originals(source, target, shut)
    texts |= _stock_corrections(source, target, shut)
    _stock_files(source, target, shut)
    if not texts and not contents:
        return False
    settled = settle(target, texts | place(target, texts, contents))
    return bool(settled.removed)


def shut_away(source: Connection, level: int) -> Shut:
    """What those who may see up to ``level`` may not see."""
    hidden = hidden_originals(source, level)
    paths: set[str] = set()
    for some in chunks(sorted(hidden)):
        paths |= set(source.execute(select(files.c.path).where(files.c.sha256.in_(some))).scalars())
        met = select(run_files.c.path).where(run_files.c.sha256.in_(some))
        paths |= set(source.execute(met).scalars())
    return Shut(hidden, frozenset(paths))


# What was read


def _stock_originals(source: Connection, target: Connection, shut: Shut) -> tuple[set[str], set[str]]:
    """Originals with their copies and members; the identities and the originals that this touches."""
    there = {row["sha256"]: row for row in source.execute(select(originals)).mappings().all()}
    here = {row["sha256"]: dict(row) for row in target.execute(select(originals)).mappings().all()}
    wanted = {sha256: dict(row) for sha256, row in there.items() if sha256 not in shut.originals}
    gone = sorted(sha256 for sha256, row in here.items() if wanted.get(sha256) != row)
    new = sorted(sha256 for sha256, row in wanted.items() if here.get(sha256) != row)
    identities = _identities(target, copies.c.sha256, gone)
    for some in chunks(gone):
        for table, column in (
            (copies, copies.c.sha256),
            (members, members.c.container),
            (originals, originals.c.sha256),
        ):
            target.execute(delete(table).where(column.in_(some)))
    _add(target, originals, [wanted[sha256] for sha256 in new])
    for some in chunks(new):
        _add(target, members, _rows(source, members, members.c.container.in_(some)))
        read = [_as_read(row) for row in _rows(source, copies, copies.c.sha256.in_(some))]
        identities |= {row["identity"] for row in read if row["identity"]}
        _add(target, copies, read)
    return identities, {*gone, *new}


def _as_read(row: dict[str, Any]) -> dict[str, Any]:
    """A copy before anything is known of others, or of corrections."""
    identity = row["read_identity"]
    own_id = twin_id_of(identity, row["text_hash"]) if identity else None
    return row | {"letter": None, "similarity": None, "best": False, "identity": identity, "own_id": own_id}


def _identities(connection: Connection, column: Column[Any], values: Collection[str]) -> set[str]:
    found: set[str] = set()
    for some in chunks(sorted(values)):
        query = select(copies.c.identity, copies.c.read_identity).where(column.in_(some))
        found |= {identity for row in connection.execute(query) for identity in row if identity}
    return found


# What people said


def _stock_corrections(source: Connection, target: Connection, shut: Shut) -> set[str]:
    """Corrections of what can be seen; the identities that they speak of."""
    wanted = _wanted_texts(source, shut)
    here: dict[int, set[tuple[Any, ...]]] = {}
    for row in target.execute(select(correction_texts)):
        here.setdefault(row[0], set()).add(tuple(row))
    held = set(target.execute(select(corrections.c.id)).scalars())
    changed = sorted(
        {id_ for id_ in held | wanted.keys() if (id_ in held) != (id_ in wanted)}
        | {id_ for id_ in held & wanted.keys() if here.get(id_, set()) != wanted[id_]}
    )
    touched = {row[4] for id_ in changed for row in here.get(id_, set()) | wanted.get(id_, set())}
    for some in chunks(changed):
        target.execute(delete(correction_texts).where(correction_texts.c.correction.in_(some)))
        target.execute(delete(copy_corrections).where(copy_corrections.c.correction.in_(some)))
        target.execute(delete(corrections).where(corrections.c.id.in_(some)))
        kept = [id_ for id_ in some if id_ in wanted]
        _add(target, corrections, _rows(source, corrections, corrections.c.id.in_(kept)))
        names = [column.name for column in correction_texts.columns]
        _add(
            target,
            correction_texts,
            [dict(zip(names, row, strict=True)) for id_ in kept for row in sorted(wanted[id_])],
        )
    return touched


def _wanted_texts(source: Connection, shut: Shut) -> dict[int, set[tuple[Any, ...]]]:
    """The corrections that may be seen, each with those of its texts that may.

    One whose texts are all shut away, or are gone and were read as what is shut away, is not told of.
    """
    texts: dict[int, list[tuple[Any, ...]]] = {}
    for row in source.execute(select(correction_texts)):
        texts.setdefault(row[0], []).append(tuple(row))
    if not texts:
        return {}
    closed = _identities(source, copies.c.sha256, shut.originals)
    present = set(source.execute(select(originals.c.sha256)).scalars())
    found: dict[int, set[tuple[Any, ...]]] = {}
    for id_, rows in texts.items():
        seen = {row for row in rows if row[1] not in shut.originals}
        if any(row[1] in present for row in seen) or all(
            row in seen and row[4] not in closed for row in rows
        ):
            found[id_] = seen
    return found


# What is written of files and runs


def _stock_files(source: Connection, target: Connection, shut: Shut) -> None:
    _match(source, target, files, shut)
    _match(source, target, run_files, shut)
    told = _runs(source, shut, _leant_on(target))
    here = {row["id"]: dict(row) for row in target.execute(select(runs)).mappings()}
    for some in chunks(sorted(id_ for id_, row in here.items() if told.get(id_) != row)):
        target.execute(delete(runs).where(runs.c.id.in_(some)))
    _add(target, runs, [row for id_, row in told.items() if here.get(id_) != row])


def _leant_on(target: Connection) -> set[int]:
    """The runs that files and originals tell of."""
    return {
        run
        for table in (originals, files)
        for run in target.execute(select(table.c.run).distinct()).scalars()
    }


def _match(source: Connection, target: Connection, table: Table, shut: Shut) -> None:
    """Rows of ``table`` whose files may be seen."""
    if not shut.originals:
        wanted = {row[0]: tuple(row) for row in source.execute(select(table)).all()}
    else:
        wanted = {
            row["id"]: tuple(row.values())
            for row in source.execute(select(table)).mappings().all()
            if not shut.hides(row["path"], row["sha256"])
        }
    here = {row[0]: tuple(row) for row in target.execute(select(table)).all()}
    for some in chunks(sorted(id_ for id_, row in here.items() if wanted.get(id_) != row)):
        target.execute(delete(table).where(table.c.id.in_(some)))
    names = [column.name for column in table.columns]
    fresh = [row for id_, row in wanted.items() if here.get(id_) != row]
    _add(target, table, [dict(zip(names, row, strict=True)) for row in fresh])


def _runs(source: Connection, shut: Shut, leant_on: Collection[int]) -> dict[int, dict[str, Any]]:
    """The runs as they would have been: those that met only what is shut away are not told of."""
    told = {row["id"]: dict(row) for row in source.execute(select(runs)).mappings()}
    if not shut.originals:
        return told
    met: dict[int, Counter[str]] = {}
    hidden: Counter[int] = Counter()
    for run, path, sha256, outcome in source.execute(
        select(run_files.c.run, run_files.c.path, run_files.c.sha256, run_files.c.outcome)
    ):
        if shut.hides(path, sha256):
            hidden[run] += 1
        else:
            met.setdefault(run, Counter())[outcome] += 1
    brought = letters_brought(source, shut.originals)
    for run in hidden:
        if run not in met and run not in leant_on:
            told.pop(run, None)
            continue
        row = told[run]
        counts: dict[str, Any] = json.loads(row["counts"])
        if counts:
            left = {name: met.get(run, Counter())[outcome] for outcome, name in _COUNTED.items()}
            fewer = {"letters": counts.get("letters", 0) - brought.get(run, 0), "files": sum(left.values())}
            row["counts"] = json.dumps(
                {name: (left | fewer).get(name, value) for name, value in counts.items()}
            )
        asked = [path for path in json.loads(row["paths"]) if path not in shut.paths]
        row["paths"] = json.dumps(asked, ensure_ascii=False)
    return told


def letters_brought(connection: Connection, sha256s: Collection[str]) -> Mapping[int, int]:
    """By run, how many letters that only originals ``sha256s`` hold it was the first to bring."""
    first: dict[int, int] = {}
    for some in chunks(sorted(sha256s)):
        query = (
            select(copies.c.letter, originals.c.run)
            .join(originals, originals.c.sha256 == copies.c.sha256)
            .where(copies.c.sha256.in_(some), copies.c.letter.is_not(None))
        )
        for letter, run in connection.execute(query):
            first[letter] = min(run, first.get(letter, run))
    shown = set()
    for keys in chunks(sorted(first)):
        held = select(copies.c.letter, copies.c.sha256).where(copies.c.letter.in_(keys))
        shown |= {letter for letter, sha256 in connection.execute(held) if sha256 not in sha256s}
    return Counter(run for letter, run in first.items() if letter not in shown)


# Rows


def _rows(connection: Connection, table: Table, *where: ColumnElement[bool]) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table).where(*where)).mappings()]


def _add(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
