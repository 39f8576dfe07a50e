"""How text is cut: what stands whole, what is found inside, and the way back to the source."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import analysis, dictionary
from index.analysis import Level
from parsers.thai.normal import normalise

WHOLE = [
    ("การประชุมคณะกรรมการ", ["การประชุม", "คณะกรรมการ"]),
    ("มท ๐๘๑๖.๕/ว ๖๒๐", ["มท", "0816.5", "ว", "620"]),
    ("มท0816.5/ว620", ["มท", "0816.5", "ว", "620"]),
    ("กรุงเทพฯ ต่าง ๆ", ["กรุงเทพ", "ต่าง"]),
    ("๑,๒๕๐,๐๐๐.๕๐ บาท", ["1250000.50", "บาท"]),
    ("ISO9001 e-GP", ["iso", "9001", "e", "gp"]),
    # Abbreviations are one word, with dots or without, alone or inside a run.
    ("ก.พ.", ["กพ"]),
    ("สถ. อปท. ผวจ.", ["สถ", "อปท", "ผวจ"]),
    ("พรบ", ["พรบ"]),
    ("ตามพ.ร.บ.นี้", ["ตาม", "พรบ", "นี้"]),
    ("๑๖ มิ.ย. ๒๕๖๓", ["16", "มิย", "2563"]),
    # ํ+า is ำ; a zero-width blank is nothing; a line end parts words as a blank does.
    ("สํานักงาน", ["สำนักงาน"]),
    ("สำนัก\u200bงาน", ["สำนักงาน"]),
    ("คณะ\nกรรมการ", ["คณะ", "กรรมการ"]),
    # What no dictionary knows stays together.
    ("ฑฒณฑ", ["ฑฒณฑ"]),
    ("", []),
    ("“—” …", []),
]


@pytest.mark.parametrize(("text", "words"), WHOLE)
def test_whole_words(text: str, words: list[str]) -> None:
    assert [word for word, _ in analysis.words(text)] == words


INSIDE = [
    ("ข้าราชการพลเรือน", {"ข้าราชการ", "ราชการ", "พลเรือน"}, {"ชกา", "รพ"}),
    ("การประชุม", {"ประชุม", "การ"}, {"กา"}),
    ("งบประมาณ", {"งบ", "ประมาณ"}, {"มา"}),
    ("0816.5", {"0816", "5"}, {"08"}),
    ("การ", set(), {"กา"}),
]


@pytest.mark.parametrize(("word", "some", "none"), INSIDE)
def test_parts_leave_words_on_both_sides(word: str, some: set[str], none: set[str]) -> None:
    parts = {part for _, part in analysis.parts_of(word)}
    assert some <= parts
    assert not none & parts


def test_positions_count_letters_so_that_blanks_do_not_matter() -> None:
    glued, spaced = analysis.words("มท0816.5/ว620"), analysis.words("มท  0816.5 / ว. 620")
    assert glued == spaced == [("มท", 0), ("0816.5", 2), ("ว", 8), ("620", 9)]


def test_values_of_one_field_stand_far_apart() -> None:
    found, length = analysis.occurrences(["ประชุม", "อบรม"])
    assert length == 2
    assert found["อบรม"].positions[0] - found["ประชุม"].positions[0] > analysis.GAP


def test_parts_weigh_less() -> None:
    found, _ = analysis.occurrences(["ข้าราชการ ราชการ"])
    assert found["ราชการ"].weight == pytest.approx(1 + analysis.PART_WEIGHT)


def test_squeezed_text_holds_words_across_lines_but_not_across_numbers() -> None:
    letters = analysis.squeezed("ระเบ\n  ียบ งาน ๕ สารบรรณ")
    assert analysis.squeezed("ระเบียบงาน") in letters
    assert analysis.squeezed("งานสารบรรณ") not in letters


@pytest.mark.parametrize(
    ("read", "meant"),
    [("สานักงาน", "สำนักงาน"), ("หนาที", "หน้าที่"), ("กรกฏาคม", "กรกฎาคม"), ("ผูวาราชการ", "ผู้ว่าราชการ")],
)
def test_a_skeleton_forgives_what_scanners_lose(read: str, meant: str) -> None:
    assert analysis.skeleton(analysis.squeezed(read)) == analysis.skeleton(analysis.squeezed(meant))


def test_every_word_of_the_list_is_one_word_to_the_segmenter() -> None:
    # The short cut around the segmenter rests on this.
    dictionary._opened()
    assert dictionary.is_open()
    assert [word for word in sorted(dictionary.words())[::7] if len(dictionary.segment(word)) != 1] == []


def test_the_short_cut_and_the_segmenter_agree() -> None:
    code = (
        "from index import analysis, dictionary\n"
        "words = analysis.words('ราชการ ประชุม มท ว พรบ')\n"
        "assert not dictionary.is_open()\n"
        "dictionary._opened(); dictionary.segment.cache_clear(); analysis._thai_words.cache_clear()\n"
        "assert analysis.words('ราชการ ประชุม มท ว พรบ') == words\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_fingerprint_names_segmenter_word_list_and_version() -> None:
    assert analysis.fingerprint().startswith("nlpo3-")
    assert analysis.fingerprint().endswith(f"/analysis-{analysis.VERSION}")


thai = st.text(st.sampled_from("กขคงจชดตถทนบปพมยรลวสหอะัาำิีึืุูเแโใไ่้๊๋์็ํๆฯ๐๕.,/ -()\nAz09\u200b\u00a0"), max_size=80)
anything = st.one_of(thai, st.text(max_size=60))


@given(anything)
def test_offsets_slice_the_source_to_the_term(raw: str) -> None:
    normal = normalise(raw).text
    for term in analysis.terms(raw):
        assert 0 <= term.start <= term.end <= len(raw)
        source = normalise(raw[term.start : term.end]).text.lower()
        if term.text in normal:  # dots and commas are taken out of some, capitals lowered in others
            assert term.text in source or term.level is Level.PART


@given(anything)
def test_occurrences_hold_what_terms_tell(raw: str) -> None:
    found, length = analysis.occurrences([raw])
    told = analysis.terms(raw)
    assert length == sum(term.level is Level.WHOLE for term in told)
    assert {(text, place) for text, places in found.items() for place in places.positions} == {
        (term.text, term.position) for term in told
    }
    assert all(len(term.text) <= analysis.LONGEST_TERM for term in told)


RECALL = [
    ("ราชการ", "ข้าราชการพลเรือนสามัญต้องถือปฏิบัติ"),
    ("ราชการ", "ส่วนราชการและหน่วยราชการอื่น"),
    ("ประชุม", "การประชุมคณะกรรมการพิจารณา"),
    ("ประชุม", "รายงานการประชุมครั้งที่ ๓"),
    ("กรรมการ", "คณะกรรมการวินิจฉัยปัญหา"),
    ("งบประมาณ", "ปีงบประมาณ พ.ศ. ๒๕๖๖"),
    ("จังหวัด", "ผู้ว่าราชการจังหวัดทุกจังหวัด"),
    ("พัสดุ", "เจ้าหน้าที่พัสดุ"),
]


@pytest.mark.parametrize(("word", "text"), RECALL)
def test_a_word_is_found_inside_longer_ones(word: str, text: str) -> None:
    assert word in {term.text for term in analysis.terms(text)}
