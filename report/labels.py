"""What people call fields, kinds, relations and statuses, in Thai and in English; dates as they write them."""

from __future__ import annotations

from typing import Literal, get_args

from parsers.thai.years import ERA

Language = Literal["th", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")

NO_NUMBER = ("(ไม่มีเลขที่)", "(no number)")

LABELS: dict[str, tuple[str, str]] = {
    "field.id": ("รหัส", "Id"),
    "field.letter": ("หนังสือ", "Letter"),
    "field.file": ("แฟ้ม", "File"),
    "field.kind": ("ชนิด", "Kind"),
    "field.number": ("ที่", "Number"),
    "field.title": ("ชื่อเรื่อง", "Title"),
    "field.number_partial": ("ที่ (ไม่ครบ)", "Number (part)"),
    "field.date": ("วันที่", "Date"),
    "field.thai_date": ("วันที่ (ไทย)", "Thai date"),
    "field.buddhist_year": ("ปี พ.ศ.", "Buddhist year"),
    "field.year": ("ปี", "Year"),
    "field.subject": ("เรื่อง", "Subject"),
    "field.to": ("เรียน", "To"),
    "field.from": ("จาก", "From"),
    "field.sender": ("จาก", "From"),
    "field.urgency": ("ความเร็ว", "Urgency"),
    "field.secrecy": ("ความลับ", "Secrecy"),
    "field.references": ("อ้างถึง", "References"),
    "field.cites": ("อ้างถึง", "References"),
    "field.cited_by": ("ถูกอ้างโดย", "Cited by"),
    "field.other_citations": ("อ้างกฎหมาย", "Laws cited"),
    "field.attachments": ("สิ่งที่ส่งมา", "Attachments"),
    "field.attachment": ("สิ่งที่ส่งมา", "Attachments"),
    "field.phones": ("โทร.", "Phones"),
    "field.phone": ("โทร.", "Phones"),
    "field.faxes": ("โทรสาร", "Faxes"),
    "field.emails": ("อีเมล", "E-mails"),
    "field.email": ("อีเมล", "E-mails"),
    "field.people": ("ผู้ประสานงาน", "Contacts"),
    "field.contact": ("ผู้ประสานงาน", "Contacts"),
    "field.line_ids": ("ไลน์", "LINE"),
    "field.signer": ("ลงชื่อ", "Signer"),
    "field.position": ("ตำแหน่ง", "Position"),
    "field.acting": ("ปฏิบัติการแทน", "Acting"),
    "field.cc": ("สำเนาส่ง", "Copies to"),
    "field.registry": ("ทะเบียนรับ", "Registry"),
    "field.parent": ("แนบท้าย", "Annex to"),
    "field.events": ("กำหนดการ", "Events"),
    "field.body": ("ข้อความ", "Text"),
    "field.text": ("ข้อความ", "Text"),
    "field.status": ("สถานะ", "Status"),
    "field.copies": ("แฟ้ม", "Files"),
    "field.part": ("ฉบับที่ {part} ในแฟ้ม", "part {part}"),
    "field.by": ("โดย", "by"),
    "field.cited-times": ("ถูกอ้าง", "Cited"),
    "field.spellings": ("เขียนว่า", "Written"),
    "field.issuer": ("ผู้ออก", "Issuer"),
    "field.error": ("เหตุที่อ่านไม่ได้", "Error"),
    "field.relation": ("ความสัมพันธ์", "Relation"),
    "field.state": ("ผลการโยง", "State"),
    "field.confidence": ("ความมั่นใจ", "Confidence"),
    "kind.external": ("หนังสือภายนอก", "external letter"),
    "kind.internal": ("หนังสือภายใน", "memo"),
    "kind.stamped": ("หนังสือประทับตรา", "stamped letter"),
    "kind.order": ("คำสั่ง", "order"),
    "kind.regulation": ("ระเบียบ", "regulation"),
    "kind.bylaw": ("ข้อบังคับ", "bylaw"),
    "kind.announcement": ("ประกาศ", "announcement"),
    "kind.statement": ("แถลงการณ์", "statement"),
    "kind.news": ("ข่าว", "news"),
    "kind.certificate": ("หนังสือรับรอง", "certificate"),
    "kind.minutes": ("รายงานการประชุม", "minutes"),
    "kind.record": ("บันทึก", "record"),
    "kind.other": ("หนังสืออื่น", "other paper"),
    "kind.not_letter": ("ไม่ใช่หนังสือ", "not a letter"),
    "relation.cites": ("อ้างถึง", "cites"),
    "relation.supplements": ("ซักซ้อม/เพิ่มเติม", "supplements"),
    "relation.amends": ("แก้ไข", "amends"),
    "relation.replaces": ("ใช้แทน", "replaces"),
    "relation.cancels": ("ยกเลิก", "cancels"),
    "inverse.cites": ("ถูกอ้างถึงโดย", "cited by"),
    "inverse.supplements": ("มีการซักซ้อมโดย", "supplemented by"),
    "inverse.amends": ("ถูกแก้ไขโดย", "amended by"),
    "inverse.replaces": ("ถูกแทนโดย", "replaced by"),
    "inverse.revives": ("ให้กลับมาใช้บังคับโดย", "in force again by"),
    "inverse.cancels": ("ถูกยกเลิกโดย", "cancelled by"),
    "state.resolved": ("พบในคลัง", "found"),
    "state.ambiguous": ("มีหลายฉบับที่อาจใช่", "several candidates"),
    "state.missing": ("ไม่มีในคลัง", "not in the archive"),
    "state.not_a_letter": ("ไม่ใช่หนังสือ", "not a letter"),
    "status.in_force": ("ใช้อยู่", "in force"),
    "status.supplemented": ("มีการซักซ้อมเพิ่ม", "supplemented"),
    "status.amended": ("ถูกแก้ไข", "amended"),
    "status.replaced": ("ถูกแทนที่", "replaced"),
    "status.cancelled": ("ถูกยกเลิก", "cancelled"),
    "status.unknown": ("ไม่แน่ชัด", "unclear"),
    "event.event": ("วันงาน", "event"),
    "event.deadline": ("ครบกำหนด", "deadline"),
    "event.effective": ("วันมีผล", "in effect"),
}


def label(group: str, value: str | None, language: Language) -> str:
    """What the reader calls ``value``: a kind, a status, a relation; the value itself when it has no name."""
    pair = LABELS.get(f"{group}.{value}")
    return pair[language == "en"] if pair else value or ""


def shown_date(iso: str | None, language: Language) -> str:
    """``16 มิ.ย. 2563`` in Thai, ISO in English, nothing for no date."""
    if not iso or language == "en":
        return iso or ""
    year, month, *day = iso.split("-")
    return " ".join([*(str(int(one)) for one in day), MONTHS[int(month) - 1], str(int(year) + ERA)])


def shown_year(buddhist: str, language: Language) -> str:
    """A Buddhist year as the reader counts."""
    return str(int(buddhist) - ERA) if language == "en" and buddhist.isdigit() else buddhist


def letter_name(number: str | None, partial: str | None, kind: str | None, language: Language) -> str:
    """What a letter is called by: its number; orders and the like by their kind before it, or alone."""
    known = number or (f"{partial} …" if partial else None)
    if kind in (None, "external", "internal", "stamped"):
        return known or NO_NUMBER[language == "en"]
    return " ".join(filter(None, (label("kind", kind, language), known)))
