"""Characters with places into lines: by baseline and from left to right, whatever the stream's order.

Marks stay with the character they stand on; gaps become blanks, wide gaps and indents become tabs.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise, product
from statistics import median
from typing import TYPE_CHECKING

from parsers.readers.pdf_chars import MARKS, SARA_AM

if TYPE_CHECKING:
    from parsers.document import Box
    from parsers.readers.pdf_chars import Glyph

Spot = tuple[str, "Box"]
"""A character and its box."""

_BLANK = 0.27
"""Width of a blank in type sizes, where the page has none to measure."""
_SAME_LINE = 0.35
_MARK_RISE = 0.9
_TAB_BLANKS = 2.6
_TAB_BLANKS_ALONE = 7.0
_TAB_BLANKS_JUSTIFIED = 14.0
_ALIGNED = 3.0
_INDENT = 17.0
_DOUBLE = 0.1
_CELL = 6.0
_MOST_EMPTY = 3
_STRAY = 1.5
"""How far, in type sizes, a mark may stray when LibreOffice stretches a line."""


@dataclass(slots=True)
class _Cluster:
    """A character with the marks on it."""

    base: Glyph
    marks: list[Glyph] = field(default_factory=list)

    def add(self, mark: Glyph) -> None:
        """Put a mark on the character, once."""
        if not any(own.char == mark.char and _close(own, mark) for own in self.marks):
            self.marks.append(mark)

    @property
    def x0(self) -> float:
        return self.base.x0

    @property
    def x1(self) -> float:
        return max(self.base.x1, *(m.x1 for m in self.marks)) if self._wide() else self.base.x1

    def _wide(self) -> bool:
        return any(mark.char == SARA_AM for mark in self.marks) or (
            # Slices of one glyph: the marks have a share of its width.
            any(mark.origin == self.base.origin and mark.box[1] == self.base.box[1] for mark in self.marks)
        )


_Orphan = tuple["Glyph", _Cluster | None]
"""A mark on no neighbour in the stream, and the character written before it."""


@dataclass(slots=True)
class _Column:
    """What the lines of a page have in common: width of a blank in type sizes, left and right edge."""

    blank: float
    left: float
    right: float


@dataclass(slots=True)
class _Row:
    baseline: float
    em: float
    clusters: list[_Cluster]
    blanks: list[Glyph] = field(default_factory=list)


def lines_of(glyphs: list[Glyph]) -> list[list[Spot]]:
    """Lines from top to bottom, of glyphs that all run the same way."""
    clusters, orphans, blanks = _clusters(glyphs)
    rows = _rows(clusters)
    baselines = [row.baseline for row in rows]
    for blank in blanks:
        row = _nearest_row(rows, baselines, blank)
        if row is not None:
            row.blanks.append(blank)
    for mark, written_after in orphans:
        _adopt(rows, mark, written_after)
    column = _Column(
        blank=_blank_width(blanks, rows),
        left=_edge([row.clusters[0].x0 for row in rows]),
        right=-_edge([-row.clusters[-1].x1 for row in rows]),
    )
    lines: list[list[Spot]] = []
    for row, empty in zip(rows, _empty_before(baselines), strict=True):
        lines += [[] for _ in range(empty)]
        lines.append(_spots(row, column))
    return lines


def _empty_before(baselines: list[float]) -> list[int]:
    """How many lines are left empty above each row: paragraphs and blocks are set apart by space."""
    gaps = [abs(below - above) for above, below in pairwise(baselines)]
    pitch = median(gaps) if gaps else 0.0
    if pitch <= 0:
        return [0] * len(baselines)
    return [0, *(min(max(round(gap / pitch - 0.2) - 1, 0), _MOST_EMPTY) for gap in gaps)]


def _clusters(glyphs: list[Glyph]) -> tuple[list[_Cluster], list[_Orphan], list[Glyph]]:
    clusters: list[_Cluster] = []
    orphans: list[_Orphan] = []
    blanks: list[Glyph] = []
    printed = _Printed()
    for glyph in glyphs:
        if glyph.char.isspace():
            blanks.append(glyph)
        elif glyph.char == SARA_AM:
            if clusters and _follows(clusters[-1], glyph):
                clusters[-1].add(glyph)
            else:
                clusters.append(_Cluster(glyph))
        elif glyph.char in MARKS:
            # LibreOffice may write a mark one character too early or too late: its place decides.
            last_two = clusters[:-3:-1]
            bearer = next((c for slack in (0.0, 0.1) for c in last_two if _is_over(c, glyph, slack)), None)
            if bearer is None:
                orphans.append((glyph, clusters[-1] if clusters else None))
            else:
                bearer.add(glyph)
        elif not printed.again(glyph):
            clusters.append(_Cluster(glyph))
    return clusters, orphans, blanks


class _Printed:
    """What has been printed where, to know a character that is printed again.

    Fake bold prints a character twice or more, a hair's breadth apart, at once or after the whole word. The
    letters of a ligature stand as close, but share one origin.
    """

    def __init__(self) -> None:
        self._cells: dict[tuple[str, int, int], list[Glyph]] = {}

    def again(self, glyph: Glyph) -> bool:
        """Whether the character stands there already; it is remembered if not."""
        column, row = int(glyph.x0 / _CELL), int(glyph.baseline / _CELL)
        for key in product((glyph.char,), (column, column - 1, column + 1), (row, row - 1, row + 1)):
            for other in self._cells.get(key, ()):
                if _close(other, glyph) and (other.origin != glyph.origin or other.box == glyph.box):
                    return True
        self._cells.setdefault((glyph.char, column, row), []).append(glyph)
        return False


def _close(one: Glyph, other: Glyph) -> bool:
    reach = _DOUBLE * one.em
    return abs(one.x0 - other.x0) <= reach and abs(one.baseline - other.baseline) <= reach


def _is_over(cluster: _Cluster, mark: Glyph, slack: float) -> bool:
    """Whether the middle of a mark is over or under a consonant; vowels beside it bear no marks."""
    if not "\u0e01" <= cluster.base.char <= "\u0e2e":
        return False
    middle, reach = (mark.box[0] + mark.box[2]) / 2, slack * cluster.base.em
    return _level_with(cluster, mark) and cluster.x0 - reach <= middle <= cluster.x1 + reach


def _follows(cluster: _Cluster, vowel: Glyph) -> bool:
    middle = (vowel.box[0] + vowel.box[2]) / 2
    return _level_with(cluster, vowel) and cluster.x0 <= middle <= cluster.x1 + 0.9 * cluster.base.em


def _level_with(cluster: _Cluster, glyph: Glyph) -> bool:
    return abs(cluster.base.baseline - glyph.baseline) <= _MARK_RISE * cluster.base.em


def _rows(clusters: list[_Cluster]) -> list[_Row]:
    """Clusters by baseline; a row takes in slightly higher and lower bits beside it, never over it."""
    levels: list[_Row] = []
    for cluster in sorted(clusters, key=lambda c: c.base.baseline):
        last = levels[-1] if levels else None
        if last and cluster.base.baseline - last.baseline <= 0.05 * last.em:
            last.clusters.append(cluster)
        else:
            levels.append(_Row(cluster.base.baseline, cluster.base.em, [cluster]))
    for level in levels:
        level.em = median(c.base.em for c in level.clusters)
    rows: list[_Row] = []
    for level in sorted(levels, key=lambda row: (-len(row.clusters) * row.em, row.baseline)):
        host = next((row for row in rows if _takes(row, level)), None)
        if host is None:
            rows.append(level)
        else:
            host.clusters.extend(level.clusters)
    for row in rows:
        row.clusters.sort(key=lambda c: c.x0)
    return sorted(rows, key=lambda row: row.baseline)


def _takes(row: _Row, level: _Row) -> bool:
    if abs(row.baseline - level.baseline) > _SAME_LINE * max(row.em, level.em):
        return False
    spans = [(c.base.x0, c.base.x1) for c in row.clusters]
    middles = [(c.base.x0 + c.base.x1) / 2 for c in level.clusters]
    covered = sum(any(x0 < middle < x1 for x0, x1 in spans) for middle in middles)
    return covered <= 0.2 * len(middles)


def _nearest_row(rows: list[_Row], baselines: list[float], glyph: Glyph) -> _Row | None:
    at = bisect_left(baselines, glyph.baseline)
    best = min(
        rows[max(at - 1, 0) : at + 1], key=lambda row: abs(row.baseline - glyph.baseline), default=None
    )
    if best is None or abs(best.baseline - glyph.baseline) > _SAME_LINE * max(best.em, glyph.em):
        return None
    return best


def _adopt(rows: list[_Row], mark: Glyph, written_after: _Cluster | None) -> None:
    """Give a mark that stands on no neighbour in the stream to the character it stands on."""
    near = [row for row in rows if abs(row.baseline - mark.baseline) <= _MARK_RISE * row.em]
    near.sort(key=lambda row: abs(row.baseline - mark.baseline))
    bearer = next((c for row in near for c in row.clusters if _is_over(c, mark, 0.1)), None)
    if bearer is None and written_after is not None and _is_over(written_after, mark, _STRAY):
        bearer = written_after
    if bearer is not None:
        bearer.add(mark)
        return
    row = near[0] if near else _Row(mark.baseline, mark.em, [])
    row.clusters.append(_Cluster(mark))
    row.clusters.sort(key=lambda cluster: cluster.x0)
    if not near:
        rows.append(row)
        rows.sort(key=lambda row: row.baseline)


def _blank_width(blanks: list[Glyph], rows: list[_Row]) -> float:
    """Width of a blank in type sizes: of the typed ones, else of the usual gap between words."""
    widths = [(blank.x1 - blank.x0) / blank.em for blank in blanks]
    if not widths:
        widths = [(b.x0 - a.x1) / row.em for row in rows for a, b in pairwise(row.clusters)]
    likely = [width for width in widths if 0.18 <= width <= 0.7]
    return median(likely) if likely else _BLANK


def _edge(starts: list[float]) -> float:
    """The outermost place where at least two lines start; the outermost of all when no two agree."""
    ordered = sorted(starts)
    return next((a for a, b in pairwise(ordered) if b - a <= _ALIGNED), ordered[0] if ordered else 0.0)


def _spots(row: _Row, column: _Column) -> list[Spot]:
    clusters = row.clusters
    blank = column.blank * row.em
    gaps = [max(b.x0 - a.x1, 0.0) for a, b in pairwise(clusters)]
    typed = _typed_blanks(row)
    letter_gap = median(g for g, n in zip(gaps, typed, strict=True) if n == 0) if 0 in typed else 0.0
    word_gap = letter_gap + 0.6 * blank
    words = [gap for gap, count in zip(gaps, typed, strict=True) if count or gap > word_gap]
    reaches_edge = abs(clusters[-1].x1 - column.right) <= _ALIGNED
    tab_gap = _tab_blanks(words, blank, reaches_edge) * blank
    first = clusters[0]
    spots: list[Spot] = []
    if first.x0 - column.left >= _INDENT:
        spots.append(("\t", (column.left, first.base.box[1], first.x0, first.base.box[3])))
    for index, cluster in enumerate(clusters):
        if index:
            gap = gaps[index - 1]
            between = _between(gap, typed[index - 1], blank, word_gap, tab_gap)
            left = clusters[index - 1].x1
            step = gap / len(between) if between else 0.0
            top, bottom = cluster.base.box[1], cluster.base.box[3]
            spots.extend(
                (char, (left + n * step, top, left + (n + 1) * step, bottom))
                for n, char in enumerate(between)
            )
        spots.append((cluster.base.char, cluster.base.box))
        spots.extend((mark.char, mark.box) for mark in cluster.marks)
    return spots


def _tab_blanks(words: list[float], blank: float, reaches_edge: bool) -> float:
    """From how many blanks on a gap is a tab: justified lines stretch all their blanks alike, and far."""
    if not reaches_edge or not words or min(words) < 1.3 * blank:
        return _TAB_BLANKS
    if len(words) == 1:
        return _TAB_BLANKS_ALONE
    return _TAB_BLANKS_JUSTIFIED if max(words) < 2 * min(words) else _TAB_BLANKS


def _between(gap: float, typed: int, blank: float, word_gap: float, tab_gap: float) -> str:
    """What stands between two characters: nothing, blanks, or a tab for a gap no blanks account for."""
    if gap - typed * blank > tab_gap or (not typed and gap > tab_gap):
        return "\t"
    if typed:
        return " " * typed
    if gap <= word_gap:
        return ""
    return "  " if 1.6 * blank < gap <= _TAB_BLANKS * blank == tab_gap else " "


def _typed_blanks(row: _Row) -> list[int]:
    """How many blanks the file itself has between each two clusters."""
    clusters = row.clusters
    counts = [0] * (len(clusters) - 1)
    at = 0
    for blank in sorted(row.blanks, key=lambda glyph: glyph.x0):
        middle = (blank.x0 + blank.x1) / 2
        while at < len(counts) and clusters[at + 1].x0 <= middle:
            at += 1
        if at < len(counts) and middle > clusters[at].x0 and blank.x0 >= clusters[at].base.x1 - 0.2 * row.em:
            counts[at] += 1
    return counts
