"""What a clerk pastes into อ้างถึง."""

from __future__ import annotations

from typing import Any

import pytest

from report.citation import citation, in_thai_digits

BLANK: dict[str, Any] = dict.fromkeys(
    ("number", "number_partial", "date", "subject", "from", "urgency", "secrecy")
)

CITED = [
    (
        {"kind": "external", "from": "กรมบัญชีกลาง", "urgency": "ด่วนที่สุด", "number": "กค (กวจ) 0405.2/ว 119",
         "date": "2018-03-07", "subject": "แนวทางการปฏิบัติ"},
        "หนังสือกรมบัญชีกลาง ด่วนที่สุด ที่ กค (กวจ) 0405.2/ว 119 ลงวันที่ 7 มีนาคม 2561 เรื่อง แนวทางการปฏิบัติ",
    ),
    (
        {"kind": "external", "from": "จังหวัดลำปาง", "number_partial": "ลป 0023.3/ว", "date": "2024-02"},
        "หนังสือจังหวัดลำปาง ที่ ลป 0023.3/ว … ลงวันที่ … กุมภาพันธ์ 2567",
    ),
    (
        {"kind": "internal", "from": "กองคลัง", "secrecy": "ลับ", "urgency": "ด่วน", "number": "กค 0401/7",
         "date": "2020-06-16"},
        "บันทึกข้อความกองคลัง ลับ ด่วน ที่ กค 0401/7 ลงวันที่ 16 มิถุนายน 2563",
    ),
    (
        {"kind": "order", "from": "เทศบาลตำบลบ้านสวน", "number": "305/2566", "date": "2023-05-02",
         "subject": "แต่งตั้งคณะกรรมการ"},
        "คำสั่งเทศบาลตำบลบ้านสวน ที่ 305/2566 เรื่อง แต่งตั้งคณะกรรมการ ลงวันที่ 2 พฤษภาคม 2566",
    ),
    (
        {"kind": "regulation", "from": "กระทรวงมหาดไทย", "date": "2019-01-31",
         "subject": "ว่าด้วยค่าใช้จ่ายในการเดินทาง (ฉบับที่ 2) พ.ศ. 2562"},
        "ระเบียบกระทรวงมหาดไทยว่าด้วยค่าใช้จ่ายในการเดินทาง (ฉบับที่ 2) พ.ศ. 2562",
    ),
    (
        {"kind": "announcement", "from": "จังหวัดตาก", "subject": "ปิดเส้นทาง", "date": "2022-09-30"},
        "ประกาศจังหวัดตาก เรื่อง ปิดเส้นทาง ลงวันที่ 30 กันยายน 2565",
    ),
    (
        {"kind": "minutes", "from": "คณะทำงาน", "subject": "รายงานการประชุมคณะทำงาน ครั้งที่ 2/2565",
         "date": "2022-03-01"},
        "รายงานการประชุมคณะทำงาน ครั้งที่ 2/2565 ลงวันที่ 1 มีนาคม 2565",
    ),
    ({"kind": "record"}, "บันทึก"),
]  # fmt: skip


@pytest.mark.parametrize(("letter", "expected"), CITED)
def test_a_letter_is_cited_as_the_regulation_asks(letter: dict[str, Any], expected: str) -> None:
    assert citation(BLANK | letter) == expected


def test_thai_digits_stand_for_all_digits() -> None:
    assert in_thai_digits("ที่ กค 0405.2/ว 119 ลงวันที่ 7 มีนาคม 2561") == "ที่ กค ๐๔๐๕.๒/ว ๑๑๙ ลงวันที่ ๗ มีนาคม ๒๕๖๑"
