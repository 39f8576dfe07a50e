"""What every index on disk must keep to: one writer at a time, all of a commit or nothing, a remedy for each fault."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from index import ENGINES, Entry, documents, open_engine, parse_query
from parsers.errors import ArchiveError

from .conftest import stocked

if TYPE_CHECKING:
    from pathlib import Path

    from index import Engine


@dataclass(frozen=True)
class Stored:
    """A folder with an index of the shared letters, by engine ``name``."""

    path: Path
    name: str

    def open(self, *, create: bool = False) -> Engine:
        return open_engine(self.path, create=create, name=self.name)


@pytest.fixture(params=ENGINES)
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Stored:
    return Stored(stocked(tmp_path / "index", request.param), request.param)


def total(engine: Engine, typed: str = "") -> int:
    return engine.search(parse_query(typed)).total


def test_an_index_is_there_again_after_it_was_closed(stored: Stored) -> None:
    for create in (False, True):  # create does not empty what is there
        engine = stored.open(create=create)
        assert total(engine) == 5
        engine.close()


@pytest.mark.parametrize("name", ENGINES)
def test_a_missing_index_says_reindex_and_is_not_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveError, match="saraban reindex") as raised:
        open_engine(tmp_path / "none", name=name)
    assert raised.value.code == "index-damaged"
    assert not (tmp_path / "none").exists()


def test_another_word_list_asks_for_a_rebuild(stored: Stored) -> None:
    mark = stored.path / "saraban-index.json"
    mark.write_text(json.dumps(json.loads(mark.read_text("utf-8")) | {"fingerprint": "old"}), "utf-8")
    with pytest.raises(ArchiveError, match="saraban reindex") as raised:
        stored.open()
    assert raised.value.code == "index-outdated"


def test_only_one_may_write(stored: Stored, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.tantivy_engine._LOCK_WAIT", 0.1)
    first, second = stored.open(), stored.open()
    first.add([Entry(id="new", kind="other", text="ช้าง")])
    with pytest.raises(ArchiveError) as raised:
        second.add([Entry(id="other", kind="other")])
    assert raised.value.code == "index-locked"
    assert total(second) == 5  # reading goes on
    first.commit()
    assert total(second) == 6  # and sees what was committed
    second.delete(["new"])  # the lock is free again
    second.commit()
    assert total(first) == 5
    first.close()
    second.close()


def test_closing_drops_what_was_not_committed_and_frees_the_lock(stored: Stored) -> None:
    engine = stored.open()
    engine.add([Entry(id="new", kind="other")])
    engine.close()
    engine.close()
    again = stored.open()
    assert total(again) == 5
    again.delete(["quota"])
    again.commit()
    assert total(again) == 4
    again.close()


def test_a_failed_commit_changes_nothing_and_frees_the_lock(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = documents.document
    engine = stored.open()
    engine.delete(["quota"])
    engine.add([Entry(id="a", kind="other"), Entry(id="b", kind="other")])
    with monkeypatch.context() as patch:
        patch.setattr("index.documents.document", lambda entry: real(entry) if entry.id == "a" else 1 / 0)
        with pytest.raises(ZeroDivisionError):
            engine.commit()
    assert total(engine) == 5
    engine.add([Entry(id="new", kind="other")])
    engine.commit()
    assert total(engine) == 6
    engine.close()


@pytest.mark.parametrize("name", ENGINES)
def test_an_empty_index_answers(tmp_path: Path, name: str) -> None:
    engine = open_engine(tmp_path / "index", create=True, name=name)
    for typed in ("", "ราชการ", "-ราชการ", "ว620", "ก*", '"ก ข"', "year:2565", "ยานอวกาด"):
        assert total(engine, typed) == 0
    assert engine.suggest("ก") == []
    assert list(engine.ids()) == []
    engine.commit()  # nothing to write is no fault
    engine.close()
