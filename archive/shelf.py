"""Letters as people ask for them: read from the catalogue into records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from archive.amending import amended, read_lists
from archive.chunks import chunks
from archive.records import CitedBy, Copy, Correction, LetterRecord, LetterSummary, LinkedReference
from archive.schema import candidates, copies, files, letters, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, RowMapping

_SUMMARY = tuple(
    letters.c[name]
    for name in ("id", "number", "date", "subject", "sender", "kind", "status", "number_partial")
)
_COMPARED = ("number", "date", "subject", "to", "from", "signer")
"""The values that are shown when a worse copy has another."""


def summaries(connection: Connection, keys: Iterable[int]) -> dict[int, LetterSummary]:
    """Letters ``keys`` in one line each."""
    found: dict[int, LetterSummary] = {}
    for some in chunks(sorted(set(keys))):
        for key, *values in connection.execute(
            select(letters.c.key, *_SUMMARY).where(letters.c.key.in_(some))
        ):
            found[key] = LetterSummary(*values)
    return found


def summaries_by_id(connection: Connection, ids: Iterable[str]) -> list[LetterSummary]:
    """Letters ``ids`` in one line each, by date and id."""
    found: list[LetterSummary] = []
    for some in chunks(sorted(set(ids))):
        found += [
            LetterSummary(*row) for row in connection.execute(select(*_SUMMARY).where(letters.c.id.in_(some)))
        ]
    return sorted(found, key=lambda letter: (letter.date or "", letter.id))


def all_ids(connection: Connection) -> list[str]:
    """The ids of all letters, in order."""
    return list(connection.execute(select(letters.c.id).order_by(letters.c.id)).scalars())


def contracts_in(connection: Connection, sha256: str) -> list[dict[str, Any]]:
    """The parse objects of all that was read in an original, as it was read."""
    query = select(copies.c.contract).where(copies.c.sha256 == sha256).order_by(copies.c.part)
    return [json.loads(contract) for contract in connection.execute(query).scalars()]


def id_of_copy(connection: Connection, sha256: str, part: int) -> str:
    """The id of the letter that part ``part`` of an original is."""
    query = select(letters.c.id).join(copies, copies.c.letter == letters.c.key)
    where = query.where(copies.c.sha256 == sha256, copies.c.part == part)
    return str(connection.execute(where).scalar_one())


def records(connection: Connection, ids: Sequence[str]) -> Iterator[LetterRecord]:
    """Letters ``ids`` with all that is known of them, in order of id."""
    for some in chunks(sorted(ids), 200):
        rows = (
            connection.execute(select(letters).where(letters.c.id.in_(some)).order_by(letters.c.id))
            .mappings()
            .all()
        )
        keys = [row["key"] for row in rows]
        held = _copies(connection, keys)
        cited = _references(connection, keys)
        citing = _cited_by(connection, keys)
        twins = _twins(connection, rows)
        made = read_lists(connection, (row["corrections"] for row in rows))
        for row in rows:
            yield _record(connection, row, held[row["key"]], cited, citing, twins, made[row["corrections"]])


def _record(
    connection: Connection,
    row: RowMapping,
    held: Sequence[RowMapping],
    cited: Mapping[int, list[LinkedReference]],
    citing: Mapping[int, list[CitedBy]],
    twins: Mapping[str, list[LetterSummary]],
    made: tuple[Correction, ...],
) -> LetterRecord:
    best = next(copy for copy in held if copy["best"])
    contract = amended(json.loads(best["contract"]), made)
    paths = sorted(copy["path"] for copy in held if copy["sha256"] == best["sha256"] and copy["path"])
    letter = {"file": paths[0] if paths else None, **contract}
    listed = {
        Copy(copy["path"], copy["part"], copy["sha256"], copy["similarity"], copy["best"])
        for copy in held
        if copy["path"]
    }
    return LetterRecord(
        id=row["id"],
        letter=letter,
        status=row["status"],
        status_by=tuple(summaries_by_id(connection, json.loads(row["status_by"]))),
        copies=tuple(sorted(listed, key=lambda copy: (not copy.best, copy.path, copy.part))),
        references=tuple(cited.get(row["key"], ())),
        cited_by=tuple(citing.get(row["key"], ())),
        twins=tuple(twin for twin in twins.get(row["identity"], ()) if twin.id != row["id"]),
        alternatives=_alternatives(contract, held),
        text=best["text"],
        corrections=made,
    )


def _copies(connection: Connection, keys: Sequence[int]) -> dict[int, list[RowMapping]]:
    """The copies of each letter with the paths of the files that hold them."""
    query = (
        select(
            *(copies.c[name] for name in ("key", "letter", "sha256", "part", "similarity", "best")),
            copies.c.contract,
            copies.c.text,
            files.c.path,
        )
        .join(files, files.c.sha256 == copies.c.sha256, isouter=True)
        .where(copies.c.letter.in_(keys))
    )
    found: dict[int, list[RowMapping]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["letter"], []).append(row)
    return found


def _references(connection: Connection, keys: Sequence[int]) -> dict[int, list[LinkedReference]]:
    query = select(references).where(references.c.letter.in_(keys)).order_by(references.c.position)
    rows = connection.execute(query).mappings().all()
    possible: dict[int, list[tuple[float, int]]] = {}
    for some in chunks([row["key"] for row in rows if row["state"] == "ambiguous"]):
        for reference, letter, score in connection.execute(
            select(candidates.c.reference, candidates.c.letter, candidates.c.score).where(
                candidates.c.reference.in_(some)
            )
        ):
            possible.setdefault(reference, []).append((score, letter))
    known = {row["target"] for row in rows if row["target"] is not None}
    known |= {letter for pairs in possible.values() for _, letter in pairs}
    targets = summaries(connection, known)
    found: dict[int, list[LinkedReference]] = {}
    for row in rows:
        ranked = sorted(
            ((score, targets[letter]) for score, letter in possible.get(row["key"], ())),
            key=lambda pair: (-pair[0], pair[1].id),
        )
        found.setdefault(row["letter"], []).append(
            LinkedReference(
                **{name: row[name] for name in _AS_READ},
                state=row["state"],
                target=targets.get(row["target"]),
                confidence=row["score"],
                reason=row["reason"],
                candidates=tuple(letter for _, letter in ranked),
            )
        )
    return found


_AS_READ = ("number", "number_partial", "date", "title", "issuer", "relation", "text")


def _cited_by(connection: Connection, keys: Sequence[int]) -> dict[int, list[CitedBy]]:
    columns = (references.c.letter, references.c.relation, references.c.state)
    sure = select(references.c.target, *columns, references.c.score, references.c.text).where(
        references.c.target.in_(keys)
    )
    perhaps = (
        select(candidates.c.letter, *columns, candidates.c.score, references.c.text)
        .join(references, references.c.key == candidates.c.reference)
        .where(candidates.c.letter.in_(keys))
    )
    rows = [*connection.execute(sure), *connection.execute(perhaps)]
    known = summaries(connection, {row[1] for row in rows})
    found: dict[int, list[CitedBy]] = {}
    for target, letter, relation, state, score, text in rows:
        found.setdefault(target, []).append(CitedBy(known[letter], relation, state, score, text))
    for citing in found.values():
        citing.sort(key=lambda each: (each.letter.date or "", each.letter.id, each.text))
    return found


def _twins(connection: Connection, rows: Sequence[RowMapping]) -> dict[str, list[LetterSummary]]:
    wanted = sorted({row["identity"] for row in rows if row["conflict"]})
    found: dict[str, list[LetterSummary]] = {}
    for some in chunks(wanted):
        query = (
            select(letters.c.identity, *_SUMMARY).where(letters.c.identity.in_(some)).order_by(letters.c.id)
        )
        for identity, *values in connection.execute(query):
            found.setdefault(identity, []).append(LetterSummary(*values))
    return found


def _alternatives(best: Mapping[str, Any], held: Sequence[RowMapping]) -> dict[str, tuple[Any, ...]]:
    """Values of worse copies that differ from the best one's, white space aside."""
    found: dict[str, list[Any]] = {}
    for copy in sorted(held, key=lambda copy: (copy["sha256"], copy["part"])):
        if copy["best"]:
            continue
        contract = json.loads(copy["contract"])
        for name in _COMPARED:
            value = contract[name]
            if value and _tight(value) not in {_tight(best[name]), *map(_tight, found.get(name, ()))}:
                found.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}


def _tight(value: str | None) -> str:
    return "".join((value or "").split())
