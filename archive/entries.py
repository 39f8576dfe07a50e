"""Letters of the catalogue as entries of the index: made here and nowhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from archive.amending import amended, read_lists
from archive.chunks import chunks
from archive.schema import copies, letters
from index.engine import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from sqlalchemy import Connection

    Sight = Callable[[Mapping[str, Any], str], tuple[dict[str, Any], str]]
    """How a letter (a parse object) and its text are shown."""


def entries_of(connection: Connection, ids: Sequence[str], seen: Sight | None = None) -> Iterator[Entry]:
    """The entries of those of ``ids`` that are letters, in order of id, each as ``seen`` shows it."""
    for some in chunks(sorted(ids)):
        query = (
            select(
                letters.c.id,
                letters.c.status,
                letters.c.corrections,
                copies.c.contract,
                copies.c.text,
                copies.c.ocr,
            )
            .join(copies, copies.c.letter == letters.c.key)
            .where(letters.c.id.in_(some), copies.c.best)
            .order_by(letters.c.id)
        )
        rows = connection.execute(query).all()
        made = read_lists(connection, (row.corrections for row in rows))
        for id_, status, told, contract, text, ocr in rows:
            letter = amended(json.loads(contract), made[told])
            if seen is not None:
                letter, text = seen(letter, text)
            yield entry_of(id_, status, letter, text, ocr=ocr)


def entry_of(id_: str, status: str, letter: Mapping[str, Any], text: str, *, ocr: bool = False) -> Entry:
    """A parse object with its id, status and text as an entry."""
    contacts = letter["contacts"]
    return Entry(
        id=id_,
        kind=letter["kind"],
        number=letter["number"],
        number_partial=letter["number_partial"],
        date=letter["date"],
        subject=letter["subject"],
        to=letter["to"],
        sender=letter["from"],
        urgency=letter["urgency"],
        secrecy=letter["secrecy"],
        signer=letter["signer"],
        position=letter["position"],
        people=tuple(contacts["people"]),
        phones=(*contacts["phones"], *contacts["faxes"]),
        emails=(*contacts["emails"], *contacts["line_ids"]),
        attachments=tuple(attachment["title"] for attachment in letter["attachments"]),
        cited=tuple(cited["number"] for cited in letter["references"] if cited["number"]),
        status=status,
        text=text,
        ocr=ocr,
    )
