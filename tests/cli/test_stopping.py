"""An impatient Ctrl-C, or a service manager: the import ends at once and says what came in so far."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.bad.letters import spoilt

from .conftest import ROOT, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")

SCAN = ROOT / "tests/readers/files/scans/letter.png"
SECONDS = 2.0
_SLOW_OCR = """#!/bin/sh
case "$1" in
--list-langs) printf 'List of available languages\\ntha\\n';;
--version) echo 'tesseract 5.3.0';;
*) echo $$ > "{note}"; exec sleep 300;;
esac
"""


@pytest.fixture(scope="module")
def patience() -> float:
    """How many times slower than a quiet machine this one is at present."""
    started = time.monotonic()
    subprocess.run([sys.executable, str(ROOT / "cli.py"), "stats", "--help"], capture_output=True, check=True)
    return max(1.0, (time.monotonic() - started) / 0.3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "หนังสือเข้า"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02d}.txt").write_text(spoilt(f"stopping {number}"), "utf-8")
    return folder


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("busy", ["ocr", "parsing"])
def test_an_import_that_is_stopped_says_what_came_in_and_goes_on_next_time(
    terminal: Terminal, tmp_path: Path, folder: Path, patience: float, busy: str, stop: signal.Signals
) -> None:
    """In the middle of a page that OCR takes minutes for, or of a text that takes the parser as long."""
    note = tmp_path / "note"
    slow = folder / f"zz.{'png' if busy == 'ocr' else 'txt'}"
    program = tmp_path / "slow-tesseract"
    program.write_text(_SLOW_OCR.format(note=note), "utf-8")
    program.chmod(0o755)
    if busy == "ocr":
        shutil.copy(SCAN, slow)
    else:
        slow.write_text((spoilt("endless") + "\f") * 10_000, "utf-8")
    with _importing(terminal, folder, program) as running:
        _wait_until_busy(running, note if busy == "ocr" else terminal.archive / "originals")
        started = time.monotonic()
        os.killpg(running.pid, stop) if stop is signal.SIGINT else running.send_signal(stop)
        out, err = running.communicate(timeout=60)
        seconds = time.monotonic() - started
    assert running.returncode == 130, err.decode()
    report = json.loads(out)
    assert seconds < SECONDS * patience, report
    assert report["letters"] == report["imported"] == report["files"] == 12
    assert "Traceback" not in err.decode()
    if busy == "ocr":
        assert not _runs(int(note.read_text())), "the program that it called runs on"
    slow.unlink()
    again = terminal.types("import --format json --jobs 1", str(folder)).json
    assert (again["unchanged"], again["imported"]) == (12, 0)
    assert terminal.types("doctor").code == 0


def test_stopped_while_the_index_is_written_it_still_says_what_came_in(
    terminal: Terminal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("index.whoosh_engine.WhooshEngine.commit", interrupt)
        seen = terminal.types("import --format json --jobs 1", str(folder), code=130)
    assert seen.json["letters"] == 12
    assert terminal.types("search --format json ต้นไม้").json["total"] == 12


def test_a_second_import_waits_a_moment_and_a_dead_one_leaves_no_lock(
    terminal: Terminal, tmp_path: Path, folder: Path
) -> None:
    """While the first is at work others are told so and can search; once it is killed the next goes on."""
    note, program = tmp_path / "note", tmp_path / "slow-tesseract"
    program.write_text(_SLOW_OCR.format(note=note), "utf-8")
    program.chmod(0o755)
    terminal.types("import --jobs 1", str(folder / "00.txt"))
    shutil.copy(SCAN, folder / "zz.png")
    with _importing(terminal, folder, program) as running:
        _wait_until_busy(running, note)
        seen = terminal.types("import --jobs 1", str(folder), code=3)
        assert "another program is writing" in seen.err
        assert terminal.types("search --format json ต้นไม้").json["total"] == 1
        running.kill()
        running.wait()
        (folder / "zz.png").unlink()
        again = terminal.types("import --format json --jobs 1", str(folder)).json
    assert (again["unchanged"], again["imported"], again["failed"]) == (1, 11, [])
    assert terminal.types("search --format json ต้นไม้").json["total"] == 12


class _importing:  # noqa: N801 - reads as what it does
    def __init__(self, terminal: Terminal, folder: Path, program: Path) -> None:
        told = {name: value or "" for name, value in terminal.environment.items()}
        command = [
            sys.executable,
            "-X",
            "utf8",
            str(ROOT / "cli.py"),
            "import",
            "--jobs",
            "1",
            "--format",
            "json",
        ]
        self._running = subprocess.Popen(
            [*command, str(folder)],
            env={**os.environ, **told, "SARABAN_TESSERACT": str(program), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def __enter__(self) -> subprocess.Popen[bytes]:
        return self._running

    def __exit__(self, *_: object) -> None:
        self._running.kill()
        self._running.wait()
        for stream in (self._running.stdout, self._running.stderr):
            if stream is not None:
                stream.close()


def _wait_until_busy(running: subprocess.Popen[bytes], place: Path) -> None:
    """Until the slow program was called, or the last original stored and its reader at work."""
    while running.poll() is None:
        if place.is_file() and place.read_text().strip():
            return
        if place.is_dir() and len([path for path in _files(place) if not path.name.startswith(".")]) == 13:
            time.sleep(0.3)
            return
        time.sleep(0.02)
    raise AssertionError(running.communicate())


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _runs(pid: int) -> bool:
    """Whether a process lives; one that nobody has yet taken note of is dead all the same."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout.strip()[:1] not in ("", "Z")
