"""How lines look: the relation in the stroke, the state of the link in the arrowhead, so that a black-and-white
print tells them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: its width and dashes in picture units, whether it is drawn twice side by side, its colour."""

    width: float
    colour: str
    dashes: str | None = None
    double: bool = False
    dot: str = "solid"
    """Graphviz's word for the same."""


STROKES: Mapping[str, Stroke] = {
    "cites": Stroke(1.3, "#444444"),
    "supplements": Stroke(2.0, "#1f5f8b", dashes="2 4", dot="dotted"),
    "amends": Stroke(1.8, "#8a5a00", dashes="8 4", dot="dashed"),
    "replaces": Stroke(4.6, "#6a2c8f", double=True),
    "cancels": Stroke(3.8, "#a11a1a", dot="bold"),
}
"""By relation, weakest first."""

ARROWS: Mapping[str, str] = {"resolved": "normal", "ambiguous": "onormal", "missing": "vee"}
"""By state, as Graphviz calls them: filled, hollow, open."""
