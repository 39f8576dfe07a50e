"""The day on which something is asked for, as people type it."""

from __future__ import annotations

from datetime import date

from archive import faults
from index.values import days

_TODAY = ("today", "now", "วันนี้", "ปัจจุบัน")


def day_typed(typed: str | None) -> str | None:
    """``30 ก.ย. 2565`` as an ISO day; of a month or year its last day; none for none. Raises UsageError ``bad-day``."""
    if typed is None:
        return None
    if typed.strip().lower() in _TODAY:
        return date.today().isoformat()
    span = days(typed)
    if span is None:
        raise faults.bad_day(typed)
    last = str(span[1])
    return f"{last[:4]}-{last[4:6]}-{last[6:]}"
