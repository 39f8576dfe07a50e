"""Personal data of contact persons covered: their names, mobile telephones, private e-mail addresses and LINE names.

What belongs to an office is left: its own telephones and faxes, and its mailbox (``saraban@…``). Signers are public
by their office. Names told of elsewhere in a letter cannot be known for what they are and are left too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from parsers.thai.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MASK: Final = "•••"
"""Stands for a value that is covered."""
_DOT: Final = "•"
_MOBILE = re.compile(r"0[689]\d{8}")
_OFFICE = re.compile(r"(?:saraban|info|contact|office|webmaster|admin|helpdesk|support|service)\b", re.I)
_TITLES = r"(?:คุณ|นางสาว|นาง|นาย|น\.\s*ส\.|ว่าที่)"
_TITLE = re.compile(rf"^{_TITLES}\s*")
_BETWEEN = r"[\s\-–.()]*"
_SHORTEST_NAME = 3
_KEPT = frozenset({"id", "kind", "number", "number_partial", "date", "rule", "relation", "signer", "from"})
"""Parts of a parse object in which nothing is covered."""


def holds_personal(letter: Mapping[str, Any]) -> bool:
    """Whether anything of a letter (a parse object) would be covered."""
    return any(True for _ in _personal(letter))


def masked(letter: Mapping[str, Any], text: str) -> tuple[dict[str, Any], str]:
    """A letter (a parse object) and its text with what is personal covered; the text keeps its length."""
    places = list(_personal(letter))
    if not places:
        return dict(letter), text
    pattern = _pattern(letter, places)
    covered = {name: _covered(value, pattern) for name, value in letter.items() if name not in _KEPT}
    contacts = {name: list(values) for name, values in letter["contacts"].items()}
    evidence = dict(covered["evidence"])
    for name, number in places:
        contacts[name][number] = MASK
        key = f"contacts.{name}[{number}]"
        if key in evidence:
            evidence[key] = {**evidence[key], "text": MASK, "box": None, "alternatives": []}
    return {**letter, **covered, "contacts": contacts, "evidence": evidence}, conceal(pattern, text)


def conceal(pattern: re.Pattern[str], text: str) -> str:
    """``text`` with dots for all that ``pattern`` finds, blanks kept."""
    return pattern.sub(lambda match: re.sub(r"\S", _DOT, match.group()), text)


def _personal(letter: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """The contacts that are personal: list and place in it."""
    contacts = letter["contacts"]
    yield from (("people", number) for number, _ in enumerate(contacts["people"]))
    for name in ("phones", "faxes"):
        yield from ((name, number) for number, phone in enumerate(contacts[name]) if _MOBILE.match(phone))
    for number, address in enumerate(contacts["emails"]):
        if not _OFFICE.match(address):
            yield ("emails", number)
    for number, name in enumerate(contacts["line_ids"]):
        if not name.startswith("@"):  # an account of an office
            yield ("line_ids", number)


def _pattern(letter: Mapping[str, Any], places: list[tuple[str, int]]) -> re.Pattern[str]:
    """What finds those contacts wherever they stand, however they are spelled."""
    found: set[str] = set()
    for name, number in places:
        value = str(letter["contacts"][name][number])
        found |= set(_ways(name, value))
        read = letter["evidence"].get(f"contacts.{name}[{number}]")
        if read and read["text"]:
            found.add(_loose(read["text"]))
    return re.compile("|".join(sorted(found, key=lambda way: (-len(way), way))), re.I)


def _ways(name: str, value: str) -> Iterator[str]:
    if name in ("phones", "faxes"):
        digits = re.sub(r"\D", "", fold(value.partition("ext")[0]))
        body = _BETWEEN.join(_digit(digit) for digit in digits[1:])
        yield rf"(?:\+{_BETWEEN}{_digit('6')}{_BETWEEN}{_digit('6')}|{_digit('0')}){_BETWEEN}{body}"
        return
    if name != "people":
        yield _loose(value)
        return
    bare = _TITLE.sub("", value).strip()
    first = bare.split()[0] if bare.split() else ""
    if len(bare) >= _SHORTEST_NAME:
        yield rf"(?:{_TITLES}\s*)?{_loose(bare)}"
    if len(first) >= _SHORTEST_NAME:
        yield rf"{_TITLES}\s*{_loose(first)}"


def _digit(digit: str) -> str:
    return f"[{digit}{chr(ord('๐') + int(digit))}]"


def _loose(text: str) -> str:
    """``text``, broken or written with other blanks."""
    return r"\s+".join(re.escape(piece) for piece in text.split())


def _covered(value: Any, pattern: re.Pattern[str]) -> Any:
    match value:
        case str():
            return conceal(pattern, value)
        case list():
            return [_covered(each, pattern) for each in value]
        case dict():
            return {name: each if name in _KEPT else _covered(each, pattern) for name, each in value.items()}
        case _:
            return value
