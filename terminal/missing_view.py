"""``missing``: letters that others cite but no file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terminal import sheets
from terminal.text import label, shown_date, title

if TYPE_CHECKING:
    from pathlib import Path

    from archive import MissingLetter
    from terminal.screen import Screen


def run(screen: Screen, form: str, output: Path | None) -> None:
    """Print what is missing, most cited first; as CSV for people who ask the issuing offices for it, office by office."""
    sheets.only_for_data(screen, output, form, "json", "csv")
    with screen.open_archive() as archive:
        letters = archive.missing()
    if form == "json":
        with sheets.opened(screen, output) as target:
            target.write(screen.as_json([letter.as_json() for letter in letters]))
    elif form == "csv":
        from report import requests

        sheets.write_csv(screen, output, requests.head(screen.lang), requests.rows(letters, screen.lang))
    else:
        _table(screen, letters)


def _table(screen: Screen, letters: list[MissingLetter]) -> None:
    from terminal.letter_view import summary_line
    from terminal.tables import add_row, new_table

    if not letters:
        screen.show(screen.say("missing.none"))
        return
    names = ("cited-times", "letter", "cited_by")
    table = new_table(screen, [label("field", name, screen) for name in names], numbers=(0,))
    for letter in letters:
        number = letter.number or letter.number_partial
        if number and letter.kind:
            number = title(number, letter.kind, screen)
        number = number or letter.title or " / ".join(letter.spellings)
        named = "  ".join(filter(None, (number, shown_date(letter.date, screen))))
        citing = "\n".join(summary_line(one, screen) for one in letter.cited_by)
        add_row(table, letter.count, "\n".join(filter(None, (named, letter.issuer))), citing)
    screen.show(table, "", screen.say("missing.count", count=len(letters)))
