"""Formats in a Word 97 file: where tables are, what is hidden, which paragraph stands in ([MS-DOC] 2.4.6, 2.6)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.readers.word_styles import VISIBLE_INDENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.readers.word97_file import WordFile

_PAGE = 512
_CHARACTERS, _PARAGRAPHS = 12, 13
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_DEFINE_TABLE, _CHANGE_TABS = 0xD608, 0xC615
_DELETED, _VANISHED = 0x0800, 0x083C
_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END = 0x2416, 0x2417, 0x244B, 0x244C
_BREAKS_BEFORE, _LIST, _LEVEL = 0x2407, 0x460B, 0x260A
_ALIGNED = (0x2461, 0x2403)
_LEFT, _FIRST = (0x845E, 0x840F), (0x8460, 0x8411)
_CENTRED = (1, 2)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What the mark at the end of a paragraph, cell or row says of it."""

    in_table: bool = False
    ends_row: bool = False
    ends_cell: bool = False
    breaks_before: bool = False
    stands_in: bool = False
    list_: int = 0
    level: int = 0


class Formats:
    """Formats by position; a file older than Word 97 has none."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._starts = [piece.start for piece in file.pieces]
        runs = sorted(_runs(file, _PARAGRAPHS, 13, 2))
        self._run_starts = [start for start, _, _ in runs]
        self._runs = runs

    @property
    def known(self) -> bool:
        """Whether the file says anything of its paragraphs."""
        return bool(self._runs)

    def paragraph(self, position: int) -> Paragraph:
        """The formats of the paragraph whose mark stands at ``position``."""
        place = self._place(position)
        index = bisect_right(self._run_starts, place) - 1
        if index < 0 or place >= self._runs[index][1]:
            return Paragraph()
        return _paragraph(self._runs[index][2])

    def hidden(self) -> bytearray:
        """One byte a position: whether its character is hidden or was deleted with changes tracked."""
        mask = bytearray(len(self._file.text))
        gone = [
            (start, end)
            for start, end, changes in _runs(self._file, _CHARACTERS, 1, 0)
            if any(
                code in (_DELETED, _VANISHED) and operand[:1] in (b"\x01", b"\x81")
                for code, operand in _changes(changes)
            )
        ]
        for start, end in gone:
            for piece in self._file.pieces:
                first = max(0, (start - piece.at) // piece.width)
                last = min(piece.end - piece.start, (end - piece.at) // piece.width)
                if first < last:
                    mask[piece.start + first : piece.start + last] = b"\x01" * (last - first)
        return mask

    def _place(self, position: int) -> int:
        piece = self._file.pieces[max(0, bisect_right(self._starts, position) - 1)]
        return piece.at + (position - piece.start) * piece.width


def _runs(file: WordFile, index: int, entry: int, skipped: int) -> Iterator[tuple[int, int, bytes]]:
    """Stretches of bytes of the main stream, each with the changes that are made there."""
    table = file.block(index)
    count = (len(table) - 4) // 8
    for number in range(count):
        page = struct.unpack_from("<I", table, 4 * (count + 1) + 4 * number)[0] & 0x3FFFFF
        data = file.main[page * _PAGE : (page + 1) * _PAGE]
        if len(data) < _PAGE:
            continue
        held = data[_PAGE - 1]
        if 4 * (held + 1) + entry * held >= _PAGE:
            continue
        places = struct.unpack_from(f"<{held + 1}I", data)
        for place in range(held):
            at = 2 * data[4 * (held + 1) + entry * place]
            if not at:
                yield places[place], places[place + 1], b""
                continue
            size, at = data[at], at + 1
            if skipped:  # a paragraph's changes follow the number of its style
                if size:
                    size = 2 * size - 1
                elif at < _PAGE:
                    size, at = 2 * data[at], at + 1
            yield places[place], places[place + 1], data[at + skipped : at + size]


def _changes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each change: its code and its operand."""
    at = 0
    while at + 2 < len(data):
        code = struct.unpack_from("<H", data, at)[0]
        at += 2
        size = _OPERANDS.get(code >> 13)
        if size is None:
            if code == _DEFINE_TABLE and at + 2 <= len(data):
                size = struct.unpack_from("<H", data, at)[0] + 1
            elif code == _CHANGE_TABS and data[at] == 255:
                return
            else:
                size = data[at] + 1
        yield code, data[at : at + size]
        at += size


def _paragraph(data: bytes) -> Paragraph:
    said = dict(_changes(data))

    def number(*codes: int) -> int:
        operand = next((said[code] for code in codes if said.get(code)), b"")
        return int.from_bytes(operand, "little", signed=True) if operand else 0

    listed = number(_LIST)
    return Paragraph(
        in_table=bool(number(_IN_TABLE)),
        ends_row=bool(number(_ROW_END) or number(_INNER_ROW_END)),
        ends_cell=bool(number(_INNER_CELL)),
        breaks_before=bool(number(_BREAKS_BEFORE)),
        stands_in=number(*_ALIGNED) in _CENTRED or number(*_LEFT) + number(*_FIRST) >= VISIBLE_INDENT,
        list_=listed if 0 < listed < 0x7FF else 0,
        level=number(_LEVEL) & 0xF,
    )
