"""What a person does at a real browser, from the search to the printed chain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from .conftest import Visitor

CIRCULAR = "/letters/มท 0816.4%2Fว 1127"
CHAIN = "/chains/มท 0816.4%2Fว 1127"
CANCELLED = "/letters/1412%2F2565"
PAGES = {
    "start": "/",
    "found": "/?q=ห้องปลอดฝุ่น",
    "nothing": "/?q=ห้องปลอดฝุ่นแบบพกพา&year=2565",
    "letter": CIRCULAR,
    "text": f"{CIRCULAR}?view=text",
    "cancelled": CANCELLED,
    "chain": CHAIN,
    "fault": "/letters/nonsense",
    "bad query": '/?q="ไฟ',
}
SERIOUS = ("serious", "critical")


def test_from_the_search_to_the_letter_to_the_chain_to_paper(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_label("คำค้น เลขที่หนังสือ หรือปี").fill("ห้องปลอดฝุ่น")
    page.keyboard.press("Enter")
    expect(page.locator(".found [role=status]")).to_contain_text("พบ 12 ฉบับ")
    page.get_by_role("link", name="2565 8").click()
    expect(page.locator(".found [role=status]")).to_contain_text("พบ 8 ฉบับ")
    page.get_by_role("link", name="มท 0816.4/ว 1127").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("มท 0816.4/ว 1127")
    page.get_by_role("link", name="สายหนังสือ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("สายของ มท 0816.4/ว 1127")
    printed = tmp_path / "chain.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    with pypdfium2.PdfDocument(printed) as paper:
        width, height = paper[0].get_size()
        assert (round(width), round(height)) == (842, 595)  # A4 across
        first = paper[0].get_textpage().get_text_bounded()
    assert "1412/2565" in first  # the picture stands on the first sheet
    for _ in range(3):
        page.go_back()
    expect(page.locator(".found [role=status]")).to_contain_text("พบ 12 ฉบับ")


def test_thai_is_typed_and_a_suggestion_taken_by_keys_alone(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    page.keyboard.type("การสำรวจ", delay=30)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "?")
    words = chosen.inner_text()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".hits h2").first).to_contain_text(words)


def test_everything_is_reached_by_keyboard_and_seen_to_be(page: Page) -> None:
    page.goto("/?q=ห้องปลอดฝุ่น")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="ข้ามไปเนื้อหา")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.tagName, e.textContent.trim(), s.outlineStyle !== 'none' || s.textDecorationLine !== 'none'] })()"
        )
        reached.add(told[1])
        assert told[0] == "BODY" or told[2], told  # where the focus is can be seen
    assert any("มท 0816.4/ว 1127" in words for words in reached)
    assert any(words.startswith("2565") for words in reached)
    page.goto(CIRCULAR)
    value = page.locator("a.value").first
    value.focus()
    box = page.locator(f"{value.get_attribute('href')} rect")
    assert box.evaluate("e => getComputedStyle(e).stroke") == "rgb(179, 84, 30)"


def test_the_box_of_a_value_lights_up_when_it_is_pointed_at_and_when_followed(page: Page) -> None:
    page.goto(CIRCULAR)
    value = page.get_by_role("link", name="มท 0816.4/ว 1127")
    box = page.locator(f"{value.get_attribute('href')} rect")
    dark = "e => getComputedStyle(e).stroke"
    assert box.evaluate(dark) != "rgb(179, 84, 30)"
    value.hover()
    assert box.evaluate(dark) == "rgb(179, 84, 30)"
    page.mouse.move(0, 0)
    value.click()
    page.mouse.move(0, 0)
    page.locator("h1").click()
    assert box.evaluate(dark) == "rgb(179, 84, 30)"


def test_the_page_is_drawn_and_the_boxes_lie_within_it(page: Page) -> None:
    page.goto(CIRCULAR)
    picture = page.locator(".sheet img").first
    assert picture.evaluate("async e => { await e.decode(); return e.naturalWidth }") == pytest.approx(
        1000, abs=2
    )
    edge = picture.bounding_box()
    assert edge
    for box in page.locator(".box rect").all():
        inside = box.bounding_box()
        assert inside
        assert edge["x"] - 3 <= inside["x"]
        assert inside["x"] + inside["width"] <= edge["x"] + edge["width"] + 3
        assert edge["y"] - 3 <= inside["y"]
        assert inside["y"] + inside["height"] <= edge["y"] + edge["height"] + 3


def test_the_citation_is_copied_by_its_button(visitor: Visitor) -> None:
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.page
    page.goto(CIRCULAR)
    page.get_by_role("button", name="คัดลอก").first.click()
    expect(page.locator("#copied")).to_have_text("คัดลอกแล้ว")
    assert page.evaluate("navigator.clipboard.readText()").startswith(
        "หนังสือกรมส่งเสริมการปกครองท้องถิ่น ด่วนมาก ที่ มท ๐๘๑๖.๔/ว ๑๑๒๗ ลงวันที่ ๑๖ มีนาคม ๒๕๖๕"
    )


def test_without_scripts_search_letter_and_chain_work(plain: Page) -> None:
    plain.goto("/")
    plain.locator("#q").fill("ว1127")
    plain.get_by_role("button", name="ค้นหา").click()
    plain.locator(".hits h2 a").first.click()
    expect(plain.locator("h1")).to_contain_text("มท 0816.4/ว 1127")
    expect(plain.locator("button[data-copy]").first).to_be_hidden()
    value = plain.locator("a.value").first
    value.hover()
    assert re.search("#box-", value.get_attribute("href") or "")
    plain.get_by_role("link", name="ข้อความ", exact=True).click()
    expect(plain.locator(".text mark").first).to_be_visible()
    plain.get_by_role("link", name="สายหนังสือ").click()
    plain.locator("select[name=direction]").select_option("cites")
    plain.get_by_role("button", name="แสดง").click()
    expect(plain.locator(".head .sum")).to_contain_text("หนังสือ 2 ฉบับ")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(phone: Page, name: str) -> None:
    answer = phone.goto(PAGES[name])
    assert answer
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    small = phone.evaluate(
        "[...document.querySelectorAll('main button, main .button, main input:not([type=hidden])')]"
        ".map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])"
        ".filter(([, r]) => r.width && (r.height < 24 && r.width < 24)).map(([t]) => t)"
    )
    assert [one for one in small if "checkbox" not in one] == []


@pytest.mark.parametrize(
    ("name", "language"),
    [*((name, "th") for name in PAGES), ("found", "en"), ("cancelled", "en"), ("chain", "en")],
)
def test_no_serious_fault_of_access_is_found(page: Page, name: str, language: str) -> None:
    joint = "&" if "?" in PAGES[name] else "?"
    page.goto(f"{PAGES[name]}{joint}lang={language}")
    found = Axe().run(page).response["violations"]
    assert [
        (one["id"], [node["html"][:200] for node in one["nodes"]])
        for one in found
        if one["impact"] in SERIOUS
    ] == []
    assert page.locator("html").get_attribute("lang") == language


def test_the_open_list_of_suggestions_has_no_fault_of_access(page: Page) -> None:
    page.goto("/")
    page.keyboard.type("จังหวัด", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in SERIOUS] == []


def test_the_letters_are_drawn_in_the_fonts_that_came_along(page: Page) -> None:
    page.goto("/?q=ห้องปลอดฝุ่น")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert "Sarabun" in loaded


def test_the_switch_changes_the_language_and_keeps_the_search(page: Page) -> None:
    page.goto("/?q=ห้องปลอดฝุ่น&year=2565")
    page.get_by_role("link", name="English").click()
    expect(page.locator(".found [role=status]")).to_contain_text("8 letters found")
    page.get_by_role("link", name="ไทย").click()
    expect(page.locator(".found [role=status]")).to_contain_text("พบ 8 ฉบับ")
