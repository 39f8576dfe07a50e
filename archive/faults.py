"""The faults of the archive floor: a stable code each, with the remedy, in Thai and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.errors import ArchiveError, NotFound, UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

    from archive.records import LetterSummary


class AmbiguousName(NotFound):
    """More than one letter answers to the name; ``candidates`` are they."""

    def __init__(
        self, code: str, *, thai: str, english: str, candidates: tuple[LetterSummary, ...] = ()
    ) -> None:
        super().__init__(code, thai=thai, english=english)
        self.candidates = candidates


def no_archive(path: Path) -> ArchiveError:
    return ArchiveError(
        "no-archive",
        thai=f"ไม่มีคลังหนังสือที่ {path} สร้างได้ด้วย saraban import โฟลเดอร์ หรือระบุที่ตั้งด้วย --archive",
        english=f"there is no archive at {path}; make one with saraban import FOLDER or name it with --archive",
    )


def not_an_archive(path: Path) -> ArchiveError:
    return ArchiveError(
        "not-an-archive",
        thai=f"{path} มีแฟ้มอื่นอยู่และไม่ใช่คลังหนังสือ ให้ระบุโฟลเดอร์ว่างหรือโฟลเดอร์ใหม่ด้วย --archive",
        english=f"{path} holds other files and is no archive; name an empty or new folder with --archive",
    )


def newer_archive(path: Path) -> ArchiveError:
    return ArchiveError(
        "archive-newer",
        thai=f"คลังหนังสือ {path} สร้างด้วยโปรแกรมรุ่นใหม่กว่า ให้ปรับรุ่น saraban ก่อน",
        english=f"the archive {path} was made by a newer version of saraban; upgrade saraban first",
    )


def damaged(path: Path, reason: str) -> ArchiveError:
    return ArchiveError(
        "archive-damaged",
        thai=f"ทะเบียนของคลังหนังสือ {path} เสียหาย ({reason}) ให้กู้คืนจากสำเนาสำรอง",
        english=f"the catalogue of the archive {path} is damaged ({reason}); restore it from a backup",
    )


def locked(path: Path) -> ArchiveError:
    return ArchiveError(
        "locked",
        thai=f"โปรแกรมอื่นกำลังเขียนคลังหนังสือ {path} รอให้เสร็จแล้วลองใหม่",
        english=f"another program is writing to the archive {path}; wait until it is done and try again",
    )


def read_only(path: Path) -> ArchiveError:
    return ArchiveError(
        "read-only",
        thai=f"เขียนคลังหนังสือ {path} ไม่ได้ ให้ตรวจสิทธิ์ของโฟลเดอร์",
        english=f"the archive {path} cannot be written; check the folder's permissions",
    )


def disk_full(path: Path) -> ArchiveError:
    return ArchiveError(
        "disk-full",
        thai=f"ดิสก์ของ {path} เต็ม เพิ่มที่ว่างแล้วสั่งนำเข้าอีกครั้ง จะทำต่อจากที่ค้าง",
        english=f"the disk of {path} is full; make room and import again: it goes on from where it stopped",
    )


def not_found(name: str) -> NotFound:
    return NotFound(
        "not-found",
        thai=f"ไม่พบหนังสือ “{name}” ในคลัง ลองค้นด้วย saraban search",
        english=f"no letter “{name}” in the archive; try saraban search",
    )


def ambiguous(name: str, candidates: tuple[LetterSummary, ...]) -> AmbiguousName:
    return AmbiguousName(
        "ambiguous",
        thai=f"“{name}” ตรงกับหนังสือ {len(candidates)} ฉบับ ให้ระบุวันที่ ปี หรือรหัสด้วย",
        english=f"{len(candidates)} letters answer to “{name}”; add the date, the year or use the id",
        candidates=candidates,
    )


def cannot_open(reason: str) -> UnreadableFile:
    return UnreadableFile(
        "cannot-open",
        thai=f"เปิดไม่ได้ ({reason}) ให้ตรวจว่ายังอยู่และมีสิทธิ์อ่าน",
        english=f"cannot be opened ({reason}): check that it exists and may be read.",
    )


def no_such_file() -> UnreadableFile:
    return UnreadableFile(
        "no-such-file",
        thai="ไม่มีแฟ้มหรือโฟลเดอร์นี้ ให้ตรวจชื่อและที่ตั้ง",
        english="There is no such file or folder: check its name and place.",
    )


def file_changed() -> UnreadableFile:
    return UnreadableFile(
        "file-changed",
        thai="แฟ้มถูกแก้ไขขณะนำเข้า ให้สั่งนำเข้าอีกครั้งเมื่อแก้เสร็จ",
        english="The file changed while it was being imported: import it again when it is finished.",
    )


def timed_out(seconds: float) -> UnreadableFile:
    return UnreadableFile(
        "timed-out",
        thai=f"อ่านไม่เสร็จภายใน {seconds:g} วินาที ลองใหม่ด้วย --retry-failed --timeout ที่มากขึ้น",
        english=f"Not read within {seconds:g} seconds: try again with --retry-failed and a longer --timeout.",
    )


def crashed() -> UnreadableFile:
    return UnreadableFile(
        "crashed",
        thai="แฟ้มนี้ทำให้ตัวอ่านหยุดทำงาน แฟ้มอาจเสียหาย ให้เปิดในโปรแกรมเดิมแล้วบันทึกใหม่",
        english="The file made its reader crash and may be damaged: save it again in its own program.",
    )


def out_of_memory() -> UnreadableFile:
    return UnreadableFile(
        "out-of-memory",
        thai="แฟ้มนี้ใช้หน่วยความจำเกินกำหนด ให้แยกเป็นแฟ้มย่อยแล้วนำเข้าใหม่",
        english="The file needs more memory than allowed: split it into smaller files and try again.",
    )


def unexpected(what: str) -> UnreadableFile:
    return UnreadableFile(
        "unexpected",
        thai=f"อ่านแฟ้มไม่ได้ด้วยเหตุที่ไม่คาดไว้ ({what}) โปรดแจ้งผู้พัฒนาพร้อมแฟ้ม",
        english=f"The file could not be read for an unforeseen reason ({what}): please report it with the file.",
    )
