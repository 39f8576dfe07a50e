"""Which way the lines of a picture run: along the gutters between columns and the channels between rows, never
through a box.

Places are counted in columns and rows here; how wide a gutter is comes of how many lines run in it. Lines with the
same end, relation and state join on their way, others never lie on each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from report.line_styles import ARROWS, STROKES

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from archive import TraceLink

Side = Literal["left", "right"]
PORTS: dict[Side, tuple[int, ...]] = {"left": (8, 16, 24, 32), "right": (12, 20, 28, 36)}
"""How far above or below the middle of a box lines may touch its sides; sides differ so that lines do not meet."""
_ROW_SHARE = 0.01
"""What a picture unit beside the middle of a box is of a row, near enough to tell which lines overlap."""


class Spot(NamedTuple):
    """A box's place."""

    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Route:
    """The way of ``link`` from ``source_side`` at ``source_port`` above (less than 0) or below the middle of the
    citing box to the cited one. It turns in ``gutters`` (one; two where it runs in ``channel`` between them; none
    where it is straight). ``bundle`` names the lines that it joins."""

    link: TraceLink
    source_side: Side
    target_side: Side
    source_port: int
    target_port: int
    gutters: tuple[int, ...]
    channel: int | None
    bundle: Hashable


@dataclass(frozen=True, slots=True)
class Routes:
    """All routes; the track of each bundle in each gutter and channel, and how many tracks these have."""

    routes: tuple[Route, ...]
    gutter_tracks: Mapping[tuple[int, Hashable], int]
    channel_tracks: Mapping[tuple[int, Hashable], int]
    gutters: tuple[int, ...]
    channels: tuple[int, ...]


@dataclass(slots=True)
class _Way:
    """A route while it is being made."""

    link: TraceLink
    source: Spot
    target: Spot
    source_side: Side
    target_side: Side
    gutters: tuple[int, ...]
    channel: int | None
    straight: bool
    source_port: int = 0
    target_port: int = 0

    @property
    def bundle(self) -> tuple[str, Side, str, str]:
        return (self.link.target, self.target_side, self.link.relation, self.link.state)

    @property
    def leaves(self) -> float:
        """How far up (less than 0) or down the line goes from the citing box."""
        return (self.target.row if self.channel is None else self.channel - 0.5) - self.source.row

    @property
    def comes(self) -> float:
        """From how far up (less than 0) or down the line comes to the cited box."""
        return (self.source.row if self.channel is None else self.channel - 0.5) - self.target.row


def route(links: Iterable[TraceLink], spots: Mapping[str, Spot], columns: int, rows: int) -> Routes:
    """The ways of ``links`` between boxes at ``spots`` in a field of ``columns`` and ``rows``."""
    taken = set(spots.values())
    ordered = sorted(links, key=lambda link: (spots[link.target], spots[link.source], _rank(link), link.text))
    ways: list[_Way] = []
    straight: set[tuple[Spot, Side]] = set()
    for link in ordered:
        way = _way(link, spots[link.source], spots[link.target], taken)
        if way.straight:
            ends: set[tuple[Spot, Side]] = {(way.source, way.source_side), (way.target, way.target_side)}
            if ends & straight:  # another relation of the same two: beside it
                way.straight, way.gutters = False, (way.source.column + (way.source_side == "right"),)
            straight |= ends
        ways.append(way)
    _give_ports(ways)
    gutter_spans: dict[int, dict[Hashable, list[float]]] = {}
    channel_spans: dict[int, dict[Hashable, list[float]]] = {}
    for way in ways:
        _claim(way, gutter_spans, channel_spans)
    gutter_tracks, gutter_counts = _tracks(gutter_spans, columns + 1)
    channel_tracks, channel_counts = _tracks(channel_spans, rows + 1)
    return Routes(
        routes=tuple(
            Route(
                link=way.link,
                source_side=way.source_side,
                target_side=way.target_side,
                source_port=way.source_port,
                target_port=way.target_port,
                gutters=way.gutters,
                channel=way.channel,
                bundle=way.bundle,
            )
            for way in ways
        ),
        gutter_tracks=gutter_tracks,
        channel_tracks=channel_tracks,
        gutters=gutter_counts,
        channels=channel_counts,
    )


def _rank(link: TraceLink) -> tuple[int, int]:
    return (-list(STROKES).index(link.relation), list(ARROWS).index(link.state))


def _way(link: TraceLink, source: Spot, target: Spot, taken: set[Spot]) -> _Way:
    if source.column == target.column:
        return _Way(link, source, target, "left", "left", (source.column,), None, straight=False)
    back = source.column > target.column
    source_side: Side = "left" if back else "right"
    target_side: Side = "right" if back else "left"
    start = source.column if back else source.column + 1
    end = target.column + 1 if back else target.column
    between = range(min(source.column, target.column) + 1, max(source.column, target.column))

    def free(row: int) -> bool:
        return not any((column, row) in taken for column in between)

    if source.row == target.row and free(source.row):
        return _Way(link, source, target, source_side, target_side, (), None, straight=True)
    if start == end or free(target.row):
        return _Way(link, source, target, source_side, target_side, (start,), None, straight=False)
    if free(source.row):
        return _Way(link, source, target, source_side, target_side, (end,), None, straight=False)
    channel = target.row if source.row < target.row else target.row + 1
    return _Way(link, source, target, source_side, target_side, (start, end), channel, straight=False)


def _give_ports(ways: Sequence[_Way]) -> None:
    """Where lines touch the boxes: straight ones in the middle, those that go up above it, the others below."""
    wished: dict[tuple[Spot, Side], dict[Hashable, list[float]]] = {}
    joined = {way.bundle for way in ways if way.straight}
    for way in ways:
        if way.straight:
            continue
        out = wished.setdefault((way.source, way.source_side), {})
        out.setdefault(_out(way), []).append(way.leaves)
        if way.bundle not in joined:
            into = wished.setdefault((way.target, way.target_side), {})
            into.setdefault(way.bundle, []).append(way.comes)
    given: dict[tuple[Spot, Side, Hashable], int] = {}
    for (spot, side), ends in wished.items():
        means = {name: sum(values) / len(values) for name, values in ends.items()}
        for sign in (-1, 1):
            names = [name for name, mean in means.items() if (mean < 0) == (sign < 0)]
            # The furthest away leaves nearest to the middle: it runs past the tracks of the others.
            names.sort(key=lambda name: (-abs(means[name]), str(name)))
            ports = PORTS[side]
            crowd = max(len(ports), len(names))
            for place, name in enumerate(names):
                given[spot, side, name] = sign * ports[place * len(ports) // crowd]
    for way in ways:
        if not way.straight:
            way.source_port = given[way.source, way.source_side, _out(way)]
            way.target_port = given.get((way.target, way.target_side, way.bundle), 0)


def _out(way: _Way) -> Hashable:
    return ("out", way.link.target, way.link.relation, way.link.state)


def _claim(
    way: _Way,
    gutters: dict[int, dict[Hashable, list[float]]],
    channels: dict[int, dict[Hashable, list[float]]],
) -> None:
    """Note how far the way runs up and down its gutters and along its channel."""
    start = way.source.row + 0.5 + way.source_port * _ROW_SHARE
    end = way.target.row + 0.5 + way.target_port * _ROW_SHARE
    if way.channel is None:
        for gutter in way.gutters:
            gutters.setdefault(gutter, {}).setdefault(way.bundle, []).extend((start, end))
        return
    first, last = way.gutters
    gutters.setdefault(first, {}).setdefault(way.bundle, []).extend((start, way.channel))
    gutters.setdefault(last, {}).setdefault(way.bundle, []).extend((way.channel, end))
    channels.setdefault(way.channel, {}).setdefault(way.bundle, []).extend((first, last))


def _tracks(
    spans: Mapping[int, Mapping[Hashable, Sequence[float]]], count: int
) -> tuple[dict[tuple[int, Hashable], int], tuple[int, ...]]:
    """A track for each bundle so that none overlap; how many each gutter or channel needs."""
    chosen: dict[tuple[int, Hashable], int] = {}
    counts = [0] * count
    for place, bundles in sorted(spans.items()):
        ends: list[float] = []
        for name, points in sorted(bundles.items(), key=lambda one: (min(one[1]), max(one[1]), str(one[0]))):
            free = next((track for track, end in enumerate(ends) if end + 0.2 < min(points)), len(ends))
            ends[free : free + 1] = [max(points)]
            chosen[place, name] = free
        counts[place] = len(ends)
    return chosen, tuple(counts)
