"""The one normal form of Thai text, with the way back to the source.

Digits ๐–๙ become 0–9, a nikhahit and a sara aa become one sara am, two sara e become sara ae, marks stand in
the order the writing system wants, blanks of every width become one kind and never more than fill a line, invisible characters go. Only what
is the same text to a reader is changed; guesses about spelling are made elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TONES = "\u0e48-\u0e4b"
VOWELS_ABOVE_BELOW = "\u0e31\u0e34-\u0e3a\u0e47"
MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"

# Windows and Mac fonts of the nineties put shifted marks in the private use area; the letters are the same.
_PRIVATE = {
    0xF700: "ฐ", 0xF701: "ิ", 0xF702: "ี", 0xF703: "ึ", 0xF704: "ื", 0xF705: "่", 0xF706: "้", 0xF707: "๊",
    0xF708: "๋", 0xF709: "์", 0xF70A: "่", 0xF70B: "้", 0xF70C: "๊", 0xF70D: "๋", 0xF70E: "์", 0xF70F: "ญ",
    0xF710: "ั", 0xF711: "ํ", 0xF712: "็", 0xF713: "่", 0xF714: "้", 0xF715: "๊", 0xF716: "๋", 0xF717: "์",
    0xF718: "ุ", 0xF719: "ู", 0xF71A: "ฺ",
}  # fmt: skip

_SINGLE = {
    **{chr(0x0E50 + digit): str(digit) for digit in range(10)},
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **{chr(code): char for code, char in _PRIVATE.items()},
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", ""),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
}  # fmt: skip

_SINGLES = re.compile("[" + "".join(map(re.escape, _SINGLE)) + "\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_SEQUENCES = re.compile(
    rf"(?P<am>(?P<t1>[{TONES}]?) ?\u0e4d ?(?P<t2>[{TONES}]?) ?\u0e32)"
    rf"|(?P<order>(?P<tone>[{TONES}\u0e4c])(?P<vowel>[{VOWELS_ABOVE_BELOW}]))"
    r"|(?P<ae>\u0e40\u0e40)"
    rf"|(?P<blank>(?<=[\u0e01-\u0e4e]) +(?=[{MARKS}\u0e33]))"
    rf"|(?P<double>(?P<mark>[{MARKS}])(?P=mark)+)"
)

_MONTH_SARA_AM = re.compile(
    r"(?:(?<=มกร)|(?<=ธันว)|(?<=มีน)|(?<=สิงห)|(?<=พฤษภ)|(?<=กรกฎ)|(?<=ตุล)|(?<=มิถุน)|(?<=กันย)|(?<=เมษ))\u0e33(?=คม|ยน)"
)
"""Gazette PDFs turn the sara aa of a month into a sara am; no Thai word is spelt so."""
_DIGIT_TOKEN = re.compile(r"(?<![A-Za-z@.0-9OolI/-])[0-9OolI][0-9OolI./-]*(?![A-Za-z@0-9])")
_LONGEST_BLANK = 64
"""No page is wider. Patterns that allow blanks in several places take the cube of their number."""
_LONG_BLANK = re.compile(rf"[ \t]{{{_LONGEST_BLANK + 1},}}")
_DIGIT_LETTERS = {"o": "0", "O": "0", "l": "1", "I": "1"}


@dataclass(frozen=True, slots=True)
class Normal:
    """``text`` in normal form; ``offsets[i]`` is the source index of ``text[i]``, with one entry for the end."""

    text: str
    offsets: Sequence[int]


def normalise(raw: str) -> Normal:
    """``raw`` in normal form. Never raises; the length may shrink, never grow."""
    text: str = raw
    offsets: Sequence[int] = range(len(raw) + 1)
    for pattern, change in _PASSES:
        text, offsets = _pass(text, offsets, pattern, change)
    return Normal(text, offsets)


def fold(raw: str) -> str:
    """The normal form alone, for values and keys that need no way back."""
    return normalise(raw).text


def _single(match: re.Match[str]) -> str:
    return _SINGLE.get(match.group(), "")


def _sequence(match: re.Match[str]) -> str:
    if match.group("am"):
        return (match.group("t1") or match.group("t2")) + "\u0e33"
    if match.group("order"):
        return match.group("vowel") + match.group("tone")
    if match.group("ae"):
        return "\u0e41"
    if match.group("double"):
        return match.group("mark")
    return ""


def _digits(match: re.Match[str]) -> str:
    token = match.group()
    if sum(char.isdigit() for char in token) < 2 or token.isdigit():
        return token
    return "".join(_DIGIT_LETTERS.get(char, char) for char in token)


def _pass(
    text: str, offsets: Sequence[int], pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]
) -> tuple[str, Sequence[int]]:
    """One substitution over ``text``; replacements are never longer than what they stand for."""
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for match in pattern.finditer(text):
        new = change(match)
        if new == match.group():
            continue
        pieces += (text[last : match.start()], new)
        places.extend(offsets[last : match.start()])
        places.extend(offsets[match.start() : match.start() + len(new)])
        last = match.end()
    if not pieces:
        return text, offsets
    pieces.append(text[last:])
    places.extend(offsets[last:])
    return "".join(pieces), places


def _sara_aa(_: re.Match[str]) -> str:
    return "\u0e32"


def _shortened(match: re.Match[str]) -> str:
    return match.group()[:_LONGEST_BLANK]


_PASSES = (
    (_SINGLES, _single),
    (_LONG_BLANK, _shortened),
    (_SEQUENCES, _sequence),
    (_MONTH_SARA_AM, _sara_aa),
    (_DIGIT_TOKEN, _digits),
)
