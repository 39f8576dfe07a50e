"""Citations in which one character of the number was misread or lost, as people and OCR do."""

from __future__ import annotations

from datetime import date as calendar_date
from typing import TYPE_CHECKING

from archive.dating import how_dated
from archive.folding import same_issuer
from parsers.agencies import codes

if TYPE_CHECKING:
    from archive.citing import Citation, Target
    from archive.numbering import Number

QUIET_DAYS = 10
"""So many days' worth of running numbers apart, two letters of one office and day cannot both be."""
SMALLEST_SAFE_RUN = 100
"""Below it the counters of two sections of one office may well meet on one day."""

_CONFUSED = frozenset(
    frozenset(pair)
    for pair in ("45", "26", "06", "37", "17", "58", "59", "49", "38", "56", "08", "69", "14", "27")
)


def misread_head(citation: Citation, cited: Number, target: Target, own: Number) -> tuple[float, str] | None:
    """The running number and the day are right, the office is off by one character or ว is lost.

    Offices whose codes are alike number their letters alike (จังหวัดพะเยา พย 0023.3, จังหวัดแพร่ พร 0023.3), so
    that what the citation says of the issuer must not speak against it.
    """
    if how_dated(citation, target) != "date":
        return None
    confirmed = bool(citation.title) and citation.title == target.title
    if cited.head == own.head and cited.circular != own.circular:
        return (0.8 if confirmed else 0.6, "circular-mark")
    if cited.circular != own.circular or cited.committee != own.committee:
        return None
    lost = _section_lost(cited.unit, own.unit, cited.code == own.code)
    if not (lost or _one_off(cited.head, own.head)):
        return None
    if confirmed:
        return (0.8, "office-digit")
    known = same_issuer(citation.issuer, target.issuer)
    two_offices = cited.code != own.code and {cited.code, own.code} <= codes()
    if known is False or (known is None and two_offices):
        return None
    pair = _difference(cited.unit, own.unit)
    likely = lost or pair is None or frozenset(pair) in _CONFUSED
    return (0.75 if likely and (own.first or 0) >= SMALLEST_SAFE_RUN else 0.55, "office-digit")


def _section_lost(cited: str, own: str, same_code: bool) -> bool:
    """``0816`` for ``0816.3``."""
    return same_code and (own.startswith(cited + ".") or cited.startswith(own + "."))


def misread_run(citation: Citation, cited: Number, target: Target, own: Number) -> tuple[float, str] | None:
    """The office and the day are right, the running number is off by one character that is easily misread."""
    assert cited.first is not None
    assert own.first is not None
    confirmed = bool(citation.title) and citation.title == target.title
    if not cited.circular and own.circular:
        # ว read as a 2 or a 7 before the number.
        if str(cited.first) in (f"2{own.first}", f"7{own.first}"):
            return (0.8 if confirmed else 0.75, "circular-mark")
        return None
    if cited.circular != own.circular or cited.last is not None or own.last is not None:
        return None
    pair = _difference(str(cited.first), str(own.first))
    if pair is None or frozenset(pair) not in _CONFUSED:
        return None
    if confirmed:
        return (0.8, "number-digit")
    # An office that has reached this number by this day sends out so many a day; a gap of many days' worth
    # cannot be two letters of one day.
    day = calendar_date.fromisoformat(citation.day).timetuple().tm_yday if citation.day else 365
    a_day = max(cited.first, own.first) / day
    return (0.75, "number-digit") if abs(cited.first - own.first) > QUIET_DAYS * a_day else None


def _difference(one: str, other: str) -> str | None:
    """The two characters in which texts of one length differ, if it is just one place."""
    if len(one) != len(other):
        return None
    pairs = [a + b for a, b in zip(one, other, strict=True) if a != b]
    return pairs[0] if len(pairs) == 1 else None


def _one_off(one: str, other: str) -> bool:
    """Whether one character was misread, lost or added."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    if len(one) == len(other):
        return _difference(one, other) is not None
    short, long = sorted((one, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
