"""Which texts a correction speaks of, and which letter these texts are then.

A correction was made on the texts that the letter had on that day. It is found again by them: by the original
and part, by the words if a newer parser numbers the parts otherwise, by what the letter was read as if the
original is not there. It then holds for all texts that, as they were read, are the same letter. All is a
function of the texts and the log, so that the order of imports leaves no trace.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from archive.amending import amended, read_log
from archive.chunks import chunks
from archive.copies import Witness, clusters
from archive.identity import identity_of, twin_id_of
from archive.schema import copies, copy_corrections, correction_texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, RowMapping

    from archive.copies import Cluster
    from archive.records import Correction

_TELLING = frozenset({"number", "date", "kind", "from", "subject"})
"""The fields that can make a letter another one."""
WITNESS = (
    *(copies.c[name] for name in ("key", "sha256", "part", "text_hash", "text", "length", "ocr", "filled")),
    *(func.json_extract(copies.c.contract, f"$.{name}") for name in ("body", "signer")),
)
"""What makes a ``Witness``, in its order."""
_PLACE = ("key", "sha256", "part", "text_hash", "read_identity", "identity", "own_id")


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of the corrections that may concern the identities at hand."""

    log: Mapping[int, Correction]
    texts: Mapping[int, Sequence[RowMapping]]
    """The texts that each was made on."""
    homes: Mapping[int, frozenset[int]]
    """The copies that these are now."""
    lost: Mapping[int, frozenset[tuple[str, str]]]
    """Identity and hash of those that are gone."""

    def concerning(self, identity: str, cluster: Cluster, *, alone: bool) -> list[int]:
        """The corrections that speak of a letter as it was read, oldest first."""
        keys = {witness.key for witness in cluster.witnesses}
        hashes = {witness.text_hash for witness in cluster.witnesses}
        return [
            id_
            for id_ in sorted(self.log)
            if keys & self.homes[id_]
            or any(was == identity and (alone or text in hashes) for was, text in self.lost[id_])
        ]


def place(connection: Connection, read: Iterable[str], contents: Collection[str]) -> set[str]:
    """Put the corrections in place for letters that were read as ``read`` and for originals ``contents``.

    Returns the identities that must be settled.
    """
    touched = set(read)
    if connection.execute(select(correction_texts.c.correction).limit(1)).first() is None:
        return touched
    for some in chunks(sorted(contents)):
        query = select(correction_texts.c.identity).where(correction_texts.c.sha256.in_(some))
        touched |= set(connection.execute(query).scalars())
    wanted: set[str] = set()
    for some in chunks(sorted(touched)):
        wanted |= _place(connection, some)
    return wanted


def _place(connection: Connection, identities: Sequence[str]) -> set[str]:
    held = _copies(connection, copies.c.read_identity.in_(identities))
    told = _told(connection, identities, held)
    concerned = {key for keys in told.homes.values() for key in keys}
    named = {identity for lost in told.lost.values() for identity, _ in lost}
    by_identity: dict[str, list[RowMapping]] = {}
    for row in held:
        by_identity.setdefault(row["read_identity"], []).append(row)
    becomes: dict[int, str] = {row["key"]: row["read_identity"] for row in held}
    spoken: dict[int, list[int]] = {row["key"]: [] for row in held}
    for identity, rows in by_identity.items():
        if identity not in named and not any(row["key"] in concerned for row in rows):
            continue
        found = clusters(identity, _witnesses(connection, [row["key"] for row in rows]))
        for cluster in found:
            ids = told.concerning(identity, cluster, alone=len(found) == 1)
            new = _identity(connection, identity, cluster, ids, told)
            for witness in cluster.witnesses:
                becomes[witness.key], spoken[witness.key] = new, ids
    _write(connection, held, becomes, spoken)
    return {row["identity"] for row in held} | set(becomes.values()) | set(identities)


def _told(connection: Connection, identities: Sequence[str], held: Sequence[RowMapping]) -> _Told:
    ids: set[int] = set()
    query = select(correction_texts.c.correction)
    for some in chunks(identities):
        ids |= set(connection.execute(query.where(correction_texts.c.identity.in_(some))).scalars())
    for some in chunks(sorted({row["sha256"] for row in held})):
        ids |= set(connection.execute(query.where(correction_texts.c.sha256.in_(some))).scalars())
    texts: dict[int, list[RowMapping]] = {id_: [] for id_ in ids}
    for numbers in chunks(sorted(ids)):
        found = select(correction_texts).where(correction_texts.c.correction.in_(numbers))
        for row in connection.execute(found).mappings():
            texts[row["correction"]].append(row)
    letters: dict[str, list[RowMapping]] = {}
    for some in chunks(sorted({row["sha256"] for rows in texts.values() for row in rows})):
        for row in _copies(connection, copies.c.sha256.in_(some), copies.c.read_identity.is_not(None)):
            letters.setdefault(row["sha256"], []).append(row)
    homes: dict[int, set[int]] = {id_: set() for id_ in ids}
    lost: dict[int, set[tuple[str, str]]] = {id_: set() for id_ in ids}
    for id_, rows in texts.items():
        for row in rows:
            home = _home(row, letters.get(row["sha256"], ()))
            if home is None:
                lost[id_].add((row["identity"], row["text_hash"]))
            else:
                homes[id_].add(home)
    return _Told(
        read_log(connection, ids),
        texts,
        {id_: frozenset(keys) for id_, keys in homes.items()},
        {id_: frozenset(pairs) for id_, pairs in lost.items()},
    )


def _home(text: RowMapping, parts: Sequence[RowMapping]) -> int | None:
    """Which part of its original a text is now: that with the same words, else that in the same place."""
    same = [part for part in parts if part["text_hash"] == text["text_hash"]]
    there = [part for part in same or parts if part["part"] == text["part"]]
    found = there or same
    return int(min(found, key=lambda part: part["part"])["key"]) if found else None


def _identity(connection: Connection, read: str, cluster: Cluster, ids: Sequence[int], told: _Told) -> str:
    """What a letter read as ``read`` is with the corrections that speak of it."""
    telling = [id_ for id_ in ids if told.log[id_].field in _TELLING]
    if not telling:
        return read
    query = select(copies.c.contract).where(copies.c.key == cluster.best.key)
    contract: dict[str, Any] = json.loads(connection.execute(query).scalar_one())
    identity = identity_of(amended(contract, [told.log[id_] for id_ in ids]), "")
    assert identity is not None  # no correction makes a letter none
    if identity.startswith("text|"):
        # The text that the last correction was made on, for all texts that it was made on.
        return f"text|{min(text['text_hash'] for text in told.texts[telling[-1]])}"
    return identity


def _copies(connection: Connection, *where: ColumnElement[bool]) -> Sequence[RowMapping]:
    query = select(*(copies.c[name] for name in _PLACE)).where(*where).order_by(copies.c.key)
    return connection.execute(query).mappings().all()


def _witnesses(connection: Connection, keys: Sequence[int]) -> list[Witness]:
    found: list[Witness] = []
    for some in chunks(keys):
        query = select(*WITNESS).where(copies.c.key.in_(some))
        found += [Witness(*row) for row in connection.execute(query)]
    return found


def _write(
    connection: Connection,
    held: Sequence[RowMapping],
    becomes: Mapping[int, str],
    spoken: Mapping[int, Sequence[int]],
) -> None:
    moved = [
        {
            "_key": row["key"],
            "identity": becomes[row["key"]],
            "own_id": twin_id_of(becomes[row["key"]], row["text_hash"]),
        }
        for row in held
        if becomes[row["key"]] != row["identity"]
    ]
    if moved:
        statement = update(copies).where(copies.c.key == bindparam("_key"))
        names = ("identity", "own_id")
        connection.execute(statement.values({name: bindparam(name) for name in names}), moved)
    before: dict[int, list[int]] = {}
    for some in chunks(sorted(spoken)):
        query = select(copy_corrections).where(copy_corrections.c.copy.in_(some))
        for copy, correction in connection.execute(query.order_by(copy_corrections.c.correction)):
            before.setdefault(copy, []).append(correction)
    stale = [copy for copy, ids in before.items() if list(spoken[copy]) != ids]
    for some in chunks(stale):
        connection.execute(delete(copy_corrections).where(copy_corrections.c.copy.in_(some)))
    rows = [
        {"copy": copy, "correction": id_}
        for copy, ids in spoken.items()
        if list(ids) != before.get(copy, [])
        for id_ in ids
    ]
    if rows:
        connection.execute(insert(copy_corrections), rows)


def corrections_of(connection: Connection, identities: Sequence[str]) -> dict[int, list[int]]:
    """The corrections that speak of each copy of ``identities``."""
    query = (
        select(copy_corrections.c.copy, copy_corrections.c.correction)
        .join(copies, copies.c.key == copy_corrections.c.copy)
        .where(copies.c.identity.in_(identities))
    )
    found: dict[int, list[int]] = {}
    for copy, correction in connection.execute(query):
        found.setdefault(copy, []).append(correction)
    return found
