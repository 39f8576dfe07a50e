"""Scanned letters: read by OCR where that is installed, and told apart, refused or left waiting everywhere."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageFilter

from parsers import parse, read
from parsers.errors import UnreadableFile
from parsers.readers import limits, read_document
from parsers.readers.ocr_engine import NoEngine, Word, use
from parsers.readers.scan import read_scan
from parsers.scanning import pages_to_read

if TYPE_CHECKING:
    from parsers.letter import Letter

FILES = Path(__file__).parent / "files"
SCANS = FILES / "scans"


def letter_of(path: Path) -> Letter:
    (letter,) = parse(read(path))
    return letter


@pytest.fixture(scope="module")
def printed() -> Image.Image:
    with Image.open(SCANS / "letter.png") as picture:
        return picture.convert("L")


def test_a_scanned_letter_says_what_it_says() -> None:
    document = read(SCANS / "letter.png")
    assert document.format == "png"
    (page,) = document.pages
    assert {line.method for line in page.lines} == {"ocr"}
    for line in page.lines:
        assert page.source[line.start : line.start + len(line.text)] == line.text
        assert line.boxes is not None
        assert line.sure is not None
        assert len(line.boxes) == len(line.sure) == len(line.text)
    (letter,) = parse(document)
    assert (letter.number, letter.date) == ("นน 0023.3/ว 702", "2024-06-17")
    assert letter.subject == "การสำรวจสะพานไม้ข้ามคลองในเขตหมู่บ้าน"
    assert letter.sender == "จังหวัดน่าน"
    assert letter.contacts.phones == ("054000111 ext 12",)
    assert [(each.number, each.date) for each in letter.references] == [("นน 0023.3/ว 415", "2024-02-20")]
    for name in ("number", "date", "subject"):
        evidence = letter.evidence[name]
        assert evidence.confidence <= 0.97
        assert evidence.box is not None
    # The number stands in the upper left: 300 pixels at 300 dpi are 72 points.
    box = letter.evidence["number"].box
    assert box is not None
    assert box[0] == pytest.approx(72, abs=4)
    assert box[3] == pytest.approx(62, abs=5)


def test_what_a_pen_wrote_is_never_made_up_and_a_stamp_is_not_the_letter() -> None:
    letter = letter_of(SCANS / "by-hand.png")
    assert letter.number in (None, "นน 0023.3/ว 893")
    if letter.number is None:
        assert letter.number_partial == "นน 0023.3/ว"
    assert letter.date in ("2024-06", "2024-06-24")
    assert letter.registry is not None
    assert (letter.registry.number, letter.registry.time) == ("4521", "10.30")
    assert letter.contacts.phones == ("054000111 ext 12",)


@pytest.mark.parametrize("how", ["sideways", "aslant photograph", "thin print in shadow"])
def test_a_page_that_lies_wrong_or_in_bad_light_is_read(how: str, printed: Image.Image) -> None:
    if how == "sideways":
        picture, turn = printed.transpose(Image.Transpose.ROTATE_90), 90
    elif how == "thin print in shadow":
        thin = printed.resize((1700, 1474)).filter(ImageFilter.MaxFilter(3))
        dark = np.linspace(1, 0.6, thin.width) * np.asarray(Image.blend(printed.resize(thin.size), thin, 0.9))
        picture, turn = Image.fromarray(dark.astype(np.uint8)), 0
    else:
        small = printed.rotate(2.4, Image.Resampling.BICUBIC, fillcolor=255).resize((1700, 1474))
        file = io.BytesIO()
        small.save(file, "JPEG", quality=60)
        picture, turn = Image.open(file), 0
    page = read_scan(picture, 1, 300 if turn else 205)
    assert page.turn == turn
    assert page.width == pytest.approx(595, rel=0.02)
    text = re.sub(r"\s", "", page.source)
    assert "สำรวจสะพานไม้ข้ามคลอง" in text
    assert "0023.3/ว702" in text


def test_pages_of_a_tiff_and_a_broken_text_layer(tmp_path: Path, printed: Image.Image) -> None:
    blank = Image.new("L", (800, 1100), 255)
    path = tmp_path / "fax.dat"
    printed.convert("1").save(
        path, "TIFF", save_all=True, append_images=[blank.convert("1")], compression="group4", dpi=(300, 300)
    )
    document = read_document(path)
    assert (document.format, document.ocr_pages) == ("tiff", (1, 2))
    assert pages_to_read(document, "never") == ()
    broken = read(FILES / "letter1-broken.pdf")
    source = (FILES / "letter1.txt").read_text(encoding="utf-8").partition("\n\n")[0]
    assert "ศาลากลางจังหวัดนครพนม" in source
    assert "ศาลากลางจังหวัดนครพนม" in broken.text
    assert broken.ocr_pages == ()


def test_reading_twice_gives_the_same(printed: Image.Image) -> None:
    head = printed.crop((0, 0, 2480, 760))
    assert read_scan(head, 1, 300) == read_scan(head, 1, 300)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_pictures_are_known_by_content_and_wait_for_ocr(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    Image.new("RGB", (620, 877), "white").save(path, kind, dpi=(75, 75))
    document = read_document(path)
    assert (document.format, document.ocr_pages) == (kind.lower(), (1,))
    assert document.pages[0].height == pytest.approx(842, rel=0.01)
    with use(NoEngine()), pytest.raises(UnreadableFile) as caught:
        read(path)
    assert caught.value.code == "needs-ocr"
    assert "apt-get install" in caught.value.thai
    with pytest.raises(UnreadableFile) as caught:
        read(path, ocr="never")
    assert caught.value.code == "ocr-not-wanted"


def test_a_mixed_pdf_gives_its_text_without_ocr() -> None:
    with use(NoEngine()):
        document = read(FILES / "letter1-mixed.pdf")
    assert document.ocr_pages == (2,)
    assert "ที่ นพ ๐๐๒๓.๔/ว ๒๑๖๘" in document.text


class OneLine:
    """An engine that sees one line, letter by letter, wherever it is asked."""

    version = "one line"

    def __init__(self, text: str) -> None:
        self._text = text

    def words(self, picture: Image.Image, dpi: int, *, latin: bool = False) -> list[Word]:
        return [
            Word(char, (100 + 40 * n, 100, 132 + 40 * n, 136), 0.9)
            for n, char in enumerate(self._text)
            if char != " "
        ]

    def turn(self, picture: Image.Image) -> int:
        return 0


def test_another_engine_can_stand_in_its_place() -> None:
    with use(OneLine("นายอาคม มาลาคา")):
        page = read_scan(Image.new("L", (1200, 800), 255), 1, 300)
    assert [line.text for line in page.lines if line.text] == ["นายอาคม มาลาคา"]
    assert {sure for line in page.lines for sure in line.sure or () if sure != 1.0} == {0.9}


def test_bad_pictures_are_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = (SCANS / "letter.png").read_bytes()
    path = tmp_path / "a.png"
    for data, code in ((sound[:40], "damaged"), (b"\x89PNG\r\n\x1a\n" + bytes(20), "damaged")):
        path.write_bytes(data)
        with pytest.raises(UnreadableFile) as caught:
            read(path)
        assert caught.value.code == code
        assert "\n" not in caught.value.thai + caught.value.english
    path.write_bytes(sound[: len(sound) // 2])  # the head is sound, the picture is cut off
    with pytest.raises(UnreadableFile) as caught, use(OneLine("ก")):
        read(path)
    assert caught.value.code == "damaged"
    path.write_bytes(sound)
    monkeypatch.setattr(limits, "MAX_PICTURE_PIXELS", 1_000_000)
    with pytest.raises(UnreadableFile) as caught:
        read(path)
    assert caught.value.code == "too-large"


def test_a_huge_page_of_a_pdf_is_drawn_within_limits(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    Image.new("L", (300, 300), 128).save(path, "PDF", resolution=1.5)  # 5 metres square
    from parsers.readers.pdf import picture

    drawn, dpi = picture(path, 1)
    assert drawn.width * drawn.height <= 1.01 * limits.MAX_PAGE_PIXELS
    assert dpi < 72
