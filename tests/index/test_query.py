"""What the office worker types and what is understood by it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import parse_query
from index.query import (
    And,
    Days,
    Every,
    Node,
    Not,
    Nothing,
    Number,
    Or,
    Phone,
    Phrase,
    Prefix,
    Query,
    Value,
    Word,
)
from parsers.errors import UsageError

a, b, c = Word("ก"), Word("ข"), Word("ค")

UNDERSTOOD: list[tuple[str, Node]] = [
    ("", Every()),
    ("   ", Every()),
    ("ก ข", And((a, b))),
    ("ก AND ข", And((a, b))),
    ("ก และ ข", And((a, b))),
    ("ก OR ข", Or((a, b))),
    ("ก หรือ ข ค", Or((a, And((b, c))))),
    ("ก and ข", And((a, Word("and"), b))),  # only capitals are operators
    ("กและข", Word("กและข")),  # and only words that stand alone
    ('ก "และ" ข', And((a, Phrase("และ"), b))),
    ("ก NOT ข", And((a, Not(b)))),
    ("ไม่ ก", Not(a)),
    ("-ก", Not(a)),
    ("ก - ข", And((a, b))),
    ("-(ก ข)", Not(And((a, b)))),
    ("(ก หรือ ข) ค", And((Or((a, b)), c))),
    ('"ก  ข"', Phrase("ก  ข")),
    ("“ก ข”", Phrase("ก ข")),
    ("ประชุ*", Prefix("ประชุ")),
    ("!!! ก ...", a),
    ("...", Nothing()),
    ("()", Nothing()),
    ("ก\u00a0ข", And((a, b))),
    # Numbers among words.
    ("มท 0816.5/ว 620", Number("มท 0816.5/ว 620")),
    ("ที่ มท ๐๘๑๖.๕/ว ๖๒๐ ก", And((Number("มท 0816.5/ว 620"), a))),
    ("ก กค (กวจ) 0405.2/ว 119 ข", And((a, Number("กค (กวจ) 0405.2/ว 119"), b))),
    ("ว 620 ก", And((Number("ว 620"), a))),
    ("-ว620", Not(Number("ว620"))),
    ("305/2566", Number("305/2566")),
    ("ว620*", Prefix("ว620")),
    ("620", Word("620")),
    ("2565", Word("2565")),
    ("ม.ค. 2565", And((Word("ม.ค."), Word("2565")))),
    ("10:30", Word("10:30")),
    ("https://a.b/c", Word("https://a.b/c")),
    # Fields.
    ("number:ว1750", Number("ว1750", "number")),
    ("ที่:มท 0816.5/ว 620 ก", And((Number("มท 0816.5/ว 620", "number"), a))),
    ("cites:ว1750", Number("ว1750", "cites")),
    ("อ้างถึง: ว 1750", Number("ว 1750", "cites")),
    ("number:มท0816*", Prefix("มท0816", "number")),
    ("เรื่อง:ก ข", And((Word("ก", "subject"), b))),
    ('subject:"ก ข"', Phrase("ก ข", "subject")),
    ("SUBJECT:ก*", Prefix("ก", "subject")),
    ("จาก:ก", Word("ก", "sender")),
    ("agency:ก", Word("ก", "sender")),
    ("ถึง:ก", Word("ก", "to")),
    ("-ลงนาม:ก", Not(Word("ก", "signer"))),
    ("kind:คำสั่ง", Value("kind", "order")),
    ("ชนิด:order", Value("kind", "order")),
    ("สถานะ:ยกเลิก", Value("status", "cancelled")),
    ("status:in-force", Value("status", "in_force")),
    ("ชั้นความลับ:ลับมาก", Value("secrecy", "ลับมาก")),
    ("secrecy:ไม่มี", Value("secrecy", "none")),
    ("urgency:ด่วนที่สุด", Value("urgency", "ด่วนที่สุด")),
    ("year:2565", Value("year", "2565")),
    ("ปี:๒๕๖๕", Value("year", "2565")),
    ("year:2022", Value("year", "2565")),
    ("ปี:พ.ศ. 2565 ก", And((Value("year", "2565"), a))),
    ("ปี:ค.ศ. 2022", Value("year", "2565")),
    ("date:2020-06-16", Days(20200616, 20200616)),
    ("date:2563-06-16", Days(20200616, 20200616)),
    ("date:16/6/2563", Days(20200616, 20200616)),
    ("date:16 มิ.ย. 2563 ก", And((Days(20200616, 20200616), a))),
    ("วันที่:๑๖ มิถุนายน พ.ศ. ๒๕๖๓", Days(20200616, 20200616)),
    ('date:"16 มิ.ย. 63"', Days(20200616, 20200616)),
    ("date:มิ.ย. 2563", Days(20200601, 20200630)),
    ("date:2020-02", Days(20200201, 20200229)),
    ("date:2563", Days(20200101, 20201231)),
    ("after:2020-06-16", Days(20200616, 99999999)),
    ("before:2563", Days(0, 20201231)),
    ("phone:02-241-9000", Phone("022419000")),
    ("โทร:0 2241 9000 2565", And((Phone("022419000"), Word("2565")))),
    ("phone:+66 2241 9000", Phone("022419000")),
    ('phone:"0 2241 9000 ต่อ 5313"', And((Phone("022419000"), Phone("5313")))),
    ("email:A@b.go.th", Word("A@b.go.th", "email")),
]


@pytest.mark.parametrize(("typed", "tree"), UNDERSTOOD, ids=[typed or "(nothing)" for typed, _ in UNDERSTOOD])
def test_understood(typed: str, tree: Node) -> None:
    assert parse_query(typed) == Query(tree)


FAULTS = [
    ('ประชุม "คณะ', 7, "quote is not closed"),
    ("ก (ข", 2, "not closed"),
    ("ก ข)", 3, "closes nothing"),
    ("ก OR", 2, "nothing follows “OR”"),
    ("หรือ ก", 0, "nothing stands before “หรือ”"),
    ("ก และ", 2, "“และ” needs a word"),
    ("ก AND OR ข", 2, "“AND” needs a word"),
    ("NOT", 0, "nothing follows"),
    ("ก foo:ข", 2, "no field “foo”"),
    ("subject:", 8, "no value"),
    ("kind:note", 5, "no kind “note”; there are: external internal"),
    ("year:สิบ", 5, "no year"),
    ("date:31/2/2563", 5, "no date"),
    ("after:เมื่อวาน", 6, "no date"),
    ("phone:ก", 6, "no digits"),
    ("number:ประชุม", 7, "no letter number"),
    ("ก *", 2, "star"),
    ("(" * 60 + "ก", 50, "too many parentheses"),
    ("ก" * 2001, 2000, "longer than 2000"),
]


@pytest.mark.parametrize(("typed", "column", "why"), FAULTS)
def test_a_fault_tells_its_place_in_one_line(typed: str, column: int, why: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_query(typed)
    fault = raised.value
    assert fault.exit_code == 2
    assert f"column {column + 1}:" in fault.english
    assert f"ตัวอักษรที่ {column + 1}:" in fault.thai
    assert why in fault.english
    assert typed[column : column + 5] in fault.english.split("▸")[1]
    assert "\n" not in fault.english + fault.thai


def test_a_bad_filter_names_its_option() -> None:
    for option in ("kind", "after", "before", "year", "secrecy", "status", "agency"):
        with pytest.raises(UsageError, match=f"--{option}:"):
            parse_query("ก", **{option: "?!"})


def test_filters_stand_beside_the_tree() -> None:
    query = parse_query("ก", kind="คำสั่ง", year="2022")
    assert query.tree == a
    assert query.filters == (Value("kind", "order"), Value("year", "2565"))
    assert query.whole == And((*query.filters, a))


PIECES = st.sampled_from(
    [*"กขว()\"-*:/. \n", "AND", "OR", "NOT", " และ ", " หรือ ", " ไม่ ", "มท 0816.5/ว 620", "year:", "ที่:", "date:",
     "phone:", "subject:", "kind:", "cites:", "16 มิ.ย. 2563", "2565", "๑๒", "\u200b", "\ud800", "“", "พ.ศ.", "ต่อ"]
)  # fmt: skip


@given(st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=60)))
def test_never_raises_anything_but_a_usage_error(typed: str) -> None:
    with suppress(UsageError):
        assert isinstance(parse_query(typed), Query)


def test_a_facet_of_the_sender_means_that_sender_and_no_other() -> None:
    assert parse_query("", sender="กรมชลประทาน").filters == (Value("from", "กรมชลประทาน"),)
