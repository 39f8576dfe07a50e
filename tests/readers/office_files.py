"""One text as files of every format, made by code."""

from __future__ import annotations

import html
import io
import struct
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

from tests.readers.ole_files import compound
from tests.readers.word_files import paragraph, write_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.readers.ole_files import Tree

_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)
_ODT_TYPE = "application/vnd.oasis.opendocument.text"


def docx(path: Path, text: str) -> Path:
    """A .docx of the text, a paragraph a line."""
    lines = (paragraph(html.escape(line)) for line in text.split("\n"))
    return write_word(path, "".join(lines).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">'))


def rtf(text: str, how: str = "unicode") -> bytes:
    """RTF with Thai as ``\\uN``, as ``codepage`` bytes, or in a Thai ``font`` of a Western file."""
    page, charset = {"unicode": (1252, 0), "codepage": (874, 0), "font": (1252, 222)}[how]
    fonts = rf"{{\fonttbl{{\f0\fnil\fcharset{charset} Angsana New;}}{{\f1\fcharset0 Arial;}}}}"
    lines = ["".join(_rtf_char(char, how) for char in line) for line in text.split("\n")]
    body = "\\par\n".join(lines)
    return rf"{{\rtf1\ansi\ansicpg{page}\deff0{fonts}{{\info{{\title x}}}}\pard\f0\uc1 {body}\par}}".encode(
        "ascii"
    )


def _rtf_char(char: str, how: str) -> str:
    if char == "\t":
        return "\\tab "
    if char in "\\{}":
        return f"\\{char}"
    if char < "\x7f":
        return char
    return f"\\u{ord(char)}?" if how == "unicode" else f"\\'{char.encode('cp874')[0]:02x}"


def odt_xml(body: str, styles: str = "", root: str = "document-content") -> bytes:
    """The content of an OpenDocument text."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {_ODF} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:{root}>"
    ).encode()


def odt(content: bytes, **parts: bytes) -> bytes:
    """An .odt of its content and further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", _ODT_TYPE)
        archive.writestr("content.xml", content)
        for name, data in parts.items():
            archive.writestr(f"{name}.xml", data)
    return out.getvalue()


def odt_lines(text: str) -> str:
    """Paragraphs of OpenDocument, a line each."""
    lines = []
    for line in text.split("\n"):
        told = html.escape(line).replace("\t", "<text:tab/>").replace("  ", ' <text:s text:c="1"/>')
        lines.append(f"<text:p>{told}</text:p>")
    return "".join(lines)


def web_page(text: str, charset: str, codec: str) -> bytes:
    """A page of preformatted text that says ``charset`` and is written in ``codec``."""
    head = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head>'
    return f"{head}<body><pre>{html.escape(text)}</pre></body></html>".encode(codec)


def mail(
    body: str, files: Mapping[str, bytes] | None = None, *, charset: str = "utf-8", encoding: str = "base64"
) -> bytes:
    """An e-mail with attachments."""
    message = EmailMessage()
    message["From"] = "ธุรการ <office@example.go.th>"
    message["Subject"] = "ขอส่งหนังสือ"
    message["Message-ID"] = "<1@example.go.th>"
    message.set_content(body, charset="utf-8", cte=encoding)
    if charset != "utf-8":
        message.set_payload(body.encode("cp874"))
        del message["Content-Transfer-Encoding"]
        message["Content-Transfer-Encoding"] = "8bit"
        message.set_param("charset", charset)
    for name, data in (files or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    if message.is_multipart():
        message.set_boundary("=_tests")
    return message.as_bytes()


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def outlook(
    body: str | None = None,
    files: Mapping[str, bytes | Tree] | None = None,
    *,
    streams: Mapping[str, bytes] | None = None,
    code_page: int = 0,
    subject: str = "ขอส่งหนังสือ",
) -> bytes:
    """An Outlook message."""
    return compound(message_tree(body, files, streams=streams, code_page=code_page, subject=subject))


def message_tree(
    body: str | None = None,
    files: Mapping[str, bytes | Tree] | None = None,
    *,
    streams: Mapping[str, bytes] | None = None,
    code_page: int = 0,
    subject: str = "ขอส่งหนังสือ",
) -> Tree:
    """The storage of a message; an attachment that is a tree is a message itself."""
    codec, kind = ("cp874", "001E") if code_page else ("utf-16-le", "001F")
    tree: dict[str, bytes | Tree] = {
        "__nameid_version1.0": {"__substg1.0_00020102": b""},
        "__properties_version1.0": bytes(32) + struct.pack("<HHIiI", 3, 0x3FFD, 6, code_page, 0),
        f"__substg1.0_0037{kind}": subject.encode(codec),
    }
    if body is not None:
        tree[f"__substg1.0_1000{kind}"] = body.encode(codec)
    tree.update(streams or {})
    for number, (name, data) in enumerate((files or {}).items()):
        attached: dict[str, bytes | Tree] = {
            "__properties_version1.0": bytes(8),
            f"__substg1.0_3707{kind}": name.encode(codec),
            "__substg1.0_37010102" if isinstance(data, bytes) else "__substg1.0_3701000D": data,
        }
        tree[f"__attach_version1.0_#{number:08X}"] = attached
    return tree


def word97(pieces: Sequence[tuple[str, str]], *, language: int = 0x041E, flags: int = 0x0200) -> bytes:
    """A .doc of pieces of text, each in ``utf-16-le`` or an 8-bit encoding; ``\\r`` ends a paragraph."""
    start = 0x800
    stream, places, cuts = bytearray(), b"", [0]
    for text, codec in pieces:
        data = text.encode(codec)
        wide = codec == "utf-16-le"
        place = start + len(stream)
        places += struct.pack("<HIH", 0, place if wide else place * 2 | 0x40000000, 0)
        cuts.append(cuts[-1] + len(data) // (2 if wide else 1))
        stream += data + bytes(len(data) % 2)
    plc = struct.pack(f"<{len(cuts)}I", *cuts) + places
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    head = bytearray(start)
    struct.pack_into("<HHHHHH", head, 0, 0xA5EC, 0x00C1, 0, language, 0, flags)
    struct.pack_into("<H", head, 0x20, 14)
    struct.pack_into("<H", head, 0x3E, 22)
    struct.pack_into("<I", head, 0x4C, cuts[-1])
    struct.pack_into("<H", head, 0x98, 93)
    struct.pack_into("<II", head, 0x9A + 8 * 33, 0, len(clx))
    main = bytes(head + stream)
    return compound({"WordDocument": main.ljust(4096, b"\0"), "1Table": clx.ljust(4096, b"\0")})


def word95(text: str) -> bytes:
    """A .doc of Word 95: 8 bits a character, no tables of its own."""
    data = text.replace("\n", "\r").encode("cp874")
    head = bytearray(0x300)
    struct.pack_into("<HHHHHH", head, 0, 0xA5DC, 104, 0, 0x041E, 0, 0)
    struct.pack_into("<II", head, 0x18, len(head), len(head) + len(data))
    struct.pack_into("<I", head, 0x34, len(data))
    return compound({"WordDocument": bytes(head) + data})
