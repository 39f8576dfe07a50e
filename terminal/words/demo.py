"""What the demonstration says."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "demo.hello": (
        "ตัวอย่างนี้นำหนังสือสมมุติชุดเล็กเข้าคลังของมันเอง แล้วลองค้นและตามสายหนังสือให้ดู",
        "This brings a small set of invented letters into an archive of their own, searches it and follows a chain.",
    ),
    "demo.archive": ("คลังตัวอย่างอยู่ที่ {path}", "The sample archive is in {path}"),
    "demo.import": (
        "นำเข้าทั้งโฟลเดอร์ ทั้ง .txt .docx และ PDF",
        "Import a whole folder: .txt, .docx and PDF together",
    ),
    "demo.word": ("ค้นคำไทยในข้อความ", "Search for a Thai word"),
    "demo.number": (
        "ค้นเลขที่หนังสือ พิมพ์เลขไทยติดกันอย่างไรก็พบ",
        "Search for a number: Thai digits, no blanks, it is found all the same",
    ),
    "demo.phrase": ("ค้นวลี เฉพาะปีเดียว", "Search for a phrase within one year"),
    "demo.trace": ("ตามสายหนังสือย้อนไปถึงฉบับแรก", "Follow a chain back to where it began"),
    "demo.next": ("ลองต่อเอง:", "Try next:"),
    "demo.next-show": ("ดูหนังสือฉบับเต็มพร้อมสถานะ", "one letter in full, with its status"),
    "demo.next-missing": ("ฉบับที่ถูกอ้างถึงแต่ไม่มี", "what is cited but absent"),
    "demo.next-import": ("นำหนังสือของหน่วยงานท่านเข้าคลัง", "bring in the letters of your own office"),
}
