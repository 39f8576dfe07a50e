"""The arrangement of a picture: how many columns and rows, how wide gutters are, the corners of lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.columns import Column, in_columns
from report.routing import Routes, Spot, route

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archive import TraceLetter, TraceLink
    from report.routing import Route, Side

PAGE = (1046.0, 718.0)
"""A4 landscape within margins of 10 mm, in picture units of 1/96 inch."""
BOX_WIDTH, BOX_HEIGHT = 168.0, 86.0
MARGIN, HEAD, AXIS = 14.0, 52.0, 24.0
FOOT = 80.0
"""What the legend takes, about."""
PAD, TRACK, GUTTER, CHANNEL = 26.0, 8.0, 56.0, 18.0
TRIED = 6
"""Arrangements that are tried in full."""
MOST_GAP = 170.0
"""How much wider a gutter is made at most to show that years lie between."""
LEAST_WIDTH = 640.0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where everything stands, in picture units: left edges of columns, tops of rows, from where to where gutters and
    channels reach, the right and the lower end of the field, and the width of the picture."""

    columns: tuple[Column, ...]
    spots: Mapping[str, Spot]
    routes: Routes
    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    gutters: tuple[tuple[float, float], ...]
    channels: tuple[tuple[float, float], ...]
    right: float
    bottom: float
    width: float

    def corner(self, letter: str) -> tuple[float, float]:
        """The upper left corner of a letter's box."""
        spot = self.spots[letter]
        return self.lefts[spot.column], self.tops[spot.row]

    def points(self, way: Route) -> list[tuple[float, float]]:
        """The corners of a line, from its arrow back to the citing letter: lines that join share their dashes."""
        link = way.link
        start = self._port(link.target, way.target_side, way.target_port)
        end = self._port(link.source, way.source_side, way.source_port)
        if not way.gutters:
            return [start, end]
        tracks = [
            self._track(
                self.gutters[one], self.routes.gutter_tracks[one, way.bundle], self.routes.gutters[one]
            )
            for one in way.gutters
        ]
        if way.channel is None:
            return [start, (tracks[0], start[1]), (tracks[0], end[1]), end]
        y = self._track(
            self.channels[way.channel],
            self.routes.channel_tracks[way.channel, way.bundle],
            self.routes.channels[way.channel],
        )
        first, last = tracks
        return [start, (last, start[1]), (last, y), (first, y), (first, end[1]), end]

    def _port(self, letter: str, side: Side, port: int) -> tuple[float, float]:
        x, y = self.corner(letter)
        return (x if side == "left" else x + BOX_WIDTH), y + BOX_HEIGHT / 2 + port

    @staticmethod
    def _track(room: tuple[float, float], track: int, count: int) -> float:
        return (room[0] + room[1]) / 2 + (track - (count - 1) / 2) * TRACK


def arrange(letters: Sequence[TraceLetter], links: Sequence[TraceLink]) -> Arrangement:
    """Where the boxes of ``letters`` stand and the lines of ``links`` run, as large on a page as can be."""
    columns, spots, routes = _best(letters, links)
    widths, heights = _gutter_widths(routes), _channel_heights(routes)
    free = PAGE[0] - 2 * MARGIN - sum(widths) - BOX_WIDTH * len(columns)
    gaps = [_gap(columns, place) for place in range(len(widths))]
    years = sum(gaps)
    if free > 0 and years:
        more = [min(MOST_GAP, free * gap / years) for gap in gaps]
        widths = [width + added for width, added in zip(widths, more, strict=True)]
    x, y = MARGIN, HEAD + AXIS
    lefts, tops, gutters, channels = [], [], [], []
    for width in widths:
        gutters.append((x, x + width))
        lefts.append(x + width)
        x += width + BOX_WIDTH
    for height in heights:
        channels.append((y, y + height))
        tops.append(y + height)
        y += height + BOX_HEIGHT
    right, bottom = x - BOX_WIDTH, y - BOX_HEIGHT
    return Arrangement(
        columns=tuple(columns),
        spots=spots,
        routes=routes,
        lefts=tuple(lefts[:-1]),
        tops=tuple(tops[:-1]),
        gutters=tuple(gutters),
        channels=tuple(channels),
        right=right,
        width=max(right + MARGIN, LEAST_WIDTH),
        bottom=bottom,
    )


def _best(
    letters: Sequence[TraceLetter], links: Sequence[TraceLink]
) -> tuple[list[Column], dict[str, Spot], Routes]:
    """Columns, places and ways with as many rows as show the chain largest on a page."""
    linked: dict[str, set[str]] = {}
    for link in links:
        linked.setdefault(link.source, set()).add(link.target)
        linked.setdefault(link.target, set()).add(link.source)
    choices = [in_columns(letters, linked, rows) for rows in range(1, len(letters) + 1)]
    guesses = sorted(range(len(choices)), key=lambda place: (_shrinking(choices[place], None), place))
    found: list[tuple[float, int, dict[str, Spot], Routes]] = []
    for place in sorted(guesses[:TRIED]):
        columns = choices[place]
        spots = {
            letter.id: Spot(number, row)
            for number, column in enumerate(columns)
            for letter, row in zip(column.letters, column.rows, strict=True)
        }
        routes = route(links, spots, len(columns), _row_count(columns))
        found.append((_shrinking(columns, routes), place, spots, routes))
    _, place, spots, routes = min(found, key=lambda one: one[:2])
    return choices[place], spots, routes


def _gap(columns: Sequence[Column], gutter: int) -> float:
    """Years between the columns on both sides of a gutter."""
    if not 0 < gutter < len(columns):
        return 0.0
    before, after = columns[gutter - 1], columns[gutter]
    if not (before.dated and after.dated):
        return 0.0
    return max(0.0, _moment(after.letters[0].date) - _moment(before.letters[-1].date))


def _row_count(columns: Sequence[Column]) -> int:
    return max(row for column in columns for row in column.rows) + 1


def _gutter_widths(routes: Routes) -> list[float]:
    """The widths of the gutters, those outside the first and last columns too."""
    last = len(routes.gutters) - 1
    return [
        max(GUTTER if 0 < place < last else 0.0, 2 * PAD + TRACK * (count - 1) if count else 0.0)
        for place, count in enumerate(routes.gutters)
    ]


def _channel_heights(routes: Routes) -> list[float]:
    last = len(routes.channels) - 1
    return [
        max(CHANNEL if 0 < place < last else 10.0, CHANNEL + TRACK * (count - 1) if count else 0.0)
        for place, count in enumerate(routes.channels)
    ]


def _shrinking(columns: Sequence[Column], routes: Routes | None) -> float:
    """How many times too large for the page the picture is, 1 if it fits; a guess where lines have no ways yet."""
    rows = _row_count(columns)
    width: float = len(columns) * BOX_WIDTH
    height: float = HEAD + AXIS + rows * BOX_HEIGHT + FOOT
    if routes is None:
        width += len(columns) * 1.3 * GUTTER
        height += rows * 1.2 * CHANNEL
    else:
        width += sum(_gutter_widths(routes))
        height += sum(_channel_heights(routes))
    return max((width + 2 * MARGIN) / PAGE[0], height / PAGE[1], 1.0)


def _moment(date: str | None) -> float:
    """A date as years and parts of years."""
    parts = [int(part) for part in (date or "0").split("-")]
    month, day = (*parts[1:], 1, 1)[:2]
    return parts[0] + (month - 1) / 12 + (day - 1) / 372
