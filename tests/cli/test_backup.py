"""The clerk saves the archive before the holidays and gets it back on a new machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from .conftest import Terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("ending", [".tar.zst", ".zip"])
def test_what_was_saved_comes_back(desk: Terminal, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"saved{ending}"
    assert str(path) in desk.types("backup", str(path)).out
    before = desk.types("export").out
    new = Terminal(tmp_path / "elsewhere" / "archive")
    shown = new.types("restore", str(path)).out
    assert "every hash was right" in shown
    assert new.types("export").out == before
    assert new.types("search สำรวจ --format json").json["total"] > 0
    assert new.types("runs --format json").json == desk.types("runs --format json").json
    assert [entry.name for entry in new.archive.parent.iterdir()] == ["archive"]


def test_a_backup_lands_only_where_nothing_is_lost(desk: Terminal, tmp_path: Path) -> None:
    for typed, said in (
        (tmp_path / "saved.rar", ".tar.zst"),
        (tmp_path / "nowhere/saved.zip", "folder that is there"),
        (desk.archive / "saved.zip", "elsewhere"),
    ):
        assert said in desk.types("backup", str(typed), code=2).err
        assert not typed.exists()
    path = tmp_path / "saved.zip"
    path.write_bytes(b"old")
    assert "--force" in desk.types("backup", str(path), code=2).err
    assert path.read_bytes() == b"old"
    told = desk.types("backup --force --format json", str(path)).json
    assert told["bytes"] == path.stat().st_size
    assert "สำรองแล้ว" in desk.types("backup --force --lang th", str(path)).out


def test_restore_overwrites_nothing_and_says_so(desk: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "saved.zip"
    desk.types("backup", str(path))
    before = {file: file.read_bytes() for file in desk.archive.rglob("*") if file.is_file()}
    assert "not overwritten" in desk.types("restore", str(path), code=3).err
    assert {file: file.read_bytes() for file in desk.archive.rglob("*") if file.is_file()} == before
    other = Terminal(tmp_path / "other")
    other.archive.mkdir()
    assert other.types("restore --format json", str(path)).json["letters"] > 0


def test_a_missing_original_is_told_by_backup_and_by_restore(desk: Terminal, tmp_path: Path) -> None:
    lost = sorted(file for file in (desk.archive / "originals").rglob("*") if file.is_file())[0]
    lost.chmod(0o600)
    lost.write_bytes(b"rotten")
    path = tmp_path / "saved.tar.zst"
    seen = desk.types("backup --format json", str(path), code=4)
    assert json.loads(seen.out)["broken"] == [lost.name]
    assert "saraban doctor" in seen.err
    new = Terminal(tmp_path / "new")
    assert "saraban doctor" in new.types("restore", str(path)).err
    assert not (new.archive / "originals" / lost.name[:2] / lost.name).exists()
