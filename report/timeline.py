"""A chain of letters as one picture (SVG): boxes from old to new under an axis of years, lines to what they cite.

The picture needs nothing from elsewhere and changes nothing around it: no fonts, styles, scripts or names that
another picture in the same page could have. Text stays text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.breaking import in_lines, width_of
from report.columns import Column, in_columns, nearest
from report.escaping import clean, xml_text
from report.labels import ERA, label, letter_name, shown_date
from report.line_styles import STROKES
from report.picture_words import word
from report.routing import Routes, Spot, route

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive import Trace, TraceLetter, TraceLink
    from report.labels import Language
    from report.routing import Route, Side

MOST = 60
"""Letters that are drawn at most; more would not be read on one sheet."""
PAGE = (1046.0, 718.0)
"""A4 landscape within margins of 10 mm, in picture units of 1/96 inch."""
MM = 25.4 / 96
FONTS = "Noto Sans Thai, Leelawadee UI, Tahoma, Thonburi, Loma, Garuda, Sarabun, TH Sarabun New, sans-serif"

BOX_WIDTH, BOX_HEIGHT, STATUS_HEIGHT = 168.0, 86.0, 17.0
MARGIN, HEAD, AXIS = 14.0, 52.0, 24.0
PAD, TRACK, GUTTER, CHANNEL = 26.0, 8.0, 56.0, 18.0
TRIED = 6
"""Arrangements that are tried in full."""
MOST_GAP = 170.0
"""How much wider a gutter is made at most to show that years lie between."""
LEAST_WIDTH = 640.0
LEGEND_LINE, NOTE_LINE = 20.0, 17.0
CYCLES_TOLD = 4
_FILLS = {
    "in_force": "#e3f3e6",
    "supplemented": "#e0eef8",
    "amended": "#fdf1cf",
    "replaced": "#efe3f5",
    "cancelled": "#fadfdf",
    "missing": "#eeeeee",
}


def timeline(trace: Trace, language: Language = "th", *, most: int = MOST) -> str:
    """The picture of ``trace`` as an SVG document, ``most`` letters nearest to the root at most.

    It is as wide as needed and, when put on A4 landscape at the size that it asks for, never wider than the sheet.
    The same trace gives the same picture.
    """
    return "\n".join(_Picture(trace, language, most).drawn()) + "\n"


@dataclass(frozen=True, slots=True)
class _Places:
    """Where everything stands: left edges of columns, tops of rows, and the size of the field."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    gutters: tuple[tuple[float, float], ...]
    channels: tuple[tuple[float, float], ...]
    right: float
    bottom: float
    width: float


class _Picture:
    """One picture while it is drawn."""

    def __init__(self, trace: Trace, language: Language, most: int) -> None:
        self.trace, self.language = trace, language
        self.letters = nearest(trace, most)
        self.by_id = {letter.id: letter for letter in self.letters}
        self.links = [link for link in trace.links if link.source in self.by_id and link.target in self.by_id]
        self.circles = {
            pair for cycle in trace.cycles for pair in zip(cycle, (*cycle[1:], cycle[0]), strict=True)
        }
        self.columns, self.spots, self.routes = self._best()
        self.places = self._places()

    # Where things stand

    def _best(self) -> tuple[list[Column], dict[str, Spot], Routes]:
        """Columns, places and ways with as many rows as show the chain largest on a page."""
        linked: dict[str, set[str]] = {}
        for link in self.links:
            linked.setdefault(link.source, set()).add(link.target)
            linked.setdefault(link.target, set()).add(link.source)
        choices = [in_columns(self.letters, linked, rows) for rows in range(1, len(self.letters) + 1)]
        guesses = sorted(range(len(choices)), key=lambda place: (_shrinking(choices[place], None), place))
        found: list[tuple[float, int, dict[str, Spot], Routes]] = []
        for place in sorted(guesses[:TRIED]):
            columns = choices[place]
            spots = {
                letter.id: Spot(number, row)
                for number, column in enumerate(columns)
                for letter, row in zip(column.letters, column.rows, strict=True)
            }
            routes = route(self.links, spots, len(columns), _row_count(columns))
            found.append((_shrinking(columns, routes), place, spots, routes))
        _, place, spots, routes = min(found, key=lambda one: one[:2])
        return choices[place], spots, routes

    def _places(self) -> _Places:
        widths, heights = _gutter_widths(self.routes), _channel_heights(self.routes)
        free = PAGE[0] - 2 * MARGIN - sum(widths) - BOX_WIDTH * len(self.columns)
        gaps = [self._gap(place) for place in range(len(widths))]
        years = sum(gaps)
        if free > 0 and years:
            more = [min(MOST_GAP, free * gap / years) for gap in gaps]
            widths = [width + added for width, added in zip(widths, more, strict=True)]
        x, y = MARGIN, HEAD + AXIS
        columns, tops, gutters, channels = [], [], [], []
        for width in widths:
            gutters.append((x, x + width))
            columns.append(x + width)
            x += width + BOX_WIDTH
        for height in heights:
            channels.append((y, y + height))
            tops.append(y + height)
            y += height + BOX_HEIGHT
        right, bottom = x - BOX_WIDTH, y - BOX_HEIGHT
        return _Places(
            columns=tuple(columns[:-1]),
            rows=tuple(tops[:-1]),
            gutters=tuple(gutters),
            channels=tuple(channels),
            right=right,
            width=max(right + MARGIN, LEAST_WIDTH),
            bottom=bottom,
        )

    def _gap(self, gutter: int) -> float:
        """Years between the columns on both sides of a gutter."""
        if not 0 < gutter < len(self.columns):
            return 0.0
        before, after = self.columns[gutter - 1], self.columns[gutter]
        if not (before.dated and after.dated):
            return 0.0
        return max(0.0, _moment(after.letters[0].date) - _moment(before.letters[-1].date))

    def _corner(self, spot: Spot) -> tuple[float, float]:
        return self.places.columns[spot.column], self.places.rows[spot.row]

    # Drawing

    def drawn(self) -> Iterator[str]:
        """The lines of the document."""
        places = self.places
        legend = list(self._legend(places.bottom + 14))
        notes = self._notes()
        note_top = places.bottom + 14 + LEGEND_LINE * (1 + max((line for line, _ in legend), default=0))
        height = note_top + NOTE_LINE * len(notes) + MARGIN
        scale = MM * min(1.0, PAGE[0] / places.width, PAGE[1] / height)
        name = xml_text(word("title", self.language, name=self._name(self.by_id[self.trace.root])))
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(places.width * scale)}mm"'
            f' height="{_n(height * scale)}mm" viewBox="0 0 {_n(places.width)} {_n(height)}"'
            f' font-family="{FONTS}" font-size="11" fill="#1a1a1a" lang="{self.language}"'
            f' aria-label="{name}">'
        )
        yield f'<rect width="{_n(places.width)}" height="{_n(height)}" fill="#ffffff"/>'
        yield from self._head()
        yield from self._axis()
        for way in self.routes.routes:
            yield from self._link(way)
        for letter in self.letters:
            yield from self._box(letter)
        for _, line in legend:
            yield line
        for place, note in enumerate(notes):
            yield _text(MARGIN, note_top + 12 + NOTE_LINE * place, note, size=11, fill="#333333")
        yield "</svg>"

    def _head(self) -> Iterator[str]:
        root = self.by_id[self.trace.root]
        title = word("title", self.language, name=self._name(root))
        room = (self.places.width - 2 * MARGIN) / 16
        yield _text(MARGIN, 22, in_lines(title, room, 1)[0], size=16, bold=True)
        absent = sum(not letter.in_archive for letter in self.letters)
        told = word("sum", self.language, letters=len(self.letters), links=len(self.links), missing=absent)
        left = len(self.trace.letters) - len(self.letters)
        yield _text(MARGIN, 42, told, size=11.5, fill="#333333")
        if left:
            more = word("left-out", self.language, drawn=len(self.letters), left=left)
            x = MARGIN + width_of(told) * 11.5 + 16
            yield _text(x, 42, more, size=11.5, bold=True)

    def _axis(self) -> Iterator[str]:
        """Bands of years behind the boxes, and where a year begins."""
        places = self.places
        top, foot = HEAD, places.bottom
        shade = False
        for first, last, name in self._bands():
            left, right = places.columns[first] - 8, places.columns[last] + BOX_WIDTH + 8
            fill = "#eef1f4" if shade else "#f6f7f9"
            shade = not shade
            yield (
                f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(right - left)}" height="{_n(foot - top)}" fill="{fill}"/>'
            )
            yield _text((left + right) / 2, top + 16, name, size=12.5, bold=True, middle=True)
        yield (
            f'<path d="M{_n(MARGIN)} {_n(top + AXIS)}H{_n(places.right)}" stroke="#777777" stroke-width="1"/>'
        )
        for x, year in self._ticks():
            yield f'<path d="M{_n(x)} {_n(top + AXIS - 4)}v8" stroke="#777777" stroke-width="1"/>'
            if year:
                yield _text(x, top + 16, year, size=10, fill="#555555", middle=True)

    def _bands(self) -> Iterator[tuple[int, int, str]]:
        """Columns of the same years, with what is written above them."""
        names: list[str] = []
        for column in self.columns:
            if not column.dated:
                names.append(word("undated", self.language))
                continue
            years = [self._year(year) for year in dict.fromkeys(column.years)]
            names.append(f"{word('years', self.language)} {'–'.join(years)}")
        first = 0
        for place in range(1, len(names) + 1):
            if place == len(names) or names[place] != names[first]:
                yield first, place - 1, names[first]
                first = place

    def _ticks(self) -> Iterator[tuple[float, str]]:
        """Where years begin that no letter in the picture is of; named where there is room."""
        for gutter in range(1, len(self.columns)):
            before, after = self.columns[gutter - 1], self.columns[gutter]
            years = range(before.years[1] + 1, after.years[0]) if before.dated and after.dated else range(0)
            left, right = self.places.gutters[gutter]
            room = (right - left) / (len(years) + 1)
            for place, year in enumerate(years, 1):
                # In the middle of its share: the bands on both sides end near the boxes.
                yield left + room * place, self._year(year) if room > 34 else ""

    def _year(self, year: int) -> str:
        return str(year + ERA if self.language == "th" else year)

    def _box(self, letter: TraceLetter) -> Iterator[str]:
        x, y = self._corner(self.spots[letter.id])
        root = letter.id == self.trace.root
        edge = "#111111" if root else "#555555"
        dash = "" if letter.in_archive else ' stroke-dasharray="5 3"'
        status = letter.status if letter.in_archive else "missing"
        told = self._status(letter)
        yield "<g>"
        yield f"<title>{xml_text(self._told(letter))}</title>"
        yield _rect(x, y, BOX_WIDTH, BOX_HEIGHT, 'fill="#ffffff" stroke="none" rx="4"')
        yield _rect(
            x + 1,
            y + BOX_HEIGHT - STATUS_HEIGHT,
            BOX_WIDTH - 2,
            STATUS_HEIGHT - 1,
            f'fill="{_FILLS.get(status, "#eeeeee")}"',
        )
        yield _rect(
            x,
            y,
            BOX_WIDTH,
            BOX_HEIGHT,
            f'fill="none" stroke="{edge}" stroke-width="{3 if root else 1.2}" rx="4"{dash}',
        )
        inner = BOX_WIDTH - 16
        name = letter_name(letter.number, letter.number_partial, letter.kind, self.language)
        yield _text(x + 8, y + 16, _one_line(name, inner / 12.5), size=12.5, bold=True)
        day = shown_date(letter.date, self.language) or word("undated", self.language)
        yield _text(x + 8, y + 30, day, size=11)
        for place, line in enumerate(in_lines(clean(letter.subject or ""), inner / 10.5, 2)):
            yield _text(x + 8, y + 45 + 14 * place, line, size=10.5, fill="#333333")
        yield _text(x + BOX_WIDTH / 2, y + BOX_HEIGHT - 5, told, size=10.5, middle=True)
        if root:
            tag = word("root", self.language)
            width = width_of(tag) * 10 + 12
            left = x + BOX_WIDTH - width
            yield _rect(left, y + 19, width, 15, 'fill="#111111"')
            yield _text(left + width / 2, y + 30, tag, size=10, fill="#ffffff", middle=True)
        yield "</g>"

    def _link(self, way: Route) -> Iterator[str]:
        link = way.link
        points = self._points(way)
        stroke = STROKES[link.relation]
        yield "<g>"
        yield f"<title>{xml_text(self._cited(link))}</title>"
        yield _line(points, link.relation)
        yield _arrow(points[0], way.target_side, link.state, stroke.colour)
        x, y = points[-1]
        outward = -1 if way.source_side == "left" else 1
        if link.state == "ambiguous":
            yield _question(x + outward * 17, y)
        elif (link.source, link.target) in self.circles:
            yield _circle(x + outward * 17, y)
        yield "</g>"

    def _points(self, way: Route) -> list[tuple[float, float]]:
        """The corners of a line, from its arrow back to the citing letter: lines that join share their dashes."""
        link = way.link
        start = self._port(self.spots[link.target], way.target_side, way.target_port)
        end = self._port(self.spots[link.source], way.source_side, way.source_port)
        if not way.gutters:
            return [start, end]
        tracks = [
            self._track(
                self.places.gutters[one], self.routes.gutter_tracks[one, way.bundle], self.routes.gutters[one]
            )
            for one in way.gutters
        ]
        if way.channel is None:
            return [start, (tracks[0], start[1]), (tracks[0], end[1]), end]
        y = self._track(
            self.places.channels[way.channel],
            self.routes.channel_tracks[way.channel, way.bundle],
            self.routes.channels[way.channel],
        )
        first, last = tracks
        return [start, (last, start[1]), (last, y), (first, y), (first, end[1]), end]

    def _port(self, spot: Spot, side: Side, port: int) -> tuple[float, float]:
        x, y = self._corner(spot)
        return (x if side == "left" else x + BOX_WIDTH), y + BOX_HEIGHT / 2 + port

    @staticmethod
    def _track(room: tuple[float, float], track: int, count: int) -> float:
        return (room[0] + room[1]) / 2 + (track - (count - 1) / 2) * TRACK

    # Words

    def _name(self, letter: TraceLetter) -> str:
        name = letter_name(letter.number, letter.number_partial, letter.kind, self.language)
        if not letter.number and letter.subject:
            name = f"{name} {letter.subject}"
        day = shown_date(letter.date, self.language)
        return clean(f"{name} · {day}" if day else name)

    def _status(self, letter: TraceLetter) -> str:
        if not letter.in_archive:
            return label("state", "missing", self.language)
        return label("status", letter.status, self.language)

    def _told(self, letter: TraceLetter) -> str:
        lines = (self._name(letter), letter.sender, letter.subject, self._status(letter))
        return "\n".join(clean(line) for line in lines if line)

    def _cited(self, link: TraceLink) -> str:
        source, target = (self._name(self.by_id[one]) for one in (link.source, link.target))
        state = label("state", link.state, self.language)
        if link.state != "missing":
            state += f" {word('sure', self.language, percent=round(link.confidence * 100))}"
        relation = label("relation", link.relation, self.language)
        return f"{source} → {relation} → {target}\n{state}\n“{clean(link.text)}”"

    # Below the field

    def _legend(self, top: float) -> Iterator[tuple[int, str]]:
        """Pieces of the legend with the line that each stands in: what occurs in the picture and no more."""
        relations = {link.relation for link in self.links}
        states = {link.state for link in self.links}
        entries: list[tuple[str, str]] = [("relation", one) for one in STROKES if one in relations] + [
            ("state", one) for one in ("resolved", "ambiguous", "missing") if one in states
        ]
        if any((link.source, link.target) in self.circles for link in self.links):
            entries.append(("cycle", ""))
        if any(not letter.in_archive for letter in self.letters):
            entries.append(("absent", ""))
        x, line = MARGIN, 0
        for group, value in entries:
            name = label(group, value, self.language) if value else word(group, self.language)
            wide = 52 + width_of(name) * 11 + 18
            if x + wide > self.places.width and x > MARGIN:
                x, line = MARGIN, line + 1
            y = top + line * LEGEND_LINE + 6
            yield line, _sample(group, value, x, y)
            yield line, _text(x + 52, y + 4, name, size=11)
            x += wide

    def _notes(self) -> list[str]:
        notes = [word("how", self.language)]
        drawn = [cycle for cycle in self.trace.cycles if all(one in self.by_id for one in cycle)]
        room = (self.places.width - 2 * MARGIN) / 11
        for cycle in drawn[:CYCLES_TOLD]:
            names = " → ".join(
                clean(letter_name(letter.number, letter.number_partial, letter.kind, self.language))
                for letter in (self.by_id[one] for one in (*cycle, cycle[0]))
            )
            notes += in_lines(word("cycles", self.language, letters=names), room, 2)
        if len(drawn) > CYCLES_TOLD:
            notes.append(word("more-cycles", self.language, count=len(drawn) - CYCLES_TOLD))
        return notes


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
    height: float = HEAD + AXIS + rows * BOX_HEIGHT + 4 * LEGEND_LINE
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


def _n(value: float) -> str:
    """A number as short as it can be."""
    return f"{value:.1f}".removesuffix(".0")


def _one_line(text: str, ems: float) -> str:
    lines = in_lines(clean(text), ems, 1)
    return lines[0] if lines else ""


def _text(
    x: float, y: float, text: str, *, size: float, bold: bool = False, middle: bool = False, fill: str = ""
) -> str:
    told = f' font-size="{_n(size)}"'
    told += ' font-weight="bold"' if bold else ""
    told += ' text-anchor="middle"' if middle else ""
    told += f' fill="{fill}"' if fill else ""
    return f'<text x="{_n(x)}" y="{_n(y)}"{told}>{xml_text(text)}</text>'


def _rect(x: float, y: float, width: float, height: float, told: str) -> str:
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" {told}/>'


def _line(points: Sequence[tuple[float, float]], relation: str) -> str:
    """A line through ``points`` with round corners, in the stroke of ``relation``."""
    stroke = STROKES[relation]
    path = _path(points)
    dashes = f' stroke-dasharray="{stroke.dashes}"' if stroke.dashes else ""
    drawn = (
        f'<path d="{path}" fill="none" stroke="{stroke.colour}" stroke-width="{_n(stroke.width)}"{dashes}/>'
    )
    if stroke.double:
        drawn += f'<path d="{path}" fill="none" stroke="#ffffff" stroke-width="{_n(stroke.width - 2.6)}"/>'
    return drawn


def _path(points: Sequence[tuple[float, float]], radius: float = 6.0) -> str:
    made = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        bend = min(radius, _far(before, here) / 2, _far(here, after) / 2)
        if not bend:
            continue
        (x1, y1), (x2, y2) = _towards(here, before, bend), _towards(here, after, bend)
        made.append(f"L{_n(x1)} {_n(y1)}Q{_n(here[0])} {_n(here[1])} {_n(x2)} {_n(y2)}")
    made.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    return "".join(made)


def _far(one: tuple[float, float], other: tuple[float, float]) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: tuple[float, float], end: tuple[float, float], length: float) -> tuple[float, float]:
    share = length / _far(start, end)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _arrow(tip: tuple[float, float], side: Side, state: str, colour: str) -> str:
    """An arrowhead at ``tip`` on that side of a box: filled, hollow or open as the state of the link is."""
    x, y = tip
    back = x + (10 if side == "right" else -10)
    wings = f"M{_n(back)} {_n(y - 5)}L{_n(x)} {_n(y)}L{_n(back)} {_n(y + 5)}"
    if state == "missing":
        return f'<path d="{wings}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
    fill = colour if state == "resolved" else "#ffffff"
    return f'<path d="{wings}Z" fill="{fill}" stroke="{colour}" stroke-width="1.2"/>'


def _question(x: float, y: float) -> str:
    disc = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="5" fill="#ffffff" stroke="#444444" stroke-width="1"/>'
    return disc + _text(x, y + 3.2, "?", size=9, bold=True, middle=True)


def _circle(x: float, y: float) -> str:
    """A small arrow that runs round, on a disc."""
    disc = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="5.4" fill="#ffffff" stroke="#a11a1a" stroke-width="1"/>'
    ring = f"M{_n(x + 2.8)} {_n(y)}A2.8 2.8 0 1 1 {_n(x)} {_n(y - 2.8)}"
    head = f"M{_n(x - 0.4)} {_n(y - 4.8)}L{_n(x + 2.5)} {_n(y - 2.8)}L{_n(x - 0.4)} {_n(y - 0.8)}Z"
    return disc + (
        f'<path d="{ring}" fill="none" stroke="#a11a1a" stroke-width="1.2"/><path d="{head}" fill="#a11a1a"/>'
    )


def _sample(group: str, value: str, x: float, y: float) -> str:
    """How a line, an arrowhead or a mark looks, for the legend."""
    if group == "relation":
        return _line([(x, y), (x + 44, y)], value)
    if group == "state":
        colour = STROKES["cites"].colour
        mark = _question(x + 38, y) if value == "ambiguous" else ""
        return _line([(x + 4, y), (x + 44, y)], "cites") + _arrow((x + 4, y), "right", value, colour) + mark
    if group == "cycle":
        return _circle(x + 36, y)
    return _rect(x + 20, y - 6, 24, 12, 'fill="#ffffff" stroke="#555555" stroke-dasharray="4 2" rx="2"')
