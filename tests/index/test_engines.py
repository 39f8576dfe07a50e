"""What every engine must find: the office worker's query on the left, the letters that answer on the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index import Entry, parse_query

from .conftest import LETTERS

if TYPE_CHECKING:
    from index import Engine, Results, Sort

FOUND = [
    # A number in any spelling finds the letter, and below it the letter that cites it.
    ("มท 0816.5/ว 620", "quota meeting"),
    ("มท ๐๘๑๖.๕/ว ๖๒๐", "quota meeting"),
    ("มท0816.5/ว620", "quota meeting"),
    ("มท 0816.5/ว.620", "quota meeting"),
    ("ที่ มท 0816.5/ว 620", "quota meeting"),
    ("ว620", "quota meeting"),
    ("ว ๖๒๐", "quota meeting"),
    ("620", "quota"),
    ("number:620", "quota"),
    ("number:ว620", "quota"),
    ("ที่:มท 0816.5/ว 620", "quota"),
    ("มท 0816.5", "quota meeting"),
    ("number:มท", "quota"),
    ("number:มท08*", "quota"),
    # X/5 and X/ว 5 are two letters.
    ("number:ลป 0023.3/5", "meeting"),
    ("number:ลป 0023.3/ว 5", "circular-five"),
    ("305/2566", "order"),
    ("กค 0405.2", "draft"),
    ("กค (กวจ) 0405.2/ว", "draft"),
    # Letters that cite another.
    ("cites:ว1750", "quota"),
    ("อ้างถึง:ว620", "meeting"),
    ("ว 1750", "quota circular-five"),
    # Thai words inside longer words, cut otherwise, or hurt by the scanner.
    ("ราชการ", "quota circular-five"),
    ("พลเรือน", "quota"),
    ("ประชุม", "meeting"),
    ("กรรมการ", "meeting order"),
    ("ดีความ", "meeting"),
    ("ไพบูลย์", "quota"),
    ("ธีรภัทร", "quota"),
    ("สำนักงานเทศบาล", "draft"),
    ("หน่วยงานของรัฐ", "draft"),
    ("การประชุมคณะกรรมการ", "meeting"),
    ("คณะกรรมการ ตรวจรับ", "order"),
    ('"คณะกรรมการตรวจรับ"', "order"),
    ('"ตรวจรับ คณะกรรมการ"', ""),
    ("ประชุ*", "meeting"),
    ("เรื่อง:ประ*", "quota meeting"),  # ประชุม, งบประมาณ
    # Abbreviations and what they stand for.
    ("พรบ", "quota order"),
    ("พ.ร.บ.", "quota order"),
    ("สถ.", "quota"),
    ("พ.ร.บ.เทศบาล", "order"),
    ("พรบ.เทศบาล", "order"),
    ("พรบเทศบาล", "order"),
    ("พระราชบัญญัติเทศบาล", "order"),
    ("พ.ร.ฎ.เทศบาล", ""),
    ("พระราชกฤษฎีกาเงินเดือน", "meeting"),
    ("พ.ร.ฎ.เงินเดือน", "meeting"),
    # The year of an order may be cut short.
    ("305/66", "order"),
    ("๓๐๕/๖๖", "order"),
    ("number:305/66", "order"),
    ("ที่:๓๐๕/๖๖", "order"),
    ("305/65", ""),
    # Values in the words that screens print.
    ("สถานะ:ใช้อยู่", "quota order"),
    ("status:in force", "quota order"),
    ("ชนิด:หนังสือภายใน", "meeting"),
    ("kind:memo", "meeting"),
    ("ความลับ:ลับ", "meeting"),
    ("secrecy:confidential", "meeting"),
    ("ความเร็ว:ด่วนที่สุด", "quota"),
    ("โทร.:9000", "quota"),
    ("อปท.", "quota"),
    ("องค์กรปกครองส่วนท้องถิ่น", "quota"),
    # Latin, digits of both scripts, years.
    ("iso", "order"),
    ("ISO9001", "order"),
    ("e-gp", "order"),
    ("09.30", "meeting"),
    ("๐๙.๓๐", "meeting"),
    ("ครั้งที่ 3", "meeting"),
    ("2566", "quota order draft"),
    ("year:2566", "quota order"),
    ("ปี:๒๕๖๖", "quota order"),
    ("year:2023", "quota order"),
    # Fields.
    ("subject:จัดสรร", "quota"),
    ("จาก:กรมบัญชีกลาง", "order draft"),
    ("agency:ลำปาง", "meeting circular-five"),
    ("to:นายอำเภอ", "circular-five"),
    ("เรียน:ผู้ว่าราชการจังหวัด", "quota"),
    ("signer:สมชาย", "meeting circular-five"),
    ("ลงนาม:อธิบดี", "quota"),
    ("contact:พิมพ์ชนก", "quota"),
    ("พิมพ์ชนก", "quota"),
    ("attachment:แนวทาง", "quota"),
    ("phone:022419000", "quota"),
    ("โทร:0 2241 9000", "quota"),
    ("โทร:9000", "quota"),
    ("โทร:1772", "quota"),
    ("phone:5313", "quota"),
    ('phone:"0 2241 9000 ต่อ 5313"', "quota"),
    ("phone:241", ""),
    ("02-241-9000", "quota"),
    ("email:saraban@dla.example.go.th", "quota"),
    ("email:dla.example.go.th", "quota"),
    ("email:sara*", "quota"),
    ("saraban@dla.example.go.th", "quota"),
    ("kind:order", "order"),
    ("ชนิด:คำสั่ง", "order"),
    ("สถานะ:ยกเลิก", "circular-five"),
    ("status:in_force", "quota order"),
    ("secrecy:ลับ", "meeting"),
    ("ชั้นความลับ:ลับมาก", "order"),
    ("secrecy:none", "quota circular-five draft"),
    ("urgency:ด่วนที่สุด", "quota"),
    # Dates: both ends count, a blank day may be any of its month.
    ("date:2023-02-06", "quota"),
    ("date:6 ก.พ. 2566", "quota"),
    ("date:ก.ค. 2565", "circular-five"),
    ("date:2565", "meeting circular-five"),
    ("after:2022-07-15", "quota circular-five order"),
    ("after:16 มิ.ย. 2565 before:16 มิถุนายน 2565", "meeting"),
    ("before:2565", "meeting circular-five"),
    # Operators.
    ("ประชุม OR พัสดุ", "meeting order draft"),
    ("ประชุม หรือ พัสดุ", "meeting order draft"),
    ("พัสดุ และ คำสั่ง", "order"),
    ("พัสดุ -คำสั่ง", "draft"),
    ("พัสดุ ไม่ คำสั่ง", "draft"),
    ("-kind:external", "meeting order"),
    ("NOT (kind:external OR kind:order)", "meeting"),
    ("(iso หรือ เชิญ) year:2565", "meeting"),
    ("", "quota meeting circular-five order draft"),
    ("!!!", ""),
    ("ไม่มีคำอย่างนี้ในหนังสือ", ""),
]


def ids(results: Results) -> set[str]:
    return {hit.id for hit in results.hits}


@pytest.mark.parametrize(("typed", "expected"), FOUND, ids=[typed or "(nothing)" for typed, _ in FOUND])
def test_a_query_finds_its_letters(engine: Engine, typed: str, expected: str) -> None:
    results = engine.search(parse_query(typed))
    assert ids(results) == set(expected.split())
    assert results.total == len(results.hits)


FIRST = [
    ("มท 0816.5/ว 620", "quota"),  # the letter itself before those that cite it
    ("620", "quota"),
    ("ว 1750", "quota"),  # a citation that was read as one before mere words
    ("ข้าราชการ", "circular-five"),  # in the subject, before a part of a word in the text
    ("กรรมการ", "order"),
]


@pytest.mark.parametrize(("typed", "first"), FIRST)
def test_the_best_letter_comes_first(engine: Engine, typed: str, first: str) -> None:
    assert engine.search(parse_query(typed)).hits[0].id == first


def ranked(engine: Engine, typed: str, *texts: str) -> list[str]:
    """Ids of letters with these texts in the order in which they answer."""
    engine.add([Entry(id=f"{number}", kind="other", text=text) for number, text in enumerate(texts)])
    engine.commit()
    found = engine.search(parse_query(typed)).hits
    return [hit.id for hit in found if hit.id.isdigit()]


def test_whole_words_before_parts_before_stretches(engine: Engine) -> None:
    texts = ("ระบบราชการส่วนกลาง", "เรื่อง ราชการ", "ข้าราชการพลเรือน")
    assert ranked(engine, "ราชการ kind:other", *texts)[0] == "1"
    assert set(ranked(engine, "ราชการ kind:other", *texts)) == {"0", "1", "2"}


TOGETHER = [
    ("หลักประกันการเสนอราคา", "วาง หลักประกันการเสนอราคา แล้ว", True),
    ("หลักประกันการเสนอราคา", "วาง หลักประกัน\n การเสนอราคา แล้ว", True),
    ("หลักประกันการเสนอราคา", "การเสนอราคา ต้องวาง หลักประกัน", False),
    ("ประธานงาน", "ประธานกล่าวเปิด แล้วเริ่มงาน", False),
    ("เครื่องถ่ายเอกสาน", "เครื่องมือ ถ่ายภาพ เอก ประสานงาน", False),
]


@pytest.mark.parametrize(("typed", "text", "answers"), TOGETHER)
def test_the_pieces_of_one_word_must_lie_together(
    engine: Engine, typed: str, text: str, answers: bool
) -> None:
    assert bool(ranked(engine, f"{typed} kind:other", text)) is answers
    assert bool(ranked(engine, f"เรื่อง:{typed} kind:other", text)) is False


NEAR = [
    ("ประธานงาน", {"ประธานงาน": ("ประสานงาน",)}),
    ("ประชุม ประธานงาน", {"ประธานงาน": ("ประสานงาน",)}),
    ("ประสารงาม", {"ประสารงาม": ("ประสานงาน",)}),
    ("เครื่องถ่ายเอกสาน", {"เครื่องถ่ายเอกสาน": ("เครื่องถ่ายเอกสาร",)}),
    ("ประสานงาน", {}),
    ("ยานอวกาศ", {}),
    ("กขค", {}),
]


@pytest.mark.parametrize(("typed", "suggested"), NEAR)
def test_a_misspelt_word_without_hits_suggests_near_words(
    engine: Engine, typed: str, suggested: dict[str, tuple[str, ...]]
) -> None:
    engine.add([Entry(id="0", kind="other", text="ผู้ประสานงาน ใช้ เครื่องถ่ายเอกสาร")])
    engine.commit()
    assert dict(engine.search(parse_query(typed)).near) == suggested


def test_of_near_words_the_nearest_then_the_commonest_come_first(engine: Engine) -> None:
    texts = ("กระดาษ กระดาน", "กระดาน", "กระดูก", "กระดาน กระดาษ กระดุม", "กระดาน")
    engine.add([Entry(id=f"{number}", kind="other", text=text) for number, text in enumerate(texts)])
    engine.commit()
    assert engine.search(parse_query("กระดาบ")).near == {"กระดาบ": ("กระดาน", "กระดาษ", "กระดุม")}


def test_a_thai_word_never_falls_apart_into_any_of_its_pieces(engine: Engine) -> None:
    assert ranked(engine, "หลักประกันการเสนอราคา kind:other", "หลักประกัน", "การเสนอราคา") == []


def test_what_only_resembles_a_word_is_not_refused(engine: Engine) -> None:
    # The draft has สำนกงาน; it is found for สำนักงาน, but -สำนักงาน does not hide it.
    assert "draft" in ids(engine.search(parse_query("สำนักงานเทศบาล")))
    assert "draft" in ids(engine.search(parse_query("-สำนักงานเทศบาล")))


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("date", ["meeting", "circular-five", "quota", "order", "draft"]),
        ("-date", ["order", "quota", "circular-five", "meeting", "draft"]),
    ],
)
def test_letters_without_date_come_last_either_way(engine: Engine, sort: Sort, expected: list[str]) -> None:
    assert [hit.id for hit in engine.search(parse_query(""), sort=sort).hits] == expected


def test_pages_add_up(engine: Engine) -> None:
    whole = [hit.id for hit in engine.search(parse_query(""), sort="date").hits]
    pages = [engine.search(parse_query(""), sort="date", limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [hit.id for page in pages for hit in page.hits] == whole
    assert {page.total for page in pages} == {5}
    assert engine.search(parse_query(""), limit=0).hits == ()


def test_facets_count_all_hits_not_the_page(engine: Engine) -> None:
    facets = engine.search(parse_query(""), limit=1).facets
    assert facets["year"] == {"2565": 2, "2566": 2}
    assert facets["kind"] == {"external": 3, "internal": 1, "order": 1}
    assert facets["from"] == {"กรมบัญชีกลาง": 2, "จังหวัดลำปาง": 2, "กรมส่งเสริมการปกครองท้องถิ่น": 1}
    assert facets["status"] == {"in_force": 2, "unknown": 2, "cancelled": 1}
    assert facets["secrecy"] == {"ลับ": 1, "ลับมาก": 1}


def test_filters_of_the_command_line_narrow_the_query(engine: Engine) -> None:
    found = engine.search(parse_query("การ", kind="external", year="2566", agency="สถ."))
    assert ids(found) == {"quota"}
    assert ids(engine.search(parse_query("", after="2023-01-01", status="in_force"))) == {"quota", "order"}
    assert ids(engine.search(parse_query("", before="16 มิ.ย. 2565", secrecy="ลับ"))) == {"meeting"}


def test_a_facet_of_the_sender_narrows_to_exactly_those_that_it_counts(engine: Engine) -> None:
    counted = engine.search(parse_query("")).facets["from"]
    assert len(counted) > 1
    for sender, count in counted.items():
        assert engine.search(parse_query("", sender=sender)).total == count
    assert engine.search(parse_query("", sender="จังหวัด")).total == 0


def test_a_letter_added_again_takes_the_place_of_the_first(engine: Engine) -> None:
    engine.add([replace(LETTERS[0], subject="ครั้งแรก", text="กระบือ"), LETTERS[1]])
    engine.add([replace(LETTERS[0], subject="ครั้งหลัง", text="กระบือ"), replace(LETTERS[0], text="ช้าง")])
    assert ids(engine.search(parse_query("ช้าง"))) == set()  # nothing is seen before commit
    engine.commit()
    assert ids(engine.search(parse_query("ช้าง"))) == {"quota"}
    assert ids(engine.search(parse_query("กระบือ"))) == set()
    assert engine.search(parse_query("")).total == 5
    assert sorted(engine.ids()) == sorted(letter.id for letter in LETTERS)


def test_deleted_letters_are_gone_and_may_come_back(engine: Engine) -> None:
    engine.delete(["quota", "never-there"])
    engine.commit()
    assert ids(engine.search(parse_query("620"))) == set()
    assert engine.suggest("การจัดสรร") == []
    assert engine.search(parse_query("งบประมาณอาหารกลางวนน")).near == {}
    assert "quota" not in set(engine.ids())
    engine.delete(["order"])
    engine.add([LETTERS[0], LETTERS[3]])
    engine.commit()
    assert ids(engine.search(parse_query("iso หรือ number:620"))) == {"quota", "order"}


@pytest.mark.parametrize(
    ("typed", "suggestions"),
    [
        ("ว6", ["มท 0816.5/ว 620"]),
        ("มท๐๘", ["มท 0816.5/ว 620"]),
        ("กรมบ", ["กรมบัญชีกลาง"]),
        ("ซักซ้อม แ", ["ซักซ้อมแนวทางการลาของข้าราชการ"]),
        ("", []),
    ],
)
def test_suggestions(engine: Engine, typed: str, suggestions: list[str]) -> None:
    assert engine.suggest(typed) == suggestions


def test_the_commonest_suggestion_comes_first(engine: Engine) -> None:
    assert engine.suggest("กรม") == ["กรมบัญชีกลาง", "กรมส่งเสริมการปกครองท้องถิ่น"]


def test_a_hit_carries_what_is_shown(engine: Engine) -> None:
    hit = engine.search(parse_query("ว620")).hits[0]
    assert (hit.number, hit.date, hit.kind, hit.status) == (
        "มท 0816.5/ว 620",
        "2023-02-06",
        "external",
        "in_force",
    )
    assert hit.sender == "กรมส่งเสริมการปกครองท้องถิ่น"
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["ว ๖๒๐"]


def test_text_no_index_can_hold_does_no_harm(engine: Engine) -> None:
    # A broken decoder may hand over lone surrogates; places in the text must stay true all the same.
    engine.add([Entry(id="broken", kind="other", subject="\ud800", text="ก\x00\ud83d\udc00 ช้าง")])
    engine.commit()
    hit = engine.search(parse_query("ช้าง")).hits[0]
    assert hit.snippet == "ก\ufffd\ufffd\ufffd ช้าง"
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["ช้าง"]


def test_an_entry_without_id_is_refused_and_nothing_of_its_batch_is_kept(engine: Engine) -> None:
    with pytest.raises(ValueError, match="id"):
        engine.add([Entry(id="new", kind="other"), Entry(id="", kind="other")])
    engine.commit()
    assert engine.search(parse_query("")).total == 5
