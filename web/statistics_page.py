"""The archive in figures: how many letters of what kind, and how they hang together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, render_template, url_for

from web.language import say
from web.shelf import archive
from web.shown import label, moment, thousands, year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from archive import Statistics

pages = Blueprint("statistics", __name__)

MOST_ROWS: Final = 15
"""Values of a table and lines of a list that are seen; the rest is counted."""
MB: Final = 1_000_000
_SUMS: Final = (
    "letters", "files", "letter_files", "copies", "not_letters", "failures", "missing", "conflicts",
)  # fmt: skip
_SIZES: Final = ("original_bytes", "catalogue_bytes", "index_bytes")


@dataclass(frozen=True, slots=True)
class Bar:
    """A value: how many have it, its part of the longest bar in hundredths, the search that finds them."""

    name: str
    count: int
    part: float
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Values of one facet; ``name`` as its field is called."""

    name: str
    bars: tuple[Bar, ...]


@pages.get("/statistics")
def page() -> str:
    """All figures, each with the letters behind it where a search can find them."""
    figures = archive().stats()
    return render_template(
        "statistics.html",
        figures=figures,
        sums=list(_sums(figures)),
        tables=list(_tables(figures)),
        linked=archive().link_stats(),
        most=MOST_ROWS,
    )


def _sums(figures: Statistics) -> Iterator[tuple[str, str, str | None]]:
    """What is counted, how many, and where they are listed."""
    lists = {"letters": "search.page", "missing": "missing.page"}
    for name in _SUMS:
        count = getattr(figures, name)
        yield name, thousands(count), url_for(lists[name]) if count and name in lists else None
    for name in _SIZES:
        yield name, say("statistics.megabytes", size=f"{getattr(figures, name) / MB:,.1f}"), None
    if figures.last_run:
        yield "last_run", moment(figures.last_run.started), None


def _tables(figures: Statistics) -> Iterator[Table]:
    years = dict(sorted(figures.years.items(), reverse=True))
    groups: tuple[tuple[str, Mapping[str, int], Callable[[str], str], bool], ...] = (
        ("year", years, year, True),
        ("kind", figures.kinds, lambda value: label("kind", value), True),
        ("from", figures.senders, str, True),
        ("status", figures.statuses, lambda value: label("status", value), True),
        ("state", figures.references, lambda value: label("state", value), False),
        ("relation", figures.relations, lambda value: label("relation", value), False),
    )
    for name, counts, named, found in groups:
        if counts:
            yield Table(name, tuple(_bars(name, counts, named, found)))


def _bars(name: str, counts: Mapping[str, int], named: Callable[[str], str], found: bool) -> Iterator[Bar]:
    longest = max(counts.values())
    # One that would be left alone is named too.
    most = len(counts) if len(counts) == MOST_ROWS + 1 else MOST_ROWS
    listed = list(counts.items())
    for value, count in listed[:most]:
        asked: dict[str, Any] = {name: value}
        href = url_for("search.page", **asked) if found else None
        yield Bar(named(value), count, round(100 * count / longest, 1), href)
    if rest := [count for _, count in listed[most:]]:
        yield Bar(say("statistics.others", count=len(rest)), sum(rest), 0.0)
