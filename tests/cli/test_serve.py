"""``saraban serve``: where it says that it is, what it answers, how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from .conftest import ROOT, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = 60


@contextmanager
def served(
    terminal: Terminal, *options: str, host: str = "127.0.0.1"
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command at work, and the address that it tells."""
    command = [sys.executable, str(ROOT / "cli.py"), "serve", "--port", "0", "--host", host, *options]
    environment = {**os.environ, "SARABAN_ARCHIVE": str(terminal.archive), "SARABAN_LANG": "en"}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as process:
        try:
            assert process.stderr is not None
            told = process.stderr.readline()
            found = re.search(r"http://\S+", told)
            assert found, told
            yield found.group(), process
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_it_tells_its_address_answers_there_and_ends_cleanly(sample: Terminal) -> None:
    with served(sample, "--threads", "2") as (address, process):
        assert address.startswith("http://127.0.0.1:")
        with urlopen(address, timeout=SECONDS) as answer:  # in the language of the terminal
            assert "All letters" in answer.read().decode()
            assert "waitress" not in str(answer.headers).lower()
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
        assert process.stderr is not None
        assert "The pages are closed." in process.stderr.read()


def test_only_names_that_were_given_are_answered(sample: Terminal) -> None:
    with served(sample, "--name", "letters.example") as (address, _):

        def status(name: str) -> int:
            try:
                with urlopen(Request(address, headers={"Host": name}), timeout=SECONDS) as answer:
                    return int(answer.status)
            except HTTPError as fault:
                return fault.code

        assert status("letters.example") == 200
        assert status("localhost:9999") == 200
        assert status("evil.example") == 421
        assert status("letters.example.evil.example") == 421


def test_a_port_that_is_taken_is_told_in_one_line(sample: Terminal) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        seen = sample.types(f"serve --port {port}", code=2)
    assert f"127.0.0.1 port {port} cannot be used" in seen.err
    assert "--port" in seen.err


def test_folders_to_import_are_shown_on_the_page_and_must_be_there(sample: Terminal, tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    with (
        served(sample, "--import-root", str(tmp_path / "scans")) as (address, _),
        urlopen(f"{address}import", timeout=SECONDS) as answer,
    ):
        assert str((tmp_path / "scans").resolve()) in answer.read().decode()
    seen = sample.types(f"serve --port 0 --import-root {tmp_path / 'nowhere'}", code=2)
    assert "nowhere is no folder; check the name" in seen.err


def test_there_are_no_pages_without_an_archive(terminal: Terminal) -> None:
    seen = terminal.types("serve --port 0", code=3)
    assert "there is no archive" in seen.err
    assert not terminal.archive.exists()
