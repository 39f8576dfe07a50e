"""What a clerk types into the box and sees."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from lxml import html

from archive import Archive
from tests.web.looking import links, seen, text
from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from lxml.html import HtmlElement


def total(page: HtmlElement) -> int:
    found = re.search(r"พบ ([\d,]+) ฉบับ", text(page))
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.parametrize("typed", ["มท๐๘๑๖.๔/ว๑๑๒๗", "มท 0816.4/ว 1127", "ว1127"])
def test_a_number_in_any_spelling_finds_its_letter_first(office: FlaskClient, typed: str) -> None:
    page = seen(office, f"/?q={quote(typed)}")
    assert "มท 0816.4/ว 1127" in page.cssselect(".hits h2")[0].text_content()


def test_what_was_found_is_marked_in_the_words_of_the_letter(office: FlaskClient) -> None:
    page = seen(office, "/?q=ห้องปลอดฝุ่น")
    assert {mark.text_content() for mark in page.cssselect("mark")} == {"ห้องปลอดฝุ่น"}


def test_a_facet_narrows_to_as_many_letters_as_it_says_and_can_be_taken_back(office: FlaskClient) -> None:
    page = seen(office, "/?q=ห้องปลอดฝุ่น")
    facets = links(page, ".facets li")
    assert len(facets) > 8
    for words, href in facets.items():
        count = int(words.rsplit(" ", 1)[1])
        narrowed = seen(office, href)
        assert total(narrowed) == count, words
        (back,) = [link for said, link in links(narrowed, ".chosen").items() if said.endswith("×")]
        assert total(seen(office, back)) == total(page)


def test_facets_combine(office: FlaskClient) -> None:
    page = seen(office, "/?q=ห้องปลอดฝุ่น&year=2565&kind=external")
    assert 0 < total(page) < total(seen(office, "/?q=ห้องปลอดฝุ่น&year=2565"))
    assert {said.split()[0] for said in links(page, ".chosen")} >= {"ปี", "ชนิด"}


def test_days_are_asked_for_in_buddhist_years(office: FlaskClient) -> None:
    dates = [
        line.text_content()
        for line in seen(office, "/?after=1 ม.ค. 2566&before=2566").cssselect(".hits .line")
    ]
    assert dates
    assert all("2566" in date for date in dates)


def test_a_day_that_is_none_is_told_where_it_was_typed(office: FlaskClient) -> None:
    page = seen(office, "/?q=ฝุ่น&after=เมื่อวานซืน", status=400)
    assert text(page.cssselect("[role=alert]")[0]).startswith("ตั้งแต่: “เมื่อวานซืน” ไม่ใช่วันที่")
    assert page.cssselect("input[name=q]")[0].get("value") == "ฝุ่น"


def test_a_query_that_cannot_be_understood_says_where(office: FlaskClient) -> None:
    page = seen(office, '/?q=ไฟป่า "ห้อง', status=400)
    assert "คำค้นผิดที่ตัวอักษรที่" in text(page)


def test_the_order_can_be_chosen_and_stays(office: FlaskClient) -> None:
    def dates(order: str) -> list[str]:
        page = seen(office, f"/?q=ห้องปลอดฝุ่น&sort={order}")
        assert parse_qs(urlsplit(next(iter(links(page, ".facets li").values()))).query)["sort"] == [order]
        return [link.get("href") for link in page.cssselect(".hits h2 a")]

    assert dates("date") == dates("-date")[::-1]


def test_nothing_found_says_what_was_understood_and_what_would_find_something(office: FlaskClient) -> None:
    page = seen(office, "/?q=ห้องปลอดฝุ่นแบบพกพา&year=2565")
    assert "ไม่พบหนังสือ" in text(page)
    assert "เข้าใจคำค้นว่า: ปี 2565 และ คำ “ห้องปลอดฝุ่นแบบพกพา”" in text(page)
    ways = links(page, ".try")
    assert ways
    assert ways.popitem()[1] == "/missing"
    for href in ways.values():
        assert total(seen(office, href)) > 0


def test_a_filter_too_many_is_named(office: FlaskClient) -> None:
    page = seen(office, "/?q=ไฟป่า&secrecy=ลับ")
    assert "เอาตัวกรองออก: ความลับ ลับ" in links(page, ".try")


def test_a_misspelt_word_is_asked_about(office: FlaskClient) -> None:
    page = seen(office, "/?q=ห้องปลอดฝุน")
    assert "ห้องปลอดฝุน" in text(page)


@pytest.fixture(scope="module")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """An archive of 45 letters with a trap in each."""
    folder = tmp_path_factory.mktemp("list")
    for number in range(1, 46):
        (folder / f"{number}.txt").write_text(
            f"ที่ มท 0816.5/ว {number}                กรมตัวอย่าง\n\n{number % 28 + 1} มิถุนายน 2565\n\n"
            f"เรื่อง  <script>alert({number})</script> การทดสอบ\n\nเรียน  ผู้ว่าราชการจังหวัด\n\n"
            f'\tด้วย<img src=x onerror=alert(1)> กรมขอทดสอบระบบ " onmouseover="alert(2) ฉบับที่ {number}\n\n'
            "\tจึงเรียนมาเพื่อทราบ\n\nขอแสดงความนับถือ\n\n(นายทดสอบ ระบบดี)\nอธิบดี\n",
            encoding="utf-8",
        )
    path = tmp_path_factory.mktemp("office") / "archive"
    with Archive.open(path, create=True) as archive:
        assert archive.import_([folder]).letters == 45
    return create_app(Settings(archive=path)).test_client()


def test_a_long_list_is_paged_through_and_each_letter_is_seen_once(long_list: FlaskClient) -> None:
    href: str | None = "/?q=ทดสอบ"
    found: list[str] = []
    while href:
        page = seen(long_list, href)
        found += [str(link.get("href")) for link in page.cssselect(".hits h2 a")]
        following = page.cssselect(".pages a[rel=next]")
        href = following[0].get("href") if following else None
    assert len(found) == len(set(found)) == 45


@pytest.mark.parametrize("page", ["99", "0", "-1", "x", "๒", "9" * 30])
def test_a_page_that_is_not_there_is_no_fault(long_list: FlaskClient, page: str) -> None:
    assert long_list.get(f"/?q=ทดสอบ&page={page}").status_code == 200


@pytest.mark.parametrize("path", ["/?q=ทดสอบ", "/?q=script", "/suggestions?q=<script", '/?q="onmouseover"'])
def test_what_letters_say_is_never_taken_for_the_page(long_list: FlaskClient, path: str) -> None:
    told = long_list.get(path).text
    assert "alert(" in unescape(told)
    page = (
        html.fragment_fromstring(f"<div>{told}</div>")
        if "suggest" in path
        else html.document_fromstring(told)
    )
    assert not page.cssselect("img, [onerror], [onmouseover]")
    assert all(script.get("src") for script in page.cssselect("script"))


def test_what_is_typed_is_never_taken_for_the_page(office: FlaskClient) -> None:
    trap = '"><script>alert(1)</script><a onclick="x'
    for name in ("q", "year", "from", "after", "sort", "page", "lang"):
        page = html.document_fromstring(office.get("/", query_string={name: trap}).text)
        assert all(script.get("src") for script in page.cssselect("script"))
        assert not page.cssselect("[onclick]")


def test_suggestions_are_queries_that_find_what_they_say(office: FlaskClient) -> None:
    for typed in ("ว11", "มท 08", "การสำรวจ", "จังหวัด"):
        options = html.fragment_fromstring(f"<ul>{office.get(f'/suggestions?q={quote(typed)}').text}</ul>")
        shown = options.cssselect("[role=option]")
        assert shown, typed
        for option in shown:
            assert total(seen(office, f"/?q={quote(str(option.get('data-query')))}")) > 0


def test_in_english_the_years_and_the_words_are_english(office: FlaskClient) -> None:
    page = seen(office, "/?q=ห้องปลอดฝุ่น&lang=en")
    assert "letters found" in text(page)
    assert "2022 8" in links(page, ".facets li")
    assert "letters found" in text(seen(office, "/?q=ห้องปลอดฝุ่น"))  # it is remembered
    office.delete_cookie("saraban-lang")
