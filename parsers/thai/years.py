"""Buddhist and Gregorian years, and days as letters write them. Since 2484 (1941) both years begin on 1 January."""

from __future__ import annotations

ERA = 543
"""Years from the Gregorian to the Buddhist calendar."""
FIRST_BUDDHIST = 2400
"""A written year from here on is a Buddhist one: before it no office wrote, and no letter is dated so far ahead."""
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip


def gregorian_year(written: str, *, common_era: bool = False) -> int:
    """A written year as a Gregorian one: 2565 and 65 are 2022, 2022 is itself."""
    year = int(written)
    if len(written) == 2:
        return (2000 if common_era else 2500 - ERA) + year
    if common_era or year < FIRST_BUDDHIST:
        return year
    return year - ERA


def buddhist_year(date: str | None) -> str:
    """The Buddhist year of an ISO date, or nothing."""
    return str(int(date[:4]) + ERA) if date else ""


def month_and_year(iso: str) -> str:
    """``2020-06-16`` as ``มิถุนายน 2563``."""
    return f"{MONTHS[int(iso[5:7]) - 1]} {int(iso[:4]) + ERA}"


def written_date(iso: str) -> str:
    """``2020-06-16`` as letters write it: ``16 มิถุนายน 2563``; a day that was left blank is ``…``."""
    return f"{int(iso[8:]) if iso[8:] else '…'} {month_and_year(iso)}"
