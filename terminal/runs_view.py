"""``runs``: what was brought in or mended when, by whom, and what became of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from terminal import sheets
from terminal.text import clean, label, shown_moment
from terminal.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archive import Manifest, Run
    from terminal.screen import Screen

COLUMNS = (
    "run", "kind", "started", "finished", "seconds", "author", "program", "parser", "tokenizer", "options",
    "files", "imported", "copies", "unchanged", "not_letters", "failed", "letters",
)  # fmt: skip
FILE_COLUMNS = ("path", "sha256", "outcome", "code", "message", "seconds")
_COUNTS = (
    "files",
    "imported",
    "copies",
    "unchanged",
    "not_letters",
    "failed",
    "letters",
    "mended",
    "unmended",
)


def run(screen: Screen, words: Sequence[str], form: str, limit: int | None, output: Path | None) -> None:
    """List the runs, or with the words ``show N`` the files of one."""
    sheets.only_for_data(screen, output, form, "json", "csv")
    if words:
        show(screen, _number(screen, words), form, output)
    else:
        list_(screen, form, limit, output)


def _number(screen: Screen, words: Sequence[str]) -> int:
    """Which run is meant: a number with or without ``show`` before it, in any digits."""
    number = words[-1]
    if (len(words) > 1 and words[0] != "show") or len(words) > 2 or not number.isdecimal():
        raise Usage(screen.say("runs.usage"), click.get_current_context(silent=True))
    return int(number)


def list_(screen: Screen, form: str, limit: int | None, output: Path | None) -> None:
    """The runs, latest first."""
    with screen.open_archive() as archive:
        runs = archive.runs(limit)
    if form == "json":
        with sheets.opened(screen, output) as target:
            target.write(screen.as_json([one.as_json() for one in runs]))
    elif form == "csv":
        rows = ({**one.as_json(), **one.counts, "options": _options(one)} for one in runs)
        sheets.write_csv(screen, output, COLUMNS, ([row.get(name) for name in COLUMNS] for row in rows))
    else:
        _table(screen, runs)


def show(screen: Screen, number: int, form: str, output: Path | None) -> None:
    """One run with every file that it met."""
    with screen.open_archive() as archive:
        manifest = archive.run(number)
    if form == "json":
        with sheets.opened(screen, output) as target:
            target.write(screen.as_json(manifest.as_json()))
    elif form == "csv":
        rows = (file.as_json() | {"message": file.message(screen.lang)} for file in manifest.files)
        sheets.write_csv(screen, output, FILE_COLUMNS, ([row[name] for name in FILE_COLUMNS] for row in rows))
    else:
        _page(screen, manifest)


def _table(screen: Screen, runs: list[Run]) -> None:
    from terminal.tables import add_row, new_table

    if not runs:
        screen.show(screen.say("runs.none"))
        return
    names = ("run", "kind", "started", "author", "outcome")
    table = new_table(screen, [screen.say(f"runs.{name}") for name in names], numbers=(0,))
    for one in runs:
        began = shown_moment(one.started, screen)
        add_row(table, one.id, label("runkind", one.kind, screen), began, one.author, _outcome(one, screen))
    screen.show(table, "", screen.say("runs.see"))


def _outcome(one: Run, screen: Screen) -> str:
    """The counts that are not nought, in a line."""
    if one.finished is None:
        return screen.say("runs.unfinished")
    told = [
        f"{label('count', name, screen)} {one.counts[name]:,}" for name in _COUNTS if one.counts.get(name)
    ]
    if one.counts.get("interrupted"):
        told.append(screen.say("runs.interrupted"))
    return ", ".join(told)


def _options(one: Run) -> str:
    return " ".join(f"{name}={value}" for name, value in one.options.items() if value not in (None, False))


def _page(screen: Screen, manifest: Manifest) -> None:
    from terminal.tables import add_row, facts, new_table
    from terminal.wrapping import Text

    one = manifest.run
    told = {
        "kind": label("runkind", one.kind, screen),
        "started": shown_moment(one.started, screen),
        "finished": shown_moment(one.finished, screen) if one.finished else screen.say("runs.unfinished"),
        "author": one.author,
        "paths": "\n".join(one.paths),
        "options": _options(one),
        "program": f"{one.program}, parser {one.parser}",
        "tokenizer": one.tokenizer,
        "outcome": _outcome(one, screen) if one.finished else None,
    }
    screen.show(Text(screen.say("runs.title", number=one.id), "bold"))
    screen.show(facts((screen.say(f"runs.{name}"), value) for name, value in told.items()))
    if not manifest.files:
        return
    names = ("outcome", "file", "seconds", "sha256")
    table = new_table(screen, [screen.say(f"runs.{name}") for name in names], numbers=(2,))
    for file in manifest.files:
        reason = file.message(screen.lang)
        path = Text(clean(file.path) + (f"\n{clean(reason)}" if reason else ""))
        seconds = None if file.seconds is None else f"{file.seconds:.1f}"
        add_row(table, label("outcome", file.outcome, screen), path, seconds, (file.sha256 or "")[:12])
    screen.show("", table)
