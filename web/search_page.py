"""The search page: one box, what was found, and how to narrow it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, render_template, request, url_for

from parsers.errors import UsageError
from report.labels import shown_year
from web.asking import DAYS, FACETS, PAGE, SORTS, Asked, asked
from web.faults import worded
from web.language import chosen, say
from web.shelf import archive
from web.shown import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from index import Results

pages = Blueprint("search", __name__)

SHOWN_VALUES = 8
"""Values of a facet that are seen at once; the others unfold."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: what it is called, how many letters have it, the address that narrows to it."""

    name: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is on, with the address that is without it."""

    field: str
    name: str
    href: str


@pages.get("/")
def page() -> str | tuple[str, int]:
    """What was found, or what is wrong with what was typed."""
    wanted = asked(request.args)
    told: dict[str, object] = {"wanted": wanted, "chosen": list(_chosen(wanted)), "sorts": _sorts(wanted)}
    told["nothing_chosen"] = dict.fromkeys(wanted.chosen)
    try:
        results = archive().search(
            wanted.query, filters=wanted.filters, sort=wanted.order, limit=PAGE, offset=wanted.offset
        )
    except UsageError as fault:
        return render_template("search.html", **told, fault=worded(fault)), 400
    if not results.total and not wanted.is_blank:
        told |= {"understood": _understood(wanted), "ways": _ways(wanted)}
    return render_template(
        "search.html", **told, results=results, facets=_facets(results, wanted), pages=_pages(results, wanted)
    )


@pages.get("/suggestions")
def suggestions() -> str:
    """What begins with what is being typed, as options of the box."""
    typed = request.args.get("q", "")
    found = archive().suggest(typed) if typed.strip() else []
    return render_template("suggestions.html", options=[(shown, _as_query(shown)) for shown in found])


def _as_query(suggested: str) -> str:
    """A suggestion as it is looked for: a number as it stands, words as a phrase, which no sign in them can break."""
    if re.fullmatch(r"[^\s\"():]+(?: [^\s\"():]+)?/[^\s\"():]*(?: \d+)?", suggested):
        return suggested
    return '"' + suggested.replace('"', " ") + '"'


def _home() -> str:
    return url_for("search.page")


def _shown(facet: str, value: str) -> str:
    if facet == "year":
        return shown_year(value, chosen())
    return label(facet, value)


def _chosen(wanted: Asked) -> Iterator[Chosen]:
    for name in (*FACETS, *DAYS):
        if value := wanted.chosen.get(name):
            yield Chosen(_field(name), _shown(name, value), wanted.address(_home(), {name: None}))


def _facets(results: Results, wanted: Asked) -> list[tuple[str, list[Value], list[Value]]]:
    """Each facet that can still narrow: its name, the values seen at once, the others."""
    found = []
    for name in FACETS:
        counts = results.facets.get(name, {})
        if name in wanted.chosen or not counts or _tells_nothing(counts, results.total):
            continue
        values = [
            Value(_shown(name, value), count, wanted.address(_home(), {name: value}))
            for value, count in _ordered(name, counts)
        ]
        most = len(values) if len(values) == SHOWN_VALUES + 1 else SHOWN_VALUES
        found.append((_field(name), values[:most], values[most:]))
    return found


def _tells_nothing(counts: Mapping[str, int], total: int) -> bool:
    return len(counts) == 1 and next(iter(counts.values())) == total


def _ordered(name: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Years from the last on, all others by how many letters they have."""
    if name == "year":
        return sorted(counts.items(), reverse=True)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _sorts(wanted: Asked) -> list[tuple[str, str, bool]]:
    """Words, address and whether it is the order now; by relevance only where words were typed."""
    return [
        (say(f"search.sort.{sort}"), wanted.address(_home(), {"sort": sort}), sort == wanted.order)
        for sort in SORTS
        if sort != "relevance" or wanted.query.strip()
    ]


def _pages(results: Results, wanted: Asked) -> dict[str, object]:
    """Where in the list this page is, and the addresses around it."""
    last = max(1, -(-results.total // PAGE))
    near = sorted({1, last, *range(max(1, wanted.page - 2), min(last, wanted.page + 2) + 1)})
    return {
        "first": wanted.offset + 1,
        "last": wanted.offset + len(results.hits),
        "count": last,
        "numbers": [(number, wanted.address(_home(), page=number)) for number in near],
        "before": wanted.address(_home(), page=min(wanted.page - 1, last)) if wanted.page > 1 else None,
        "after": wanted.address(_home(), page=wanted.page + 1) if wanted.page < last else None,
    }


def _understood(wanted: Asked) -> str:
    from dataclasses import asdict

    from index import parse_query
    from report.understood import in_words

    given = asdict(wanted.filters)
    given.pop("as_of")
    return in_words(parse_query(wanted.query, **given).whole, chosen())


def _ways(wanted: Asked) -> list[tuple[str, str, int]]:
    """Searches that would find something: in words, their address, how many letters."""
    found = []
    for one in archive().looser(wanted.query, wanted.filters):
        if one.without is None:
            words, href = say("search.try-query", query=one.query), wanted.address(_home(), {"q": one.query})
        else:
            name = {"sender": "from"}.get(one.without, one.without)
            gone = wanted.chosen if name == "*" else (name,)
            told = ", ".join(f"{_field(each)} {_shown(each, wanted.chosen[each])}" for each in gone)
            words = say("search.try-without", filters=told)
            href = wanted.address(_home(), dict.fromkeys(gone))
        found.append((words, href, one.total))
    return found


def _field(name: str) -> str:
    return say(f"search.{name}") if name in (*DAYS, "year") else label("field", name)


def has_page(endpoint: str) -> bool:
    """Whether this installation has a page."""
    return endpoint in current_app.view_functions


pages.app_template_global("has_page")(has_page)
