"""The stretch of text under a hit, and what is marked in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import parse_query
from index.snippets import Marker
from parsers.errors import UsageError

TEXT = (
    "ที่ มท ๐๘๑๖.๕/ว ๖๒๐   กรมส่งเสริมการปกครองท้องถิ่น\n\t\t๖ กุมภาพันธ์ ๒๕๖๖\nเรื่อง  การจัดสรรงบประมาณ\n"
    "เรียน  ผู้ว่าราชการจังหวัด\n" + "ข้อความทั่วไปที่ไม่เกี่ยวข้อง " * 12 + "\nทั้งนี้ สํานักงานเทศบาลตาม พ.ร.บ. เทศบาล "
    "ให้ถือปฏิบัติตามระเบ\nียบงานสารบรรณ โทร. ๐ ๒๒๔๑ ๙๐๐๐ ต่อ ๕๓๑๓\n(นายธีรภัทร วงศ์ไพบูลย์กิจ)"
)

MARKED = [
    ("ว620", ["ว ๖๒๐"]),
    ("มท 0816.5/ว 620", ["มท ๐๘๑๖.๕/ว ๖๒๐"]),
    ("620", ["๖๒๐"]),
    ("62", []),  # no part of a longer number
    ("สำนักงานเทศบาล", ["สํานักงานเทศบาล"]),  # the source's own ํ+า
    ("พรบ", ["พ.ร.บ."]),
    ("พ.ร.บ.", ["พ.ร.บ."]),
    ("ระเบียบ", ["ระเบ\nียบ"]),  # broken over a line end
    ("ไพบูลย์", ["ไพบูลย์"]),
    ("ไพบูล*", ["ไพบูล"]),
    ('"วงศ์ ไพบูลย์"', ["วงศ์ไพบูลย์"]),
    ("phone:022419000", ["๐ ๒๒๔๑ ๙๐๐๐"]),
    ("สารบรรณ -งบประมาณ", ["สารบรรณ"]),  # what is refused is not marked
    ("สถ.", ["กรมส่งเสริมการปกครองท้องถิ่น"]),
    ("จัดสรร ผู้ว่า", ["จัดสรร", "ผู้ว่า"]),
    ("ไม่มีในนี้แน่", []),
    ("", []),
]


@pytest.mark.parametrize(("typed", "marked"), MARKED)
def test_marked(typed: str, marked: list[str]) -> None:
    snippet = Marker(parse_query(typed)).best(TEXT)
    assert [snippet.text[start:end] for start, end in snippet.marks] == marked
    assert snippet.text in TEXT


def test_the_stretch_with_most_words_wins() -> None:
    snippet = Marker(parse_query("เทศบาล ปฏิบัติ สารบรรณ มท")).best(TEXT)
    assert "สารบรรณ" in snippet.text
    assert len(snippet.text) <= 165


def test_without_a_word_the_letter_starts_the_snippet() -> None:
    assert Marker(parse_query("kind:order")).best("\n\n  " + TEXT).text.startswith("ที่ มท")
    assert Marker(parse_query("ก")).best("").text == ""


def test_cuts_fall_between_words() -> None:
    text = "ประชุม" + "การจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ" * 8
    snippet = Marker(parse_query("ประชุม")).best(text)
    assert snippet.text.endswith(("จัดซื้อ", "จัดจ้าง", "การ", "และ", "บริหาร", "พัสดุ", "ภาครัฐ"))


@pytest.mark.parametrize(
    ("text", "typed", "cut"),
    [
        ("ประชุม", "ประชุม", (False, False)),
        ("ประชุม" + "การจัดซื้อจัดจ้าง" * 20, "ประชุม", (False, True)),
        ("การจัดซื้อจัดจ้าง" * 20 + "ประชุม", "ประชุม", (True, False)),
        ("การบริหารพัสดุภาครัฐ" * 20 + "ประชุม" + "การจัดซื้อจัดจ้าง" * 20, "ประชุม", (True, True)),
    ],
)
def test_a_snippet_tells_where_it_was_cut_and_is_cut_between_words(
    text: str, typed: str, cut: tuple[bool, bool]
) -> None:
    snippet = Marker(parse_query(typed)).best(text)
    assert snippet.cut == cut
    assert snippet.text.startswith(("ประชุม", "การ", "จัด", "ซื้อ", "จ้าง", "บริหาร", "พัสดุ", "ภาค", "รัฐ"))
    assert snippet.text.endswith(("ประชุม", "การ", "จัด", "ซื้อ", "จ้าง"))


thai = st.text(st.sampled_from("กขนงรมสำัาิี่้์เแไ๐๕A9. \n\u200bํ"), max_size=400)


@given(st.text(st.sampled_from('กขนงรมสำัาิี่้์เแไ๕9. A*"'), min_size=1, max_size=8), thai, st.integers(5, 160))
def test_marks_lie_inside_apart_and_split_no_cluster(typed: str, text: str, width: int) -> None:
    try:
        query = parse_query(typed)
    except UsageError:
        return
    snippet = Marker(query).best(text, width)
    assert snippet.text in text
    last = 0
    for start, end in snippet.marks:
        assert last <= start < end <= len(snippet.text)
        assert end == len(snippet.text) or snippet.text[end] not in "ัิีึืฺุู็่้๊๋์ํ๎ำ"
        last = end
