"""What a clerk sees of the search engine: choosing one, changing it, being told that another would serve better."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import index
from archive import statistics

from .conftest import SAMPLE

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Terminal


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Three files of the sample."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for path in sorted(SAMPLE.rglob("*.txt"))[:3]:
        shutil.copy(path, folder)
    return folder


def test_an_archive_is_made_with_tantivy_and_searched_as_ever(terminal: Terminal, letters: Path) -> None:
    terminal.types("import --engine tantivy --jobs 1", str(letters))
    assert terminal.types("stats --format json").json["engine"] == "tantivy"
    found = terminal.types("search --format json").json
    assert (found["total"], len(found["hits"])) == (3, 3)
    terminal.types("import --engine tantivy --jobs 1", str(letters))  # saying so again does no harm
    seen = terminal.types("import --engine whoosh", str(letters), code=2)
    assert seen.err.strip() == (
        "saraban: this archive is searched by tantivy; change that with: saraban reindex --engine whoosh"
    )
    assert terminal.types("reindex --engine whoosh").out.strip() == "3 letters indexed anew"
    assert terminal.types("stats --format json").json["engine"] == "whoosh"
    again = terminal.types("search --format json").json
    assert (again["total"], again["facets"]) == (found["total"], found["facets"])


def test_an_engine_that_is_not_installed_names_the_remedy(
    terminal: Terminal, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.types("import --jobs 1", str(letters))
    monkeypatch.setattr(index, "find_spec", lambda name: None)
    seen = terminal.types("reindex --engine tantivy", code=6)
    assert "pip install 'saraban[tantivy]'" in seen.err
    assert len(seen.err.splitlines()) == 1
    seen = terminal.types("import --engine tantivy", str(letters), code=6, SARABAN_ARCHIVE="elsewhere")
    assert "pip install 'saraban[tantivy]'" in seen.err
    assert terminal.types("search --format json").json["total"] == 3


def test_an_unknown_engine_is_told_with_those_there_are(terminal: Terminal, letters: Path) -> None:
    seen = terminal.types("reindex --engine lucene", code=2)
    assert "lucene" in seen.err
    assert "tantivy" in seen.err


def test_stats_suggests_the_other_engine_to_a_large_archive(
    terminal: Terminal, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.types("import --jobs 1", str(letters))
    assert "tantivy" not in terminal.types("stats").out
    monkeypatch.setattr(statistics, "MANY_LETTERS", 2)
    told = " ".join(terminal.types("stats").out.split())
    assert "pip install 'saraban[tantivy]', then saraban reindex --engine tantivy" in told
    assert terminal.types("stats --format json").json["suggested_engine"] == "tantivy"
    terminal.types("reindex --engine tantivy")
    assert terminal.types("stats --format json").json["suggested_engine"] is None
