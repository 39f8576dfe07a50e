"""The reader is picked by content; formats not read yet say what they are and what to do."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from parsers.errors import UnreadableFile
from parsers.readers import limits, read_document
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
    pytest.param(OLE + wide("WordDocument"), ".doc", id="doc"),
    pytest.param(OLE + wide("Workbook"), ".xls", id="xls"),
    pytest.param(OLE + wide("__nameid_version1.0"), ".msg", id="msg"),
    pytest.param(OLE, "OLE", id="other OLE"),
    pytest.param(zipped("[Content_Types].xml", "xl/workbook.xml"), ".xlsx", id="xlsx"),
    pytest.param(zipped("[Content_Types].xml", "ppt/presentation.xml"), ".pptx", id="pptx"),
    pytest.param(zipped("mimetype", data=b"application/vnd.oasis.opendocument.text"), ".odt", id="odt"),
    pytest.param(zipped("a.txt"), "ZIP", id="zip"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG", id="png"),
    pytest.param(b"\xff\xd8\xff\xe0" + bytes(20), "JPEG", id="jpeg"),
    pytest.param(b"II*\0" + bytes(20), "TIFF", id="tiff"),
    pytest.param(b"{\\rtf1\\ansi", "RTF", id="rtf"),
    pytest.param(b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>x", "HTML", id="html"),
    pytest.param(b"<?xml version='1.0'?><a/>", "XML", id="xml"),
    pytest.param(b"From: a@b.th\r\nMIME-Version: 1.0\r\n\r\nx", "e-mail", id="mail"),
]


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


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_cannot_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(tmp_path / name)
    assert caught.value.code == "cannot-open"


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
        "print([m for m in ('lxml', 'pypdfium2', 'pdfplumber', 'pythainlp') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
