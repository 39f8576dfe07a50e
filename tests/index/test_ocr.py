"""Words that OCR damaged: what is found all the same, in which order, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.search_ocr import LETTERS, absent_words, hurt_by, measure, present_words
from bench.text_damage import damaged
from index import Entry, analysis, grams, open_engine, parse_query, resembling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index import Engine

SCANNED = (
    Entry(id="clean", kind="external", text="เรื่อง การสำรวจงบประมาณสำนักงานประจำปี", ocr=True),
    Entry(id="torn", kind="external", text="เรื่อง การสารวจงบปร ะมณสำนกงานประจาปี", ocr=True),
    Entry(id="worse", kind="external", text="เรื่อง การสำธวจงกประมาณสำนักงานประจำปี", ocr=True),
    Entry(id="typed", kind="external", text="เรื่อง การสำธวจงกประมาณของโรงเรียนบ้านดงเย็น"),
    Entry(id="other", kind="external", text="ขอเชิญพยาบาลเข้ารับการอบรมห้องสมุดประชาชน", ocr=True),
)


@pytest.fixture(params=["whoosh", "tantivy", "memory"])
def scans(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path / "index", create=True, name=request.param)
    engine.add(SCANNED)
    engine.commit()
    yield engine
    engine.close()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("งบประมาณ", ["clean", "torn", "worse"]),
        ("สำรวจงบประมาณ", ["clean", "torn", "worse"]),
        ('"การสำรวจงบประมาณสำนักงาน"', ["clean", "torn", "worse"]),
        ("การสำรวจ สำนักงาน", ["clean", "torn", "worse"]),
        ("งบประมาณ OR โรงเรียน", ["clean", "torn", "typed", "worse"]),
        # A NOT refuses no letter for what it may have meant.
        ("เรื่อง NOT งบประมาณ", ["torn", "typed", "worse"]),
        # Another word that stands there whole is not taken for a damaged one.
        ("พยาบาท", []),
        ("ห้องสมุทร", []),
        # What was typed is not guessed at: a start, a number, a short word.
        ("งบประมาน*", []),
        ("ปรี", []),
    ],
)
def test_damaged_words_are_found_in_scans_alone(scans: Engine, typed: str, expected: list[str]) -> None:
    assert sorted(hit.id for hit in scans.search(parse_query(typed)).hits) == expected


def test_what_only_resembles_comes_last_and_says_so(scans: Engine) -> None:
    hits = scans.search(parse_query("งบประมาณ OR โรงเรียน")).hits
    assert [hit.resembles for hit in hits] == [False, False, True, True]
    assert {hit.id for hit in hits[2:]} == {"torn", "worse"}
    assert all(0 <= hit.score < 1000 for hit in hits)


def test_the_damaged_stretch_is_marked(scans: Engine) -> None:
    marked = {
        hit.id: [hit.snippet[start:end] for start, end in hit.marks]
        for hit in scans.search(parse_query("งบประมาณ")).hits
    }
    assert marked == {"clean": ["งบประมาณ"], "torn": ["งบปร ะมณ"], "worse": ["งกประมาณ"]}


def test_a_word_that_only_scans_resemble_still_offers_near_words(scans: Engine) -> None:
    results = scans.search(parse_query("โรงเรียม"))
    assert results.near["โรงเรียม"][0] == "โรงเรียน"


def test_faults_are_found_that_would_be_missed() -> None:
    true = {path.stem: path.read_text("utf-8") for path in sorted(LETTERS.glob("*.txt"))[:60]}
    hurt = hurt_by(true, 0.06)
    present, absent = present_words(true.values(), 60), absent_words(true.values(), 60)
    without, with_ = (measure(true, hurt, present, absent, ocr=ocr) for ocr in (False, True))
    assert with_.recall >= without.recall + 0.04
    assert with_.precision >= 0.95
    assert with_.absent <= 3


def test_both_engines_find_the_same_damaged_words() -> None:
    true = {path.stem: path.read_text("utf-8") for path in sorted(LETTERS.glob("*.txt"))[60:90]}
    hurt = hurt_by(true, 0.08)
    words = present_words(true.values(), 40)
    one, other = (measure(true, hurt, words, (), ocr=True, name=name) for name in ("whoosh", "memory"))
    assert one == other


@pytest.mark.parametrize("how", ["gone", "cut", "rubbish"])
def test_without_its_table_of_grams_an_index_finds_the_same(tmp_path: Path, how: str) -> None:
    path = tmp_path / "index"
    with open_engine(path, create=True) as engine:  # type: ignore[attr-defined]
        engine.add(SCANNED)
        engine.commit()
        (table,) = path.glob("*.grams")
    whole = table.read_bytes()
    table.unlink() if how == "gone" else table.write_bytes(
        whole[:40] if how == "cut" else b"\xff" * len(whole)
    )
    with open_engine(path) as engine:  # type: ignore[attr-defined]
        assert engine.search(parse_query("งบประมาณ")).total == 3
        engine.delete(["clean"])
        engine.commit()
        assert engine.search(parse_query("งบประมาณ")).total == 2
    assert [file.read_bytes()[:4] for file in path.glob("*.grams")] == [b"grm1"]


def test_the_table_of_grams_tells_where_a_stretch_may_be(tmp_path: Path) -> None:
    grams.write(tmp_path / "table", (b"abcdef", b"xbcd|ef", b"", b"def|abc"))
    table = grams.read(tmp_path / "table", 4)
    assert table is not None
    assert table.holding(b"bcd").tolist() == [True, True, False, False]
    assert table.holding(b"abcdef").tolist() == [True, False, False, False]
    assert not table.holding(b"zzz").any()
    assert (table.most(b"abcd"), table.most(b"zbc")) == (2, 0)
    assert grams.read(tmp_path / "table", 5) is None


@pytest.mark.parametrize(
    "hurt", [b"xbcdefgh", b"abcxefgh", b"abcefgh", b"abcdxefgh", b"abcdefgx", b"abcdefgh"]
)
def test_the_table_of_grams_tells_where_a_damaged_stretch_may_be(tmp_path: Path, hurt: bytes) -> None:
    grams.write(tmp_path / "table", (b"abcxxfgh", hurt, b"abcdxxxx"))
    table = grams.read(tmp_path / "table", 3)
    assert table is not None
    assert table.nearly_holding(b"abcdefgh").tolist() == [False, True, False]


@pytest.mark.parametrize("raw", ["กขค  (ง) 12 จ", "สำนัก\nงาน... ที่ 5/1", "abc", "เ เ ก"])
def test_places_of_letters_point_at_their_source(raw: str) -> None:
    letters, places = analysis.squeezed_places(raw)
    assert letters == analysis.squeezed(raw)
    assert len(letters) == len(places)
    assert all(0 <= start < end <= len(raw) for start, end in places)


@pytest.mark.parametrize(
    ("word", "most"), [("กขค", -1), ("กขคง", 0), ("กขคงจฉ", 0), ("กขคงจฉช", 1), ("กขคงจฉชซกขคง", 2)]
)
def test_longer_words_may_be_hurt_more(word: str, most: int) -> None:
    bare = analysis.skeleton(analysis.squeezed(word))
    assert resembling.wrong(bare) == most
    if most >= 0:
        pieces = resembling.rarest_cuts(bare, lambda piece: len(piece))
        assert b"".join(bare[start:end] for start, end in pieces) == bare


def test_damage_is_the_same_every_time_and_about_as_much_as_asked() -> None:
    text = "สำนักงานบัญชีกลาง ที่ ๔๗ " * 40
    assert damaged(text, 0.05) == damaged(text, 0.05) != text
    assert damaged(text, 0) == text
