"""What is seen when a command line is wrong or a run fails: one line, a remedy, an exit code, no traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli import main
from parsers.errors import ArchiveError, UsageError

from .conftest import ROOT, Terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("serch x", "no such command: “serch”; did you mean search?"),
        ("search --lmit 3", "no such option: --lmit"),
        ("import", "PATH... is missing"),
        ("search --sort newest x", "--sort: “newest” is none of: relevance date -date"),
        ("search --limit none x", "--limit: 'none' is not a valid integer range"),
        ("trace x --depth 0", "--depth: 0 is not in the range x>=1"),
        ("missing extra", "unexpected extra argument"),
        ("search x --limit", "--limit"),
        ("--lang fr stats", "--lang: “fr” is none of: th en"),
        ("search x --output a.txt", "--output goes with json csv only"),
    ],
)
def test_wrong_usage_is_told_in_a_line_with_where_to_look(
    terminal: Terminal, typed: str, expected: str
) -> None:
    seen = terminal.types(typed, code=2)
    first, second = seen.err.splitlines()
    assert first.startswith("saraban: ")
    assert expected in first
    assert second.startswith("see: saraban")
    assert second.endswith("--help")
    assert not seen.out


def test_wrong_usage_is_told_in_thai(terminal: Terminal) -> None:
    assert "ไม่มีคำสั่ง “serch”; หมายถึง search หรือไม่" in terminal.types("serch --lang th", code=2).err


def test_saraban_alone_shows_help(terminal: Terminal) -> None:
    seen = terminal.types("")
    assert seen.out == terminal.types("--help").out
    for name in main.commands:
        assert f"  {name} " in seen.out


def test_version_both_ways(terminal: Terminal) -> None:
    assert terminal.types("version").out == terminal.types("--version").out
    assert terminal.types("version").out.startswith("saraban")


@pytest.mark.parametrize(
    "command", ["search x", "show ว1", "trace ว1", "missing", "stats", "export", "reindex"]
)
def test_no_archive_is_told_and_none_is_made(terminal: Terminal, command: str) -> None:
    seen = terminal.types(command, code=3)
    (line,) = seen.err.splitlines()
    assert str(terminal.archive) in line
    assert "saraban import" in line
    assert not terminal.archive.exists()


@pytest.mark.parametrize("place", ["before", "after"])
def test_common_options_stand_before_or_after_the_command(
    terminal: Terminal, tmp_path: Path, place: str
) -> None:
    options = f"--archive {tmp_path / 'other'} --lang th --plain"
    typed = f"{options} stats" if place == "before" else f"stats {options}"
    err = terminal.types(typed, code=3).err
    assert str(tmp_path / "other") in err
    assert "ไม่มีคลัง" in err


FAULTS = [
    (OSError(errno.ENOSPC, "No space left on device", "/x"), 1, "the disk is full"),
    (PermissionError(errno.EACCES, "Permission denied", "/x/[/ว]"), 1, "/x/[/ว]: Permission denied"),
    (ArchiveError("locked", thai="ถูกใช้อยู่", english="locked: wait"), 3, "saraban: locked: wait"),
    (UsageError("bad-filter", thai="ผิด", english="--year: no"), 2, "saraban: --year: no"),
    (KeyboardInterrupt(), 130, "stopped on request"),
    (ZeroDivisionError("a\nb"), 1, "unexpected fault (ZeroDivisionError: a b); add --debug"),
]


@pytest.mark.parametrize(("fault", "code", "expected"), FAULTS, ids=lambda one: type(one).__name__)
def test_a_fault_is_one_line_with_an_exit_code(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, fault: BaseException, code: int, expected: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("terminal.screen.Screen.open_archive", broken)
    seen = terminal.types("stats", code=code)
    (line,) = seen.err.splitlines()
    assert expected in line
    assert "Traceback" in terminal.types("stats --debug", code=code).err


def test_a_full_disk_below_the_catalogue_is_told_as_such(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        import sqlite3

        raise RuntimeError("insert failed") from sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("terminal.screen.Screen.open_archive", broken)
    assert "the disk is full" in terminal.types("stats", code=1).err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_script_of_the_shell(terminal: Terminal, shell: str) -> None:
    assert "_SARABAN_COMPLETE" in terminal.types(f"completion {shell}").out


def test_completion_of_half_a_word(terminal: Terminal) -> None:
    asked = {"_SARABAN_COMPLETE": "bash_complete", "COMP_WORDS": "saraban tr", "COMP_CWORD": "1"}
    assert terminal.types("", **asked).out == "plain,trace\n"


def run(words: list[str], **streams: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(ROOT / "cli.py"), *words]
    return subprocess.run(command, check=False, stderr=subprocess.PIPE, **streams)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_stdout_on_a_full_disk() -> None:
    with open("/dev/full", "wb") as full:
        done = run(["--help", "--lang", "en"], stdout=full)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("saraban: the disk is full")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_a_reader_that_went_away_is_no_fault() -> None:
    end, start = os.pipe()
    os.close(end)
    done = run(["--help"], stdout=start)
    os.close(start)
    assert (done.returncode, done.stderr) == (141, b"")


def test_help_imports_click_and_nothing_heavy() -> None:
    code = "import sys, cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    heavy = {
        "rich",
        "archive",
        "index",
        "whoosh",
        "sqlalchemy",
        "lxml",
        "pdfplumber",
        "pythainlp",
        "nlpo3",
        "json",
    }
    assert not heavy & {name.split(".")[0] for name in done.stdout.split()}
