"""Thai or English: what the reader chose, and the words of the pages in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Response, g, has_request_context, request
from markupsafe import Markup

from report.labels import LABELS, LANGUAGES, Language
from web.shelf import settings
from web.words import WORDS as OWN

if TYPE_CHECKING:
    from flask import Flask

WORDS = LABELS | OWN
COOKIE = "saraban-lang"
_YEAR = 365 * 24 * 3600


def prepare(app: Flask) -> None:
    """Give the templates of ``app`` their words."""
    app.jinja_env.globals.update(say=say)
    app.context_processor(lambda: {"lang": chosen(), "other_lang": other()})
    app.after_request(remember)


def chosen() -> Language:
    """The language of this request: the one asked for in the address, the one chosen before, the administrator's."""
    if not has_request_context():
        return settings().lang
    if "language" not in g:  # a page asks some hundred times
        asked = (request.args.get("lang"), request.cookies.get(COOKIE))
        g.language = next((one for one in asked if one in LANGUAGES), settings().lang)
    return cast("Language", g.language)


def other() -> Language:
    """The language that the switch leads to."""
    return "th" if chosen() == "en" else "en"


def say(key: str, **values: object) -> str:
    """The words under ``key``. Values that are markup stay so, all others are escaped."""
    words = WORDS[key][chosen() == "en"]
    if any(isinstance(value, Markup) for value in values.values()):
        return Markup(words).format(**values)
    return words.format(**values)


def remember(response: Response) -> Response:
    """Keep the language that was asked for."""
    asked = request.args.get("lang")
    if asked in LANGUAGES and asked != request.cookies.get(COOKIE):
        response.set_cookie(COOKIE, cast("str", asked), max_age=_YEAR, httponly=True, samesite="Lax")
    return response
