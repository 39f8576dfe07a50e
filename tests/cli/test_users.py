"""The administrator lets people in, changes what they may do, and opens the pages to the office."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from archive.access_log import AccessLog
from cli import main
from web.users import Users

from .conftest import SAMPLE, Terminal

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "ริมคลองสายยาว 66"


@pytest.fixture
def desk(terminal: Terminal) -> Terminal:
    """An archive of one letter."""
    terminal.types("import --jobs 1", str(next((SAMPLE / "2565/เวียน").glob("*.txt"))))
    return terminal


def typed(desk: Terminal, line: list[str], *keys: str) -> str:
    """Types a line, then what is asked for."""
    done = CliRunner().invoke(main, line, input="".join(f"{key}\n" for key in keys), env=desk.environment)
    assert done.exit_code == 0, done.output
    return done.output


def file_of(desk: Terminal) -> Path:
    return desk.archive / "users.json"


def test_a_user_is_added_and_the_password_is_asked_for_and_not_kept(desk: Terminal) -> None:
    said = typed(desk, ["users", "add", "มาลี", "--role", "clerk"], PASSWORD, PASSWORD)
    assert "มาลี was added as clerk" in said
    assert PASSWORD not in said
    kept = file_of(desk).read_text("utf-8")
    assert PASSWORD not in kept
    assert json.loads(kept)["users"]["มาลี"]["password"].startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert file_of(desk).stat().st_mode & 0o077 == 0
    assert Users(file_of(desk)).check("มาลี", PASSWORD)
    assert not Users(file_of(desk)).check("มาลี", PASSWORD + " ")


def test_a_password_typed_differently_is_asked_for_again(desk: Terminal) -> None:
    said = typed(desk, ["users", "add", "anan", "--role", "reader"], PASSWORD, "other", PASSWORD, PASSWORD)
    assert "differ" in said
    assert Users(file_of(desk)).check("ANAN", PASSWORD)


def test_a_script_gives_the_password_by_stdin(desk: Terminal) -> None:
    typed(desk, ["users", "add", "anan", "--role", "reader", "--password-stdin"], PASSWORD)
    assert Users(file_of(desk)).check("anan", PASSWORD)


def test_no_password_is_taken_from_the_command_line(desk: Terminal) -> None:
    assert "--password " not in desk.types("users --help").out
    desk.types("users add anan --role reader --password secret-words", code=2)


def test_users_are_listed_changed_and_removed(desk: Terminal) -> None:
    typed(desk, ["users", "add", "anan", "--role", "clerk", "--secrecy", "ลับ"], PASSWORD, PASSWORD)
    desk.types("users add somsri --role reader --no-password")
    shown = desk.types("users list").out
    assert re.search(r"anan\s.*clerk\s.*ลับ\s.*password", shown)
    assert re.search(r"somsri\s.*reader\s.*as the role says\s.*proxy", shown)
    desk.types("users role somsri auditor")
    desk.types("users secrecy anan none")
    typed(desk, ["users", "password", "anan"], PASSWORD + "2", PASSWORD + "2")
    assert desk.types("users --format json").json == [
        {"name": "anan", "role": "clerk", "secrecy": "none", "password": True},
        {"name": "somsri", "role": "auditor", "secrecy": None, "password": False},
    ]
    assert Users(file_of(desk)).check("anan", PASSWORD + "2")
    desk.types("users secrecy anan role")
    desk.types("users remove anan")
    assert [user["name"] for user in desk.types("users --format json").json] == ["somsri"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("users add anan", "--role reader"),
        ("users add anan --role chief --no-password", "no role “chief”; there are: reader clerk auditor"),
        ("users add anan --role reader --secrecy มาก --no-password", "no level “มาก”"),
        ("users add 'a:b' --role reader --no-password", "cannot be a user's name"),
        ("users add SOMSRI --role reader --no-password", "there is a user “SOMSRI” already"),
        ("users remove nobody", "no user “nobody”; see saraban users list"),
        ("users role nobody reader", "no user “nobody”"),
        ("users password nobody", "no user “nobody”"),
        ("users promote somsri", "usage: users list"),
    ],
)
def test_what_is_typed_wrong_is_told_in_a_line(desk: Terminal, line: str, said: str) -> None:
    desk.types("users add somsri --role reader --no-password")
    assert said in desk.types(line, code=2).err


def test_a_short_password_is_refused(desk: Terminal) -> None:
    done = CliRunner().invoke(
        main,
        ["users", "add", "a", "--role", "reader", "--password-stdin"],
        input="short\n",
        env=desk.environment,
    )
    assert done.exit_code == 2
    assert "10 to 256" in done.stderr


def test_a_file_that_is_none_is_refused_and_kept(desk: Terminal) -> None:
    file_of(desk).write_text("{broken", "utf-8")
    assert "users' file" in desk.types("users list", code=2).err
    desk.types("users add a --role reader --no-password", code=2)
    assert file_of(desk).read_text("utf-8") == "{broken"
    assert "users' file" in desk.types("serve --port 0 --auth", str(file_of(desk)), code=2).err


# serve


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "office.example", ""])
def test_strangers_are_not_let_in_without_users(desk: Terminal, host: str) -> None:
    told = desk.types("serve --port 0 --host", host, code=2).err
    assert "is not opened to other machines" in told
    assert "saraban users add" in told
    assert "--auth" in desk.types("serve --lang th --port 0 --host", host, code=2).err


@pytest.mark.parametrize(
    "more", ["--auth-header X-User", "--auth-from 127.0.0.1", "--auth-header X --auth-from 10.0.0.1"]
)
def test_half_a_proxy_is_none(desk: Terminal, more: str) -> None:
    assert "goes with --auth" in desk.types(f"serve --port 0 {more}", code=2).err


def test_an_empty_file_of_users_lets_nobody_in(desk: Terminal) -> None:
    told = desk.types("serve --port 0 --host 0.0.0.0 --auth", str(file_of(desk)), code=2).err
    assert "there is no user in" in told


def test_with_users_the_office_may_come(desk: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.types("users add somsri --role reader --no-password")
    opened = []
    monkeypatch.setattr("web.serving.serve", lambda settings, **more: opened.append((settings, more["host"])))
    line = "serve --host 0.0.0.0 --name office.example --https --auth-header X-User --auth-from 10.0.0.0/8,127.0.0.1 --auth"
    desk.types(line, str(file_of(desk)))
    ((settings, host),) = opened
    assert host == "0.0.0.0"
    assert settings.users == file_of(desk).resolve()
    assert settings.proxy_addresses == ("10.0.0.0/8", "127.0.0.1")
    assert settings.https
    assert "office.example" in settings.hosts


# access-log


def test_the_auditor_reads_who_saw_a_letter(desk: Terminal) -> None:
    (hit,) = desk.types("search '' --format json").json["hits"]
    log = AccessLog(desk.archive)
    log.note("somsri", "view", {"letter": hit["id"]}, address="10.0.0.7")
    log.note("anan", "search", {"query": "ไฟป่า"}, address="10.0.0.8")
    shown = desk.types("access-log").out
    assert "somsri" in shown
    assert "ไฟป่า" in shown
    (line,) = desk.types("access-log --format jsonl --letter", hit["number"]).lines
    assert (line["user"], line["deed"], line["what"]) == ("somsri", "view", {"letter": hit["id"]})
    assert [line["user"] for line in desk.types("access-log --format jsonl --user anan").lines] == ["anan"]
    assert desk.types("access-log --format jsonl --limit 1").lines[0]["user"] == "anan"
    assert desk.types("access-log --format csv").out.startswith("at,user,address,deed,what")
    assert "nothing of that kind" in desk.types("access-log --since 2150-01-01").out
    assert "--since" in desk.types("access-log --since sometime", code=2).err
    assert len(desk.types("access-log --format jsonl --since 2020").lines) == 2
