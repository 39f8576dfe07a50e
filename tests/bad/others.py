"""Text, markup, mail, old Word files and pictures that are broken, endless or far too large."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from PIL import Image

from tests.bad.letters import GOOD, spoilt
from tests.bad.packed import word_letter
from tests.bad.pdfs import cut, zeros
from tests.readers.office_files import mail, outlook, rtf, web_page, word97, zipped
from tests.readers.ole_files import compound

if TYPE_CHECKING:
    from collections.abc import Callable

_OLE_FAT, _OLE_DIRECTORY = 76, 48


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, bits: int = 1, colour: int = 0) -> bytes:
    """A picture of zeros, whatever its size."""
    row = 1 + (width * bits * (3 if colour == 2 else 1) + 7) // 8
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    size = (row * height + (1 << 20) - 1) >> 20 << 20
    packed = zeros(size, b"\0") if row * height > 1 << 20 else zlib.compress(bytes(row * height))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def tiff(frames: int, *, loop: bool) -> bytes:
    """A TIFF of frames of one white strip; the last leads back to the first, or to nothing."""
    side, out = 64, bytearray(b"II*\0\x08\0\0\0")
    size = 2 + 12 * 8 + 4
    for number in range(frames):
        start = 8 + number * size
        last = number == frames - 1
        entries = [(256, 3, 1, side), (257, 3, 1, side), (258, 3, 1, 1), (259, 3, 1, 1), (262, 3, 1, 0)]
        entries += [(273, 4, 1, 8 + frames * size), (278, 3, 1, side), (279, 4, 1, side * side // 8)]
        out += struct.pack("<H", 8) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
        out += struct.pack("<I", (8 if loop else 0) if last else start + size)
    return bytes(out) + bytes(side * side // 8)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 1600)).save(out, "JPEG")
    return out.getvalue()


def cyclic_table(data: bytes) -> bytes:
    """A compound file in whose allocation table every chain runs in a circle."""
    changed = bytearray(data)
    fat = 512 * (1 + struct.unpack_from("<I", data, _OLE_FAT)[0])
    for at in range(fat, min(fat + 512, len(changed)), 4):
        if struct.unpack_from("<I", changed, at)[0] < 0xFFFFFFF0 or changed[at + 1] == 0xFF:
            struct.pack_into("<I", changed, at, max(0, (at - fat) // 4 - 1))
    return bytes(changed)


def cyclic_directory(data: bytes) -> bytes:
    """A compound file whose directory entries are each other's children."""
    changed = bytearray(data)
    start = 512 * (1 + struct.unpack_from("<I", data, _OLE_DIRECTORY)[0])
    for at in range(start, start + 512, 128):
        struct.pack_into("<III", changed, at + 68, 0, 1, 0)
    return bytes(changed)


def old_word(name: str, flags: int = 0x0200) -> bytes:
    return word97([(spoilt(name).replace("\n", "\r"), "utf-16-le")], flags=flags)


def many_parts(count: int) -> bytes:
    head = b'From: a@example.go.th\nMessage-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
    part = b"--x\nContent-Type: application/octet-stream; name=%d.bin\n\nletter %d\n"
    return head + b"".join(part % (number, number) for number in range(count)) + b"--x--\n"


def nested_parts(depth: int) -> bytes:
    head = b"From: a@example.go.th\nMessage-ID: <1@x>\nMIME-Version: 1.0\n"
    return head + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (number, number)
        for number in range(depth)
    )


def secure_mail() -> bytes:
    head = b"From: a@example.go.th\nMessage-ID: <1@x>\nMIME-Version: 1.0\n"
    return (
        head + b'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\n\nAAAA\n'
    )


def long_line() -> bytes:
    """Just within the limit on bytes: a line of millions of Thai words."""
    return ("ที่ มท 0816.3/ว 1750 ลงวันที่ 16 มิถุนายน 2563 " * 1_500_000).encode("cp874")[: 99 << 20]


OTHERS: dict[str, tuple[Callable[[], bytes | int], str]] = {
    # text; a number is the size of a file with a hole in it, which takes no room on the disk
    "empty.txt": (lambda: b"", "empty-file"),
    "only zeros.txt": (lambda: bytes(5000), "empty-file"),
    "one gigabyte line.txt": (lambda: 1 << 30, "too-large"),
    "long line.txt": (long_line, "too-large"),
    "noise.bin": (lambda: zlib.compress(GOOD.encode() * 50)[2:], "not-text"),
    "lone surrogates.txt": (
        lambda: spoilt("surrogates", "ก\ud800ข").encode("utf-8", "surrogatepass"),
        "read",
    ),
    "lone surrogates wide.txt": (
        lambda: b"\xff\xfe" + spoilt("wide", "ก\udc00ข").encode("utf-16-le", "surrogatepass"),
        "read",
    ),
    "zeros in between.txt": (lambda: spoilt("zeros").replace(" ", " \0").encode(), "read"),
    "two encodings.txt": (
        lambda: spoilt("mixed").encode() + "\nสำเนาส่ง สำนักงานจังหวัด\n".encode("cp874"),
        "read",
    ),
    "a million lines.txt": (lambda: b"1\n" * 5_000_000, "too-large"),
    # markup
    "deep.html": (lambda: b"<html>" + b"<div>" * 200_000 + b"x", "too-large"),
    "deep tables.html": (lambda: b"<html>" + b"<table><tr><td>" * 20_000 + b"x", "too-large"),
    "entities.html": (
        lambda: (
            b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><html>'
            + b"&b;&#xD800;&#99999999999;" * 1000
        ),
        "read",
    ),
    "wide cells.html": (
        lambda: b"<html><table>" + b"<tr><td colspan=99999999 rowspan=99999999>x" * 50,
        "read",
    ),
    "cut off.html": (lambda: web_page(spoilt("cut html"), "utf-8", "utf-8")[:700], "read"),
    "deep.rtf": (lambda: b"{\\rtf1 " + b"{" * 500_000, "too-large"),
    "huge bin.rtf": (lambda: b"{\\rtf1 {\\pict\\bin2000000000 x}" + b"}", "damaged"),
    "negative bin.rtf": (lambda: b"{\\rtf1 {\\pict\\bin-5 x} letter}", "read"),
    "cut off.rtf": (lambda: rtf(spoilt("cut rtf"))[:500], "damaged"),
    "wild numbers.rtf": (
        lambda: b"{\\rtf1\\ansicpg-1\\uc99999 \\u9999999999 \\u-99999 \\li-2147483648\\fi9999999999 x\\par}",
        "read",
    ),
    # old Word files and Outlook messages
    "password.doc": (lambda: old_word("locked doc", 0x0300), "encrypted"),
    "cut off.doc": (lambda: old_word("cut doc")[:3000], "damaged"),
    "cyclic table.doc": (lambda: cyclic_table(old_word("cyclic doc")), "damaged"),
    "cyclic directory.doc": (lambda: cyclic_directory(old_word("directory doc")), "damaged"),
    "cyclic table.msg": (lambda: cyclic_table(outlook(spoilt("cyclic msg"))), "damaged"),
    "cyclic directory.msg": (lambda: cyclic_directory(outlook(spoilt("directory msg"))), "damaged"),
    "cut off.msg": (lambda: outlook(spoilt("cut msg"))[:2000], "damaged"),
    "password.msg": (
        lambda: outlook(None, streams={"__substg1.0_001A001F": "IPM.Note.SMIME".encode("utf-16-le")}),
        "encrypted",
    ),
    "nothing.ole": (lambda: compound({"Drawing": b"x"}), "format-not-supported"),
    # mail
    "20,000 parts.eml": (lambda: many_parts(20_000), "too-large"),
    "nested parts.eml": (lambda: nested_parts(5000), "too-large"),
    "password.eml": (secure_mail, "encrypted"),
    "many headers.eml": (
        lambda: b"Message-ID: <1@x>\nMIME-Version: 1.0\n" + b"X-A: b\n" * 200_000 + b"\n\nx",
        "read",
    ),
    "cut off.eml": (lambda: mail("ขอส่งหนังสือ", {"a.docx": word_letter(spoilt("cut eml"))})[:1500], "damaged"),
    # pictures
    "169 megapixels.png": (lambda: png(13_001, 13_001), "too-large"),
    "absurd size.png": (lambda: png(2_000_000_000, 2)[:60] + b"x" * 500, "too-large"),
    "cut off.png": (lambda: png(1000, 1400)[:60], "ocr-not-wanted"),
    "cut off.jpg": (lambda: jpeg()[:3000], "ocr-not-wanted"),
    "frames in a circle.tif": (lambda: tiff(3, loop=True), "ocr-not-wanted"),
    "5,000 frames.tif": (lambda: tiff(5000, loop=False), "too-large"),
    # one thing that claims to be another
    "a zip in a pdf.pdf": (lambda: cut(1) + zipped({"a.txt": GOOD.encode()}), "read"),
    "a page before a zip.html": (
        lambda: web_page(spoilt("polyglot html"), "utf-8", "utf-8") + zipped({"a.txt": b"x"}),
        "read",
    ),
    "a picture before a zip.jpg": (lambda: jpeg() + zipped({"a.txt": b"x"}), "ocr-not-wanted"),
    "a text named.pdf": (lambda: spoilt("named pdf").encode(), "read"),
    "a Word file named.jpg": (lambda: word_letter(spoilt("named jpg")), "read"),
    "a web page named.doc": (lambda: web_page(spoilt("named doc"), "windows-874", "cp874"), "read"),
    "a mark alone.pdf": (lambda: b"%PDF-1.7\n" + GOOD.encode(), "damaged"),
    "a mark alone.docx": (lambda: b"PK\x03\x04" + GOOD.encode(), "damaged"),
}
