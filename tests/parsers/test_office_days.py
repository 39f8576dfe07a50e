"""What clerks met on working days with letters of their own: each case is a line that was once read wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parsers import parse
from tests.parsers.test_letters import text_document

if TYPE_CHECKING:
    from parsers.letter import Letter

LETTER = """ที่ พร 0017/{number}        {agency}
{second}
                 9 กันยายน 2567
เรื่อง  แจ้งแนวทางการเช่าเครื่องถ่ายเอกสาร
เรียน  นายอำเภอ ทุกอำเภอ
     {body}
     จึงเรียนมาเพื่อโปรดทราบ
               ขอแสดงความนับถือ

               (นายวีระพล ใจกล้า)
               {position}

{foot}
"""


def read_letter(
    *,
    number: str = "1",
    agency: str = "สำนักงานจังหวัดแพร่",
    second: str = "                        ถนนไชยบูรณ์ พร 54000",
    body: str = "ด้วยจังหวัดแพร่ได้กำหนดแนวทางไว้แล้ว",
    position: str = "ผู้ว่าราชการจังหวัดแพร่",
    foot: str = "โทร. 0 5451 1411",
) -> Letter:
    text = LETTER.format(number=number, agency=agency, second=second, body=body, position=position, foot=foot)
    (letter,) = parse(text_document(text))
    return letter


def test_urgency_below_the_number_is_no_agency() -> None:
    letter = read_letter(agency="สำนักงานปลัดกระทรวงมหาดไทย", second="ด่วนมาก            ถนนอัษฎางค์ กทม. 10200")
    assert letter.sender == "สำนักงานปลัดกระทรวงมหาดไทย"
    assert letter.urgency == "ด่วนมาก"


@pytest.mark.parametrize("number", ["ด่วน 12", "ว.ล. 12", "(ว) 123", "ก.1/99ข"])
def test_the_rest_of_a_number_is_never_the_sender(number: str) -> None:
    assert read_letter(number=number).sender in ("สำนักงานจังหวัดแพร่", None)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("พร 0017. 3/ว 44", "พร 0017.3/ว 44"),
        ("พร 0017 .3/44", "พร 0017.3/44"),
        ("พร 0017. 3.1/ว ๔๔", "พร 0017.3.1/ว 44"),
        ("พร 0017 3/ว 44", "พร 0017.3/ว 44"),
        ("พร 71503 3/44", "พร 71503.3/44"),
    ],
)
def test_a_blank_beside_a_dot_or_in_its_place_cuts_no_number(typed: str, number: str) -> None:
    (letter,) = parse(text_document(read_letter().text.replace("พร 0017/1", typed)))
    assert letter.number == number


def test_a_bare_circular_number_of_another_agency_takes_no_code() -> None:
    body = "ตามหนังสือจังหวัดแพร่ ที่ พร 0003/ว 1158 ลงวันที่ 18 มีนาคม 2567 แจ้งหลักเกณฑ์ของกรมบัญชีกลาง (ว 273) นั้น"
    numbers = [reference.number for reference in read_letter(body=body).references]
    assert numbers == ["พร 0003/ว 1158", "ว 273"]


def test_an_endorsement_is_no_office() -> None:
    letter = read_letter(position="รักษาการในตำแหน่ง\n               หัวหน้าฝ่ายแบบแผน\n- เห็นควรอนุมัติ")
    assert letter.acting == "รักษาการในตำแหน่ง หัวหน้าฝ่ายแบบแผน"


def test_a_secrecy_mark_gets_no_copy() -> None:
    letter = read_letter(foot="สำเนาส่ง สำนักงานตรวจเงินแผ่นดินจังหวัดแพร่\n                  ลับ")
    assert letter.cc == ("สำนักงานตรวจเงินแผ่นดินจังหวัดแพร่",)
    assert letter.secrecy == "ลับ"


def test_long_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    first = "ตามที่จังหวัดแพร่ได้แจ้งแนวทางการเช่าเครื่องถ่ายเอกสารให้ทราบและถือปฏิบัติมาตั้งแต่ปีงบประมาณก่อนแล้วนั้น ความละเอียดแจ้งแล้ว นั้น"
    body = read_letter(body=f"{first}\n     บัดนี้ จังหวัดแพร่ได้ปรับปรุงแล้ว").body
    assert body is not None
    assert "นั้น\nบัดนี้" in body


def test_a_fax_may_share_the_number_before_it() -> None:
    contacts = read_letter(foot="โทร. 0 5451 1411 ต่อ 12 , 13 โทรสาร ต่อ 14").contacts
    assert contacts.phones == ("054511411 ext 12", "054511411 ext 13")
    assert contacts.faxes == ("054511411 ext 14",)


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("ผู้ประสานงาน นส.วรรณา ศรีใจ", "นส.วรรณา ศรีใจ"),
        ("ผู้ประสานงาน พ.จ.อ.สมชาย ใจงาม", "พ.จ.อ.สมชาย ใจงาม"),
        ("เจ้าของเรื่อง นายสมชาย ใจงาม", "นายสมชาย ใจงาม"),
    ],
)
def test_coordinators(line: str, person: str) -> None:
    assert read_letter(foot=f"โทร. 0 5451 1411\n{line}").contacts.people == (person,)


def test_an_address_broken_at_its_hyphen() -> None:
    body = "ส่งทางไปรษณีย์อิเล็กทรอนิกส์ dla0808.finance@dla-\nexample.go.th ต่อไป"
    assert read_letter(body=body).contacts.emails == ("dla0808.finance@dla-example.go.th",)


def test_a_title_ends_where_the_sentence_goes_on() -> None:
    body = "ตามคำสั่งจังหวัดแพร่ ที่ 12/2566 ลงวันที่ 3 มีนาคม 2566 เรื่อง มอบอำนาจเกี่ยวกับการพัสดุ ได้มอบอำนาจให้นายอำเภอ นั้น"
    assert read_letter(body=body).references[0].title == "มอบอำนาจเกี่ยวกับการพัสดุ"


def test_news_with_its_number_and_date_on_one_line() -> None:
    text = (
        "ข่าวประชาสัมพันธ์\nสำนักงานประชาสัมพันธ์จังหวัดแพร่\nฉบับที่ 121/2567                วันที่ 9 กันยายน 2567\n"
        "เรื่อง เตือนน้ำล้นตลิ่ง\n     นายก้องภพ สายธาร ผู้ว่าราชการจังหวัดแพร่ เปิดเผยว่า ขอให้ประชาชนริมน้ำยมเฝ้าระวังน้ำล้นตลิ่งในช่วงสามวันนี้\n"
    )
    (letter,) = parse(text_document(text))
    assert (letter.date, letter.subject) == ("2024-09-09", "เตือนน้ำล้นตลิ่ง")
    assert letter.body is not None
    assert letter.body.startswith("นายก้องภพ")
