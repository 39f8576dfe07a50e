"""``audit``: the page lands in a file, and what cannot be done is said in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Terminal

GUIDELINE = "กค (กวจ) 0405.2/ว 84"


@pytest.mark.parametrize("typed", ["audit ว84", f"audit '{GUIDELINE}'", "audit กค(กวจ)0405.2/ว๘๔"])
def test_the_page_of_a_letter_by_any_spelling(sample: Terminal, tmp_path: Path, typed: str) -> None:
    path = tmp_path / "รายงาน.html"
    seen = sample.types(f"{typed} --lang th --output", str(path))
    assert (seen.out, seen.err) == ("", f"เขียนลง {path} แล้ว\n")
    page = html.fromstring(path.read_text("utf-8"))
    assert page.get("lang") == "th"
    assert page.xpath("string(//title)") == f"รายงานตรวจสอบหนังสือ: {GUIDELINE}"
    (banner,) = page.xpath('//*[@role="status"]')
    assert "ใช้อยู่ แต่ถูกแก้ไข" in banner.text_content()
    assert "กค (กวจ) 0405.2/ว 233 ลงวันที่ 2 มิ.ย. 2565" in banner.text_content()


def test_the_page_says_the_status_of_the_day_asked_for(sample: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    sample.types("audit ว84 --as-of '๑ มิ.ย. ๒๕๖๕' --depth 1 --output", str(path))
    page = html.fromstring(path.read_text("utf-8"))
    (banner,) = page.xpath('//*[@role="status"]')
    assert "In force" in banner.text_content()
    assert "as of 2022-06-01" in banner.text_content()
    assert "cut at step 1" in page.text_content()


def test_a_page_is_overwritten_only_when_that_is_asked_for(sample: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("kept")
    assert "--force" in sample.types("audit ว84 --output", str(path), code=2).err
    assert path.read_text() == "kept"
    sample.types("audit ว84 --force --output", str(path))
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("audit ว84", 2, "--output is missing"),
        ("audit ว84 --as-of 31/2/2565 --output", 2, "is no date"),
        ("audit ว99999 --output", 5, "ว99999"),
        ("audit ว9 --output", 5, "มท 0808.2/ว 9"),
        ("audit 'มท 0617/ว 1190' --output", 5, "saraban trace"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    sample: Terminal, tmp_path: Path, typed: str, code: int, said: str
) -> None:
    path = tmp_path / "report.html"
    seen = sample.types(typed, *([str(path)] if typed.endswith("--output") else []), code=code)
    assert said in seen.err
    assert not path.exists()


def test_every_sample_letter_has_a_page(sample: Terminal, tmp_path: Path) -> None:
    for letter in sample.types("export").lines:
        path = tmp_path / f"{letter['id']}.html"
        sample.types(f"audit {letter['id']} --output", str(path))
        page = html.fromstring(path.read_text("utf-8"))
        assert letter["id"] in page.text_content()
        assert (letter["subject"] or "") in page.text_content()
