"""What stands on the page of a chain."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from lxml import html

from archive import Archive
from tests.web.looking import links, seen, text
from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from lxml.html import HtmlElement

CIRCULAR = "/chains/" + quote("มท 0816.4/ว 1127")


def rows(page: HtmlElement, title: str) -> list[list[str]]:
    return [
        [" ".join(cell.text_content().split()) for cell in row.cssselect("th, td")]
        for row in page.cssselect(f"[aria-labelledby={title}] tbody tr")
    ]


def test_the_picture_and_the_tables_tell_the_same(office: FlaskClient) -> None:
    page = seen(office, CIRCULAR)
    letters = rows(page, "letters-title")
    assert len(letters) == 13
    picture = text(page.cssselect(".picture svg")[0])
    for number, date, *_ in letters:
        assert number in picture
        assert date in picture
    assert ["คำสั่ง 387/2566", "ยกเลิก", "คำสั่ง 1412/2565", "พบในคลัง"] in [
        row[:4] for row in rows(page, "links-title")
    ]


def test_each_box_of_the_picture_leads_to_its_letter(office: FlaskClient) -> None:
    page = seen(office, CIRCULAR)
    boxes = [str(link.get("href")) for link in page.cssselect(".picture a")]
    assert len(boxes) == 13
    for href in boxes:
        assert office.get(href).status_code == 200


def test_a_letter_that_is_only_cited_has_a_chain_of_its_own(office: FlaskClient) -> None:
    href = links(seen(office, CIRCULAR), "[aria-labelledby=letters-title]")["มท 0820.2/ว 3348"]
    page = seen(office, href)
    assert "ไม่มีในคลัง" in text(page)
    assert "มท 0816.4/ว 1127" in text(page)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("direction=cites", 2),
        ("direction=cited-by&depth=1", 5),
        ("relation=cancels", 1),
        ("depth=1", 6),
        ("direction=nonsense&depth=-3&depth=x", 13),
        ("depth=99999999999999", 13),
        ("depth=all", 13),
    ],
)
def test_the_chain_is_cut_as_asked(office: FlaskClient, asked: str, count: int) -> None:
    assert len(rows(seen(office, f"{CIRCULAR}?{asked}"), "letters-title")) == count


def test_what_was_asked_for_stays_chosen_and_goes_into_the_files(office: FlaskClient) -> None:
    page = seen(office, f"{CIRCULAR}?direction=cited-by&depth=1&relation=cites")
    assert page.cssselect("select[name=direction] [selected]")[0].get("value") == "cited-by"
    assert [box.get("value") for box in page.cssselect("input[name=relation][checked]")] == ["cites"]
    told = office.get(links(page, ".downloads")["CSV"]).data.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(told)))
    assert len(table) == len(rows(page, "links-title")) == 3
    assert {row["relation"] for row in table} == {"cites"}


def test_the_chain_on_a_day_of_the_past(office: FlaskClient) -> None:
    page = seen(office, f"{CIRCULAR}?as_of=31 ธ.ค. 2565")
    assert "คำสั่ง 387/2566" not in text(page)
    assert ["คำสั่ง 1412/2565", "18 พ.ค. 2565", "ใช้อยู่"] in [row[:3] for row in rows(page, "letters-title")]


def test_the_files_are_what_they_say(office: FlaskClient) -> None:
    files = links(seen(office, CIRCULAR), ".downloads")
    assert list(files) == ["SVG", "CSV", "GraphML", "JSON"]
    for name, href in files.items():
        answer = office.get(href)
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        if name in ("SVG", "GraphML"):
            ElementTree.fromstring(answer.text)
    assert office.get(files["JSON"]).get_json()["root"]
    assert office.get(files["CSV"].replace(".csv", ".exe")).status_code == 404


def test_relations_are_told_by_their_line_and_not_by_colour_alone(office: FlaskClient) -> None:
    page = html.document_fromstring(office.get(CIRCULAR).text)
    strokes = {
        (path.get("stroke-dasharray"), path.get("stroke-width"))
        for path in page.cssselect(".picture path[stroke]")
        if path.get("fill") == "none"
    }
    assert len(strokes) >= 3  # cites, supplements, cancels


def test_a_chain_too_long_to_read_is_cut_and_says_so(tmp_path: Path) -> None:
    for number in range(1, 71):
        (tmp_path / f"{number}.txt").write_text(
            f"ที่ มท ๐๘๑๖.๕/ว {number}\tกรมทดลอง\n\n{number % 28 + 1} มกราคม ๒๕๖๔\n\nเรื่อง  ติดตามครั้งที่ {number}\n\n"
            "เรียน  ผู้ว่าราชการจังหวัด\n\n"
            + (
                ""
                if number == 1
                else f"อ้างถึง  หนังสือกรมทดลอง ที่ มท ๐๘๑๖.๕/ว {min(2, number - 1)} ลงวันที่ {min(2, number - 1) + 1} มกราคม ๒๕๖๔\n\n"
            )
            + f"\tด้วยกรมทดลองขอติดตามเรื่องครั้งที่ {number} จึงเรียนมาเพื่อทราบ\n\nขอแสดงความนับถือ\n",
            encoding="utf-8",
        )
    path = tmp_path / "archive"
    with Archive.open(path, create=True) as archive:
        archive.import_([tmp_path / f"{number}.txt" for number in range(1, 71)])
        first, hub = (archive.letter(f"มท 0816.5/ว {number}").id for number in (1, 2))
    office = create_app(Settings(archive=path)).test_client()
    cut = seen(office, f"/chains/{first}")
    assert "สายนี้ยาวกว่าที่แสดง แสดงเพียง 1 ขั้น" in text(cut)
    assert len(rows(cut, "letters-title")) == 2
    whole = seen(office, links(cut, ".perhaps")["ทั้งสาย"])
    assert len(rows(whole, "letters-title")) == 70
    assert "สายนี้ยาวกว่า" not in text(whole)
    assert len(rows(seen(office, f"/chains/{hub}"), "letters-title")) == 70  # its neighbours are always shown
