"""What this letter does to a letter it cites: cancels, replaces, amends, supplements, or only cites.

The verb must govern the citation in its own clause, and must be this letter's act: what the letter reports of
others (``หนังสือ ก ซึ่งแก้ไขเพิ่มเติมหนังสือ ข``) is no act of its own.
"""

from __future__ import annotations

import re

from parsers.letter import Relation

_BOUNDARY = re.compile(
    r"\n|\sนั้น(?=\s|$)|นั้น\s|ความละเอียดแจ้งแล้ว|(?<=\s)ต่อมา|(?<=\s)แต่(?=โดย)|(?<=\s)(?=เนื่องจาก|ทั้งนี้|ดังนั้น|หาก|อนึ่ง)"
)
_LIST_TAIL = r"(?:\s*(?:\(?\d{1,2}\s?[.)]|\(\d{1,2}\)))?\s*(?:ความใน|ทั้ง)?\s*$"

_THIRD_PARTY = re.compile(
    r"(?:ซึ่ง|(?<!ข้อ\s)(?<!หน้า)(?<!วัน)(?<!อ้าง)ที่|ที่ได้|ได้(?:มีหนังสือ|มีคำสั่ง|ประกาศ|มีการ)?|ถูก|โดย(?:ได้)?|และที่)\s*(?:ได้)?(?:ถูก)?\s*"
    r"(?:ยกเลิก|แก้ไขเพิ่มเติม|แก้ไข|ปรับปรุง|ขยายระยะเวลา|ขยายเวลา|เลื่อน|เพิ่มเติม|ซักซ้อม|ซ้อมความเข้าใจ)(?!\s*ใหม่)[^\n]{0,60}$"
)
_DENIED = re.compile(
    r"(?:มิได้|ไม่ได้|มิใช่|ไม่ใช่|ไม่มี|ไม่)(?:เป็น|ถือเป็น)?(?:การ|ผล)?(?:ให้)?\s*(?:ยกเลิก|เพิกถอน|แก้ไข|เปลี่ยนแปลง|กระทบ)[^\n]{0,40}$"
)
_OTHERS_ACT = re.compile(
    r"\s*(?:ได้|ซึ่ง(?:ได้)?|ที่|โดย)?\s*(?:ให้)?(?:ยกเลิก|แก้ไขเพิ่มเติม|แก้ไข|ปรับปรุง|ขยายระยะเวลา|ขยายเวลา|เพิ่มเติม|ซักซ้อม(?:ความเข้าใจ)?)(?:ความใน|ตาม|ใน)?\s*"
)
_OWN_ACT = re.compile(
    r"(?:จึง|เห็นควร|เห็นสมควร|สมควร|ขอ|ให้|ดังนั้น|ข้อ\s*\d+|โดยขอ)\s*(?:ให้|ขอ|จึง|ได้)?\s*(?:ยกเลิก|แก้ไข|ปรับปรุง|ขยาย|เลื่อน|ซักซ้อม|เพิ่ม)[^\n]{0,80}$"
)

_CLAUSE = re.compile(
    r"(?:ยกเลิก|แก้ไข(?:เพิ่มเติม)?|ปรับปรุง|เพิ่มเติม|(?:นี้)?แทน(?:ช่วงเวลา|กำหนด|อัตรา|ข้อความ|รายการ)?(?:ที่(?:ระบุ|กำหนด)(?:ไว้)?)?)\s*(?:ความ|ข้อความ|ถ้อยคำ|รายชื่อ|ลำดับ|บทนิยาม|แบบ|บัญชี|อัตรา|ตาราง|องค์ประกอบ|[^\n]{1,45}?(?=ใน))?\s*(?:ใน|ตาม)?\s*(?:\(\d+\)\s*(?:(?:และ|ถึง|,|-)\s*\(\d+\)\s*)*(?:ของ|ใน)?\s*)?"
    r"(?:ข้อ|วรรค|ลำดับ(?:ที่)?|บรรทัด|หมวด|บัญชี|ตาราง|หน้า|ส่วนที่|ย่อหน้า|องค์ประกอบ|รายชื่อ|อัตรา|ผนวก|บทนิยาม|แบบ)[^\n]{0,90}?(?:ของ|แห่ง|ตาม|ใน|ท้าย|แนบท้าย|และ)?\s*(?:\(?\d{1,2}[.)])?\s*$"
)
_CANCEL = re.compile(
    rf"(?:ยกเลิก|เพิกถอน)(?:การใช้|การปฏิบัติตาม|แนวทาง(?:ปฏิบัติ)?ตาม|หลักเกณฑ์ตาม|การถือปฏิบัติตาม)?{_LIST_TAIL}"
)
_CANCELLED_AFTER = re.compile(
    r"^[^\n]{0,50}?(?:เป็นอันยกเลิก|เป็นอันสิ้นผล|ให้ยกเลิก(?:เสีย)?(?:ทั้งฉบับ|ทั้งสิ้น)?(?=\s*$|\s(?!หนังสือ|คำสั่ง|ประกาศ|ระเบียบ|ข้อบังคับ|\(1)|โดย|และ|ตั้งแต่))(?!\s*(?:หนังสือ|คำสั่ง|ประกาศ|ระเบียบ|ข้อบังคับ|\(1))"
)
_TOPIC = re.compile(r"(?:ส่วน|สำหรับ|ความใน[^\n]{0,40}(?:ของ|แห่ง|ใน)|(?:^|\n)\s*\(?\d{1,2}\s?[.)])\s*$")
_CANCELLED_OF_TOPIC = re.compile(
    r"(?:(?!หนังสือกรม|หนังสือสำนัก|หนังสือกระทรวง|คำสั่ง|ประกาศ)[^\n]){0,230}?(?:เป็นอันยกเลิก|(?:ขอ)?ให้ยกเลิก(?:เสีย)?(?:ทั้งฉบับ|ทั้งสิ้น)?(?=\s|$))"
)
_INSTEAD = re.compile(
    r"(?:ให้(?:ถือ)?(?:ปฏิบัติ|ใช้)[^\n]{0,120}?(?<!ผู้)(?<!การ)แทน|ใช้(?:หนังสือ|คำสั่ง|ประกาศ|ระเบียบ|ข้อบังคับ|แนวทาง|หลักเกณฑ์)[^\n]{0,60}?(?<!ผู้)(?<!การ)แทน|(?:หนังสือ|คำสั่ง|ประกาศ|ระเบียบ|ข้อบังคับ|แนวทาง|หลักเกณฑ์)(?:ฉบับ)?นี้แทน|และให้ใช้[^\n]{0,80}?(?<!ผู้)(?<!การ)แทน|โดยให้[^\n]{0,80}?(?<!ผู้)(?<!การ)แทน|(?:และ|โดย)(?:ให้)?(?:มอบ|แต่งตั้ง|กำหนด)[^\n]{0,90}?(?<!ผู้)(?<!การ)แทน)"
)
_REPLACE_BEFORE = re.compile(r"(?:(?:ใช้|ให้ใช้)[^\n]{0,40}แทน|เพื่อแทน|แทนที่|แทน)\s*(?:\(?\d{1,2}[.)])?\s*$")
_AMEND = re.compile(
    r"(?:แก้ไขเพิ่มเติม|ขอแก้ไข|แก้ไข|ปรับปรุง(?:แก้ไข)?|แก้คำผิด(?:ใน)?|เปลี่ยนแปลง)(?:ความ|ข้อความ|รายละเอียด|เนื้อหา)?\s*(?:ใน|ของ)?"
    rf"{_LIST_TAIL}"
)
_EXTEND = re.compile(
    r"(?:ขยายระยะเวลา|ขยายเวลา|ขยายกำหนด(?:เวลา)?|ขอขยาย|เลื่อน(?:กำหนด|วัน|การ|เวลา|ระยะ)?|ปรับ(?:เปลี่ยน)?กำหนด|เปลี่ยนแปลงกำหนด|เปลี่ยนแปลง(?:วัน|สถานที่|เวลา)|แก้ไข(?:วัน|กำหนด|สถานที่|ตัวเลข|อัตรา|รายชื่อ|แบบ)|ปรับปรุง(?:อัตรา|รายชื่อ|แบบ|บัญชี)|แก้ไขเพิ่มเติม)(?:(?!\sและ(?:ตาม|ที่)|\sโดย|ซึ่ง|ตามสัญญา|\sนั้น|\sจึง|แล้ว\s)[^\n]){0,110}?(?:ตาม|ใน|ของ|จาก|แนบท้าย|ท้าย)\s*$"
)
_SUPPLEMENT = re.compile(
    r"(?:(?<!แก้ไข)เพิ่มเติม(?:จาก|ใน|ต่อ)?|(?:ขอ|จึง|ให้)เพิ่มเติม[^\n]{0,60}?(?:ตาม|ใน|ของ|จาก)|เพิ่มความต่อไปนี้เป็น[^\n]{0,60}(?:ของ|ใน|แห่ง|ท้าย)|เพิ่ม[^\n]{0,60}(?:ใน|ท้าย|เป็นข้อ[^\n]{0,30}(?:ของ|แห่ง))"
    r"|ซักซ้อม(?:ความเข้าใจ|แนวทาง(?:ปฏิบัติ)?)?[^\n]{0,70}?(?:ตาม|ใน|ของ|เกี่ยวกับ)?|ซ้อมความเข้าใจ[^\n]{0,70}?(?:ตาม|ใน|ของ)?)\s*$"
)
_AMENDED_AFTER = re.compile(
    r"^\s*(?:นั้น\s*)?(?:ให้|จึงขอ|ขอ)(?:แก้ไข|ปรับปรุง|ขยาย|เลื่อน|เปลี่ยน(?:แปลง)?|ตัด(?:ถ้อยคำ|ความ))"
)
_ADDED_AFTER = re.compile(r"^\s*(?:นั้น\s*)?ให้เพิ่ม(?:เติม|ความ|ข้อความ)")
_AMENDS_AFTER = re.compile(
    r"^\s*(?:ข้อ\s*\d[^\n]{0,40}?)?(?:เฉพาะ(?:ใน)?(?:ข้อ|ส่วน|ลำดับ)[^\n]{0,60}?)?(?:และให้ใช้(?:ความ|ข้อความ)|ให้ใช้ความต่อไปนี้แทน|เป็นดังนี้|ดังต่อไปนี้แทน)"
)
_MISPRINT_AFTER = re.compile(
    r"^[^\n]{0,40}?(?:พิมพ์)?(?:คลาดเคลื่อน|ผิดพลาด|ตกหล่น)[^\n]{0,80}?(?:จึง|ขอ)(?:ขอ)?(?:ให้)?แก้(?:ไข|คำผิด)"
)
_OWN_CHANGE = re.compile(
    r"(?:จึง|เห็นควร|เห็นสมควร|ขอ)(?:ขอ|ให้)?(?:ปรับปรุง|แก้ไข)(?:แนวทาง|หลักเกณฑ์|อัตรา|แบบ|วิธี|เงื่อนไข|กำหนด|ขั้นตอน)[^\n]{0,40}?ตาม\s*$"
)
_ADDED_CLAUSE = re.compile(
    r"เพิ่ม(?:ความ(?:ต่อไปนี้)?|ข้อความ)?\s*(?:ต่อไปนี้)?\s*เป็น[^\n]{0,60}?(?:ของ|แห่ง|ใน|ท้าย)\s*$"
)
_REVIVED_LEFT = re.compile(r"(?:จึง|ขอ|และ|โดย|ทั้งนี้|\s|^)ให้(?:นำ)?\s*(?:ความใน)?\s*(?:\(?\d{1,2}\s?[.)])?\s*$")
_REVIVED_RIGHT = re.compile(
    r"^(?:(?!ยกเลิก|แก้ไข|\sนั้น)[^\n]){0,300}?(?:กลับมา(?:มีผล)?(?:ใช้)?(?:บังคับ)?|มีผล(?:ใช้)?(?:บังคับ)?(?:ได้)?\s?(?:ต่อไป|ดังเดิม|ตามเดิม|อีกครั้ง)"
    r"|(?:ใช้บังคับ|ถือปฏิบัติ)(?:ได้)?\s?(?:ต่อไป\s?ตามเดิม|ตามเดิม|ดังเดิม|อีกครั้ง)|(?:ยัง)?คงมีผล|(?:ยัง)?คงใช้บังคับ)"
)


def revives_at(text: str, start: int, end: int) -> bool:
    """Whether the clause around ``text[start:end]`` says that the cited letter holds again, or still does
    (``ให้นำ … กลับมาใช้บังคับ``, ``ให้ … มีผลใช้บังคับต่อไป``)."""
    if _REVIVED_LEFT.search(_clause_before(text, start)) is None:
        return False
    return _REVIVED_RIGHT.match(text[start : end + 120].split("\n")[0]) is not None


def relation_at(text: str, start: int, end: int, floor: int = 0) -> Relation | None:
    """The relation that the clause around ``text[start:end]`` applies, or ``None`` when it only names it.

    ``floor`` is where the citation before ends: a verb between the two with no word of this letter's own will
    (จึง, ขอ, ให้) is that other letter's act.
    """
    left = _clause_before(text, start)
    if _DENIED.search(left):
        return Relation.CITES
    if floor and start - floor < 60 and _OTHERS_ACT.fullmatch(text[floor:start]):
        return Relation.CITES
    right = text[end : end + 260].split("\n")[0]
    third = _THIRD_PARTY.search(left) is not None and _OWN_ACT.search(left) is None
    if third:
        return Relation.CITES
    if re.search(r"(?:แจ้ง|ทราบ|ชี้แจง|รายงาน|เห็น)?ว่า\s*$", left) and _CANCELLED_AFTER.match(right):
        return Relation.CITES  # what another says of it
    if _ADDED_CLAUSE.search(left):
        return Relation.SUPPLEMENTS
    if _CLAUSE.search(left):
        return Relation.AMENDS
    if _CANCEL.search(left):
        if re.match(r"^\s*(?:เฉพาะ|ใน(?:ส่วน|ข้อ))", right):
            return Relation.AMENDS
        return (
            Relation.REPLACES if _INSTEAD.search(text[end : end + 400].split("\n\n")[0]) else Relation.CANCELS
        )
    topic = _TOPIC.search(left) is not None
    if (_CANCELLED_OF_TOPIC if topic else _CANCELLED_AFTER).match(right):
        return Relation.REPLACES if _INSTEAD.search(right) else Relation.CANCELS
    if _REPLACE_BEFORE.search(left):
        return Relation.REPLACES
    if _MISPRINT_AFTER.match(right) or _OWN_CHANGE.search(left):
        return Relation.AMENDS
    if topic and _AMENDED_AFTER.match(right):
        return Relation.AMENDS
    if topic and _ADDED_AFTER.match(right):
        return Relation.SUPPLEMENTS
    if _AMEND.search(left) or _EXTEND.search(left) or _AMENDS_AFTER.match(right):
        return Relation.AMENDS
    if _SUPPLEMENT.search(left):
        return Relation.SUPPLEMENTS
    return None


LONGEST_CLAUSE = 160
"""Characters before and behind a citation that are shown as the words that decide."""
_CLAUSE_END = re.compile(r"\n|(?<=แทน)\s|(?<=\s)นั้น(?=\s)|\s(?=ทั้งนี้|อนึ่ง|ดังนั้น|เนื่องจาก|จึงเรียน)|$")


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause begins and ends that names ``text[start:end]``, cut at a blank if it is long."""
    before = _clause_before(text, start)
    begin = start - len(before) if text[start - len(before) : start] == before else start
    if start - begin > LONGEST_CLAUSE:
        cut = text.find(" ", start - LONGEST_CLAUSE, start)
        begin = cut + 1 if cut >= 0 else start - LONGEST_CLAUSE
    match = _CLAUSE_END.search(text, end)
    finish = match.start() if match else len(text)
    if finish - end > LONGEST_CLAUSE:
        cut = text.rfind(" ", end, end + LONGEST_CLAUSE)
        finish = cut if cut >= 0 else end + LONGEST_CLAUSE
    return begin, finish


def _clause_before(text: str, start: int) -> str:
    left = text[max(0, start - 190) : start]
    cut = 0
    for match in _BOUNDARY.finditer(left):
        cut = match.end()
    if re.fullmatch(r"\s*(?:\(?\d{1,2}\s?[.)])?\s*", left[cut:]) and left[:cut].endswith("\n"):
        lead = re.search(r"[^\n]*\n$", left[:cut])  # the line that opens a list: ``ให้ยกเลิก``
        if lead and re.search(r"(?:ยกเลิก|แก้ไขเพิ่มเติม|แก้ไข|ปรับปรุง|เพิ่มเติม)[^\n]{0,30}\s*$", lead.group()):
            return lead.group().rstrip()
        return "\n" + left[cut:]
    return left[cut:]


_SUBJECT: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    (
        Relation.CANCELS,
        re.compile(r"(?:ขอ|การ|แจ้ง)?ยกเลิก(?:หนังสือ|คำสั่ง|ประกาศ|ระเบียบ|ข้อบังคับ|แนวทาง|หลักเกณฑ์|การประชุม|การ)"),
    ),
    (
        Relation.AMENDS,
        re.compile(
            r"(?:ขอ|การ|แจ้ง)?(?:แก้ไขเพิ่มเติม|แก้ไข(?!ปัญหา)|แก้คำผิด|ขยายระยะเวลา|ขยายเวลา|ขยายกำหนด|เลื่อน(?!ขั้น|เงินเดือน|ระดับ|ตำแหน่ง|วิทยฐานะ)|ปรับปรุง(?=หลักเกณฑ์|แนวทาง|คำสั่ง|ประกาศ|หนังสือ|อัตรา)|เปลี่ยนแปลงกำหนด|เปลี่ยนแปลงวัน)"
        ),
    ),
    (
        Relation.SUPPLEMENTS,
        re.compile(
            r"(?:ขอ|การ|แจ้ง)?(?:ซักซ้อม|ซ้อมความเข้าใจ|กำหนด[^\n]{0,80}เพิ่มเติม)|.{0,80}\(เพิ่มเติม\)"
            # who asks for more (ขอข้อมูลเพิ่มเติม) adds nothing
            r"|(?!ขอ(?!ส่ง|นำส่ง|แจ้ง|แต่งตั้ง)).{0,80}เพิ่มเติม\s*$"
        ),
    ),
)


def relation_of_subject(subject: str | None) -> Relation | None:
    """What a subject line says the letter does (``แก้ไขเพิ่มเติม…``), for a single cited letter."""
    if not subject:
        return None
    for relation, pattern in _SUBJECT:
        if pattern.match(subject):
            return relation
    return None
