"""The auditor asks whether the archive is whole, and has it mended."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Terminal


def _rot(terminal: Terminal) -> Path:
    path = sorted(path for path in (terminal.archive / "originals").rglob("*") if path.is_file())[0]
    path.chmod(0o600)
    path.write_bytes(b"rotten")
    return path


def test_a_sound_archive(desk: Terminal, sample: Terminal) -> None:
    assert "The archive is sound." in desk.types("doctor").out
    assert "ไม่พบความเสียหาย" in desk.types("doctor --lang th").out
    told = sample.types("doctor --format json").json
    assert (told["well"], told["findings"]) == (True, [])
    assert told["checked"]["originals"] == sample.types("stats --format json").json["originals"]


def test_damage_is_told_with_exit_3_mended_and_recorded(desk: Terminal) -> None:
    rotten = _rot(desk)
    shown = desk.types("doctor", code=3).out
    assert rotten.name in shown
    assert "doctor --repair" in shown
    assert "ไม่ตรงกับแฮช" in desk.types("doctor --lang th", code=3).out
    mended = desk.types("doctor --repair").out
    assert "sound again" in mended
    assert "recorded as run 2" in mended
    assert "original-damaged" not in desk.types("doctor").out
    page = desk.types("runs show 2").out
    assert "mended" in page
    assert rotten.name in page
    told = desk.types("runs --format json").json
    assert [run["kind"] for run in told] == ["repair", "import"]


def test_what_cannot_be_mended_says_what_would_help(desk: Terminal, tmp_path: Path) -> None:
    saved = tmp_path / "saved.zip"
    desk.types("backup", str(saved))
    rotten = _rot(desk)
    shutil.rmtree(tmp_path / "in")
    told = desk.types("doctor --repair --format json", code=3).json
    assert [(each["code"], each["what"], each["state"]) for each in told["findings"]] == [
        ("original-damaged", rotten.name, "unmended")
    ]
    assert "--backup FILE" in told["findings"][0]["message"]
    desk.types("doctor --repair --backup", str(saved))
    desk.types("doctor")


@pytest.mark.parametrize(("typed", "code", "said"), [
    ("doctor --backup x.zip", 2, "--repair"),
    ("doctor --archive nowhere", 3, "no archive"),
])  # fmt: skip
def test_what_cannot_be_examined_is_said(desk: Terminal, typed: str, code: int, said: str) -> None:
    assert said in desk.types(typed, code=code).err


def test_many_things_wrong_in_one_way_are_counted(desk: Terminal) -> None:
    for number in range(13):
        (desk.archive / f"originals/stray{number:02d}").write_text("x")
    shown = desk.types("doctor", code=3).out
    assert "and 3 more" in shown
    assert len(desk.types("doctor --format json", code=3).json["findings"]) == 13
