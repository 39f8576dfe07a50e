"""Links and statuses in the catalogue, worked out again for the citations and letters that a change touches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, union_all, update

from archive.chunks import chunks
from archive.citing import Target, citation_of
from archive.linking import resolve
from archive.numbering import number_of
from archive.schema import candidates, letter_keys, letters, reference_keys, references
from archive.standing import acts_on
from archive.status import status_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, RowMapping

    from archive.linking import Resolution
    from archive.status import Status

TARGET = tuple(letters.c[name] for name in ("key", "identity", "kind", "number", "date", "subject", "sender"))
"""The parts of a letter that linking looks at."""
CITED = ("number", "number_partial", "date", "title", "issuer", "text")
"""The parts of a reference that linking looks at."""
KEPT = 20_000
"""So many letters are kept in memory while many references are linked."""


def target_of(row: Mapping[str, Any] | RowMapping) -> Target:
    """A row of the letters' table as citations see it."""
    return Target(
        key=row["key"],
        identity=row["identity"],
        kind=row["kind"],
        number=number_of(row["number"]),
        date=row["date"],
        subject=row["subject"],
        issuer=row["sender"],
    )


def references_near(connection: Connection, keys: Sequence[int]) -> set[int]:
    """The references that may have to do with letters ``keys``, and those letters' own."""
    found: set[int] = set()
    for some in chunks(keys):
        shared = (
            select(reference_keys.c.reference)
            .join(letter_keys, letter_keys.c.hash == reference_keys.c.hash)
            .where(letter_keys.c.letter.in_(some))
        )
        own = select(references.c.key).where(references.c.letter.in_(some))
        found |= set(connection.execute(union_all(shared, own)).scalars())
    return found


def relink(connection: Connection, keys: Iterable[int]) -> set[int]:
    """Resolve references ``keys`` (gone ones are skipped) among the letters there are.

    Returns the letters whose incoming links changed.
    """
    aimed: set[int] = set()
    targets: dict[int, Target] = {}
    for some in chunks(sorted(keys)):
        changed = []
        for row, before, after in _changes(connection, some, targets):
            changed.append((row["key"], after))
            aimed |= {row["target"], after.target, *before} - {None}
            aimed |= {fit.target for fit in after.fits}
        _write(connection, changed)
    return aimed


def outdated_links(connection: Connection, keys: Iterable[int]) -> Iterator[tuple[int, int, str, str]]:
    """Those of references ``keys`` that would be linked otherwise now: letter, position, state then and now."""
    targets: dict[int, Target] = {}
    for some in chunks(sorted(keys)):
        for row, _, after in _changes(connection, some, targets):
            yield row["letter"], row["position"], row["state"], after.state


def _changes(
    connection: Connection, keys: Sequence[int], targets: dict[int, Target]
) -> Iterator[tuple[RowMapping, Mapping[int, tuple[float, str]], Resolution]]:
    """The references of one piece that resolve otherwise than they stand, with their candidates before."""
    rows = connection.execute(select(references).where(references.c.key.in_(keys))).mappings().all()
    near: dict[int, set[int]] = {}
    pairs = (
        select(reference_keys.c.reference, letter_keys.c.letter)
        .join(letter_keys, letter_keys.c.hash == reference_keys.c.hash)
        .where(reference_keys.c.reference.in_(keys))
    )
    for reference, letter in connection.execute(pairs):
        near.setdefault(reference, set()).add(letter)
    _learn(connection, targets, {row["letter"] for row in rows}.union(*near.values()))
    before = _candidates(connection, keys)
    for row in rows:
        citation = citation_of(targets[row["letter"]], **{name: row[name] for name in CITED})
        after = resolve(citation, (targets[letter] for letter in near.get(row["key"], ())))
        if _differs(row, before.get(row["key"], {}), after):
            yield row, before.get(row["key"], {}), after


def _learn(connection: Connection, targets: dict[int, Target], keys: set[int]) -> None:
    """Add letters ``keys`` to the ``targets`` that are known."""
    if len(targets) > KEPT:
        targets.clear()
    for some in chunks(sorted(keys - targets.keys())):
        for row in connection.execute(select(*TARGET).where(letters.c.key.in_(some))).mappings():
            targets[row["key"]] = target_of(row)


def _candidates(connection: Connection, keys: Sequence[int]) -> dict[int, dict[int, tuple[float, str]]]:
    found: dict[int, dict[int, tuple[float, str]]] = {}
    for reference, letter, score, reason in connection.execute(
        select(candidates).where(candidates.c.reference.in_(keys))
    ):
        found.setdefault(reference, {})[letter] = (score, reason)
    return found


def _differs(row: RowMapping, before: Mapping[int, tuple[float, str]], after: Resolution) -> bool:
    old = (row["state"], row["target"], row["score"], row["reason"])
    new = (after.state, after.target, after.score, after.reason)
    return old != new or before != {fit.target: (fit.score, fit.reason) for fit in after.fits}


def _write(connection: Connection, changed: list[tuple[int, Resolution]]) -> None:
    if not changed:
        return
    names = ("state", "target", "score", "reason")
    statement = update(references).where(references.c.key == bindparam("_key"))
    connection.execute(
        statement.values({name: bindparam(name) for name in names}),
        [{"_key": key} | {name: getattr(after, name) for name in names} for key, after in changed],
    )
    connection.execute(delete(candidates).where(candidates.c.reference.in_([key for key, _ in changed])))
    rows = [
        {"reference": key, "letter": fit.target, "score": fit.score, "reason": fit.reason}
        for key, after in changed
        for fit in after.fits
    ]
    if rows:
        connection.execute(insert(candidates), rows)


def restate(connection: Connection, keys: Iterable[int]) -> set[str]:
    """Work out the status of letters ``keys``; the ids of those whose status changed."""
    changed: set[str] = set()
    names = ("status", "status_by")
    statement = update(letters).where(letters.c.key == bindparam("_key"))
    for some in chunks(sorted(keys)):
        found = _restated(connection, some)
        changed |= {row["id"] for row, _ in found}
        updates = [
            {"_key": row["key"], "status": status.name, "status_by": json.dumps(status.by)}
            for row, status in found
        ]
        if updates:
            connection.execute(statement.values({name: bindparam(name) for name in names}), updates)
    return changed


def outdated_statuses(connection: Connection, keys: Iterable[int]) -> Iterator[tuple[str, str, str]]:
    """Those of letters ``keys`` whose status would be another now: id, status then and now."""
    for some in chunks(sorted(keys)):
        for row, status in _restated(connection, some):
            yield row["id"], row["status"], status.name


def _restated(connection: Connection, keys: Sequence[int]) -> list[tuple[RowMapping, Status]]:
    """The letters of one piece whose status is not what stands there, with what it is."""
    acts = acts_on(connection, keys)
    columns = (letters.c[name] for name in ("key", "id", "status", "status_by"))
    rows = connection.execute(select(*columns).where(letters.c.key.in_(keys))).mappings().all()
    worked_out = [(row, status_of(act.deed for act in acts.get(row["key"], ()))) for row in rows]
    return [
        (row, status)
        for row, status in worked_out
        if (row["status"], row["status_by"]) != (status.name, json.dumps(status.by))
    ]
