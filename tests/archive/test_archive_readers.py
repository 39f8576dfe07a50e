"""Eight people search while the clerk imports: no error, and each answer is one state of the archive."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from invented import letter
from reader_jobs import read_on

from archive import Archive

if TYPE_CHECKING:
    from pathlib import Path

    from invented import Office

READERS = 8
ROUNDS = 6
LETTERS = 5


@pytest.mark.skipif(sys.platform == "win32", reason="needs a fork server")
def test_eight_readers_during_an_import_see_one_state_after_the_other(
    tmp_path: Path, office: Office, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.importing.BATCH", 3)
    monkeypatch.setattr("archive.indexing.BATCH", 2)
    path = tmp_path / "archive"
    folders = [_fill(office, number) for number in range(ROUNDS)]
    with Archive.open(path, create=True) as archive:
        archive.import_([folders[0]])
        context = multiprocessing.get_context("forkserver")
        crew = []
        for _ in range(READERS):
            (stop, ours), (told, theirs) = context.Pipe(duplex=False), context.Pipe(duplex=False)
            process = context.Process(target=read_on, args=(str(path), stop, theirs), daemon=True)
            process.start()
            theirs.close()
            crew.append((process, ours, told))
        for folder in folders[1:]:
            assert archive.import_([folder]).letters == LETTERS
        archive.reindex()
        outcomes = []
        for process, stop_it, told in crew:
            stop_it.send(None)
            outcomes.append(told.recv())
            process.join()
    for rounds, counts, wrong in outcomes:
        assert wrong == []
        assert rounds > 0
        assert counts == sorted(counts)
    assert {counts[-1] for _, counts, _ in outcomes} == {ROUNDS * LETTERS}
    assert len({count for _, counts, _ in outcomes for count in counts}) > ROUNDS, (
        "too quick to have met a change"
    )


def test_a_search_in_the_moment_when_a_rebuilt_index_takes_the_place_of_the_old_one(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the two renames there is no index; somebody begins to search, and somebody goes on."""
    office.chain()
    archive.import_([office.folder])
    replace, found, readers = os.replace, [], []

    def look(opened: Archive) -> None:
        with opened:
            found.append(opened.search("ต้นไม้").total)

    def slow(source: str, target: str) -> None:
        replace(source, target)
        if str(target).endswith(".old"):
            for reader in (Archive.open(archive.path), held):
                readers.append(threading.Thread(target=look, args=(reader,)))
                readers[-1].start()
            time.sleep(0.3)

    monkeypatch.setattr("archive.indexing.os.replace", slow)
    with Archive.open(archive.path) as held:
        held.search("ต้นไม้")
        archive.reindex()
        for reader in readers:
            reader.join()
    assert found == [6, 6]


def _fill(office: Office, number: int) -> Path:
    for place in range(LETTERS):
        text = letter(
            f"มท 0816.3/ว {1 + number * LETTERS + place}", "2020-06-16", f"การดูแลต้นไม้ที่ {number}-{place}"
        )
        office.put(f"{number}/{place}.txt", text)
    return office.folder / str(number)
