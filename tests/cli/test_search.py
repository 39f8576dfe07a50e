"""``saraban search``: what is typed, what is seen."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Terminal

GUIDELINE = "กค (กวจ) 0405.2/ว 84"


def test_a_thai_word_as_json(sample: Terminal) -> None:
    found = sample.types("search ห้องปลอดฝุ่น --format json").json
    assert list(found) == ["total", "took_ms", "hits", "facets"]
    assert list(found["facets"]) == ["year", "kind", "from"]
    keys = ["id", "number", "date", "subject", "from", "kind", "score", "snippet", "status"]
    assert all(list(hit) == keys for hit in found["hits"])
    assert "มท 0816.4/ว 1127" in {hit["number"] for hit in found["hits"]}
    assert found["total"] == len(found["hits"]) == sum(found["facets"]["year"].values())


@pytest.mark.parametrize("typed", ["มท ๐๘๑๖.๔/ว ๑๑๒๗", "มท0816.4/ว1127", "ว1127", "ว ๑๑๒๗"])
def test_a_number_in_any_spelling_finds_the_letter_first(sample: Terminal, typed: str) -> None:
    found = sample.types("search --format json", typed).json
    assert found["hits"][0]["number"] == "มท 0816.4/ว 1127"


def test_words_without_quotes_are_one_query(sample: Terminal) -> None:
    apart = sample.types("search ไฟป่า ประชุม --format json").json
    quoted = sample.types("search 'ไฟป่า ประชุม' --format json").json
    assert apart["hits"] == quoted["hits"] != []


def test_filters_narrow(sample: Terminal) -> None:
    found = sample.types("search --kind คำสั่ง --year 2565 --format json").json
    assert [hit["number"] for hit in found["hits"]] == ["1412/2565"]
    assert sample.types("search --agency กรมบัญชีกลาง --after 2566-05-01 --format json").json["total"] == 1


def test_pages_and_order(sample: Terminal) -> None:
    all_of_them = sample.types("search --sort date --limit 100 --format json").json["hits"]
    page = sample.types("search --sort date --limit 5 --offset 5 --format json").json["hits"]
    assert page == all_of_them[5:10]
    assert [hit["date"] for hit in all_of_them] == sorted(hit["date"] for hit in all_of_them)
    assert "no letters after --offset 500" in sample.types("search --offset 500").out


def test_on_the_screen_in_both_languages(sample: Terminal) -> None:
    thai = sample.types("search ว84 --lang th").out
    assert thai.startswith(f"1. {GUIDELINE}  14 ก.พ. 2565  ถูกแก้ไข\n")
    assert re.search(r"พบ \d+ ฉบับ \(\d+ มิลลิวินาที\)", thai)
    assert "ปี: 2565 (2), 2566 (1)" in thai
    english = sample.types("search ว84").out
    assert english.startswith(f"1. {GUIDELINE}  2022-02-14  amended\n")
    assert "Year: 2022 (2), 2023 (1)" in english
    assert "\x1b" not in thai + english


def test_csv_for_a_spreadsheet(sample: Terminal, tmp_path: Path) -> None:
    printed = sample.types("search ห้องสมุด --format csv").out
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert {row["status"] for row in rows} >= {"amended", "in_force"}
    assert not printed.startswith("\ufeff")
    path = tmp_path / "ผล.csv"
    seen = sample.types("search ห้องสมุด --format csv --output", str(path))
    assert not seen.out
    assert str(path) in seen.err
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert len(list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))) == len(rows)


@pytest.mark.parametrize(
    "command", ["search x --format json", "export x", "missing --format csv", "review --format csv"]
)
def test_a_file_is_written_only_where_it_does_no_harm(sample: Terminal, tmp_path: Path, command: str) -> None:
    there = tmp_path / "there"
    there.write_text("kept")
    refused = {
        tmp_path: "is a folder; add the name of a file",
        tmp_path / "nonexist" / "x": "there is no folder",
        sample.archive / "x": "is the folder of the archive",
        there: "add --force to overwrite it",
    }
    for path, why in refused.items():
        seen = sample.types(command, "--output", str(path), code=2)
        (line,) = seen.err.splitlines()
        assert why in line
        assert not seen.out
    assert there.read_text() == "kept"
    sample.types(command, "--output", str(there), "--force")
    assert there.read_text(encoding="utf-8-sig") != "kept"
    sample.types(command, "--output", str(sample.archive / "x"), "--force", code=2)


def test_nothing_found_says_what_was_understood_and_what_to_try(sample: Terminal) -> None:
    seen = sample.types("search 'ยานอวกาศ -\"ดาว เทียม\" (subject:จรวด OR ว77777)' --year 2566 --lang th")
    first, understood, *advice = seen.out.splitlines()
    assert first == "ไม่พบหนังสือ"
    expected = "ปี 2566 และ (คำ “ยานอวกาศ” และ ไม่มี วลี “ดาว เทียม” และ (คำ “จรวด” ในเรื่อง หรือ เลขที่ “ว77777”))"
    assert understood.endswith(expected)
    assert "--year" in "".join(advice)
    assert sample.types("search ยานอวกาศ --format json").json["hits"] == []
    assert sample.types("search ยานอวกาศ --format csv").out.count("\n") == 1


def test_a_misspelt_word_is_answered_by_the_word_that_may_be_meant(sample: Terminal) -> None:
    assert "“ประธานงาน” หมายถึง “ประสานงาน” หรือไม่\n" in sample.types("search ประธานงาน --lang th").out
    assert "did you mean “ประสานงาน”?" in sample.types("search ประธานงาน").out


@pytest.mark.parametrize(
    ("typed", "place"),
    [("ไฟป่า (ประชุม", "       ^"), ("(ที่ดิน", "  ^"), (f"{'ก' * 30} nofield:x", f"{' ' * 23}^")],
)
def test_a_bad_query_shows_the_place_of_the_fault(sample: Terminal, typed: str, place: str) -> None:
    for language in ("en", "th"):
        seen = sample.types(f"search --lang {language}", typed, code=2)
        first, _, caret = seen.err.splitlines()
        assert first.startswith("saraban: ")
        assert caret == place
        assert not seen.out


def test_a_bad_filter_names_the_option(sample: Terminal) -> None:
    assert "--year" in sample.types("search x --year soon", code=2).err
    assert "external" in sample.types("search x --kind letter", code=2).err


@pytest.mark.parametrize(
    ("typed", "thai", "english"),
    [
        ("สถานะ:หาย", "ใช้อยู่ ถูกแก้ไข มีการซักซ้อมเพิ่ม ถูกแทนที่", "in_force amended supplemented replaced"),
        ("secrecy:x", "ลับ ลับมาก ลับที่สุด ไม่มี", "confidential secret top-secret none"),
        ("kind:letter", "หนังสือภายนอก หนังสือภายใน", "external internal stamped"),
        ("nofield:x", "เรื่อง ลงนาม", "subject signer"),
    ],
)
def test_a_bad_value_is_told_with_the_words_of_the_screens_language(
    sample: Terminal, typed: str, thai: str, english: str
) -> None:
    shown = sample.types("search --lang th", typed, code=2).err
    assert thai in shown
    assert english not in shown
    assert english in sample.types("search --lang en", typed, code=2).err
