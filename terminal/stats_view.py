"""``stats``: the archive in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terminal.text import label, shown_moment, shown_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rich.console import RenderableType

    from archive import Statistics
    from terminal.screen import Screen

MOST_ROWS = 10


def run(screen: Screen, form: str) -> None:
    """Print the figures."""
    with screen.open_archive() as archive:
        figures = archive.stats()
    if form == "json":
        screen.write(screen.as_json(figures.as_json()))
    else:
        screen.show(*_page(figures, screen))


def _page(figures: Statistics, screen: Screen) -> Iterator[RenderableType]:
    from terminal.tables import facts
    from terminal.wrapping import Text

    names = ("letters", "files", "letter_files", "copies", "not_letters", "failures", "missing", "conflicts")
    rows = [(screen.say(f"stats.{name}"), f"{getattr(figures, name):,}") for name in names]
    sizes = ("original_bytes", "catalogue_bytes", "index_bytes")
    rows += [(screen.say(f"stats.{name}"), f"{getattr(figures, name):,}") for name in sizes]
    if figures.last_run:
        rows.append((screen.say("stats.last_run"), shown_moment(figures.last_run.started, screen)))
    yield facts(rows, right=True)
    if figures.suggested_engine:
        yield Text()
        yield Text(screen.say("stats.suggested", engine=figures.suggested_engine))
    groups: tuple[tuple[str, Mapping[str, int], Callable[[str], str]], ...] = (
        ("kind", figures.kinds, lambda value: label("kind", value, screen)),
        ("year", dict(sorted(figures.years.items(), reverse=True)), lambda value: shown_year(value, screen)),
        ("from", figures.senders, str),
        ("status", figures.statuses, lambda value: label("status", value, screen)),
        ("state", figures.references, lambda value: label("state", value, screen)),
        ("relation", figures.relations, lambda value: label("relation", value, screen)),
    )
    for name, counts, named in groups:
        if not counts:
            continue
        # One that would be left alone is named too.
        most = len(counts) if len(counts) == MOST_ROWS + 1 else MOST_ROWS
        shown = [(named(value), f"{count:,}") for value, count in list(counts.items())[:most]]
        rest = list(counts.values())[most:]
        if rest:
            shown.append((screen.say("stats.others", count=len(rest)), f"{sum(rest):,}"))
        yield Text()
        yield Text(screen.say(f"stats.by-{name}"), "bold")
        yield facts(shown, right=True)
