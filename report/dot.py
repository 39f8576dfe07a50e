"""A chain as a Graphviz graph, and as the picture that Graphviz draws of it."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from report.escaping import clean
from report.labels import label, letter_name, shown_date
from report.line_styles import ARROWS, STROKES

if TYPE_CHECKING:
    from archive import Trace, TraceLetter, TraceLink
    from report.labels import Language

DRAWING_SECONDS = 60
"""How long Graphviz may take; a chain of hundreds of letters takes it a few seconds."""


def dot(trace: Trace, language: Language = "th") -> str:
    """The graph of ``trace`` for Graphviz. The stroke of a line tells the relation, its arrowhead the state;
    letters that are not in the archive are dashed, the one that was traced has a double edge."""
    font = 'fontname="Noto Sans Thai, Garuda, Tahoma, sans-serif"'
    lines = [
        "digraph saraban {",
        "  rankdir=RL;",
        f"  node [shape=box, {font}];",
        f"  edge [{font}, fontsize=10];",
    ]
    lines += [_node(letter, trace.root, language) for letter in trace.letters]
    lines += [_edge(link, language) for link in trace.links]
    return "\n".join([*lines, "}", ""])


def graphviz_svg(graph: str) -> str | None:
    """The SVG that Graphviz draws of ``graph``; none when it is not installed or does not manage."""
    program = shutil.which("dot")
    if program is None:
        return None
    try:
        drawn = subprocess.run(
            [program, "-Tsvg"],
            input=graph.encode("utf-8", "backslashreplace"),
            capture_output=True,
            timeout=DRAWING_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return drawn.stdout.decode("utf-8", "replace")


def _node(letter: TraceLetter, root: str, language: Language) -> str:
    name = letter_name(letter.number, letter.number_partial, letter.kind, language)
    if not letter.number and letter.subject:
        name = letter.subject
    status = label("status", letter.status, language)
    told = (
        name,
        shown_date(letter.date, language),
        status if letter.in_archive else label("state", "missing", language),
    )
    shown = "\\n".join(_quoted(line) for line in told if line)
    style = "" if letter.in_archive else ", style=dashed"
    style += ", peripheries=2" if letter.id == root else ""
    tip = _quoted(letter.subject or name)
    return f'  "{_quoted(letter.id)}" [label="{shown}", tooltip="{tip}"{style}];'


def _edge(link: TraceLink, language: Language) -> str:
    stroke = STROKES[link.relation]
    colour = f"{stroke.colour}:white:{stroke.colour}" if stroke.double else stroke.colour
    told = label("relation", link.relation, language) + (" ?" if link.state == "ambiguous" else "")
    style = f"style={stroke.dot}, penwidth={3 if stroke.dot == 'bold' else 1.3:g}"
    ends = f'"{_quoted(link.source)}" -> "{_quoted(link.target)}"'
    return (
        f'  {ends} [label="{_quoted(told)}", tooltip="{_quoted(link.text)}", {style},'
        f' color="{colour}", arrowhead={ARROWS[link.state]}];'
    )


def _quoted(text: str) -> str:
    return clean(text).replace("\\", "\\\\").replace('"', '\\"')
