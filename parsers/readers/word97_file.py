"""The inside of a Word 6 to 2003 file: its header, its pieces of text, where everything lies ([MS-DOC])."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from parsers.readers import faults, limits
from parsers.readers.compound import is_tangled
from parsers.readers.text_encoding import latin1_to_thai

if TYPE_CHECKING:
    from pathlib import Path

WHAT: Final = "Word 97-2003 (.doc)"
_ENCRYPTED = 0x0100
_COMPLEX = 0x0004
_TABLE_1 = 0x0200
_FIRST_WORD97 = 0x00C1
_THAI = 0x041E
_HIGH_RUN = re.compile(rb"[\xa1-\xda\xdf-\xfb]{2,}")
_CLX, _CLX_WORD6 = 33, 0x160
_BLOB = 0x9A
_NOT_WORD: Final = (struct.error, IndexError, ValueError, KeyError, UnicodeDecodeError, OverflowError)
"""What broken tables lead to."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: characters ``start`` to ``end`` lie from byte ``at`` of the main stream on."""

    start: int
    end: int
    at: int
    width: int


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file taken apart. ``text`` has one character a position; ``parts`` are the lengths of its stories:
    body, footnotes, headers, macros, comments, endnotes, text boxes, text boxes of headers."""

    main: bytes
    table: bytes
    text: str
    pieces: tuple[Piece, ...]
    parts: tuple[int, ...]
    is_word97: bool

    def block(self, index: int) -> bytes:
        """The bytes that entry ``index`` of the header's table points to; none in older files."""
        return self.block_from(index)[: self._length(index)]

    def block_from(self, index: int) -> bytes:
        """The same, with all that follows it."""
        if not self.is_word97 or not self._length(index):
            return b""
        return self.table[struct.unpack_from("<I", self.main, _BLOB + 8 * index)[0] :]

    def _length(self, index: int) -> int:
        at = _BLOB + 8 * index + 4
        return (
            int(struct.unpack_from("<I", self.main, at)[0])
            if self.is_word97 and at + 4 <= len(self.main)
            else 0
        )

    def span(self, story: int) -> tuple[int, int]:
        """First and last position (exclusive) of a story."""
        start = sum(self.parts[:story])
        return start, min(start + self.parts[story], len(self.text))


def open_word(path: Path) -> WordFile:
    """Take a Word file apart. Raises UnreadableFile ``encrypted``, ``damaged`` or ``too-large``."""
    from olefile import OleFileIO

    limits.check_size(path, limits.MAX_OLE_BYTES, WHAT)
    try:
        with OleFileIO(path) as ole:
            if is_tangled(ole):
                raise ValueError("tangled")
            main = ole.openstream("WordDocument").read()
            tables = {name: ole.openstream(name).read() for name in ("0Table", "1Table") if ole.exists(name)}
        return _take_apart(main, tables)
    except (OSError, *_NOT_WORD) as fault:
        raise faults.damaged(WHAT) from fault
    except RecursionError as fault:
        raise faults.damaged(WHAT) from fault


def _take_apart(main: bytes, tables: dict[str, bytes]) -> WordFile:
    ident, version, language, flags = struct.unpack_from("<HH2xH2xH", main)
    if ident not in (0xA5EC, 0xA5DC):
        raise ValueError("no Word file")
    if flags & _ENCRYPTED:
        raise faults.encrypted(WHAT)
    if version < _FIRST_WORD97:
        parts = struct.unpack_from("<8I", main, 0x34)
        pieces = _old_pieces(main, flags, parts)
        table, is_word97 = b"", False
    else:
        parts = struct.unpack_from("<8I", main, 0x4C)
        table, is_word97 = tables["1Table" if flags & _TABLE_1 else "0Table"], True
        start, length = struct.unpack_from("<II", main, _BLOB + 8 * _CLX)
        pieces = _pieces(table[start : start + length])
    if max(sum(parts), pieces[-1].end if pieces else 0) > limits.MAX_CHARACTERS:
        raise faults.too_large(WHAT, f"{limits.MAX_CHARACTERS:,} characters")
    text = _text(main, pieces, language == _THAI, is_word97)
    return WordFile(main, table, text, tuple(pieces), parts, is_word97)


def _old_pieces(main: bytes, flags: int, parts: tuple[int, ...]) -> list[Piece]:
    """Word 6 and 95: 8 bits a character, in one stretch unless the file was saved quickly."""
    if flags & _COMPLEX:
        start, length = struct.unpack_from("<II", main, _CLX_WORD6)
        return [
            Piece(piece.start, piece.end, piece.at * 2 if piece.width == 1 else piece.at, 1)
            for piece in _pieces(main[start : start + length])
        ]
    start = struct.unpack_from("<I", main, 0x18)[0]
    return [Piece(0, sum(parts), start, 1)]


def _pieces(clx: bytes) -> list[Piece]:
    at = 0
    while clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != 2:
        raise ValueError("no piece table")
    length = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + length]
    count = (len(plc) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc)
    pieces = []
    for index in range(count):
        place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)[0]
        narrow = bool(place & 0x40000000)
        place &= 0x3FFFFFFF
        pieces.append(
            Piece(ends[index], ends[index + 1], place // 2 if narrow else place, 1 if narrow else 2)
        )
    return pieces


def _text(main: bytes, pieces: list[Piece], thai: bool, is_word97: bool) -> str:
    narrow = b" ".join(_bytes(main, piece) for piece in pieces if piece.width == 1)
    # By the rules 8-bit pieces are Western; files that Thai versions and converters wrote have CP874 in them.
    is_thai = latin1_to_thai(narrow.decode("latin-1")) is not None or (
        (thai or not is_word97) and _HIGH_RUN.search(narrow) is not None
    )
    parts = []
    at = 0
    for piece in pieces:
        if piece.start != at or piece.end < piece.start:
            raise ValueError("pieces do not follow each other")
        at = piece.end
        data = _bytes(main, piece)
        if piece.width == 1:
            parts.append(data.decode("cp874" if is_thai else "cp1252", "replace"))
        else:
            # One character a 16-bit unit, so that positions stay what they are; pairs are joined at the end.
            parts.append("".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data))))
    return "".join(parts)


def _bytes(main: bytes, piece: Piece) -> bytes:
    size = (piece.end - piece.start) * piece.width
    if size < 0 or piece.at + size > len(main):
        raise ValueError("a piece lies outside the file")
    return main[piece.at : piece.at + size]
