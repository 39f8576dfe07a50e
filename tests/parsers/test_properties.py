"""Any letter rendered from a valid set of fields parses back to the same fields, however it is typed."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import parse
from parsers.agencies import codes
from parsers.letter import Letter, Relation
from parsers.thai.years import MONTHS
from tests.parsers.test_letters import text_document

AGENCIES = (
    "กรมการปกครอง",
    "กรมที่ดิน",
    "สำนักงานปลัดกระทรวงมหาดไทย",
    "สำนักงาน ก.พ.",
    "มหาวิทยาลัยขอนแก่น",
    "จังหวัดน่าน",
)
SUBJECTS = (
    "การสำรวจอาคารเรียนชำรุด",
    "ขอเชิญประชุมคณะทำงานจัดการขยะ",
    "แจ้งผลการตรวจสอบบัญชีพัสดุ",
    "รายงานผลการปลูกป่าชุมชน ประจำปี 2566",
)
RECIPIENTS = ("ผู้ว่าราชการจังหวัด ทุกจังหวัด", "อธิบดีกรมที่ดิน", "นายอำเภอเมืองน่าน", "ปลัดกระทรวงมหาดไทย")
SIGNERS = ("นายก้องกังวาน ธารทิพย์", "นางสาวพลอยรุ้ง แก้วเกล็ดดาว", "ว่าที่ร้อยตรี ปราชญ์ ณ เวียงแก้ว")
URGENCY = (None, "ด่วน", "ด่วนมาก", "ด่วนที่สุด")


@dataclass(frozen=True)
class Fields:
    number: str
    year: int
    month: int
    day: int
    agency: str
    subject: str
    to: str
    urgency: str | None
    cited: tuple[str, int, int, int, str]
    signer: str
    phone: str
    thai: bool
    wide: bool
    tabbed: bool
    below: bool


numbers = st.builds(
    lambda code, unit, sub, circular, run: f"{code} {unit:04d}{sub}/{'ว ' if circular else ''}{run}",
    st.sampled_from(sorted(codes() - {"กท", "สร"})),
    st.integers(1, 9999),
    st.sampled_from(["", ".1", ".12", "(3)", ".2.7"]),
    st.booleans(),
    st.integers(1, 99999),
)
fields = st.builds(
    Fields,
    numbers,
    st.integers(2530, 2569),
    st.integers(1, 12),
    st.integers(1, 28),
    st.sampled_from(AGENCIES),
    st.sampled_from(SUBJECTS),
    st.sampled_from(RECIPIENTS),
    st.sampled_from(URGENCY),
    st.tuples(
        numbers, st.integers(2530, 2569), st.integers(1, 12), st.integers(1, 28), st.sampled_from(AGENCIES)
    ),
    st.sampled_from(SIGNERS),
    st.from_regex(r"0 2[1-9][0-9]{2} [0-9]{4}", fullmatch=True),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


def render(given: Fields) -> str:
    gap = "  " if given.wide else " "
    lead = "\t" if given.tabbed else "    "
    number, year, month, day, issuer = given.cited
    head = f"ที่{gap}{given.number}"
    lines = [given.urgency] if given.urgency else []
    lines += [head, f"{lead * 4}{given.agency}"] if given.below else [f"{head}\t{given.agency}"]
    lines += [
        f"{lead}ถนนราชดำเนิน กทม. 10200",
        "",
        f"{lead * 4}{given.day}{gap}{MONTHS[given.month - 1]}{gap}{given.year}",
        "",
        f"เรื่อง{gap}{given.subject}",
        f"เรียน{gap}{given.to}",
        f"อ้างถึง{gap}หนังสือ{issuer} ที่ {number} ลงวันที่ {day} {MONTHS[month - 1]} {year}",
        "",
        f"{lead}ตามหนังสือที่อ้างถึง ขอให้หน่วยงานดำเนินการตามแผนที่กำหนดไว้ในปีงบประมาณนี้ และรายงาน",
        "ผลให้ทราบทุกเดือน ความละเอียดแจ้งแล้ว นั้น",
        f"{lead}จึงเรียนมาเพื่อโปรดทราบ",
        f"{lead * 3}ขอแสดงความนับถือ",
        "",
        f"{lead * 3}({given.signer})",
        f"{lead * 3}ผู้อำนวยการสำนักแผนงาน",
        "",
        "สำนักแผนงาน",
        f"โทร.{gap}{given.phone}",
    ]
    text = "\n".join(lines)
    if given.thai:
        text = text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    return text


def iso(year: int, month: int, day: int) -> str:
    return f"{year - 543:04d}-{month:02d}-{day:02d}"


@settings(max_examples=150, deadline=None)
@given(fields)
def test_what_was_written_is_what_is_read(given: Fields) -> None:
    (letter,) = parse(text_document(render(given)))
    number, year, month, day, issuer = given.cited
    assert letter.number == given.number
    assert letter.date == iso(given.year, given.month, given.day)
    assert letter.subject == given.subject
    assert letter.to == given.to
    assert letter.sender == given.agency
    assert letter.urgency == given.urgency
    assert letter.signer == given.signer
    assert letter.position == "ผู้อำนวยการสำนักแผนงาน"
    assert letter.contacts.phones == (given.phone.replace(" ", ""),)
    if number == given.number:
        return
    assert [(r.number, r.date, r.issuer, r.relation) for r in letter.references] == [
        (number, iso(year, month, day), issuer, Relation.CITES)
    ]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("ที่เรืองยนถงหวกขคศ.พ๐๑๒3456/()-– \n\t\f@,ด่วนลบ"), max_size=600))
def test_no_text_makes_parsing_raise(text: str) -> None:
    letters = parse(text_document(text))
    assert letters
    assert all(isinstance(letter, Letter) for letter in letters)


PIECES = (
    "ที่ ", "หนังสือ", "ลงวันที่ ", "เรื่อง ", "มท 0816.3/ว 12", "25", " ", "\n", "\t", "(", ")", "นาย", "ก", "ด่วนที่สุด",
    "โทร. ", "0 2241 9000", "-", "ต่อ ", "การประชุม", "ครั้งที่", "พ.ศ.", "พระราชบัญญัติ", "ระเบียบ", "ว่าด้วย", "ยกเลิก",
    "แทน", "และ", "ผู้ประสานงาน", "@", "a.b", "จำนวน", "1 ชุด", "พร้อมนี้", "มกราคม", "ตั้งแต่", "กรม", "สำนัก", "1.",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_time_grows_no_faster_than_length(seed: int) -> None:
    """A hundred thousand characters of anything: four times the text must not take sixteen times as long."""
    chance = random.Random(seed)
    some = [chance.choice(PIECES) for _ in range(chance.choice((1, 2, 3, 40)))]
    unit = "".join(some)

    def seconds(length: int) -> float:
        text = "เรียน  นายอำเภอ\n\t" + unit * (length // len(unit))
        start = time.process_time()
        parse(text_document(text))
        return time.process_time() - start

    seconds(1_000)
    short, long = seconds(25_000), seconds(100_000)
    assert long < max(10 * short, 3.0)
