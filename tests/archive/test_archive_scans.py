"""Scans in an archive: one letter in all its forms, pages read once, and what waits for a program that is not there."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from conftest import ROOT
from PIL import Image

from archive import Archive, ImportOptions, ImportProgress
from archive.read_pages import ReadPages
from bench.pdf_letters import pdf_of
from parsers.readers import ocr_engine, scan
from parsers.readers.ocr_engine import NoEngine, Word, can_read, use
from tests.readers import office_files as make

if TYPE_CHECKING:
    import pytest
    from invented import Office

SCANS = ROOT / "tests/readers/files/scans"
TEXT = """ที่ นน 0023.3/ว 702\t\tศาลากลางจังหวัดน่าน
\t\tถนนสุริยพงษ์ นน 55000

\t\t17 มิถุนายน 2567

เรื่อง  การสำรวจสะพานไม้ข้ามคลองในเขตหมู่บ้าน
เรียน  นายอำเภอ ทุกอำเภอ
อ้างถึง  หนังสือจังหวัดน่าน ที่ นน 0023.3/ว 415 ลงวันที่ 20 กุมภาพันธ์ 2567
\tตามหนังสือที่อ้างถึง จังหวัดน่านขอให้อำเภอสำรวจสะพานไม้ข้ามคลองในหมู่บ้าน
พร้อมถ่ายภาพและรายงานสภาพของสะพาน ความละเอียดแจ้งแล้ว นั้น
\tจังหวัดน่านขอเรียนว่า มีอำเภอที่ยังไม่ได้รายงานผลการสำรวจ จึงขอให้เร่งรัด
การสำรวจและรายงานให้จังหวัดทราบโดยเร็ว
\tจึงเรียนมาเพื่อดำเนินการต่อไป
\t\tขอแสดงความนับถือ

\t\t(นายสมมุติ ใจงาม)
\t\tผู้ว่าราชการจังหวัดน่าน

สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด
โทร. 0 5400 0111 ต่อ 12
"""


class Fake:
    """An engine that sees a line of letters at the top of every page, and counts how often it is asked."""

    version = "fake"

    def __init__(self) -> None:
        self.asked = 0

    def words(self, picture: Image.Image, dpi: int, *, latin: bool = False) -> list[Word]:
        self.asked += 1
        text = "นายอาคมมาลาคาราชการกรมการปกครอง"
        return [Word(char, (100 + 40 * n, 100, 132 + 40 * n, 136), 0.9) for n, char in enumerate(text)]

    def turn(self, picture: Image.Image) -> int:
        return 0


def pages(folder: Path, count: int, name: str = "scan.tif") -> Path:
    sheets = [Image.new("L", (1000, 800 + 10 * n), 255) for n in range(count)]
    path = folder / name
    sheets[0].save(path, "TIFF", save_all=True, append_images=sheets[1:], dpi=(100, 100))
    return path


def test_a_scan_a_photograph_and_a_text_of_one_letter_are_one_letter(
    archive: Archive, office: Office
) -> None:
    office.put("letter.txt", TEXT)
    shutil.copy(SCANS / "letter.png", office.folder / "scan.png")
    with Image.open(SCANS / "letter.png") as picture:
        photograph = picture.convert("L").rotate(-1.3, Image.Resampling.BICUBIC, fillcolor=240)
    photograph.save(office.folder / "IMG_2041.jpg", quality=70, dpi=(72, 72))
    report = archive.import_([office.folder])
    assert (report.letters, report.imported, report.copies, report.failed) == (1, 1, 2, ())
    letter = archive.letter("นน 0023.3/ว 702")
    assert len(letter.copies) == 3
    assert letter.letter["from"] == "จังหวัดน่าน"
    assert archive.search("สะพานไม้").total == 1
    again = archive.import_([office.folder])
    assert (again.unchanged, again.letters) == (3, 0)


def in_every_format(folder: Path) -> None:
    """The letter in twelve files, each of another format; two of them are scans."""
    make.docx(folder / "หนังสือ.docx", TEXT)
    with Image.open(SCANS / "letter.png") as picture:
        picture.save(folder / "scan.tif", dpi=(300, 300))
        # A photograph, which gives no resolution and stands a little aslant.
        photograph = picture.convert("L").rotate(-1.3, Image.Resampling.BICUBIC, fillcolor=240)
        photograph.save(folder / "IMG_2041.jpg", quality=70)
    files = {
        "หนังสือ.txt": TEXT.encode("cp874"),
        "หนังสือ.doc": make.word97([(TEXT.replace("\n", "\r"), "utf-16-le")]),
        "หนังสือ.odt": make.odt(make.odt_xml(make.odt_lines(TEXT))),
        "หนังสือ.rtf": make.rtf(TEXT),
        "หนังสือ.html": make.web_page(TEXT, "windows-874", "cp874"),
        "หนังสือ.pdf": pdf_of(TEXT),
        "ส่งหนังสือ.eml": make.mail("เรียน ธุรการ ขอส่งหนังสือตามแนบ", {"แนบ.rtf": make.rtf(TEXT, "codepage")}),
        "ส่งหนังสือ.msg": make.outlook("ตามแนบ", {"แนบ.txt": TEXT.encode("utf-16")}),
        "หนังสือเวียน.zip": make.zipped({"เวียน/แนบ.html": make.web_page(TEXT, "utf-8", "utf-8")}),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)


def test_one_letter_in_twelve_formats_is_one_letter(archive: Archive, office: Office) -> None:
    in_every_format(office.folder)
    assert len({path.suffix for path in office.folder.iterdir()}) == 12
    report = archive.import_([office.folder])
    assert (report.letters, report.copies, report.failed) == (1, 11, ())
    letter = archive.letter("นน 0023.3/ว 702")
    assert len(letter.copies) == 12
    assert {"แนบ.rtf", "แนบ.txt", "เวียน/แนบ.html"} == {
        copy.path.rpartition("!/")[2] for copy in letter.copies if "!/" in copy.path
    }
    assert letter.letter["date"] == "2024-06-17"
    assert letter.letter["from"] == "จังหวัดน่าน"
    (reference,) = letter.letter["references"]
    assert reference["number"] == "นน 0023.3/ว 415"
    assert archive.stats().conflicts == 0
    assert archive.search("สะพานไม้").total == 1
    best = next(copy for copy in letter.copies if copy.best)
    assert not best.path.endswith((".jpg", ".tif"))


def test_review_shows_the_picture_of_what_a_pen_wrote(archive: Archive, office: Office) -> None:
    shutil.copy(SCANS / "by-hand.png", office.folder)
    archive.import_([office.folder])
    items = {item.field: item for item in archive.review()}
    number = items["number"]
    assert number.crop is not None
    with Image.open(number.crop) as crop:
        assert 0 < crop.width < 2000
        assert 0 < crop.height < 300
        # The blue of the pen is on it.
        assert any(b > r + 60 for _, (r, _, b) in crop.convert("RGB").getcolors(1 << 20) or [])
    assert Path(number.crop).parent == archive.path / "crops"
    assert number.as_json()["crop"] == number.crop


def test_each_page_is_read_once_and_told_of(archive: Archive, office: Office) -> None:
    told: list[ImportProgress] = []
    engine = Fake()
    with use(engine):
        archive.import_([pages(office.folder, 3)], progress=told.append)
        asked = engine.asked
        assert asked >= 3
        assert [(now.done, now.total) for now in told if now.stage == "scanning"] == [(1, 3), (2, 3), (3, 3)]
        archive.import_([office.folder])
        shutil.copy(office.folder / "scan.tif", office.folder / "copy.tif")
        archive.import_([office.folder])
        assert engine.asked == asked


def test_a_new_parser_reads_no_page_again(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Fake()
    with use(engine):
        archive.import_([pages(office.folder, 2)])
        asked = engine.asked
        for module in ("archive.importing", "archive.recording"):
            monkeypatch.setattr(f"{module}.VERSION", "next")
        report = archive.import_([office.folder])
        assert report.unchanged == 0
        assert engine.asked == asked
        monkeypatch.setattr(scan, "VERSION", "next")  # a new reader reads them again
        for module in ("archive.importing", "archive.recording"):
            monkeypatch.setattr(f"{module}.VERSION", "the one after")
        archive.import_([office.folder])
        assert engine.asked == 2 * asked


def test_a_damaged_page_in_the_store_is_read_again(archive: Archive, office: Office, tmp_path: Path) -> None:
    engine = Fake()
    with use(engine):
        page = scan.read_scan(Image.new("L", (1000, 800), 255), 1, 100)
    kept = ReadPages(tmp_path / "ocr")
    kept.put("ab" * 32, page, "1")
    assert kept.get("ab" * 32, 1, "1") == page
    assert kept.get("ab" * 32, 1, "2") is None
    (file,) = (tmp_path / "ocr").rglob("*.gz")
    file.write_bytes(file.read_bytes()[:50])
    assert kept.get("ab" * 32, 1, "1") is None


def test_scans_wait_for_ocr_and_the_rest_comes_in(archive: Archive, office: Office) -> None:
    office.put("letter.txt", TEXT)
    path = pages(office.folder, 2)
    with use(NoEngine()):
        report = archive.import_([office.folder])
        assert (report.imported, [failure.code for failure in report.failed]) == (1, ["needs-ocr"])
        assert "apt-get" in report.failed[0].thai
        assert [item.path for item in archive.review() if item.field == "file"] == [str(path)]
    with use(Fake()):
        assert archive.import_([office.folder]).failed  # not tried again by itself
        report = archive.import_([office.folder], options=ImportOptions(retry_failed=True))
        assert report.failed == ()
        assert not [item for item in archive.review() if item.field == "file"]


def test_never_reads_no_page(archive: Archive, office: Office) -> None:
    engine = Fake()
    with use(engine):
        report = archive.import_([pages(office.folder, 1)], options=ImportOptions(ocr="never"))
    assert [failure.code for failure in report.failed] == ["ocr-not-wanted"]
    assert engine.asked == 0


def test_a_page_that_cannot_be_read_costs_that_page_and_is_tried_again(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mixed = ROOT / "tests/readers/files/letter1-mixed.pdf"
    shutil.copy(mixed, office.folder)
    with use(NoEngine()):
        report = archive.import_([office.folder])
    assert (report.imported, report.letters) == (1, 1)
    (failure,) = report.failed
    assert (failure.code, failure.path) == ("needs-ocr", f"{office.folder}/letter1-mixed.pdf!/page 2")
    with use(Fake()):
        report = archive.import_([office.folder])
        assert report.failed == ()
        assert not [item for item in archive.review() if item.field == "file"]
        assert archive.import_([office.folder]).unchanged == 1


def test_the_engine_is_asked_of_the_program_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SARABAN_TESSERACT", "/nowhere/tesseract")
    assert isinstance(ocr_engine.engine(), NoEngine)
    assert not can_read()
