"""The clerk's folder is in use while it is imported: files vanish, change and come back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from invented import letter

from archive import Archive, ImportOptions, ImportProgress
from archive.originals import hash_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from invented import Office


def circular(number: int) -> str:
    return letter(f"มท 0816.3/ว {number}", "2020-06-16", f"การดูแลต้นไม้ริมคลอง ครั้งที่ {number}")


def after(files: int, deed: Callable[[], object]) -> Callable[[ImportProgress], None]:
    """Do ``deed`` when so many files were dealt with, while the import waits."""

    def told(progress: ImportProgress) -> None:
        if progress.stage == "reading" and progress.done == files:
            deed()

    return told


def failed(archive: Archive, run: int) -> dict[str, str | None]:
    """What the manifest of a run names as failed, by the last two pieces of the path."""
    lines = archive.run(run).files
    return {line.path.rsplit("/", 1)[-1]: line.code for line in lines if line.outcome == "failed"}


def nothing_half_stored(archive: Archive) -> None:
    """Every original is one that was read, and the catalogue, the index and the disk agree."""
    stored = {path.name for path in (archive.path / "originals").rglob("*") if path.is_file()}
    assert stored == {copy.sha256 for row in archive.export() for copy in archive.letter(row["id"]).copies}
    assert Archive.doctor(archive.path).findings == ()


@pytest.fixture
def desk(office: Office) -> Office:
    """Six letters, 1001 to 1006."""
    for number in range(1001, 1007):
        office.put(f"{number}.txt", circular(number))
    return office


def upset(desk: Office) -> None:
    """What colleagues do meanwhile: delete, rewrite, put a folder in the place of a file."""
    (desk.folder / "1004.txt").unlink()
    desk.put("1005.txt", circular(2005))
    (desk.folder / "1006.txt").unlink()
    (desk.folder / "1006.txt").mkdir()


UPSET = {"1004.txt": "no-such-file", "1005.txt": "file-changed", "1006.txt": "cannot-open"}


def test_what_vanishes_or_changes_is_named_and_the_rest_goes_in(archive: Archive, desk: Office) -> None:
    report = archive.import_([desk.folder], progress=after(1, lambda: upset(desk)))
    assert (report.files, report.imported, report.letters) == (6, 3, 3)
    assert {failure.path.rsplit("/", 1)[-1]: failure.code for failure in report.failed} == UPSET
    assert failed(archive, report.run) == UPSET
    said = {failure.code: failure for failure in report.failed}
    assert "ระหว่างนำเข้า" in said["no-such-file"].thai
    assert "vanished" in said["no-such-file"].english
    assert "เป็นโฟลเดอร์" in said["cannot-open"].thai
    nothing_half_stored(archive)


def test_real_workers_name_them_too(tmp_path: Path, desk: Office) -> None:
    with Archive.open(tmp_path / "archive", create=True) as archive:
        report = archive.import_(
            [desk.folder], options=ImportOptions(jobs=1), progress=after(1, lambda: upset(desk))
        )
        assert (report.imported, failed(archive, report.run)) == (3, UPSET)
        nothing_half_stored(archive)


def test_what_is_back_the_next_time_goes_in_without_being_asked_for(archive: Archive, desk: Office) -> None:
    """That a file was out of reach says nothing about what was in it."""
    archive.import_([desk.folder], progress=after(1, lambda: upset(desk)))
    (desk.folder / "1006.txt").rmdir()
    desk.put("1004.txt", circular(1004))
    desk.put("1006.txt", circular(1006))
    again = archive.import_([desk.folder])
    assert (again.imported, again.unchanged, again.failed) == (3, 3, ())
    numbers = {row["number"].rsplit(" ", 1)[-1] for row in archive.export()}
    assert numbers == {"1001", "1002", "1003", "1004", "2005", "1006"}
    assert archive.failures() == []
    nothing_half_stored(archive)


def test_the_copy_of_a_file_that_vanished_is_read_in_its_place(archive: Archive, desk: Office) -> None:
    for name in ("2-copy.txt", "3-copy.txt"):
        desk.put(name, circular(1004))
    first = desk.put("1-first.txt", circular(1004))
    gone = desk.folder / "1004.txt"
    report = archive.import_(
        [desk.put("0.txt", circular(1000)), first, desk.folder], progress=after(1, first.unlink)
    )
    assert (report.imported, report.copies, len(report.failed)) == (7, 2, 1)
    assert failed(archive, report.run) == {"1-first.txt": "no-such-file"}
    assert len(archive.letter("ว1004").copies) == 3
    assert str(gone) in [copy.path for copy in archive.letter("ว1004").copies]


def test_a_folder_that_vanishes_before_it_was_looked_into(
    archive: Archive, desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred thousand files are not all hashed before the first is read."""
    monkeypatch.setattr("archive.importing.LOOKED_UP", 2)
    inner = desk.put("9/1007.txt", circular(1007)).parent
    report = archive.import_([desk.folder], progress=after(2, lambda: shutil.rmtree(inner)))
    assert report.imported == 6
    assert failed(archive, report.run) == {"1007.txt": "no-such-file"}
    nothing_half_stored(archive)


def test_a_file_that_changed_is_no_reason_to_forget_what_it_was(archive: Archive, desk: Office) -> None:
    """Read well once, it changes under the hands of a later import: its first letter stays."""
    archive.import_([desk.folder])
    path, other = desk.folder / "1002.txt", desk.put("1001-new.txt", circular(3001))
    desk.put("1002.txt", circular(2002))
    report = archive.import_([other, path], progress=after(1, lambda: desk.put("1002.txt", circular(2003))))
    assert failed(archive, report.run) == {"1002.txt": "file-changed"}
    assert hash_file(path) not in {copy.sha256 for copy in archive.letter("ว1002").copies}
    assert archive.import_([desk.folder]).imported == 1
    assert archive.letter("ว2003").copies
    assert archive.letter("ว1002").copies
    nothing_half_stored(archive)
