"""The clerk leaves a watch on the folder of the scanner and ends it in the evening."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .conftest import ROOT, SAMPLE, Terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_line_a_file_until_it_is_stopped(terminal: Terminal, tmp_path: Path, stop: signal.Signals) -> None:
    folder = tmp_path / "scanner"
    folder.mkdir()
    first, second = sorted((SAMPLE / "2565/เวียน").glob("*.txt"))[:2]
    terminal.types("import --jobs 1", str(first))
    (folder / "note.txt").write_text("ไม่ใช่หนังสือ", "utf-8")
    environment = {**os.environ, **{name: value or "" for name, value in terminal.environment.items()}}
    command = [sys.executable, str(ROOT / "cli.py"), "watch", str(folder), "--every", "0.1", "--jobs", "1"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as watch:
        assert watch.stdout is not None
        assert watch.stderr is not None
        assert f"Watching {folder}" in watch.stderr.readline()
        assert "not a letter" in watch.stdout.readline()
        (folder / "second.txt").write_bytes(second.read_bytes())
        line = watch.stdout.readline()
        assert "imported" in line
        assert "second.txt" in line
        watch.send_signal(stop)
        assert watch.wait() == 0
        assert watch.stdout.read() == ""
        assert "2 files" in watch.stderr.read()
    letters = terminal.types("export").lines
    assert len(letters) == 2
    run = terminal.types("runs --limit 1 --format json").json[0]
    assert json.dumps(run["paths"]).count("second.txt") == 1


@pytest.mark.parametrize(("typed", "code", "said"), [
    ("watch nowhere", 3, "no archive"),
    ("watch . --every 0", 2, "above 0"),
])  # fmt: skip
def test_what_cannot_be_watched_is_said(terminal: Terminal, typed: str, code: int, said: str) -> None:
    assert said in terminal.types(typed, code=code).err
    assert not terminal.archive.exists()
