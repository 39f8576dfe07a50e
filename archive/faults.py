"""The faults of the archive floor: a stable code each, with the remedy, in Thai and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.errors import ArchiveError, NotFound, SarabanError, UnreadableFile, UsageError
from parsers.readers.faults import cannot_open as cannot_open
from parsers.readers.faults import not_a_file as not_a_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archive.records import LetterSummary


class AmbiguousName(NotFound):
    """More than one letter answers to the name; ``candidates`` are they."""

    def __init__(
        self, code: str, *, thai: str, english: str, candidates: tuple[LetterSummary, ...] = ()
    ) -> None:
        super().__init__(code, thai=thai, english=english)
        self.candidates = candidates


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


def cannot_note(folder: Path, fault: OSError) -> ArchiveError:
    said = fault.strerror or "unwritable"
    return ArchiveError(
        "no-access-log",
        thai=f"เขียนบันทึกการเข้าถึงใน {folder} ไม่ได้ ({said}) จึงไม่แสดงข้อมูล ให้ผู้ดูแลตรวจพื้นที่ว่างและสิทธิเขียน",
        english=f"the access log in {folder} cannot be written ({said}), so nothing is shown;"
        " let the administrator see to free space and the right to write",
    )


def personal_original() -> NotAllowed:
    return NotAllowed(
        "personal-data",
        thai="แฟ้มต้นฉบับและภาพหน้ามีข้อมูลส่วนบุคคลที่ท่านไม่มีสิทธิเห็น ให้อ่านหน้าข้อความแทน หรือขอสิทธิจากผู้ดูแลคลังหนังสือ",
        english="the original and its pictures hold personal data that you have no right to see; read the text instead,"
        " or ask the administrator of the archive for the right",
    )


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
        thai=f"ทะเบียนของคลังหนังสือ {path} เสียหาย ({reason}) ให้กู้คืนจากสำเนาสำรอง หรือนำ {path / 'originals'} เข้าคลังใหม่",
        english=f"the catalogue of the archive {path} is damaged ({reason}); restore it from a backup,"
        f" or import {path / 'originals'} into a new archive",
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


def other_engine(made_with: str, engine: str) -> UsageError:
    return UsageError(
        "other-engine",
        thai=f"คลังนี้ใช้เครื่องค้นหา {made_with} อยู่ เปลี่ยนด้วย saraban reindex --engine {engine}",
        english=f"this archive is searched by {made_with}; change that with: saraban reindex --engine {engine}",
    )


def disk_full(path: Path) -> ArchiveError:
    return ArchiveError(
        "disk-full",
        thai=f"ดิสก์ของ {path} เต็ม เพิ่มที่ว่างแล้วสั่งนำเข้าอีกครั้ง จะทำต่อจากที่ค้าง",
        english=f"the disk of {path} is full; make room and import again: it goes on from where it stopped",
    )


def write_failed(path: Path) -> ArchiveError:
    return ArchiveError(
        "write-failed",
        thai=f"เขียนลงดิสก์ของ {path} ไม่สำเร็จ (ดิสก์เต็ม เกินโควตา หรือดิสก์ขัดข้อง) ข้อมูลเดิมไม่เสียหาย แก้แล้วสั่งนำเข้าอีกครั้ง",
        english=f"the disk of {path} does not take what is written (full, over a quota, or failing); nothing was"
        " damaged: see to it and import again",
    )


def not_a_backup(path: Path) -> ArchiveError:
    return ArchiveError(
        "not-a-backup",
        thai=f"{path} ไม่ใช่แฟ้มสำรองที่ saraban backup เขียน ให้ตรวจชื่อแฟ้ม",
        english=f"{path} is no backup written by saraban backup; check the name",
    )


def backup_damaged(path: Path, what: str) -> ArchiveError:
    return ArchiveError(
        "backup-damaged",
        thai=f"แฟ้มสำรอง {path} เสียหายหรือไม่ครบ ({what}) ไม่มีอะไรถูกกู้คืน ให้ใช้แฟ้มสำรองอื่น หรือคัดลอกแฟ้มนี้มาใหม่",
        english=f"the backup {path} is damaged or cut off ({what}); nothing was restored: use another backup,"
        " or copy this one anew",
    )


def restore_exists(path: Path) -> ArchiveError:
    return ArchiveError(
        "restore-exists",
        thai=f"{path} มีอยู่แล้ว จะไม่เขียนทับ ให้ระบุโฟลเดอร์ใหม่ด้วย --archive",
        english=f"{path} is there already and is not overwritten; name a new folder with --archive",
    )


def backup_name(path: Path) -> UsageError:
    return UsageError(
        "backup-name",
        thai=f"{path}: ชื่อแฟ้มสำรองต้องลงท้ายด้วย .tar.zst หรือ .zip",
        english=f"{path}: the name of a backup must end in .tar.zst or .zip",
    )


def backup_place(path: Path) -> UsageError:
    return UsageError(
        "backup-place",
        thai=f"เขียนแฟ้มสำรองที่ {path} ไม่ได้ ต้องเป็นชื่อแฟ้มในโฟลเดอร์ที่มีอยู่",
        english=f"no backup can be written to {path}: name a file in a folder that is there",
    )


def backup_inside(path: Path) -> UsageError:
    return UsageError(
        "backup-inside",
        thai=f"{path} อยู่ในคลังที่จะสำรอง ให้เก็บไว้ที่อื่น ควรเป็นดิสก์อื่น",
        english=f"{path} lies in the archive that it is to save; write it elsewhere, best on another disk",
    )


def backup_exists(path: Path) -> UsageError:
    return UsageError(
        "backup-exists",
        thai=f"มีแฟ้ม {path} อยู่แล้ว เพิ่ม --force ถ้าจะเขียนทับ",
        english=f"{path} exists already; add --force to overwrite it",
    )


def no_folder(path: Path) -> UsageError:
    return UsageError(
        "no-folder",
        thai=f"{path} ไม่ใช่โฟลเดอร์ ให้บอกโฟลเดอร์ที่แฟ้มจะเข้ามา",
        english=f"{path} is no folder; name the folder in which files land",
    )


def folder_gone(path: Path) -> ArchiveError:
    return ArchiveError(
        "folder-gone",
        thai=f"เข้าโฟลเดอร์ {path} ไม่ได้ในขณะนี้ จะรอจนกว่าจะเข้าได้",
        english=f"the folder {path} cannot be reached; waiting until it can",
    )


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


def unknown_field(field: str, known: Sequence[str]) -> UsageError:
    return UsageError(
        "unknown-field",
        thai=f"ไม่มีช่อง “{field}” ให้แก้ แก้ได้: {' '.join(known)}",
        english=f"there is no field “{field}” to correct; there are: {' '.join(known)}",
    )


def no_such_reference(field: str, count: int) -> UsageError:
    return UsageError(
        "no-such-reference",
        thai=f"{field}: หนังสือฉบับนี้อ้างถึง {count} ฉบับ ดูลำดับด้วย saraban show",
        english=f"{field}: this letter has {count} references; saraban show numbers them",
    )


def nothing_to_correct() -> UsageError:
    return UsageError(
        "nothing-to-correct",
        thai="ไม่ได้บอกว่าจะแก้อะไร ให้ใส่ ช่อง=ค่า เช่น date=2020-06-16 (ช่อง= หมายถึงไม่มีค่า)",
        english="nothing to correct: add FIELD=VALUE, such as date=2020-06-16 (FIELD= means that there is none)",
    )


def changed_meanwhile(field: str) -> UsageError:
    return UsageError(
        "changed-meanwhile",
        thai=f"{field}: มีผู้อื่นแก้ค่านี้ไปแล้วระหว่างที่ดูอยู่ จึงยังไม่ได้บันทึก ให้ดูค่าใหม่แล้วตัดสินอีกครั้ง",
        english=f"{field}: somebody else has changed this value meanwhile, so nothing was recorded;"
        " look at the new value and decide again",
    )


def no_reason() -> UsageError:
    return UsageError(
        "no-reason",
        thai="ต้องบอกเหตุผลด้วย --reason เพราะผู้ตรวจสอบภายหลังต้องรู้ว่าเหตุใดค่าในคลังจึงต่างจากที่อ่านได้",
        english="say why with --reason: whoever checks the archive later must be able to tell why a value differs"
        " from what was read",
    )


def no_author() -> UsageError:
    return UsageError(
        "no-author",
        thai="ต้องบอกชื่อผู้แก้ด้วย --author เพราะทุกการแก้ไขต้องมีผู้รับผิดชอบ",
        english="say who corrects with --author: somebody must answer for each correction",
    )


def bad_number(field: str, value: str) -> UsageError:
    return UsageError(
        "bad-number",
        thai=f"{field}: “{value}” ไม่ใช่เลขที่หนังสือ เขียนอย่าง มท 0816.3/ว 1750 หรือ 305/2566",
        english=f"{field}: “{value}” is no number of a letter; write it like มท 0816.3/ว 1750 or 305/2566",
    )


def bad_date(field: str, value: str) -> UsageError:
    return UsageError(
        "bad-date",
        thai=f"{field}: “{value}” ไม่ใช่วันที่ เขียนอย่าง 2020-06-16 หรือ 16 มิ.ย. 2563",
        english=f"{field}: “{value}” is no date; write it like 2020-06-16 or 16 มิ.ย. 2563",
    )


def bad_value(field: str, value: str, choices: Sequence[str]) -> UsageError:
    return UsageError(
        "bad-value",
        thai=f"{field}: “{value}” ใช้ไม่ได้ เลือกได้: {' '.join(choices)}",
        english=f"{field}: “{value}” is none of: {' '.join(choices)}",
    )


def bad_day(typed: str) -> UsageError:
    return UsageError(
        "bad-day",
        thai=f"--as-of: “{typed}” ไม่ใช่วันที่ เช่น 30 ก.ย. 2565 หรือ วันนี้",
        english=f"--as-of: “{typed}” is no date, such as 2022-09-30 or today",
    )


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


def original_gone(sha256: str) -> ArchiveError:
    return ArchiveError(
        "original-gone",
        thai=f"ต้นฉบับ {sha256[:12]} หายไปจากคลัง ตรวจด้วย saraban doctor",
        english=f"the original {sha256[:12]} is gone from the archive; saraban doctor examines it",
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
