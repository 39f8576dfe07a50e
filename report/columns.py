"""Where each letter of a chain stands in the picture: columns from old to new, rows that keep lines short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from archive import Trace, TraceLetter


@dataclass(frozen=True, slots=True)
class Column:
    """Letters above each other, by date, with their rows. ``dated`` is false for those without a date."""

    letters: tuple[TraceLetter, ...]
    rows: tuple[int, ...]
    dated: bool

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last Gregorian year of its letters."""
        dates = [letter.date or "0" for letter in self.letters]
        return int(dates[0][:4]), int(dates[-1][:4])


def nearest(trace: Trace, most: int) -> tuple[TraceLetter, ...]:
    """At most ``most`` letters of a chain, those the fewest links away from its root; in the chain's order."""
    if len(trace.letters) <= most:
        return trace.letters
    beside: dict[str, set[str]] = {}
    for link in trace.links:
        beside.setdefault(link.source, set()).add(link.target)
        beside.setdefault(link.target, set()).add(link.source)
    order = {letter.id: place for place, letter in enumerate(trace.letters)}
    chosen, level = {trace.root}, [trace.root]
    while level and len(chosen) < most:
        further = {one for letter in level for one in beside.get(letter, ())} - chosen
        level = sorted(further, key=order.__getitem__)[: most - len(chosen)]
        chosen |= set(level)
    return tuple(letter for letter in trace.letters if letter.id in chosen)


def in_columns(
    letters: Sequence[TraceLetter], links: Mapping[str, Collection[str]], rows: int
) -> list[Column]:
    """``letters`` (by date) in columns of at most ``rows``; a new year begins a new column where it has to be
    broken anyway. ``links`` are the letters that each is linked with."""
    made: list[Column] = []
    placed: dict[str, int] = {}
    undated = [letter for letter in letters if not letter.date]
    dated = [letter for letter in letters if letter.date]
    groups = [(group, False) for group in _pieces(undated, rows)]
    groups += [(group, True) for group in _by_year(dated, rows)]
    for group, is_dated in groups:
        chosen = _rows(group, links, placed, rows)
        placed |= {letter.id: row for letter, row in zip(group, chosen, strict=True)}
        made.append(Column(tuple(group), tuple(chosen), is_dated))
    return made


def _pieces(letters: list[TraceLetter], rows: int) -> list[list[TraceLetter]]:
    return [letters[start : start + rows] for start in range(0, len(letters), rows)]


def _by_year(letters: list[TraceLetter], rows: int) -> list[list[TraceLetter]]:
    years: dict[str, list[TraceLetter]] = {}
    for letter in letters:
        years.setdefault((letter.date or "")[:4], []).append(letter)
    made: list[list[TraceLetter]] = []
    for year in years.values():
        if made and len(made[-1]) + len(year) <= rows:
            made[-1] += year
        else:
            made += _pieces(year, rows)
    return made


def _rows(
    group: Sequence[TraceLetter],
    links: Mapping[str, Collection[str]],
    placed: Mapping[str, int],
    rows: int,
) -> list[int]:
    """The rows of a column's letters from top to bottom, as near as can be to the letters they are linked with."""
    wished = []
    for letter in group:
        linked = [placed[other] for other in links.get(letter.id, ()) if other in placed]
        wished.append(sum(linked) / len(linked) if linked else None)
    # best[row] is the least sum of distances with the last letter in that row or above, and the rows chosen.
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * rows
    for place, wish in enumerate(wished):
        found: list[tuple[float, tuple[int, ...]]] = []
        for row in range(rows):
            before = best[row - 1] if row else (0.0, ())
            if len(before[1]) == place:
                far = abs(row - wish) if wish is not None else row / 1000
                found.append((before[0] + far, (*before[1], row)))
            else:
                found.append((float("inf"), ()))
            if row and found[row - 1] <= found[row] and found[row - 1][1]:
                found[row] = found[row - 1]
        best = found
    return list(best[-1][1])
