"""The day that an answer is wanted for, as people type it."""

from __future__ import annotations

from archive import faults
from index.values import days


def day(typed: str) -> str:
    """``๑๖ มิ.ย. ๒๕๖๓``, ``16/6/2563``, ``2020-06-16`` → ``2020-06-16``.

    Raises UsageError ``bad-day`` for what is no day of the calendar: a month or a year is no one day.
    """
    found = days(typed)
    if found is None or found[0] != found[1]:
        raise faults.bad_day(typed)
    text = f"{found[0]:08d}"
    return f"{text[:4]}-{text[4:6]}-{text[6:]}"
