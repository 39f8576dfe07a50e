"""The search index against the catalogue, both ways."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

from archive.chunks import chunks
from archive.doctor.findings import Finding
from archive.entries import entries_of
from archive.indexing import index_folder
from archive.shelf import all_ids
from index import open_engine, parse_query
from index.documents import cleaned
from parsers.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from archive.layout import Layout
    from index import Hit

ALL: Final = 1 << 30
_COMPARED: Final = ("kind", "number", "date", "subject", "sender", "status")


def index(layout: Layout, connection: Connection, engine: str, *, values: bool = True) -> Iterator[Finding]:
    """How the index differs from the letters of the catalogue, in their ids and, with ``values``, in these."""
    folder = index_folder(layout, engine)
    try:
        with closing(open_engine(folder, name=engine)) as opened:
            held = {hit.id: hit for hit in opened.search(parse_query(""), limit=ALL).hits}
            held_ids = list(opened.ids())
    except ArchiveError:
        yield Finding("index-damaged", f"index/{engine}")
        return
    if layout.pending.exists():
        yield Finding("index-behind", f"index/{engine}")
        return
    wanted = all_ids(connection)
    yield from (Finding("index-extra", id_) for id_ in sorted(set(held_ids) - set(wanted)))
    yield from (Finding("index-lacks", id_) for id_ in wanted if id_ not in held)
    for some in chunks(wanted if values else ()):
        yield from _outdated(connection, [id_ for id_ in some if id_ in held], held)


def _outdated(connection: Connection, ids: list[str], held: dict[str, Hit]) -> Iterator[Finding]:
    for entry in map(cleaned, entries_of(connection, ids)):
        hit = held[entry.id]
        differing = [name for name in _COMPARED if getattr(hit, name) != getattr(entry, name)]
        if differing:
            yield Finding("index-outdated", entry.id, ", ".join(differing))
