"""The power goes at the worst moment; the next command makes good what was begun."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT

from archive import Archive
from archive.catalogue import Catalogue
from archive.indexing import Indexer
from archive.originals import Originals

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from invented import Office


class PowerCutError(BaseException):
    """Nothing after this runs: no handler of faults may catch it."""


def _export(archive: Archive) -> str:
    return json.dumps(list(archive.export()), ensure_ascii=False)


@pytest.fixture
def wanted(tmp_path: Path, office: Office, here: None) -> str:
    """The export of an import that was not disturbed."""
    office.chain()
    with Archive.open(tmp_path / "undisturbed", create=True) as undisturbed:
        undisturbed.import_([office.folder])
        return _export(undisturbed)


def _cut(
    patch: pytest.MonkeyPatch,
    where: type | str,
    name: str | None = None,
    *,
    after: int = 0,
    late: bool = False,
) -> None:
    """Let a function raise at its call number ``after``, before or (``late``) after it did its work."""
    if isinstance(where, str):
        module, _, name = where.rpartition(".")
        holder: Any = resolve_name(module)
    else:
        holder = where
    assert name is not None
    real: Callable[..., Any] = getattr(holder, name)
    calls = 0

    def cut(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls <= after:
            return real(*args, **kwargs)
        if late:
            real(*args, **kwargs)
        raise PowerCutError

    patch.setattr(holder, name, cut)


SEAMS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "before anything is stored": lambda patch: _cut(patch, Originals, "store"),
    "after the third original": lambda patch: _cut(patch, Originals, "store", after=3),
    "before the marker": lambda patch: _cut(patch, Indexer, "mark"),
    "after the marker": lambda patch: _cut(patch, Indexer, "mark", late=True),
    "in the transaction, before the letters": lambda patch: _cut(patch, "archive.recording.settle"),
    "in the transaction, after the letters": lambda patch: _cut(patch, "archive.recording.settle", late=True),
    "in the transaction, before the links": lambda patch: _cut(patch, "archive.settling.relink"),
    "in the transaction, before the statuses": lambda patch: _cut(patch, "archive.settling.restate"),
    "before the index": lambda patch: _cut(patch, Indexer, "catch_up"),
    "before the index commit": lambda patch: _cut(patch, "index.whoosh_engine.WhooshEngine.commit"),
    "after the index commit": lambda patch: _cut(patch, "index.whoosh_engine.WhooshEngine.commit", late=True),
    "before the mark is taken away": lambda patch: _cut(patch, Indexer, "_unmark"),
    "while the archive is made": lambda patch: _cut(patch, "archive.layout.Layout.write_mark"),
    "after the catalogue is made": lambda patch: _cut(patch, Catalogue, "open", late=True),
}


@pytest.mark.parametrize("seam", SEAMS)
def test_an_import_that_died_is_finished_by_the_next_one(
    seam: str, wanted: str, tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "archive"
    with monkeypatch.context() as patch, Archive.open(path, create=True) as archive:
        SEAMS[seam](patch)
        with pytest.raises(PowerCutError):
            archive.import_([office.folder])
    with Archive.open(path, create=True) as archive:
        archive.import_([office.folder])
        assert _export(archive) == wanted
        _index_equals_catalogue(archive)
    assert not (path / "index" / "pending").exists()


@pytest.mark.parametrize(
    "seam",
    [
        "before the index",
        "before the index commit",
        "after the index commit",
        "before the mark is taken away",
    ],
)
def test_a_search_after_the_crash_finds_what_the_catalogue_holds(
    seam: str, wanted: str, tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "archive"
    with monkeypatch.context() as patch, Archive.open(path, create=True) as archive:
        SEAMS[seam](patch)
        with pytest.raises(PowerCutError):
            archive.import_([office.folder])
    assert (path / "index" / "pending").exists()
    with Archive.open(path) as archive:
        assert archive.search("ต้นไม้").total == 6
        assert not (path / "index" / "pending").exists()
        assert _export(archive) == wanted


def test_a_rebuild_that_died_is_begun_again(
    wanted: str, tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "archive"
    with Archive.open(path, create=True) as archive:
        archive.import_([office.folder])
        with monkeypatch.context() as patch:
            _cut(patch, "archive.indexing.os.replace")
            with pytest.raises(PowerCutError):
                archive.reindex()
    with Archive.open(path) as archive:
        assert archive.search("ต้นไม้").total == 6
        _index_equals_catalogue(archive)
        assert sorted(entry.name for entry in (path / "index").iterdir()) == ["whoosh"]


def test_an_index_that_was_deleted_comes_back_by_itself(wanted: str, tmp_path: Path, office: Office) -> None:
    import shutil

    path = tmp_path / "archive"
    with Archive.open(path, create=True) as archive:
        archive.import_([office.folder])
    shutil.rmtree(path / "index")
    with Archive.open(path) as archive:
        assert archive.search("ต้นไม้").total == 6
        assert archive.reindex() == 7
        _index_equals_catalogue(archive)


def test_half_written_originals_are_swept_away(archive: Archive, office: Office) -> None:
    office.chain()
    archive.import_([office.folder])
    left = archive.path / "originals" / ".part-left"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"half")
    archive.import_([office.folder])
    assert not left.exists()


def _index_equals_catalogue(archive: Archive) -> None:
    statuses = {row["id"]: row["status"] for row in archive.export()}
    found = {hit.id: hit.status for hit in archive.search("", limit=1000).hits}
    assert found == statuses


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moment", ["reading 2", "reading 6", "indexing 7"])
def test_an_import_killed_outright_is_finished_by_the_next_one(
    moment: str, wanted: str, tmp_path: Path, office: Office
) -> None:
    """Real workers, a real kill -9 of the parent; no worker outlives it and no lock stays."""
    path = tmp_path / "archive"
    script = tmp_path / "killed.py"
    script.write_text(KILLED, "utf-8")
    arguments = [sys.executable, "-X", "utf8", str(script), str(path), str(office.folder), moment]
    with subprocess.Popen(
        arguments, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL
    ) as process:
        assert process.wait(60) == -signal.SIGKILL
    with Archive.open(path, create=True) as archive:
        archive.import_([office.folder])
        assert _export(archive) == wanted
        _index_equals_catalogue(archive)


KILLED = """
import os, signal, sys
from pathlib import Path
from archive import Archive, importing

def tell(progress):
    if f"{progress.stage} {progress.done}" == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    importing.BATCH = 2
    with Archive.open(Path(sys.argv[1]), create=True) as archive:
        archive.import_([Path(sys.argv[2])], progress=tell)
"""
