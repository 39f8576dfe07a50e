"""How values are shown in a page: filters for the templates, on top of ``report.labels``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from report import labels
from report.escaping import clean
from web.language import chosen

if TYPE_CHECKING:
    from flask import Flask

    from archive import LetterSummary, TraceLetter


def prepare(app: Flask) -> None:
    """Give the templates of ``app`` these filters."""
    app.jinja_env.filters.update(
        date=date, year=year, letter_name=letter_name, clean=clean, thousands=thousands, marked=marked
    )
    app.jinja_env.globals.update(label=label)


def label(group: str, value: str | None) -> str:
    """What the reader calls a kind, a status, a relation."""
    return labels.label(group, value, chosen())


def date(iso: str | None) -> str:
    """A day as the reader writes it."""
    return labels.shown_date(iso, chosen())


def year(buddhist: str) -> str:
    """A Buddhist year as the reader counts."""
    return labels.shown_year(buddhist, chosen())


def thousands(count: int) -> str:
    return f"{count:,}"


def letter_name(letter: LetterSummary | TraceLetter) -> str:
    """A letter by its number, orders and the like by their kind before it."""
    return clean(labels.letter_name(letter.number, letter.number_partial, letter.kind, chosen()))


def marked(text: str, marks: tuple[tuple[int, int], ...], cut: tuple[bool, bool]) -> Markup:
    """Source text with what answers the query in ``<mark>``; everything in it is escaped."""
    pieces: list[Markup | str] = ["…" if cut[0] else ""]
    at = 0
    for start, end in marks:
        pieces += [
            escape(clean(text[at:start])),
            Markup("<mark>"),
            escape(clean(text[start:end])),
            Markup("</mark>"),
        ]
        at = end
    pieces += [escape(clean(text[at:])), "…" if cut[1] else ""]
    return Markup("").join(pieces)
