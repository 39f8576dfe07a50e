"""List numerals of Word: the numbers that stand in no run, Thai ones included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.readers.word_package import attribute, child, kind, number, switched_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# Without ฃ ฅ ฆ, as lists in Thai letters go, and without the vowels ฤ ฦ.
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf0d8": "➢", "\uf076": "❖", "o": "•", "·": "•"}
_WORDS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MAX_COUNT = 100_000


def _letters(alphabet: str) -> Callable[[int], str]:
    # After the last letter Word doubles them: aa, bb … and กก, ขข ….
    def spell(count: int) -> str:
        turn, place = divmod(count - 1, len(alphabet))
        return alphabet[place] * (turn + 1)

    return spell


def number_in_words(count: int) -> str:
    """A number in Thai words, up to 999,999: ``21`` is ``ยี่สิบเอ็ด``."""
    digits = str(count)
    words = ""
    for place, digit in zip(range(len(digits) - 1, -1, -1), map(int, digits), strict=True):
        if digit == 0:
            continue
        word = _WORDS[digit]
        if place == 1:
            word = {1: "", 2: "ยี่"}.get(digit, word)
        elif place == 0 and digit == 1 and count > 10:
            word = "เอ็ด"
        words += word + _PLACES[place]
    return words or "ศูนย์"


def _roman(count: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        out += sign * (count // value)
        count %= value
    return out


def _thai_digits(count: int) -> str:
    return str(count).translate(_THAI_DIGITS)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "thaiNumbers": _thai_digits,
    "thaiLetters": _letters(_THAI_LETTERS),
    "thaiCounting": number_in_words,
    "lowerLetter": _letters(_LATIN_LETTERS),
    "upperLetter": _letters(_LATIN_LETTERS.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "none": lambda count: "",
}


def numeral(count: int, style: str) -> str:
    """A list number in one of Word's number formats; formats not known are plain digits."""
    if not 0 < count < _MAX_COUNT:
        return str(count)
    return _FORMATS.get(style, str)(count)


class Numbering:
    """The lists of a document; counts on as paragraphs are asked for in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._by_style: dict[str, str] = {}
        self._nums: dict[str, etree._Element] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()
        for node in root if root is not None else ():
            if kind(node) == "w:abstractNum":
                name = attribute(node, "abstractNumId") or ""
                self._abstract[name] = node
                link = attribute(child(node, "w:styleLink"))
                if link:
                    self._by_style[link] = name
            elif kind(node) == "w:num":
                self._nums[attribute(node, "numId") or ""] = node

    def level(self, num_id: str, level: int) -> etree._Element | None:
        """The definition of a level of a list, None when the list is not defined."""
        num = self._nums.get(num_id)
        if num is None or not 0 <= level < _LEVELS:
            return None
        override = self._override(num, level)
        own = child(override, "w:lvl")
        if own is not None:
            return own
        abstract = self._abstract.get(self._abstract_name(num) or "")
        for node in abstract if abstract is not None else ():
            if kind(node) == "w:lvl" and number(node, "ilvl") == level:
                return node
        return None

    def next_label(self, num_id: str, level: int) -> str:
        """Count the paragraph and give its label with the blank after it: ``๑. ``, ``• ``, or nothing."""
        definition = self.level(num_id, level)
        num = self._nums.get(num_id)
        if definition is None or num is None:
            return ""
        style = attribute(child(definition, "w:numFmt")) or "decimal"
        pattern = attribute(child(definition, "w:lvlText")) or ""
        counts = self._count(num_id, num, level)
        if style == "bullet":
            label = BULLETS.get(pattern, pattern)
        else:
            legal = bool(switched_on(child(definition, "w:isLgl")))

            def fill(match: re.Match[str]) -> str:
                place = int(match[1]) - 1
                count = counts[place]
                inner = self.level(num_id, place)
                shown = attribute(child(inner, "w:numFmt")) or "decimal"
                if count is None:
                    count = self._start(num, place, inner)
                return numeral(count, "decimal" if legal else shown)

            label = _PLACE.sub(fill, pattern)
        if not label:
            return ""
        return label if attribute(child(definition, "w:suff")) == "nothing" else f"{label} "

    def _count(self, num_id: str, num: etree._Element, level: int) -> list[int | None]:
        # Lists made from one abstract list count on together, until one of them asks to start anew.
        counts = self._counts.setdefault(self._abstract_name(num) or num_id, [None] * _LEVELS)
        restart = child(self._override(num, level), "w:startOverride")
        if restart is not None and (num_id, level) not in self._restarted:
            self._restarted.add((num_id, level))
            counts[level] = None
        current = counts[level]
        start = self._start(num, level, self.level(num_id, level))
        counts[level] = start if current is None else current + 1
        for deeper in range(level + 1, _LEVELS):
            after = number(child(self.level(num_id, deeper), "w:lvlRestart"))
            if after is None or (after != 0 and level < after):
                counts[deeper] = None
        return counts

    def _start(self, num: etree._Element, level: int, definition: etree._Element | None) -> int:
        restart = number(child(self._override(num, level), "w:startOverride"))
        if restart is not None:
            return restart
        start = number(child(definition, "w:start"))
        return 1 if start is None else start

    def _abstract_name(self, num: etree._Element) -> str | None:
        name = attribute(child(num, "w:abstractNumId"))
        link = attribute(child(self._abstract.get(name or ""), "w:numStyleLink"))
        return self._by_style.get(link, name) if link else name

    @staticmethod
    def _override(num: etree._Element, level: int) -> etree._Element | None:
        for node in num:
            if kind(node) == "w:lvlOverride" and number(node, "ilvl") == level:
                return node
        return None
