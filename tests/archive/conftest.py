"""Archives to test with, and imports without worker processes where these are not what is tested."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from invented import Office

from archive import Archive, sample_folder, workers
from archive.steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]


def run_here(function: Callable[[Any], Any], items: Iterable[Any], **_: object) -> Iterator[Any]:
    """Stands in for ``workers.run``: the same outcomes, in this process."""
    for item in items:
        started = time.monotonic()
        try:
            value = function(item)
        except Exception as fault:
            yield workers.Outcome(item, "failed", time.monotonic() - started, fault=fault)
        else:
            yield workers.Outcome(item, "ok", time.monotonic() - started, value=value)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Imports read files in this process."""
    monkeypatch.setattr(workers, "run", run_here)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A folder that invented letters are written to."""
    folder = tmp_path / "letters"
    folder.mkdir()
    return Office(folder)


@pytest.fixture
def archive(tmp_path: Path, here: None) -> Iterator[Archive]:
    """A new archive beside the folder of letters."""
    with Archive.open(tmp_path / "archive", create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The sample archive, imported once with real workers. Read only."""
    with Archive.open(tmp_path_factory.mktemp("sample") / "archive", create=True) as opened:
        report = opened.import_([sample_folder()])
        assert not report.failed
        yield opened


BACKWARDS = {
    "members": ("DROP TABLE members",),
    "keys": (),
    "manifests": (
        *(f"ALTER TABLE runs DROP COLUMN {name}" for name in ("kind", "author", "tokenizer", "paths")),
        *(f"ALTER TABLE run_files DROP COLUMN {name}" for name in ("thai", "english")),
    ),
}
"""What takes each of the last steps of the catalogue back."""


def make_older(root: Path, step: str) -> None:
    """Take the catalogue of archive ``root`` back to what it was before ``step``."""
    names = [name for name, _ in STEPS]
    with closing(sqlite3.connect(root / "catalogue.sqlite")) as connection, connection:
        for name in reversed(names[names.index(step) :]):
            for statement in BACKWARDS[name]:
                connection.execute(statement)
            connection.execute("DELETE FROM migrations WHERE name = ?", (name,))
