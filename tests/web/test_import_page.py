"""A clerk brings letters in: sends files, names a folder, watches, stops; and what is not let in."""

from __future__ import annotations

import io
import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from archive import Archive
from archive.background import Imports
from archive.incoming import Incoming, safe_name
from archive.rights import Rights
from archive.roots import folder_under
from parsers.errors import ArchiveError, UsageError
from tests.web.looking import links, seen, text
from web.app import create_app
from web.settings import Settings
from web.users import Users

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "archive"))
from invented import letter

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

PASSWORD = "ต้นไม้ริมคลอง 2566"
TREES = letter("มท 0816.3/ว 1750", "2020-06-16", "การดูแลต้นไม้ริมคลอง")
DIGGING = letter("มท 0816.3/ว 2201", "2020-08-03", "การขุดลอกคลอง")
PATIENCE = 60.0


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "none").mkdir()
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.import_([tmp_path / "none"])
    return tmp_path / "archive"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that may be imported, with one letter in it and a way out of it."""
    root = tmp_path / "scans"
    (root / "2563").mkdir(parents=True)
    (root / "2563" / "trees.txt").write_text(TREES, "utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "digging.txt").write_text(DIGGING, "utf-8")
    return root


@pytest.fixture
def app(archive: Path, root: Path) -> Flask:
    return create_app(Settings(archive=archive, import_roots=(root,)))


@pytest.fixture
def clerk(app: Flask) -> FlaskClient:
    return app.test_client()


def token_of(browser: FlaskClient, path: str = "/import") -> str:
    return re.findall(r'name="token" value="([0-9a-f]+)"', browser.get(path).text)[0]


def send(browser: FlaskClient, *files: tuple[str, str]) -> TestResponse:
    told = [(io.BytesIO(content.encode()), name) for name, content in files]
    return browser.post("/import/files", data={"token": token_of(browser), "files": told})


def waited(app: Flask) -> None:
    imports: Imports = app.extensions["saraban-imports"]
    until = time.monotonic() + PATIENCE
    while imports.state is not None and not imports.state.is_over:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_files_that_were_sent_are_imported_and_not_left_about(
    app: Flask, clerk: FlaskClient, archive: Path
) -> None:
    broken = ("scans/broken.pdf", "%PDF-1.7 nonsense")
    answer = send(clerk, ("../../trees.txt", TREES), broken)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/import")
    waited(app)
    page = seen(clerk, "/import")
    assert "ได้หนังสือใหม่ 1 ฉบับ จาก 2 แฟ้ม อ่านไม่ได้ 1 แฟ้ม" in text(page)
    (failed,) = page.cssselect(".ended .path")
    assert failed.text_content() == "broken.pdf"
    assert "PDF" in text(failed.getparent())  # why
    letters = links(page, ".ended")
    assert "การดูแลต้นไม้ริมคลอง" in text(seen(clerk, letters["มท 0816.3/ว 1750"]))
    assert [path.name for path in (archive / "incoming").iterdir()] == [".lock"]
    assert not (archive.parent / "trees.txt").exists()
    with Archive.open(archive) as held:
        assert held.run(2).run.author == held.runs(1)[0].author != ""


def test_a_folder_under_an_allowed_root_is_imported_and_no_link_leads_out(
    app: Flask, clerk: FlaskClient, root: Path, archive: Path
) -> None:
    os.symlink(root.parent / "elsewhere", root / "2563" / "link")
    (root.parent / "other.txt").write_text(DIGGING, "utf-8")
    os.symlink(root.parent / "other.txt", root / "2563" / "link.txt")
    token = token_of(clerk)
    assert clerk.post("/import/folder", data={"token": token, "folder": "2563"}).status_code == 303
    waited(app)
    told = text(seen(clerk, "/import"))
    assert "ได้หนังสือใหม่ 1 ฉบับ จาก 3 แฟ้ม อ่านไม่ได้ 2 แฟ้ม" in told
    assert told.count("ชี้ออกนอกโฟลเดอร์ที่อนุญาต") == 2
    assert "digging" not in told
    with Archive.open(archive) as held:
        assert [one.number for one in held.brought(2, 9)] == ["มท 0816.3/ว 1750"]


@pytest.mark.parametrize(
    "typed", ["../elsewhere", "/etc", "nowhere", "2563/trees.txt", "out", "a\0b", "~", "2563/../../elsewhere"]
)
def test_no_folder_elsewhere_is_opened_nor_told_of(clerk: FlaskClient, root: Path, typed: str) -> None:
    os.symlink(root.parent / "elsewhere", root / "out")
    answer = clerk.post("/import/folder", data={"token": token_of(clerk), "folder": typed})
    assert answer.status_code == 400
    (fault,) = html.document_fromstring(answer.text).cssselect("#wrong")
    assert "ในโฟลเดอร์ที่อนุญาตให้นำเข้า" in fault.text_content()
    assert "in the folders that may be imported" in fault.text_content()


def test_without_roots_no_folder_can_be_named(archive: Path) -> None:
    browser = create_app(Settings(archive=archive)).test_client()
    assert "/import/folder" not in browser.get("/import").text
    token = token_of(browser)
    assert browser.post("/import/folder", data={"token": token, "folder": "/"}).status_code == 400
    with pytest.raises(UsageError):
        folder_under("/", ())


def test_nothing_chosen_and_too_much_sent_are_told(archive: Path) -> None:
    browser = create_app(Settings(archive=archive, upload_limit=20_000)).test_client()
    answer = send(browser)
    assert (answer.status_code, "ยังไม่ได้เลือกแฟ้ม" in answer.text) == (400, True)
    answer = send(browser, ("big.txt", "x" * 30_000))
    assert (answer.status_code, "ส่งมามากเกินกำหนด" in answer.text) == (413, True)
    assert not (archive / "incoming" / "big.txt").exists()


def test_one_import_at_a_time_is_watched_and_stopped(
    app: Flask, clerk: FlaskClient, root: Path, archive: Path
) -> None:
    for number in range(40):
        (root / f"{number:02}.txt").write_text(TREES.replace("1750", f"{number + 100}"), "utf-8")
    with Archive.open(archive) as other:  # one that is at work for as long as the test looks on
        from archive.lock import writer_lock

        with writer_lock(other.path / "lock"):
            token = token_of(clerk)
            assert clerk.post("/import/folder", data={"token": token, "folder": "."}).status_code == 303
            page = seen(clerk, "/import")
            assert "กำลังนำเข้า" in text(page)
            assert page.cssselect("#progress")[0].get("hx-get") == "/import/progress"
            assert "<noscript><meta http-equiv" in clerk.get("/import").text
            assert "กำลังนำเข้า" in clerk.get("/import/progress").text
            busy = clerk.post("/import/folder", data={"token": token, "folder": "."})
            assert (busy.status_code, "กำลังนำเข้าอยู่แล้ว" in busy.text) == (400, True)
            assert clerk.post("/import/stop", data={"token": token}).status_code == 303
    waited(app)
    state = app.extensions["saraban-imports"].state
    assert state.fault is None or state.fault.code == "locked"
    assert state.fault is not None or state.report.interrupted
    over = clerk.get("/import/progress")
    assert (over.status_code, over.headers["HX-Redirect"]) == (204, "/import")
    assert clerk.post("/import/folder", data={"token": token, "folder": "2563"}).status_code == 303
    waited(app)
    assert app.extensions["saraban-imports"].state.report.letters == 1


def test_what_a_killed_server_left_is_in_nobodys_way(archive: Path, root: Path) -> None:
    (archive / "incoming").mkdir()
    (archive / "incoming" / "half.txt").write_text("half", "utf-8")
    app = create_app(Settings(archive=archive))
    browser = app.test_client()
    assert "เลือกแฟ้ม" in browser.get("/import").text  # nothing seems to be at work
    assert send(browser, ("trees.txt", TREES)).status_code == 303
    waited(app)
    assert app.extensions["saraban-imports"].state.report.files == 1
    assert not (archive / "incoming" / "half.txt").exists()


def test_two_servers_do_not_take_each_others_files(archive: Path) -> None:
    with Incoming(archive), pytest.raises(ArchiveError):
        Incoming(archive).__enter__()
    with Incoming(archive):
        imports = Imports(archive)
        with pytest.raises(UsageError) as fault:
            imports.begin_files([("a.txt", io.BytesIO(b"a"))], rights=Rights.all(), by="x")
        assert fault.value.code == "import-busy"
        assert imports.state is None


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\x\\ก ๑.pdf", "ก ๑.pdf"), ("..", "file"), ("", "file"), ("a\0b?.txt", "a_b_.txt"),
        (".hidden", "hidden"), ("ก" * 300 + ".pdf", "ก" * 65 + ".pdf"),
    ],
)  # fmt: skip
def test_names_that_browsers_send_stay_names(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


def test_who_may_import_and_who_reads_of_it(archive: Path, root: Path, tmp_path: Path) -> None:
    people = Users(tmp_path / "users.json")
    for role in ("reader", "clerk", "auditor"):
        people.add(role, role, PASSWORD)
    people.add("cleared", "clerk", PASSWORD, clearance="ลับ")
    app = create_app(Settings(archive=archive, users=tmp_path / "users.json", import_roots=(root,)))
    (root / "2563" / "secret.txt").write_text("ลับ\n" + DIGGING, "utf-8")
    told = {}
    for name in ("reader", "auditor", "cleared", "clerk"):
        browser = app.test_client()
        form = {"token": token_of(browser, "/login"), "name": name, "password": PASSWORD}
        browser.post("/login", data=form)
        token = token_of(browser, "/")
        page = browser.get("/import")
        if name == "cleared":
            assert browser.post("/import/folder", data={"token": token, "folder": "2563"}).status_code == 303
            waited(app)
            page = browser.get("/import")
            assert "การขุดลอกคลอง" in page.text
        else:
            stopped = browser.post("/import/stop", data={"token": token}).status_code
            assert stopped == (403 if name != "clerk" else 303)
        told[name] = page.status_code
        if name == "clerk":
            assert "การขุดลอกคลอง" not in page.text
            assert "secret" not in page.text
    assert told == {"reader": 403, "auditor": 403, "cleared": 200, "clerk": 200}
    with Archive.open(archive) as held:
        assert held.runs(1)[0].author == "cleared"
