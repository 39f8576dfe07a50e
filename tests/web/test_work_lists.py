"""What a clerk takes from the page of missing letters, and what the page of figures tells."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from archive import Archive
from archive.access_log import AccessLog
from tests.web.looking import links, seen, text
from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


def test_missing_letters_are_listed_most_cited_first_with_who_cites_them(office: FlaskClient) -> None:
    page = seen(office, "/missing")
    assert "ขาด 3 ฉบับ" in text(page)
    rows = [" ".join(row.text_content().split()) for row in page.cssselect("tbody tr")]
    assert rows[0].startswith("3 มท 0808.2/ว 3321")
    assert rows[2].startswith("1 มท 0617/ว 1190")
    assert "8 พ.ย. 2562" in rows[2]
    assert "กรมป้องกันและบรรเทาสาธารณภัย" in rows[2]
    cited = links(page, "tbody")
    assert office.get(cited["มท 0617/ว 2085"]).status_code == 200
    assert office.get(cited["มท 0617/ว 1190"]).status_code == 200


def test_the_list_to_send_to_offices_is_had_as_csv_and_workbook(office: FlaskClient) -> None:
    found = links(seen(office, "/missing"), ".downloads")
    answer = office.get(found["CSV"])
    assert answer.headers["Content-Disposition"] == 'attachment; filename="missing-letters.csv"'
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0][1] == "หน่วยงานที่ออก (น่าจะเป็น)"
    assert {row[2] for row in rows[1:]} == {"มท 0808.2/ว 3321", "มท 0820.2/ว 3348", "มท 0617/ว 1190"}
    book = office.get(found["XLSX"])
    assert book.headers["Content-Disposition"] == 'attachment; filename="missing-letters.xlsx"'
    with zipfile.ZipFile(io.BytesIO(book.data)) as held:
        told = "".join(held.read(name).decode() for name in held.namelist() if name.endswith(".xml"))
    assert "มท 0617/ว 1190" in told
    assert "<f>" not in told
    assert office.get("/missing/requests.exe").status_code == 404


def test_taking_the_list_away_is_noted_as_an_export(office: FlaskClient, sample: Path) -> None:
    office.get("/missing/requests.csv")
    last = list(AccessLog(sample).read())[-1]
    assert last.deed == "export"


def test_figures_lead_to_the_letters_behind_them(office: FlaskClient) -> None:
    page = seen(office, "/statistics")
    told = text(page)
    assert "หนังสือ (ฉบับ)39" in told
    assert "สายที่ยาวที่สุด: 8 ฉบับ" in told
    found = links(page, ".bars")
    assert "พบ 22 ฉบับ" in text(seen(office, found["2566"]))
    assert "พบ 2 ฉบับ" in text(seen(office, found["คำสั่ง"]))
    assert "พบ 13 ฉบับ" in text(seen(office, found["จังหวัดน่าน"]))
    assert "พบ 2 ฉบับ" in text(seen(office, found["ถูกยกเลิก"]))


@pytest.mark.parametrize("path", ["/missing", "/statistics"])
def test_both_lists_speak_english(office: FlaskClient, path: str) -> None:
    assert seen(office, f"{path}?lang=en").get("lang") == "en"


def test_an_archive_without_letters_says_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.import_([tmp_path / "in"])
    office = create_app(Settings(archive=tmp_path / "archive")).test_client()
    assert "ทุกฉบับที่ถูกอ้างถึงมีในคลังแล้ว" in text(seen(office, "/missing"))
    assert "คลังนี้ยังไม่มีหนังสือ" in text(seen(office, "/statistics"))
