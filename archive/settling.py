"""From texts to letters, links and statuses, for the part of the archive that new texts touch.

Everything here is a function of the set of texts in the catalogue and of the corrections made: it is worked out
anew for the identities and citations that changed, never patched, so that the order of imports leaves no trace.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from archive.amending import amended, read_lists
from archive.chunks import chunks
from archive.citing import citation_of
from archive.copies import Witness, clusters
from archive.identity import id_of
from archive.missing import subject_of
from archive.neighbours import keys_of_citation, keys_of_letter
from archive.placing import WITNESS, corrections_of
from archive.relinking import CITED, references_near, relink, restate, target_of
from archive.schema import (
    candidates,
    copies,
    index_changes,
    letter_keys,
    letters,
    reference_keys,
    references,
)
from archive.status import day_of_effect, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection, RowMapping

    from archive.copies import Cluster

_FACTS = (
    "id",
    "identity",
    "plain_id",
    "kind",
    "number",
    "number_partial",
    "date",
    "subject",
    "sender",
    "conflict",
    "corrections",
)


@dataclass(slots=True)
class Settled:
    """What settling did. ``owners`` maps each letter that is new to the original that brought it."""

    owners: dict[str, str] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Work:
    """What is gathered before it is written."""

    inserted: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    members: list[dict[str, Any]] = field(default_factory=list)
    contracts: dict[int, int] = field(default_factory=dict)
    """The best copy of each letter that is new or changed."""


def settle(connection: Connection, identities: Iterable[str]) -> Settled:
    """Bring letters, references, links, statuses and the list of index changes in step with the copies of
    ``identities``. Runs in the caller's transaction."""
    wanted = sorted(set(identities))
    settled, work = Settled(), _Work()
    next_key = (connection.execute(select(func.max(letters.c.key))).scalar() or 0) + 1
    gone: list[int] = []
    for some in chunks(wanted):
        known = {
            row["id"]: row
            for row in connection.execute(select(letters).where(letters.c.identity.in_(some))).mappings()
        }
        spoken = corrections_of(connection, some)
        for identity, held in _witnesses(connection, some).items():
            placed = {witness.key: place for witness, place in held}
            for cluster in clusters(identity, (witness for witness, _ in held)):
                row = known.pop(cluster.id, None)
                key = next_key if row is None else int(row["key"])
                if row is None:
                    next_key += 1
                    settled.owners[cluster.id] = cluster.best.sha256
                made = {id_ for witness in cluster.witnesses for id_ in spoken.get(witness.key, ())}
                facts = {"key": key, "id": cluster.id, "identity": identity, "conflict": cluster.conflict}
                facts |= {"plain_id": id_of(identity), "corrections": json.dumps(sorted(made))}
                _note(work, cluster, facts, row, placed)
        gone += [row["key"] for row in known.values()]
        settled.removed |= set(known)
    touched = [*work.contracts, *gone]
    near = references_near(connection, touched)
    aimed = _aimed_at(connection, touched)
    _write(connection, work, gone)
    near |= references_near(connection, list(work.contracts))
    aimed |= relink(connection, near)
    restated = restate(connection, (aimed | set(work.contracts)) - set(gone))
    note_changes(
        connection, {row["id"] for row in (*work.inserted, *work.changed)} | settled.removed | restated
    )
    return settled


def _witnesses(
    connection: Connection, identities: Iterable[str]
) -> dict[str, list[tuple[Witness, tuple[int | None, float | None, bool]]]]:
    """The copies of each identity, each with where it is placed now."""
    found: dict[str, list[tuple[Witness, tuple[int | None, float | None, bool]]]] = {}
    place = (copies.c.identity, copies.c.letter, copies.c.similarity, copies.c.best)
    query = select(*WITNESS, *place).where(copies.c.identity.in_(list(identities)))
    for *facts, identity, letter, similarity, best in connection.execute(query):
        found.setdefault(identity, []).append((Witness(*facts), (letter, similarity, best)))
    return found


def _note(
    work: _Work,
    cluster: Cluster,
    facts: dict[str, Any],
    row: RowMapping | None,
    placed: Mapping[int, tuple[int | None, float | None, bool]],
) -> None:
    """Compare a letter as it should be with what the catalogue has of it."""
    key = facts["key"]
    for witness, similarity in zip(cluster.witnesses, cluster.similarities, strict=True):
        place = (key, similarity, witness is cluster.best)
        if placed[witness.key] != place:
            work.members.append(
                {"_key": witness.key, "letter": key, "similarity": similarity, "best": place[2]}
            )
    if row is None:
        work.inserted.append(facts)
    elif placed[cluster.best.key] != (key, 1.0, True) or row["corrections"] != facts["corrections"]:
        work.changed.append(facts)
    else:
        return
    work.contracts[key] = cluster.best.key


def _write(connection: Connection, work: _Work, gone: list[int]) -> None:
    contracts = _contracts(connection, work)
    made = read_lists(connection, (facts["corrections"] for facts in (*work.inserted, *work.changed)))
    for facts in (*work.inserted, *work.changed):
        contract = contracts[facts["key"]] = amended(contracts[facts["key"]], made[facts["corrections"]])
        facts |= {name: contract[name] for name in ("kind", "number", "number_partial", "date", "subject")}
        facts["sender"] = contract["from"]
    if work.inserted:
        rows = [row | {"status": "in_force", "status_by": "[]"} for row in work.inserted]
        connection.execute(insert(letters), rows)
    if work.changed:
        statement = update(letters).where(letters.c.key == bindparam("_key"))
        statement = statement.values({name: bindparam(name) for name in _FACTS})
        connection.execute(statement, [row | {"_key": row["key"]} for row in work.changed])
    if work.members:
        statement = update(copies).where(copies.c.key == bindparam("_key"))
        names = ("letter", "similarity", "best")
        connection.execute(statement.values({name: bindparam(name) for name in names}), work.members)
    for some in chunks(gone):
        connection.execute(delete(letters).where(letters.c.key.in_(some)))
    for some in chunks([row["key"] for row in work.changed]):
        connection.execute(delete(references).where(references.c.letter.in_(some)))
        connection.execute(delete(letter_keys).where(letter_keys.c.letter.in_(some)))
    _write_references(
        connection, [(facts, contracts[facts["key"]]) for facts in (*work.inserted, *work.changed)]
    )


def _contracts(connection: Connection, work: _Work) -> dict[int, dict[str, Any]]:
    letter_of = {copy: letter for letter, copy in work.contracts.items()}
    found: dict[int, dict[str, Any]] = {}
    for some in chunks(sorted(letter_of)):
        for copy, contract in connection.execute(
            select(copies.c.key, copies.c.contract).where(copies.c.key.in_(some))
        ):
            found[letter_of[copy]] = json.loads(contract)
    return found


def _write_references(connection: Connection, written: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """Keys of letters, and their references with keys; all references still unresolved."""
    next_key = (connection.execute(select(func.max(references.c.key))).scalar() or 0) + 1
    rows: list[dict[str, Any]] = []
    keys: list[dict[str, int]] = []
    own_keys: list[dict[str, int]] = []
    for facts, contract in written:
        target = target_of(facts)
        own_keys += [{"hash": value, "letter": target.key} for value in keys_of_letter(target)]
        since = day_of_effect(contract)
        for position, cited in enumerate(contract["references"]):
            citation = citation_of(target, **{name: cited[name] for name in CITED})
            row = {name: cited[name] for name in (*CITED, "relation")}
            row |= {
                "revives": bool(cited.get("revives")),
                "since": since,
                "words": words_of(contract, position),
            }
            row |= {"key": next_key, "letter": target.key, "position": position}
            row |= {"subject": subject_of(citation), "state": "missing", "score": 0.0, "reason": ""}
            rows.append(row)
            keys += [{"hash": value, "reference": next_key} for value in keys_of_citation(citation)]
            next_key += 1
    for table, values in ((letter_keys, own_keys), (references, rows), (reference_keys, keys)):
        if values:
            connection.execute(insert(table), values)


def _aimed_at(connection: Connection, citing: Iterable[int]) -> set[int]:
    """The letters that references of ``citing`` point at, surely or perhaps."""
    found: set[int] = set()
    for some in chunks(sorted(citing)):
        own = select(references.c.key).where(references.c.letter.in_(some))
        targets = select(references.c.target).where(
            references.c.letter.in_(some), references.c.target.is_not(None)
        )
        found |= set(connection.execute(targets).scalars())
        found |= set(
            connection.execute(
                select(candidates.c.letter).where(candidates.c.reference.in_(own)).distinct()
            ).scalars()
        )
    return found


def note_changes(connection: Connection, ids: set[str]) -> None:
    """Put letters ``ids`` on the list of what the index must learn."""
    for some in chunks(sorted(ids)):
        known = set(
            connection.execute(select(index_changes.c.id).where(index_changes.c.id.in_(some))).scalars()
        )
        rows = [{"id": id_} for id_ in some if id_ not in known]
        if rows:
            connection.execute(insert(index_changes), rows)
