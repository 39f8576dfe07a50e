"""The rules by which letters are told apart, put together, traced and judged, each on its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from archive.copies import ALIKE, Witness, clusters, grams, similarity
from archive.folding import bare_text, issuer_keys, same_issuer, text_hash, title_key
from archive.identity import id_of, identity_of
from archive.missing import Cited, absent_letters, spelling_of
from archive.status import Deed, day_of_effect, status_of
from archive.tracing import TraceLetter, TraceLink, find_cycles, make_trace
from parsers.letter import Relation


def facts(**values: str | None) -> dict[str, str | None]:
    return {"kind": "external", "number": None, "date": None, "subject": None, "from": None} | values


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"number": "มท 0816.3/ว 1750", "date": "2020-06-16"}, {"number": "มท0816.3/ว1750", "date": "2020-06-16"}, True),
        ({"number": "มท 0816.3/ว 0099", "date": "2020-06-16"}, {"number": "มท 0816.3/ว 99", "date": "2020-06-16"}, True),
        ({"number": "มท 0816.3/ว 5", "date": "2020-06-16"}, {"number": "มท 0816.3/5", "date": "2020-06-16"}, False),
        ({"number": "มท 0816.3/ว 5", "date": "2020-06-16"}, {"number": "มท 0816.3/ว 5", "date": "2021-06-16"}, False),
        ({"kind": "order", "number": "5/2566", "from": "จังหวัดน่าน"}, {"kind": "order", "number": "5/2566", "from": "จังหวัด น่าน", "date": "2023-01-09"}, True),
        ({"kind": "order", "number": "5/2566", "from": "จังหวัดน่าน"}, {"kind": "order", "number": "5/2566", "from": "จังหวัดแพร่"}, False),
        ({"kind": "regulation", "subject": "ว่าด้วยการยืม พ.ศ. 2564", "from": "เทศบาลเมืองน่าน"}, {"kind": "regulation", "subject": "ว่าด้วยการยืม พ.ศ. 2564", "from": "เทศบาลเมืองน่าน"}, True),
        ({"kind": "regulation", "subject": "ว่าด้วยการยืม พ.ศ. 2564", "from": "เทศบาลเมืองน่าน"}, {"kind": "regulation", "subject": "ว่าด้วยการยืม (ฉบับที่ 2) พ.ศ. 2564", "from": "เทศบาลเมืองน่าน"}, False),
        ({"kind": "announcement", "subject": "รับสมัครงาน", "from": "เทศบาลเมืองน่าน", "date": "2023-01-09"}, {"kind": "announcement", "subject": "รับสมัครงาน", "from": "เทศบาลเมืองน่าน", "date": "2023-05-09"}, False),
        ({"number": "มท 0816.3/ว 5", "date": "2020-06"}, {"number": "มท 0816.3/ว 5", "date": "2020-06-16"}, False),
    ],
)  # fmt: skip
def test_identity(one: dict[str, str | None], other: dict[str, str | None], same: bool) -> None:
    assert (identity_of(facts(**one), "a") == identity_of(facts(**other), "b")) is same


def test_drafts_go_by_their_text_and_what_is_no_letter_has_no_identity() -> None:
    draft = facts(number_partial="มท 0816.3/ว", date="2020-06")
    assert identity_of(draft, "ก") == identity_of(draft, "ก") != identity_of(draft, "ข")
    assert identity_of(facts(kind="not_letter"), "ก") is None


def test_ids_stay_what_they_are() -> None:
    """Ids are written down by people: they must never change between versions."""
    assert (
        identity_of(facts(number="มท 0816.3/ว 1750", date="2020-06-16"), "")
        == "letter|มท0816.3/ว1750|2020-06-16"
    )
    assert id_of("letter|มท0816.3/ว1750|2020-06-16") == "ay6riyqjldbk"


def witness(key: int, text: str, *, ocr: bool = False, filled: int = 5) -> Witness:
    bare = bare_text(text)
    return Witness(key, f"{key:064d}", 1, text_hash(bare), text, len(bare), ocr, filled)


LONG = "".join(f"ข้อ {n} ให้เทศบาลตรวจสอบสะพานแห่งที่ {n * 7} แล้วรายงานผลต่ออำเภอ " for n in range(40))


def test_text_wins_over_ocr_complete_over_blank_and_long_over_short() -> None:
    scanned = witness(1, LONG.replace("สะพาน", "สะพาม", 5), ocr=True, filled=9)
    blank = witness(2, LONG + "โทร", filled=5)
    full = witness(3, LONG, filled=6)
    longer = witness(4, LONG + "จบ", filled=6)
    (cluster,) = clusters("x", [scanned, blank, full, longer])
    assert [each.key for each in cluster.witnesses] == [4, 3, 2, 1]
    assert cluster.id == id_of("x")
    assert not cluster.conflict


def test_a_copy_that_lost_its_second_page_is_still_a_copy() -> None:
    half = LONG[: len(LONG) // 2]
    assert similarity(grams(bare_text(half)), grams(bare_text(LONG))) >= ALIKE
    assert len(clusters("x", [witness(1, LONG), witness(2, half)])) == 1


def test_likeness_passes_on_through_a_third_text() -> None:
    texts = [LONG, LONG[300:] + "ค" * 150, LONG[600:] + "ค" * 300]
    together = clusters("x", [witness(n, text, ocr=True) for n, text in enumerate(texts)])
    assert len(together) == 1


def test_texts_that_differ_are_several_letters_none_with_the_plain_id() -> None:
    found = clusters("x", [witness(1, LONG), witness(2, "เรื่องอื่นโดยสิ้นเชิงเกี่ยวกับการจัดงานวันเด็ก" * 9)])
    assert len({each.id for each in found} | {id_of("x")}) == 3
    assert all(each.conflict for each in found)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("จังหวัดน่าน", "ผู้ว่าราชการจังหวัดน่าน", True),
        ("เทศบาลตำบลท่าวังผา", "สำนักงานเทศบาลตำบลท่าวังผา", True),
        ("เทศบาลตำบลท่าวังผา", "นายกเทศมนตรีตำบลท่าวังผา", True),
        ("อำเภอปัว", "ที่ว่าการอำเภอปัว", True),
        ("กรมบัญชีกลาง", "กระทรวงการคลัง กรมบัญชีกลาง", True),
        ("สำนักงาน ก.พ.", "สำนักงานก.พ.", True),
        ("จังหวัดน่าน", "สำนักงานสาธารณสุขจังหวัดน่าน", False),
        ("กรมการปกครอง", "กรมส่งเสริมการปกครองท้องถิ่น", False),
        ("จังหวัดน่าน", None, None),
    ],
)
def test_agencies(one: str | None, other: str | None, same: bool | None) -> None:
    assert same_issuer(one, other) is same
    assert same_issuer(other, one) is same


def test_titles_are_compared_by_their_letters() -> None:
    assert title_key("เรื่อง  รับสมัคร ร้าน\nหนังสือ") == title_key("รับสมัครร้านหนังสือ")
    assert title_key("ระเบียบกรม ว่าด้วยการยืม พ.ศ. ๒๕๖๔") == title_key("ว่าด้วยการยืม พ.ศ. 2564")
    assert issuer_keys("") == frozenset()


def came(letter: str, relation: Relation, *, certain: bool = True, date: str = "2020-01-01") -> Deed:
    return Deed(letter, date, relation, certain)


@pytest.mark.parametrize(
    ("incoming", "name", "by"),
    [
        ([], "in_force", ()),
        ([came("a", Relation.CITES)], "in_force", ()),
        ([came("a", Relation.SUPPLEMENTS), came("b", Relation.AMENDS)], "amended", ("b",)),
        ([came("b", Relation.AMENDS), came("a", Relation.AMENDS)], "amended", ("a", "b")),
        ([came("a", Relation.REPLACES), came("b", Relation.AMENDS)], "replaced", ("a",)),
        ([came("a", Relation.REPLACES), came("b", Relation.CANCELS)], "cancelled", ("b",)),
        ([came("a", Relation.CANCELS, certain=False)], "unknown", ("a",)),
        ([came("a", Relation.CITES, certain=False)], "in_force", ()),
        ([came("a", Relation.CANCELS, certain=False), came("b", Relation.AMENDS)], "unknown", ("a",)),
        ([came("a", Relation.SUPPLEMENTS, certain=False), came("b", Relation.AMENDS)], "amended", ("b",)),
    ],
)
def test_status(incoming: list[Deed], name: str, by: tuple[str, ...]) -> None:
    found = status_of(incoming)
    assert (found.name, found.by) == (name, by)


def test_status_as_of_a_day() -> None:
    deeds = [came("a", Relation.AMENDS, date="2020-01-01"), came("b", Relation.CANCELS, date="2021-01-01")]
    assert [status_of(deeds, as_of=day).name for day in ("2019-12-31", "2020-06-01", "2021-01-01")] == [
        "in_force",
        "amended",
        "cancelled",
    ]


@pytest.mark.parametrize(
    ("since", "day", "name"),
    [
        (None, "2020-06-15", "unknown"),
        ("2020-06", "2020-06-15", "unknown"),
        ("2020-06", "2020-07-01", "cancelled"),
        ("2020-06", "2020-05-31", "in_force"),
    ],
)
def test_a_deed_without_a_day_is_not_guessed(since: str | None, day: str, name: str) -> None:
    assert status_of([Deed("a", since, Relation.CANCELS, True)], as_of=day).name == name
    assert status_of([Deed("a", since, Relation.CANCELS, True)]).name == "cancelled"


def test_a_cancelled_letter_holds_again_only_when_a_later_letter_says_so() -> None:
    cancelled = came("b", Relation.CANCELS, date="2020-01-01")
    again = Deed("c", "2021-01-01", Relation.CITES, True, revives=True)
    assert (status_of([cancelled, again]).name, status_of([cancelled, again]).by) == ("in_force", ("c",))
    assert status_of([cancelled, again], as_of="2020-06-01").name == "cancelled"
    # one that said so before it was cancelled, and the canceller itself, bring nothing back
    assert status_of([cancelled, replace(again, since="2019-01-01")]).name == "cancelled"
    assert status_of([cancelled, replace(again, letter="b")]).name == "cancelled"


def test_what_a_letter_does_holds_from_its_day_of_effect() -> None:
    day = {"from": "2020-10-01", "to": None, "role": "effective"}
    other = {"from": "2021-01-01", "to": None, "role": "effective"}
    meeting = {"from": "2020-09-01", "to": "2020-09-01", "role": "event"}
    assert day_of_effect({"date": "2020-08-01", "events": [meeting, day]}) == "2020-10-01"
    assert day_of_effect({"date": "2020-08-01", "events": [day, other]}) == "2020-08-01"
    assert day_of_effect({"date": None, "events": []}) is None


@pytest.mark.parametrize(
    ("links", "cycles"),
    [
        ("ab bc", []),
        ("ab ba", ["ab"]),
        ("ab bc ca", ["abc"]),
        ("ca ab bc", ["abc"]),
        ("ab ba bc cb", ["ab", "bc"]),
        ("ab bc ca cd dc", ["abc", "cd"]),
        ("ab bc ca ac", ["abc", "ac"]),
        ("xa ab ba by", ["ab"]),
    ],
)
def test_cycles_are_found_once_each_from_the_smallest(links: str, cycles: list[str]) -> None:
    assert find_cycles((link[0], link[1]) for link in links.split()) == [tuple(cycle) for cycle in cycles]


def test_a_long_chain_neither_overflows_nor_dawdles() -> None:
    names = [f"{n:05d}" for n in range(5000)]
    links = [TraceLink(a, b, "cites", "resolved", 0.99, "") for a, b in pairwise(names)]
    letters = [TraceLetter(name, name, None, None, "in_force", in_archive=True) for name in names]
    node, steps = make_trace(names[0], letters, links, direction="both", depth=None).as_tree(), 0
    while node.children:
        (node,), steps = node.children, steps + 1
    assert steps == 4999


def test_a_tree_closes_at_a_cycle_and_draws_a_letter_once() -> None:
    links = [TraceLink(*link, "cites", "resolved", 0.99, "") for link in ("ab", "bc", "ca", "ad", "dc")]
    letters = [
        TraceLetter(name, name, f"2020-01-0{n}", None, "in_force", True) for n, name in enumerate("abcd", 1)
    ]
    tree = make_trace("a", letters, links, direction="cites", depth=None).as_tree()
    b, d = tree.children
    assert (b.letter.id, d.letter.id) == ("b", "d")
    assert b.children[0].children[0].mark == "cycle"
    assert d.children[0].mark == "seen"
    assert d.children[0].children == ()


def cited(reference: int, date: str | None, number: str = "มท 0816.3/ว 99") -> Cited:
    return Cited(reference, f"letter{reference}", "number|x", number, None, date, None, "กรม", "")


def test_missing_letters_are_parted_by_year_and_undated_ones_join_an_only_year() -> None:
    (one,) = absent_letters(
        [cited(1, "2019-01-15"), cited(2, None), cited(3, "2019-01-16"), cited(4, "2019-01-15")]
    )
    assert (one.date, len(one.citations)) == ("2019-01-15", 4)
    several = absent_letters([cited(1, "2019-01-15"), cited(2, None), cited(3, "2020-01-16")])
    assert sorted(each.date or "" for each in several) == ["", "2019-01-15", "2020-01-16"]


def test_spellings_are_those_of_the_source() -> None:
    assert spelling_of("มท 0820.2/ว 3348", "หนังสือกรม ที่ มท ๐๘๒๐.๒/ว๓๓๔๘ ลงวันที่ ๑๑ พ.ย. ๖๓") == "มท ๐๘๒๐.๒/ว๓๓๔๘"
    assert spelling_of("มท 0820.2/ว 3348", "หนังสือที่อ้างถึง") is None
