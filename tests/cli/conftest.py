"""A terminal to type into: ``types("search ไฟป่า")`` gives what is seen on stdout and stderr, and the exit code."""

from __future__ import annotations

import json
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "archive" / "sample"


@dataclass(frozen=True)
class Seen:
    """What a command left on the screen."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


class Terminal:
    """Types command lines as a person would, in English unless the environment says otherwise."""

    def __init__(self, archive: Path) -> None:
        self.archive = archive
        self.environment: dict[str, str | None] = {"SARABAN_ARCHIVE": str(archive), "SARABAN_LANG": "en"}

    def types(self, line: str, *more: str, code: int = 0, **environment: str | None) -> Seen:
        """Types ``line`` (and ``more`` words as they are) and expects the exit code."""
        words = [*shlex.split(line), *more]
        done = CliRunner().invoke(main, words, env={**self.environment, **environment})
        seen = Seen(done.exit_code, done.stdout, done.stderr)
        assert seen.code == code, f"{line}: exit {seen.code}\n{seen.out}\n{seen.err}"
        return seen


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal without an archive."""
    return Terminal(tmp_path / "archive")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal over an archive of the sample letters; for looking only."""
    terminal = Terminal(tmp_path_factory.mktemp("sample") / "archive")
    terminal.types("import", str(SAMPLE))
    return terminal


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A folder with a few of the sample letters."""
    folder = tmp_path / "in"
    folder.mkdir()
    for source in sorted((SAMPLE / "2565/เวียน").glob("*.txt")):
        shutil.copy(source, folder)
    return folder


@pytest.fixture
def desk(terminal: Terminal, few: Path) -> Terminal:
    """A terminal over an archive of a few letters, which may be damaged."""
    terminal.types("import --jobs 1", str(few))
    return terminal
