"""Small words: dates, numbers and labels as a person reads them; letters' own text made safe for a terminal."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from report import labels
from report.escaping import clean as clean
from terminal.messages import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from terminal.screen import Screen
    from terminal.wrapping import Text

STATUS_STYLES = {
    "in_force": "green",
    "supplemented": "cyan",
    "amended": "yellow",
    "replaced": "magenta",
    "cancelled": "red",
    "unknown": "dim",
}
STATE_STYLES = {"resolved": "green", "ambiguous": "yellow", "missing": "red", "not_a_letter": "dim"}


def fitted(line: str, stream: TextIO, hang: int = 0) -> str:
    """``line`` broken between words where the terminal behind ``stream`` is narrower.

    What comes after a break begins at column ``hang``; what the line begins with up to there is never broken.
    """
    if not stream.isatty():
        return line
    from shutil import get_terminal_size

    width = get_terminal_size().columns
    if len(line) <= width:  # no narrower than what is drawn: marks above and below count here too
        return line
    from terminal.wrapping import breaks

    hang = hang if hang * 2 < width else 0
    head, rest = line[:hang], line[hang:]
    cuts = [0, *breaks(rest, width - hang), len(rest)]
    return f"\n{' ' * hang}".join(
        [head + rest[: cuts[1]].rstrip(), *(rest[a:b].rstrip() for a, b in pairwise(cuts[1:]))]
    )


def shown_date(iso: str | None, screen: Screen) -> str:
    """``16 มิ.ย. 2563`` in Thai, ISO in English, nothing for no date."""
    return labels.shown_date(iso, screen.lang)


def shown_days(first: str | None, last: str | None, screen: Screen) -> str:
    """A day, or from one day to another."""
    days = [shown_date(day, screen) for day in (first, last) if day]
    return " – ".join(dict.fromkeys(days))


def shown_moment(iso: str, screen: Screen) -> str:
    """A moment in this machine's time zone, to the minute."""
    from datetime import datetime

    here = datetime.fromisoformat(iso).astimezone()
    return f"{shown_date(here.date().isoformat(), screen)} {here:%H:%M}"


def shown_year(buddhist: str, screen: Screen) -> str:
    """A Buddhist year as the reader counts."""
    return labels.shown_year(buddhist, screen.lang)


def label(group: str, value: str | None, screen: Screen) -> str:
    """What the reader calls ``value``: a kind, a status, a relation; the value itself when it has no name."""
    key = f"{group}.{value}"
    return screen.say(key) if key in WORDS else value or ""


def title(number: str | None, kind: str, screen: Screen) -> str:
    """What a letter is called by: its number; orders and the like by their kind before it, or alone."""
    if kind in ("external", "internal", "stamped"):
        return clean(number or screen.say("search.no-number"))
    return clean(" ".join(filter(None, (label("kind", kind, screen), number))))


def styled(group: str, value: str | None, screen: Screen, styles: Mapping[str, str]) -> Text:
    """A label in its colour."""
    from terminal.wrapping import Text

    return Text(label(group, value, screen), styles.get(value or "", ""))


def status_text(status: str, screen: Screen) -> Text:
    """The status of a letter in its colour."""
    return styled("status", status, screen, STATUS_STYLES)
