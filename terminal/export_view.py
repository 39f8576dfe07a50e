"""``export``: letters as the archive knows them, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from terminal import sheets
from terminal.usage import wrong

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from archive import Archive
    from terminal.screen import Screen


def run(screen: Screen, query: str, form: str, output: Path | None) -> None:
    """Write the letters that answer ``query`` (all for none) as ``form``."""
    with screen.open_archive() as archive:
        if form == "csv":
            from report.letter_rows import HEAD, letter_row

            sheets.write_csv(screen, output, HEAD, map(letter_row, archive.export(query or None)))
            return
        if form == "xlsx":
            _workbook(screen, archive, query or None, output)
            return
        # A query that cannot be understood must not cost the file that is there.
        pieces = _pieces(archive, query or None, form, screen)
        with sheets.opened(screen, output) as target:
            target.writelines(pieces)


def _workbook(screen: Screen, archive: Archive, query: str | None, output: Path | None) -> None:
    from itertools import chain

    from report.workbook import MOST_LETTERS, write_workbook

    if output is None:
        raise wrong("export.needs-output")
    letters = archive.export(query)
    first = next(letters, None)  # a query that cannot be understood must not cost the file that is there
    with sheets.opened_binary(screen, output) as target:
        whole = write_workbook(target, chain([first] if first else [], letters), screen.lang)
    if not whole:
        screen.note(screen.say("export.cut", most=f"{MOST_LETTERS:,}"))


def _pieces(archive: Archive, query: str | None, form: str, screen: Screen) -> Iterable[str]:
    if form == "graphml":
        from report.graphml import graphml

        return graphml(archive.graph(query), screen.lang)
    if form == "ecms-xml":
        from report.ecms import ecms_xml

        return ecms_xml(archive.export(query))
    return (json.dumps(letter, ensure_ascii=False) + "\n" for letter in archive.export(query))
