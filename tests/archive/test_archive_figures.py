"""The clerk reads the figures: they add up, and what was put right is not counted as wrong any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invented import CHAIN

if TYPE_CHECKING:
    from conftest import Office

    from archive import Archive

GOOD, OTHER, BAD = CHAIN["first"], CHAIN["amended"], ""


@pytest.mark.parametrize(
    ("what", "states", "failures"),
    [
        ("mended", [BAD, GOOD], 0),
        ("mended with a letter that is there", [BAD, OTHER], 0),
        ("spoilt", [GOOD, BAD], 1),
        ("spoilt and put back", [GOOD, BAD, GOOD], 0),
        ("spoilt twice the same way", [BAD, GOOD, BAD], 1),
        ("bad and left so", [BAD, BAD], 1),
        ("thrown away", [BAD, None], 0),
        ("never there", [None], 0),
    ],
)
@pytest.mark.parametrize("by", ["folder", "name"])
def test_a_file_counts_as_failed_while_it_is(
    archive: Archive, office: Office, what: str, states: list[str | None], failures: int, by: str
) -> None:
    office.put("kept.txt", OTHER)
    archive.import_([office.folder])
    path = office.folder / "letter.txt"
    for state in states:
        if state is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(state, "utf-8")
        report = archive.import_([office.folder] if by == "folder" else [path])
        assert len(report.failed) == (state == BAD or (state is None and by == "name"))
    assert [failure.path for failure in archive.failures()] == [str(path)] * failures, what
    assert archive.stats().failures == failures
    _add_up(archive)


def test_a_bad_file_elsewhere_stays_bad(archive: Archive, office: Office) -> None:
    bad = office.put("one/bad.txt", BAD)
    office.put("other/good.txt", GOOD)
    archive.import_([office.folder])
    archive.import_([office.folder / "other"])
    assert [failure.path for failure in archive.failures()] == [str(bad)]


def test_the_files_are_letters_copies_what_is_no_letter_and_what_failed(
    archive: Archive, office: Office
) -> None:
    office.chain()
    office.put("again.txt", GOOD)  # the same bytes
    office.put("set anew.txt", GOOD.replace("โทร. 0 2000 0123", ""))
    office.put("recipe.txt", "ต้มน้ำให้เดือดแล้วใส่ผัก")
    office.put("recipe again.txt", "ต้มน้ำให้เดือดแล้วใส่ผัก")
    office.put("empty.txt", "")
    report = archive.import_([office.folder, office.folder / "no such.txt"])
    stats = archive.stats()
    assert (stats.files, stats.letters, stats.letter_files) == (12, 7, 7)
    assert (stats.copies, stats.not_letters, stats.failures) == (2, 2, 1)
    _add_up(archive)
    names = [path.rpartition("/")[2] for path in report.not_letter_files]
    assert names == ["recipe again.txt", "recipe.txt"]
    assert len(report.copy_files) == report.copies == 2
    told = report.as_json()
    assert told["not_letter_files"] == list(report.not_letter_files)
    assert told["copy_files"] == list(report.copy_files)


def _add_up(archive: Archive) -> None:
    stats = archive.stats()
    assert stats.files == stats.letter_files + stats.copies + stats.not_letters + stats.failures
