"""Keys, links and statuses of a whole archive worked out anew, for one that was made by other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from archive.chunks import chunks
from archive.citing import citation_of
from archive.missing import subject_of
from archive.neighbours import keys_of_citation, keys_of_letter
from archive.relinking import CITED, TARGET, relink, restate, target_of
from archive.schema import letter_keys, letters, reference_keys, references

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection


def rekey(connection: Connection) -> set[str]:
    """Make all keys anew, and all that follows from them; the ids of the letters whose status changed."""
    connection.execute(delete(reference_keys))
    connection.execute(delete(letter_keys))
    keys = list(connection.execute(select(letters.c.key).order_by(letters.c.key)).scalars())
    for some in chunks(keys):
        _rekey(connection, some)
    relink(connection, list(connection.execute(select(references.c.key)).scalars()))
    return restate(connection, keys)


def _rekey(connection: Connection, keys: Sequence[int]) -> None:
    rows = connection.execute(select(*TARGET).where(letters.c.key.in_(keys))).mappings()
    targets = {row["key"]: target_of(row) for row in rows}
    own = [{"hash": value, "letter": key} for key, each in targets.items() for value in keys_of_letter(each)]
    cited, subjects = [], []
    for row in connection.execute(select(references).where(references.c.letter.in_(keys))).mappings():
        citation = citation_of(targets[row["letter"]], **{name: row[name] for name in CITED})
        cited += [{"hash": value, "reference": row["key"]} for value in keys_of_citation(citation)]
        if (subject := subject_of(citation)) != row["subject"]:
            subjects.append((row["key"], subject))
    for table, values in ((letter_keys, own), (reference_keys, cited)):
        if values:
            connection.execute(insert(table), values)
    for key, subject in subjects:
        connection.execute(update(references).where(references.c.key == key).values(subject=subject))
