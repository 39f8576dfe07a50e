"""What is said of files that are written, and of an archive that is examined, saved and brought back."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    # reindex, export, parse
    "reindex.done": ("สร้างดัชนีใหม่แล้ว {count} ฉบับ", "{count} letters indexed anew"),
    "output.folder": (
        "--output: {path} เป็นโฟลเดอร์ ให้เติมชื่อแฟ้มต่อท้าย",
        "--output: {path} is a folder; add the name of a file",
    ),
    "output.no-folder": (
        "--output: ไม่มีโฟลเดอร์ {path} ให้สร้างก่อน หรือเลือกที่อื่น",
        "--output: there is no folder {path}; make it first, or write elsewhere",
    ),
    "output.in-archive": (
        "--output: {path} เป็นโฟลเดอร์ของคลัง ให้เขียนแฟ้มไว้ที่อื่น",
        "--output: {path} is the folder of the archive; write the file elsewhere",
    ),
    "output.exists": (
        "--output: มีแฟ้ม {path} อยู่แล้ว เพิ่ม --force ถ้าจะเขียนทับ",
        "--output: {path} exists already; add --force to overwrite it",
    ),
    "output.written": ("เขียนลง {path} แล้ว", "written to {path}"),
    "export.needs-output": (
        "xlsx เขียนลงจอไม่ได้ ให้บอกแฟ้มด้วย --output หนังสือ.xlsx",
        "a workbook cannot be written to the screen; name a file with --output letters.xlsx",
    ),
    "export.cut": (
        "แผ่นงานรับได้ {most} ฉบับ ที่เกินไม่ได้เขียน ให้จำกัดด้วยคำค้น หรือใช้ --format csv",
        "a sheet takes {most} letters and the rest was left out: narrow the query, or use --format csv",
    ),
    # doctor
    "doctor.checking": ("ตรวจต้นฉบับ", "Examining originals"),
    "doctor.well": ("คลังครบถ้วน ไม่พบความเสียหาย", "The archive is sound."),
    "doctor.mended": ("คลังครบถ้วนแล้ว ซ่อม {count} รายการ", "The archive is sound again: {count} mended."),
    "doctor.found": (
        "พบความเสียหาย {count} รายการ ซ่อมสิ่งที่ซ่อมได้ด้วย saraban doctor --repair",
        "Found wrong: {count}. saraban doctor --repair mends what can be mended.",
    ),
    "doctor.unmended": (
        "ซ่อมแล้ว {mended} รายการ ซ่อมไม่ได้ {unmended} รายการ",
        "{mended} mended, {unmended} could not be",
    ),
    "doctor.checked": (
        "ตรวจต้นฉบับที่แฮชถูกต้อง {originals} แฟ้ม ข้อความ {parts} หนังสือ {letters} การอ้างถึง {references}",
        "examined: {originals} originals whose hash is right, {parts} texts, {letters} letters, {references} references",
    ),
    "doctor.recorded": (
        "บันทึกเป็นครั้งที่ {run} (saraban runs show {run})",
        "recorded as run {run} (saraban runs show {run})",
    ),
    "doctor.more": (
        "และอีก {count} รายการเช่นนี้ (--format json แสดงทั้งหมด)",
        "and {count} more of these (--format json lists all)",
    ),
    "doctor.backup-alone": ("--backup ใช้คู่กับ --repair", "--backup goes with --repair"),
    "finding.found": ("พบ", "found"),
    "finding.mended": ("ซ่อมแล้ว", "mended"),
    "finding.unmended": ("ซ่อมไม่ได้", "not mended"),
    # backup and restore
    "backup.reading": ("คัดลอก", "Copying"),
    "backup.done": (
        "สำรองแล้ว: {path} ({letters} ฉบับ ต้นฉบับ {originals} แฟ้ม {size} ไบต์)",
        "backed up to {path} ({letters} letters, {originals} originals, {size} bytes)",
    ),
    "backup.broken": (
        "ต้นฉบับ {count} แฟ้มหายหรือเสียหาย ไม่อยู่ในแฟ้มสำรอง ดูด้วย saraban doctor",
        "{count} originals are missing or damaged and not in the backup; saraban doctor names them",
    ),
    "restore.done": (
        "กู้คืนแล้วที่ {path} ({letters} ฉบับ ต้นฉบับ {originals} แฟ้ม สำรองไว้เมื่อ {made}) ตรวจแฮชครบทุกแฟ้ม",
        "restored to {path} ({letters} letters, {originals} originals, backed up {made}); every hash was right",
    ),
    "restore.broken": (
        "ตอนสำรอง ต้นฉบับ {count} แฟ้มหายหรือเสียหายอยู่แล้ว ดูด้วย saraban doctor",
        "{count} originals were missing or damaged already when it was made; saraban doctor names them",
    ),
}
