"""Rows of scans between the engine and the lines: where letters stand, typed cells, words of the form, numbers' grammar."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from parsers.readers import scan_digits, scan_pen
from parsers.readers.digits import Alternative, DigitReading
from parsers.readers.scan_grammar import by_grammar
from parsers.readers.scan_pitch import pitch_of, typed_blanks
from parsers.readers.scan_rows import Bit, Row
from parsers.readers.scan_sides import fit_sides
from parsers.readers.scan_words import mend_words

HEIGHT = 30


def row_of(*bits: tuple[str, int, int]) -> Row:
    return Row(100.0, float(HEIGHT), [Bit(text, (x0, 70, x1, 100), 0.95) for text, x0, x1 in bits])


def paper(*inks: tuple[int, int], width: int = 600) -> np.ndarray:
    """White paper with black columns where letters stand."""
    page = np.full((140, width), 255, np.uint8)
    for x0, x1 in inks:
        page[70:100, x0:x1] = 0
    return page


def test_a_letter_that_the_engine_set_into_the_blank_behind_it_goes_back_to_its_ink() -> None:
    # เรื่อง การ: the engine has ง in the middle of the blank.
    row = row_of(("เรื่", 100, 134), ("อ", 148, 160), ("ง", 170, 186), ("ก", 205, 228))
    fit_sides([row], paper((100, 134), (138, 160), (164, 182), (205, 230)))
    sides = [(bit.box[0], bit.box[2]) for bit in row.bits]
    assert sides[1:3] == [(138, 160), (164, 182)]
    assert sides[3][0] - sides[2][1] > 20


def test_a_digit_too_many_takes_no_ink() -> None:
    # Four digits on paper, five read: none may move into the word before.
    row = row_of(
        ("ค", 100, 124), ("ม", 128, 152), ("๒", 154, 160), ("๒", 178, 204), ("๕", 206, 232), ("๕", 234, 260)
    )
    fit_sides([row], paper((100, 124), (128, 152), (178, 204), (206, 232), (234, 260)))
    assert (row.bits[1].box[0], row.bits[1].box[2]) == (128, 152)
    assert [bit.box[2] for bit in row.bits[-2:]] == [232, 260]


def test_every_box_has_some_width_and_they_stand_in_order() -> None:
    row = row_of(*((char, 100 + 7 * n, 106 + 7 * n) for n, char in enumerate("กขคงจฉ")))
    fit_sides([row], paper((100, 112)))
    lefts = [bit.box[0] for bit in row.bits]
    assert lefts == sorted(lefts)
    assert all(bit.box[2] > bit.box[0] for bit in row.bits)


def typed(text: str, cell: float = 36.0) -> Row:
    """A row of a typewriter: letters of all widths, each in the middle of its cell."""
    bits = []
    for place, char in enumerate(text):
        if char != " ":
            middle, half = 100 + (place + 0.5) * cell, 6 if char in "เ.า" else 11
            bits.append((char, round(middle - half), round(middle + half)))
    return row_of(*bits)


def test_cells_tell_a_typewriters_blanks() -> None:
    text = "กลมงานอานวยการ โทร. 0 5340 3768 ถงผอานวยการโรงเรยน"
    rows = [typed(text), typed("สวนราชการ  กรมสงเสรมการปกครอง")]
    pitch = pitch_of(rows)
    assert pitch == pytest.approx(36 / HEIGHT, abs=0.02)
    assert sum(1 for _ in typed_blanks(rows[0], pitch)) == text.count(" ")
    assert sum(1 for _ in typed_blanks(rows[1], pitch)) == 2


def test_letters_of_many_widths_are_no_typewriter() -> None:
    widths = {"ณ": 40, "ง": 18, "เ": 11, "า": 20}
    at, bits = 100, []
    for char in "กรมณรงคเรองานเสนอณกงเาคมง" * 3:
        bits.append((char, at, at + widths.get(char, 25)))
        at = bits[-1][2] + (4 if char != "ร" else 13)
    assert pitch_of([row_of(*bits)]) is None


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        (["คํ", "า", "สั", "ง", "ก", "ร", "ม"], "คำสั่งกรม"),
        (["ป", "ระ", "ก", "า", "ค", "ก", "ร", "ม"], "ประกาศกรม"),
        (["ที่", "ศ", "ถี", "0", "4", "0", "6", "7"], "ที่ศธ04067"),
        (["ท", "ข", "ก", "5", "2", "1"], "ที่ขก521"),
        (["ต", "า", "ม", "คํ", "า", "สั", "ง", "ก", "ร", "ม"], "ตามคำสั่งกรม"),
        (["ห", "นั", "ง", "สิ", "อ", "ล", "ง", "วั", "น", "ท", "๙"], "หนังสือลงวันที่๙"),
        (["ท", "7", "5", "8", "/", "2", "5", "5", "0"], "ที่758/2550"),
        (
            ["๑", "๑", "ก", "ร", "ก", "ฎ", "า", "ค", "ม", ".", "พ", "ศ", ".", "๒", "๕", "๖", "๗"],
            "๑๑กรกฎาคมพ.ศ.๒๕๖๗",
        ),
        (["1", "5", "กุ", "ม", "ภ", "า", "พ", "นั", "ร์", "2", "5", "6", "5"], "15กุมภาพันธ์2565"),
        (["๑", "๐", "น", "ว", "ธั", "า", "ค", "ม", "๒", "๕", "๕", "๙"], "๑๐ธันวาคม๒๕๕๙"),
        (["ที่", "ถ", "ก", "ค", "๐", "๔", "๐", "๕"], "ที่กค๐๔๐๕"),
        (["ร", "ย", "น"], "รยน"),
        (["เ", "ร", "ย", "น"], "เรียน"),
    ],
)
def test_words_of_the_form_are_mended(read: list[str], mended: str) -> None:
    row = row_of(*((text, 100 + 30 * n, 125 + 30 * n) for n, text in enumerate(read)))
    mend_words([row])
    assert row.text == mended


@pytest.mark.parametrize(
    "read",
    [
        ["เรื", "อ", "ง", "แ", "ส", "ง"],  # no label: a word goes on
        ["ที่", "ศ", "ร", "0", "0", "1", "7"],  # a code of its own
        ["1", "มี", "น", "า", "2", "5", "6", "5"],  # half a month may be two
    ],
)
def test_words_that_the_form_does_not_know_stay(read: list[str]) -> None:
    row = row_of(*((text, 100 + 30 * n, 125 + 30 * n) for n, text in enumerate(read)))
    mend_words([row])
    assert row.text == "".join(read)


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("จังหวัดแพร่ ที พรี ๐๐๒๓.๔/ว๓๖๒", "จังหวัดแพร่ที่พร๐๐๒๓.๔/ว๓๖๒"),
        ("หนังสือ ที ศถี 0206.6/95", "หนังสือที่ศธ0206.6/95"),
        ("หนังสือ ที ศรี 0206.6/95", "หนังสือที่ศธ0206.6/95"),  # ศธ 02 is a department, ศร 02 is none
        ("หนังสือ ที ศรี 0906.6/95", "หนังสือทีศรี0906.6/95"),  # ศร, or ศธ with a stroke torn off
        ("สถานที ตั้ง 0206.6/95", "สถานทีตั้ง0206.6/95"),
        ("ห้องที่ พรี 0023", "ห้องที่พรี0023"),  # no number follows
        ("ยกที พรี0023.4/1", "ยกทีพรี0023.4/1"),  # ที is the end of a word
    ],
)
def test_the_letters_of_a_cited_number_are_mended(read: str, mended: str) -> None:
    bits, right = [], 100
    for word in read.split():
        for letter in re.findall("[^ัิ-ฺ็-๎][ัิ-ฺ็-๎]*", word):
            bits.append((letter, right, right + 20))
            right += 22
        right += 15
    row = row_of(*bits)
    mend_words([row])
    assert row.text == mended


def reading(text: str, confidence: float, *others: tuple[str, float]) -> DigitReading:
    boxes = tuple((10 * n, 0, 10 * n + 9, 30) for n in range(len(text)))
    alternatives = tuple(Alternative(*other) for other in others)
    return DigitReading(text, confidence, alternatives, boxes, sure=True, digit_like=0.9, pen=0.1)


def test_a_lost_stroke_comes_back_where_a_number_must_have_one() -> None:
    found = by_grammar(reading("๐๔๐๕๗๒๙๘", 0.59, ("๐๔๐๕๗/๒๙๘", 0.11), ("๐๔๐๕.๗/๒๙๘", 0.08)), "ที่กค")
    assert found.text == "๐๔๐๕.๗/๒๙๘"
    assert not found.sure


def test_the_engine_is_followed_where_it_alone_reads_a_number() -> None:
    found = by_grammar(reading("00233119328", 0.75, ("0023399328", 0.14)), "ที่ลป", "0023.3/19328", 0.92)
    assert found.text == "0023.3/19328"
    assert found.confidence <= 0.8
    assert found.alternatives[0].text == "00233119328"
    assert by_grammar(reading("00233119328", 0.99), "ที่ลป", "0023.3/19328", 0.6).confidence < 0.5


def read_as(read: DigitReading | None, row: Row, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float]]:
    """What stands in the row, and how sure it is, when our reader reads ``read`` wherever it is asked."""
    monkeypatch.setattr(scan_digits, "read_stretch", lambda *_: ((0, 0), read))
    scan_digits.with_digits([row], paper())
    return [(bit.text, round(bit.sure, 2)) for bit in row.bits]


def test_two_readers_that_say_the_same_are_believed_but_not_against_the_grammar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def row(text: str) -> Row:
        return row_of(
            ("ที่", 100, 120), ("พย", 140, 170), *((c, 190 + 12 * n, 200 + 12 * n) for n, c in enumerate(text))
        )

    for text, low, high in (("๐๐๒๓.๓/ว", 0.6, 0.8), ("๐๐๒๓๓/ว", 0.0, 0.46)):
        found = replace(reading(text, 0.45), digit_like=0.4, sure=False)
        sure = [sure for char, sure in read_as(found, row(text), monkeypatch)[2:]]
        assert low <= min(sure) <= max(sure) <= high


def test_the_zero_that_telephone_numbers_begin_with_needs_no_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    row = row_of(("โท", 100, 125), ("ร", 130, 145), (".", 148, 152), ("๐", 190, 205))
    assert read_as(None, row, monkeypatch)[-1] == ("๐", 0.9)
    lone = row_of(("ข้", 100, 125), ("อ", 130, 145), ("๐", 190, 205))
    assert read_as(None, lone, monkeypatch)[-1][1] < 0.5


def test_the_letters_of_an_agency_stand_together() -> None:
    row = row_of(
        ("ที่", 100, 120),
        ("ก", 150, 168),
        ("ค", 182, 200),
        *((c, 230 + 15 * n, 242 + 15 * n) for n, c in enumerate("0405.1/38")),
    )
    mend_words([row])
    assert [bit.text for bit in row.bits[:2]] == ["ที่", "กค"]


@pytest.mark.parametrize(
    ("stray", "sure", "right", "date"),
    [
        ("๐", 0.4, 242, "๒๘มกราคม๒๕๔๘"),  # hangs on the month
        ("๐", 0.98, 242, "๒๘๐มกราคม๒๕๔๘"),
        ("๐", 0.4, 225, "๒๘๐มกราคม๒๕๔๘"),  # hangs on the day
    ],
)
def test_a_piece_of_a_month_is_no_digit(stray: str, sure: float, right: int, date: str) -> None:
    year = [(char, 380 + 15 * n, 392 + 15 * n) for n, char in enumerate("๒๕๔๘")]
    month = [(char, 244 + 15 * n, 256 + 15 * n) for n, char in enumerate("มกราคม")]
    row = row_of(("๒", 195, 205), ("๘", 207, 217), (stray, right - 8, right), *month, *year)
    row.bits[2] = replace(row.bits[2], sure=sure)
    mend_words([row])
    assert row.text == date


@pytest.mark.parametrize(("ink", "sure"), [((400, 420), False), ((900, 920), True)])
def test_a_number_behind_which_ink_goes_on_is_not_whole(
    ink: tuple[int, int], sure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = [(char, 190 + 22 * n, 208 + 22 * n) for n, char in enumerate("71808/1")]
    row = row_of(("ที่", 100, 120), ("พ", 135, 153), ("ช", 157, 175), *number)
    monkeypatch.setattr(scan_digits, "read_stretch", lambda *_: ((0, 0), None))
    monkeypatch.setattr(scan_pen, "read_stretch", lambda *_, **__: ((0, 0), None))
    row.bits = [replace(bit, ours=True) for bit in row.bits]
    inks = [(bit.box[0], bit.box[2]) for bit in row.bits]
    scan_pen.with_pen(row, paper(*inks, (348 if ink[0] == 400 else ink[0], ink[1]), width=1200))
    assert (row.bits[-1].sure > 0.9) == sure


@pytest.mark.parametrize(("gap", "read"), [(20, "๗"), (40, "ญ")])
def test_a_year_wants_its_fourth_digit(gap: int, read: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = row_of(("๒", 100, 120), ("๕", 124, 144), ("๖", 148, 168), ("ญ", 168 + gap, 188 + gap))
    assert read_as(reading("๒๕๖๗", 0.97), row, monkeypatch)[-1][0] == read


def test_a_day_is_looked_for_before_a_month_whatever_the_engine_made_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    month = [
        ("กั", 240, 255),
        ("น", 258, 270),
        ("ย", 273, 285),
        ("า", 288, 295),
        ("ย", 298, 310),
        ("น", 313, 325),
    ]
    row = row_of(("วั", 100, 115), ("น", 118, 130), ("ที่", 133, 150), ("«", 200, 212), *month)
    assert read_as(reading("๗", 0.97), row, monkeypatch)[3] == ("๗", 0.97)


def test_a_postal_code_behind_a_province_is_no_number() -> None:
    assert by_grammar(reading("52000", 0.97), "ถนนวชิราวุธดำเนินลป").confidence == 0.97


def test_a_lost_dot_comes_back_where_no_office_has_such_a_number() -> None:
    found = by_grammar(reading("๐๘๑๖๘/๑๗๙๓", 0.88, ("๐๘๑๖.๘/๑๗๙๓", 0.1)), "ที่มท")
    assert found.text == "๐๘๑๖.๘/๑๗๙๓"
    assert len(found.boxes) == len(found.text)
    assert not found.sure
    assert found.alternatives[0].text == "๐๘๑๖๘/๑๗๙๓"


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("04067.3/8004", "ที่ศธ"),
        ("52103/ว6773", "ที่ขก"),
        ("78.03/12", "ที่อว"),
        ("0405.2/ว198", "ที่กค"),
        ("546/2566", "ที่"),
    ],
)
def test_usual_numbers_stay_as_they_were_read(text: str, before: str) -> None:
    first = reading(text, 0.9, ("0816.8/1793", 0.05))
    assert by_grammar(first, before) == first


def test_a_number_of_no_office_without_another_reading_is_not_sure() -> None:
    found = by_grammar(reading("00238/17732", 0.97), "ที่ลป")
    assert found.text == "00238/17732"
    assert found.confidence < 0.5
    assert not found.sure


@pytest.mark.parametrize(("title", "label"), [("คาสง", "ที่"), ("เรื่อง", "เม")])
def test_below_the_title_of_an_order_its_number_is_labelled(title: str, label: str) -> None:
    first = row_of(*((c, 100 + 30 * n, 125 + 30 * n) for n, c in enumerate(title + "กรม")))
    second = row_of(*((c, 300 + 30 * n, 325 + 30 * n) for n, c in enumerate("เม427/2560")))
    mend_words([first, second])
    assert second.text == label + "427/2560"
