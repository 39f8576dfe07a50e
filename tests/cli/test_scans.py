"""Scans at the terminal: read where they can be, waiting with a remedy where not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from .conftest import ROOT, Terminal

if TYPE_CHECKING:
    from pathlib import Path

SCANS = ROOT / "tests/readers/files/scans"
LETTERS = ROOT / "tests/letters/working"
NOWHERE = {"SARABAN_TESSERACT": "/nowhere/tesseract"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a letter as text and the scan of another."""
    folder = tmp_path / "หนังสือเข้า"
    folder.mkdir()
    shutil.copy(LETTERS / "001_drainage-survey.txt", folder)
    shutil.copy(SCANS / "letter.png", folder / "สแกน 1.png")
    return folder


def test_parse_reads_a_scan_without_an_archive(terminal: Terminal) -> None:
    seen = terminal.types("parse", str(SCANS / "letter.png"))
    (letter,) = seen.lines
    assert (letter["number"], letter["date"]) == ("นน 0023.3/ว 702", "2024-06-17")
    assert letter["evidence"]["number"]["page"] == 1
    assert len(letter["evidence"]["number"]["box"]) == 4
    assert "Read scanned page 1/1" in seen.err
    assert not terminal.archive.exists()


def test_without_the_program_parse_says_what_to_type(terminal: Terminal) -> None:
    seen = terminal.types("parse", str(SCANS / "letter.png"), code=6, **NOWHERE)
    (told,) = seen.lines
    assert told["error"]["code"] == "needs-ocr"
    assert "sudo apt-get install" in told["error"]["message"]
    text = str(LETTERS / "001_drainage-survey.txt")
    assert len(terminal.types("parse", text, str(SCANS / "letter.png"), code=4, **NOWHERE).lines) == 2
    seen = terminal.types("parse --ocr never", str(SCANS / "letter.png"), code=4)
    assert seen.lines[0]["error"]["code"] == "ocr-not-wanted"


def test_a_scan_waits_for_the_program_and_is_read_when_asked(terminal: Terminal, folder: Path) -> None:
    seen = terminal.types("import --jobs 1", str(folder), code=4, **NOWHERE)
    assert "tesseract-ocr-tha" in seen.out
    assert "สแกน 1.png" in terminal.types("review").out
    seen = terminal.types("import --format json --retry-failed", str(folder))
    assert (seen.json["letters"], seen.json["failed"]) == (1, [])
    shown = terminal.types("show", "ว702").out
    assert "สแกน 1.png" in shown
    assert terminal.types("search --format json สะพานไม้").json["total"] == 1


def test_only_scans_and_no_program_is_an_exit_of_its_own(terminal: Terminal, tmp_path: Path) -> None:
    path = shutil.copy(SCANS / "letter.png", tmp_path / "a.png")
    terminal.types("import", str(path), code=6, **NOWHERE)
