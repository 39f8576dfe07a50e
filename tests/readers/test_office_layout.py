"""Tables, lists, boxes, notes and hidden text of the office formats come out as they stand on paper."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest

from parsers import read
from parsers.errors import UnreadableFile
from parsers.readers import html, rtf
from parsers.readers.packed_rtf import unpack
from tests.readers import office_files as make

FILES = Path(__file__).with_name("files")
RICH = """หัวกระดาษ
บรรทัดแรก
ในกล่อง
ย่อหน้าที่มีกล่อง
ลำดับ	อำเภอ
๑	เมือง	๕๐ ต้น
	นครพนม
	ย่อหน้า
1. ข้อแรก
1.1 ข้อย่อย
2. ข้อสอง
เห็นต่อ
มีเชิงอรรถ\fหน้าใหม่
เชิงอรรถ"""


@pytest.mark.parametrize("ending", ["doc", "odt", "rtf"])
def test_what_libreoffice_wrote_comes_out_as_on_paper(ending: str) -> None:
    told = read(FILES / f"rich.{ending}").text
    # LibreOffice sets no blank between a list's number and its text in .doc files.
    lines = [
        line.rstrip(" ")
        for line in told.replace("1.ข", "1. ข").replace("1ข้อ", "1 ข้อ").replace("2.ข", "2. ข").split("\n")
    ]
    assert "\n".join(lines).replace(" \f", "\f") == RICH


def test_a_web_page_of_libreoffice() -> None:
    lines = read(FILES / "rich.html").text.split("\n")
    assert lines[lines.index("ลำดับ\tอำเภอ") + 1 :][:2] == ["๑\tเมือง\t๕๐ ต้น", "\tนครพนม"]
    assert "\tย่อหน้า" in lines
    assert "1. ข้อแรก" in lines


def test_thai_list_numbers_of_opendocument(tmp_path: Path) -> None:
    styles = (
        '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-suffix="." '
        'style:num-format="๑, ๒, ๓, ..." text:start-value="4"/></text:list-style>'
    )
    items = "".join(f"<text:list-item><text:p>{word}</text:p></text:list-item>" for word in ("สี่", "ห้า"))
    path = tmp_path / "a"
    path.write_bytes(make.odt(make.odt_xml(f'<text:list text:style-name="N">{items}</text:list>', styles)))
    assert read(path).text == "๔. สี่\n๕. ห้า"


PAGES = [
    ("<p>ก</p>\n<p>ข</p>", "ก\nข"),
    ("<p>ก\n  ข</p>", "ก ข"),
    ("<div>ก<div>ข</div>ค</div>", "ก\nข\nค"),
    ("<p>ก<br>ข<br><br>ค", "ก\nข\n\nค"),
    ("<p>ก</p><p>&nbsp;</p><p>ข</p>", "ก\n\nข"),
    ("<p>&nbsp;&nbsp;ที่ มท ๐๘๐๑</p>", "  ที่ มท ๐๘๐๑"),
    ('<p style="text-indent:2.5cm">ก</p>', "\tก"),
    ('<p align="right">ก</p>', "\tก"),
    ("<p>ก<span style='mso-tab-count:2'>&nbsp;&nbsp; </span>ข</p>", "ก\t\tข"),
    ("<p>ก\tข</p>", "ก\tข"),
    ("ก<!-- ไม่เห็น -->ข<script>x</script>ค", "กขค"),
    ('<p>ก<span style="display: none">ซ่อน</span>ข<del>ลบ</del></p>', "กข"),
    ("<ol style='list-style-type: thai'><li>ก<li><p>ข</p></ol>", "๑. ก\n๒. ข"),
    ("<ul><li>ก</ul>", "• ก"),
    ("<table><tr><td>ก<td>ข<p>ค</table>", "ก\tข\n\tค"),
    ("<table><tr><td>ก<table><tr><td>ข<td>ค</table></td><td>ง</td></tr></table>", "ก\tง\nข\tค"),
    ("<table><tr><td>" + "ก<br>" * 12 + "<td>" + "ข<br>" * 12 + "</table>", "ก\n" * 12 + "ข\n" * 11 + "ข"),
    ('<p>ก</p><p style="page-break-before: always">ข</p>', "ก\fข"),
    ("<pre>ก\n  ข</pre>", "ก\n  ข"),
    ("&#3585;&amp;&lt;", "ก&<"),
    ("<div>" * 1000 + "ก", "ก"),
]


@pytest.mark.parametrize(("markup", "text"), PAGES)
def test_web_pages_come_out_as_a_browser_shows_them(markup: str, text: str) -> None:
    assert html.text_of(f"<html><body>{markup}</body></html>").strip("\n") == text


RICH_TEXTS = [
    (rb"\'a1\'a2", "กข"),
    (rb"\u3585\'a1\u3586\'a2", "กข"),
    (rb"\uc2\u3585??\u3586??\uc0\u3587", "กขค".replace("ค", "\u0e03")),
    (rb"\u-4051?", "\uf02d"),
    (rb"\u-10179?\u-8704?", "\U0001f600"),
    (rb"{\f1 Caf\'e9 Ren\'e9}", "Café René"),
    (rb"a\~b\_c\-d", "a b-cd"),
    (rb"a\line b\tab c", "a\nb\tc"),
    (rb"a\par\page b", "a\fb"),
    (rb"{\*\unknown a}{\pict 00}{\v b}{\deleted c}d", "d"),
    (rb"{\field{\*\fldinst PAGE}{\fldrslt 3}}", "3"),
    (rb"\pard\qc a\par\pard b", "\ta\nb"),
    (rb"\trowd\pard\intbl a\cell b\par c\cell\row d", "a\tb\n\tc\nd"),
    (rb"{\listtext\tab 1.\tab}a", "1. a"),
    (rb"{\header\pard - 2 -\par}a{\footer b\par}", "a\nb"),
    (rb"a\bin3 {{{b", "ab"),
    (rb"a{\footnote\pard  b}c", "ac\nb"),
    (rb"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt b\par}}}a", "b\na"),
    (b"a\r\nb\\\nc", "ab\nc"),
    (rb"\{\\\}", "{\\}"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), RICH_TEXTS)
def test_rich_text_comes_out_as_it_is_printed(body: bytes, text: str) -> None:
    head = rb"{\rtf1\ansi\ansicpg874{\fonttbl{\f0\fcharset222 A;}{\f1\fcharset0 B;}}"
    if b"\\f1" in body:
        head = head.replace(b"874", b"1252")
    assert rtf.text_of(head + body + b"}")[0].strip("\n") == text


def test_word_drops_codes_of_fields_and_keeps_what_they_print(tmp_path: Path) -> None:
    path = tmp_path / "a"
    text = "หน้า \x13 PAGE \x14๗\x15 ท้าย\x0bต่อ\x1eไป\x0cหน้าใหม่ 😀\r"
    path.write_bytes(make.word97([(text, "utf-16-le")]))
    assert read(path).text == "หน้า ๗ ท้าย\nต่อ-ไป\fหน้าใหม่ 😀"


def test_tables_of_an_old_word_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(make.word95("ตาราง\nก\x07ข\x07\x07ค\x07ง\x07\x07จบ\n"))
    assert read(path).text == "ตาราง\nก\tข\nค\tง\nจบ"


def test_western_letters_of_a_western_word_file_stay_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(make.word97([("Café “René”\r", "cp1252")], language=0x40C))
    assert read(path).text == "Café “René”"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_word_file_with_broken_tables_goes_to_catdoc_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "a.doc"
    broken.write_bytes(
        make.compound({"WordDocument": b"\xec\xa5\xc1\x00" + bytes(5000), "0Table": bytes(5000)})
    )
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    with pytest.raises(UnreadableFile) as caught:
        read(broken)
    assert caught.value.code == "damaged"
    catdoc = programs / "catdoc"
    catdoc.write_text("#!/bin/sh\necho 'ที่ มท ๐๘๐๑/๑'\n", encoding="utf-8")
    catdoc.chmod(0o755)
    assert read(broken).text.strip() == "ที่ มท ๐๘๐๑/๑"


def test_rich_text_as_outlook_packs_it() -> None:
    # The example of [MS-OXRTFCP] 3.1.1 and 3.1.2.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpack(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    stored = struct.pack("<IIII", 16, 4, 0x414C454D, 0) + b"{\\rt"
    assert unpack(stored) == b"{\\rt"
