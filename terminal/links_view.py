"""``stats --links``: how the letters of the archive hang together, and where they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terminal.letter_view import summary_line
from terminal.text import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from archive import LetterSummary, LinkStatistics
    from terminal.screen import Screen

MOST_ROWS = 10


def run(screen: Screen, form: str) -> None:
    """Print the figures of the links."""
    with screen.open_archive() as archive:
        figures = archive.link_stats()
    if form == "json":
        screen.write(screen.as_json(figures.as_json()))
    else:
        screen.show(*_page(figures, screen))


def _page(figures: LinkStatistics, screen: Screen) -> Iterator[RenderableType]:
    from terminal.tables import facts
    from terminal.wrapping import Text

    yield facts([(screen.say("links.total"), f"{sum(figures.states.values()):,}")], right=True)
    for group, counts in (("state", figures.states), ("relation", figures.relations)):
        if counts:
            yield Text()
            yield Text(screen.say(f"links.by-{group}"), "bold")
            yield facts(
                [(label(group, one, screen), f"{count:,}") for one, count in counts.items()], right=True
            )
    chain = screen.say("links.chain", count=len(figures.longest_chain))
    yield from _listed(chain, (summary_line(one, screen) for one in figures.longest_chain), screen)
    most = (
        f"{summary_line(one.letter, screen)}  {screen.say('links.times', count=one.count)}"
        for one in figures.most_cited[:MOST_ROWS]
    )
    yield from _listed(screen.say("links.most-cited"), most, screen)
    cycles = screen.say("links.cycles", count=len(figures.cycles), letters=figures.circling)
    yield from _listed(cycles, (_circle(cycle, screen) for cycle in figures.cycles), screen)
    wrong = (
        f"{summary_line(one.citing, screen)} → {summary_line(one.cited, screen)}"
        for one in figures.out_of_time
    )
    yield from _listed(screen.say("links.out-of-time", count=len(figures.out_of_time)), wrong, screen)
    twins = (
        " / ".join(f"{one.id} {summary_line(one, screen)}" for one in group) for group in figures.conflicts
    )
    yield from _listed(screen.say("links.conflicts", count=len(figures.conflicts)), twins, screen)


def _circle(cycle: Sequence[LetterSummary], screen: Screen) -> str:
    return " → ".join(summary_line(one, screen) for one in (*cycle, cycle[0]))


def _listed(head: str, lines: Iterable[str], screen: Screen) -> Iterator[RenderableType]:
    """A head and lines under it, the first ones where there are many; nothing where there are none."""
    from terminal.wrapping import Text

    shown = list(lines)
    if not shown:
        return
    yield Text()
    yield Text(head, "bold")
    # One that would be left alone is named too.
    most = len(shown) if len(shown) == MOST_ROWS + 1 else MOST_ROWS
    yield from (Text(f"  {line}") for line in shown[:most])
    if shown[most:]:
        yield Text(f"  {screen.say('links.more', count=len(shown) - most)}", "dim")
