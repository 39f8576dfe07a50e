"""Makes the PDF files, and those that LibreOffice writes, of these tests from the texts beside them; run by hand, its output is committed.

Needs ``soffice``, ``chromium``, the fonts Laksaman and Loma (Debian: libreoffice-writer, chromium,
fonts-tlwg-laksaman-ttf, fonts-tlwg-loma-ttf) and the packages reportlab and pikepdf.

    python -m tests.readers.make_files
"""

from __future__ import annotations

import html
import subprocess
import tempfile
from pathlib import Path

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.readers.office_files import odt_xml
from tests.readers.word_files import paragraph, write_word

FILES = Path(__file__).with_name("files")
FONTS = Path("/usr/share/fonts/truetype/tlwg")
FONT = (
    '<w:rFonts w:ascii="Laksaman" w:hAnsi="Laksaman" w:cs="Laksaman"/><w:sz w:val="26"/><w:szCs w:val="26"/>'
)
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="900" w:bottom="900" w:left="1300" w:right="900"/></w:sectPr>'
)
STYLE = """<meta charset="utf-8"><style>@page{size:A4;margin:1.5cm 1.5cm 1.5cm 2cm}
body{font:14pt Laksaman;white-space:pre;tab-size:5em;margin:0}</style>"""


def by_libreoffice(name: str) -> None:
    """A Word file of the text, printed by LibreOffice."""
    _print_word(f"{name}-libreoffice", "".join(_word_line(line) for line in _text(name).split("\n")))


def justified(name: str) -> None:
    """The body of the text as one justified paragraph, printed by LibreOffice."""
    body = " ".join(line.strip() for line in _text(name).split("\n")[10:15])
    _print_word("justified", paragraph(body, '<w:jc w:val="both"/><w:ind w:firstLine="1134"/>') * 2)


def _print_word(stem: str, body: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"{stem}.docx")
        defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{FONT}</w:rPr></w:rPrDefault></w:docDefaults>"
        write_word(source, body + PAGE, styles=defaults)
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(FILES), str(source)]
        subprocess.run(command, check=True, capture_output=True)


def _word_line(line: str) -> str:
    tabs = (
        "<w:tabs>" + "".join(f'<w:tab w:val="left" w:pos="{n * 1640}"/>' for n in range(1, 7)) + "</w:tabs>"
    )
    return paragraph(html.escape(line), tabs).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')


def by_chromium(name: str) -> None:
    """A web page of the text, printed by Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(f"{STYLE}<div>{html.escape(_text(name))}</div>", encoding="utf-8")
        target = FILES / f"{name}-chromium.pdf"
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        subprocess.run([*command, f"--print-to-pdf={target}", str(page)], check=True, capture_output=True)


def by_word_like(name: str, *, repeat: int = 1, private: bool = False, suffix: str = "word") -> None:
    """Unshaped glyphs with one code each, as Word writes them; text of the head at the end of the stream.

    ``repeat`` prints everything several times a hair apart (fake bold); ``private`` uses the shifted marks
    of the private area, as Windows fonts do.
    """
    registerFont(TTFont("Loma", str(FONTS / "Loma.ttf")))
    canvas = Canvas(str(FILES / f"{name}-{suffix}.pdf"), pagesize=A4, pageCompression=1, invariant=1)
    drawn = list(enumerate(_text(name).split("\n")))
    # The head is drawn last, as text boxes are.
    for number, line in drawn[6:] + drawn[:6]:
        x, y = 60.0, 790.0 - 21 * number
        for field, part in enumerate(line.split("\t")):
            if field:
                x = 60.0 + 100 * (int((x - 60 + 20) // 100) + 1)
            shown = _private(part) if private else part
            for copy in range(repeat):
                text = canvas.beginText(x + 0.25 * copy, y)
                text.setFont("Loma", 11)
                text.textOut(shown)
                canvas.drawText(text)
            x += canvas.stringWidth(part, "Loma", 11)
    canvas.showPage()
    canvas.save()


def _private(text: str) -> str:
    # Low tone marks on short consonants, as the old shaping did; the order of marks stays as typed.
    for tone, low in zip("\u0e48\u0e49\u0e4a\u0e4b\u0e4c", "\uf70a\uf70b\uf70c\uf70d\uf70e", strict=True):
        for consonant in "กขคงจชซดตถทธนบพภมยรลวสหอ":
            text = text.replace(consonant + tone, consonant + low)
    return text


def encrypted(name: str, user: str, suffix: str) -> None:
    """The Word-like file with a password; the empty one opens without asking."""
    with pikepdf.open(FILES / f"{name}-word.pdf") as pdf:
        pdf.save(FILES / f"{name}-{suffix}.pdf", encryption=pikepdf.Encryption(owner="owner", user=user, R=6))


def with_broken_codes(name: str) -> None:
    """The Word-like file whose glyphs claim to be other characters, as subset fonts of bad producers do."""
    with pikepdf.open(FILES / f"{name}-word.pdf") as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            if "/ToUnicode" in font:
                table = font.ToUnicode.read_bytes().decode("latin-1")
                codes = [line for line in table.split("\n") if line.startswith("<") and line.count("<") >= 2]
                shifted = [
                    f"{a[: a.rindex('<')]}{b[b.rindex('<') :]}"
                    for a, b in zip(codes, codes[7:] + codes[:7], strict=True)
                ]
                for old, new in zip(codes, shifted, strict=True):
                    table = table.replace(old, new + "\x00", 1)
                font.ToUnicode = pdf.make_stream(table.replace("\x00", "").encode("latin-1"))
        pdf.save(FILES / f"{name}-broken.pdf")


def mixed(name: str) -> None:
    """A page of text, a scanned page with a fax line on it, and the text turned by a quarter."""
    with tempfile.TemporaryDirectory() as folder:
        scan = Path(folder, "scan.pdf")
        picture = Path(folder, "scan.pgm")
        picture.write_bytes(b"P5 60 80 255\n" + bytes(200 for _ in range(60 * 80)))
        canvas = Canvas(str(scan), pagesize=A4, invariant=1)
        canvas.drawImage(ImageReader(str(picture)), 0, 0, *A4)
        canvas.drawString(40, 825, "FROM: 042 000 112   TO: 042 000 333   P.1")
        canvas.showPage()
        canvas.save()
        with pikepdf.open(FILES / f"{name}-word.pdf") as pdf, pikepdf.open(scan) as scanned:
            pdf.pages.extend(scanned.pages)
            pdf.pages.append(pdf.pages[0])
            pdf.pages[2].Rotate = 90
            pdf.save(FILES / f"{name}-mixed.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
            del pdf.pages[2]
            del pdf.pages[0]
            pdf.save(FILES / "scan.pdf")


RICH_STYLES = """
<style:style style:name="In" style:family="paragraph"><style:paragraph-properties fo:text-indent="2cm"/></style:style>
<style:style style:name="New" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/>
<style:header-style/></style:page-layout>
<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>
<text:list-level-style-number text:level="2" text:display-levels="2" style:num-format="1"/></text:list-style>"""
RICH_MASTER = (
    '<style:master-page style:name="Standard" style:page-layout-name="L"><style:header>'
    "<text:p>หัวกระดาษ</text:p></style:header></style:master-page>"
)
RICH_BODY = """<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>
<dc:creator>x</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info><text:p>ลบทิ้ง</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>บรรทัดแรก</text:p>
<text:p><draw:frame text:anchor-type="paragraph" svg:width="4cm" svg:height="1cm"><draw:text-box>
<text:p>ในกล่อง</text:p></draw:text-box></draw:frame>ย่อหน้าที่มีกล่อง</text:p>
<table:table><table:table-column table:number-columns-repeated="3"/>
<table:table-row><table:table-cell><text:p>ลำดับ</text:p></table:table-cell><table:table-cell><text:p>อำเภอ</text:p>
</table:table-cell><table:table-cell><text:p/></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>๑</text:p></table:table-cell><table:table-cell><text:p>เมือง</text:p>
<text:p>นครพนม</text:p></table:table-cell><table:table-cell><text:p>๕๐ ต้น</text:p></table:table-cell></table:table-row>
</table:table><text:p text:style-name="In">ย่อหน้า</text:p>
<text:list text:style-name="N"><text:list-item><text:p>ข้อแรก</text:p><text:list><text:list-item><text:p>ข้อย่อย</text:p>
</text:list-item></text:list></text:list-item><text:list-item><text:p>ข้อสอง</text:p></text:list-item></text:list>
<text:p>เห็น<text:span text:style-name="Gone">ซ่อน</text:span>ต่อ<text:change text:change-id="c1"/></text:p>
<text:p>มีเชิงอรรถ<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>
<text:p>เชิงอรรถ</text:p></text:note-body></text:note></text:p><text:p text:style-name="New">หน้าใหม่</text:p>"""


def rich() -> None:
    """Table, list, text box, note, header, hidden and deleted text, written by LibreOffice in each of its formats."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "rich.fodt")
        text = odt_xml(RICH_BODY, RICH_STYLES, "document").decode()
        text = text.replace(
            "<office:document ", '<office:document xmlns:dc="http://purl.org/dc/elements/1.1/" ', 1
        )
        text = text.replace(
            "<office:body>", f"<office:master-styles>{RICH_MASTER}</office:master-styles><office:body>"
        )
        text = text.replace(
            "<office:document ",
            '<office:document office:mimetype="application/vnd.oasis.opendocument.text" ',
            1,
        )
        source.write_text(text, encoding="utf-8")
        for format_ in ("doc", "odt", "rtf", "html:HTML"):
            command = ["soffice", "--headless", "--convert-to", format_, "--outdir", str(FILES), str(source)]
            subprocess.run(command, check=True, capture_output=True)


def _text(name: str) -> str:
    return (FILES / f"{name}.txt").read_text(encoding="utf-8").strip("\n")


if __name__ == "__main__":
    for letter in ("letter1", "letter2"):
        by_libreoffice(letter)
        by_chromium(letter)
        by_word_like(letter)
    justified("letter1")
    by_word_like("letter1", repeat=3, suffix="bold")
    by_word_like("letter1", private=True, suffix="private")
    encrypted("letter1", "", "open")
    encrypted("letter1", "secret", "locked")
    with_broken_codes("letter1")
    mixed("letter1")
    rich()
