"""Text and names brought to one form before they are compared: titles, issuers, whole texts."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from parsers.thai.normal import fold

_BLANK = re.compile(r"\s+")
_TITLE_NOISE = re.compile(r"[^0-9A-Za-zก-ฮะ-ฺเ-๎]+")
_REGULATION = "ว่าด้วย"

# A post speaks for its office, and an office is called with or without the word for its building.
_POSTS = (
    ("ผู้ว่าราชการ", ""),
    ("รัฐมนตรีว่าการ", ""),
    ("อธิบดี", ""),
    ("นายกเทศมนตรี", "เทศบาล"),
    ("นายกองค์การ", "องค์การ"),
    ("นายอำเภอ", "อำเภอ"),
    ("สำนักงานเทศบาล", "เทศบาล"),
    ("ที่ว่าการ", ""),
    ("ที่ทำการ", ""),
    ("ศาลากลาง", ""),
)
_PLACES = ("จังหวัด", "อำเภอ", "ตำบล", "แขวง", "เขต")


def bare_text(text: str) -> str:
    """``text`` in normal form without white space: what stays the same when a page is set anew."""
    return _BLANK.sub("", fold(text))


def text_hash(bare: str) -> str:
    """SHA-256 of a bare text."""
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=4096)
def title_key(title: str | None) -> str:
    """A title for comparison: of a regulation what follows ว่าด้วย, letters and digits only."""
    if not title:
        return ""
    text = _TITLE_NOISE.sub("", fold(title))
    at = text.find(_REGULATION)
    return text[at:] if at >= 0 else text.removeprefix("เรื่อง")


@lru_cache(maxsize=4096)
def issuer_key(issuer: str | None) -> str:
    """The name of an agency for comparison: no blanks, no dots, no words for its building or head."""
    return _one_issuer(_BLANK.sub("", fold(issuer))) if issuer else ""


@lru_cache(maxsize=4096)
def issuer_keys(issuer: str | None) -> frozenset[str]:
    """The agency as a whole and each of the names in it (กระทรวงการคลัง กรมบัญชีกลาง), without the place that may
    follow it (เทศบาลตำบลช่อแฮ จังหวัดแพร่)."""
    if not issuer:
        return frozenset()
    names = fold(issuer).split()
    parts = {_one_issuer(part) for at, part in enumerate(names) if not (at and part.startswith(_PLACES))}
    return frozenset(key for key in (*parts, issuer_key(issuer)) if len(key) > 3)


def same_issuer(one: str | None, other: str | None) -> bool | None:
    """Whether two names mean one agency; ``None`` when one of them is not known."""
    first, second = issuer_key(one), issuer_key(other)
    if not first or not second:
        return None
    return first == second or first in issuer_keys(other) or second in issuer_keys(one)


def _one_issuer(name: str) -> str:
    name = name.replace(".", "").replace("ฯ", "")
    for post, office in _POSTS:
        if name.startswith(post) and len(name) > len(post) + 2:
            name = office + name.removeprefix(post)
    return name
