"""List numerals of a Word 97 file: the numbers that stand nowhere in its text ([MS-DOC] 2.9.131, 2.9.150)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.readers.word_numbering import BULLETS, numeral

if TYPE_CHECKING:
    from parsers.readers.word97_file import WordFile

_LISTS, _OVERRIDES = 73, 74
_LEVELS = 9
_BULLET = 23
_NO_BLANK = 2
_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
    53: "thaiLetters", 54: "thaiNumbers", 55: "thaiCounting", 255: "none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; characters below 9 in ``pattern`` stand for numbers."""

    start: int
    style: int
    pattern: str
    joined: bool
    size: int
    """Bytes that its definition takes."""


class Lists:
    """The lists of a file; counts on as paragraphs are asked for in order."""

    def __init__(self, file: WordFile) -> None:
        self._counts: dict[int, list[int | None]] = {}
        self._levels: dict[int, list[Level]] = {}
        self._lists: list[int] = []
        self._starts: dict[int, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()
        try:
            self._read_lists(file.block_from(_LISTS))
            self._read_overrides(file.block_from(_OVERRIDES))
        except (struct.error, IndexError, UnicodeDecodeError):
            pass  # labels are lost where their table is broken, the text is not

    def next_label(self, number: int, level: int) -> str:
        """Count the paragraph; its label with the blank after it, or nothing."""
        if not 0 < number <= len(self._lists):
            return ""
        list_ = self._lists[number - 1]
        levels = self._levels.get(list_, [])
        if not 0 <= level < len(levels):
            return ""
        counts = self._counts.setdefault(list_, [None] * _LEVELS)
        restart = self._starts.get(number, {}).get(level)
        if restart is not None and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = restart
        else:
            current = counts[level]
            counts[level] = levels[level].start if current is None else current + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        definition = levels[level]
        if definition.style == _BULLET:
            label = BULLETS.get(definition.pattern, definition.pattern)
        else:
            label = "".join(
                _shown(levels, counts, ord(char)) if ord(char) < _LEVELS else char
                for char in definition.pattern
            )
        return f"{label}{'' if definition.joined else ' '}" if label else ""

    def _read_lists(self, data: bytes) -> None:
        if not data:
            return
        count = struct.unpack_from("<H", data)[0]
        at = 2 + 28 * count
        for number in range(count):
            entry = 2 + 28 * number
            name, simple = struct.unpack_from("<i", data, entry)[0], data[entry + 26] & 1
            levels = []
            for _ in range(1 if simple else _LEVELS):
                level = _level(data, at)
                levels.append(level)
                at += level.size
            self._levels[name] = levels

    def _read_overrides(self, data: bytes) -> None:
        if not data:
            return
        count = struct.unpack_from("<I", data)[0]
        changed = []
        for number in range(min(count, 0x7FF)):
            at = 4 + 16 * number
            self._lists.append(struct.unpack_from("<i", data, at)[0])
            changed.append(data[at + 12])
        at = 4 + 16 * count
        for number, levels in enumerate(changed, start=1):
            at += 4
            for _ in range(levels):
                start, flags = struct.unpack_from("<iI", data, at)
                at += 8
                if flags & 0x10:
                    self._starts.setdefault(number, {})[flags & 0xF] = start
                if flags & 0x20:
                    at += _level(data, at).size


def _level(data: bytes, at: int) -> Level:
    start, style = struct.unpack_from("<iB", data, at)
    follow, characters, paragraph = data[at + 15], data[at + 24], data[at + 25]
    text = at + 28 + characters + paragraph
    length = struct.unpack_from("<H", data, text)[0]
    pattern = data[text + 2 : text + 2 + 2 * length].decode("utf-16-le")
    return Level(start, style, pattern, follow == _NO_BLANK, text + 2 + 2 * length - at)


def _shown(levels: list[Level], counts: list[int | None], place: int) -> str:
    if place >= len(levels):
        return ""
    count = counts[place]
    return numeral(
        levels[place].start if count is None else count, _FORMATS.get(levels[place].style, "decimal")
    )
