"""Zip files and the office files that are zip files: bombs, nests, names that lead elsewhere, passwords."""

from __future__ import annotations

import html
import io
import random
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from tests.bad.letters import GOOD, spoilt
from tests.bad.pdfs import zeros
from tests.readers.office_files import odt, odt_lines, odt_xml, zipped
from tests.readers.ole_files import compound
from tests.readers.word_files import element, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_HEAD = struct.Struct("<IHHHHHIIIHH")
_ENTRY = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")


def docx(document: bytes) -> bytes:
    return zipped({"[Content_Types].xml": _TYPES, "word/document.xml": document})


def word_letter(text: str) -> bytes:
    """A sound .docx of a text."""
    lines = "".join(paragraph(html.escape(line)) for line in text.split("\n"))
    tabs = lines.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return docx(element("document", f"<w:body>{tabs}</w:body>"))


def odt_letter(text: str) -> bytes:
    return odt(odt_xml(odt_lines(text)))


def raw_zip(entries: list[tuple[str | bytes, bytes, int, int, int]]) -> bytes:
    """A zip file of members that are packed already: name, raw deflated data, size told, flags, method."""
    out, directory = bytearray(), bytearray()
    for name, packed, size, flags, method in entries:
        told = name if isinstance(name, bytes) else name.encode()
        place = len(out)
        common = (20, flags, method, 0, 0x21, 0, len(packed), size, len(told), 0)
        out += _HEAD.pack(0x04034B50, *common) + told + packed
        directory += _ENTRY.pack(0x02014B50, 20, *common, 0, 0, 0, 0, place) + told
    start = len(out)
    out += directory + _END.pack(0x06054B50, 0, 0, len(entries), len(entries), len(directory), start, 0)
    return bytes(out)


def bomb(size: int = 3 << 30) -> bytes:
    """One member that says honestly how far it expands."""
    return raw_zip([("bomb.txt", zeros(size, b"0")[2:-4], size & 0xFFFFFFFF, 0, 8)])


def liar(size: int = 3 << 30) -> bytes:
    """One member that expands to gigabytes and says that it has a hundred bytes."""
    return raw_zip([("bomb.txt", zeros(size, b"0")[2:-4], 100, 0, 8)])


def overlapping(count: int = 9000) -> bytes:
    """Thousands of members that share one packed stream of 10 MB: better than nesting, and flat."""
    packed = zeros(10 << 20, b"0")[2:-4]
    one = bytearray(raw_zip([("a", packed, 10 << 20, 0, 8)]))
    place = one.index(b"PK\x01\x02")
    entry, directory = bytes(one[place : place + 46]), bytearray()
    for number in range(count):
        directory += entry[:28] + struct.pack("<H", 6) + entry[30:] + b"%06d" % number
    end = _END.pack(0x06054B50, 0, 0, count, count, len(directory), place, 0)
    return bytes(one[:place] + directory + end)


def office_bomb(kind: str, size: int = 1 << 30) -> bytes:
    packed = zeros(size, b" ")[2:-4]
    if kind == "odt":
        head = zipfile_bytes(("mimetype", b"application/vnd.oasis.opendocument.text"))
        return raw_zip([head, ("content.xml", packed, size, 0, 8)])
    head = zipfile_bytes(("[Content_Types].xml", _TYPES))
    return raw_zip([head, ("word/document.xml", packed, size, 0, 8)])


def zipfile_bytes(member: tuple[str, bytes]) -> tuple[str, bytes, int, int, int]:
    return member[0], member[1], len(member[1]), 0, 0


def dense(kind: str = "docx") -> bytes:
    """60 MB of the smallest elements, with noise so that no rule about ratios catches it."""
    noise = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=700_000))
    elements = "<w:b/>" * 9_000_000
    if kind == "odt":
        return odt(odt_xml(f"<text:p>{noise}</text:p>" + "<text:s/>" * 5_000_000))
    return docx(element("document", f"<w:body><!--{noise}--><w:p>{elements}</w:p></w:body>"))


def nested_zips(depth: int, fan: int) -> bytes:
    data = zipped({"letter.txt": GOOD.encode()})
    for level in range(depth):
        inner = data
        data = zipped({f"{level}-{number}.zip": inner for number in range(fan)}, zipfile.ZIP_STORED)
    return data


def laughs(name: str) -> bytes:
    entities = '<!ENTITY a0 "ลำปาง">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE {name} [{entities}]>'.encode()


def word_entities() -> bytes:
    whole = element("document", f"<w:body>{paragraph('&a11;')}</w:body>")
    return docx(laughs("w:document") + whole.partition(b"?>")[2])


def word_outside() -> bytes:
    whole = element("document", f"<w:body>{paragraph('&x;')}</w:body>")
    doctype = b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return docx(doctype + whole.partition(b"?>")[2])


def odt_entities() -> bytes:
    return odt(laughs("office:document-content") + odt_xml("<text:p>&a11;</text:p>").partition(b"?>")[2])


def fodt_entities() -> bytes:
    whole = odt_xml("<text:p>&a11;</text:p>", root="document")
    return laughs("office:document") + whole.partition(b"?>")[2]


def deep_word(depth: int = 5000) -> bytes:
    return docx(element("document", "<w:body>" + "<w:sdt>" * depth + "</w:sdt>" * depth + "</w:body>"))


def locked_zip() -> bytes:
    return raw_zip([("หนังสือ.txt", GOOD.encode(), len(GOOD.encode()), 1, 0)])


def locked_odt() -> bytes:
    manifest = b'<manifest:file-entry xmlns:manifest="m"><manifest:encryption-data/></manifest:file-entry>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", bytes(100))
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def wandering() -> bytes:
    """Members whose names lead out of any folder, in Thai and by backslashes too."""
    names = [
        "../../../../tmp/saraban-escaped.txt",
        "/tmp/saraban-escaped.txt",
        "C:\\Windows\\saraban-escaped.txt",
    ]
    names += [
        "..\\..\\หนังสือ\\saraban-escaped.txt",
        "ชั้นหนึ่ง/../../หนังสือ.txt",
        "//server/share/หนังสือ.txt",
        "con",
        "a" * 300,
    ]
    names += ["nul\0byte.txt", "บรรทัด\nใหม่.txt", "\ufeff\u202etxt.exe"]
    letters = [(name, spoilt(f"wandering {number}").encode()) for number, name in enumerate(names)]
    told = [(name, data, len(data), 0x800, 0) for name, data in letters]
    return _with_sums(told)


def _with_sums(entries: list[tuple[str, bytes, int, int, int]]) -> bytes:
    """Stored members with right check sums."""
    data = bytearray(raw_zip(list(entries)))
    for _, content, *_ in entries:
        total = struct.pack("<I", zlib.crc32(content))
        at = data.index(content)
        head = data.rindex(b"PK\x03\x04", 0, at)
        data[head + 14 : head + 18] = total
        place = struct.pack("<I", head)
        entry = data.index(b"PK\x01\x02", at)
        while data[entry + 42 : entry + 46] != place:
            entry = data.index(b"PK\x01\x02", entry + 4)
        data[entry + 16 : entry + 20] = total
    return bytes(data)


def twins() -> bytes:
    """Ten thousand members of one name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("หนังสือ.txt", spoilt("twins"))
    one = bytearray(out.getvalue())
    at, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    entry = bytes(one[at:end])
    count = 200
    tail = _END.pack(0x06054B50, 0, 0, count, count, len(entry) * count, at, 0)
    return bytes(one[:at]) + entry * count + tail


PACKED: dict[str, tuple[Callable[[], bytes], str]] = {
    "password.zip": (locked_zip, "encrypted"),
    "password.docx": (
        lambda: compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x"}),
        "encrypted",
    ),
    "password.odt": (locked_odt, "encrypted"),
    "cut off.zip": (lambda: zipped({"a.txt": GOOD.encode()})[:400], "damaged"),
    "cut off.docx": (lambda: word_letter(spoilt("cut docx"))[:900], "damaged"),
    "cut off.odt": (lambda: odt_letter(spoilt("cut odt"))[:900], "damaged"),
    "bomb.zip": (bomb, "too-large"),
    "bomb that lies.zip": (liar, "damaged"),
    "overlapping bomb.zip": (overlapping, "too-large"),
    "bomb.docx": (lambda: office_bomb("docx"), "too-large"),
    "bomb.odt": (lambda: office_bomb("odt"), "too-large"),
    "dense bomb.docx": (dense, "too-large"),
    "dense bomb.odt": (lambda: dense("odt"), "too-large"),
    "nested deep.zip": (lambda: nested_zips(12, 1), "too-deep"),
    "nested wide.zip": (lambda: nested_zips(4, 9), "too-large"),
    "entities.docx": (word_entities, "damaged"),
    "entity from outside.docx": (word_outside, "damaged"),
    "entities.odt": (odt_entities, "damaged"),
    "entities.fodt": (fodt_entities, "damaged"),
    "entities.xml": (lambda: laughs("a") + b"<a>&a11;</a>", "format-not-supported"),
    "deep.docx": (deep_word, "damaged"),
    "wandering names.zip": (wandering, "read"),
    "twins.zip": (twins, "read"),
    "lone surrogate.docx": (
        lambda: docx(element("document", f"<w:body>{paragraph('ก&#xD800;ข')}</w:body>")),
        "damaged",
    ),
}
