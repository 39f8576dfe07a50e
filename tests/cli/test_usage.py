"""What is seen when a command line is wrong or a run fails: one line, a remedy, an exit code, no traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli import main
from index.query_spelling import FIELDS
from index.values import KINDS
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
        ("search --limit none x", "--limit: “none” is not a whole number, 1 or more"),
        ("trace x --depth 0", "--depth: “0” is not a whole number, 1 or more"),
        ("missing extra", "unexpected extra argument"),
        ("search x --limit", "--limit needs a value after it"),
        ("import x --timeout 0", "--timeout: “0” is not a number above 0"),
        ("--plain=x stats", "--plain takes no value"),
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


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("serch", "ไม่มีคำสั่ง “serch”; หมายถึง search หรือไม่"),
        ("sort", "ไม่มีคำสั่ง “sort”"),
        ("trace x --depth 0", "--depth: “0” ใช้ไม่ได้ ต้องเป็นจำนวนเต็มตั้งแต่ 1 ขึ้นไป"),
        ("search --limit ก x", "--limit: “ก” ใช้ไม่ได้ ต้องเป็นจำนวนเต็มตั้งแต่ 1 ขึ้นไป"),
        ("import x --timeout 0", "--timeout: “0” ใช้ไม่ได้ ต้องเป็นจำนวนที่มากกว่า 0"),
        ("missing extra more", "มีคำเกินมา: extra more"),
        ("search x --limit", "ต้องมีค่าหลัง --limit"),
        ("--plain=x stats", "--plain ไม่รับค่า"),
    ],
)
def test_wrong_usage_is_told_in_thai(terminal: Terminal, typed: str, expected: str) -> None:
    first, second = terminal.types(typed, code=2, SARABAN_LANG="th").err.splitlines()
    assert first == f"saraban: {expected}"
    assert second.startswith("ดูวิธีใช้: ")


def test_usage_is_told_in_thai(terminal: Terminal) -> None:
    assert terminal.types("--help --lang th").out.startswith("วิธีใช้: saraban [ตัวเลือก] คำสั่ง ...\n")
    assert terminal.types("stats --help --lang th").out.startswith("วิธีใช้: saraban stats [ตัวเลือก]\n")


def test_a_language_that_there_is_not_is_blamed_on_who_named_it(terminal: Terminal) -> None:
    assert "saraban: SARABAN_LANG: “xx”" in terminal.types("stats", code=2, SARABAN_LANG="xx").err
    assert "saraban: --lang: “xx”" in terminal.types("stats --lang xx", code=2, SARABAN_LANG="en").err


def test_an_archive_that_is_a_file_is_told_as_such(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "afile"
    path.write_text("x")
    for command in ("stats", "search x", "import x"):
        (line,) = terminal.types(f"{command} --archive {path}", code=2).err.splitlines()
        assert f"{path} is a file, not an archive" in line


@pytest.mark.parametrize(
    ("number", "thai"),
    [
        (errno.ENOENT, "ไม่มีแฟ้มหรือโฟลเดอร์นี้"),
        (errno.EACCES, "ไม่มีสิทธิ์อ่านหรือเขียน"),
        (errno.EROFS, "ดิสก์นี้อ่านได้อย่างเดียว"),
    ],
)
def test_what_the_system_refuses_is_told_in_thai(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, number: int, thai: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "/x")

    monkeypatch.setattr("terminal.screen.Screen.open_archive", broken)
    assert terminal.types("stats --lang th", code=1).err == f"saraban: ระบบแฟ้มไม่ยอม: /x: {thai}\n"


def test_saraban_alone_shows_help(terminal: Terminal) -> None:
    seen = terminal.types("")
    assert seen.out == terminal.types("--help").out
    for name in main.commands:
        assert f"  {name} " in seen.out


def test_version_both_ways(terminal: Terminal) -> None:
    assert terminal.types("version").out == terminal.types("--version").out
    assert terminal.types("version").out.startswith("saraban")


@pytest.mark.parametrize(
    "command",
    [
        "search x",
        "show ว1",
        "trace ว1",
        "audit ว1 --output x.html",
        "missing",
        "stats",
        "export",
        "reindex",
        "review",
        "correct ว1 date= --reason x",
    ],
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
    (
        PermissionError(errno.EACCES, "Permission denied", "/x/[/ว]"),
        1,
        "/x/[/ว]: no permission to read or write",
    ),
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


@pytest.mark.parametrize("language", ["th", "en"])
def test_help_tells_fields_and_kinds_of_a_query_and_how_to_install_completion(
    terminal: Terminal, language: str
) -> None:
    told = terminal.types(f"search --help --lang {language}").out
    column = 0 if language == "th" else 1
    assert not [field for field, names in FIELDS.items() if (names[0], field)[column] not in told]
    named = [(names[0].removeprefix("หนังสือ"), kind)[column] for kind, names in KINDS.items()]
    assert not [name for name in named[:-1] if name not in told]
    installing = terminal.types(f"completion --help --lang {language}").out
    assert all(f"saraban completion {shell} > " in installing for shell in ("bash", "zsh", "fish"))


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
        "http",
        "ssl",
    }
    assert not heavy & {name.split(".")[0] for name in done.stdout.split()}
