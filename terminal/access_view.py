"""``access-log``: who looked at what in the web pages, and when."""

from __future__ import annotations

import json
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from parsers.errors import NotFound
from terminal import sheets
from terminal.text import clean, label, shown_moment
from terminal.usage import wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from archive import Archive
    from archive.access_log import Access
    from terminal.screen import Screen

COLUMNS = ("at", "user", "address", "deed", "what")
USUAL = 50
"""Lines on the terminal where no number is given; files take all."""


def run(
    screen: Screen,
    *,
    user: str | None,
    letter: str | None,
    since: str | None,
    limit: int | None,
    form: str,
    output: Path | None,
) -> None:
    """The last lines of the log, oldest first: of one user, of one letter, since a day."""
    sheets.only_for_data(screen, output, form, "jsonl", "csv")
    day = _first_day(since) if since else None
    with screen.open_archive() as archive:
        id_ = _id(archive, letter) if letter else None
        lines = archive.access_log.read(user=user, letter=id_, since=day)
        if form == "table":
            _table(screen, list(_last(lines, limit or USUAL)))
            return
        found = _last(lines, limit) if limit else lines
        if form == "jsonl":
            with sheets.opened(screen, output) as target:
                target.writelines(json.dumps(one.as_json(), ensure_ascii=False) + "\n" for one in found)
        else:
            rows = (one.as_json() | {"what": _what(one)} for one in found)
            sheets.write_csv(screen, output, COLUMNS, ([row[name] for name in COLUMNS] for row in rows))


def _first_day(typed: str) -> str:
    """The first ISO day of a day, month or year as people type it."""
    from index.values import days

    span = days(typed)
    if span is None:
        raise wrong("access.since", typed=typed)
    first = str(span[0])
    return f"{first[:4]}-{first[4:6]}-{first[6:]}"


def _id(archive: Archive, letter: str) -> str:
    """The id of a letter that was asked for by number; what is not in the archive now may have been."""
    try:
        return archive.letter(letter).id
    except NotFound:
        return letter


def _last(lines: Iterable[Access], limit: int) -> Iterator[Access]:
    return islice(deque(lines, maxlen=limit), limit)


def _table(screen: Screen, found: list[Access]) -> None:
    from terminal.tables import add_row, new_table

    if not found:
        screen.show(screen.say("access.none"))
        return
    table = new_table(screen, [screen.say(f"access.{name}") for name in COLUMNS])
    for one in found:
        deed = label("deed", one.deed, screen)
        add_row(table, shown_moment(one.at, screen), clean(one.user), one.address, deed, clean(_what(one)))
    screen.show(table)


def _what(one: Access) -> str:
    return " ".join(f"{name}={value}" for name, value in one.what.items())
