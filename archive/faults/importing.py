"""Files that cannot be brought in, and imports that cannot begin. What is wrong with the content of files is told by
``parsers.readers.faults``."""

from __future__ import annotations

from parsers.errors import UnreadableFile, UsageError
from parsers.readers.faults import cannot_open

NO_SUCH_FILE = "no-such-file"
"""The code of a path that was mistyped, or where nothing is any more: the fault of one run, not of a file."""


def no_such_file() -> UnreadableFile:
    return UnreadableFile(
        NO_SUCH_FILE,
        thai="ไม่มีแฟ้มหรือโฟลเดอร์นี้ ให้ตรวจชื่อและที่ตั้ง",
        english="There is no such file or folder: check its name and place.",
    )


class OutOfReach(UnreadableFile):
    """A file that could not be taken from where it lay; it says nothing of the content that was found there before."""


def out_of_reach(fault: OSError) -> OutOfReach:
    """Why a file that was found cannot be opened or read to its end."""
    if isinstance(fault, FileNotFoundError):
        return OutOfReach(
            NO_SUCH_FILE,
            thai="แฟ้มหายไประหว่างนำเข้า (ถูกลบหรือย้าย หรือไดรฟ์หลุด) ถ้ายังต้องการ ให้นำแฟ้มกลับมาแล้วนำเข้าอีกครั้ง",
            english="The file vanished while it was being imported (deleted, moved, or its drive went away):"
            " bring it back and import it again if it is wanted.",
        )
    shut = cannot_open(fault)
    return OutOfReach(shut.code, thai=shut.thai, english=shut.english)


def file_changed() -> OutOfReach:
    return OutOfReach(
        "file-changed",
        thai="แฟ้มถูกแก้ไขขณะนำเข้า ให้สั่งนำเข้าอีกครั้งเมื่อแก้เสร็จ",
        english="The file changed while it was being imported: import it again when it is finished.",
    )


def leads_out() -> UnreadableFile:
    return UnreadableFile(
        "leads-out",
        thai="ทางลัดนี้ชี้ออกนอกโฟลเดอร์ที่อนุญาต จึงไม่นำเข้า ให้คัดลอกแฟ้มมาไว้ในโฟลเดอร์",
        english="This link leads out of the folders that may be imported: copy the file itself into one of them.",
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


def not_drawn(number: int) -> UnreadableFile:
    return UnreadableFile(
        "not-drawn",
        thai=f"วาดภาพหน้า {number} ไม่สำเร็จ ดูต้นฉบับแทนได้",
        english=f"Page {number} could not be drawn: look at the original instead.",
    )


def unexpected(what: str) -> UnreadableFile:
    return UnreadableFile(
        "unexpected",
        thai=f"อ่านแฟ้มไม่ได้ด้วยเหตุที่ไม่คาดไว้ ({what}) โปรดแจ้งผู้พัฒนาพร้อมแฟ้ม",
        english=f"The file could not be read for an unforeseen reason ({what}): please report it with the file.",
    )


def not_under_root(typed: str) -> UsageError:
    return UsageError(
        "not-under-root",
        thai=f"ไม่มีโฟลเดอร์ “{typed}” ในโฟลเดอร์ที่อนุญาตให้นำเข้า ให้ตรวจชื่อ หรือให้ผู้ดูแลเพิ่มด้วย saraban serve --import-root",
        english=f"there is no folder “{typed}” in the folders that may be imported; check the name, or let the administrator"
        " add one with saraban serve --import-root",
    )


def import_busy() -> UsageError:
    return UsageError(
        "import-busy",
        thai="กำลังนำเข้าอยู่แล้ว รอให้เสร็จแล้วลองใหม่",
        english="an import is at work already; wait until it is done and try again",
    )


def no_files() -> UsageError:
    return UsageError(
        "no-files",
        thai="ยังไม่ได้เลือกแฟ้ม ให้เลือกหรือลากแฟ้มมาวางก่อน",
        english="no file was chosen; choose files or drop them first",
    )
