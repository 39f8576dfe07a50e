"""The chain page: a letter, what it cites and what cites it, as a picture with a table, to print and to keep."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from flask import Blueprint, Response, render_template, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from archive.tracing import Direction
from parsers.letter import Relation
from report.timeline import MOST, timeline
from web.language import chosen
from web.shelf import archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archive import Trace, TraceLetter

pages = Blueprint("chain", __name__)

DIRECTIONS: tuple[Direction, ...] = ("both", "cites", "cited-by")
DEPTHS = (1, 2, 3, 5, 10)
RELATIONS = tuple(str(one) for one in reversed(Relation))
MOST_ROWS = 500
WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a chain is asked for."""

    direction: Direction
    depth: int | None
    whole: bool
    """The whole chain, however long; without it and ``depth`` as much of it as can be read at once."""
    relations: tuple[str, ...]
    as_of: str | None

    def address(self, depth: int | None) -> dict[str, object]:
        """The same as an address asks for it, to ``depth`` (none: the whole chain)."""
        told: dict[str, object] = {"direction": self.direction if self.direction != "both" else None}
        return told | {"depth": depth or WHOLE, "relation": list(self.relations), "as_of": self.as_of}

    def trace(self, name: str) -> Trace:
        if self.depth is None and not self.whole:
            return archive().near_chain(
                name, most=MOST, direction=self.direction, relations=self.relations, as_of=self.as_of
            )
        return archive().trace(
            name, direction=self.direction, depth=self.depth, relations=self.relations, as_of=self.as_of
        )


def wanted() -> Wanted:
    """What the address asks for; what makes no sense in it is passed over."""
    direction, depth = request.args.get("direction", ""), request.args.get("depth", "")
    return Wanted(
        direction=cast("Direction", direction) if direction in get_args(Direction) else "both",
        depth=int(depth) if depth.isascii() and depth.isdigit() and 1 <= int(depth[:6]) <= 1000 else None,
        whole=depth == WHOLE,
        relations=tuple(one for one in RELATIONS if one in request.args.getlist("relation")),
        as_of=request.args.get("as_of", "").strip() or None,
    )


@pages.get("/chains/<path:name>")
def page(name: str) -> str:
    """The chain of the letter called so; letters that are only cited have chains too."""
    asked = wanted()
    trace = asked.trace(name)
    letters = {letter.id: letter for letter in trace.letters}
    picture = timeline(trace, chosen(), address=_address)
    return render_template(
        "chain.html",
        trace=trace,
        root=letters[trace.root],
        letters=letters,
        picture=Markup(picture),  # made of escaped text by its drawer
        asked=asked,
        missing=sum(not letter.in_archive for letter in trace.letters),
        directions=DIRECTIONS,
        depths=DEPTHS,
        relations=RELATIONS,
        most=MOST_ROWS,
        forms=tuple(FORMS),
        address=_address,
    )


def _address(letter: TraceLetter) -> str:
    """The letter's page; of one that is only cited its chain."""
    return url_for("letter.page" if letter.in_archive else "chain.page", name=letter.id)


def _svg(trace: Trace) -> Iterable[str]:
    return [timeline(trace, chosen())]


def _csv(trace: Trace) -> Iterable[str]:
    from report.chain_rows import HEAD, rows
    from report.csv_table import MARK, lines

    return [MARK, *lines(HEAD, rows(trace))]


def _graphml(trace: Trace) -> Iterable[str]:
    from report.graphml import trace_graphml

    return trace_graphml(trace, chosen())


def _json(trace: Trace) -> Iterable[str]:
    return [json.dumps(trace.as_json(), ensure_ascii=False, indent=2)]


FORMS: dict[str, tuple[str, Callable[[Trace], Iterable[str]]]] = {
    "svg": ("image/svg+xml", _svg),
    "csv": ("text/csv", _csv),
    "graphml": ("application/xml", _graphml),
    "json": ("application/json", _json),
}


@pages.get("/chains/<letter>/chain.<form>")
def file(letter: str, form: str) -> Response:
    """The chain as a file to keep."""
    if form not in FORMS:
        raise NotFound
    media, written = FORMS[form]
    trace = wanted().trace(letter)
    told = "".join(written(trace)).encode("utf-8", "replace")
    answer = Response(told, content_type=f"{media}; charset=utf-8")
    name = trace.root.replace(":", "-")
    answer.headers["Content-Disposition"] = f'attachment; filename="chain-{name}.{form}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
