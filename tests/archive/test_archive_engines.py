"""An archive with another search engine: made with it, changed to it, killed on the way there."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from invented import letter

import index
from archive import Archive, indexing
from archive.catalogue import Catalogue
from archive.layout import Layout
from archive.schema import letters
from index import open_engine
from parsers.errors import MissingProgram, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from invented import Office


class PowerCutError(Exception):
    """The machine stopped here."""


def _cut(*_: object, **__: object) -> None:
    raise PowerCutError


def _engine_of(path: Path) -> str:
    return str(json.loads((path / "saraban.json").read_text("utf-8"))["engine"])


def _ids(path: Path) -> set[str]:
    with closing(open_engine(path / "index" / _engine_of(path), name=_engine_of(path))) as engine:
        return set(engine.ids())


def _held(path: Path) -> set[str]:
    from sqlalchemy import select

    with closing(Catalogue.open(Layout(path).catalogue)) as catalogue, catalogue.reading() as connection:
        return set(connection.execute(select(letters.c.id)).scalars())


@pytest.fixture
def path(tmp_path: Path, here: None, office: Office) -> Path:
    """An archive of letters about trees, searched by the usual engine."""
    office.chain()
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.import_([office.folder])
    return tmp_path / "archive"


def test_an_archive_made_with_tantivy_keeps_it(tmp_path: Path, here: None, office: Office) -> None:
    office.chain()
    path = tmp_path / "archive"
    with Archive.open(path, create=True, engine="tantivy") as archive:
        archive.import_([office.folder])
        assert archive.stats().engine == "tantivy"
        wanted = archive.search("ต้นไม้").total
        assert wanted > 1
    assert sorted(entry.name for entry in (path / "index").iterdir()) == ["tantivy"]
    with Archive.open(path) as archive:
        assert archive.search("ต้นไม้").total == wanted
        assert archive.import_([office.folder]).unchanged == len(_held(path))
        assert archive.correct(
            archive.search("ต้นไม้").hits[0].id, {"subject": "กระบือ"}, reason="ทดลอง", author="ก"
        )
        assert archive.search("subject:กระบือ").total == 1
    with pytest.raises(UsageError, match="saraban reindex --engine whoosh") as raised:
        Archive.open(path, create=True, engine="whoosh")
    assert raised.value.code == "other-engine"


def test_reindex_changes_the_engine_there_and_back(path: Path) -> None:
    with Archive.open(path) as archive, Archive.open(path) as reader:
        before = reader.search("ต้นไม้")
        for engine in ("tantivy", "whoosh"):
            assert archive.reindex(engine=engine) == len(_held(path))
            assert _engine_of(path) == engine
            assert _ids(path) == _held(path)
            assert sorted(entry.name for entry in (path / "index").iterdir()) == [engine]
            for each in (archive, reader):
                after = each.search("ต้นไม้")
                assert {hit.id for hit in after.hits} == {hit.id for hit in before.hits}
                assert (after.total, after.facets) == (before.total, before.facets)
            assert Archive.doctor(path).findings == ()


def test_who_opened_it_before_the_change_builds_no_index_of_the_old_engine(path: Path) -> None:
    with Archive.open(path) as reader, Archive.open(path) as writer, Archive.open(path) as changer:
        assert reader.search("ต้นไม้").total
        changer.reindex(engine="tantivy")
        assert reader.search("ต้นไม้").total
        writer.correct(reader.search("ต้นไม้").hits[0].id, {"subject": "กระบือ"}, reason="ทดลอง", author="ก")
        assert [archive.search("subject:กระบือ").total for archive in (reader, writer, changer)] == [1, 1, 1]
    assert sorted(entry.name for entry in (path / "index").iterdir()) == ["tantivy"]


@pytest.mark.parametrize(
    "seam",
    [
        "index.tantivy_engine.TantivyEngine.commit",
        "archive.indexing.os.replace",
        "archive.layout.Layout.write_mark",
        "archive.indexing.Indexer.settle",
        "archive.indexing.Indexer.remove",
    ],
)
def test_a_change_that_died_leaves_an_archive_that_finds_everything(
    path: Path, seam: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, Archive.open(path) as archive:
        patch.setattr(seam, _cut)
        with pytest.raises(PowerCutError):
            archive.reindex(engine="tantivy")
    # The mark is switched last: up to there the old engine serves on.
    late = seam.endswith(("settle", "remove"))
    assert _engine_of(path) == ("tantivy" if late else "whoosh")
    with Archive.open(path) as archive:
        assert archive.search("ต้นไม้").total
        assert _ids(path) == _held(path)
        archive.reindex(engine="tantivy")
    assert _engine_of(path) == "tantivy"
    assert _ids(path) == _held(path)


def test_changes_that_had_not_reached_the_old_index_reach_the_new_one(
    path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.put("late.txt", letter("มท 0816.3/ว 9001", "2024-03-01", "การเลี้ยงกระบือ"))
    with monkeypatch.context() as patch, Archive.open(path) as archive:
        patch.setattr(indexing.Indexer, "catch_up", _cut)
        with pytest.raises(PowerCutError):
            archive.import_([office.folder])
    with Archive.open(path) as archive:
        archive.reindex(engine="tantivy")
        assert archive.search("กระบือ").total == 1
    assert _ids(path) == _held(path)
    assert not (path / "index" / "pending").exists()


def test_without_its_package_a_tantivy_archive_says_so_and_can_go_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(path) as archive:
        archive.reindex(engine="tantivy")
    with monkeypatch.context() as patch, Archive.open(path) as archive:
        patch.setattr(index, "find_spec", lambda name: None)
        with pytest.raises(MissingProgram, match=r"saraban\[tantivy\]"):
            archive.search("ต้นไม้")
        assert archive.letter(min(_held(path)))  # the catalogue needs no engine
        with pytest.raises(MissingProgram):
            archive.reindex()
        assert archive.reindex(engine="whoosh") == len(_held(path))
        assert archive.search("ต้นไม้").total


def test_the_doctor_knows_the_engine_of_an_archive_whose_mark_is_lost(path: Path) -> None:
    with Archive.open(path) as archive:
        archive.reindex(engine="tantivy")
    (path / "saraban.json").write_text("{")
    assert [finding.code for finding in Archive.doctor(path).findings] == ["mark-damaged"]
    Archive.doctor(path, repair=True)
    assert _engine_of(path) == "tantivy"
    with Archive.open(path) as archive:
        assert archive.search("ต้นไม้").total


KILLED = """
import os, pathlib, random, signal, sys, threading, time
from archive import Archive, ImportOptions
threading.Thread(target=lambda: (time.sleep(float(sys.argv[3])), os.kill(os.getpid(), signal.SIGKILL)), daemon=True).start()
with Archive.open(pathlib.Path(sys.argv[1]), create=True, engine="tantivy") as archive:
    archive.import_([pathlib.Path(sys.argv[2])], options=ImportOptions(jobs=1))
    while True:
        archive.reindex()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("after", [0.7, 1.0, 1.3])
def test_a_killed_writer_costs_nothing(tmp_path: Path, office: Office, after: float) -> None:
    office.chain()
    path = tmp_path / "archive"
    subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(office.folder), str(after)],
        check=False,
        capture_output=True,
    )
    with Archive.open(path, create=True, engine="tantivy") as archive:
        archive.import_([office.folder])
        assert archive.search("").total == len(_held(path)) > 0
    assert _ids(path) == _held(path)
    assert Archive.doctor(path).findings == ()


@pytest.mark.parametrize("engine", index.ENGINES)
def test_letters_reach_the_index_a_few_at_a_time_when_they_are_long(
    tmp_path: Path, here: None, office: Office, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    paths = office.chain()
    longest = max(len(path.read_text("utf-8")) for path in paths)
    monkeypatch.setattr(indexing, "MOST_CHARACTERS", longest + 1)
    path = tmp_path / "archive"
    with Archive.open(path, create=True, engine=engine) as archive:
        archive.import_([office.folder])
        assert _ids(path) == _held(path)
        told: list[int] = []
        archive.reindex(lambda progress: told.append(progress.done))
        assert _ids(path) == _held(path)
        assert max(after - before for before, after in zip([0, *told], told, strict=False)) <= 2
        assert told[-1] == len(paths)
        # Letters that are gone leave the index with those that were changed.
        for each in paths:
            each.write_text(each.read_text("utf-8") + "\nแก้ไขแล้ว", "utf-8")
        archive.import_([office.folder])
        assert _ids(path) == _held(path)
    assert Archive.doctor(path).is_well
