"""``users``: who may open the web pages, and in which role."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from terminal.usage import Usage, wrong

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from terminal.screen import Screen
    from web.users import Users

FILE = "users.json"
"""The users' file in an archive's folder, where no other is named."""
_TRIES = 3


def run(
    screen: Screen,
    words: Sequence[str],
    *,
    auth: Path | None,
    role: str | None,
    secrecy: str | None,
    password_stdin: bool,
    no_password: bool,
    form: str,
) -> None:
    """``add NAME``, ``list``, ``remove NAME``, ``role NAME ROLE``, ``secrecy NAME LEVEL`` or ``password NAME``."""
    from web.users import Users

    if auth is None:
        with screen.open_archive():  # so that a mistyped archive is told, and no stray file is made
            pass
        auth = screen.archive_path / FILE
    users = Users(auth)
    match list(words):
        case [] | ["list"]:
            _list(screen, users, form)
        case ["add", name] if role is not None:
            password = None if no_password else _password(screen, password_stdin)
            user = users.add(name, role, password, clearance=secrecy)
            screen.note(screen.say("users.added", name=user.name, role=_role(screen, user.role), path=auth))
        case ["add", _]:
            raise wrong("users.no-role")
        case ["remove", name]:
            screen.note(screen.say("users.removed", name=users.remove(name).name))
        case ["role", name, new]:
            user = users.change(name, role=new)
            screen.note(screen.say("users.changed", name=user.name, role=_role(screen, user.role)))
        case ["secrecy", name, level]:
            user = users.change(name, clearance=level)
            screen.note(screen.say("users.cleared", name=user.name, level=_level(screen, user.clearance)))
        case ["password", name]:
            users.change(name)  # whether there is such a user, before a password is asked for
            users.change(name, password=_password(screen, password_stdin))
            screen.note(screen.say("users.password", name=name))
        case _:
            raise Usage(screen.say("users.usage"), click.get_current_context(silent=True))


def _list(screen: Screen, users: Users, form: str) -> None:
    found = users.all()
    if form == "json":
        told = [
            {
                "name": user.name,
                "role": user.role,
                "secrecy": user.clearance,
                "password": user.password is not None,
            }
            for user in found
        ]
        screen.write(screen.as_json(told))
        return
    from terminal.tables import add_row, new_table

    if not found:
        screen.show(screen.say("users.none", path=users.path))
        return
    table = new_table(screen, [screen.say(f"users.{name}") for name in ("name", "role", "secrecy", "way")])
    for user in found:
        way = screen.say("users.by-password" if user.password is not None else "users.by-proxy")
        add_row(table, user.name, _role(screen, user.role), _level(screen, user.clearance), way)
    screen.show(table)


def _role(screen: Screen, role: str) -> str:
    return screen.say(f"users.{role}")


def _level(screen: Screen, clearance: str | None) -> str:
    if clearance is None:
        return screen.say("users.by-role")
    return screen.say("users.open") if clearance == "none" else clearance


def _password(screen: Screen, from_stdin: bool) -> str:
    """A password typed twice without being shown, or the first line of stdin; never a word of the command line."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    for _ in range(_TRIES):
        first = click.prompt(screen.say("users.type"), hide_input=True, err=True)
        again = click.prompt(screen.say("users.again"), hide_input=True, err=True)
        if first == again:
            return str(first)
        screen.note(screen.say("users.differ"))
    raise wrong("users.differ")
