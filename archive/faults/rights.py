"""What is forbidden to those who have not all rights, and what is not shown where it cannot be noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.errors import ArchiveError, SarabanError
from parsers.system_reasons import reasons

if TYPE_CHECKING:
    from pathlib import Path


class NotAllowed(SarabanError):
    """The rights with which the archive was opened do not reach so far."""


_DEEDS = {
    "import": ("นำเข้าหนังสือ", "import letters"),
    "correct": ("แก้ไขข้อมูลหนังสือ", "correct letters"),
    "export": ("ส่งออกหนังสือ", "export letters"),
    "books": ("ดูบันทึกการนำเข้าและรายการรอตรวจ", "see the records of imports and the review list"),
    "keep": ("สำรองและซ่อมคลังหนังสือ", "back up and mend the archive"),
}


def not_allowed(deed: str) -> NotAllowed:
    thai, english = _DEEDS[deed]
    return NotAllowed(
        "not-allowed",
        thai=f"ท่านไม่มีสิทธิ{thai} ให้ขอสิทธิจากผู้ดูแลคลังหนังสือ",
        english=f"you have no right to {english}; ask the administrator of the archive for it",
    )


def personal_original() -> NotAllowed:
    return NotAllowed(
        "personal-data",
        thai="แฟ้มต้นฉบับและภาพหน้ามีข้อมูลส่วนบุคคลที่ท่านไม่มีสิทธิเห็น ให้อ่านหน้าข้อความแทน หรือขอสิทธิจากผู้ดูแลคลังหนังสือ",
        english="the original and its pictures hold personal data that you have no right to see; read the text instead,"
        " or ask the administrator of the archive for the right",
    )


def cannot_note(folder: Path, fault: OSError) -> ArchiveError:
    thai, english = reasons(fault)
    return ArchiveError(
        "no-access-log",
        thai=f"เขียนบันทึกการเข้าถึงใน {folder} ไม่ได้ ({thai}) จึงไม่แสดงข้อมูล ให้ผู้ดูแลตรวจพื้นที่ว่างและสิทธิเขียน",
        english=f"the access log in {folder} cannot be written ({english}), so nothing is shown;"
        " let the administrator see to free space and the right to write",
    )
