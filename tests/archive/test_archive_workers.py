"""A poisoned file hangs, crashes or eats memory; it alone is lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from invented import CHAIN
from worker_jobs import misbehave, whoever

from archive import Archive, ImportOptions, workers
from parsers.errors import SarabanError

if TYPE_CHECKING:
    from pathlib import Path

    from invented import Office


def test_each_kind_of_end_is_told_apart() -> None:
    items = ["a", "hang", "b", "die", "c", "raise", "d", "e", "f"]
    outcomes = {each.item: each for each in workers.run(misbehave, items, jobs=2, timeout=1.0)}
    assert {item: each.state for item, each in outcomes.items()} == {
        **dict.fromkeys("abcdef", "ok"),
        "hang": "timed-out",
        "die": "crashed",
        "raise": "failed",
    }
    assert outcomes["a"].value == "A"
    fault = outcomes["raise"].fault
    assert isinstance(fault, SarabanError)
    assert (fault.code, fault.thai, fault.english) == ("damaged", "เสีย", "broken")


def test_a_standing_worker_serves_on_and_one_that_ended_is_replaced() -> None:
    standing = workers.Standing(whoever, timeout=5.0)
    try:
        first = standing.ask("a").value
        assert standing.ask("b").value == first
        assert standing.ask("die").state == "crashed"
        assert standing.ask("raise").state == "failed"
        second = standing.ask("c").value
        assert second not in (None, first)
        standing.end()
        assert standing.ask("d").value not in (None, first, second)
    finally:
        standing.end()


def test_a_standing_worker_that_hangs_is_ended_in_time() -> None:
    standing = workers.Standing(misbehave, timeout=0.3)
    try:
        assert [standing.ask(what).state for what in ("a", "hang", "b")] == ["ok", "timed-out", "ok"]
    finally:
        standing.end()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its address space")
def test_memory_is_limited() -> None:
    (outcome,) = workers.run(misbehave, ["eat"], jobs=1, timeout=30)
    assert isinstance(outcome.fault, MemoryError)


def test_items_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> object:
        for number in range(1000):
            taken.append(number)
            yield str(number)

    running = workers.run(misbehave, items(), jobs=1, timeout=30)  # type: ignore[arg-type]
    next(running)
    assert len(taken) < 10
    running.close()


def test_an_import_names_the_poisoned_files_and_takes_the_rest(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clerk imports a folder with one file that hangs and one that kills its reader."""
    good = office.chain()
    office.put("hang.txt", "hang")
    office.put("die.txt", "die")
    monkeypatch.setattr("archive.importing.work", poisoned)
    with Archive.open(tmp_path / "archive", create=True) as archive:
        report = archive.import_([office.folder], options=ImportOptions(jobs=2, timeout=2.0))
        assert report.imported == len(good)
        assert {failure.path.rsplit("/", 1)[-1]: failure.code for failure in report.failed} == {
            "hang.txt": "timed-out",
            "die.txt": "crashed",
        }
        assert archive.letter("ว415").letter["number"] == "พย 0023.3/ว 415"
        again = archive.import_([office.folder])
        assert len(again.failed) == 2
        assert again.unchanged == len(good)


def poisoned(task: object) -> object:
    """The reader of files, were it to fall for the two."""
    from pathlib import Path

    from archive.reading import Task, work

    assert isinstance(task, Task)
    text = Path(task.path).read_text("utf-8")
    return misbehave(text) if text in ("hang", "die") else work(task)


def test_a_full_disk_is_said_to_be_full(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.put("first.txt", CHAIN["first"])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("archive.reading.Originals.store", full)
        with pytest.raises(SarabanError) as fault:
            archive.import_([path])
    assert fault.value.code == "disk-full"
    assert archive.import_([path]).imported == 1
