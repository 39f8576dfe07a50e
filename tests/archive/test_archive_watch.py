"""Files land in a folder, slowly, half-written, held by others; each is imported once, when it is whole."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from invented import letter

from archive import Archive
from archive.records import RunFile
from archive.watching import Notice
from parsers.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Office

FIRST = letter("มท 0816.3/ว 1750", "2020-06-16", "การดูแลต้นไม้ริมคลอง")
SECOND = letter("มท 0816.3/ว 2201", "2020-08-03", "การขุดลอกคลอง", body="ขอให้รายงานการขุดลอกคลองทุกสิ้นเดือน")


def watched(archive: Archive, office: Office, *steps: Callable[[], object]) -> list[list[tuple[str, str]]]:
    """What a watch tells after each look, when ``steps`` happen in the pauses between."""
    told: list[list[tuple[str, str]]] = [[]]
    left = iter(steps)

    def pause(_: float) -> None:
        try:
            step = next(left)
        except StopIteration:
            raise KeyboardInterrupt from None
        step()
        told.append([])

    def watch() -> None:
        for one in archive.watch(office.folder, pause=pause):
            if isinstance(one, RunFile):
                told[-1].append((Path(one.path).name, one.outcome))
            else:
                assert isinstance(one, Notice)
                told[-1].append(("", one.code))

    with pytest.raises(KeyboardInterrupt):
        watch()
    return told


def nothing() -> None:
    pass


@pytest.fixture
def desk(archive: Archive, office: Office) -> Archive:
    """An archive that holds one letter already."""
    archive.import_([office.put("first.txt", FIRST)])
    return archive


def test_a_file_is_taken_when_it_looks_the_same_twice(desk: Archive, office: Office) -> None:
    told = watched(
        desk,
        office,
        lambda: office.put("b.txt", SECOND),
        lambda: office.put("c.txt", "ไม่ใช่หนังสือ"),
        nothing,
        nothing,
    )
    assert told == [[], [], [("b.txt", "imported")], [("c.txt", "not_letter")], []]
    assert desk.letter("ว2201").copies


def test_a_file_that_grows_is_waited_for(desk: Archive, office: Office) -> None:
    told = watched(
        desk,
        office,
        lambda: office.put("b.txt", SECOND[:40]),
        lambda: office.put("b.txt", SECOND[:200]),
        lambda: office.put("b.txt", SECOND),
        nothing,
        nothing,
    )
    assert told == [[], [], [], [], [("b.txt", "imported")], []]


def test_a_file_that_is_changed_later_is_taken_again(desk: Archive, office: Office) -> None:
    path = office.folder / "first.txt"
    told = watched(desk, office, nothing, lambda: path.write_text(SECOND, "utf-8"), nothing, nothing)
    assert told == [[], [], [], [("first.txt", "imported")], []]


def test_downloads_and_hidden_files_are_left_alone(desk: Archive, office: Office) -> None:
    for name in ("b.txt.part", "c.crdownload", "~$d.docx", ".e.txt", "f.tmp"):
        office.put(name, SECOND)
    assert watched(desk, office, nothing, nothing) == [[], [], []]


def test_what_another_program_holds_is_tried_again_and_told_once(
    desk: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    import archive.importing as importing

    real, shut = importing.hash_file, {"b.txt"}

    def hash_file(path: str | Path) -> str:
        if Path(path).name in shut:
            raise PermissionError(13, "in use", str(path))
        return real(path)

    monkeypatch.setattr(importing, "hash_file", hash_file)
    office.put("b.txt", SECOND)
    told = watched(desk, office, nothing, nothing, shut.clear, nothing)
    assert told == [[], [("b.txt", "failed")], [], [("b.txt", "imported")], []]


def test_another_writer_is_waited_for(desk: Archive, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import ExitStack

    from archive.lock import writer_lock

    monkeypatch.setattr("archive.opened.LOCK_WAIT", 0.0)
    office.put("b.txt", SECOND)
    with ExitStack() as other:
        other.enter_context(writer_lock(desk.path / "lock"))
        told = watched(desk, office, nothing, nothing, other.close, nothing)
    assert told == [[], [("", "locked")], [], [("b.txt", "imported")], []]


def test_a_drive_that_goes_away_is_waited_for(desk: Archive, office: Office) -> None:
    away = office.folder.with_name("away")
    told = watched(
        desk, office, lambda: os.rename(office.folder, away), nothing, lambda: os.rename(away, office.folder),
        lambda: office.put("b.txt", SECOND), nothing,
    )  # fmt: skip
    assert told == [[], [("", "folder-gone")], [], [], [], [("b.txt", "imported")]]


def test_stopped_in_the_midst_of_an_import_it_tells_what_was_done(
    desk: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from conftest import run_here

    from archive import workers

    def stopped(function: Callable[..., object], items: object, **_: object) -> object:
        outcomes = run_here(function, items)  # type: ignore[arg-type]
        yield next(outcomes)
        raise KeyboardInterrupt

    monkeypatch.setattr(workers, "run", stopped)
    office.put("b.txt", SECOND)
    office.put("c.txt", letter("มท 0816.3/ว 3000", "2021-01-05", "การปลูกต้นไม้"))
    looks = 0

    def pause(_: float) -> None:
        nonlocal looks
        looks += 1

    told = [one.outcome for one in desk.watch(office.folder, pause=pause) if isinstance(one, RunFile)]
    assert (told, looks) == (["imported"], 1)


def test_there_must_be_a_folder_and_an_archive(desk: Archive, office: Office, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        next(iter(desk.watch(tmp_path / "nowhere")))
    with pytest.raises(ArchiveError), Archive.open(tmp_path / "none") as none:
        none.watch(office.folder)
