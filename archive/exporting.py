"""The archive as rows that others can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.chunks import chunks
from archive.shelf import all_ids, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.catalogue import Catalogue

ROWS_AT_ONCE = 200


def export_rows(catalogue: Catalogue, ids: Iterable[str] | None) -> Iterator[dict[str, Any]]:
    """The export object (a contract) of letters ``ids`` or of all, in order of id.

    One archive state is exported, however long the reader takes.
    """
    with catalogue.reading() as connection:
        wanted = all_ids(connection) if ids is None else sorted(set(ids))
        for some in chunks(wanted, ROWS_AT_ONCE):
            for record in records(connection, some):
                yield record.as_json()
