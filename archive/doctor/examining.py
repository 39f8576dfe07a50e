"""One examination of an archive: everything that can be wrong, looked at in the order in which it rests on each other."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from archive.catalogue import Catalogue
from archive.doctor import holding, pointing, registering, searching, storing
from archive.doctor.findings import Finding
from archive.schema import copies, letters, references
from parsers.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from archive.layout import Layout


@dataclass(slots=True)
class Examination:
    """What was found, and how many things were looked at."""

    findings: list[Finding] = field(default_factory=list)
    checked: dict[str, int] = field(default_factory=dict)


def examine(layout: Layout, sound: set[str], tell: Callable[[int, int], None] | None = None) -> Examination:
    """Look at everything. Originals in ``sound`` are not read again; it grows by those that were right.

    Raises ArchiveError ``archive-newer``.
    """
    found = Examination()
    engine = _mark(layout, found)
    found.findings += storing.leftovers(layout)
    broken = list(registering.catalogue(layout))
    found.findings += broken
    listed = None if broken else _contents(layout, found, engine)
    found.findings += storing.originals(layout, listed, sound, tell)
    found.checked["originals"] = len(sound)
    return found


def _mark(layout: Layout, found: Examination) -> str:
    try:
        return layout.engine()
    except ArchiveError as fault:
        if fault.code == "archive-newer":
            raise
        found.findings.append(Finding("mark-damaged", layout.mark.name))
        return layout.likely_engine()


def _contents(layout: Layout, found: Examination, engine: str) -> dict[str, str] | None:
    """Look into the catalogue; the originals that it lists, none if it cannot be read."""
    try:
        with closing(Catalogue.open(layout.catalogue)) as catalogue, catalogue.reading() as connection:
            _catalogue(layout, found, connection)
            values = all(each.code not in ("parts-broken", "letter-broken") for each in found.findings)
            found.findings += searching.index(layout, connection, engine, values=values)
            return holding.listed(connection)
    except ArchiveError as fault:
        if fault.code != "archive-damaged":
            raise
        found.findings.append(Finding("catalogue-damaged", layout.catalogue.name, _cause(fault)))
        return None


def _catalogue(layout: Layout, found: Examination, connection: Connection) -> None:
    dangling = list(registering.dangling(layout))
    deeper = [*holding.unknown(connection), *holding.parts(connection), *holding.letters_held(connection)]
    found.findings += [*dangling, *deeper]
    # Where letters are broken so are their links; these are looked at once the letters are mended.
    if not dangling and not any(each.code == "letter-broken" for each in deeper):
        found.findings += pointing.links(connection)
    for name, table in (("parts", copies), ("letters", letters), ("references", references)):
        found.checked[name] = connection.execute(select(func.count()).select_from(table)).scalar_one()


def _cause(fault: ArchiveError) -> str:
    cause = fault.__cause__
    return " ".join(str(getattr(cause, "orig", cause) or fault.code).split())
