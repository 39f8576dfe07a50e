"""The links that stand on every page: those pages that this installation has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app, g, request, url_for

if TYPE_CHECKING:
    from flask import Flask

    from archive.rights import Deed

LINKS = (
    ("search.page", "nav.search"),
    ("imports.page", "nav.import"),
    ("review.page", "nav.review"),
    ("missing.page", "nav.missing"),
    ("statistics.page", "nav.statistics"),
    ("api.page", "nav.api"),
)
"""Endpoints with the words that lead there, in the order of work."""
NEEDED: dict[str, Deed] = {"imports.page": "import", "review.page": "books"}
"""What a visitor must be allowed for a link to be of use."""


def prepare(app: Flask) -> None:
    """Give the templates of ``app`` the links."""
    app.jinja_env.globals.update(links=links, here=here)


def links() -> list[dict[str, Any]]:
    """Address, words and whether this is the page, for each page that is there for whoever asks."""
    return [
        {"href": url_for(endpoint), "key": key, "current": request.endpoint == endpoint}
        for endpoint, key in LINKS
        if endpoint in current_app.view_functions and _is_for_visitor(endpoint)
    ]


def _is_for_visitor(endpoint: str) -> bool:
    visitor = g.get("visitor")
    return endpoint not in NEEDED or (visitor is not None and visitor.rights.may(NEEDED[endpoint]))


def here(**changes: str | None) -> str:
    """The address of this page with some of what it asks for changed; ``None`` takes it out."""
    from werkzeug.datastructures import MultiDict

    asked = MultiDict(request.args)
    for name, value in changes.items():
        asked.poplist(name)
        if value is not None:
            asked[name] = value
    from urllib.parse import urlencode

    query = urlencode(list(asked.items(multi=True)))
    return f"{request.path}?{query}" if query else request.path
