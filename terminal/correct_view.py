"""``correct``: values put right by a person, with the reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from terminal.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terminal.screen import Screen

_CHANGE = re.compile(r"(?P<field>[A-Za-z_][\w.]*(?:\[[^\]=]*\][\w.]*)?)=(?P<value>.*)", re.S)


def run(screen: Screen, words: Sequence[str], reason: str, author: str | None) -> None:
    """Correct a letter and say what was done."""
    from archive import login_name

    name, changes = understood(words, screen)
    with screen.open_archive() as archive:
        record = archive.correct(
            name, changes, reason=reason, author=login_name() if author is None else author
        )
    from terminal.letter_view import correction_line, summary_line
    from terminal.text import clean, shown_date, title

    letter = record.letter
    named = title(letter["number"] or letter["number_partial"], letter["kind"], screen)
    screen.show(screen.say("correct.done"))
    screen.show("  ".join(filter(None, (named, shown_date(letter["date"], screen), record.id))))
    for made in record.corrections[-len(changes) :]:
        screen.show(f"  {clean(correction_line(made, screen))}")
    for key, others in (
        ("field.cited_by", [one.letter for one in record.cited_by]),
        ("show.twins", record.twins),
    ):
        if others:
            screen.show(screen.say(key), *(f"  {summary_line(one, screen)}" for one in others))


def understood(words: Sequence[str], screen: Screen) -> tuple[str, dict[str, str]]:
    """The letter and the changes; a word without ``=`` goes on what stands before it, as in ``date=16 มิ.ย. 2563``."""
    name: list[str] = []
    changes: dict[str, str] = {}
    field = None
    for word in words:
        change = _CHANGE.fullmatch(word)
        if change is not None:
            field = change["field"]
            if field in changes:
                raise _usage(screen, "correct.twice", field=field)
            changes[field] = change["value"]
        elif field is None:
            name.append(word)
        else:
            changes[field] = f"{changes[field]} {word}"
    if not name:
        raise _usage(screen, "correct.no-letter")
    if not changes:
        raise _usage(screen, "correct.no-change")
    return " ".join(name), changes


def _usage(screen: Screen, key: str, **values: str) -> Usage:
    return Usage(screen.say(key, **values), click.get_current_context(silent=True))
