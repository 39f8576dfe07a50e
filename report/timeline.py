"""A chain of letters as one picture (SVG): boxes from old to new under an axis of years, lines to what they cite.

The picture needs nothing from elsewhere and changes nothing around it: no fonts, styles, scripts or names that
another picture in the same page could have. Text stays text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.thai.years import ERA
from report.arranging import AXIS, BOX_HEIGHT, BOX_WIDTH, HEAD, MARGIN, PAGE, arrange
from report.breaking import in_lines, width_of
from report.columns import nearest
from report.escaping import clean, xml_text
from report.labels import label, letter_name, shown_date
from report.line_styles import STROKES
from report.picture_words import word
from report.shapes import arrow, line_through, question, rect, round_arrow, sample, shortest, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archive import Trace, TraceLetter, TraceLink
    from report.labels import Language
    from report.routing import Route

MOST = 60
"""Letters that are drawn at most; more would not be read on one sheet."""
MM = 25.4 / 96
FONTS = "Noto Sans Thai, Leelawadee UI, Tahoma, Thonburi, Loma, Garuda, Sarabun, TH Sarabun New, sans-serif"

STATUS_HEIGHT, LEGEND_LINE, NOTE_LINE = 17.0, 20.0, 17.0
CYCLES_TOLD = 4
_FILLS = {
    "in_force": "#e3f3e6",
    "supplemented": "#e0eef8",
    "amended": "#fdf1cf",
    "replaced": "#efe3f5",
    "cancelled": "#fadfdf",
    "missing": "#eeeeee",
}


def timeline(
    trace: Trace,
    language: Language = "th",
    *,
    most: int = MOST,
    address: Callable[[TraceLetter], str] | None = None,
) -> str:
    """The picture of ``trace`` as an SVG document, ``most`` letters nearest to the root at most.

    With ``address`` the box of each letter is a link to there.

    It is as wide as needed and, when put on A4 landscape at the size that it asks for, never wider than the sheet.
    The same trace gives the same picture.
    """
    return "\n".join(_Picture(trace, language, most, address).drawn()) + "\n"


class _Picture:
    """One picture while it is drawn."""

    def __init__(
        self,
        trace: Trace,
        language: Language,
        most: int,
        address: Callable[[TraceLetter], str] | None,
    ) -> None:
        self.trace, self.language, self.address = trace, language, address
        self.letters = nearest(trace, most)
        self.by_id = {letter.id: letter for letter in self.letters}
        self.links = [link for link in trace.links if link.source in self.by_id and link.target in self.by_id]
        self.circles = {
            pair for cycle in trace.cycles for pair in zip(cycle, (*cycle[1:], cycle[0]), strict=True)
        }
        self.places = arrange(self.letters, self.links)
        self.columns = self.places.columns

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
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{shortest(places.width * scale)}mm"'
            f' height="{shortest(height * scale)}mm" viewBox="0 0 {shortest(places.width)} {shortest(height)}"'
            f' font-family="{FONTS}" font-size="11" fill="#1a1a1a" lang="{self.language}"'
            f' aria-label="{name}">'
        )
        yield f'<rect width="{shortest(places.width)}" height="{shortest(height)}" fill="#ffffff"/>'
        yield from self._head()
        yield from self._axis()
        for way in self.places.routes.routes:
            yield from self._link(way)
        for letter in self.letters:
            yield from self._box(letter)
        for _, line in legend:
            yield line
        for place, note in enumerate(notes):
            yield text(MARGIN, note_top + 12 + NOTE_LINE * place, note, size=11, fill="#333333")
        yield "</svg>"

    def _head(self) -> Iterator[str]:
        root = self.by_id[self.trace.root]
        title = word("title", self.language, name=self._name(root))
        if self.trace.as_of:
            title += f" ({word('as-of', self.language, day=shown_date(self.trace.as_of, self.language))})"
        room = (self.places.width - 2 * MARGIN) / 16
        yield text(MARGIN, 22, in_lines(title, room, 1)[0], size=16, bold=True)
        absent = sum(not letter.in_archive for letter in self.letters)
        told = word("sum", self.language, letters=len(self.letters), links=len(self.links), missing=absent)
        left = len(self.trace.letters) - len(self.letters)
        yield text(MARGIN, 42, told, size=11.5, fill="#333333")
        if left:
            more = word("left-out", self.language, drawn=len(self.letters), left=left)
            x = MARGIN + width_of(told) * 11.5 + 16
            yield text(x, 42, more, size=11.5, bold=True)

    def _axis(self) -> Iterator[str]:
        """Bands of years behind the boxes, and where a year begins."""
        places = self.places
        top, foot = HEAD, places.bottom
        shade = False
        for first, last, name in self._bands():
            left, right = places.lefts[first] - 8, places.lefts[last] + BOX_WIDTH + 8
            fill = "#eef1f4" if shade else "#f6f7f9"
            shade = not shade
            yield (
                f'<rect x="{shortest(left)}" y="{shortest(top)}" width="{shortest(right - left)}" height="{shortest(foot - top)}" fill="{fill}"/>'
            )
            yield text((left + right) / 2, top + 16, name, size=12.5, bold=True, middle=True)
        yield (
            f'<path d="M{shortest(MARGIN)} {shortest(top + AXIS)}H{shortest(places.right)}" stroke="#777777" stroke-width="1"/>'
        )
        for x, year in self._ticks():
            yield f'<path d="M{shortest(x)} {shortest(top + AXIS - 4)}v8" stroke="#777777" stroke-width="1"/>'
            if year:
                yield text(x, top + 16, year, size=10, fill="#555555", middle=True)

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
        x, y = self.places.corner(letter.id)
        root = letter.id == self.trace.root
        edge = "#111111" if root else "#555555"
        dash = "" if letter.in_archive else ' stroke-dasharray="5 3"'
        status = letter.status if letter.in_archive else "missing"
        told = self._status(letter)
        yield f'<a href="{xml_text(self.address(letter))}">' if self.address else "<g>"
        yield f"<title>{xml_text(self._told(letter))}</title>"
        yield rect(x, y, BOX_WIDTH, BOX_HEIGHT, 'fill="#ffffff" stroke="none" rx="4"')
        yield rect(
            x + 1,
            y + BOX_HEIGHT - STATUS_HEIGHT,
            BOX_WIDTH - 2,
            STATUS_HEIGHT - 1,
            f'fill="{_FILLS.get(status, "#eeeeee")}"',
        )
        yield rect(
            x,
            y,
            BOX_WIDTH,
            BOX_HEIGHT,
            f'fill="none" stroke="{edge}" stroke-width="{3 if root else 1.2}" rx="4"{dash}',
        )
        inner = BOX_WIDTH - 16
        name = letter_name(letter.number, letter.number_partial, letter.kind, self.language)
        yield text(x + 8, y + 16, _one_line(name, inner / 12.5), size=12.5, bold=True)
        day = shown_date(letter.date, self.language) or word("undated", self.language)
        yield text(x + 8, y + 30, day, size=11)
        for place, line in enumerate(in_lines(clean(letter.subject or ""), inner / 10.5, 2)):
            yield text(x + 8, y + 45 + 14 * place, line, size=10.5, fill="#333333")
        yield text(x + BOX_WIDTH / 2, y + BOX_HEIGHT - 5, told, size=10.5, middle=True)
        if root:
            tag = word("root", self.language)
            width = width_of(tag) * 10 + 12
            left = x + BOX_WIDTH - width
            yield rect(left, y + 19, width, 15, 'fill="#111111"')
            yield text(left + width / 2, y + 30, tag, size=10, fill="#ffffff", middle=True)
        yield "</a>" if self.address else "</g>"

    def _link(self, way: Route) -> Iterator[str]:
        link = way.link
        points = self.places.points(way)
        stroke = STROKES[link.relation]
        yield "<g>"
        yield f"<title>{xml_text(self._cited(link))}</title>"
        yield line_through(points, link.relation)
        yield arrow(points[0], way.target_side, link.state, stroke.colour)
        x, y = points[-1]
        outward = -1 if way.source_side == "left" else 1
        if link.state == "ambiguous":
            yield question(x + outward * 17, y)
        elif (link.source, link.target) in self.circles:
            yield round_arrow(x + outward * 17, y)
        yield "</g>"

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
            yield line, sample(group, value, x, y)
            yield line, text(x + 52, y + 4, name, size=11)
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


def _one_line(text: str, ems: float) -> str:
    lines = in_lines(clean(text), ems, 1)
    return lines[0] if lines else ""
