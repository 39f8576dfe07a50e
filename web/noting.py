"""What every page writes into the access log. A page that is not named here is noted too, by its address."""

from __future__ import annotations

from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, cast

from flask import g, make_response, request
from werkzeug.exceptions import HTTPException

from parsers.errors import ArchiveError, SarabanError
from web.auth import OPEN_ENDPOINTS, visitor
from web.shelf import access_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from archive.access_log import Deed

DEEDS: Final[dict[str, Deed]] = {
    "search.page": "search",
    "search.suggestions": "search",
    "letter.page": "view",
    "chain.page": "trace",
    "chain.file": "export",
    "audit.page": "audit",
    "missing.file": "export",
    "pictures.picture": "picture",
    "pictures.original": "original",
    "api.search": "search",
    "api.suggestions": "search",
    "api.letter": "view",
    "api.trace": "trace",
    "api.audit": "audit",
    "api.export": "export",
}
"""What asking for an endpoint is called in the log."""
UNNOTED: Final = OPEN_ENDPOINTS | {"api.page", "api.api_description", "api.nowhere", "imports.progress"}
"""Pages that tell nothing of the archive; logging in and out is noted where it is done, and how far an import is
belongs to a page that was noted."""
_EXPORTS: Final = frozenset(("csv", "xlsx", "jsonl", "graphml", "svg"))
"""Forms of a list that are taken away."""
_LETTER: Final = ("letter", "name")


def prepare(app: Flask) -> None:
    """Have all pages of ``app`` noted. Comes after the last of them is registered."""
    for endpoint, view in app.view_functions.items():
        if endpoint not in UNNOTED:
            app.view_functions[endpoint] = _noted(endpoint, view)


def tell(**what: Any) -> None:
    """Add to what is noted of this request: the id of a letter that was asked for by number, how many were found."""
    g.noted = {**g.get("noted", {}), **what}


def _noted(endpoint: str, view: Callable[..., Any]) -> Callable[..., Any]:
    """``view``, noted once it has an answer and before that is sent: what cannot be noted is not shown."""

    @wraps(view)
    def asked(*args: Any, **places: Any) -> Any:
        try:
            answer = make_response(view(*args, **places))
        except (SarabanError, HTTPException) as fault:
            code = fault.code if isinstance(fault, SarabanError) else str(fault.code)
            with suppress(ArchiveError):  # nothing is shown, and the first fault is the one to tell
                _note("refused", {**_what(places), "code": code})
            raise
        if not 300 <= answer.status_code < 400 or request.method not in ("GET", "HEAD"):
            what = _what(places)
            _note(_deed(endpoint, what), what)
        return answer

    return asked


def _note(deed: Deed, what: dict[str, Any]) -> None:
    access_log().note(visitor().name, deed, what, address=request.remote_addr or "")


def _deed(endpoint: str, what: dict[str, Any]) -> Deed:
    if what.get("format") in _EXPORTS:
        return "export"
    found = DEEDS.get(endpoint)
    if found is not None:
        return found
    if request.method in ("GET", "HEAD"):
        return "list"
    return "import" if endpoint.startswith("imports.") else "correct"


def _what(places: dict[str, Any]) -> dict[str, Any]:
    """The letter, the query, the filters: all of the address that was filled in."""
    what: dict[str, Any] = {}
    for name, value in places.items():
        what["letter" if name in _LETTER else name] = value
    for name, value in request.args.items():
        if value.strip() and name != "lang":
            what[{"q": "query"}.get(name, name)] = value
    if request.endpoint not in DEEDS:
        what["page"] = request.path
    return {**what, **cast("dict[str, Any]", g.get("noted", {}))}
