"""How a letter is cited in another letter's อ้างถึง: issuer, urgency, number and full date, as clause 11 of the
regulation on correspondence of 2526 asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.thai.years import written_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORDS = {
    "external": "หนังสือ",
    "internal": "บันทึกข้อความ",
    "stamped": "หนังสือ",
    "order": "คำสั่ง",
    "regulation": "ระเบียบ",
    "bylaw": "ข้อบังคับ",
    "announcement": "ประกาศ",
    "statement": "แถลงการณ์",
    "news": "ข่าว",
    "certificate": "หนังสือรับรอง",
    "minutes": "รายงานการประชุม",
    "record": "บันทึก",
}
_ENTITLED = ("regulation", "bylaw")
"""Cited by their title, which holds the year; neither number nor day belongs to it."""
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def citation(letter: Mapping[str, Any]) -> str:
    """The citation of ``letter`` (a parse object) in Arabic digits; what the letter does not tell is left out, and a
    blank running number or day stays the blank that it is (``…``)."""
    return " ".join(" ".join(_pieces(letter)).split())


def in_thai_digits(text: str) -> str:
    """``text`` with the digits that official letters are written in."""
    return text.translate(_THAI_DIGITS)


def _pieces(letter: Mapping[str, Any]) -> Iterator[str]:
    kind, subject = letter["kind"], letter["subject"]
    if kind in _ENTITLED and subject:
        yield f"{_WORDS[kind]}{letter['from'] or ''}{_joined(subject)}"
        return
    if kind == "minutes" and subject:
        yield subject
    else:
        yield f"{_WORDS.get(kind, 'หนังสือ')}{letter['from'] or ''}"
    if letter["secrecy"]:
        yield letter["secrecy"]
    if letter["urgency"]:
        yield letter["urgency"]
    number = letter["number"] or (f"{letter['number_partial']} …" if letter["number_partial"] else None)
    if number:
        # ฉบับที่ N/YYYY of an announcement is its number too, and is printed so.
        yield number if number.startswith("ฉบับที่") else f"ที่ {number}"
    titled = bool(subject) and kind != "minutes"
    if titled and kind in ("order", "announcement", "statement", "news"):
        yield f"เรื่อง {subject}"
        titled = False
    if letter["date"]:
        yield f"ลงวันที่ {written_date(letter['date'])}"
    if titled:
        yield f"เรื่อง {subject}"


def _joined(title: str) -> str:
    """A title that goes on the issuer's name without a blank, as ``ว่าด้วย`` does."""
    return title if title.startswith("ว่าด้วย") else f" {title}"
