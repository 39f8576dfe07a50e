"""Backups that cannot be written or read, folders that cannot be watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


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
