"""An auditor asks when a letter was written; the receiving office's stamp says when it came in, and never the first."""

from __future__ import annotations

import pytest

from parsers import parse
from parsers.document import Document, page_from_text

_LETTER = """{stamp}
เขียนที่ บ้านเลขที่ 12/3 หมู่ที่ 4
ตำบลหนองแสง จังหวัดสระบุรี 18240
วันที่ 24 เมษายน 2567
เรื่อง  ขอความเป็นธรรมเรื่องน้ำท่วมขังหน้าบ้าน
เรียน  นายอำเภอหนองแสง
ข้าพเจ้า นางสมใจ ทดสอบดี อายุ 61 ปี ได้รับความเดือดร้อนจากน้ำท่วมขังหน้าบ้านมาตลอดเดือนนี้แล้ว
ขอแสดงความนับถือ
(นางสมใจ ทดสอบดี)
"""


@pytest.mark.parametrize(
    "stamp",
    [
        "รับที่ 1147\nวันที่ 26 เม.ย. 2567\nเวลา 14.05 น.",
        "รับที 1147\nวันที่ 26 เม ย 2567\nเวลา 1405 น",  # a photocopy: marks and stops are lost
        "รบท 1147\nวันที่ 26 เม ย 2567\nเวลา 14 05 น",
    ],
)
def test_the_day_of_a_receipt_stamp_is_not_the_letters(stamp: str) -> None:
    document = Document("letter.txt", "text", (page_from_text(1, _LETTER.format(stamp=stamp)),))
    letter = parse(document)[0]
    assert letter.date == "2024-04-24"
    assert letter.registry is not None
    assert (letter.registry.number, letter.registry.date) == ("1147", "2024-04-26")
