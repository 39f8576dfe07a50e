"""Who asks: the person at this machine, a user who logged in, or one whom a proxy names.

Every request gets a ``Visitor`` before any page sees it, or is sent to log in. Pages get the archive with the
visitor's rights from ``web.shelf`` and cannot get another.
"""

from __future__ import annotations

import ipaddress
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit

from flask import Blueprint, current_app, g, redirect, render_template, request, session, url_for

from archive import Archive, login_name
from archive.rights import Rights
from web.faults import Refused
from web.language import say
from web.sessions import Sessions
from web.shelf import access_log, settings
from web.throttle import Throttle
from web.users import Users

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

    from web.settings import Settings

pages = Blueprint("auth", __name__)

OPEN_ENDPOINTS: Final = frozenset(("static", "auth.login", "auth.log_in", "auth.logout"))
"""What may be asked for by whoever is not logged in."""
API: Final = "/api/"
_KEY: Final = "session"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, with which rights. ``role`` is none for the person at this machine; ``can_leave`` tells that there is
    a session to end."""

    name: str
    rights: Rights
    role: str | None = None
    can_leave: bool = False


@dataclass(frozen=True, slots=True)
class Guard:
    """What the server knows of users."""

    users: Users | None
    sessions: Sessions
    throttle: Throttle
    networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]


def prepare(app: Flask) -> None:
    """Ask of every request to ``app`` who it is. Raises UsageError ``users-file``, ``auth-from``.

    The archive is made ready for all rights that users have, so that none of them waits for it.
    """
    chosen = settings(app)
    users = Users(chosen.users) if chosen.users is not None else None
    for rights in {user.rights for user in users.all()} if users is not None else ():
        with Archive.open(chosen.archive, rights=rights) as archive:
            archive.search("", limit=0)
    app.extensions["saraban-guard"] = Guard(users, Sessions(), Throttle(time.monotonic), _networks(chosen))
    app.config["SESSION_COOKIE_NAME"] = "saraban-session"
    app.config["SESSION_COOKIE_SECURE"] = chosen.https
    app.before_request(identify)
    app.context_processor(lambda: {"visitor": g.get("visitor")})
    app.register_blueprint(pages)


def visitor() -> Visitor:
    """Who asks."""
    return cast("Visitor", g.visitor)


def identify() -> Response | None:
    """Find out who asks; those who may not are sent to log in."""
    found = _found()
    if found is not None:
        g.visitor = found
        return None
    if request.endpoint in OPEN_ENDPOINTS:
        return None
    if settings().proxy_header is not None:
        raise _unknown()
    if request.path.startswith(API):
        raise _log_in_first()
    here = request.full_path.rstrip("?") if request.method == "GET" else url_for("search.page")
    way = url_for("auth.login", next=here)
    if request.headers.get("HX-Request"):
        answer = redirect(way, 303)
        answer.status_code = 204
        answer.headers["HX-Redirect"] = way
        return answer
    return redirect(way, 303)


def _found() -> Visitor | None:
    guard = _guard()
    if guard.users is None:
        return Visitor(login_name() or "local", Rights.all())
    if settings().proxy_header is not None:
        return _from_proxy(guard, guard.users)
    user = guard.sessions.user_of(str(session.get(_KEY, "")), guard.users.find)
    if user is None:
        return None
    return Visitor(user.name, user.rights, user.role, can_leave=True)


def _from_proxy(guard: Guard, users: Users) -> Visitor | None:
    """The user whom the proxy names; nobody else's word is taken."""
    header = settings().proxy_header or ""
    name = request.headers.get(header, "").encode("latin-1", "replace").decode("utf-8", "replace").strip()
    if not name or not _is_from(request.remote_addr, guard.networks):
        return None
    user = users.find(name)
    return None if user is None else Visitor(user.name, user.rights, user.role)


def _is_from(
    address: str | None, networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]
) -> bool:
    try:
        found = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return any(found in network for network in networks)


# Logging in and out


@pages.get("/login")
def login() -> str | Response:
    """The form."""
    way = _way_back(request.args.get("next", ""))
    if g.get("visitor") is not None:
        return redirect(way, 303)
    return _form(way)


@pages.post("/login")
def log_in() -> tuple[str, int] | Response:
    """Begin a session, or say that name and password do not go together: never which of them is wrong."""
    guard = _guard()
    way = _way_back(request.form.get("next", ""))
    if guard.users is None or settings().proxy_header is not None:
        return redirect(way, 303)
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    key, address = _throttled(name), request.remote_addr or ""
    if wait := guard.throttle.wait(key, address):
        return _form(way, name, say("login.wait", seconds=math.ceil(wait))), 429
    guard.throttle.tried(key, address)
    user = guard.users.check(name, password)
    if user is None:
        access_log().note(name, "login-failed", {}, address=address)
        return _form(way, name, say("login.wrong")), 401
    guard.throttle.right(key, address)
    access_log().note(user.name, "login", {}, address=address)
    _end()
    session[_KEY] = guard.sessions.begin(user)
    return redirect(way, 303)


@pages.post("/logout")
def logout() -> Response:
    """End the session."""
    if g.get("visitor") is not None and visitor().can_leave:
        access_log().note(visitor().name, "logout", {}, address=request.remote_addr or "")
    _end()
    return redirect(url_for("auth.login"), 303)


def _end() -> None:
    _guard().sessions.end(str(session.get(_KEY, "")))
    session.clear()


def _form(way: str, name: str = "", fault: str = "") -> str:
    return render_template("login.html", way=way, name=name, wrong=fault)


def _throttled(name: str) -> str:
    from web.users import LONGEST_NAME, folded

    return folded(name[: LONGEST_NAME * 2])


def _way_back(asked: str) -> str:
    """Where to go after logging in: a page of ours, whatever the address says."""
    found = urlsplit(asked)
    ours = (
        asked.startswith("/")
        and not asked.startswith(("//", "/\\"))
        and not found.scheme
        and not found.netloc
    )
    return asked if ours and asked.isprintable() and "\\" not in asked else url_for("search.page")


def _guard() -> Guard:
    return cast("Guard", current_app.extensions["saraban-guard"])


def _networks(chosen: Settings) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    found = []
    for address in chosen.proxy_addresses:
        try:
            found.append(ipaddress.ip_network(address.strip(), strict=False))
        except ValueError:
            raise Refused(
                "auth-from",
                400,
                thai=f"--auth-from: “{address}” ไม่ใช่ที่อยู่เครือข่าย เช่น 127.0.0.1 หรือ 10.0.0.0/8",
                english=f"--auth-from: “{address}” is no address, such as 127.0.0.1 or 10.0.0.0/8",
            ) from None
    return tuple(found)


def _unknown() -> Refused:
    return Refused(
        "unknown-user",
        403,
        thai="ไม่รู้จักผู้ใช้ที่เปิดหน้านี้ ให้เข้าผ่านระบบของสำนักงาน และขอให้ผู้ดูแลเพิ่มชื่อด้วย saraban users add",
        english="who opens this page is not known: come by way of the office's system, and ask the administrator to add"
        " you with saraban users add",
    )


def _log_in_first() -> Refused:
    return Refused(
        "login-first",
        401,
        thai="ต้องเข้าสู่ระบบก่อน เปิดหน้า /login แล้วลองใหม่",
        english="log in first; open /login and try again",
    )
