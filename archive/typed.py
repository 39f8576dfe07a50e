"""What a person types for a field, in the normal form that the parser would have given it."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from archive import faults
from index.values import closed_value
from parsers.letter import Kind, Relation
from parsers.number import normal_number
from parsers.thai.dates import LEAD, find_dates
from parsers.thai.normal import fold
from parsers.thai.years import gregorian_year

if TYPE_CHECKING:
    from archive.amending import Field

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?")
_NUMBER_LEAD = re.compile(r"(?:เลข)?ที่\s*")
_DATE_LEAD = re.compile(rf"{LEAD}\s*")
_YEARS = range(1868, 2158)
"""From the first printed letters on; 2563 before the month is a Buddhist year."""
_CHOICES = {"urgency": ("ด่วน", "ด่วนมาก", "ด่วนที่สุด"), "secrecy": ("ลับ", "ลับมาก", "ลับที่สุด")}


def normal_value(field: Field, typed: str | None, now: str | None) -> str | None:
    """``typed`` as the catalogue keeps it; ``None`` for a blank, which means no value.

    ``now`` is the value as it stands, which may always be typed again. Raises UsageError.
    """
    text = " ".join(fold(typed or "").split())
    if now is not None and text == " ".join(fold(now).split()):
        return now
    if field.name == "kind":
        return _kind(text)
    if field.name == "relation":
        return _relation(text)
    if not text:
        return None
    if field.name == "number":
        return _number(field, text)
    if field.name == "date":
        return _date(field, text)
    if field.name in _CHOICES:
        found = closed_value(field.name, text)
        if found is None:
            raise faults.bad_value(field.typed, text, _CHOICES[field.name])
        return None if found == "none" else found
    return text


def _kind(text: str) -> str:
    found = closed_value("kind", text)
    kinds = [str(kind) for kind in Kind if kind is not Kind.NOT_LETTER]
    if found not in kinds:
        # What is no letter has no name by which the correction could be taken back.
        raise faults.bad_value("kind", text, kinds)
    return found


def _relation(text: str) -> str:
    if text not in set(Relation):
        raise faults.bad_value("relation", text, [str(relation) for relation in Relation])
    return text


def _number(field: Field, text: str) -> str:
    found = normal_number(_NUMBER_LEAD.sub("", text, count=1) if text.startswith(("ที่", "เลขที่")) else text)
    if found is None:
        raise faults.bad_number(field.typed, text)
    return found


def _date(field: Field, text: str) -> str:
    text = _DATE_LEAD.sub("", text, count=1) if _DATE_LEAD.match(text) else text
    match = _ISO.fullmatch(text)
    found = _iso(match) if match else _thai(text)
    if found is None or int(found[:4]) not in _YEARS:
        raise faults.bad_date(field.typed, text)
    return found


def _iso(match: re.Match[str]) -> str | None:
    year, month = gregorian_year(match["year"]), int(match["month"])
    if not 1 <= month <= 12:
        return None
    if match["day"] is None:
        return f"{year:04d}-{month:02d}"
    day = int(match["day"])
    if year < 1 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _thai(text: str) -> str | None:
    """A Thai date that is spelt right and is all there is: what is guessed in a letter is not guessed here."""
    found = find_dates(text)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
        return None
    return found[0].iso if found[0].rule in ("date", "date-short", "date-numeric", "date-english") else None
