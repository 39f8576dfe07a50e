"""PDF files of several producers against the text they were made from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from parsers import parse
from parsers.document import Document
from parsers.errors import UnreadableFile
from parsers.readers import read_document
from tests.readers.cer import error_rate

FILES = Path(__file__).with_name("files")
SOUND = sorted(FILES.glob("letter*-*.pdf"))
SOUND = [path for path in SOUND if path.stem.rsplit("-", 1)[1] not in ("broken", "locked")]


def source(name: str) -> str:
    return (FILES / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "producer", "bound"),
    [
        ("letter1", "libreoffice", 0.01),
        ("letter2", "libreoffice", 0.01),
        ("letter1", "chromium", 0.005),
        ("letter2", "chromium", 0.005),
        ("letter1", "word", 0.005),
        ("letter2", "word", 0.005),
        ("letter1", "bold", 0.005),
        ("letter1", "private", 0.005),
        ("letter1", "open", 0.005),
    ],
)
def test_error_rate(name: str, producer: str, bound: float) -> None:
    document = read_document(FILES / f"{name}-{producer}.pdf")
    assert error_rate(document.text, source(name)) <= bound
    assert document.ocr_pages == ()


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_boxes_and_offsets(path: Path) -> None:
    for page in read_document(path).pages:
        assert page.width
        assert page.height
        assert "\n".join(line.text for line in page.lines) == page.source
        for line in page.lines:
            assert page.source[line.start : line.start + len(line.text)] == line.text
            assert line.boxes is not None
            assert len(line.boxes) == len(line.text)
            for x0, top, x1, bottom in line.boxes:
                assert x0 <= x1
                assert top <= bottom
                assert x0 >= -5
                assert x1 <= page.width + 5
                assert top >= -5
                assert bottom <= page.height + 5


@pytest.mark.parametrize("producer", ["libreoffice", "chromium", "word", "bold"])
def test_layout_cues(producer: str) -> None:
    lines = [
        line.text for line in read_document(FILES / f"letter1-{producer}.pdf").pages[0].lines if line.text
    ]
    assert lines[0] == "ที่ นพ ๐๐๒๓.๔/ว ๒๑๖๘\tศาลากลางจังหวัดนครพนม"
    assert lines[1] == "\tถนนอภิบาลบัญชา นพ ๔๘๐๐๐"
    assert lines[2] == "\t๒๗ มิถุนายน ๒๕๖๗"
    assert "\tขอแสดงความนับถือ" in lines
    assert lines[-1] == "โทร./โทรสาร ๐ ๔๒๐๐ ๐๑๑๑ ต่อ ๑๒"


@pytest.mark.parametrize("producer", ["libreoffice", "chromium", "word"])
def test_table_cells_are_tabbed(producer: str) -> None:
    text = read_document(FILES / f"letter2-{producer}.pdf").text
    assert "1\tลูกปืน SKF 6308\t2 ตลับ\t1,840.00\n2\tซีลกันรั่ว\t1 ชุด\t960.00\n" in text


def test_stretched_blanks_of_justified_lines_are_no_tabs() -> None:
    document = read_document(FILES / "justified.pdf")
    body = " ".join(source("letter1").split("\n")[10:15])
    assert "".join(document.text.split()) == "".join(body.split()) * 2
    assert [line.text.count("\t") for line in document.pages[0].lines if "\t" in line.text] == [1, 1]


def test_box_stands_where_the_character_does() -> None:
    page = read_document(FILES / "letter1-word.pdf").pages[0]
    first, last = page.lines[0], page.lines[-1]
    assert first.boxes is not None
    assert last.boxes is not None
    assert first.boxes[0][0] == pytest.approx(60, abs=3)
    assert first.boxes[0][3] == pytest.approx(842 - 790, abs=3)
    assert last.boxes[0][1] > 500


def test_pages_without_text_are_named() -> None:
    document = read_document(FILES / "letter1-mixed.pdf")
    assert document.ocr_pages == (2,)
    assert [len(page.lines) > 0 for page in document.pages] == [True, False, True]
    upright, turned = document.pages[0], document.pages[2]
    assert turned.source == upright.source
    assert (turned.width, turned.height) == (upright.height, upright.width)
    assert turned.lines[0].boxes is not None
    # A quarter turn clockwise: the first line runs down the right side.
    assert turned.width is not None
    assert turned.lines[0].boxes[0][0] > turned.width - 80


def test_refused() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(FILES / "letter1-locked.pdf")
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize("name", ["letter1-broken", "scan"])
def test_pages_without_a_text_layer_to_trust_wait_for_ocr(name: str) -> None:
    document = read_document(FILES / f"{name}.pdf")
    assert document.ocr_pages == (1,)
    assert not any(page.lines for page in document.pages)


def test_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    sound = (FILES / "letter2-word.pdf").read_bytes()
    path = tmp_path / "a.pdf"
    for data in (sound[:200], sound[: len(sound) // 2], b"%PDF-1.7\n", sound.replace(b"/Pages", b"/Sages")):
        path.write_bytes(data)
        try:
            told = read_document(path).ocr_pages
        except UnreadableFile as fault:
            told = fault.code
        assert told in {"damaged", "empty-file", (1,)}
    for at in range(0, len(sound), 1501):
        path.write_bytes(sound[:at] + b"\xff\x00" + sound[at + 2 :])
        try:
            document = read_document(path)
        except UnreadableFile:
            continue
        assert isinstance(document, Document)


def minimal_pdf(*contents: bytes, rotate: int = 0) -> bytes:
    """A PDF of Helvetica pages, one content stream each."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for content in contents:
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate %d/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>" % (rotate, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def show(text: str, x: float, y: float, turn: bytes = b"1 0 0 1") -> bytes:
    return b"BT /F 12 Tf %s %f %f Tm (%s) Tj ET\n" % (turn, x, y, text.encode())


@pytest.mark.parametrize(
    ("contents", "lines"),
    [
        pytest.param(
            [show("Second", 50, 700), show("First line", 50, 720)], ["First line", "Second"], id="order"
        ),
        pytest.param([show("Left", 50, 700), show("Right", 300, 698)], ["Left\tRight"], id="columns"),
        pytest.param(
            [show("Dear Sir", 50, 700), show("Indented", 90, 680)], ["Dear Sir", "\tIndented"], id="indent"
        ),
        pytest.param([show("two", 50, 700), show("words", 74, 700)], ["two words"], id="blank left out"),
        pytest.param([show("5", 50, 700), show("th", 57, 704)], ["5th"], id="raised"),
        pytest.param(
            [show("Upright", 50, 700), show("Sideways", 500, 100, b"0 1 -1 0")],
            ["Upright", "Sideways"],
            id="turned",
        ),
        pytest.param([show("Office affairs", 50, 700)] * 3, ["Office affairs"], id="printed three times"),
    ],
)
def test_lines_by_place(tmp_path: Path, contents: list[bytes], lines: list[str]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(minimal_pdf(b"".join(contents)))
    assert [line.text for line in read_document(path).pages[0].lines] == lines


def test_blank_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(minimal_pdf(b"", show("Text of the page", 50, 700)))
    document = read_document(path)
    assert [page.source for page in document.pages] == ["", "Text of the page"]
    assert document.ocr_pages == ()
    path.write_bytes(minimal_pdf(b""))
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    assert caught.value.code == "empty-file"


def test_many_pages_in_flat_memory(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    page = b"".join(show(f"Line {n} of the page, with words on it", 50, 800 - 12 * n) for n in range(10))
    path = tmp_path / "a.pdf"
    path.write_bytes(minimal_pdf(page))
    read_document(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    path.write_bytes(minimal_pdf(*[page] * 200))
    document = read_document(path)
    assert len(document.pages) == 200
    # What is left are the lines and boxes of 80,000 characters; open pages would add 350 MB.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60 * 1024


def test_file_is_closed(tmp_path: Path) -> None:
    path = Path(shutil.copy(FILES / "letter2-word.pdf", tmp_path / "a.pdf"))
    read_document(path)
    path.unlink()
    assert not path.exists()


def test_a_value_broken_over_lines_has_a_box_around_them() -> None:
    path = FILES.parents[2] / "archive/sample/2565/เวียน/กวจ ว84 จัดซื้อหนังสือห้องสมุด.pdf"
    document = read_document(path)
    (letter,) = parse(document)
    subject = letter.evidence["subject"]
    first, second = (
        line
        for line in document.pages[0].lines
        if subject.start < line.start + len(line.text) and line.start < subject.end
    )
    assert subject.box is not None
    assert first.boxes is not None
    assert second.boxes is not None
    assert subject.box[1] == min(box[1] for box in first.boxes[subject.start - first.start :])
    assert subject.box[3] == max(box[3] for box in second.boxes[: subject.end - second.start])
    assert subject.box[0] <= min(box[0] for box in second.boxes)
