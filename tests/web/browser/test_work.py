"""What a clerk does at the work pages in a real browser: by keyboard, without scripts, on a phone."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from waitress.server import create_server

from archive import Archive
from tests.web.browser.conftest import SECONDS, Visitor
from web.app import create_app
from web.settings import Settings

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "archive"))
from invented import cite, letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

PATHS = ("/missing", "/statistics", "/review", "/review?at=2", "/review/files", "/import")
LETTERS = {
    "first": letter("มท 0816.3/ว 1750", "2020-06-16", "การดูแลต้นไม้ริมคลอง"),
    "second": letter("มท 0816.3/ว 1750", "2021-06-18", "การขุดลอกคลอง", body="ขอให้รายงานการขุดลอกคลองทุกสิ้นเดือน"),
    "reply": letter(
        "พย 0023.3/918",
        "2021-10-09",
        "รายงานต้นไม้",
        refers=(cite("มท 0816.3/ว 1750"), cite("มท 0816.3/ว 99", "2019-01-15")),
        sender="จังหวัดพะเยา",
    ),
    "draft": letter("มท 0816.3/ว", "2020-07-16", "ร่างการดูแลต้นไม้"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Where the pages are served over an archive with something to do, and the folder that may be imported."""
    root = tmp_path_factory.mktemp("work")
    for name, told in LETTERS.items():
        (root / f"{name}.txt").write_text(told, "utf-8")
    (root / "broken.pdf").write_text("%PDF-1.7 nonsense")
    with Archive.open(root / "archive", create=True) as archive:
        archive.import_(sorted(root.glob("*.*")))
    (root / "scans").mkdir()
    app = create_app(Settings(archive=root / "archive", import_roots=(root / "scans",)))
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}", root / "scans"
    server.close()
    thread.join(SECONDS)


def test_the_work_pages_have_no_serious_fault_and_fit_a_phone(
    chromium: Browser, desk: tuple[str, Path]
) -> None:
    phone = Visitor(chromium, desk[0], viewport={"width": 360, "height": 740}, has_touch=True)
    for path in PATHS:
        phone.page.goto(path)
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360, path
        found = Axe().run(phone.page).response["violations"]
        assert [
            (path, one["id"], [node["html"][:200] for node in one["nodes"]])
            for one in found
            if one["impact"] in ("serious", "critical")
        ] == []
    phone.leave()


def test_a_doubt_is_settled_by_keys_alone(chromium: Browser, desk: tuple[str, Path]) -> None:
    visitor = Visitor(chromium, desk[0], viewport={"width": 1280, "height": 900})
    page = visitor.page
    page.goto("/review")
    while not page.get_by_text("เลขที่ไม่ครบ").is_visible():
        page.get_by_role("link", name="ข้ามไปก่อน").press("Enter")
    own = page.get_by_label("พิมพ์ค่าที่ถูกต้อง")
    expect(own).to_have_value("มท 0816.3/ว")  # what was read waits to be made whole
    own.focus()
    page.keyboard.press("End")
    page.keyboard.type(" ๑๘๐๐")
    page.keyboard.press("Tab")
    page.keyboard.type("ดูจากทะเบียนส่ง")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("แก้ ที่ แล้ว")
    page.goto("/letters/มท 0816.3%2Fว 1800")
    expect(page.get_by_text("ดูจากทะเบียนส่ง")).to_be_visible()
    visitor.leave()


@pytest.mark.parametrize("scripts", [True, False])
def test_letters_are_brought_in_with_scripts_and_without(
    chromium: Browser, desk: tuple[str, Path], tmp_path: Path, scripts: bool
) -> None:
    visitor = Visitor(chromium, desk[0], java_script_enabled=scripts)
    page = visitor.page
    new = tmp_path / "ใหม่.txt"
    number = f"มท 0816.3/ว {300 + scripts}"
    new.write_text(letter(number, "2022-01-05", "การล้างท่อ"), "utf-8")
    page.goto("/import")
    page.get_by_label("เลือกแฟ้ม").set_input_files(new)
    page.get_by_role("button", name="นำเข้า").first.click()
    # the page finds out by itself that the import is over
    expect(page.get_by_role("status")).to_contain_text("ได้หนังสือใหม่ 1 ฉบับ", timeout=30_000)
    page.get_by_role("link", name=number).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    visitor.leave()
