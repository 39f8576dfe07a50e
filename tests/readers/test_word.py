"""Word files: what is printed comes out, in the order it is read, and nothing else."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from parsers.errors import UnreadableFile
from parsers.readers import read_document
from parsers.readers.word_numbering import number_in_words, numeral
from tests.readers.word_files import element, paragraph, run, write_word

if TYPE_CHECKING:
    from pathlib import Path


def text_of(folder: Path, body: str, **parts: str) -> str:
    document = read_document(write_word(folder / "letter.docx", body, **parts))
    for page in document.pages:
        for line in page.lines:
            assert page.source[line.start : line.start + len(line.text)] == line.text
    return document.text


STRICT_INDENT = '<w:ind w:start="720"/>'
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end")
)
HIDDEN_NOT = '<w:vanish w:val="0"/>'

BODIES = [
    pytest.param(paragraph("เรื่อง") + "<w:p/>" + paragraph("เรียน"), "เรื่อง\n\nเรียน", id="paragraphs in order"),
    pytest.param(f"<w:p>{run('ที่ มท')}<w:r><w:tab/></w:r>{run('กรม')}</w:p>", "ที่ มท\tกรม", id="tab"),
    pytest.param(
        "<w:p><w:r><w:t>ก</w:t><w:br/><w:t>ข</w:t><w:cr/><w:t>ค</w:t></w:r></w:p>", "ก\nข\nค", id="soft"
    ),
    pytest.param(
        '<w:p><w:r><w:t>ก</w:t><w:lastRenderedPageBreak/><w:br w:type="page"/></w:r></w:p>' + paragraph("ข"),
        "ก\fข",
        id="page break",
    ),
    pytest.param(paragraph("ก") + paragraph("ข", "<w:pageBreakBefore/>"), "ก\fข", id="page break before"),
    pytest.param(
        paragraph("ก", "<w:sectPr/>") + paragraph("ข") + '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>',
        "ก\fข",
        id="section on a new page",
    ),
    pytest.param(
        paragraph("ก", "<w:sectPr/>") + paragraph("ข") + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>',
        "ก\nข",
        id="section on the same page",
    ),
    pytest.param(
        f"<w:p><w:ins>{run('ใหม่')}</w:ins><w:del><w:r><w:delText>เก่า</w:delText></w:r></w:del></w:p>",
        "ใหม่",
        id="tracked changes",
    ),
    pytest.param(
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('ต้น')}</w:p>" + paragraph("ปลาย"),
        "ต้นปลาย",
        id="deleted paragraph end",
    ),
    pytest.param(
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>ก</w:t></w:r></w:p>', "\uf0fcก", id="sym"
    ),
    pytest.param(paragraph("ท\uf70aี"), "ท\uf70aี", id="private glyphs are kept"),
    pytest.param(
        "<w:p><w:r><w:t>๙๐๒๑</w:t><w:noBreakHyphen/><w:t>๓</w:t></w:r></w:p>", "๙๐๒๑-๓", id="hyphen"
    ),
    pytest.param(f"<w:p>{run('ลับ', '<w:vanish/>')}{run('เห็น', HIDDEN_NOT)}</w:p>", "เห็น", id="vanish"),
    pytest.param(
        f"<w:p>{BEGIN}<w:r><w:instrText>DATE</w:instrText></w:r>{BEGIN}{run('code')}{SEPARATE}{run('inner')}{END}"
        f"{SEPARATE}{run('๒๕๖๖')}{END}</w:p>",
        "๒๕๖๖",
        id="field code inside field code",
    ),
    pytest.param(
        f'<w:p><w:hyperlink r:id="x">{run("saraban@")}</w:hyperlink>'
        f'<w:fldSimple w:instr="X">{run("y")}</w:fldSimple></w:p>',
        "saraban@y",
        id="hyperlink and simple field",
    ),
    pytest.param(
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('ก')}</w:sdtContent></w:sdt>", "ก", id="content control"
    ),
    pytest.param("<w:p><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>", "x+1", id="formula"),
    pytest.param(paragraph("ย่อหน้า", '<w:ind w:firstLine="1134"/>'), "\tย่อหน้า", id="first line indent"),
    pytest.param(paragraph("ก", '<w:ind w:left="1440" w:hanging="1440"/>'), "ก", id="hanging indent"),
    pytest.param(paragraph("ก", '<w:ind w:left="300"/>'), "ก", id="small indent"),
    pytest.param(paragraph("ขอแสดงความนับถือ", '<w:jc w:val="center"/>'), "\tขอแสดงความนับถือ", id="centred"),
    pytest.param(paragraph("", '<w:jc w:val="center"/>') + paragraph("ก"), "\nก", id="centred blank line"),
]


@pytest.mark.parametrize(("body", "expected"), BODIES)
def test_body(tmp_path: Path, body: str, expected: str) -> None:
    assert text_of(tmp_path, body) == expected


def cell(*inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inner)}</w:tc>"


def test_table_rows_are_lines_and_cells_are_tabbed(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell(paragraph('๑'))}{cell(paragraph('๒'))}</w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr>{cell(paragraph('ที่ มท ๑'))}{cell(paragraph('กรม'), paragraph('ถนน'))}</w:tr>"
        f"<w:tr>{cell(inner, '<w:p/>')}{cell(paragraph('ท้าย'))}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph('ลบแล้ว'))}</w:tr>"
        f"<w:tr>{cell(paragraph('ซ่อน'), properties='<w:vMerge/>')}{cell(paragraph('ล่าง'))}</w:tr></w:tbl>"
    )
    assert text_of(tmp_path, body) == "ที่ มท ๑\tกรม\n\tถนน\n๑\t๒\tท้าย\n\tล่าง"


def test_text_box_stands_once_where_it_is_anchored(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('ด่วนที่สุด')}</w:txbxContent>"
    shape = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    body = paragraph("บนสุด") + f"<w:p>{shape}{run('ที่ มท ๑')}</w:p>" + f"<w:p>{run('เรื่อง')}{shape}</w:p>"
    assert text_of(tmp_path, body) == "บนสุด\nด่วนที่สุด\nที่ มท ๑\nเรื่อง\nด่วนที่สุด"


def test_headers_first_footers_and_notes_last(tmp_path: Path) -> None:
    section = (
        '<w:sectPr><w:titlePg/><w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="first" r:id="header2"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    text = text_of(
        tmp_path,
        f"<w:p>{run('เนื้อความ')}{note}</w:p>{section}",
        header1=paragraph("- ๒ -"),
        header2=paragraph("สำเนาคู่ฉบับ"),
        footer1=paragraph("โทร. ๐ ๒๐๐๐ ๐๐๐๐"),
        footnotes=f'<w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("เชิงอรรถ")}</w:footnote>',
    )
    assert text == "สำเนาคู่ฉบับ\nเนื้อความ\nโทร. ๐ ๒๐๐๐ ๐๐๐๐\nเชิงอรรถ"


def listed(text: str, level: int = 0, num: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def level_definition(level: int, style: str, pattern: str, indent: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{pattern}"/>'
        f"<w:pPr>{indent}</w:pPr></w:lvl>"
    )


def test_list_numerals(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7">'
        + level_definition(0, "thaiNumbers", "%1.", '<w:ind w:left="720" w:hanging="360"/>')
        + level_definition(1, "decimal", "%1.%2", '<w:ind w:left="0"/>')
        + '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
        + level_definition(0, "bullet", "\uf0b7")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = (
        listed("ก") + listed("ข", 1) + listed("ค", 1) + listed("ง") + listed("จ", 1) + listed("ฉ", num=2)
        + listed("ช", num=3) + listed("ซ", num=3) + listed("ฌ", num=0)
    )  # fmt: skip
    assert text_of(tmp_path, body, numbering=numbering).split("\n") == [
        "\t๑. ก", "๑.1 ข", "๑.2 ค", "\t๒. ง", "๒.1 จ", "• ฉ", "\t๕. ช", "\t๖. ซ", "ฌ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "style", "expected"),
    [
        (10, "decimal", "10"),
        (3, "thaiNumbers", "๓"),
        (4, "thaiLetters", "ง"),
        (43, "thaiLetters", "ขข"),
        (11, "thaiCounting", "สิบเอ็ด"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (7, "decimalZero", "07"),
        (7, "unheardOf", "7"),
        (-3, "upperRoman", "-3"),
    ],
)
def test_numeral(count: int, style: str, expected: str) -> None:
    assert numeral(count, style) == expected


def test_number_in_words() -> None:
    assert [number_in_words(n) for n in (1, 20, 21, 101, 2566)] == [
        "หนึ่ง", "ยี่สิบ", "ยี่สิบเอ็ด", "หนึ่งร้อยเอ็ด", "สองพันห้าร้อยหกสิบหก",
    ]  # fmt: skip


def test_styles_are_inherited(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:jc w:val="center"/></w:pPr>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Shown"><w:basedOn w:val="Base"/>'
        '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    body = "".join(paragraph(name, f'<w:pStyle w:val="{name}"/>') for name in ("Child", "Shown", "Loop"))
    assert text_of(tmp_path, body, styles=styles) == "\n\tShown\nLoop"


def test_strict_dialect(tmp_path: Path) -> None:
    path = write_word(tmp_path / "a.docx", "")
    strict = element("document", f"<w:body>{paragraph('ก', STRICT_INDENT)}</w:body>").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    replace_main_part(path, strict)
    assert read_document(path).text == "\tก"


def replace_main_part(path: Path, data: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (parts | {"word/document.xml": data}).items():
            archive.writestr(name, part)


BAD_PARTS = [
    pytest.param(element("document", "<w:body><w:p>")[:-20], "damaged", id="broken XML"),
    pytest.param(element("document", ""), "damaged", id="no body"),
    pytest.param(
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        + element("document", "<w:body>&b;</w:body>")[38:],
        "damaged",
        id="entities",
    ),
    pytest.param(
        element("document", "<w:body>" + "<w:x>" * 230 + "</w:x>" * 230 + "</w:body>"), "too-large", id="deep"
    ),
    pytest.param(element("document", "<w:body>" + " " * 6_000_000 + "</w:body>"), "too-large", id="bomb"),
    pytest.param(element("document", "<w:body><w:p/></w:body>"), "empty-file", id="no text"),
]


@pytest.mark.parametrize(("data", "code"), BAD_PARTS)
def test_bad_parts_are_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = write_word(tmp_path / "a.docx", "")
    replace_main_part(path, data)
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    assert caught.value.code == code


def test_flipped_bits_never_crash(tmp_path: Path) -> None:
    path = write_word(tmp_path / "a.docx", paragraph("หนังสือ" * 50), styles="")
    sound = path.read_bytes()
    for at in range(0, len(sound), 7):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 0x55]) + sound[at + 1 :])
        with suppress(UnreadableFile):
            read_document(path)


def test_truncated_file_is_damaged(tmp_path: Path) -> None:
    path = write_word(tmp_path / "a.docx", paragraph("ก"))
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    assert caught.value.code == "damaged"
