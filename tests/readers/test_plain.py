"""Text files: every encoding comes out as the same text, and nothing else is changed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.errors import UnreadableFile
from parsers.readers import read_document
from parsers.readers.plain import clean, pages_from_text
from parsers.readers.text_encoding import decode

if TYPE_CHECKING:
    from pathlib import Path

LETTER = "ที่ มท ๐๘๑๖.๓/ว ๑๗๕๐\tกรมการปกครอง\nเรื่อง  ทดสอบการอ่านแฟ้ม\n"
TIS = LETTER.encode("cp874")

ENCODED = [
    pytest.param(LETTER.encode(), "utf-8", id="UTF-8"),
    pytest.param(LETTER.encode("utf-8-sig"), "utf-8", id="UTF-8 with BOM"),
    pytest.param(LETTER.encode("utf-16"), "utf-16", id="UTF-16 with BOM"),
    pytest.param(b"\xfe\xff" + LETTER.encode("utf-16-be"), "utf-16", id="big-endian UTF-16 with BOM"),
    pytest.param(LETTER.encode("utf-16-le"), "utf-16-le", id="UTF-16 without BOM"),
    pytest.param(LETTER.encode("utf-16-be"), "utf-16-be", id="big-endian UTF-16 without BOM"),
    pytest.param(LETTER.encode("utf-32"), "utf-32", id="UTF-32"),
    pytest.param(TIS, "cp874", id="TIS-620"),
    pytest.param(TIS.decode("latin-1").encode(), "tis-620 as latin-1", id="TIS-620 as Latin-1"),
    pytest.param(LETTER.encode().decode("latin-1").encode(), "utf-8 as cp1252", id="UTF-8 as Latin-1"),
    pytest.param(LETTER.replace("\n", "\r\n").encode(), "utf-8", id="Windows line ends"),
    pytest.param(LETTER.replace("\n", "\r").encode(), "utf-8", id="old Mac line ends"),
    pytest.param(LETTER.encode() + b"\f", "utf-8", id="form feed at the end"),
    pytest.param(LETTER.encode() + b"\f\n\f\n", "utf-8", id="blank pages at the end"),
    pytest.param(LETTER.encode() + bytes(300), "utf-8", id="padded with NULs"),
    pytest.param(LETTER.replace("\t", "\x00\t\x07").encode(), "utf-8", id="control characters"),
]


@pytest.mark.parametrize(("data", "encoding"), ENCODED)
def test_encodings(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "letter.doc"
    path.write_bytes(data)
    document = read_document(path)
    assert (document.text, document.encoding, document.format) == (LETTER, encoding, "text")
    assert [page.number for page in document.pages] == [1]


def test_mostly_valid_utf8_keeps_its_thai(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(LETTER.encode()[:-4] + b"\xe0\xb8")
    assert read_document(path).text == LETTER[:-2] + "\ufffd"


def test_western_accents_are_not_thai(tmp_path: Path) -> None:
    text = "Résumé of the café meeting, signed by Mr Müller"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("latin-1"))
    assert read_document(path).text == text
    path.write_text(text, encoding="utf-8")
    assert read_document(path).text == text


def test_form_feeds_set_pages_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("หนึ่ง\n\f\fสาม\f", encoding="utf-8")
    assert [page.source for page in read_document(path).pages] == ["หนึ่ง\n", "", "สาม"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b" \r\n\t\f\n", "empty-file"),
        (bytes(50), "empty-file"),
        (bytes(range(256)) * 20, "not-text"),
        (b"\x7fELF\x02\x01\x01" + bytes(40) + b"\x03\x00>\x00\x01" * 30 + b"\x01", "not-text"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    assert caught.value.code == code


@given(st.text())
def test_lines_cover_their_page(text: str) -> None:
    cleaned = clean(text)
    pages = pages_from_text(cleaned)
    assert "\f".join(page.source for page in pages) == "\f".join(cleaned.split("\f")[: len(pages)])
    for page in pages:
        assert "\n".join(line.text for line in page.lines) == page.source
        for line in page.lines:
            assert page.source[line.start : line.start + len(line.text)] == line.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(st.binary(min_size=1), st.text(min_size=1).map(lambda text: text.encode("utf-8", "replace")))
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with suppress(UnreadableFile):
        document = read_document(path)
        assert document.text.strip() or document.not_letter


def test_thai_that_was_half_read_as_utf8(tmp_path: Path) -> None:
    # Pairs of TIS-620 bytes that happen to be UTF-8 became one character, the others Latin-1.
    path = tmp_path / "a.txt"
    path.write_text("˹ѧÊ×ÍÊÑè§¡ÒÃ", encoding="utf-8")
    assert read_document(path).text == "หนังสือสั่งการ"


def test_other_languages_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for text in ("Официальное письмо", "會議通知", "ÄÖÜ äöü ß", "Ελληνικά", "ไทย ˹ѧÊ×Í"):
        path.write_text(text, encoding="utf-8")
        assert read_document(path).text == text


@given(st.text(alphabet="กขคงจดตทนบปพมยรลวสหอะาิีึืุู่้๊๋์เแโใไำ๐๑๒๓ \n", min_size=20))
def test_thai_comes_back_from_every_encoding(text: str) -> None:
    if sum(char > "\x7f" for char in text) >= len(text) / 2:
        for encoding in ("utf-8", "utf-16", "utf-16-le", "cp874"):
            assert decode(text.encode(encoding))[0] == text
        assert decode(text.encode("cp874").decode("latin-1").encode())[0] == text
