"""Putting a letter right: what a person says is checked, written into the log and applied at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from archive import faults
from archive.amending import FIELDS, OF_REFERENCE, field_of
from archive.catalogue import now
from archive.naming import find_letter
from archive.placing import place
from archive.schema import copies, correction_texts, corrections, letters
from archive.settling import settle
from archive.shelf import records
from archive.typed import normal_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from archive.amending import Field
    from archive.records import LetterRecord

KNOWN = (*FIELDS, *(f"references[N].{name}" for name in OF_REFERENCE))
"""What can be put right, as a person types it."""


def correct(
    connection: Connection,
    name: str,
    changes: Mapping[str, str | None],
    *,
    reason: str,
    author: str,
    seen: Mapping[str, str | None] | None = None,
) -> str:
    """Log ``changes`` of the letter called ``name`` and bring the catalogue in step; the id it has then.

    ``seen`` are values that must still be as they are told here. Runs in the caller's transaction, so that all changes are made or none. Raises UsageError or NotFound.
    """
    reason, author = " ".join(reason.split()), " ".join(author.split())
    fields = {typed: _field(typed) for typed in changes}
    if not fields:
        raise faults.nothing_to_correct()
    if not reason:
        raise faults.no_reason()
    if not author:
        raise faults.no_author()
    record = next(records(connection, [find_letter(connection, name)]))
    for typed, value in (seen or {}).items():
        if _value_of(record, _field(typed)) != value:
            raise faults.changed_meanwhile(typed)
    wanted = [_change(record, field, changes[typed]) for typed, field in fields.items()]
    return _write(connection, record, wanted, {"reason": reason, "author": author, "made": now()})


def _field(typed: str) -> Field:
    field = field_of(typed)
    if field is None:
        raise faults.unknown_field(typed, KNOWN)
    return field


def _value_of(record: LetterRecord, field: Field) -> str | None:
    count = len(record.letter["references"])
    if field.reference is not None and field.reference >= count:
        raise faults.no_such_reference(field.typed, count)
    return field.value_in(record.letter)


def _change(record: LetterRecord, field: Field, typed: str | None) -> dict[str, Any]:
    """A row of the log, but for who, when and why."""
    old = _value_of(record, field)
    cited = None if field.reference is None else record.letter["references"][field.reference]["text"]
    value = normal_value(field, typed, old)
    return {
        "letter": record.id,
        "field": field.typed,
        "old": json.dumps(old, ensure_ascii=False),
        "value": json.dumps(value, ensure_ascii=False),
        "cited": cited,
    }


def _write(
    connection: Connection, record: LetterRecord, wanted: list[dict[str, Any]], signed: dict[str, str]
) -> str:
    first = (connection.execute(select(func.max(corrections.c.id))).scalar() or 0) + 1
    rows = [{"id": id_, **row, **signed} for id_, row in enumerate(wanted, first)]
    connection.execute(insert(corrections), rows)
    query = (
        select(copies.c.key, copies.c.sha256, copies.c.part, copies.c.text_hash, copies.c.read_identity)
        .join(letters, letters.c.key == copies.c.letter)
        .where(letters.c.id == record.id)
        .order_by(copies.c.key)
    )
    texts = connection.execute(query).all()
    connection.execute(
        insert(correction_texts),
        [
            {
                "correction": row["id"],
                "sha256": sha256,
                "part": part,
                "text_hash": text_hash,
                "identity": identity,
            }
            for row in rows
            for _, sha256, part, text_hash, identity in texts
        ],
    )
    settle(connection, place(connection, {text.read_identity for text in texts}, ()))
    where = select(letters.c.id).join(copies, copies.c.letter == letters.c.key)
    return str(connection.execute(where.where(copies.c.key == texts[0].key)).scalar_one())
