"""What guards every page: the names it answers to, what its browser may load, and who may send it forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Response, current_app, g, request
from markupsafe import Markup

from web.faults import bad_form, bad_host
from web.secret import key_of
from web.shelf import settings

if TYPE_CHECKING:
    from flask import Flask

COOKIE = "saraban-form"
FIELD = "token"
HEADER = "X-Saraban-Token"
"""Where a script puts the token that a form has in ``FIELD``."""
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SAFE = ("GET", "HEAD", "OPTIONS")


def prepare(app: Flask) -> None:
    """Guard every request to ``app``."""
    app.secret_key = key_of(settings(app).archive)
    app.config["SESSION_COOKIE_HTTPONLY"] = True
    app.config["SESSION_COOKIE_SAMESITE"] = "Strict"
    app.before_request(check_host)
    app.before_request(check_form)
    app.after_request(guard)
    app.jinja_env.globals["form_token"] = form_token


def check_host() -> None:
    """Refuse a name that is not ours: a foreign page may have it point here."""
    name = urlsplit(f"//{request.host}").hostname or ""
    if name.lower() not in settings().hosts:
        raise bad_host(name)


def check_form() -> None:
    """Refuse what was not sent from a page of ours."""
    if request.method in _SAFE:
        return
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise bad_form()
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    if not hmac.compare_digest(given.encode(), token().encode()):
        raise bad_form()


def token() -> str:
    """What a form must bring: the browser's own cookie, signed."""
    mark = request.cookies.get(COOKIE) or g.get("form_mark")
    if not mark:
        mark = g.form_mark = secrets.token_urlsafe(24)
    key = current_app.secret_key
    return hmac.new(
        key if isinstance(key, bytes) else str(key).encode(), mark.encode(), hashlib.sha256
    ).hexdigest()


def form_token() -> Markup:
    """The hidden field that every form with ``method=post`` must hold."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token())


def guard(response: Response) -> Response:
    """What browsers are told with every answer."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    if request.endpoint != "static" or response.status_code != 200:
        headers["Cache-Control"] = "no-store"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if mark := g.get("form_mark"):
        response.set_cookie(COOKIE, mark, httponly=True, samesite="Strict", secure=request.is_secure)
    return response
