"""Build the sample archive and its labelled truth from the texts in sample_letters/.

Each source holds labels, a line ``---`` and one letter. A ``file`` label names a document to make and
how: .txt (options cp874, utf-16, wrap), .docx, or .pdf printed by soffice or chromium. The labels
cites, supplements, amends, replaces and cancels read ``number @ date -> source | title``, the last two
only where the number and date do not lead to the letter. The first characters of a line set its place:
``!`` urgency, ``>`` the agency on the right, ``^`` date and signature, ``=`` centred, two spaces a
paragraph, ``|`` a table row. Every matter, person and telephone number in the sample is invented.

Needs LibreOffice and Chromium on PATH and the TLWG TrueType fonts. Dates inside the files are fixed.
"""

import argparse
import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import category
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
SOURCES = Path(__file__).resolve().parent / "sample_letters"
WORD_FONT, PDF_FONT = ("TH SarabunPSK", 16), ("Laksaman", 13)  # the second is drawn larger
Font = tuple[str, int]
LABELS = {"เรื่อง": 760, "เรียน": 760, "อ้างถึง": 960, "สิ่งที่ส่งมาด้วย": 1920, "ถึง": 600}  # width in twips
STATUS_OF = {
    "cites": "in_force",
    "supplements": "supplemented",
    "amends": "amended",
    "replaces": "replaced",
    "cancels": "cancelled",
}
STRENGTH = list(STATUS_OF.values())
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass
class Reference:
    """A letter that another one cites; target and title only where the source says so."""

    relation: str
    number: str | None
    date: str | None
    target: str | None
    title: str | None


@dataclass
class Source:
    """One letter: its labels, the files to make of it, its lines."""

    name: str
    labels: dict[str, str]
    files: list[tuple[str, list[str]]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)  # (mark, text)

    @property
    def file(self) -> str:
        """The file that stands for the letter in the truth."""
        return self.files[0][0]

    @property
    def stamp(self) -> tuple[int, int, int]:
        """The date written into the made files."""
        year, month, day = ((self.labels.get("date") or "2023-03-03") + "-01").split("-")[:3]
        return int(year), int(month), int(day)


def read_reference(relation: str, value: str) -> Reference:
    """Read ``number @ date -> source | title``; ``-`` stands for nothing."""
    value, _, title = value.partition(" | ")
    value, _, target = value.partition(" -> ")
    number, _, date = value.partition(" @ ")
    return Reference(
        relation, *(None if part in ("", "-") else part for part in (number, date, target, title))
    )


def read_source(path: Path) -> Source:
    """Read one file of sample_letters/."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    source = Source(path.stem, {})
    for line in head.splitlines():
        label, _, value = line.partition(": ")
        if label == "file":
            name, _, options = value.partition(" | ")
            source.files.append((name, options.split()))
        elif label in STATUS_OF:
            source.references.append(read_reference(label, value))
        else:
            source.labels[label] = value
    for line in body.rstrip("\n").split("\n"):
        mark = line[:2] if line[:2] in ("> ", "^ ", "= ", "| ", "  ") else line[:1] if line[:1] == "!" else ""
        source.lines.append((mark.rstrip() or mark[:1], line[len(mark) :]))
    return source


def width(text: str) -> int:
    """Columns that a Thai text takes: marks above and below take none."""
    return sum(category(character) != "Mn" for character in text)


def wrapped(text: str, limit: int = 84) -> str:
    """Break a long line at blanks, as an export of a word processor does."""
    rows = [""]
    for word in text.split(" "):
        if rows[-1] and width(rows[-1]) + width(word) > limit:
            rows.append(word)
        else:
            rows[-1] += (" " if rows[-1] else "") + word
    return "\n".join(rows)


def head_line(text: str) -> tuple[str, str]:
    """Split ``ที่ number > agency``; the second part is empty in other lines."""
    left, _, right = text.partition(" > ")
    return left, right


def as_text(source: Source, options: list[str]) -> bytes:
    """The letter as a clerk's text file."""
    rows = []
    for mark, text in source.lines:
        left, right = head_line(text)
        if mark == " ":
            rows.append("\t" + (wrapped(text) if "wrap" in options else text))
        elif mark == "=":
            rows.append(" " * max(0, (84 - width(text)) // 2) + text)
        elif mark == "^":
            rows.append(" " * 42 + text)
        elif mark == ">" or right:
            left = left if right else ""
            rows.append(left + " " * max(3, 50 - width(left)) + (right or text))
        else:
            rows.append(wrapped(text) if "wrap" in options and mark == "" and len(text) > 84 else text)
    whole = "\n".join(rows) + "\n"
    for encoding in ("cp874", "utf-16"):
        if encoding in options:
            order_mark = b"\xff\xfe" if encoding == "utf-16" else b""
            return order_mark + whole.replace("\n", "\r\n").encode("utf-16-le" if order_mark else encoding)
    return whole.encode("utf-8")


def word_paragraph(text: str, layout: str = "", bold: bool = False, colour: str = "") -> str:
    """One w:p; tabs become w:tab."""
    runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t"))
    look = f"<w:rPr><w:b/><w:bCs/>{colour}</w:rPr>" if bold else ""
    return f"<w:p><w:pPr>{layout}</w:pPr><w:r>{look}{runs}</w:r></w:p>"


def word_body(lines: list[tuple[str, str]]) -> str:
    """The paragraphs and tables of document.xml."""
    parts: list[str] = []
    indent = 0  # of the last label, for its numbered items
    for mark, text in lines:
        left, right = head_line(text)
        label, _, value = text.partition("  ")
        if mark == "|":
            cells = "".join(
                f"<w:tc>{word_paragraph(cell.strip())}</w:tc>" for cell in text.removesuffix("|").split("|")
            )
            parts.append(f"<w:tr>{cells}</w:tr>")
        elif mark == "=":
            parts.append(word_paragraph(text, '<w:jc w:val="center"/>', bold=not text.startswith("--")))
        elif mark == "^":
            layout = '<w:ind w:left="3400"/><w:jc w:val="center"/>'
            parts.append(word_paragraph(text, layout))
        elif mark == ">" or right:
            layout = (
                '<w:tabs><w:tab w:val="left" w:pos="4300"/></w:tabs>' if right else '<w:ind w:left="4300"/>'
            )
            parts.append(word_paragraph(f"{left}\t{right}" if right else text, layout))
        elif mark == " ":
            parts.append(word_paragraph(text, '<w:ind w:firstLine="1418"/><w:jc w:val="thaiDistribute"/>'))
        elif value and label in LABELS:
            indent = LABELS[label]
            tabs = f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs>'
            layout = f'{tabs}<w:spacing w:before="60"/><w:ind w:left="{indent}" w:hanging="{indent}"/>'
            parts.append(word_paragraph(f"{label}\t{value}", layout))
        elif indent and re.match(r"[0-9๐-๙]\. ", text):
            parts.append(word_paragraph(text, f'<w:ind w:left="{indent}"/>'))
        else:
            red = '<w:color w:val="CC0000"/>'
            parts.append(word_paragraph(text, bold=mark == "!", colour=red))
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table = f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
    columns = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in (900, 1500, 3700, 1200, 1771))
    table += f"<w:tblGrid>{columns}</w:tblGrid>"
    return re.sub(r"(<w:tr>.*</w:tr>)", table + r"\1</w:tbl>", "".join(parts))


def as_word(source: Source, font: Font) -> dict[str, str]:
    """The members of a small .docx."""
    name, size = font
    fonts = f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'
    sizes = f'<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/>'
    day = "{:04}-{:02}-{:02}T02:00:00Z".format(*source.stamp)
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1134" w:bottom="964" w:left="1701" w:header="709" w:footer="709"'
        ' w:gutter="0"/></w:sectPr>'
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{types}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{types}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{relations}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{package}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{relations}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'{sizes}<w:lang w:val="en-US" w:bidi="th-TH"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="{25 * size}" w:lineRule="exact"/></w:pPr>'
        "</w:pPrDefault>"
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        "</w:styles>",
        "word/document.xml": f"<w:document {W}><w:body>{word_body(source.lines)}{page}</w:body></w:document>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>',
    }


def write_word(path: Path, source: Source, font: Font) -> None:
    """Write a .docx with fixed dates."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in as_word(source, font).items():
            member = zipfile.ZipInfo(name, (*source.stamp, 9, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)


def as_page(source: Source, font: Font) -> str:
    """The letter as a web page to print."""
    rows = []
    last = ""  # label, to set its numbered items below its first
    for mark, text in source.lines:
        left, right = (html.escape(part) for part in head_line(text))
        label, _, value = text.partition("  ")
        safe = html.escape(text)
        if mark == ">" or right:
            rows.append(f"<p class=head><span>{left if right else ''}</span><span>{right or safe}</span></p>")
        elif value and label in LABELS:
            last = label
            rows.append(f"<p class=label><b>{label}</b><span>{html.escape(value)}</span></p>")
        elif mark == "" and re.match(r"[0-9๐-๙]\. ", text):
            rows.append(f"<p class=label><b class=hidden>{last}</b><span>{safe}</span></p>")
        else:
            kind = {"^": "sign", "=": "title", " ": "body", "!": "urgent"}.get(mark, "line")
            rows.append(f"<p class={kind}>{safe or '&nbsp;'}</p>")
    style = f"""@page {{ size: A4; margin: 25mm 20mm 17mm 30mm }}
body {{ font: {font[1]}pt/1.3 '{font[0]}'; margin: 0 }}
p {{ margin: 0 }}
b {{ font-weight: normal; white-space: nowrap; min-width: 3em; padding-right: .6em }}
.hidden {{ visibility: hidden }}
.head, .label {{ display: flex }}
.head span {{ width: 7.6cm; white-space: nowrap }}
.label {{ margin-top: 4pt }}
.body {{ text-indent: 25mm }}
.sign {{ margin-left: 60mm; text-align: center }}
.title {{ text-align: center; font-weight: bold }}
.urgent {{ font-weight: bold; color: #c00 }}"""
    return f"<!doctype html><html lang=th><meta charset=utf-8><style>{style}</style>{''.join(rows)}</html>"


def program(*names: str) -> str:
    """The first of these programs on PATH."""
    for name in names:
        if found := shutil.which(name):
            return found
    sys.exit(f"make_sample: {' or '.join(names)} is not on PATH")


def printed(source: Source, options: list[str], work: Path) -> bytes:
    """The letter as a PDF with a text layer, its dates and identifiers fixed."""
    made = work / f"{source.name}.pdf"
    if "chromium" in options:
        page = work / f"{source.name}.html"
        page.write_text(as_page(source, PDF_FONT), encoding="utf-8")
        command = [program("chromium", "chromium-browser", "google-chrome"), "--headless", "--no-sandbox"]
        command += ["--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={work / 'browser'}"]
        command += [f"--print-to-pdf={made}", page.as_uri()]
    else:
        document = work / f"{source.name}.docx"
        write_word(document, source, PDF_FONT)
        command = [program("soffice"), f"-env:UserInstallation={(work / 'office').as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(work), str(document)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    data = made.read_bytes()
    data = re.sub(rb"D:\d{14}", b"D:%04d%02d%02d090000" % source.stamp, data)
    mark = hashlib.md5(source.name.encode()).hexdigest().upper().encode()
    return re.sub(rb"(/DocChecksum /|/ID \[ <|>\s<)[0-9A-F]{32}", lambda match: match[1] + mark, data)


def build(sources: list[Source], out: Path) -> None:
    """Make every file of the sample folder."""
    wanted = {out / name for source in sources for name, _ in source.files}
    if stale := [str(path) for path in out.rglob("*") if path.is_file() and path not in wanted]:
        sys.exit("make_sample: these files have no source, remove them first:\n" + "\n".join(sorted(stale)))
    with tempfile.TemporaryDirectory() as work:
        for source in sources:
            for name, options in source.files:
                path = out / name
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.suffix == ".docx":
                    write_word(path, source, WORD_FONT)
                elif path.suffix == ".pdf":
                    path.write_bytes(printed(source, options, Path(work)))
                else:
                    path.write_bytes(as_text(source, options))


def cycles_of(links: dict[str, set[str]]) -> list[list[str]]:
    """Groups of letters that reach one another by their citations."""
    reach = {start: set(targets) for start, targets in links.items()}
    for _ in links:
        for start in reach:
            reach[start] |= {far for near in reach[start] for far in links.get(near, set())}
    groups = {
        tuple(sorted(other for other in reach if other in reach[start] and start in reach[other]))
        for start in reach
        if start in reach[start]
    }
    return [list(group) for group in sorted(groups)]


def truth(sources: list[Source]) -> dict[str, Any]:
    """The labelled truth: letters, cycles, missing letters, statuses."""
    by_name = {source.name: source for source in sources}
    by_key = {(source.labels.get("number"), source.labels.get("date")): source for source in sources}
    letters, missing = [], Counter[tuple[str, str]]()
    links: dict[str, set[str]] = {}
    statuses = {source.file: "in_force" for source in sources if source.labels["kind"] != "not_letter"}
    for source in sources:
        references = []
        for reference in source.references:
            key = (reference.number, reference.date)
            target = by_name[reference.target] if reference.target else by_key.get(key)
            if target:
                links.setdefault(source.file, set()).add(target.file)
                statuses[target.file] = max(
                    statuses[target.file], STATUS_OF[reference.relation], key=STRENGTH.index
                )
            elif reference.number and reference.date:
                missing[reference.number, reference.date] += 1
            entry = {"number": reference.number, "date": reference.date, "relation": reference.relation}
            entry["target"] = target.file if target else None
            references.append(entry | ({"title": reference.title} if reference.title else {}))
        labels = {key: source.labels.get(key) for key in ("kind", "number", "date", "subject")}
        letter: dict[str, Any] = {"file": source.file, **labels}
        letter["copies"] = [name for name, _ in source.files[1:]]
        if partial := source.labels.get("number_partial"):
            letter["number_partial"] = partial
        if parent := source.labels.get("parent"):
            letter["parent"] = dict(zip(("number", "date"), parent.split(" @ "), strict=True))
        letters.append(letter | {"references": references})
    lost = [{"number": key[0], "date": key[1], "cited_by": count} for key, count in missing.most_common()]
    return {"letters": letters, "cycles": cycles_of(links), "missing": lost, "statuses": statuses}


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Build the sample archive and its labelled truth.")
    parser.add_argument("--out", type=Path, default=ROOT / "archive" / "sample")
    parser.add_argument("--truth", type=Path, default=ROOT / "tests" / "sample_expected.json")
    arguments = parser.parse_args()
    sources = [read_source(path) for path in sorted(SOURCES.glob("*.txt"))]
    build(sources, arguments.out)
    text = json.dumps(truth(sources), ensure_ascii=False, indent=1)
    arguments.truth.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
