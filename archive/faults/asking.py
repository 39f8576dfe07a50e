"""What was asked for is not there, or is more than one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.errors import NotFound, UsageError

if TYPE_CHECKING:
    from archive.records import LetterSummary


class AmbiguousName(NotFound):
    """More than one letter answers to the name; ``candidates`` are they."""

    def __init__(
        self, code: str, *, thai: str, english: str, candidates: tuple[LetterSummary, ...] = ()
    ) -> None:
        super().__init__(code, thai=thai, english=english)
        self.candidates = candidates


def not_found(name: str) -> NotFound:
    return NotFound(
        "not-found",
        thai=f"ไม่พบหนังสือ “{name}” ในคลัง ลองค้นด้วย saraban search",
        english=f"no letter “{name}” in the archive; try saraban search",
    )


def only_cited(name: str, count: int) -> NotFound:
    return NotFound(
        "only-cited",
        thai=f"“{name}” ไม่มีในคลัง แต่มีหนังสือในคลังอ้างถึง {count} ฉบับ"
        " ดูได้ด้วย saraban trace รายชื่อทั้งหมดดูด้วย saraban missing",
        english=f"“{name}” is not in the archive but is cited by {count} of its letters;"
        " saraban trace shows them, saraban missing lists all such letters",
    )


def ambiguous(name: str, candidates: tuple[LetterSummary, ...]) -> AmbiguousName:
    return AmbiguousName(
        "ambiguous",
        thai=f"“{name}” ตรงกับหนังสือ {len(candidates)} ฉบับ ให้ระบุวันที่ ปี หรือรหัสด้วย",
        english=f"{len(candidates)} letters answer to “{name}”; add the date, the year or use the id",
        candidates=candidates,
    )


def no_run(number: int) -> NotFound:
    return NotFound(
        "no-run",
        thai=f"ไม่มีการทำงานครั้งที่ {number} ดูรายการด้วย saraban runs",
        english=f"there is no run {number}; saraban runs lists them",
    )


def no_such_page(number: int) -> NotFound:
    return NotFound(
        "no-page",
        thai=f"ไม่มีภาพของหน้า {number} ในแฟ้มนี้",
        english=f"there is no picture of page {number} in this file",
    )


def no_such_copy() -> NotFound:
    return NotFound(
        "no-copy",
        thai="ไม่มีแฟ้มนี้ในบรรดาแฟ้มของหนังสือฉบับนี้",
        english="this file is none of the letter's files",
    )


def bad_day(typed: str) -> UsageError:
    return UsageError(
        "bad-day",
        thai=f"--as-of: “{typed}” ไม่ใช่วันที่ เช่น 30 ก.ย. 2565 หรือ วันนี้",
        english=f"--as-of: “{typed}” is no date, such as 2022-09-30 or today",
    )
