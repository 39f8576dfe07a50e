"""``saraban parse``: files in, one JSON object a letter out, no archive needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from .conftest import ROOT, SAMPLE, Terminal

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = ROOT / "tests/letters/working"
KEYS = [
    "file", "part", "kind", "number", "number_partial", "date", "subject", "to", "from", "urgency", "secrecy",
    "references", "other_citations", "attachments", "contacts", "signer", "position", "acting", "cc", "registry",
    "parent", "events", "body", "evidence",
]  # fmt: skip


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "หนังสือ.txt"
    path.write_bytes((LETTERS / "001_drainage-survey.txt").read_bytes())
    return path


def test_a_letter_is_one_line_of_json_with_all_keys(terminal: Terminal, letter: Path) -> None:
    seen = terminal.types("parse", str(letter))
    (value,) = seen.lines
    assert list(value) == KEYS
    assert (value["file"], value["number"], value["date"]) == (str(letter), "มท 0820.2/ว 3318", "2023-07-14")
    assert "กรมส่งเสริม" in seen.out  # Thai as it is, not escaped
    assert not seen.err
    assert not terminal.archive.exists()


def test_text_word_and_pdf_in_one_go(terminal: Terminal) -> None:
    files = [str(next(SAMPLE.rglob(f"*.{ending}"))) for ending in ("txt", "docx", "pdf")]
    values = terminal.types("parse", *files).lines
    assert [value["file"] for value in values] == files


def test_two_letters_in_one_file_are_two_lines(terminal: Terminal) -> None:
    values = terminal.types("parse", str(LETTERS / "034_cover-and-certified-copy.txt")).lines
    assert [value["part"] for value in values] == [1, 2]


def test_a_bad_file_is_named_and_the_rest_goes_on(terminal: Terminal, letter: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    gone = tmp_path / "gone.pdf"
    seen = terminal.types("parse", str(empty), str(gone), str(letter), code=4)
    first, second, third = seen.lines
    assert first == {
        "file": str(empty),
        "error": {"code": "empty-file", "message": first["error"]["message"]},
    }
    assert second["error"]["code"] == "cannot-open"
    assert third["number"] == "มท 0820.2/ว 3318"
    assert "Traceback" not in seen.err


def test_a_fault_of_our_own_in_one_file_does_not_stop_the_others(
    terminal: Terminal, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: object) -> None:
        raise ZeroDivisionError("[/ว]")

    monkeypatch.setattr("parsers.parse", broken)
    seen = terminal.types("parse", str(letter), str(letter), code=4)
    assert [value["error"]["code"] for value in seen.lines] == ["unexpected", "unexpected"]


def test_json_is_one_list(terminal: Terminal, letter: Path) -> None:
    values = terminal.types("parse --format json", str(letter), str(letter)).json
    assert [value["number"] for value in values] == ["มท 0820.2/ว 3318"] * 2


def test_a_table_for_people(terminal: Terminal, letter: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone.txt"
    seen = terminal.types("parse --format table --lang th", str(letter), str(gone), code=4)
    assert "14 ก.ค. 2566" in seen.out
    assert "มท 0820.2/ว 3318" in seen.out
    assert str(gone) in seen.err


def test_a_folder_is_pointed_to_import(terminal: Terminal, letter: Path) -> None:
    seen = terminal.types("parse", str(letter), str(letter.parent), code=2)
    assert not seen.out
    assert "saraban import" in seen.err


def test_text_that_looks_like_markup_comes_out_as_it_is(terminal: Terminal, tmp_path: Path) -> None:
    text = (LETTERS / "001_drainage-survey.txt").read_text(encoding="utf-8")
    path = tmp_path / "markup.txt"
    path.write_text(text.replace("เรื่อง  การสำรวจ", "เรื่อง  [/ว] [bold]:smile:"), encoding="utf-8")
    assert "[/ว] [bold]:smile:" in terminal.types("parse --format table", str(path)).out
    assert json.loads(terminal.types("parse", str(path)).out)["subject"].startswith("[/ว] [bold]:smile:")
