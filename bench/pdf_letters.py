"""Invented letters as small PDF files with a text layer, written without a library and without a font inside.

Each character's code is its Unicode number and a ToUnicode table says so, as office programs write it.
"""

from __future__ import annotations

import re
import zlib

_PAGE = (595, 842)
_LEFT, _TOP, _STEP, _SIZE = 72, 780, 20, 14
_LINES = 36
_WIDTH = 78
"""Clusters a line."""
_TAB = 40
_ABOVE = [0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F)]
_CLUSTER = re.compile(f".[{''.join(map(chr, _ABOVE))}]*", re.DOTALL)


def pdf_of(text: str) -> bytes:
    """A PDF of ``text``: its lines broken at the margin, so many of them a page, tabs kept as places."""
    lines = [piece for line in text.rstrip("\n").split("\n") for piece in _broken(line)]
    pages = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)] or [[]]
    kids = [6 + 2 * number for number in range(len(pages))]
    marks = " ".join(f"{code} [0]" for code in _ABOVE)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/Sarabun/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Sarabun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/Sarabun/Flags 4/FontBBox[0 -200 1000 900]"
        b"/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80>>/DW 400/W["
        + marks.encode()
        + b"]/CIDToGIDMap/Identity>>",
        _stream(_UNICODE),
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_PAGE[0]} {_PAGE[1]}]/Contents {kids[number] + 1} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(_stream(b"".join(_drawn(line, row) for row, line in enumerate(page))))
    return _file(objects)


_UNICODE = (
    b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/Adobe-Identity-UCS def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfrange\n<0000> <00FF> <0000>\n"
    b"<0E00> <0EFF> <0E00>\nendbfrange\nendcmap end end"
)


def _broken(line: str) -> list[str]:
    """``line`` in pieces that fit between the margins, broken at blanks where there are any near."""
    pieces: list[str] = []
    clusters = _CLUSTER.findall(line)
    while len(clusters) > _WIDTH:
        at = next((at for at in range(_WIDTH, _WIDTH // 2, -1) if clusters[at - 1] == " "), _WIDTH)
        pieces.append("".join(clusters[:at]).rstrip(" "))
        clusters = clusters[at:]
    return [*pieces, "".join(clusters)]


def _drawn(line: str, row: int) -> bytes:
    """The line's pieces between tabs, each where its tab puts it."""
    drawn, x = b"", _LEFT
    for piece in line.split("\t"):
        if piece:
            codes = piece.encode("utf-16-be").hex().upper()
            drawn += f"BT /F1 {_SIZE} Tf 1 0 0 1 {x} {_TOP - row * _STEP} Tm <{codes}> Tj ET\n".encode()
            x += int(len(_CLUSTER.findall(piece)) * _SIZE * 0.4)
        x += _TAB
    return drawn


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(
        out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    )
