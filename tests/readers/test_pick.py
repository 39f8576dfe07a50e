"""The reader is picked by content; formats not read yet say what they are and what to do."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from parsers import parse
from parsers.errors import UnreadableFile
from parsers.letter import Kind
from parsers.readers import limits, read_document
from tests.readers.ole_files import compound
from tests.readers.word_files import paragraph, write_word

if TYPE_CHECKING:
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(*names: str, data: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, data)
    return out.getvalue()


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


UNSUPPORTED = [
    pytest.param(compound({"Drawing": b"x"}), "OLE", id="other OLE"),
    pytest.param(zipped("[Content_Types].xml", "visio/document.xml"), "Office", id="other Office"),
    pytest.param(
        zipped("mimetype", data=b"application/vnd.oasis.opendocument.graphics"), "OpenDocument", id="drawing"
    ),
    pytest.param(b"\x78\x9f\x3e\x22" + bytes(20), "winmail.dat", id="winmail.dat"),
    pytest.param(b"Rar!\x1a\x07\x00", "RAR", id="rar"),
    pytest.param(b"GIF89a" + bytes(20), "GIF", id="gif"),
    pytest.param(b"<?xml version='1.0'?><a/>", "XML", id="xml"),
]

NO_LETTERS = [
    pytest.param(zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx", "spreadsheet", id="xlsx"),
    pytest.param(zipped("[Content_Types].xml", "ppt/presentation.xml"), "pptx", "presentation", id="pptx"),
    pytest.param(compound({"Workbook": b"x"}), "xls", "spreadsheet", id="xls"),
    pytest.param(compound({"PowerPoint Document": b"x"}), "ppt", "presentation", id="ppt"),
    pytest.param(
        zipped("mimetype", data=b"application/vnd.oasis.opendocument.spreadsheet"),
        "ods",
        "spreadsheet",
        id="ods",
    ),
    pytest.param(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "ics", "calendar", id="ics"),
    pytest.param(b"BEGIN:VCARD\r\nEND:VCARD\r\n", "vcf", "contact", id="vcf"),
    pytest.param(b"\0\0\0\x20ftypisom" + bytes(40), "media", "media", id="film"),
]


@pytest.mark.parametrize(("data", "named", "code"), NO_LETTERS)
def test_what_holds_no_letters_says_so_and_is_no_failure(
    tmp_path: Path, data: bytes, named: str, code: str
) -> None:
    path = tmp_path / "หนังสือ.docx"
    path.write_bytes(data)
    document = read_document(path)
    assert (document.format, document.pages) == (named, ())
    assert document.not_letter is not None
    assert document.not_letter.code == code
    assert document.not_letter.message("th") != document.not_letter.message("en")
    (letter,) = parse(document)
    assert (letter.kind, letter.evidence["kind"].rule) == (Kind.NOT_LETTER, f"format-{code}")


@pytest.mark.parametrize(("data", "named"), UNSUPPORTED)
def test_known_formats_are_named(tmp_path: Path, data: bytes, named: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    fault = caught.value
    assert fault.code == "format-not-supported"
    assert named in fault.thai
    assert named in fault.english
    assert "\n" not in fault.thai + fault.english
    again = pickle.loads(pickle.dumps(fault))
    assert (again.code, again.thai, again.english) == (fault.code, fault.thai, fault.english)


def test_names_do_not_matter(tmp_path: Path) -> None:
    path = write_word(tmp_path / "letter.txt", paragraph("ก"))
    assert read_document(path).format == "docx"
    path = tmp_path / "letter.pdf"
    path.write_text("จาก: ผู้ใหญ่บ้าน\nFrom: here\n", encoding="utf-8")
    assert read_document(str(path)).format == "text"


def test_office_file_with_password(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(OLE + wide("EncryptedPackage"))
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize(
    ("name", "thai", "english"),
    [
        ("missing.txt", "(ไม่มีแฟ้มหรือโฟลเดอร์นี้)", "(no such file or folder)"),
        (".", "(เป็นโฟลเดอร์ ไม่ใช่แฟ้ม)", "(it is a folder, not a file)"),
    ],
)
def test_what_cannot_be_opened(tmp_path: Path, name: str, thai: str, english: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(tmp_path / name)
    assert caught.value.code == "cannot-open"
    assert thai in caught.value.thai
    assert english in caught.value.english


def test_size_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT_BYTES", 10)
    monkeypatch.setattr(limits, "MAX_PDF_BYTES", 10)
    for data in (b"x" * 11, b"%PDF-1.7 and so on"):
        path = tmp_path / "a"
        path.write_bytes(data)
        with pytest.raises(UnreadableFile) as caught:
            read_document(path)
        assert caught.value.code == "too-large"


def test_zip_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_word(tmp_path / "a.docx", paragraph("ก"), styles="")
    for name in ("MAX_ZIP_MEMBERS", "MAX_ZIP_TOTAL", "MAX_XML_PART"):
        with monkeypatch.context() as patch:
            patch.setattr(limits, name, 3)
            with pytest.raises(UnreadableFile) as caught:
                read_document(path)
            assert caught.value.code == "too-large"


def test_heavy_libraries_are_imported_only_when_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("ก", encoding="utf-8")
    code = (
        "import sys; from parsers.readers import read_document; read_document(sys.argv[1]);"
        "print([m for m in ('lxml', 'olefile', 'pypdfium2', 'pdfplumber', 'pythainlp') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
