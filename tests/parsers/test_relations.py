"""The auditor asks what this letter did to that one: only its own act counts, and only on the letter itself."""

from __future__ import annotations

import pytest

from parsers import parse
from parsers.letter import Relation
from tests.parsers.test_letters import text_document

HEAD = """ที่ มท 0815.3/ว 900	กรมส่งเสริมการปกครองท้องถิ่น
	ถนนราชสีมา กทม. 10300
		1 มีนาคม 2566
เรื่อง  {subject}
เรียน  ผู้ว่าราชการจังหวัด ทุกจังหวัด
"""
LISTED = """อ้างถึง  1. หนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท 0815.3/ว 11 ลงวันที่ 5 มกราคม 2564
	2. หนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท 0815.3/ว 22 ลงวันที่ 6 มกราคม 2565
"""
ONE = "อ้างถึง  หนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท 0815.3/ว 11 ลงวันที่ 5 มกราคม 2564\n"
FOOT = (
    "\n\tจึงเรียนมาเพื่อโปรดทราบ\n\t\tขอแสดงความนับถือ\n\n\t\t(นายก้องภพ สายธาร)\n\t\tอธิบดีกรมส่งเสริมการปกครองท้องถิ่น\n"
)
SUBJECT = "แนวทางการจัดเก็บข้อมูล"


def relations(body: str, *, listed: str = "", subject: str = SUBJECT) -> list[tuple[str | None, str]]:
    (letter,) = parse(text_document(f"{HEAD.format(subject=subject)}{listed}\t{body}{FOOT}"))
    return [(reference.number, str(reference.relation)) for reference in letter.references]


BOOK = "หนังสือกรมที่ดิน ที่ มท 0515/ว 77 ลงวันที่ 3 มีนาคม 2564"


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        (f"กรมจึงขอยกเลิก{BOOK} ตั้งแต่บัดนี้เป็นต้นไป", "cancels"),
        (f"จึงให้ยกเลิก{BOOK}", "cancels"),
        (f"ให้{BOOK} เป็นอันยกเลิก", "cancels"),
        (f"เห็นควรเพิกถอน{BOOK}", "cancels"),
        (f"ให้ยกเลิก{BOOK} และให้ถือปฏิบัติตามหนังสือนี้แทน", "replaces"),
        (f"ขอยกเลิก{BOOK} และให้ใช้แนวทางตามหนังสือฉบับนี้แทน", "replaces"),
        (f"ให้ใช้หนังสือฉบับนี้แทน{BOOK}", "replaces"),
        (f"จึงให้ยกเลิก{BOOK} และแต่งตั้งผู้แทนหน่วยงานเป็นคณะทำงาน", "cancels"),
        (f"จึงให้ยกเลิก{BOOK} และมอบอำนาจให้บุคคลต่อไปนี้แทน", "replaces"),
        (f"จึงขอแก้ไขเพิ่มเติม{BOOK} ดังนี้", "amends"),
        (f"ให้ยกเลิกความในข้อ 3 ของ{BOOK} และให้ใช้ความต่อไปนี้แทน", "amends"),
        (f"ขอขยายระยะเวลาการรายงานตาม{BOOK} ออกไปอีก 30 วัน", "amends"),
        (f"จึงขอเลื่อนการประชุมตาม{BOOK} เป็นวันที่ 9 มีนาคม 2566", "amends"),
        (f"ขอแก้คำผิดใน{BOOK}", "amends"),
        (f"จึงซักซ้อมความเข้าใจตาม{BOOK} มาเพื่อทราบ", "supplements"),
        (f"จึงกำหนดแนวทางเพิ่มเติมจาก{BOOK} ดังนี้", "supplements"),
        (f"ให้เพิ่มความต่อไปนี้เป็นข้อ 5 ของ{BOOK}", "supplements"),
        (f"ตาม{BOOK} แจ้งแนวทางไว้แล้ว นั้น", "cites"),
        (f"ให้ถือปฏิบัติตาม{BOOK} โดยเคร่งครัด", "cites"),
        (f"กรมได้ปรับปรุงถนนตาม{BOOK} แล้ว", "cites"),
        (f"การยกเลิกโครงการตาม{BOOK} เป็นอำนาจของจังหวัด", "cites"),
        (f"แนวทางแก้ไขปัญหาน้ำท่วมตาม{BOOK} ได้ผลดี", "cites"),
        (f"ตามระเบียบเดิมซึ่งแก้ไขเพิ่มเติมโดย{BOOK} นั้น", "cites"),
        (f"ต่อมากระทรวงได้ยกเลิก{BOOK} ไปแล้ว", "cites"),
        (f"ทั้งนี้ มิได้เป็นการยกเลิก{BOOK} แต่อย่างใด", "cites"),
        (f"ทั้งนี้ ไม่กระทบ{BOOK}", "cites"),
        (f"ยังคงถือปฏิบัติตาม{BOOK} ต่อไป และให้ยกเลิกสัญญาเช่าที่ทำไว้ก่อน", "cites"),
        (f"เนื่องจาก{BOOK} พิมพ์คลาดเคลื่อน จึงขอแก้ไขเป็นดังนี้", "amends"),
        (f"เห็นควรปรับปรุงแนวทางตาม{BOOK} ข้อ 3 โดยให้เพิ่มเติมข้อความ", "amends"),
    ],
)
def test_the_verb_of_the_clause(sentence: str, relation: str) -> None:
    assert relations(sentence) == [("มท 0515/ว 77", relation)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("จึงยกเลิกหนังสือที่อ้างถึง 1 และ 2", ["cancels", "cancels"]),
        ("จึงยกเลิกหนังสือที่อ้างถึง ๑ - ๒", ["cancels", "cancels"]),
        ("จึงยกเลิกหนังสือที่อ้างถึง 2 โดยให้ถือปฏิบัติตามหนังสือนี้แทน", ["cites", "replaces"]),
        ("ขอแก้ไขเพิ่มเติมหนังสือที่อ้างถึง 1 และหนังสือที่อ้างถึง 2 ดังนี้", ["amends", "amends"]),
        ("ตามหนังสือที่อ้างถึง 1 และหนังสือที่อ้างถึง 2 แจ้งไว้แล้ว นั้น", ["cites", "cites"]),
        ("ตามหนังสือที่อ้างถึง 2 ซึ่งยกเลิกหนังสือที่อ้างถึง 1 นั้น", ["cites", "cites"]),
        ("ทั้งนี้ มิได้เป็นการยกเลิกหนังสือที่อ้างถึง 1 แต่อย่างใด", ["cites", "cites"]),
        ("ยังคงถือปฏิบัติตามหนังสือที่อ้างถึง 1 และ 2 ต่อไป และให้ยกเลิกสัญญาเช่าเดิม", ["cites", "cites"]),
        ("จึงให้ยกเลิกหนังสือตามที่อ้างถึง 1 และให้ถือปฏิบัติตามแนวทางที่แนบมานี้แทน", ["replaces", "cites"]),
        ("จึงให้ยกเลิกหนังสือกรมส่งเสริมการปกครองท้องถิ่นตามที่อ้างถึง 1", ["cancels", "cites"]),
        ("จึงขอยกเลิกหนังสือกรมส่งเสริมการปกครองท้องถิ่นที่อ้างถึง 2", ["cites", "cancels"]),
        ("จึงขอยกเลิกหนังสือกรมส่งเสริมการปกครองท้องถิ่นทั้งสองฉบับดังกล่าว", ["cancels", "cancels"]),
    ],
)
def test_back_references_carry_the_verb(sentence: str, expected: list[str]) -> None:
    assert [relation for _, relation in relations(sentence, listed=LISTED)] == expected


@pytest.mark.parametrize(
    ("subject", "relation"),
    [
        ("แก้ไขเพิ่มเติมแนวทางการจัดเก็บข้อมูล", "amends"),
        ("ขอขยายระยะเวลาการส่งรายงาน", "amends"),
        ("ซักซ้อมความเข้าใจเกี่ยวกับการจัดเก็บข้อมูล", "supplements"),
        ("การแก้ไขปัญหาภัยแล้ง", "cites"),
        ("การเลื่อนเงินเดือนข้าราชการ", "cites"),
        (SUBJECT, "cites"),
    ],
)
def test_the_subject_decides_for_a_single_cited_letter(subject: str, relation: str) -> None:
    body = "ตามหนังสือที่อ้างถึง กรมได้แจ้งแนวทางไว้แล้ว นั้น"
    assert relations(body, listed=ONE, subject=subject) == [("มท 0815.3/ว 11", relation)]


def test_strength_orders_relations() -> None:
    assert sorted(Relation, key=lambda relation: relation.strength) == [
        Relation.CITES,
        Relation.SUPPLEMENTS,
        Relation.AMENDS,
        Relation.REPLACES,
        Relation.CANCELS,
    ]
