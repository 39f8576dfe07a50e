"""Values that a query or a command-line option may name: kinds, states, years, stretches of days.

Each function takes what a person typed and gives the form the index holds, or ``None`` when it means nothing.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace

from parsers.thai.normal import fold
from parsers.thai.years import ERA, gregorian_year

KINDS = {
    "external": ("หนังสือภายนอก", "ภายนอก", "external letter"),
    "internal": ("หนังสือภายใน", "ภายใน", "บันทึกข้อความ", "memo"),
    "stamped": ("หนังสือประทับตรา", "ประทับตรา", "stamped letter"),
    "order": ("คำสั่ง",),
    "regulation": ("ระเบียบ",),
    "bylaw": ("ข้อบังคับ",),
    "announcement": ("ประกาศ",),
    "statement": ("แถลงการณ์",),
    "news": ("ข่าว",),
    "certificate": ("หนังสือรับรอง", "รับรอง"),
    "minutes": ("รายงานการประชุม",),
    "record": ("บันทึก",),
    "other": ("หนังสืออื่น", "อื่น", "อื่นๆ", "other paper"),
    "not_letter": ("ไม่ใช่หนังสือ", "not a letter"),
}
STATUSES = {
    "in_force": ("ใช้อยู่", "มีผล", "ใช้บังคับ", "in force"),
    "amended": ("ถูกแก้ไข", "แก้ไข"),
    "supplemented": ("มีการซักซ้อมเพิ่ม", "เพิ่มเติม", "ซักซ้อม"),
    "replaced": ("ถูกแทนที่", "ถูกแทน", "แทน"),
    "cancelled": ("ถูกยกเลิก", "ยกเลิก", "canceled"),
    "unknown": ("ไม่แน่ชัด", "ไม่ทราบ", "unclear"),
}
SECRECIES = {"ลับ": ("confidential",), "ลับมาก": ("secret",), "ลับที่สุด": ("top-secret",), "none": ("ไม่มี", "ปกติ")}
URGENCIES = {
    "ด่วน": ("urgent",),
    "ด่วนมาก": ("very-urgent",),
    "ด่วนที่สุด": ("most-urgent",),
    "none": ("ไม่มี", "ปกติ"),
}

CLOSED = {"kind": KINDS, "status": STATUSES, "secrecy": SECRECIES, "urgency": URGENCIES}
"""Fields that take one of a few words, each with the names it answers to, first the one that screens print."""

_ERA = re.compile(r"(?:พ\.?ศ\.?|[Bb]\.?[Ee]\.?|(?P<ad>ค\.?ศ\.?|[Aa]\.?[Dd]\.?))?(?P<year>[0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"(?P<year>[0-9]{4})(?:[-/.](?P<month>[0-9]{1,2})(?:[-/.](?P<day>[0-9]{1,2}))?)?")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4}|[0-9]{2})")


def closed_value(name: str, typed: str) -> str | None:
    """The index's word for a value of a closed field: ``ยกเลิก`` → ``cancelled``."""
    wanted = _tight(typed)
    for value, names in CLOSED[name].items():
        if wanted in map(_tight, (value, *names)):
            return value
    return None


def _tight(typed: str) -> str:
    """States are written in_force in JSON, in-force or in force by people."""
    return re.sub(r"[\s_-]+", "", fold(typed)).lower()


def choices(name: str, *, thai: bool) -> str:
    """The words that closed field ``name`` takes, in one language."""
    return " ".join(
        next(word for word in (*names, value) if not word.isascii())
        if thai
        else next(word for word in (value, *names) if word.isascii())
        for value, names in CLOSED[name].items()
    )


def buddhist_year(typed: str) -> str | None:
    """``2565``, ``๒๕๖๕``, ``พ.ศ. 2565``, ``2022``, ``65`` → ``2565``."""
    match = _ERA.fullmatch(re.sub(r"\s+", "", fold(typed)))
    if match is None:
        return None
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if match["ad"] else 2500
    if match["ad"] or year < 2400:
        year += ERA
    return str(year) if 2400 <= year < 2700 else None


def days(typed: str) -> tuple[int, int] | None:
    """The first and last day that ``typed`` may mean, as numbers YYYYMMDD of the Gregorian calendar.

    A day is its own first and last; a month or year reaches from its first to its last day.
    """
    text = fold(typed).strip()
    tight = re.sub(r"\s+", "", text)
    match = _ISO.fullmatch(tight) or _DAY_FIRST.fullmatch(tight)
    if match is not None:
        parts = match.groupdict()
        year = gregorian_year(parts["year"])
        return span(year, int(parts["month"] or 0), int(parts["day"] or 0))
    era = buddhist_year(tight)
    if era is not None:
        return span(int(era) - ERA)
    from parsers.thai.dates import first_date

    # A short month without a day (ก.พ. 2563) is too doubtful in a letter, but here it can be nothing else.
    found = first_date(text)
    if found is None:
        found = first_date(f"1 {text}")
        if found is not None:
            found = replace(found, start=0, end=found.end - 2, iso=found.iso[:7])
    if found is None or text[: found.start].strip(" .ที่วันลง") or text[found.end :].strip(" ."):
        return None
    return days_of_iso(found.iso)


def days_of_iso(iso: str | None) -> tuple[int, int] | None:
    """First and last day of a letter's date (``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``)."""
    match = _ISO.fullmatch(iso or "")
    if match is None:
        return None
    return span(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0))


def span(year: int, month: int = 0, day: int = 0) -> tuple[int, int] | None:
    """First and last day of a year, month or day as YYYYMMDD; ``None`` if the calendar has no such day."""
    if not (1000 <= year <= 2400 and 0 <= month <= 12):
        return None
    if not month:
        return None if day else (year * 10000 + 101, year * 10000 + 1231)
    last = calendar.monthrange(year, month)[1]
    if not 0 <= day <= last:
        return None
    base = year * 10000 + month * 100
    return (base + day, base + day) if day else (base + 1, base + last)
