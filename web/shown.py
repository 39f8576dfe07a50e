"""How values are shown in a page: filters for the templates, on top of ``report.labels``."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from report import labels
from web.language import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

    from archive import LetterSummary, MissingLetter, TraceLetter
    from index import Hit


# Control characters, marks that turn the direction of writing, halves of characters (from names of files).
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def prepare(app: Flask) -> None:
    """Give the templates of ``app`` these filters."""
    app.jinja_env.filters.update(
        date=date,
        days=days,
        moment=moment,
        year=year,
        hit_name=hit_name,
        own_name=own_name,
        letter_name=letter_name,
        absent_name=absent_name,
        marked=marked,
        thousands=thousands,
    )
    app.jinja_env.globals.update(label=label)
    app.jinja_env.finalize = harmless


def harmless(value: Any) -> Any:
    """``value`` without what could rearrange the page or cannot be sent; every expression of every template passes."""
    if value is None:
        return ""
    return type(value)(_UNSHOWN.sub(" ", value)) if isinstance(value, str) else value


def label(group: str, value: str | None) -> str:
    """What the reader calls a kind, a status, a relation."""
    return labels.label(group, value, chosen())


def date(iso: str | None) -> str:
    """A day as the reader writes it."""
    return labels.shown_date(iso, chosen())


def days(first: str | None, last: str | None) -> str:
    """A day, or from one day to another."""
    return " – ".join(dict.fromkeys(date(day) for day in (first, last) if day))


def moment(iso: str) -> str:
    """A moment (UTC) in this machine's time zone, to the minute."""
    here = datetime.fromisoformat(iso).astimezone()
    return f"{date(here.date().isoformat())} {here:%H:%M}"


def year(buddhist: str) -> str:
    """A Buddhist year as the reader counts."""
    return labels.shown_year(buddhist, chosen())


def thousands(count: int) -> str:
    return f"{count:,}"


def letter_name(letter: LetterSummary | TraceLetter) -> str:
    """A letter by its number, orders and the like by their kind before it."""
    return labels.letter_name(letter.number, letter.number_partial, letter.kind, chosen())


def absent_name(letter: MissingLetter) -> str:
    """A letter that is in no file, by its number; one that was cited without by its subject or the words that cite it."""
    number = letter.number or letter.number_partial
    if not number:
        return letter.title or " / ".join(letter.spellings) or letter.id
    return labels.letter_name(letter.number, letter.number_partial, letter.kind or "external", chosen())


def own_name(letter: Mapping[str, Any]) -> str:
    """The letter of a page (a parse object) by its number."""
    return labels.letter_name(letter["number"], letter["number_partial"], letter["kind"], chosen())


def hit_name(hit: Hit) -> str:
    """A letter found, by its number, orders and the like by their kind before it."""
    return labels.letter_name(hit.number, None, hit.kind, chosen())


def marked(text: str, marks: tuple[tuple[int, int], ...], cut: tuple[bool, bool]) -> Markup:
    """Source text with what answers the query in ``<mark>``; everything in it is escaped."""
    pieces: list[str] = ["…" if cut[0] else ""]
    at = 0
    for start, end in marks:
        pieces += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        at = end
    pieces += [escape(text[at:]), "…" if cut[1] else ""]
    return Markup("").join(pieces)
