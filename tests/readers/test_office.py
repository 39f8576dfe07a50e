"""One invented letter in every office format says the same, and every bad file has its one-line reason."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from parsers import parse, read
from parsers.errors import UnreadableFile
from parsers.readers import limits, word97_helpers
from tests.readers import office_files as make

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = Path(__file__).with_name("files")
LETTER = (FILES / "letter1.txt").read_text(encoding="utf-8").strip("\n")
WORD_TEXT = LETTER.replace("\n", "\r") + "\r"
HALF = WORD_TEXT.index("\t\tขอแสดง") if "\t\tขอแสดง" in WORD_TEXT else len(WORD_TEXT) // 2


def docx(path: Path) -> bytes:
    return make.docx(path, LETTER).read_bytes()


FORMATS: dict[str, tuple[str, Callable[[Path], bytes]]] = {
    "text in UTF-8": ("text", lambda _: LETTER.encode()),
    "text in TIS-620": ("text", lambda _: LETTER.encode("cp874")),
    "text in UTF-16": ("text", lambda _: LETTER.encode("utf-16")),
    "docx": ("docx", docx),
    "doc in Unicode": ("doc", lambda _: make.word97([(WORD_TEXT, "utf-16-le")])),
    "doc in CP874": ("doc", lambda _: make.word97([(WORD_TEXT, "cp874")])),
    "doc in CP874 without a language": ("doc", lambda _: make.word97([(WORD_TEXT, "cp874")], language=0x409)),
    "doc of 8- and 16-bit pieces": (
        "doc",
        lambda _: make.word97([(WORD_TEXT[:HALF], "cp874"), (WORD_TEXT[HALF:], "utf-16-le")]),
    ),
    "doc of Word 95": ("doc", lambda _: make.word95(LETTER)),
    "odt": ("odt", lambda _: make.odt(make.odt_xml(make.odt_lines(LETTER)))),
    "flat odt": ("odt", lambda _: make.odt_xml(make.odt_lines(LETTER), root="document")),
    "rtf in Unicode": ("rtf", lambda _: make.rtf(LETTER)),
    "rtf in a Thai code page": ("rtf", lambda _: make.rtf(LETTER, "codepage")),
    "rtf in a Thai font": ("rtf", lambda _: make.rtf(LETTER, "font")),
    "html in windows-874": ("html", lambda _: make.web_page(LETTER, "windows-874", "cp874")),
    "html in tis-620": ("html", lambda _: make.web_page(LETTER, "TIS-620", "cp874")),
    "html in UTF-8": ("html", lambda _: make.web_page(LETTER, "utf-8", "utf-8")),
    "html that lies about its encoding": ("html", lambda _: make.web_page(LETTER, "tis-620", "utf-8")),
    "html in UTF-16": ("html", lambda _: make.web_page(LETTER, "utf-16", "utf-16")),
    "eml in base64": ("eml", lambda _: make.mail(LETTER)),
    "eml in quoted-printable": ("eml", lambda _: make.mail(LETTER, encoding="quoted-printable")),
    "eml in windows-874": ("eml", lambda _: make.mail(LETTER, charset="windows-874")),
    "msg in Unicode": ("msg", lambda _: make.outlook(LETTER)),
    "msg in CP874": ("msg", lambda _: make.outlook(LETTER, code_page=874)),
}


def fields(path: Path) -> dict[str, Any]:
    (letter,) = parse(read(path))
    told = letter.as_json("")
    del told["evidence"]
    return told


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_letter_says_the_same_in_every_format(tmp_path: Path, name: str) -> None:
    format_, made = FORMATS[name]
    path = tmp_path / "letter.pdf"  # the name says nothing
    path.write_bytes(made(tmp_path / "word"))
    document = read(path)
    assert document.format == format_
    assert document.text.strip() == LETTER
    want = fields(FILES / "letter1.txt")
    assert want["number"] == "นพ 0023.4/ว 2168"
    assert fields(path) == want


@pytest.mark.parametrize("name", FORMATS)
def test_every_line_says_where_it_stands(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(FORMATS[name][1](tmp_path / "word"))
    for page in read(path).pages:
        assert "\n".join(line.text for line in page.lines) == page.source
        assert all(page.source[line.start :].startswith(line.text) for line in page.lines)
        assert {line.method for line in page.lines} == {"text"}


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


BAD: dict[str, tuple[bytes, str]] = {
    "half a doc": (cut(make.word97([(WORD_TEXT, "utf-16-le")])), "damaged"),
    "doc with a password": (make.word97([(WORD_TEXT, "utf-16-le")], flags=0x0300), "encrypted"),
    "empty doc": (make.word97([("\r", "utf-16-le")]), "empty-file"),
    "doc whose text lies outside": (
        make.compound({"WordDocument": make.word97([("ก\r", "utf-16-le")])[512:700], "1Table": b"\2" * 9}),
        "damaged",
    ),
    "half an odt": (cut(make.odt(make.odt_xml(make.odt_lines(LETTER)))), "damaged"),
    "odt with a password": (
        make.zipped(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "content.xml": b"\x81\x02",
                "META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>",
            },
            zipfile.ZIP_STORED,
        ),
        "encrypted",
    ),
    "empty odt": (make.odt(make.odt_xml("<text:p/>")), "empty-file"),
    "odt without content": (
        make.zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED),
        "damaged",
    ),
    "odt with entities": (
        make.odt(b'<!DOCTYPE a [<!ENTITY b "bbbb">]>' + make.odt_xml("<text:p>&b;</text:p>").split(b"?>", 1)[1]),
        "damaged",
    ),
    "deep odt": (make.odt(make.odt_xml("<text:section>" * 250 + "ก" + "</text:section>" * 250)), "too-large"),
    "half an rtf": (cut(make.rtf(LETTER)), "damaged"),
    "empty rtf": (rb"{\rtf1\ansi\par}", "empty-file"),
    "deep rtf": (rb"{\rtf1 " + b"{" * 5000 + b"x" + b"}" * 5001, "too-large"),
    "deep html": (b"<html>" + b"<div>" * 5000 + b"x", "too-large"),
    "html without text": (b"<html><head><title>x</title></head><body><script>1</script></body></html>", "empty-file"),
    "eml without text": (b"From: a@b.th\r\nMIME-Version: 1.0\r\n\r\n \r\n", "empty-file"),
    "eml that is encrypted": (
        b"From: a@b.th\r\nMIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nx",
        "encrypted",
    ),
    "mbox": (
        b"".join(b"From a@b.th Mon Jan  1 00:00:00 2024\nMessage-ID: <%d>\n\nx\n\n" % n for n in (1, 2)),
        "format-not-supported",
    ),
    "half a msg": (cut(make.outlook(LETTER)), "damaged"),
    "empty msg": (make.outlook(), "empty-file"),
    "msg that is encrypted": (
        make.outlook(streams={"__substg1.0_001A001F": "IPM.Note.SMIME".encode("utf-16-le")}),
        "encrypted",
    ),
    "half a zip": (cut(make.zipped({"a.txt": LETTER.encode()})), "damaged"),
    "empty zip": (make.zipped({}), "empty-file"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_has_its_one_line_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(word97_helpers, "text_by_program", lambda path: None)
    data, code = BAD[name]
    path = tmp_path / "a"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read(path)
    assert caught.value.code == code
    for text in (caught.value.thai, caught.value.english):
        assert text
        assert "\n" not in text


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("doc in Unicode", "MAX_OLE_BYTES"),
        ("msg in Unicode", "MAX_OLE_BYTES"),
        ("rtf in Unicode", "MAX_MARKUP_BYTES"),
        ("html in UTF-8", "MAX_MARKUP_BYTES"),
        ("eml in base64", "MAX_MAIL_BYTES"),
        ("odt", "MAX_ZIP_BYTES"),
        ("odt", "MAX_XML_PART"),
        ("flat odt", "MAX_XML_PART"),
    ],
)
def test_files_beyond_measure_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: str
) -> None:
    path = tmp_path / "a"
    path.write_bytes(FORMATS[name][1](tmp_path / "word"))
    monkeypatch.setattr(limits, limit, 100)
    with pytest.raises(UnreadableFile) as caught:
        read(path)
    assert caught.value.code == "too-large"


@pytest.mark.parametrize("name", [name for name in FORMATS if not name.startswith("text")])
def test_whatever_is_broken_in_a_file_costs_no_more_than_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(word97_helpers, "text_by_program", lambda path: None)
    data = FORMATS[name][1](tmp_path / "word")
    path = tmp_path / "a"
    outcomes = set()
    for place in range(0, len(data), max(1, len(data) // 40)):
        broken = bytearray(data)
        broken[place : place + 4] = b"\xff\xff\xff\x7f"
        for bytes_ in (broken, data[:place]):
            path.write_bytes(bytes_)
            try:
                outcomes.add(bool(parse(read(path))))
            except UnreadableFile as fault:
                outcomes.add(fault.code)
    assert outcomes <= {
        True, "damaged", "empty-file", "encrypted", "too-large", "not-text", "format-not-supported",
    }  # fmt: skip
