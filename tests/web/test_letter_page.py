"""What stands on the page of a letter, and what its files give."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np
import pytest
from PIL import Image

from archive import Archive
from tests.web.looking import links, seen, text
from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from flask.testing import FlaskClient

CIRCULAR = "มท 0816.4/ว 1127"
"""Has a PDF, a Word file and a text; its best copy is the PDF."""
CANCELLED = "1412/2565"
TYPED = "นน 53501/318"
"""Has a Word file only."""


@pytest.fixture(scope="session")
def ids(sample: Path) -> dict[str, str]:
    with Archive.open(sample) as archive:
        return {name: archive.letter(name).id for name in (CIRCULAR, CANCELLED, TYPED)}


@pytest.mark.parametrize("name", [CIRCULAR, "มท๐๘๑๖.๔/ว๑๑๒๗", "ว1127"])
def test_a_number_in_any_spelling_leads_to_the_letter(
    office: FlaskClient, ids: dict[str, str], name: str
) -> None:
    answer = office.get(f"/letters/{quote(name)}")
    assert answer.status_code == 302
    assert answer.location == f"/letters/{ids[CIRCULAR]}"


def test_the_page_tells_what_the_letter_says(office: FlaskClient, ids: dict[str, str]) -> None:
    page = seen(office, f"/letters/{ids[CIRCULAR]}")
    told = {
        dt.text_content(): " ".join(dt.getnext().text_content().split())
        for dt in page.cssselect(".fields dt")
    }
    assert told["ที่"] == CIRCULAR
    assert told["เรื่อง"] == "การสำรวจห้องปลอดฝุ่นในศูนย์พัฒนาเด็กเล็กสังกัดองค์กรปกครองส่วนท้องถิ่น"
    assert told["วันที่"] == "16 มี.ค. 2565"
    assert told["โทร."] == "020001140 ext 5321 0890001127"
    assert told["กำหนดการ"] == "29 เม.ย. 2565 (ครบกำหนด) มั่นใจ 85%"


def test_the_banner_says_who_ended_the_letter_in_whose_words(
    office: FlaskClient, ids: dict[str, str]
) -> None:
    page = seen(office, f"/letters/{ids[CANCELLED]}")
    banner = text(page.cssselect(".banner")[0])
    assert banner.startswith("ถูกยกเลิก")
    assert "ถูกยกเลิกโดย คำสั่ง 387/2566 20 ก.พ. 2566 ตั้งแต่ 1 มี.ค. 2566" in banner
    assert "ให้ยกเลิกคำสั่งจังหวัดน่าน ที่ ๑๔๑๒/๒๕๖๕" in banner
    ending = links(page, ".banner")["คำสั่ง 387/2566"]
    assert "ยกเลิกคำสั่ง" in text(seen(office, ending))


def test_the_status_on_a_day_of_the_past(office: FlaskClient, ids: dict[str, str]) -> None:
    page = seen(office, f"/letters/{ids[CANCELLED]}?as_of=28 ก.พ. 2566")
    assert text(page.cssselect(".banner strong")[0]) == "ใช้อยู่"
    fault = seen(office, f"/letters/{ids[CANCELLED]}?as_of=วันก่อน", status=400)
    assert "“วันก่อน” ไม่ใช่วันที่" in text(fault)
    assert "--as-of" not in text(fault)


def test_references_say_whether_the_letter_is_here(office: FlaskClient, ids: dict[str, str]) -> None:
    told = text(seen(office, f"/letters/{ids[CIRCULAR]}").cssselect("[aria-labelledby=references-title]")[0])
    assert "มท 0820.2/ว 3348 11 พ.ย. 2563 อ้างถึง ไม่มีในคลัง" in told
    here = seen(office, f"/letters/{ids[TYPED]}")
    assert "นน 0023.3/ว 1486" in links(here, "[aria-labelledby=references-title]")


def test_those_that_cite_the_letter_are_linked(office: FlaskClient, ids: dict[str, str]) -> None:
    page = seen(office, f"/letters/{ids[CIRCULAR]}")
    citing = links(page, "[aria-labelledby=cited-title]")
    assert set(citing) == {"นน 0023.3/ว 1486", "นน 0023.3/2107", "คำสั่ง 1412/2565", "มท 0816.4/ว 611"}


def test_the_citation_can_be_copied_in_either_kind_of_digits(
    office: FlaskClient, ids: dict[str, str]
) -> None:
    page = seen(office, f"/letters/{ids[CIRCULAR]}")
    assert [text(words) for words in page.cssselect(".cite .words")] == [
        "หนังสือกรมส่งเสริมการปกครองท้องถิ่น ด่วนมาก ที่ มท ๐๘๑๖.๔/ว ๑๑๒๗ ลงวันที่ ๑๖ มีนาคม ๒๕๖๕"
        " เรื่อง การสำรวจห้องปลอดฝุ่นในศูนย์พัฒนาเด็กเล็กสังกัดองค์กรปกครองส่วนท้องถิ่น",
        "หนังสือกรมส่งเสริมการปกครองท้องถิ่น ด่วนมาก ที่ มท 0816.4/ว 1127 ลงวันที่ 16 มีนาคม 2565"
        " เรื่อง การสำรวจห้องปลอดฝุ่นในศูนย์พัฒนาเด็กเล็กสังกัดองค์กรปกครองส่วนท้องถิ่น",
    ]


def test_each_value_points_to_its_box_and_the_box_back(office: FlaskClient, ids: dict[str, str]) -> None:
    page = seen(office, f"/letters/{ids[CIRCULAR]}")
    values = page.cssselect("a.value")
    assert len(values) > 8
    for value in values:
        (box,) = page.cssselect(value.get("href"))
        assert box.tag == "a"
        (back,) = page.cssselect(str(box.get("href")))
        assert value in list(back.iterdescendants())


def test_the_box_of_the_number_lies_on_the_ink_of_the_number(
    office: FlaskClient, ids: dict[str, str]
) -> None:
    page = seen(office, f"/letters/{ids[CIRCULAR]}")
    (number,) = [link for link in page.cssselect("a.value") if text(link) == CIRCULAR]
    box = page.cssselect(f"{number.get('href')} rect")[0]
    sheet = page.cssselect(".sheet img")[0]
    picture = Image.open(io.BytesIO(office.get(sheet.get("src")).data)).convert("L")
    scale = picture.width / float(page.cssselect(".sheet svg")[0].get("viewbox").split()[2])
    x, y, wide, high = (float(box.get(name)) * scale for name in ("x", "y", "width", "height"))

    def ink(left: float, top: float, right: float, bottom: float) -> int:
        area = np.asarray(picture)[round(top) : round(bottom), round(left) : round(right)]
        return int((area < 128).sum())

    inside = ink(x, y, x + wide, y + high)
    assert inside > 200
    assert ink(x - 30, y, x - 4, y + high) == 0
    assert ink(x + wide + 6, y, x + wide + 36, y + high) == 0


def test_a_letter_of_text_shows_its_text_with_the_places_marked(
    office: FlaskClient, ids: dict[str, str]
) -> None:
    page = seen(office, f"/letters/{ids[TYPED]}")
    assert not page.cssselect(".sheet img")
    marks = [text(mark) for mark in page.cssselect(".text mark")]
    assert "ที่ นน ๕๓๕๐๑/๓๑๘" in marks
    assert "๘ เมษายน ๒๕๖๕" in marks
    assert "หนังสือจังหวัดน่าน ด่วนมาก ที่ นน ๐๐๒๓.๓/ว ๑๔๘๖ ลงวันที่ ๒๔ มีนาคม ๒๕๖๕" in marks


def test_the_text_of_a_page_can_be_seen_instead_of_its_picture(
    office: FlaskClient, ids: dict[str, str]
) -> None:
    page = seen(office, f"/letters/{ids[CIRCULAR]}?view=text")
    assert not page.cssselect(".sheet img")
    assert "ที่ มท ๐๘๑๖.๔/ว ๑๑๒๗" in [text(mark) for mark in page.cssselect(".text mark")]


def test_a_picture_is_a_picture_and_no_larger_than_asked(office: FlaskClient, ids: dict[str, str]) -> None:
    source = seen(office, f"/letters/{ids[CIRCULAR]}").cssselect(".sheet img")[0].get("src")
    for asked, wide in (("100", 700), ("1000", 1000), ("99999", 1500), ("x", 1000)):
        answer = office.get(source.replace("width=1000", f"width={asked}"))
        assert Image.open(io.BytesIO(answer.data)).width == pytest.approx(wide, abs=2)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_file_of_another_letter_is_not_given(office: FlaskClient, ids: dict[str, str]) -> None:
    source = seen(office, f"/letters/{ids[CIRCULAR]}").cssselect(".sheet img")[0].get("src")
    assert office.get(source).status_code == 200
    for wrong in (
        source.replace(ids[CIRCULAR], ids[TYPED]),
        source.replace("/pages/1", "/pages/2"),
        source.replace("/pages/1", "/pages/0"),
    ):
        assert office.get(wrong).status_code == 404, wrong


@pytest.mark.parametrize(
    "path",
    [
        "/letters/{id}/files/..%2f..%2fcatalogue.sqlite/original",
        "/letters/{id}/files/../../catalogue.sqlite/original",
        "/letters/{id}/files/%2e%2e/original",
        "/letters/../web-key",
        "/static/../../../cli.py",
        "/static/..%2f..%2fcli.py",
    ],
)
def test_no_path_leads_out_of_the_archive(office: FlaskClient, ids: dict[str, str], path: str) -> None:
    answer = office.get(path.format(id=ids[TYPED]))
    assert answer.status_code in (301, 302, 308, 404)
    assert b"SQLite" not in answer.data
    assert b"import click" not in answer.data


def test_the_original_comes_as_it_came_with_its_own_name(office: FlaskClient, ids: dict[str, str]) -> None:
    files = links(seen(office, f"/letters/{ids[TYPED]}"), "[aria-labelledby=files-title]")
    ((name, href),) = files.items()
    source = Path(__file__).resolve().parents[2] / "archive" / "sample"
    with office.get(href) as answer:
        assert answer.data == next(source.rglob(name)).read_bytes()
        assert answer.mimetype == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert quote(name) in answer.headers["Content-Disposition"]


def test_the_audit_report_is_a_page_that_can_run_nothing(office: FlaskClient, ids: dict[str, str]) -> None:
    answer = office.get(links(seen(office, f"/letters/{ids[CANCELLED]}"), ".tools")["รายงานตรวจสอบ"])
    assert "387/2566" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert policy.endswith("sandbox")
    assert "script-src" not in policy


@pytest.mark.parametrize("name", ["มท 9999.9/ว 9", "nonsense", "0820.2/ว 3348"])
def test_a_letter_that_is_not_here_is_said_not_to_be(office: FlaskClient, name: str) -> None:
    page = seen(office, f"/letters/{quote(name)}", status=404)
    assert "saraban" not in text(page.cssselect("main")[0])


def test_a_letter_that_is_only_cited_leads_to_its_chain(office: FlaskClient) -> None:
    page = seen(office, f"/letters/{quote('มท 0820.2/ว 3348')}", status=404)
    assert "มีหนังสือในคลังอ้างถึง" in text(page)
    chain = links(page, "main")["ดูสายหนังสือของฉบับนี้"]
    assert "มท 0816.4/ว 1127" in text(seen(office, chain))


def test_of_several_letters_each_can_be_chosen(tmp_path: Path) -> None:
    for name, day in (("a", "๑ มกราคม ๒๕๖๔"), ("b", "๒ มกราคม ๒๕๖๕")):
        (tmp_path / f"{name}.txt").write_text(
            f"ที่ มท ๐๘๑๖.๕/ว ๗\tกรมทดลอง\n\n{day}\n\nเรื่อง  ขอข้อมูลชุดที่ {name}\n\nเรียน  ผู้ว่าราชการจังหวัด\n\n"
            f"\tด้วยกรมทดลองประสงค์จะรวบรวมข้อมูลชุด {name} จึงขอให้ส่งภายในเดือนหน้า\n\nขอแสดงความนับถือ\n",
            encoding="utf-8",
        )
    path = tmp_path / "archive"
    with Archive.open(path, create=True) as archive:
        archive.import_([tmp_path / "a.txt", tmp_path / "b.txt"])
    page = seen(create_app(Settings(archive=path)).test_client(), "/letters/มท 0816.5/ว 7", status=300)
    assert len(page.cssselect(".letters a")) == 2


def test_what_a_letter_says_is_never_taken_for_the_page(tmp_path: Path) -> None:
    trap = '<script>alert(1)</script><img src=x onerror=alert(2)>" onmouseover="alert(3)'
    (tmp_path / "<b onclick=alert(4)>.txt").write_text(
        f"ที่ มท ๐๘๑๖.๕/ว ๘\tกรม{trap}\n\n๑ มกราคม ๒๕๖๔\n\nเรื่อง  {trap}\n\nเรียน  {trap}\n\nอ้างถึง  หนังสือ{trap} ที่ มท ๐๘๑๖.๕/ว ๓"
        f" ลงวันที่ ๑ มกราคม ๒๕๖๓ เรื่อง {trap}\n\n\tด้วย {trap} {{{{ 7 * 7 }}}}\n\nขอแสดงความนับถือ\n\n({trap})\n",
        encoding="utf-8",
    )
    path = tmp_path / "archive"
    with Archive.open(path, create=True) as archive:
        archive.import_([tmp_path])
        (hit,) = archive.search("").hits
    office = create_app(Settings(archive=path)).test_client()
    for address in (f"/letters/{hit.id}", f"/chains/{hit.id}", f"/letters/{hit.id}/audit", "/"):
        page = seen(office, address)
        assert "alert(1)" in text(page)
        assert all(script.get("src") for script in page.cssselect("script"))
        assert not page.cssselect("[onerror], [onmouseover], [onclick], img[src=x]")
    assert "49" not in text(seen(office, f"/letters/{hit.id}").cssselect(".text")[0])
