"""The archive's folder cannot be opened, or not be written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


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


def damaged(path: Path, thai: str, english: str = "") -> ArchiveError:
    """``thai`` and ``english`` say what is wrong; what a library or a file is called is the same in both."""
    return ArchiveError(
        "archive-damaged",
        thai=f"ทะเบียนของคลังหนังสือ {path} เสียหาย ({thai}) ให้กู้คืนจากสำเนาสำรอง หรือนำ {path / 'originals'} เข้าคลังใหม่",
        english=f"the catalogue of the archive {path} is damaged ({english or thai}); restore it from a backup,"
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


def original_gone(sha256: str) -> ArchiveError:
    return ArchiveError(
        "original-gone",
        thai=f"ต้นฉบับ {sha256[:12]} หายไปจากคลัง ตรวจด้วย saraban doctor",
        english=f"the original {sha256[:12]} is gone from the archive; saraban doctor examines it",
    )
