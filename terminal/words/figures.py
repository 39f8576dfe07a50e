"""What is said of the archive in figures."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    # stats
    "stats.letters": ("หนังสือ (ฉบับ)", "Letters"),
    "stats.files": ("แฟ้ม", "Files"),
    "stats.letter_files": ("แฟ้มของฉบับหลัก", "Files of letters"),
    "stats.copies": ("สำเนา", "Copies"),
    "stats.not_letters": ("ไม่ใช่หนังสือ", "Not letters"),
    "stats.failures": ("อ่านไม่ได้", "Failed"),
    "stats.missing": ("ถูกอ้างถึงแต่ไม่มี", "Cited but absent"),
    "stats.conflicts": ("เลขและวันที่ซ้ำ เนื้อความต่าง", "Same number and date, other text"),
    "stats.original_bytes": ("ต้นฉบับ (ไบต์)", "Originals (bytes)"),
    "stats.catalogue_bytes": ("ทะเบียน (ไบต์)", "Catalogue (bytes)"),
    "stats.index_bytes": ("ดัชนี (ไบต์)", "Index (bytes)"),
    "stats.last_run": ("นำเข้าครั้งล่าสุด", "Last import"),
    "stats.suggested": (
        "คลังใหญ่ค้นได้เร็วขึ้นด้วย {engine}: pip install 'saraban[{engine}]' แล้ว saraban reindex --engine {engine}",
        "So many letters are searched faster by {engine}: pip install 'saraban[{engine}]', then saraban reindex --engine {engine}",
    ),
    "stats.by-kind": ("ตามชนิด", "By kind"),
    "stats.by-year": ("ตามปี", "By year"),
    "stats.by-from": ("ตามหน่วยงาน", "By agency"),
    "stats.by-status": ("ตามสถานะ", "By status"),
    "stats.by-state": ("ตามผลการโยง", "By state of link"),
    "stats.by-relation": ("ตามความสัมพันธ์", "By relation"),
    "stats.others": ("ที่เหลือ ({count})", "the rest ({count})"),
    # stats --links
    "links.total": ("การอ้างถึง", "References"),
    "links.by-state": ("ตามผลการโยง", "By state of link"),
    "links.by-relation": ("ตามความสัมพันธ์", "By relation"),
    "links.chain": (
        "สายที่ยาวที่สุด: {count} ฉบับ แต่ละฉบับอ้างถึงฉบับถัดไป",
        "The longest chain: {count} letters, each citing the next",
    ),
    "links.cycles": (
        "อ้างถึงกันเป็นวง: {count} วง ({letters} ฉบับ)",
        "Circles of letters that cite each other: {count} ({letters} letters)",
    ),
    "links.most-cited": ("ถูกอ้างถึงมากที่สุด", "Most cited"),
    "links.times": ("{count} ฉบับ", "by {count}"),
    "links.out-of-time": (
        "อ้างถึงหนังสือที่ลงวันที่หลังตน: {count} แห่ง (วันที่หรือการโยงอาจผิด)",
        "Citations dated before the cited letter: {count} (a date or a link may be wrong)",
    ),
    "links.conflicts": (
        "เลขและวันที่เดียวกัน เนื้อความต่าง: {count} ชุด",
        "Same number and date, other text: {count}",
    ),
    "links.more": ("และอีก {count} (--format json แสดงทั้งหมด)", "and {count} more (--format json lists all)"),
}
