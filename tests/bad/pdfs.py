"""PDF files that are broken, endless or far too large, written object by object."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = Path(__file__).parents[1] / "readers" / "files"
_TEXT = b"BT /F1 14 Tf 72 700 Td (A letter in Latin letters says that all is well today) Tj ET"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(objects: dict[int, bytes], *, root: int = 1, prev: str = "") -> bytes:
    """A PDF of numbered objects."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    more = prev.replace("SELF", str(start)).encode()
    out += b"trailer\n<< /Size %d /Root %d 0 R %b >>\n" % (max(objects) + 1, root, more)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


def page(parent: int, content: int, box: bytes = b"0 0 595 842", more: bytes = b"") -> bytes:
    return (
        b"<< /Type /Page /Parent %d 0 R /MediaBox [%b] /Contents %d 0 R"
        b" /Resources << /Font << /F1 9 0 R >> %b >> >>" % (parent, box, content, more)
    )


def _simple(catalog: bytes = b"", **changed: bytes) -> dict[int, bytes]:
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page(2, 4),
        4: stream(_TEXT),
        9: _FONT,
    }
    objects.update({int(name[1:]): body for name, body in changed.items()})
    return objects


def page_tree_loop() -> bytes:
    return pdf(_simple(_2=b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"))


def outline_loop() -> bytes:
    outline = {
        "_5": b"<< /First 6 0 R /Last 6 0 R /Count 9 >>",
        "_6": b"<< /Title (x) /Next 6 0 R /First 5 0 R /Parent 6 0 R >>",
    }
    return pdf(_simple(b"/Outlines 5 0 R", **outline))


def xref_loop() -> bytes:
    return pdf(_simple(), prev="/Prev SELF")


def object_loop() -> bytes:
    """Lengths and contents that refer to each other."""
    return pdf(_simple(_4=b"<< /Length 5 0 R >>\nstream\nx\nendstream", _5=b"5 0 R", _3=page(2, 3)))


def form_loop() -> bytes:
    """A drawing that draws itself."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    more = b"/XObject << /X 5 0 R >>"
    return pdf(_simple(_3=page(2, 4, more=more), _4=stream(b"/X Do " * 50), _5=stream(b"/X Do /X Do", form)))


def flate_bomb(size: int = 1 << 31) -> bytes:
    """A page whose contents unpack to gigabytes: packed twice."""
    once = zeros(size, b" ")
    return pdf(_simple(_4=stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]")))


def object_stream_bomb(size: int = 1 << 31) -> bytes:
    """The same in a stream of objects, which is unpacked before anything is known of the file."""
    packed = zlib.compress(zeros(size, b" "), 9)
    entries = b"/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]"
    return pdf(_simple(_7=stream(packed, entries)))


def huge_page() -> bytes:
    return pdf(_simple(_3=page(2, 4, b"-1e9 -1e9 1e9 1e9")))


def flat_tree(count: int = 100_000) -> bytes:
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count %d /Kids [%b] >>" % (count, b"3 0 R " * count),
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    }
    return pdf(objects)


def deep_tree(depth: int = 100_000) -> bytes:
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for number in range(2, depth + 2):
        objects[number] = b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (number + 1)
    objects[depth + 2] = b"<< /Type /Page /MediaBox [0 0 9 9] >>"
    return pdf(objects)


def deep_array(depth: int = 200_000) -> bytes:
    return pdf(_simple(_5=b"[" * depth + b"]" * depth, _3=page(2, 5)))


def many_characters(count: int = 3_000_000) -> bytes:
    """One page with millions of characters on one spot."""
    content = b"BT /F1 1 Tf 72 700 Td (" + b"saraban " * (count // 8) + b") Tj ET"
    return pdf(_simple(_4=stream(zlib.compress(content), b"/Filter /FlateDecode")))


def picture_bomb(side: int = 60_000) -> bytes:
    """A page that shows a picture of 3,600 megapixels."""
    packed = zlib.compress(zeros(side * side * 3 // 8 * 8, b"\0"), 9)
    entries = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8"
        b" /Filter [/FlateDecode /FlateDecode]" % (side, side)
    )
    more = b"/XObject << /X 5 0 R >>"
    content = stream(b"595 0 0 842 0 0 cm /X Do")
    return pdf(_simple(_3=page(2, 4, more=more), _4=content, _5=stream(packed, entries)))


def cut(share: float) -> bytes:
    data = (FILES / "letter1-word.pdf").read_bytes()
    return data[: int(len(data) * share)]


def zeros(size: int, fill: bytes) -> bytes:
    """``size`` equal bytes, deflated (zlib format), without working on them: each megabyte packs like the one before.

    The sum at the end is left out; readers of bombs do not get that far."""
    block, packer = fill * (1 << 20), zlib.compressobj(9)
    first = packer.compress(block) + packer.flush(zlib.Z_SYNC_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_SYNC_FLUSH)
    return first + again * ((size >> 20) - 1) + b"\x03\x00\0\0\0\0"


PDFS: dict[str, tuple[Callable[[], bytes], str]] = {
    "password.pdf": (lambda: (FILES / "letter1-locked.pdf").read_bytes(), "encrypted"),
    "cut off at the start.pdf": (lambda: cut(0.02), "damaged"),
    "cut off.pdf": (lambda: cut(0.5), "damaged"),
    "page tree loop.pdf": (page_tree_loop, "ocr-not-wanted"),
    "outline loop.pdf": (outline_loop, "read"),
    "xref loop.pdf": (xref_loop, "read"),
    "object loop.pdf": (object_loop, "empty-file"),
    "form loop.pdf": (form_loop, "crashed"),
    "flate bomb.pdf": (flate_bomb, "crashed"),
    "object stream bomb.pdf": (object_stream_bomb, "read"),
    "huge page.pdf": (huge_page, "read"),
    "100,000 pages.pdf": (flat_tree, "too-large"),
    "100,000 levels of pages.pdf": (deep_tree, "ocr-not-wanted"),
    "200,000 levels of arrays.pdf": (deep_array, "empty-file"),
    "millions of characters.pdf": (many_characters, "read"),
    "picture bomb.pdf": (picture_bomb, "ocr-not-wanted"),
}
"""Name → how it is made, and the code that it must end with (``read``: whatever is legible is read)."""
