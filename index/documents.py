"""A letter as the index holds it: terms with their places, keys, values to count and sort by.

Made once from an ``Entry``, the same for every engine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from index import analysis, values
from index.numbers import keys_of
from index.query import TEXT_FIELDS
from parsers.thai.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from index.analysis import Occurrences
    from index.engine import Entry

PART = b"\x1e"
"""Sets the text fields apart in ``Document.letters``."""

LONGEST_SUGGESTION = 200

_UNSAFE = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Document:
    """One letter, ready to be indexed.

    ``terms`` holds the occurrences of each text field and ``lengths`` its length in words; ``keys`` are terms
    of the fields that are looked up whole (keys, cites, phone, email, tags); ``day`` is the date as a number
    YYYYMMDD with zeros for what is blank, 0 without one; ``letters`` the squeezed text fields in the order of
    TEXT_FIELDS; ``suggestions`` pairs what may be typed with what is then shown.
    """

    entry: Entry
    terms: Mapping[str, Mapping[str, Occurrences]]
    lengths: Mapping[str, int]
    keys: Mapping[str, frozenset[str]]
    day: int
    letters: bytes
    facets: Mapping[str, str]
    suggestions: frozenset[tuple[str, str]]


def cleaned(entry: Entry) -> Entry:
    """``entry`` with characters no index can hold (lone surrogates, control characters) made U+FFFD.

    One for one, so that places in the text stay true. Raises ValueError for an entry without an id.
    """
    if not entry.id:
        raise ValueError("an entry needs an id")
    changes: dict[str, object] = {}
    for item in fields(entry):
        value = getattr(entry, item.name)
        if isinstance(value, str) and _UNSAFE.search(value):
            changes[item.name] = _safe(value)
        elif isinstance(value, tuple) and any(_UNSAFE.search(part) for part in value):
            changes[item.name] = tuple(_safe(part) for part in value)
    return replace(entry, **changes) if changes else entry  # type: ignore[arg-type]


def _safe(value: str) -> str:
    return _UNSAFE.sub("\ufffd", value)


def document(entry: Entry) -> Document:
    """``entry`` as the index holds it. Raises ValueError for an entry without an id."""
    entry = cleaned(entry)
    texts: dict[str, tuple[str, ...]] = {
        "subject": _present(entry.subject),
        "sender": _present(entry.sender),
        "to": _present(entry.to),
        "signer": _present(entry.signer, entry.position),
        "contact": _present(*entry.people),
        "attachment": _present(*entry.attachments),
    }
    letters = {name: analysis.OTHER.join(map(analysis.squeezed, parts)) for name, parts in texts.items()}
    body = analysis.compact(entry.text)
    # A value that was corrected by hand may not stand in the text, yet a plain word must find it.
    missing = [value for parts in texts.values() for value in parts if analysis.compact(value) not in body]
    texts["text"] = (entry.text, *missing)
    letters["text"] = analysis.OTHER.join(map(analysis.squeezed, texts["text"]))
    terms = {name: analysis.occurrences(texts[name]) for name in TEXT_FIELDS}
    year = str(values.buddhist_year(entry.date[:4])) if entry.date and entry.date[:4].isdigit() else None
    tags = {"kind": entry.kind, "status": entry.status, "year": year, "from": entry.sender}
    tags["read"] = "ocr" if entry.ocr else None
    tags |= {"secrecy": entry.secrecy or "none", "urgency": entry.urgency or "none"}
    return Document(
        entry=entry,
        terms={name: found for name, (found, _) in terms.items()},
        lengths={name: length for name, (_, length) in terms.items()},
        keys={
            "keys": keys_of(entry.number or entry.number_partial or "", year),
            "cites": frozenset(key for cited in entry.cited for key in keys_of(cited)),
            "phone": frozenset(key for phone in entry.phones for key in _phone_keys(phone)),
            "email": frozenset(key for email in entry.emails for key in _email_keys(email)),
            "tags": frozenset(f"{name}:{value}" for name, value in tags.items() if value),
        },
        day=_day(entry.date),
        letters=PART.join(letters[name] for name in TEXT_FIELDS),
        facets=_facets(entry, year),
        suggestions=_suggestions(entry),
    )


def _present(*values: str | None) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _day(date: str | None) -> int:
    if values.days_of_iso(date) is None or date is None:
        return 0
    parts = [int(part) for part in date.split("-")] + [0, 0]
    return parts[0] * 10000 + parts[1] * 100 + parts[2]


def days_of(day: int) -> tuple[int, int]:
    """First and last day that a letter's ``day`` may mean; (0, 0) without a date."""
    if not day:
        return (0, 0)
    return values.span(day // 10000, day // 100 % 100, day % 100) or (0, 0)


def _facets(entry: Entry, year: str | None) -> dict[str, str]:
    found = {"year": year, "kind": entry.kind, "from": entry.sender, "status": entry.status}
    found["secrecy"] = entry.secrecy
    return {name: value for name, value in found.items() if value}


def _phone_keys(phone: str) -> Iterable[str]:
    """All ends of the number of four digits or more, so that any part of it is the beginning of a key."""
    for piece in re.findall(r"[0-9]+", re.sub(r"(?<=[0-9])[ ()-]+(?=[0-9])", "", fold(phone))):
        yield piece
        yield from (piece[start:] for start in range(1, len(piece) - 3))


def _email_keys(email: str) -> Iterable[str]:
    """The address, its name, its domain and all ends and labels of the domain."""
    address = re.sub(r"\s+", "", fold(email)).lower()
    name, _, domain = address.partition("@")
    labels = domain.split(".")
    ends = (".".join(labels[start:]) for start in range(len(labels)))
    yield from filter(None, (address, name, *labels, *ends))


def suggestion_key(typed: str) -> str:
    """What is compared when someone starts to type: no blanks, no case, one kind of digits."""
    return re.sub(r"[\s.]+", "", fold(typed)).lower()[: analysis.LONGEST_TERM]


def _suggestions(entry: Entry) -> frozenset[tuple[str, str]]:
    shown = {value[:LONGEST_SUGGESTION] for value in (entry.number, entry.subject, entry.sender) if value}
    pairs = {(suggestion_key(value), value) for value in shown}
    if entry.number and "/" in entry.number:
        # Numbers are remembered by their end: ว62 suggests มท 0816.5/ว 620.
        pairs.add((suggestion_key(entry.number.split("/", 1)[1]), entry.number))
    return frozenset(pair for pair in pairs if pair[0])
