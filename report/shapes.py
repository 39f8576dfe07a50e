"""The pieces of a picture as SVG: text, boxes, lines, arrowheads, marks.

Everything is told by attributes: no style sheet, no names, nothing that a page around the picture would feel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.escaping import xml_text
from report.line_styles import STROKES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report.routing import Side


def shortest(value: float) -> str:
    """A number as short as it can be."""
    return f"{value:.1f}".removesuffix(".0")


def text(
    x: float, y: float, said: str, *, size: float, bold: bool = False, middle: bool = False, fill: str = ""
) -> str:
    """A line of text at ``x``, ``y`` (its foot)."""
    told = f' font-size="{shortest(size)}"'
    told += ' font-weight="bold"' if bold else ""
    told += ' text-anchor="middle"' if middle else ""
    told += f' fill="{fill}"' if fill else ""
    return f'<text x="{shortest(x)}" y="{shortest(y)}"{told}>{xml_text(said)}</text>'


def rect(x: float, y: float, width: float, height: float, told: str) -> str:
    """A box; ``told`` are its other attributes."""
    return f'<rect x="{shortest(x)}" y="{shortest(y)}" width="{shortest(width)}" height="{shortest(height)}" {told}/>'


def line_through(points: Sequence[tuple[float, float]], relation: str) -> str:
    """A line through ``points`` with round corners, in the stroke of ``relation``."""
    stroke = STROKES[relation]
    path = _path(points)
    dashes = f' stroke-dasharray="{stroke.dashes}"' if stroke.dashes else ""
    drawn = f'<path d="{path}" fill="none" stroke="{stroke.colour}" stroke-width="{shortest(stroke.width)}"{dashes}/>'
    if stroke.double:
        drawn += (
            f'<path d="{path}" fill="none" stroke="#ffffff" stroke-width="{shortest(stroke.width - 2.6)}"/>'
        )
    return drawn


def _path(points: Sequence[tuple[float, float]], radius: float = 6.0) -> str:
    made = [f"M{shortest(points[0][0])} {shortest(points[0][1])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        bend = min(radius, _far(before, here) / 2, _far(here, after) / 2)
        if not bend:
            continue
        (x1, y1), (x2, y2) = _towards(here, before, bend), _towards(here, after, bend)
        made.append(
            f"L{shortest(x1)} {shortest(y1)}Q{shortest(here[0])} {shortest(here[1])} {shortest(x2)} {shortest(y2)}"
        )
    made.append(f"L{shortest(points[-1][0])} {shortest(points[-1][1])}")
    return "".join(made)


def _far(one: tuple[float, float], other: tuple[float, float]) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: tuple[float, float], end: tuple[float, float], length: float) -> tuple[float, float]:
    share = length / _far(start, end)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def arrow(tip: tuple[float, float], side: Side, state: str, colour: str) -> str:
    """An arrowhead at ``tip`` on that side of a box: filled, hollow or open as the state of the link is."""
    x, y = tip
    back = x + (10 if side == "right" else -10)
    wings = (
        f"M{shortest(back)} {shortest(y - 5)}L{shortest(x)} {shortest(y)}L{shortest(back)} {shortest(y + 5)}"
    )
    if state == "missing":
        return f'<path d="{wings}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
    fill = colour if state == "resolved" else "#ffffff"
    return f'<path d="{wings}Z" fill="{fill}" stroke="{colour}" stroke-width="1.2"/>'


def question(x: float, y: float) -> str:
    """A question mark on a disc."""
    disc = f'<circle cx="{shortest(x)}" cy="{shortest(y)}" r="5" fill="#ffffff" stroke="#444444" stroke-width="1"/>'
    return disc + text(x, y + 3.2, "?", size=9, bold=True, middle=True)


def round_arrow(x: float, y: float) -> str:
    """A small arrow that runs round, on a disc."""
    disc = f'<circle cx="{shortest(x)}" cy="{shortest(y)}" r="5.4" fill="#ffffff" stroke="#a11a1a" stroke-width="1"/>'
    ring = f"M{shortest(x + 2.8)} {shortest(y)}A2.8 2.8 0 1 1 {shortest(x)} {shortest(y - 2.8)}"
    head = f"M{shortest(x - 0.4)} {shortest(y - 4.8)}L{shortest(x + 2.5)} {shortest(y - 2.8)}L{shortest(x - 0.4)} {shortest(y - 0.8)}Z"
    return disc + (
        f'<path d="{ring}" fill="none" stroke="#a11a1a" stroke-width="1.2"/><path d="{head}" fill="#a11a1a"/>'
    )


def sample(group: str, value: str, x: float, y: float) -> str:
    """How a line, an arrowhead or a mark looks, for the legend."""
    if group == "relation":
        return line_through([(x, y), (x + 44, y)], value)
    if group == "state":
        colour = STROKES["cites"].colour
        mark = question(x + 38, y) if value == "ambiguous" else ""
        return (
            line_through([(x + 4, y), (x + 44, y)], "cites")
            + arrow((x + 4, y), "right", value, colour)
            + mark
        )
    if group == "cycle":
        return round_arrow(x + 36, y)
    return rect(x + 20, y - 6, 24, 12, 'fill="#ffffff" stroke="#555555" stroke-dasharray="4 2" rx="2"')
