"""The auditor asks who brought what in when, and what became of each file."""

from __future__ import annotations

import csv
import getpass
import io
from typing import TYPE_CHECKING

import pytest

from .conftest import SAMPLE, Terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Somsri imported two letters, a broken PDF and a shopping list, then the same folder again."""
    monkeypatch.setattr(getpass, "getuser", lambda: "somsri")
    folder = tmp_path / "in"
    folder.mkdir()
    for source in sorted((SAMPLE / "2565/เวียน").glob("*.txt"))[:2]:
        (folder / source.name).write_bytes(source.read_bytes())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing")
    (folder / "list.txt").write_text("น้ำปลา ไข่ ข้าวสาร", "utf-8")
    for _ in range(2):
        terminal.types("import --jobs 1", str(folder), code=4)
    return terminal


def test_runs_are_listed_latest_first_with_who_and_what(desk: Terminal) -> None:
    shown = desk.types("runs").out
    assert shown.index("unchanged 3") < shown.index("imported 2")
    assert shown.count("somsri") == 2
    thai = desk.types("runs --lang th").out
    assert "นำเข้าใหม่ 2" in thai
    first = desk.types("runs --format json").json[1]
    assert (first["run"], first["kind"], first["author"]) == (1, "import", "somsri")
    assert first["tokenizer"].startswith("nlpo3-")
    assert first["options"]["jobs"] == 1
    assert first["paths"] == [str(desk.archive.parent / "in")]
    assert first["counts"]["letters"] == 2
    assert first["program"]
    assert len(desk.types("runs --limit 1 --format json").json) == 1


def test_the_manifest_has_every_file_with_hash_outcome_reason_and_seconds(desk: Terminal) -> None:
    files = {
        file["path"].split("/")[-1]: file for file in desk.types("runs show 1 --format json").json["files"]
    }
    assert len(files) == 4
    assert sorted(file["outcome"] for file in files.values()) == [
        "failed",
        "imported",
        "imported",
        "not_letter",
    ]
    broken = files["broken.pdf"]
    assert len(broken["sha256"]) == 64
    assert broken["code"]
    assert broken["message"]
    assert all(file["seconds"] is not None for file in files.values())
    again = desk.types("runs show 2 --format json").json["files"]
    outcomes = sorted(file["outcome"] for file in again)
    assert outcomes == ["failed", "unchanged", "unchanged", "unchanged"]
    assert [file["code"] for file in again if file["outcome"] == "failed"] == [broken["code"]]


def test_a_manifest_goes_into_a_spreadsheet(desk: Terminal, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.types("runs show 1 --format csv").out)))
    assert [row["outcome"] for row in rows].count("imported") == 2
    assert {"path", "sha256", "outcome", "code", "message", "seconds"} == set(rows[0])
    desk.types("runs --format csv --output", str(tmp_path / "runs.csv"))
    written = (tmp_path / "runs.csv").read_text("utf-8-sig")
    listed = list(csv.DictReader(io.StringIO(written)))
    assert [row["run"] for row in listed] == ["2", "1"]
    assert listed[1]["author"] == "somsri"


def test_a_run_is_read_as_a_page(desk: Terminal) -> None:
    page = desk.types("runs show 1").out
    for told in ("somsri", "broken.pdf", "failed", "not a letter", "nlpo3-"):
        assert told in page
    assert desk.types("runs 1").out == page
    assert "อ่านไม่ได้" in desk.types("runs show 1 --lang th").out


@pytest.mark.parametrize(("typed", "code", "said"), [
    ("runs show 9", 5, "there is no run 9"),
    ("runs show", 2, "runs show 3"),
    ("runs look 1", 2, "runs show 3"),
    ("runs show 1 --output x.csv", 2, "add --format"),
])  # fmt: skip
def test_what_cannot_be_shown_is_said(desk: Terminal, typed: str, code: int, said: str) -> None:
    assert said in desk.types(typed, code=code).err
