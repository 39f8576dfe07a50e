"""Links and statuses against what they would be if they were worked out today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from archive.chunks import chunks
from archive.citing import citation_of
from archive.doctor.findings import Finding
from archive.neighbours import keys_of_citation, keys_of_letter
from archive.relinking import CITED, TARGET, outdated_links, outdated_statuses, target_of
from archive.schema import letter_keys, letters, reference_keys, references

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection


def links(connection: Connection) -> Iterator[Finding]:
    """Links that differ from what the letters say. Nothing may dangle."""
    keys = connection.execute(select(letters.c.key).order_by(letters.c.key)).scalars().all()
    yield from _neighbours(connection, keys)
    names = {row.key: row.id for row in connection.execute(select(letters.c.key, letters.c.id))}
    cited = connection.execute(select(references.c.key).order_by(references.c.key)).scalars().all()
    for letter, position, was, is_ in outdated_links(connection, cited):
        yield Finding("link-outdated", names[letter], f"references[{position}]: {was}, not {is_}")
    for id_, was, is_ in outdated_statuses(connection, keys):
        yield Finding("status-outdated", id_, f"{was}, not {is_}")


def _neighbours(connection: Connection, keys: Sequence[int]) -> Iterator[Finding]:
    """Letters by which they, or what they cite, are no longer found."""
    for some in chunks(keys):
        rows = connection.execute(select(letters.c.id, *TARGET).where(letters.c.key.in_(some))).mappings()
        targets = {row["key"]: (row["id"], target_of(row)) for row in rows}
        held: dict[int, set[int]] = {}
        for value, letter in connection.execute(
            select(letter_keys.c.hash, letter_keys.c.letter).where(letter_keys.c.letter.in_(some))
        ):
            held.setdefault(letter, set()).add(value)
        wrong = {
            id_
            for key, (id_, target) in targets.items()
            if held.get(key, set()) != set(keys_of_letter(target))
        }
        own = connection.execute(select(references).where(references.c.letter.in_(some))).mappings().all()
        near: dict[int, set[int]] = {}
        for part in chunks([row["key"] for row in own]):
            query = select(reference_keys.c.hash, reference_keys.c.reference)
            for value, reference in connection.execute(query.where(reference_keys.c.reference.in_(part))):
                near.setdefault(reference, set()).add(value)
        for row in own:
            id_, target = targets[row["letter"]]
            citation = citation_of(target, **{name: row[name] for name in CITED})
            if near.get(row["key"], set()) != set(keys_of_citation(citation)):
                wrong.add(id_)
        yield from (Finding("link-outdated", id_, "keys") for id_ in sorted(wrong))
