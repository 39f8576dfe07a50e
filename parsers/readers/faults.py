"""The faults of reading a file: a stable code each, with what to do about it in Thai and English."""

from __future__ import annotations

from parsers.errors import NEEDS_OCR, UnreadableFile
from parsers.system_reasons import reasons


def empty_file() -> UnreadableFile:
    """No bytes, or none but white space."""
    return UnreadableFile(
        "empty-file",
        thai="แฟ้มว่างเปล่า ไม่มีข้อความให้อ่าน ให้ตรวจต้นฉบับแล้วส่งแฟ้มใหม่",
        english="The file is empty: check the original and send the file again.",
    )


def not_text() -> UnreadableFile:
    """Bytes that are neither a known format nor text."""
    return UnreadableFile(
        "not-text",
        thai="แฟ้มนี้ไม่ใช่ข้อความหรือเอกสารที่รู้จัก ให้บันทึกเป็น .docx, PDF หรือ .txt แล้วนำเข้าใหม่",
        english="The file is neither text nor a known document: save it as .docx, PDF or .txt and try again.",
    )


def damaged(what: str) -> UnreadableFile:
    """A file of a known format whose structure is broken."""
    return UnreadableFile(
        "damaged",
        thai=f"แฟ้ม {what} เสียหาย เปิดไม่ได้ ให้ขอต้นฉบับใหม่หรือเปิดในโปรแกรมเดิมแล้วบันทึกอีกครั้ง",
        english=f"The {what} file is damaged: get a new copy, or save it again in its own program.",
    )


def encrypted(what: str) -> UnreadableFile:
    """A file that asks for a password."""
    return UnreadableFile(
        "encrypted",
        thai=f"แฟ้ม {what} มีรหัสผ่าน ให้เปิดด้วยรหัสผ่านแล้วบันทึกเป็นแฟ้มที่ไม่มีรหัส",
        english=f"The {what} file needs a password: open it with the password and save it without one.",
    )


def too_large(what: str, limit: str) -> UnreadableFile:
    """A file beyond the limits that keep one file from stopping all others."""
    what = f"{what} " if what else ""
    return UnreadableFile(
        "too-large",
        thai=f"แฟ้ม {what}ใหญ่เกินกำหนด ({limit}) ให้แยกเป็นแฟ้มย่อยแล้วนำเข้าใหม่",
        english=f"The {what}file goes beyond a limit ({limit}): split it into smaller files and try again.",
    )


INSTALL_OCR = "sudo apt-get install -y tesseract-ocr tesseract-ocr-tha tesseract-ocr-osd"
"""What Debian and Ubuntu want typed before scans can be read."""


def needs_ocr() -> UnreadableFile:
    """A scan, where the program that reads scans or its Thai data are not installed."""
    return UnreadableFile(
        NEEDS_OCR,
        thai=f"เป็นภาพสแกน ต้องมี Tesseract พร้อมข้อมูลภาษาไทยจึงอ่านได้ ให้พิมพ์ {INSTALL_OCR} แล้วนำเข้าด้วย --retry-failed",
        english=f"A scan; reading it needs Tesseract with Thai data: type {INSTALL_OCR}, then import with --retry-failed.",
    )


def ocr_not_wanted() -> UnreadableFile:
    """A scan, where scans are not to be read (``--ocr never``)."""
    return UnreadableFile(
        "ocr-not-wanted",
        thai="เป็นภาพสแกน และสั่งไว้ว่าไม่อ่านภาพสแกน ให้นำเข้าด้วย --ocr auto --retry-failed",
        english="A scan, and scans were not to be read: import it with --ocr auto --retry-failed.",
    )


def page_too_hard() -> UnreadableFile:
    """A page on which the engine hung or broke down."""
    return UnreadableFile(
        "page-unreadable",
        thai="อ่านหน้าที่เป็นภาพสแกนไม่สำเร็จ (ใช้เวลาหรือหน่วยความจำเกินกำหนด) ให้สแกนหน้านั้นใหม่ที่ 300 dpi",
        english="A scanned page could not be read within its limits of time and memory: scan it again at 300 dpi.",
    )


def nothing_on_it() -> UnreadableFile:
    """A picture on which no text was found."""
    return UnreadableFile(
        "no-text-found",
        thai="ไม่พบข้อความในภาพ ให้ตรวจว่าเป็นภาพหนังสือและสแกนชัดพอ (300 dpi)",
        english="No text was found in the picture: check that it shows a letter and is sharp enough (300 dpi).",
    )


def not_supported(what: str, thai: str, english: str) -> UnreadableFile:
    """A format that is known but not read yet; ``thai`` and ``english`` say what to do."""
    return UnreadableFile(
        "format-not-supported",
        thai=f"ยังอ่านแฟ้ม {what} ไม่ได้ {thai}",
        english=f"{what} cannot be read yet: {english}",
    )


def too_deep(depth: int) -> UnreadableFile:
    """A container within a container within …"""
    return UnreadableFile(
        "too-deep",
        thai=f"แฟ้มซ้อนกันเกิน {depth} ชั้น ให้แตกแฟ้มชั้นในออกมานำเข้าเอง",
        english=f"Files lie inside each other more than {depth} deep: unpack the inner ones and import them.",
    )


def too_many_inside(limit: str) -> UnreadableFile:
    """The rest of what lies in a container, which holds more than is taken from one file."""
    return UnreadableFile(
        "too-large",
        thai=f"ในแฟ้มนี้มีแฟ้มอื่นมากเกินกำหนด ({limit}) ส่วนที่เหลือไม่ได้นำเข้า ให้แตกแฟ้มแล้วนำเข้าเอง",
        english=f"The file holds more than is taken from one file ({limit}): unpack it and import the rest.",
    )


def cannot_open(fault: OSError) -> UnreadableFile:
    """The file is missing, a folder, or not ours to read."""
    thai, english = reasons(fault)
    return UnreadableFile(
        "cannot-open",
        thai=f"เปิดแฟ้มไม่ได้ ({thai}) ให้ตรวจว่าแฟ้มยังอยู่และมีสิทธิ์อ่าน",
        english=f"The file cannot be opened ({english}): check that it exists and may be read.",
    )


def not_a_file() -> UnreadableFile:
    """A pipe, a socket or a device: opening it would wait for ever, or it has no end."""
    return UnreadableFile(
        "not-a-file",
        thai="ไม่ใช่แฟ้มเอกสาร แต่เป็นอุปกรณ์ ท่อส่งข้อมูล หรือซ็อกเก็ตของระบบ ไม่มีอะไรให้นำเข้า ให้ตรวจที่ตั้ง",
        english="Not a file but a device, a pipe or a socket of the system; there is nothing to import: check the place.",
    )
