"""Every word of the pages beside the labels of ``report``, in Thai and in English, in one table."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # the frame
    "page.name": ("สารบรรณ", "saraban"),
    "page.skip": ("ข้ามไปเนื้อหา", "Skip to the content"),
    "page.nav": ("หน้าหลัก", "Main pages"),
    "page.language": ("English", "ไทย"),
    "page.language-hint": ("Show this page in English", "แสดงหน้านี้เป็นภาษาไทย"),
    "nav.search": ("ค้นหา", "Search"),
    "nav.import": ("นำเข้า", "Import"),
    "nav.review": ("ตรวจทาน", "Review"),
    "nav.missing": ("หนังสือที่ขาด", "Missing"),
    "nav.statistics": ("สถิติ", "Statistics"),
    "nav.api": ("API", "API"),
    # faults
    "fault.title": ("ทำไม่ได้", "That cannot be done"),
    "fault.candidates": ("อาจหมายถึงฉบับใดฉบับหนึ่งนี้:", "It may be one of these:"),
    "fault.back": ("กลับไปหน้าค้นหา", "Back to the search page"),
    "fault.not-found": ("ไม่พบหนังสือนี้ในคลัง", "This letter is not in the archive."),
    "fault.404": ("ไม่มีหน้านี้", "There is no such page."),
    "fault.405": ("หน้านี้ไม่รับคำขอแบบนี้", "This page does not take such a request."),
    "fault.413": ("ส่งมามากเกินกำหนด ให้แบ่งส่งทีละน้อย", "More was sent than is allowed: send less at a time."),
    "fault.other": ("ทำตามคำขอไม่ได้ ({status})", "The request cannot be served ({status})."),
    "fault.unexpected": (
        "โปรแกรมผิดพลาดโดยไม่คาดคิด ({fault}) โปรดแจ้งผู้ดูแล รายละเอียดอยู่บนจอของเครื่องที่เปิดโปรแกรม",
        "Unexpected fault ({fault}): please tell the administrator; the details are on the screen of the server.",
    ),
}
