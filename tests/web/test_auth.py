"""Who may in, what each role sees, and how long a guesser must wait."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher

from archive import Archive
from archive.access_log import AccessLog
from parsers.errors import UsageError
from web import sessions, throttle, users
from web.app import create_app
from web.auth import Guard
from web.settings import Settings
from web.users import Users

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "archive"))
from invented import cite, letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

PASSWORD = "ต้นไม้ริมคลอง 2566"
ASK = "ขอให้ประสานนางสาวใจดี มีสุข โทรศัพท์ 08 1234 5678 ภายในสัปดาห์หน้า"
LETTERS = {
    "open.txt": letter("มท 0816.3/ว 1750", "2020-06-16", "การดูแลต้นไม้ริมคลอง", body=ASK),
    "secret.txt": "ลับ\n"
    + letter(
        "มท 0816.3/ว 1751", "2020-07-01", "แผนเครื่องปั่นไฟ", refers=(cite("มท 0816.3/ว 1750", "2020-06-16"),)
    ),
    "top.txt": "ลับที่สุด\n" + letter("มท 0816.3/ว 1752", "2020-07-02", "ถังน้ำมันใต้ดิน"),
}


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with letters of three levels."""
    root = tmp_path_factory.mktemp("auth")
    for name, text in LETTERS.items():
        (root / name).write_text(text, "utf-8")
    with Archive.open(root / "archive", create=True) as archive:
        assert archive.import_([root / name for name in LETTERS]).letters == 3
    return root / "archive"


@pytest.fixture(scope="module", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Passwords that are quick to check; how slow they are to guess is tested where users are added."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(users, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        patch.setattr(users, "_NOBODY", [])
        yield


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of users, one of each role, and a clerk who may see ลับ."""
    path = tmp_path_factory.mktemp("users") / "users.json"
    people = Users(path)
    for role in ("reader", "clerk", "auditor"):
        people.add(role, role, PASSWORD)
    people.add("cleared", "clerk", PASSWORD, clearance="ลับ")
    people.add("ผู้ผ่านระบบ", "reader", None)
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(held: Path, known: Path, clock: Clock) -> Flask:
    made = create_app(Settings(archive=held, users=known))
    guard: Guard = made.extensions["saraban-guard"]
    made.extensions["saraban-guard"] = Guard(
        guard.users, sessions.Sessions(clock), throttle.Throttle(clock), guard.networks
    )
    return made


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def log_in(browser: FlaskClient, name: str, password: str = PASSWORD, **more: Any) -> TestResponse:
    token = token_of(browser.get("/login").text)
    return browser.post("/login", data={"token": token, "name": name, "password": password, **more})


def as_(app: Flask, name: str) -> FlaskClient:
    browser = app.test_client()
    assert log_in(browser, name).status_code == 303
    return browser


PAGES = (
    "/",
    "/?q=การ",
    "/suggestions?q=การ",
    "/letters/ว1750",
    "/chains/ว1750",
    "/letters/ว1750/audit",
    "/api/v1/",
)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_a_page_before_logging_in(app: Flask, page: str) -> None:
    answer = app.test_client().get(page)
    if page.startswith("/api/"):
        assert answer.status_code == 401
        assert answer.json["code"] == "login-first"
    else:
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/login?next=/")


def test_every_page_that_there_is_asks_who_comes(app: Flask) -> None:
    """Also those that are added later: only these may be open."""
    opened = set()
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<int:[^>]+>", "1", rule.rule)
        path = re.sub(r"<[^>]+>", "x", path)
        if "GET" in (rule.methods or ()) and app.test_client().get(path).status_code not in (303, 401):
            opened.add(rule.endpoint)
    assert opened == {"static", "auth.login"}


def test_every_form_must_be_ours(app: Flask) -> None:
    """Also those that are added later."""
    browser = as_(app, "auditor")
    browser.get("/")
    asked = 0
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
            path = re.sub(r"<[^>]+>", "x", re.sub(r"<int:[^>]+>", "1", rule.rule))
            answer = browser.open(path, method=method, data={"token": "made up"})
            assert answer.status_code == 400, f"{method} {path}"
            asked += 1
    assert asked >= 6


def test_logging_in_leads_to_the_page_that_was_asked_for(app: Flask) -> None:
    browser = app.test_client()
    way = browser.get("/?q=ต้นไม้").headers["Location"]
    page = browser.get(way).text
    back = re.search(r'name="next" value="([^"]+)"', page)
    assert back
    answer = log_in(browser, "READER", next=back[1].replace("&amp;", "&"))
    assert answer.status_code == 303
    found = browser.get(answer.headers["Location"])
    assert found.status_code == 200
    assert "การดูแลต้นไม้ริมคลอง" in found.text
    assert "reader" in found.text


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/a\nb",
        "",
    ],
)
def test_logging_in_leads_nowhere_else(app: Flask, elsewhere: str) -> None:
    assert log_in(app.test_client(), "reader", next=elsewhere).headers["Location"] == "/"


def test_the_cookie_is_for_this_site_and_no_script(app: Flask) -> None:
    cookie = next(
        one for one in log_in(app.test_client(), "reader").headers.getlist("Set-Cookie") if "session" in one
    )
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Secure" not in cookie


def test_behind_https_cookies_never_travel_otherwise(held: Path, known: Path) -> None:
    app = create_app(Settings(archive=held, users=known, https=True))
    browser = app.test_client()
    token = token_of(browser.get("/login", base_url="https://localhost").text)
    data = {"token": token, "name": "reader", "password": PASSWORD}
    answer = browser.post("/login", data=data, base_url="https://localhost")
    assert all("Secure" in one for one in answer.headers.getlist("Set-Cookie") if "session" in one)


@pytest.mark.parametrize("way", ["/login", "/logout"])
def test_logging_in_and_out_takes_a_form_of_ours(app: Flask, way: str) -> None:
    browser = as_(app, "reader")
    assert browser.post(way, data={"name": "reader", "password": PASSWORD}).status_code == 400
    assert browser.get("/").status_code == 200


def test_logging_out_ends_the_session_for_whoever_has_its_cookie(app: Flask) -> None:
    browser = as_(app, "reader")
    stolen = browser.get_cookie("saraban-session")
    assert stolen is not None
    token = token_of(browser.get("/").text)
    assert browser.get("/logout").status_code == 405
    assert browser.post("/logout", data={"token": token}).status_code == 303
    assert browser.get("/").status_code == 303
    thief = app.test_client()
    thief.set_cookie("saraban-session", stolen.value)
    assert thief.get("/").status_code == 303


def test_each_logging_in_is_a_session_of_its_own(app: Flask) -> None:
    browser = as_(app, "reader")
    first = browser.get_cookie("saraban-session")
    again = as_(app, "reader").get_cookie("saraban-session")
    assert first is not None
    assert again is not None
    assert first.value != again.value


def test_a_session_ends_when_nobody_is_there_and_at_the_end_of_the_day(app: Flask, clock: Clock) -> None:
    browser = as_(app, "reader")
    clock.now += sessions.IDLE - 1
    assert browser.get("/").status_code == 200
    clock.now += sessions.IDLE + 1
    assert browser.get("/").status_code == 303
    browser = as_(app, "reader")
    for _ in range(13):
        clock.now += 3500
        last = browser.get("/").status_code
    assert last == 303


def test_wrong_names_and_wrong_passwords_sound_alike(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    verify = users._verify
    monkeypatch.setattr(users, "_verify", lambda known, given: hashed.append(known) or verify(known, given))
    said = set()
    for name in ("reader", "nobody", "ผู้ผ่านระบบ", ""):
        answer = log_in(app.test_client(), name, "wrong password")
        assert answer.status_code == 401
        said.add(re.sub(r'value="[^"]*"| autofocus', "", answer.text))
    assert len(said) == 1
    assert len(hashed) == 4  # all take one hash to refuse
    assert all(known.startswith("$argon2id$") for known in hashed)


def test_guessing_is_slowed_down_and_forgiven(app: Flask, clock: Clock) -> None:
    browser = app.test_client()
    for _ in range(throttle.FREE):
        assert log_in(browser, "reader", "a wrong guess").status_code == 401
    answer = log_in(browser, "reader")
    assert answer.status_code == 429
    assert "30" in answer.text
    assert log_in(app.test_client(), "auditor").status_code == 303  # another user is not locked out
    clock.now += throttle.FIRST_WAIT + 1
    assert log_in(browser, "reader", "a wrong guess").status_code == 401
    clock.now += throttle.FIRST_WAIT + 1
    assert log_in(browser, "reader").status_code == 429  # twice as long
    clock.now += 2 * throttle.FIRST_WAIT
    assert log_in(browser, "reader").status_code == 303


def test_one_place_cannot_try_all_names(clock: Clock) -> None:
    slow = throttle.Throttle(clock)
    for number in range(throttle.FREE_ELSEWHERE):
        assert not slow.wait(f"user{number}", "10.0.0.1")
        slow.tried(f"user{number}", "10.0.0.1")
    assert slow.wait("another", "10.0.0.1")
    assert not slow.wait("another", "10.0.0.2")


def test_behind_a_web_server_nobody_locks_out_everybody(clock: Clock) -> None:
    slow = throttle.Throttle(clock)
    for number in range(10 * throttle.FREE_ELSEWHERE):
        slow.tried(f"user{number}", "127.0.0.1")
    assert not slow.wait("another", "127.0.0.1")


def test_a_right_password_does_not_count(clock: Clock) -> None:
    slow = throttle.Throttle(clock)
    for _ in range(3 * throttle.FREE_ELSEWHERE):
        slow.tried("reader", "10.0.0.1")
        slow.right("reader", "10.0.0.1")
    assert not slow.wait("reader", "10.0.0.1")


def test_a_user_who_is_removed_or_changed_is_out_at_once(held: Path, tmp_path: Path) -> None:
    path = tmp_path / "users.json"
    people = Users(path)
    people.add("ก", "clerk", PASSWORD)
    people.add("ข", "reader", PASSWORD)
    app = create_app(Settings(archive=held, users=path))
    first, second = as_(app, "ก"), as_(app, "ข")
    assert first.get("/api/v1/runs").status_code == 200
    people.change("ก", role="reader")
    assert first.get("/api/v1/runs").status_code == 403
    people.change("ก", password=PASSWORD + "!")
    assert first.get("/").status_code == 303
    people.remove("ข")
    assert second.get("/").status_code == 303


SEEN = {
    "reader": {"1750"},
    "clerk": {"1750"},
    "cleared": {"1750", "1751"},
    "auditor": {"1750", "1751", "1752"},
}


@pytest.mark.parametrize("name", SEEN)
def test_a_role_sees_its_letters_and_no_trace_of_others(app: Flask, name: str) -> None:
    browser = as_(app, name)
    found = browser.get("/api/v1/search").json
    assert {hit["number"][-4:] for hit in found["hits"]} == SEEN[name]
    assert found["total"] == len(SEEN[name])
    said = "".join(
        browser.get(page).text
        for page in (
            "/",
            "/?q=ปั่นไฟ",
            "/letters/ว1750",
            "/chains/ว1750",
            "/suggestions?q=แผน",
            "/api/v1/stats",
            "/letters/ว1750/audit",
        )
    )
    assert ("แผนเครื่องปั่นไฟ" in said) is ("1751" in SEEN[name])
    for number in ("1751", "1752"):
        assert browser.get(f"/letters/ว{number}", follow_redirects=True).status_code == (
            200 if number in SEEN[name] else 404
        )


@pytest.mark.parametrize("name", SEEN)
def test_only_readers_do_not_see_whom_to_call(app: Flask, held: Path, name: str) -> None:
    browser = as_(app, name)
    with Archive.open(held) as archive:
        record = archive.letter("ว1750")
    page = browser.get(f"/letters/{record.id}").text + browser.get("/?q=ประสาน").text
    assert ("ใจดี มีสุข" in page) is (name != "reader")
    assert "•••" in page if name == "reader" else "•••" not in page
    answer = browser.get(f"/letters/{record.id}/files/{record.copies[0].sha256}/original")
    assert answer.status_code == (403 if name == "reader" else 200)
    answer.close()
    if name == "reader":
        assert "ข้อมูลส่วนบุคคล" in answer.text


def test_what_a_role_may_not_do_is_refused_in_words(app: Flask) -> None:
    answer = as_(app, "reader").get("/api/v1/export")
    assert answer.status_code == 403
    assert answer.json["code"] == "not-allowed"
    assert "ask the administrator" in answer.json["remedy"]


# The access log


def lines(held: Path, user: str) -> list[tuple[str, dict[str, Any]]]:
    return [(access.deed, dict(access.what)) for access in AccessLog(held).read(user=user)]


def test_every_view_is_in_the_log(app: Flask, held: Path, known: Path) -> None:
    Users(known).add("noted", "clerk", PASSWORD)
    browser = as_(app, "noted")
    with Archive.open(held) as archive:
        id_ = archive.letter("ว1750").id
    browser.get("/?q=ต้นไม้&year=2563")
    browser.get(f"/letters/{id_}")
    browser.get("/letters/ว1750")  # leads to the id, shows nothing itself
    browser.get(f"/chains/{id_}")
    browser.get("/api/v1/letters/ว1750")
    browser.get("/api/v1/export?q=ต้นไม้")
    browser.get("/api/v1/stats")
    browser.get("/letters/zzzz")
    told = lines(held, "noted")
    assert [deed for deed, _ in told] == [
        "login",
        "search",
        "view",
        "trace",
        "view",
        "export",
        "list",
        "refused",
    ]
    assert told[1][1] == {"query": "ต้นไม้", "year": "2563"}
    assert told[2][1] == told[3][1] == told[4][1] == {"letter": id_}
    assert told[7][1]["letter"] == "zzzz"
    assert "0812" not in json.dumps(told)


def test_a_wrong_password_is_in_the_log_and_the_password_is_not(app: Flask, held: Path) -> None:
    log_in(app.test_client(), "มาร", "my other password")
    assert lines(held, "มาร") == [("login-failed", {})]
    assert "my other password" not in next((held / "logs").iterdir()).read_text("utf-8")


def test_what_cannot_be_noted_is_not_shown(
    held: Path, known: Path, tmp_path: Path, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = as_(app, "reader")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("archive.access_log._append", full)
    answer = browser.get("/?q=ต้นไม้")
    assert answer.status_code == 503
    assert "การดูแลต้นไม้ริมคลอง" not in answer.text
    assert "บันทึกการเข้าถึง" in answer.text


# A proxy that names the user


@pytest.fixture
def behind(held: Path, known: Path) -> Flask:
    chosen = Settings(
        archive=held,
        users=known,
        proxy_header="X-Remote-User",
        proxy_addresses=("127.0.0.1", "10.0.0.0/8", "fd00::/8"),
    )
    return create_app(chosen)


@pytest.mark.parametrize(
    ("address", "name", "status"),
    [
        ("127.0.0.1", "auditor", 200),
        ("10.9.8.7", "Auditor", 200),
        ("::ffff:10.9.8.7", "auditor", 200),
        ("fd00::1", "auditor", 200),
        ("127.0.0.1", "ผู้ผ่านระบบ", 200),
        ("127.0.0.1", "", 403),
        ("127.0.0.1", "nobody", 403),
        ("127.0.0.1", "reader,auditor", 403),
        ("192.168.1.1", "auditor", 403),
        ("11.0.0.1", "auditor", 403),
        ("", "auditor", 403),
    ],
)
def test_only_the_proxy_is_believed(behind: Flask, address: str, name: str, status: int) -> None:
    headers = {"X-Remote-User": name.encode().decode("latin-1")}
    answer = behind.test_client().get("/", headers=headers, environ_overrides={"REMOTE_ADDR": address})
    assert answer.status_code == status
    if status == 403:
        assert "ไม่รู้จักผู้ใช้" in answer.text


def test_behind_a_proxy_there_is_no_other_way_in(behind: Flask) -> None:
    browser = behind.test_client()
    token = token_of(browser.get("/login", environ_overrides={"REMOTE_ADDR": "192.168.1.1"}).text)
    data = {"token": token, "name": "auditor", "password": PASSWORD}
    answer = browser.post("/login", data=data, environ_overrides={"REMOTE_ADDR": "192.168.1.1"})
    assert "saraban-session" not in str(answer.headers)
    assert browser.get("/", environ_overrides={"REMOTE_ADDR": "192.168.1.1"}).status_code == 403


def test_without_users_the_person_at_the_machine_may_do_all(held: Path) -> None:
    browser = create_app(Settings(archive=held)).test_client()
    assert browser.get("/api/v1/search").json["total"] == 3
    assert "/logout" not in browser.get("/").text


@pytest.mark.parametrize("addresses", [("here",), ("10.0.0.0/99",)])
def test_addresses_that_are_none_are_refused(held: Path, known: Path, addresses: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as fault:
        create_app(Settings(archive=held, users=known, proxy_header="X", proxy_addresses=addresses))
    assert fault.value.code == "auth-from"


def test_links_lead_only_where_a_visitor_may_go(held: Path, known: Path) -> None:
    app = create_app(Settings(archive=held, users=known))
    for endpoint in ("imports.page", "review.page"):
        if endpoint not in app.view_functions:
            app.add_url_rule(f"/{endpoint}", endpoint, lambda: "")
    shown = {}
    for name in ("reader", "clerk", "auditor"):
        page = as_(app, name).get("/?lang=en").text.partition("<main")[0]
        shown[name] = {word for word in ("Import", "Review", "Search") if f">{word}</a>" in page}
    assert shown == {
        "reader": {"Search"},
        "clerk": {"Import", "Review", "Search"},
        "auditor": {"Review", "Search"},
    }
