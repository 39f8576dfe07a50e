"""Pictures of a letter's pages, as a face asks the archive for them."""

from __future__ import annotations

import io
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from PIL import Image

from archive import Archive, drawing, workers
from archive.kept_pictures import KeptPictures
from archive.read_pages import ReadPages
from parsers.document import Page
from parsers.errors import ArchiveError, NotFound, UnreadableFile

if TYPE_CHECKING:
    from invented import Office

CIRCULAR = "มท 0816.4/ว 1127"
FILES = ROOT / "archive" / "sample" / "2565" / "เวียน"
PDF = FILES / "มท 0816.4-ว1127 สำรวจห้องปลอดฝุ่น.pdf"
WORD = FILES / "มท 0816.4-ว1127 สำรวจห้องปลอดฝุ่น.docx"


def test_the_best_copy_is_looked_at_with_its_boxes(archive: Archive) -> None:
    archive.import_([PDF, WORD])
    file = archive.pictured(CIRCULAR)
    assert file is not None
    assert Path(file.path) == PDF
    assert file.best
    assert [(page.number, round(page.width), round(page.height), page.placed) for page in file.pages] == [
        (1, 595, 842, True)
    ]


def test_a_letter_of_text_has_no_pages_to_look_at(archive: Archive, office: Office) -> None:
    archive.import_([WORD])
    assert archive.pictured(CIRCULAR) is None


def test_a_page_is_drawn_once_and_kept_beside_the_originals(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.import_([PDF])
    file = archive.pictured(CIRCULAR)
    assert file is not None
    picture = archive.picture(CIRCULAR, file.sha256, 1, 700)
    assert Image.open(io.BytesIO(picture.data)).width == pytest.approx(700, abs=1)
    monkeypatch.setattr(drawing, "guarded", None)  # whoever drew again would fail
    assert archive.picture(CIRCULAR, file.sha256, 1, 700) == picture
    kept = list((archive.path / "pictures").rglob("1-0-700"))
    assert [path.read_bytes() for path in kept] == [picture.data]


def test_pictures_that_were_deleted_are_drawn_again(archive: Archive) -> None:
    archive.import_([PDF])
    file = archive.pictured(CIRCULAR)
    assert file is not None
    picture = archive.picture(CIRCULAR, file.sha256, 1, 700)
    shutil.rmtree(archive.path / "pictures")
    assert archive.picture(CIRCULAR, file.sha256, 1, 700) == picture


def test_the_folder_of_pictures_stays_within_its_size_and_what_was_used_last_stays(tmp_path: Path) -> None:
    kept = KeptPictures(tmp_path / "pictures", most=10_000)
    for number in range(40):
        kept.put(f"aa/{number}", bytes([number]) * 500)
        for looked_at in ("aa/0", "aa/1"):
            kept.get(looked_at)
    held = {path.name for path in (tmp_path / "pictures").rglob("*") if path.is_file()}
    assert 9_000 <= 500 * len(held) <= 11_000
    assert held == {"0", "1", *(str(number) for number in range(42 - len(held), 40))}
    assert kept.get("aa/39") == bytes([39]) * 500
    assert kept.get("aa/2") is None


def test_a_folder_found_too_full_loses_what_was_looked_at_longest_ago(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / str(number)).write_bytes(bytes(1000))
        os.utime(tmp_path / str(number), (number, number))
    KeptPictures(tmp_path, most=10_000).put("fresh", bytes(1000))
    assert {path.name for path in tmp_path.iterdir()} == {"fresh", *(str(number) for number in range(22, 30))}


def test_only_what_belongs_to_the_letter_is_given(archive: Archive, office: Office) -> None:
    archive.import_([PDF, WORD])
    file = archive.pictured(CIRCULAR)
    assert file is not None
    word = next(copy.sha256 for copy in archive.letter(CIRCULAR).copies if copy.path.endswith(".docx"))
    for sha256, page, code in (
        ("0" * 64, 1, "no-copy"),
        ("../../catalogue.sqlite", 1, "no-copy"),
        (file.sha256, 2, "no-page"),
        (file.sha256, -1, "no-page"),
        (word, 1, "no-page"),
    ):
        with pytest.raises(NotFound) as refused:
            archive.picture(CIRCULAR, sha256, page, 700)
        assert refused.value.code == code
    with pytest.raises(NotFound):
        archive.original(CIRCULAR, "0" * 64)


def test_an_original_keeps_its_name_and_content(archive: Archive) -> None:
    archive.import_([WORD])
    (copy,) = archive.letter(CIRCULAR).copies
    original = archive.original(CIRCULAR, copy.sha256)
    assert original.name == WORD.name
    assert original.path.read_bytes() == WORD.read_bytes()


def test_an_original_that_is_gone_is_told(archive: Archive) -> None:
    archive.import_([PDF])
    (copy,) = archive.letter(CIRCULAR).copies
    path = archive.original(CIRCULAR, copy.sha256).path
    path.chmod(0o600)
    path.unlink()
    assert archive.pictured(CIRCULAR) is None  # the page of the letter is still worth having
    with pytest.raises(ArchiveError) as gone:
        archive.original(CIRCULAR, copy.sha256)
    assert gone.value.code == "original-gone"


def test_a_page_that_cannot_be_drawn_says_so(archive: Archive) -> None:
    archive.import_([PDF])
    file = archive.pictured(CIRCULAR)
    assert file is not None
    path = archive.original(CIRCULAR, file.sha256).path
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(UnreadableFile) as fault:
        archive.picture(CIRCULAR, file.sha256, 1, 700)
    assert fault.value.code == "not-drawn"


def test_a_scan_is_shown_as_it_was_turned_and_boxes_only_where_that_is_known(archive: Archive) -> None:
    archive.import_([PDF])
    with archive._opened.catalogue().writing() as connection:  # as if its pages had been read by OCR
        connection.exec_driver_sql("UPDATE copies SET ocr = 1")
    file = archive.pictured(CIRCULAR)
    assert file is not None
    assert not file.pages[0].placed
    ReadPages(archive.path / "ocr").put(file.sha256, Page(1, "", (), 842.0, 595.0, 90), "test")
    file = archive.pictured(CIRCULAR)
    assert file is not None
    assert (file.pages[0].width, file.pages[0].height, file.pages[0].placed) == (842.0, 595.0, True)
    picture = Image.open(io.BytesIO(archive.picture(CIRCULAR, file.sha256, 1, 700).data))
    assert picture.width > picture.height


def drawn_by_workers(folder: Path, *, count: int) -> list[bytes]:
    """The same page asked for by many at once."""
    with Archive.open(folder, create=True) as archive:
        archive.import_([PDF])
        file = archive.pictured(CIRCULAR)
    assert file is not None
    sha256 = file.sha256

    def look(number: int) -> bytes:
        with Archive.open(folder) as archive:
            return archive.picture(CIRCULAR, sha256, 1, (700, 1000, 1500)[number % 3]).data

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(look, range(count)))


def test_many_may_look_at_once(tmp_path: Path) -> None:
    pictures = drawn_by_workers(tmp_path / "archive", count=6)
    assert pictures[:3] == pictures[3:]
    assert len(set(pictures)) == 3


def test_a_page_that_kills_whoever_draws_it_is_told_and_no_more(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.import_([PDF])

    def killed(worker: object, item: object) -> workers.Outcome[object, bytes]:
        return workers.Outcome(item, "crashed", 0.1)

    monkeypatch.setattr(workers.Standing, "ask", killed)
    sha256 = archive.letter(CIRCULAR).copies[0].sha256
    assert archive.pictured(CIRCULAR) is None
    with pytest.raises(UnreadableFile) as fault:
        archive.picture(CIRCULAR, sha256, 1, 700)
    assert fault.value.code == "not-drawn"
