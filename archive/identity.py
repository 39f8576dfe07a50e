"""Which letter this is: the same text, number and date give the same id in every archive."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from archive.folding import issuer_key, text_hash, title_key
from archive.numbering import number_of
from parsers.thai.years import buddhist_year

if TYPE_CHECKING:
    from collections.abc import Mapping

ID_LENGTH = 12
"""60 bits: two among a million letters share an id with a chance of one in two million."""

_TITLED_BY_YEAR = frozenset({"regulation", "bylaw"})
_TITLED_BY_DAY = frozenset({"announcement", "statement", "news"})


def identity_of(letter: Mapping[str, Any], bare: str) -> str | None:
    """What makes ``letter`` (a parse object, with its bare text) itself; ``None`` if it is no letter.

    Letters go by number and day, orders by issuer and N/year, regulations and bylaws by issuer and title,
    announcements, statements and news by issuer, title and day (one office announces under one title several
    times a year). Anything else, drafts above all, goes by its text.
    """
    kind, date = letter["kind"], letter["date"]
    if kind == "not_letter":
        return None
    number = number_of(letter["number"])
    issuer, title = issuer_key(letter["from"]), title_key(letter["subject"])
    day = date if date and len(date) == 10 else None
    if number is not None and number.head and number.first is not None and day:
        return f"letter|{number.full}|{day}"
    if number is not None and number.is_order and issuer:
        return f"{kind}|{issuer}|{number.full}"
    if kind in _TITLED_BY_YEAR and issuer and title and (date or "พศ" in title):
        return f"{kind}|{issuer}|{title}|{buddhist_year(date)}"
    if kind in _TITLED_BY_DAY and issuer and title and day:
        return f"{kind}|{issuer}|{title}|{number.full if number else ''}|{day}"
    if number is not None and issuer and day:
        return f"{kind}|{issuer}|{number.full}|{day}"
    return f"text|{text_hash(bare)}"


def id_of(identity: str) -> str:
    """The id of the one letter that has ``identity``."""
    return _short(identity)


def twin_id_of(identity: str, text: str) -> str:
    """The id of one of several letters that share ``identity``, told apart by the hash of its ``text``."""
    return _short(f"{identity}|{text}")


def missing_id_of(identity: str) -> str:
    """The id in traces of a letter that is only cited."""
    return f"missing:{_short(identity)}"


def _short(key: str) -> str:
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:ID_LENGTH].decode("ascii").lower()
