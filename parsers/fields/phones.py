"""Telephone numbers as Thai offices write them: ranges, extensions, interior networks (DOMAIN, contacts)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_GAP = r"[\s\-.]{0,3}"
MAIN = re.compile(
    rf"(?<!\d)(?<!\d\.)(?:\+\s?66{_GAP}(?:\(0\))?{_GAP}|\(?0{_GAP})(?:\)?\d){{1}}(?:\)?{_GAP}\d){{7,8}}(?!\d)"
)
_OLD = re.compile(r"(?<![\d.])[2-9]\d{2}[\s-]?\d{4}(?![\d/])(?!\s*(?:บาท|คน|ราย))")
"""A Bangkok number of before 2544, when no area code was dialled; kept as printed."""
_RANGE = re.compile(r"\s?(?:-|ถึง|–)\s?(?P<to>\d{1,4})(?!\d)(?!\s?-?\d{3})")
_FULL_RANGE = re.compile(r"\s?(?:-|ถึง)\s?(?=0[\s\d])")
_EXT = re.compile(r"[\s,]*(?:\(?\s*(?:ต่อ|ext\.?|กด)\s*\.?:?)\s*(?=\d)", re.I)
_EXT_ITEM = re.compile(
    r"(?P<first>\d(?:\s\d){2,4}(?![\d\s]*\d)|\d{1,6})(?:\s?(?:-|ถึง)\s?(?P<last>\d{1,6}))?(?!\d)"
)
_TORN_EXT = re.compile(r"\d{1,2}(?: \d{1,2}){1,2}(?![\d ]*\d)")
TORN_GROUPS = 5
"""A number in so many groups was torn apart by a PDF text layer, and so is its extension."""
_EXT_JOIN = re.compile(r"\s*(?:,|/|และ|หรือ|\s)\s*(?:ต่อ\s*)?(?=\d{2,6}(?!\d))(?!0[\s\-]?\d)")
_SHORT = re.compile(r"(?P<digits>\d{3,6})(?:\s?(?:-|ถึง)\s?(?P<last>\d{1,4}))?(?![\d/.])")
_INTERIOR = re.compile(
    r"\(?\s*(?:สื่อสาร\s*)?มท\s*\.?\s*\)?\s*(?P<digits>\d{5,6})(?:\s?-\s?(?P<last>\d{1,4}))?(?!\d)"
)
_JOIN = re.compile(r"[\s,/]*(?:และ|หรือ|,|/|\s)[\s,/]*")


@dataclass(frozen=True, slots=True)
class PhoneMatch:
    """Numbers read from ``text[start:end]``, one entry a number, in normal form."""

    start: int
    end: int
    numbers: tuple[str, ...]


def read_phones(text: str, start: int, *, short: bool = False) -> list[PhoneMatch]:
    """The list of numbers that begins at ``start`` (behind a label); ends where the list ends.

    ``short`` allows interior numbers of three to six digits without an area code.
    """
    found: list[PhoneMatch] = []
    position = start
    while True:
        blank = re.compile(r"[\s:.]*").match(text, position)
        here = blank.end() if blank else position
        match = _read_one(text, here, short=short)
        if match is None:
            return found
        found.append(match)
        joint = _JOIN.match(text, match.end)
        position = joint.end() if joint else match.end
        if "\n" in text[match.end : position]:
            return found


def read_phones_of(main: str, text: str, start: int) -> list[PhoneMatch]:
    """``โทรสาร ต่อ 14``: an extension of the number named before."""
    opened = _EXT.match(text, start)
    if opened is None:
        return []
    extensions, end = _extensions(text, opened.end())
    return [PhoneMatch(start, end, tuple(f"{main} ext {extension}" for extension in extensions))]


def _read_one(text: str, here: int, *, short: bool) -> PhoneMatch | None:
    interior = _INTERIOR.match(text, here)
    if interior:
        numbers = _expand(interior.group("digits"), interior.group("last"))
        return PhoneMatch(here, interior.end(), tuple(f"มท {number}" for number in numbers))
    main = MAIN.match(text, here)
    if main:
        return _with_tail(text, main)
    if short and (old := _OLD.match(text, here)):
        return _tail_of(text, re.sub(r"\D", "", old.group()), old.start(), old.end(), torn=False)
    if short and (match := _SHORT.match(text, here)):
        return PhoneMatch(here, match.end(), tuple(_expand(match.group("digits"), match.group("last"))))
    return None


def local(written: str) -> str | None:
    """``+66 4355 0199`` as ``043550199``; ``None`` if the count of digits is wrong."""
    digits = re.sub(r"\D", "", written)
    if written.lstrip(" (").startswith("+"):
        digits = "0" + digits[2:].lstrip("0")
    wanted = 10 if digits[1:2] in ("6", "8", "9") else 9
    return digits if len(digits) == wanted else None


def _with_tail(text: str, main: re.Match[str]) -> PhoneMatch | None:
    number = local(main.group())
    end = main.end()
    if number is None:
        number, end = _shorter(text, main)
        if number is None:
            return None
    torn = len(main.group().split()) >= TORN_GROUPS
    return _tail_of(text, number, main.start(), end, torn=torn)


def _tail_of(text: str, number: str, start: int, end: int, *, torn: bool) -> PhoneMatch:
    """``number`` with the range and the extensions that follow it."""
    numbers = [number]
    if full := _FULL_RANGE.match(text, end):
        last = MAIN.match(text, full.end())
        other = local(last.group()) if last else None
        if last and other and other[:-3] == number[:-3] and other > number:
            numbers = [f"{n:0{len(number)}d}" for n in range(int(number), int(other) + 1)]
            end = last.end()
    elif ranged := _RANGE.match(text, end):
        numbers = _expand(number, ranged.group("to"))
        end = ranged.end()
    extensions: list[str] = []
    if opened := _EXT.match(text, end):
        apart = _TORN_EXT.match(text, opened.end()) if torn else None
        if apart:
            extensions, end = ["".join(apart.group().split())], apart.end()
        else:
            extensions, end = _extensions(text, opened.end())
    if extensions:
        numbers = [f"{number} ext {extension}" for number in numbers for extension in extensions]
    return PhoneMatch(start, end, tuple(numbers))


def _shorter(text: str, main: re.Match[str]) -> tuple[str | None, int]:
    """One digit too many: the pattern reached into what follows (``0 2241 9021-3``)."""
    for end in range(main.end() - 1, main.start() + 8, -1):
        piece = text[main.start() : end]
        if piece[-1].isdigit() and (number := local(piece)) is not None and not text[end].isdigit():
            return number, end
    return None, main.end()


def _extensions(text: str, start: int) -> tuple[list[str], int]:
    extensions: list[str] = []
    position = start
    while item := _EXT_ITEM.match(text, position):
        extensions += _expand(re.sub(r"\s", "", item.group("first")), item.group("last"))
        position = item.end()
        joint = _EXT_JOIN.match(text, position)
        if joint is None or "\n" in joint.group() or MAIN.match(text, joint.end()):
            break
        position = joint.end()
    return extensions, position


def _expand(first: str, last: str | None) -> list[str]:
    """``9021`` to ``3`` is 9021, 9022, 9023: the last digits replace as many trailing ones."""
    if not last or len(last) > len(first):
        return [first]
    end = int(first[: len(first) - len(last)] + last)
    begin = int(first)
    if not begin < end <= begin + 30:
        return [first]
    return [f"{number:0{len(first)}d}" for number in range(begin, end + 1)]
