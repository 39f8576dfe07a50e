"""A plain picture of a chain: letters by date from top to bottom, arrows from those that cite to those cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.labels import label, shown_date

if TYPE_CHECKING:
    from archive import Trace
    from report.labels import Language

ROW, GAP, LANE = 30, 14, 330
"""Height of a line, room for a bend of the nearest arrow, and where letters begin, in pixels."""


def drawn(trace: Trace, language: Language) -> str:
    """SVG of ``trace``; dashed for what is not certain or not in the archive."""
    from markupsafe import escape

    places = {letter.id: (n + 0.5) * ROW for n, letter in enumerate(trace.letters)}
    width, height = 760, int(len(places) * ROW)
    parts = [
        f'<svg viewBox="0 0 {width} {height}" role="img" class="chain" width="{width}" height="{height}">'
    ]
    for link in trace.links:
        start, end = places[link.source], places[link.target]
        out = LANE - GAP - min(300, abs(end - start) / ROW * 18)
        dash = "" if link.state == "resolved" else ' stroke-dasharray="5 4"'
        parts.append(
            f'<path d="M{LANE} {start:g} C{out:g} {start:g} {out:g} {end:g} {LANE - 6} {end:g}" fill="none" '
            f'class="{link.relation}"{dash}><title>{escape(label("relation", link.relation, language))}</title></path>'
            f'<path d="M{LANE - 8} {end - 4:g} L{LANE} {end:g} L{LANE - 8} {end + 4:g} Z" class="tip"/>'
        )
    for letter in trace.letters:
        y = places[letter.id]
        name = letter.number or letter.number_partial or (letter.subject or "")[:40]
        date = shown_date(letter.date, language)
        state = (
            label("status", letter.status, language)
            if letter.in_archive
            else label("state", "missing", language)
        )
        dash = "" if letter.in_archive else ' stroke-dasharray="4 3"'
        mark = ' class="root"' if letter.id == trace.root else ""
        parts.append(
            f'<circle cx="{LANE + 8}" cy="{y:g}" r="5"{dash}{mark}/>'
            f'<text x="{LANE + 22}" y="{y + 5:g}"{mark}>{escape("  ".join(filter(None, (name, date, state))))}</text>'
        )
    return "".join([*parts, "</svg>"])
