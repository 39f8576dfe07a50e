"""A clerk goes through what is doubtful: accepts, corrects, picks the letter that is meant."""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from archive import Archive
from archive.access_log import AccessLog
from tests.web.looking import seen, text
from web.app import create_app
from web.settings import Settings
from web.users import Users

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "archive"))
from invented import cite, letter

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

PASSWORD = "ต้นไม้ริมคลอง 2566"
LETTERS = {
    "first": letter("มท 0816.3/ว 1750", "2020-06-16", "การดูแลต้นไม้ริมคลอง"),
    "second": letter("มท 0816.3/ว 1750", "2021-06-18", "การขุดลอกคลอง", body="ขอให้รายงานการขุดลอกคลองทุกสิ้นเดือน"),
    "reply": letter(
        "พย 0023.3/918", "2021-10-09", "รายงานต้นไม้", refers=(cite("มท 0816.3/ว 1750"),), sender="จังหวัดพะเยา"
    ),
    "draft": letter("มท 0816.3/ว", "2020-07-16", "ร่าง<b>การดูแลต้นไม้"),
    "broken.pdf": "%PDF-1.7 nonsense",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name, told in LETTERS.items():
        (tmp_path / (name if "." in name else f"{name}.txt")).write_text(told, "utf-8")
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.import_(sorted(tmp_path.glob("*.*")))
    return tmp_path / "archive"


@pytest.fixture
def clerk(archive: Path) -> FlaskClient:
    return create_app(Settings(archive=archive)).test_client()


def send(browser: FlaskClient, at: int, button: str, **filled: str) -> TestResponse:
    """Fill in the form with ``button`` of the item at that place, and press it."""
    page = seen(browser, f"/review?at={at}")
    (form,) = [one for one in page.cssselect("form.settle") if one.cssselect(f"button:contains('{button}')")]
    fields: dict[str, Any] = {}
    for box in form.cssselect("input"):
        if box.get("type") != "radio" or box.get("checked") is not None:
            fields[box.get("name")] = box.get("value", "")
    pressed = form.cssselect("button")[0]
    if pressed.get("name"):
        fields[pressed.get("name")] = pressed.get("value")
    return browser.post(form.get("action"), data=fields | filled)


def place(browser: FlaskClient, words: str) -> int:
    total = 9
    for at in range(1, total):
        page = text(seen(browser, f"/review?at={at}"))
        if words in page:
            return at
    raise AssertionError(words)


def test_a_blank_number_is_filled_in_and_the_next_item_comes(clerk: FlaskClient, archive: Path) -> None:
    page = seen(clerk, f"/review?at={place(clerk, 'เลขที่ไม่ครบ')}")
    assert "รายการที่ " in text(page)
    assert "ร่าง<b>การดูแลต้นไม้" in text(page)
    before = int(re.findall(r"จาก (\d+)", text(page))[0])
    answer = send(
        clerk,
        place(clerk, "เลขที่ไม่ครบ"),
        "แก้ไข",
        own="มท ๐๘๑๖.๓/ว ๑๘๐๐",
        reason="ดูจากทะเบียนส่ง",
        author="สมหญิง ใจดี",
    )
    assert answer.status_code == 303
    after = text(seen(clerk, answer.headers["Location"]))
    assert "แก้ ที่ แล้ว" in after
    assert f"จาก {before - 1}" in after or "ไม่มีค่าใดต้องตรวจ" in after
    with Archive.open(archive) as held:
        (made,) = held.letter("มท 0816.3/ว 1800").corrections
    assert (made.author, made.reason, made.value) == ("สมหญิง ใจดี", "ดูจากทะเบียนส่ง", "มท 0816.3/ว 1800")
    assert [one.deed for one in AccessLog(archive).read() if one.what.get("field") == "number"] == ["correct"]


def test_the_letter_that_a_reference_means_is_picked(clerk: FlaskClient, archive: Path) -> None:
    at = place(clerk, "อาจเป็นฉบับใดฉบับหนึ่งใน 2 ฉบับ")
    page = seen(clerk, f"/review?at={at}")
    choices = {
        " ".join(one.text_content().split()): one.cssselect("input")[0].get("value")
        for one in page.cssselect(".choice")
    }
    (meant,) = [value for words, value in choices.items() if "18 มิ.ย. 2564" in words]
    assert send(clerk, at, "แก้ไข", choice=meant, reason="เรื่องตรงกัน").status_code == 303
    with Archive.open(archive) as held:
        (cited,) = held.letter("พย 0023.3/918").references
        assert cited.state == "resolved"
        assert cited.target is not None
        assert cited.target.date == "2021-06-18"


def test_of_two_answers_none_is_taken(clerk: FlaskClient, archive: Path) -> None:
    at = place(clerk, "อาจเป็นฉบับใดฉบับหนึ่งใน 2 ฉบับ")
    page = seen(clerk, f"/review?at={at}")
    assert not page.cssselect("[type=radio][checked]")  # nobody chooses by not looking
    meant = page.cssselect("[type=radio]")[0].get("value") or ""
    answer = send(clerk, at, "แก้ไข", choice=meant, own="มท 0816.3/ว 99", reason="ดูแล้ว")
    assert (answer.status_code, "one value is chosen and another typed" in answer.text) == (400, True)
    answer = send(clerk, at, "แก้ไข", reason="ดูแล้ว")
    assert (answer.status_code, "no value was given" in answer.text) == (400, True)


def test_the_place_on_the_page_is_shown_where_there_is_a_picture(sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample, tmp_path / "archive")
    with closing(sqlite3.connect(tmp_path / "archive" / "catalogue.sqlite")) as catalogue, catalogue:
        contract = "json_set(contract, '$.evidence.subject.confidence', 0.5)"
        catalogue.execute(
            f"UPDATE copies SET contract = {contract} WHERE contract LIKE '%1127%' AND best"
            " AND json_extract(contract, '$.evidence.subject.box') IS NOT NULL"
        )
    browser = create_app(Settings(archive=tmp_path / "archive")).test_client()
    page = seen(browser, f"/review?at={place(browser, 'มั่นใจ 50%')}")
    (image,) = page.cssselect(".crop image")
    assert browser.get(image.get("href")).mimetype in ("image/png", "image/jpeg")
    left, top, width, height = map(float, page.cssselect(".crop svg")[0].get("viewbox").split())
    (box,) = page.cssselect(".crop rect")
    x, y, across, down = (float(box.get(name)) for name in ("x", "y", "width", "height"))
    assert left <= x
    assert x + across <= left + width
    assert top <= y
    assert y + down <= top + height


def test_what_is_right_is_accepted_and_asked_no_more(clerk: FlaskClient, archive: Path) -> None:
    at = place(clerk, "เลขที่ไม่ครบ")
    answer = send(clerk, at, "ยืนยัน")
    assert answer.status_code == 303
    assert "ยืนยัน ที่ แล้ว" in text(seen(clerk, answer.headers["Location"]))
    with Archive.open(archive) as held:
        assert all(item.field != "number" for item in held.review_queue().items)


@pytest.mark.parametrize(
    ("filled", "where", "thai", "english"),
    [
        ({"own": "อะไรก็ไม่รู้", "reason": "x"}, "wrong-own", "ไม่ใช่เลขที่หนังสือ", "is no number of a letter"),
        ({"own": "", "reason": "x"}, "wrong-own", "ยังไม่ได้ใส่ค่า", "no value was given"),
        ({"own": "มท 0816.3/ว 1800", "reason": " "}, "wrong-reason", "ต้องบอกเหตุผล", "Say why"),
        (
            {"own": "มท 0816.3/ว 1800", "reason": "x", "author": ""},
            "wrong-author",
            "ต้องบอกชื่อผู้ตรวจ",
            "Say who you are",
        ),
    ],
)
def test_what_is_wrong_is_told_in_both_languages_at_its_field(
    clerk: FlaskClient, filled: dict[str, str], where: str, thai: str, english: str
) -> None:
    from lxml import html

    answer = send(clerk, place(clerk, "เลขที่ไม่ครบ"), "แก้ไข", **filled)
    assert answer.status_code == 400
    page = html.document_fromstring(answer.text)
    (fault,) = page.cssselect(f"#{where}")
    assert thai in fault.text_content()
    assert english in fault.text_content()
    assert page.cssselect(f"[aria-describedby={where}]")
    assert page.cssselect("[name=own]")[0].get("value") == filled["own"]  # what was typed is still there


def test_who_decides_on_a_value_that_is_no_more_is_told_so(clerk: FlaskClient, archive: Path) -> None:
    at = place(clerk, "เลขที่ไม่ครบ")
    page = seen(clerk, f"/review?at={at}")
    form = page.cssselect("form.settle")[1]
    fields = {box.get("name"): box.get("value", "") for box in form.cssselect("input[type=hidden]")}
    with Archive.open(archive) as held:
        held.correct(fields["letter"], {"number": "มท 0816.3/ว 1900"}, reason="ทะเบียน", author="คนอื่น")
    fields |= {"choice": "own:", "own": "มท 0816.3/ว 1800", "reason": "ดูแล้ว", "author": "ฉัน"}
    answer = clerk.post("/review", data=fields)
    assert answer.status_code == 400
    assert "มีผู้อื่นแก้ค่านี้ไปแล้ว" in answer.text
    with Archive.open(archive) as held:
        assert held.letter("มท 0816.3/ว 1900")


def test_files_that_could_not_be_read_are_listed_apart(clerk: FlaskClient) -> None:
    assert "broken.pdf" in text(seen(clerk, "/review/files"))
    assert "broken.pdf" not in text(seen(clerk, "/review"))


def test_who_may_look_and_who_may_settle(archive: Path, tmp_path: Path) -> None:
    people = Users(tmp_path / "users.json")
    for role in ("reader", "clerk", "auditor"):
        people.add(role, role, PASSWORD)
    app = create_app(Settings(archive=archive, users=tmp_path / "users.json"))
    told = {}
    for role in ("reader", "clerk", "auditor"):
        browser = app.test_client()
        token = re.findall(r'name="token" value="([0-9a-f]+)"', browser.get("/login").text)[0]
        browser.post("/login", data={"token": token, "name": role, "password": PASSWORD})
        page = browser.get("/review")
        form = {"token": token, "letter": "x" * 12, "field": "number", "own": "1/2563", "reason": "r"}
        token = re.findall(r'name="token" value="([0-9a-f]+)"', page.text)[0]
        told[role] = (
            page.status_code,
            'href="/review"' in browser.get("/").text,
            'name="accept"' in page.text,
            browser.post("/review", data=form | {"token": token}).status_code,
        )
    assert told == {
        "reader": (403, False, False, 403),
        "clerk": (200, True, True, 404),
        "auditor": (200, True, False, 403),
    }
