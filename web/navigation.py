"""The links that stand on every page: those pages that this installation has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import current_app, g, request, url_for

if TYPE_CHECKING:
    from flask import Flask

    from archive.rights import Deed

LINKS: Final[tuple[tuple[str, str, Deed | None], ...]] = (
    ("search.page", "nav.search", None),
    ("imports.page", "nav.import", "import"),
    ("review.page", "nav.review", "books"),
    ("missing.page", "nav.missing", None),
    ("statistics.page", "nav.statistics", None),
    ("api.page", "nav.api", None),
)
"""Endpoints with the words that lead there and the right that is needed there, in the order of work."""


def prepare(app: Flask) -> None:
    """Give the templates of ``app`` the links."""
    app.jinja_env.globals.update(links=links, here=here)


def links() -> list[dict[str, Any]]:
    """Address, words and whether this page belongs there, for each page that is there and may be seen."""
    return [
        {"href": url_for(endpoint), "key": key, "current": request.blueprint == endpoint.partition(".")[0]}
        for endpoint, key, deed in LINKS
        if endpoint in current_app.view_functions and _may(deed)
    ]


def _may(deed: Deed | None) -> bool:
    visitor = g.get("visitor")
    return deed is None or (visitor is not None and visitor.rights.may(deed))


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
