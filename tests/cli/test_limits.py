"""Disks that are full, archives that cannot be written, folders with the strangest things in them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.bad.letters import spoilt

from .bound import types
from .conftest import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")

LETTERS = 8
READING = ("search ต้นไม้", "show 1234", "stats", "export", "missing", "review", "runs", "doctor")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "หนังสือเข้า"
    folder.mkdir()
    for number in range(LETTERS):
        (folder / f"{number}.txt").write_text(spoilt(f"limits {number}"), "utf-8")
    return folder


def _goes_on(terminal: Terminal, folder: Path) -> None:
    """Once there is room the import ends as if nothing had been."""
    terminal.types("import --jobs 1", str(folder))
    assert len(terminal.types("export").lines) == LETTERS
    assert terminal.types("search --format json ต้นไม้").json["total"] == LETTERS
    terminal.types("doctor")


@pytest.mark.parametrize("size", [1 << 10, 48 << 10, 100 << 10, 180 << 10])
def test_what_the_disk_does_not_take_is_said_and_the_import_goes_on_later(
    terminal: Terminal, folder: Path, size: int
) -> None:
    """No file can grow beyond ``size``: the mark, the catalogue or the index meets it first."""
    done = types(terminal, "import", "--jobs", "1", str(folder), bytes_a_file=size)
    assert done.returncode == 3, done.stdout + done.stderr
    *_, said = done.stderr.strip().splitlines()
    assert "does not take what is written" in said or "is full" in said
    assert "import again" in said
    assert "Traceback" not in done.stderr
    _goes_on(terminal, folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that grows when asked; by a limit on files where none may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)]
    is_mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    yield place
    if is_mounted:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_to_be_full_and_the_import_goes_on_when_there_is_room(
    small_disk: Path, folder: Path
) -> None:
    terminal = Terminal(small_disk / "archive")
    is_mounted = os.path.ismount(small_disk)
    limit = None if is_mounted else 60 << 10
    done = types(terminal, "import", "--jobs", "1", str(folder), bytes_a_file=limit)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "import again" in done.stderr
    if is_mounted:
        assert "is full; make room" in done.stderr
        subprocess.run(["mount", "-o", "remount,size=40m", str(small_disk)], check=True)
    _goes_on(terminal, folder)


def test_an_archive_that_cannot_be_written_can_be_read(
    terminal: Terminal, tmp_path: Path, folder: Path
) -> None:
    """An auditor gets the archive on a disc, or in a folder of another office."""
    terminal.types("import --jobs 1", str(folder))
    number = terminal.types("export").lines[0]["number"]
    before = _state(terminal.archive)
    subprocess.run(["chmod", "-R", "a-w", str(terminal.archive)], check=True)
    try:
        for command in READING:
            words = command.replace("1234", number.replace(" ", "")).split()
            done = types(terminal, *words)
            assert done.returncode == 0, command + done.stdout + done.stderr
        backup = types(terminal, "backup", str(tmp_path / "saved.zip"))
        assert backup.returncode == 0, backup.stderr
        for command in (f"import {folder}", "reindex", "doctor --repair"):
            done = types(terminal, *command.split())
            assert done.returncode == 3, command + done.stdout + done.stderr
            assert "cannot be written; check the folder's permissions" in done.stderr
            assert "Traceback" not in done.stderr
    finally:
        subprocess.run(["chmod", "-R", "u+w", str(terminal.archive)], check=True)
    assert _state(terminal.archive) == before
    terminal.types("doctor")


def _state(archive: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(archive.rglob("*")) if path.is_file()}


def test_a_folder_with_the_strangest_things_in_it(terminal: Terminal, folder: Path) -> None:
    """What is a letter comes in, everything else is named with its reason, nothing is waited for."""
    good = folder / "0.txt"
    thai = "หนังสือ" * 12 + ".txt"
    (folder / thai[-84:]).write_text(spoilt("long name"), "utf-8")
    (folder / "สอง\nบรรทัด.txt").write_text(spoilt("two lines"), "utf-8")
    with open(os.fsencode(folder) + b"/" + "ภาษาไทย.txt".encode("tis-620"), "w", encoding="utf-8") as file:
        file.write(spoilt("tis-620"))
    deep = _deep_folder(folder)
    (folder / "empty.txt").touch()
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "itself").symlink_to("itself")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "again.txt").symlink_to(good)
    os.mkfifo(folder / "pipe.txt")
    (folder / "endless.txt").symlink_to("/dev/zero")
    listening = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(folder)  # the path of a socket must be short
    try:
        listening.bind("socket")
    finally:
        os.chdir(here)
    secret, closed = folder / "secret.txt", folder / "closed"
    secret.write_text(spoilt("secret"), "utf-8")
    closed.mkdir()
    (closed / "inside.txt").write_text(spoilt("inside"), "utf-8")
    secret.chmod(0)
    closed.chmod(0)
    try:
        done = types(terminal, "import", "--jobs", "2", "--format", "json", str(folder), timeout=120)
    finally:
        closed.chmod(0o755)
        listening.close()
    import json

    assert done.returncode == 4, done.stderr
    report = json.loads(done.stdout)
    told = {
        path.removeprefix(f"{folder}/"): code
        for path, code in ((f["path"], f["code"]) for f in report["failed"])
    }
    codes = {name if len(name) < 60 else "deep": code for name, code in told.items()}
    assert codes == {
        "empty.txt": "empty-file",
        "itself": "cannot-open",
        "gone.txt": "no-such-file",
        "pipe.txt": "not-a-file",
        "endless.txt": "not-a-file",
        "socket": "not-a-file",
        "secret.txt": "cannot-open",
        "closed": "cannot-open",
        "deep": "cannot-open",
    }
    assert report["imported"] == LETTERS + 3
    shutil.rmtree(deep)
    terminal.types("doctor")


def _deep_folder(folder: Path) -> Path:
    """Folders within folders until their path is longer than the system takes in one piece."""
    top = folder / "deep"
    here = os.getcwd()
    top.mkdir()
    os.chdir(top)
    try:
        for _ in range(22):
            os.mkdir("ก" * 80)
            os.chdir("ก" * 80)
        with open("letter.txt", "w", encoding="utf-8") as file:
            file.write(spoilt("too deep"))
    finally:
        os.chdir(here)
    return top


@pytest.mark.parametrize("what", ["pipe", "/dev/zero"])
def test_a_pipe_or_a_device_named_outright_is_not_waited_for(
    terminal: Terminal, tmp_path: Path, what: str
) -> None:
    path = tmp_path / what
    if what == "pipe":
        os.mkfifo(path)
    seen = terminal.types("import --format json", str(path), code=4)
    assert [each["code"] for each in seen.json["failed"]] == ["not-a-file"]
    seen = terminal.types("parse --format jsonl", str(path), code=4)
    assert [each["error"]["code"] for each in seen.lines] == ["not-a-file"]
