"""``search``: letters found, as blocks a person reads, as JSON, or as CSV."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report import answers
from report.answers import FACETS, HIT
from terminal.text import clean, label, shown_date, shown_year, status_text, title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import RenderableType

    from index import Hit, Results, Sort
    from terminal.screen import Screen
    from terminal.wrapping import Text

MOST_VALUES = 5
"""Values of a facet on the terminal; JSON has all."""


def run(
    screen: Screen,
    query: str,
    *,
    sort: Sort,
    limit: int,
    offset: int,
    form: str,
    output: Path | None,
    **filters: str | None,
) -> None:
    """Search and print."""
    from archive import Filters
    from terminal import sheets

    sheets.only_for_data(screen, output, form, "json", "csv")
    with screen.open_archive() as archive:
        results = archive.search(query, filters=Filters(**filters), sort=sort, limit=limit, offset=offset)
    if form == "json":
        with sheets.opened(screen, output) as target:
            target.write(screen.as_json(answers.found(results)))
    elif form == "csv":
        sheets.write_csv(
            screen, output, HIT, ([values[name] for name in HIT] for values in map(answers.hit, results.hits))
        )
    else:
        if filters.get("as_of"):
            screen.show(screen.say("search.as-of", day=filters["as_of"]))
        screen.show(
            *(blocks(results, screen, offset) if results.total else nothing(query, filters, results, screen))
        )


def blocks(
    results: Results, screen: Screen, offset: int = 0, *, facets: bool = True
) -> Iterator[RenderableType]:
    """A block a letter, then how many there are and how they spread."""
    from terminal.wrapping import Text

    for place, hit in enumerate(results.hits, start=offset + 1):
        yield from _block(place, hit, screen)
        yield Text()
    key = "search.found-one" if results.total == 1 else "search.found"
    said = [screen.say(key, total=f"{results.total:,}", ms=f"{results.took_ms:.0f}")]
    shown = offset + len(results.hits)
    if not results.hits:
        said.append(screen.say("search.beyond", offset=offset))
    elif len(results.hits) < results.total:
        said.append(screen.say("search.shown", first=offset + 1, last=shown))
        if shown < results.total:
            said.append(screen.say("search.more", offset=shown))
    yield Text("  ".join(said), "bold")
    yield from map(Text, _perhaps(results, screen))
    if facets and results.total > 1:
        yield from (Text(line, "dim") for line in _facet_lines(results, screen))


def _block(place: int, hit: Hit, screen: Screen) -> Iterator[RenderableType]:
    from rich.padding import Padding

    from terminal.wrapping import Text

    head = Text(f"{place}. ")
    head.append(title(hit.number, hit.kind, screen), "bold cyan")
    head.append(f"  {shown_date(hit.date, screen)}  " if hit.date else "  ")
    head.append_text(status_text(hit.status, screen))
    yield head
    subject = hit.subject or f"({label('kind', hit.kind, screen)})"
    yield Padding(Text(clean(subject), "bold"), (0, 0, 0, 3))
    if hit.sender:
        yield Padding(Text(clean(hit.sender)), (0, 0, 0, 3))
    if hit.snippet:
        yield Padding(_snippet(hit), (0, 0, 0, 3))
    if hit.resembles:
        yield Padding(Text(screen.say("search.resembles"), "dim italic"), (0, 0, 0, 3))


def _snippet(hit: Hit) -> Text:
    """The source's own characters with the marks set, runs of blanks shown as one."""
    from terminal.wrapping import Text

    source = Text(clean(hit.snippet), "dim")
    for start, end in hit.marks:
        source.stylize("not dim bold yellow", start, end)
    cuts = [cut for run in re.finditer(r"\s{2,}", source.plain) for cut in (run.start() + 1, run.end())]
    shown = Text("…" if hit.cut[0] else "", "dim")
    for part in source.divide(cuts)[::2]:  # every other part is a run of blanks but its first
        shown.append_text(part)
    if hit.cut[1]:
        shown.append("…", "dim")
    return shown


def _facet_lines(results: Results, screen: Screen) -> Iterator[str]:
    for name in FACETS:
        counts = sorted(results.facets.get(name, {}).items(), key=lambda item: (-item[1], item[0]))
        if not counts:
            continue
        # One that would be left alone is named too.
        most = len(counts) if len(counts) == MOST_VALUES + 1 else MOST_VALUES
        named = [f"{_value(name, value, screen)} ({count})" for value, count in counts[:most]]
        rest = sum(count for _, count in counts[most:])
        if rest:
            named.append(screen.say("stats.others", count=rest))
        yield f"{label('field', name, screen)}: {', '.join(named)}"


def _value(facet: str, value: str, screen: Screen) -> str:
    return shown_year(value, screen) if facet == "year" else clean(label(facet, value, screen))


def nothing(query: str, filters: dict[str, str | None], results: Results, screen: Screen) -> Iterator[str]:
    """No hits: what was understood, and what to try."""
    from index import parse_query
    from report.understood import in_words

    understood = parse_query(query, **{name: value for name, value in filters.items() if name != "as_of"})
    given = [f"--{name.replace('_', '-')}" for name, value in filters.items() if value]
    yield screen.say("search.none")
    yield screen.say("search.understood", query=in_words(understood.whole, screen.lang))
    yield from _perhaps(results, screen)
    yield screen.say("search.try")
    if given:
        yield f"  - {screen.say('search.try-filter', filters=' '.join(given))}"
    for key in ("search.try-fewer", "search.try-prefix", "search.try-missing"):
        yield f"  - {screen.say(key)}"


def _perhaps(results: Results, screen: Screen) -> Iterator[str]:
    """Near words for each typed word that no letter has."""
    for typed, words in results.near.items():
        named = screen.say("search.either").join(f"“{clean(word)}”" for word in words)
        yield screen.say("search.perhaps", typed=clean(typed), words=named)
