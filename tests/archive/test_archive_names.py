"""The clerk names a letter as it comes to mind; the archive knows which one, or asks back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invented import CHAIN, letter, order

from archive import AmbiguousName, Archive
from archive.naming import meanings
from parsers.errors import ExitCode, NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Office


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    from conftest import run_here
    from invented import Office

    from archive import workers

    folder = tmp_path_factory.mktemp("letters")
    Office(folder).chain()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "run", run_here)
        opened = Archive.open(tmp_path_factory.mktemp("named") / "archive", create=True)
        opened.import_([folder])
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("ว415", "2020-06-30"),
        ("ว ๔๑๕", "2020-06-30"),
        ("ว. 415", "2020-06-30"),
        ("พย 0023.3/ว 415", "2020-06-30"),
        ("ที่ พย๐๐๒๓.๓/ว๔๑๕", "2020-06-30"),
        ("415", "2020-06-30"),
        ("918", "2020-10-09"),
        ("พย 0023.3/918", "2020-10-09"),
        ("310/2563", "2020-11-02"),
        ("310/63", "2020-11-02"),
        ("๓๑๐/๖๓", "2020-11-02"),
        ("คำสั่ง 310/2563", "2020-11-02"),
        ("คำสั่งที่ ๓๑๐/๖๓", "2020-11-02"),
        ("order 310/2563", "2020-11-02"),
        ("ว 415/63", "2020-06-30"),
        ("พย ว415", "2020-06-30"),
        ("พย.ว ๔๑๕", "2020-06-30"),
        ("มท ว1750 2564", "2021-06-18"),
        ("๓๑๐/๒๕๖๓", "2020-11-02"),
        ("ว1750 2563", "2020-06-16"),
        ("ว1750 ปี 2564", "2021-06-18"),
        ("ว 1750/2564", "2021-06-18"),
        ("ว 1750 2021", "2021-06-18"),
        ("มท 0816.3/ว 1750 ลงวันที่ 18 มิถุนายน 2564", "2021-06-18"),
        ("มท 0816.3/ว ๑๗๕๐ ลว. ๑๘ มิ.ย. ๖๔", "2021-06-18"),
        ("มท 0816.3/ว 1750 2021-06-18", "2021-06-18"),
        ("มท 0816.3/ว 1750 มิถุนายน 2564", "2021-06-18"),
    ],
)
def test_a_number_in_any_spelling(chain: Archive, name: str, date: str) -> None:
    assert chain.letter(name).letter["date"] == date


@pytest.mark.parametrize(
    "name",
    [
        "ว 918",
        "ว 2",
        "ว1750 2565",
        "มท 0816.5/ว 1750",
        "กค ว415",
        "ประกาศ 310/2563",
        "310/64",
        "พย 0023.3/63",
        "zzzz",
        "",
        "  ",
        "ฮะ",
        "99/2563",
    ],
)
def test_what_is_not_there_is_said_not_to_be(chain: Archive, name: str) -> None:
    with pytest.raises(NotFound) as fault:
        chain.letter(name)
    assert fault.value.code == "not-found"
    assert fault.value.exit_code is ExitCode.NOT_FOUND


def test_a_number_of_two_years_gives_both_to_choose_from(chain: Archive) -> None:
    with pytest.raises(AmbiguousName) as fault:
        chain.letter("มท 0816.3/ว 1750")
    assert fault.value.code == "ambiguous"
    assert fault.value.exit_code is ExitCode.NOT_FOUND
    assert [letter.date for letter in fault.value.candidates] == ["2020-06-16", "2021-06-18"]


def test_ids_and_beginnings_of_ids(chain: Archive) -> None:
    wanted = chain.letter("ว415")
    assert chain.letter(wanted.id).id == wanted.id
    assert chain.letter(wanted.id[:6]).id == wanted.id
    assert chain.letter(wanted.id.upper()).id == wanted.id


def test_two_texts_of_one_number_and_day_are_both_kept(archive: Archive, office: Office) -> None:
    """An office gave one number twice: nothing is merged, the plain id and a link to it ask which."""
    archive.import_([office.put("first.txt", CHAIN["first"])])
    plain = archive.letter("ว1750").id
    twin = letter("มท 0816.3/ว 1750", "2020-06-16", "การซ่อมสะพานไม้", body="ขอให้จังหวัดสำรวจสะพานไม้ข้ามคลองทุกแห่ง")
    office.put("second.txt", twin)
    office.put("cites.txt", CHAIN["passed-on"])
    archive.import_([office.folder])
    with pytest.raises(AmbiguousName) as fault:
        archive.letter("ว1750")
    ids = {letter.id for letter in fault.value.candidates}
    assert len(ids) == 2
    assert plain not in ids
    with pytest.raises(AmbiguousName) as fault:
        archive.letter(plain)
    assert {letter.id for letter in fault.value.candidates} == ids
    one = archive.letter(sorted(ids)[0])
    assert {each.id for each in one.twins} == ids - {one.id}
    cited = archive.letter("ว415").references[0]
    assert (cited.state, cited.target) == ("ambiguous", None)
    assert {each.id for each in cited.candidates} == ids
    assert archive.missing() == []
    assert archive.stats().conflicts == 1


def test_an_id_noted_in_a_conflict_still_finds_its_letter_afterwards(
    tmp_path: Path, office: Office, here: None
) -> None:
    twin = letter("มท 0816.3/ว 1750", "2020-06-16", "การซ่อมสะพานไม้", body="ขอให้จังหวัดสำรวจสะพานไม้ข้ามคลองทุกแห่ง")
    first = office.put("first.txt", CHAIN["first"])
    office.put("second.txt", twin)
    with Archive.open(tmp_path / "both", create=True) as both:
        both.import_([office.folder])
        noted = {row["subject"]: row["id"] for row in both.export()}
    with Archive.open(tmp_path / "one", create=True) as one:
        one.import_([first])
        assert one.letter(noted["การดูแลต้นไม้ริมคลอง"]).letter["subject"] == "การดูแลต้นไม้ริมคลอง"


@pytest.mark.parametrize(
    ("kind", "word"), [("order", "คำสั่ง"), ("announcement", "ประกาศ"), ("certificate", "หนังสือรับรอง")]
)
def test_the_word_before_the_number_tells_papers_of_one_number_apart(kind: str, word: str) -> None:
    (first, *_) = meanings(f"{word} ๔๗/๒๕๖๗")
    assert first.fits("47/2567", "2024-01-09", kind)
    assert not first.fits("47/2567", "2024-01-09", "record")


@pytest.mark.parametrize("name", ["มท 0816.3/ว 99", "ว99", "มท ว99", "ว 99 2562", "missing"])
def test_a_letter_that_is_only_cited_is_said_to_be(chain: Archive, name: str) -> None:
    if name == "missing":
        (name,) = (letter.id for letter in chain.missing() if letter.number == "มท 0816.3/ว 99")
    with pytest.raises(NotFound) as fault:
        chain.letter(name)
    assert fault.value.code == "only-cited"
    assert "cited by 1 of its letters" in fault.value.english
    for command in ("saraban trace", "saraban missing"):
        assert command in fault.value.thai
        assert command in fault.value.english
    assert chain.trace(name).root.startswith("missing:")


def test_a_missing_paper_is_called_what_its_citers_call_it(archive: Archive, office: Office) -> None:
    body = "จึงให้ยกเลิกคำสั่งจังหวัดพะเยา ที่ 310/2563 ลงวันที่ 2 พฤศจิกายน 2563"
    office.put("order.txt", order("12/2564", "2021-01-11", "ยกเลิกคำสั่ง", body=body))
    office.put("letter.txt", CHAIN["passed-on"])
    archive.import_([office.folder])
    assert {letter.number: letter.kind for letter in archive.missing()} == {
        "310/2563": "order",
        "มท 0816.3/ว 1750": None,
    }
