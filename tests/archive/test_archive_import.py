"""The clerk imports folders, again and again, moved, broken and half readable."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from invented import CHAIN, cite, letter

from archive import Archive, ImportOptions, ImportProgress, sample_folder
from archive.originals import hash_file
from archive.reading import work

if TYPE_CHECKING:
    from pathlib import Path

    from invented import Office


def test_importing_twice_does_nothing_the_second_time(archive: Archive, office: Office) -> None:
    office.chain()
    first = archive.import_([office.folder])
    before = list(archive.export())
    again = archive.import_([office.folder])
    assert (first.files, first.imported, first.letters) == (7, 7, 7)
    assert (again.files, again.unchanged, again.imported, again.letters) == (7, 7, 0, 0)
    assert list(archive.export()) == before


def test_the_report_has_the_shape_that_scripts_rely_on(archive: Archive, office: Office) -> None:
    office.chain()
    office.put("empty.txt", "")
    report = archive.import_([office.folder]).as_json()
    assert list(report) == [
        "run", "files", "imported", "copies", "unchanged", "not_letters", "failed", "letters", "seconds",
        "not_letter_files", "copy_files", "not_letter_reasons",
    ]  # fmt: skip
    assert [sorted(failure) for failure in report["failed"]] == [["code", "message", "path"]]
    counted = ("imported", "copies", "unchanged", "not_letters")
    assert sum(report[name] for name in counted) + len(report["failed"]) == report["files"]


def test_a_moved_file_is_one_more_copy_of_the_same_letter(archive: Archive, office: Office) -> None:
    old = office.put("in/first.txt", CHAIN["first"])
    archive.import_([office.folder])
    (office.folder / "done").mkdir()
    new = old.rename(office.folder / "done" / "first.txt")
    report = archive.import_([office.folder])
    assert (report.copies, report.imported, report.letters) == (1, 0, 0)
    assert [copy.path for copy in archive.letter("ว1750").copies] == [str(new), str(old)]


def test_the_same_letter_as_another_file_is_a_copy_and_the_fuller_one_wins(
    archive: Archive, office: Office
) -> None:
    short = CHAIN["first"].replace("โทร. 0 2000 0123", "")
    a, b = office.put("a.txt", short), office.put("b.txt", CHAIN["first"])
    report = archive.import_([office.folder])
    record = archive.letter("ว1750")
    assert (report.imported, report.copies, report.letters) == (1, 1, 1)
    assert record.letter["contacts"]["phones"] == ["020000123"]
    assert record.as_json()["copies"] == [str(a), str(b)]
    assert [(copy.path, copy.best) for copy in record.copies] == [(str(b), True), (str(a), False)]
    assert 0.7 < record.copies[1].similarity < 1


def test_a_file_changed_in_its_place_adds_its_new_letter_and_keeps_the_old(
    archive: Archive, office: Office
) -> None:
    path = office.put("letter.txt", CHAIN["first"])
    archive.import_([office.folder])
    path.write_text(CHAIN["amended"], "utf-8")
    report = archive.import_([office.folder])
    assert (report.imported, report.letters) == (1, 1)
    assert archive.letter("ว1750").as_json()["copies"] == [str(path)]


def test_unreadable_files_are_named_and_the_rest_goes_on(archive: Archive, office: Office) -> None:
    office.put("good.txt", CHAIN["first"])
    empty = office.put("empty.txt", "")
    garbage = office.folder / "garbage.bin"
    garbage.write_bytes(bytes(range(256)) * 40)
    report = archive.import_([office.folder])
    assert report.imported == 1
    assert [(failure.path, failure.code) for failure in report.failed] == [
        (str(empty), "empty-file"),
        (str(garbage), "not-text"),
    ]
    assert all(failure.thai and failure.english for failure in report.failed)
    assert archive.failures() == list(report.failed)
    stored = [path for path in (archive.path / "originals").rglob("*") if path.is_file()]
    assert len(stored) == 1


def test_a_failed_file_is_reported_again_and_tried_again_only_when_asked(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.put("letter.txt", CHAIN["first"])
    with monkeypatch.context() as patch:
        patch.setattr("archive.reading.read_document", _raise_os_error)
        assert [failure.code for failure in archive.import_([path]).failed] == ["cannot-open"]
    assert [failure.code for failure in archive.import_([path]).failed] == ["cannot-open"]
    retried = archive.import_([path], options=ImportOptions(retry_failed=True))
    assert (retried.imported, retried.failed) == (1, ())
    assert archive.failures() == []


def _raise_os_error(path: Path) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_file_that_was_mended_is_imported(archive: Archive, office: Office) -> None:
    path = office.put("letter.txt", "")
    assert len(archive.import_([path]).failed) == 1
    path.write_text(CHAIN["first"], "utf-8")
    assert archive.import_([path]).imported == 1


def test_a_newer_parser_reads_again_and_replaces_what_it_read(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.chain()
    archive.import_([office.folder])
    before = list(archive.export())
    monkeypatch.setattr("archive.importing.VERSION", "next")
    monkeypatch.setattr("archive.recording.VERSION", "next")
    report = archive.import_([office.folder])
    assert report.unchanged == 0
    assert report.letters == 0
    assert list(archive.export()) == before
    assert archive.import_([office.folder]).unchanged == 7


def test_a_dry_run_tells_what_would_happen_and_writes_nothing(
    tmp_path: Path, office: Office, here: None
) -> None:
    office.chain()
    with Archive.open(tmp_path / "new", create=True) as fresh:
        report = fresh.import_([office.folder], options=ImportOptions(dry_run=True))
    assert (report.files, report.imported, report.letters) == (7, 7, 0)
    assert not (tmp_path / "new").exists()


def test_nothing_that_is_hidden_or_the_archives_own_is_imported(
    tmp_path: Path, office: Office, here: None
) -> None:
    office.put("first.txt", CHAIN["first"])
    office.put(".hidden.txt", CHAIN["amended"])
    office.put(".git/letter.txt", CHAIN["amended"])
    with Archive.open(office.folder / "saraban-archive", create=True) as inside:
        assert inside.import_([office.folder]).files == 1
        assert inside.import_([office.folder]).files == 1


def test_a_folder_that_cannot_be_listed_is_named(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.put("locked/first.txt", CHAIN["first"])
    office.put("open/amended.txt", CHAIN["amended"])
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("os.scandir", refuse)
    report = archive.import_([office.folder])
    assert report.imported == 1
    assert [(failure.path, failure.code) for failure in report.failed] == [
        (str(office.folder / "locked"), "cannot-open")
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="needs names that are no text")
def test_names_in_another_encoding_are_imported_and_shown(archive: Archive, office: Office) -> None:
    path = os.fsencode(office.folder) + b"/" + "หนังสือ.txt".encode("cp874")
    with open(path, "w", encoding="utf-8") as file:
        file.write(CHAIN["first"])
    newline = office.put("สอง\nบรรทัด.txt", CHAIN["amended"])
    assert archive.import_([office.folder]).imported == 2
    paths = [copy for row in archive.export() for copy in row["copies"]]
    assert str(newline) in paths
    assert any("\\x" in path for path in paths)


def test_originals_are_kept_as_they_came_under_their_hash(archive: Archive, office: Office) -> None:
    path = office.put("first.txt", CHAIN["first"])
    archive.import_([path])
    sha256 = hash_file(path)
    stored = archive.path / "originals" / sha256[:2] / sha256
    assert stored.read_bytes() == path.read_bytes()
    if sys.platform != "win32":
        assert stored.stat().st_mode & 0o222 == 0


def test_a_file_that_changes_while_it_is_imported_is_named(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.put("first.txt", CHAIN["first"])
    monkeypatch.setattr("archive.importing.hash_file", lambda _: "0" * 64)
    report = archive.import_([path])
    assert [failure.code for failure in report.failed] == ["file-changed"]
    assert not [stored for stored in (archive.path / "originals").rglob("*") if stored.is_file()]


def test_progress_counts_every_file(archive: Archive, office: Office) -> None:
    office.chain()
    office.put("empty.txt", "")
    seen: list[ImportProgress] = []
    archive.import_([office.folder], progress=seen.append)
    reading = [each for each in seen if each.stage == "reading"]
    assert [each.done for each in reading] == list(range(1, 9))
    assert {each.total for each in reading} == {8}
    assert seen[-1].stage == "indexing"
    assert seen[-1].done == seen[-1].total == 7


def test_ctrl_c_ends_with_what_was_done_and_the_next_import_goes_on(archive: Archive, office: Office) -> None:
    office.chain()

    def interrupt(progress: ImportProgress) -> None:
        if progress.stage == "reading" and progress.done == 3:
            raise KeyboardInterrupt

    report = archive.import_([office.folder], progress=interrupt)
    assert report.interrupted
    assert report.imported == report.files == report.letters
    assert 0 < report.imported < 7
    assert len(list(archive.export())) == report.letters
    assert archive.search("ต้นไม้").total > 0
    rest = archive.import_([office.folder])
    assert rest.unchanged == report.imported
    assert rest.imported == 7 - report.imported


def test_runs_are_recorded(archive: Archive, office: Office) -> None:
    office.chain()
    first = archive.import_([office.folder])
    second = archive.import_([office.folder])
    runs = archive.runs()
    assert [run.id for run in runs] == [second.run, first.run]
    assert runs[1].counts["letters"] == 7
    assert runs[0].finished is not None


def test_the_whole_sample_comes_in_through_real_workers(sample: Archive) -> None:
    counts = sample.runs()[0].counts
    assert counts == {
        "files": 44,
        "imported": 39,
        "copies": 4,
        "unchanged": 0,
        "not_letters": 1,
        "failed": 0,
        "letters": 39,
        "interrupted": False,
    }
    again = sample.import_([sample_folder()])
    assert (again.unchanged, again.letters) == (44, 0)


def test_several_letters_in_one_file_are_several_letters(archive: Archive, office: Office) -> None:
    both = CHAIN["passed-on"] + "\f" + CHAIN["first"]
    report = archive.import_([office.put("both.txt", both)])
    assert (report.files, report.imported, report.letters) == (1, 1, 2)
    assert [copy.part for copy in archive.letter("ว1750").copies] == [2]
    assert archive.letter("ว415").references[0].state == "resolved"


def test_what_is_no_letter_is_counted_and_kept_out(archive: Archive, office: Office) -> None:
    note = "รายการซื้อของ\nดินสอ 2 แท่ง\nกระดาษ 1 รีม\n"
    report = archive.import_([office.put("note.txt", note)])
    assert (report.not_letters, report.letters) == (1, 0)
    assert list(archive.export()) == []


def test_a_letter_cited_before_it_came_is_linked_when_it_comes(archive: Archive, office: Office) -> None:
    archive.import_([office.put("reply.txt", letter(
        "พย 0023.3/918", "2020-10-09", "รายงาน", refers=(cite("มท 0816.3/ว 1750", "2020-06-16"),)
    ))])  # fmt: skip
    assert [(each.number, each.count) for each in archive.missing()] == [("มท 0816.3/ว 1750", 1)]
    archive.import_([office.put("first.txt", CHAIN["first"])])
    assert archive.missing() == []
    assert [each.letter.number for each in archive.letter("ว1750").cited_by] == ["พย 0023.3/918"]


def test_one_content_under_many_paths_is_read_once(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clerk's folder holds the same file hundreds of times: alike and apart, good and bad."""
    for number in range(130):
        office.put(f"{number:03d}.txt", CHAIN["first"])
        office.put(f"{number:03d}-empty.txt", "")
    reads = []
    monkeypatch.setattr("archive.importing.BATCH", 40)
    monkeypatch.setattr("archive.importing.work", lambda task: reads.append(task) or work(task))
    report = archive.import_([office.folder], options=ImportOptions(retry_failed=True))
    assert len(reads) == 2
    assert (report.imported, report.copies, report.letters, len(report.failed)) == (1, 129, 1, 130)
    assert len(archive.letter("ว1750").copies) == 130
    again = archive.import_([office.folder])
    assert (again.unchanged, len(again.failed), len(reads)) == (130, 130, 2)


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "desktop.ini", ".DS_Store", "~$letter.docx", "save.tmp", "SAVE.TMP"]
)
def test_what_systems_and_editors_leave_in_a_folder_is_passed_over(
    archive: Archive, office: Office, name: str
) -> None:
    office.put("letter.txt", CHAIN["first"])
    office.put(name, "ไม่ใช่หนังสือ")
    report = archive.import_([office.folder])
    assert (report.files, report.imported, report.failed) == (1, 1, ())
