"""What the catalogue holds of each original, and whether letters are what their texts say."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from archive.amending import amended, read_lists
from archive.chunks import chunks
from archive.doctor.findings import Finding
from archive.folding import bare_text, text_hash
from archive.identity import id_of, identity_of
from archive.schema import copies, files, letters, originals, references
from parsers import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection, RowMapping

_SHAPE: Final = {
    "kind": str,
    "part": int,
    "references": list,
    "evidence": dict,
    "contacts": dict,
    "events": list,
}
"""What every parse object of every version has."""
_FACTS: Final = {"kind": "kind", "number": "number", "number_partial": "number_partial", "date": "date"} | {
    "subject": "subject",
    "sender": "from",
}
_CITED: Final = ("number", "number_partial", "date", "title", "issuer", "relation", "text")


def listed(connection: Connection) -> dict[str, str]:
    """The hashes of the originals that should be in the store, each with the path of a file that had it."""
    query = (
        select(originals.c.sha256, func.coalesce(func.min(files.c.path), ""))
        .join(files, files.c.sha256 == originals.c.sha256, isouter=True)
        .where(originals.c.state != "failed")
        .group_by(originals.c.sha256)
    )
    return {sha256: path for sha256, path in connection.execute(query)}  # noqa: C416


def unknown(connection: Connection) -> Iterator[Finding]:
    """Files and texts whose content is not among the originals."""
    known = select(originals.c.sha256)
    query = select(files.c.path, files.c.sha256).where(files.c.sha256 != "", files.c.sha256.not_in(known))
    for path, sha256 in connection.execute(query.order_by(files.c.path)):
        yield Finding("content-unknown", path, key=sha256)
    named = select(files.c.sha256)
    lone = select(copies.c.sha256).where(copies.c.sha256.not_in(known), copies.c.sha256.not_in(named))
    for sha256 in sorted(set(connection.execute(lone).scalars())):
        yield Finding("content-unknown", sha256, key=sha256)


def parts(connection: Connection) -> Iterator[Finding]:
    """Originals of which the catalogue holds something broken, or nothing."""
    query = select(originals.c.sha256, originals.c.state, originals.c.parser)
    for some in chunks(connection.execute(query.where(originals.c.state != "failed")).all()):
        hashes = [sha256 for sha256, *_ in some]
        rows = connection.execute(
            select(copies).where(copies.c.sha256.in_(hashes)).order_by(copies.c.sha256, copies.c.part)
        ).mappings()
        held = {sha256: list(found) for sha256, found in groupby(rows, lambda row: row["sha256"])}
        for sha256, state, parser in some:
            reason = _broken(held.get(sha256, ()), state, current=parser == VERSION)
            if reason:
                yield Finding("parts-broken", sha256, reason)


def _broken(held: Sequence[RowMapping], state: str, *, current: bool) -> str:
    """What is wrong with the parts of an original; nothing if all is well."""
    if (state == "read") != any(row["read_identity"] or row["identity"] for row in held):
        return "no letter" if state == "read" else "a letter"
    if [row["part"] for row in held] != list(range(1, len(held) + 1)):
        return "parts are missing"
    for row in held:
        contract = _contract(row["contract"])
        if contract is None or contract["part"] != row["part"]:
            return f"part {row['part']}: values"
        bare = bare_text(row["text"])
        if text_hash(bare) != row["text_hash"] or len(bare) != row["length"]:
            return f"part {row['part']}: text"
        if current and identity_of(contract, bare) != row["read_identity"]:
            return f"part {row['part']}: identity"
    return ""


def _contract(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    return found if all(isinstance(found.get(name), kind) for name, kind in _SHAPE.items()) else None


def letters_held(connection: Connection) -> Iterator[Finding]:
    """Letters that are not what their best text and the corrections say, and texts that belong to no letter."""
    lost = select(copies.c.identity, copies.c.sha256).where(
        copies.c.identity.is_not(None), copies.c.letter.is_(None)
    )
    for identity, sha256 in connection.execute(lost):
        yield Finding("letter-broken", sha256, "no letter", key=identity)
    ids = select(letters.c.key).order_by(letters.c.key)
    for some in chunks(connection.execute(ids).scalars().all()):
        rows = connection.execute(select(letters).where(letters.c.key.in_(some))).mappings().all()
        held = _texts(connection, some)
        cited = _cited(connection, some)
        try:
            made = read_lists(connection, (row["corrections"] for row in rows))
        except ValueError:
            made = {}
        for row in rows:
            told = held.get(row["key"], [])
            contract = _contract(next((text for _, best, text in told if best), ""))
            if sum(best for _, best, _ in told) != 1:
                reason = "best text"
            elif {identity for identity, *_ in told} != {row["identity"]}:
                reason = "identity"
            elif contract is None:
                continue  # its original is read again
            elif row["corrections"] not in made:
                reason = "corrections"
            else:
                reason = _differs(row, amended(contract, made[row["corrections"]]), cited.get(row["key"], []))
            if reason:
                yield Finding("letter-broken", row["id"], reason, key=row["identity"])


def _differs(row: RowMapping, contract: Mapping[str, Any], cited: list[tuple[Any, ...]]) -> str:
    for name, field in _FACTS.items():
        if row[name] != contract[field]:
            return field
    if row["plain_id"] != id_of(row["identity"]):
        return "id"
    wanted = [tuple(each[name] for name in _CITED) for each in contract["references"]]
    return "" if wanted == cited else "references"


def _texts(connection: Connection, keys: Sequence[int]) -> dict[int, list[tuple[str | None, bool, str]]]:
    columns = (copies.c.letter, copies.c.identity, copies.c.best, copies.c.contract)
    found: dict[int, list[tuple[str | None, bool, str]]] = {}
    for letter, *facts in connection.execute(select(*columns).where(copies.c.letter.in_(keys))):
        found.setdefault(letter, []).append((facts[0], facts[1], facts[2]))
    return found


def _cited(connection: Connection, keys: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    query = select(references.c.letter, *(references.c[name] for name in _CITED))
    found: dict[int, list[tuple[Any, ...]]] = {}
    for letter, *facts in connection.execute(
        query.where(references.c.letter.in_(keys)).order_by(references.c.letter, references.c.position)
    ):
        found.setdefault(letter, []).append(tuple(facts))
    return found
