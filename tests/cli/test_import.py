"""``saraban import`` and ``saraban demo``: what is seen while letters come in, and afterwards."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archive import Archive, ImportOptions, demo_archive, discard_unusable_demo

from .conftest import ROOT, SAMPLE, Terminal

LETTERS = ROOT / "tests/letters/working"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two letters, an empty file and one that is no text."""
    folder = tmp_path / "หนังสือเข้า"
    folder.mkdir()
    for name in ("001_drainage-survey.txt", "002_forest-fire-line.txt"):
        shutil.copy(LETTERS / name, folder)
    (folder / "empty.txt").touch()
    (folder / "[bold]noise.bin").write_bytes(bytes(range(256)) * 8)
    return folder


def test_import_tells_what_came_in_and_what_failed(terminal: Terminal, folder: Path) -> None:
    seen = terminal.types("import --jobs 1", str(folder), code=4)
    figures = dict(re.findall(r"^(\w[\w ]*?)  +([\d.]+)$", seen.out, re.M))
    assert (figures["Imported"], figures["Failed"], figures["Files"]) == ("2", "2", "4")
    failures = seen.out.partition("Files that failed:")[2]
    assert f"{folder}/[bold]noise.bin: " in failures
    assert f"{folder}/empty.txt: The file is empty" in failures


def test_import_as_json_has_nothing_else_on_stdout(terminal: Terminal, folder: Path) -> None:
    report = terminal.types("import --format json", str(folder), code=4).json
    assert list(report) == [
        "run", "files", "imported", "copies", "unchanged", "not_letters", "failed", "letters", "seconds",
        "not_letter_files", "copy_files", "not_letter_reasons",
    ]  # fmt: skip
    assert [failure["code"] for failure in report["failed"]] == ["not-text", "empty-file"]


def test_a_second_import_does_nothing(terminal: Terminal, folder: Path) -> None:
    (folder / "empty.txt").unlink()
    (folder / "[bold]noise.bin").unlink()
    assert terminal.types("import --format json", str(folder)).json["imported"] == 2
    again = terminal.types("import --format json", str(folder)).json
    assert (again["imported"], again["unchanged"], again["failed"]) == (0, 2, [])


def test_a_dry_run_changes_nothing(terminal: Terminal, folder: Path) -> None:
    seen = terminal.types("import --dry-run", str(folder))
    assert re.search(r"To be read +4\n", seen.out)
    assert "nothing was" in seen.out
    assert "Not letters" not in seen.out
    assert "Failed" not in seen.out
    assert not terminal.archive.exists()


def test_many_failures_are_counted_not_listed(terminal: Terminal, tmp_path: Path) -> None:
    for place in range(25):
        (tmp_path / f"{place:02}.txt").touch()
    seen = terminal.types("import", str(tmp_path), code=4)
    assert "19.txt" in seen.out
    assert "20.txt" not in seen.out
    assert "and 5 more" in seen.out


def test_a_path_that_is_not_there(terminal: Terminal, tmp_path: Path) -> None:
    report = terminal.types("import --format json", str(tmp_path / "gone"), code=4).json
    assert [failure["code"] for failure in report["failed"]] == ["no-such-file"]


@pytest.mark.parametrize("language", ["th", "en"])
def test_demo_imports_searches_traces_and_says_what_next(
    terminal: Terminal, tmp_path: Path, language: str
) -> None:
    place = {"SARABAN_DEMO": str(tmp_path / "demo"), "SARABAN_LANG": language}
    seen = terminal.types("demo", **place)
    assert seen.out.count("$ saraban search") == 3
    assert "$ saraban trace" in seen.out
    assert "มท 0816.4/ว 1127" in seen.out
    assert "กค (กวจ) 0405.2/ว 84" in seen.out
    assert f"--archive {tmp_path / 'demo'}" in seen.out
    assert not terminal.archive.exists()
    again = terminal.types("demo", **place)
    unchanged = "เหมือนเดิม" if language == "th" else "Unchanged"
    assert re.search(rf"{unchanged} +{len(list(SAMPLE.rglob('*.*')))}\n", again.out)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
def test_on_a_real_terminal_there_are_colours_and_boxes_and_a_bar(folder: Path, tmp_path: Path) -> None:
    from tools.make_docs import on_terminal

    command = [sys.executable, str(ROOT / "cli.py"), "--archive", str(tmp_path / "archive")]
    environment = {"TERM": "xterm-256color", "SARABAN_LANG": "en", "COLUMNS": "80", "PYTHONPATH": str(ROOT)}
    code, shown = on_terminal([*command, "import", str(folder)], tmp_path, environment)
    assert code == 4, shown[-600:]
    assert "Reading" in shown  # the bar, gone when done
    _, shown = on_terminal([*command, "missing"], tmp_path, environment)
    assert "\x1b[" in shown
    assert "───" in shown
    calm: list[tuple[list[str], dict[str, str]]] = [([], {"NO_COLOR": "1"}), (["--plain"], {})]
    for flags, more in calm:
        _, shown = on_terminal([*command, *flags, "missing"], tmp_path, {**environment, **more})
        assert "มท 0820.2/" in shown
        assert "…" not in shown  # folded, never cut
        assert "\x1b[" not in shown
        assert "───" not in shown


def test_a_program_in_the_users_folder_is_never_run(folder: Path, tmp_path: Path) -> None:
    """The clerk stands in a folder that happens to hold ``index.py`` and ``archive.py``, and types import."""
    desk = tmp_path / "desk"
    desk.mkdir()
    for name in ("index.py", "archive.py", "parsers.py"):
        (desk / name).write_text("open('was-run', 'w').close()\n", encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("saraban")),
        "--lang",
        "en",
        "import",
        str(folder),
        "--archive",
        "a",
    ]
    done = subprocess.run(command, cwd=desk, capture_output=True, text=True, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    assert not (desk / "was-run").exists()
    assert done.returncode == 4, done.stderr  # the two bad files, and nothing else


def test_import_names_ten_files_that_are_no_letters_and_counts_the_rest(
    terminal: Terminal, tmp_path: Path
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for n in range(12):
        (folder / f"recipe{n:02}.txt").write_text(f"ต้มน้ำ {n} ถ้วยให้เดือดแล้วใส่ผัก", "utf-8")
    seen = terminal.types("import", str(folder)).out
    assert "Files that are no letters:" in seen
    assert seen.count("recipe") == 10
    assert "and 2 more" in seen


def test_a_demonstration_of_before_that_cannot_be_opened_is_begun_anew(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("SARABAN_DEMO", raising=False)
    folder = demo_archive()
    with Archive.open(folder, create=True) as archive:
        archive.import_([SAMPLE / "2566"], options=ImportOptions(jobs=1))
    (folder / "catalogue.sqlite").write_bytes(b"no database")
    discard_unusable_demo()
    assert not folder.exists()
    monkeypatch.setenv("SARABAN_DEMO", str(tmp_path / "own"))
    (tmp_path / "own").mkdir()
    discard_unusable_demo()
    assert (tmp_path / "own").exists()  # what a person named is left alone
