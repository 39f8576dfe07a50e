"""A clerk puts a letter right once; it stays right whatever is read, imported or built anew afterwards."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from invented import CHAIN, cite, letter

from archive import AmbiguousName, Archive
from archive.reading import part_of
from parsers.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from conftest import Office

BLANK = letter("มท 0816.3/ว", "2020-06", "การดูแลต้นไม้ริมคลอง")
FINAL = {"number": "มท 0816.3/ว ๑๗๕๐", "date": "๑๖ มิถุนายน ๒๕๖๓"}
CITING = {name: CHAIN[name] for name in ("passed-on", "amended", "namesake")}
SIGNED = {"reason": "ดูจากสมุดทะเบียนส่ง", "author": "สมศรี"}


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """All corrections are made at one moment, so that whole archives can be compared."""
    monkeypatch.setattr("archive.correcting.now", lambda: "2026-01-05T03:00:00+00:00")


@pytest.fixture
def desk(archive: Archive, office: Office) -> Archive:
    """An archive with a draft whose number and day are blank and two letters that cite the final one."""
    office.put("draft.txt", BLANK)
    for name, text in CITING.items():
        office.put(f"{name}.txt", text)
    archive.import_([office.folder])
    return archive


def the_draft(archive: Archive) -> str:
    return next(row["id"] for row in archive.export() if row["file"].endswith("draft.txt"))


def the_same_letter_everywhere(archive: Archive, old: str) -> None:
    """What must hold after the draft became the letter that others cite."""
    record = archive.letter("ว1750 2563")
    assert archive.letter(old).id == record.id != old
    assert (record.letter["number"], record.letter["date"]) == ("มท 0816.3/ว 1750", "2020-06-16")
    assert record.letter["number_partial"] is None
    assert {one.letter.number for one in record.cited_by} == {"พย 0023.3/ว 415", "มท 0816.3/ว 2201"}
    assert record.status == "amended"
    hits = archive.search("ที่:ว1750 ปี:2563").hits
    assert [(hit.id, hit.date, hit.status) for hit in hits] == [(record.id, "2020-06-16", "amended")]
    assert archive.missing() == []
    traced = {each.id: each.number for each in archive.trace("ว415").letters}
    assert traced[record.id] == "มท 0816.3/ว 1750"
    evidence = record.letter["evidence"]["number"]
    assert (evidence["rule"], evidence["confidence"], evidence["line"]) == ("corrected", 1.0, 1)


def reread(monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """From now on files are read by a newer parser: ``change`` is done to each parse object."""
    monkeypatch.setattr(
        "archive.reading.part_of", lambda contract, text, **more: part_of(change(contract), text, **more)
    )
    monkeypatch.setattr("archive.importing.VERSION", "next")
    monkeypatch.setattr("archive.recording.VERSION", "next")


def test_a_draft_gets_its_number_and_the_letters_that_cite_it_find_it(desk: Archive) -> None:
    old = the_draft(desk)
    assert [letter.count for letter in desk.missing()] == [2]
    record = desk.correct(old, FINAL, **SIGNED)
    the_same_letter_everywhere(desk, old)
    assert [made.as_json() for made in record.corrections] == [
        {"field": "number", "old": None, "value": "มท 0816.3/ว 1750", "made": "2026-01-05T03:00:00+00:00", **SIGNED},
        {"field": "date", "old": "2020-06", "value": "2020-06-16", "made": "2026-01-05T03:00:00+00:00", **SIGNED},
    ]  # fmt: skip
    exported = {row["id"]: row for row in desk.export()}
    assert exported[record.id]["corrections"] == [made.as_json() for made in record.corrections]
    assert [row["corrections"] for id_, row in exported.items() if id_ != record.id] == [[], [], []]


def test_it_survives_a_new_index_a_newer_parser_and_a_second_import(
    desk: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = the_draft(desk)
    desk.correct(old, FINAL, **SIGNED)
    before = list(desk.export())
    desk.reindex()
    the_same_letter_everywhere(desk, old)
    assert desk.import_([office.folder]).unchanged == 4
    monkeypatch.setattr("archive.importing.VERSION", "next")
    monkeypatch.setattr("archive.recording.VERSION", "next")
    report = desk.import_([office.folder])
    assert (report.unchanged, report.letters) == (0, 0)
    the_same_letter_everywhere(desk, old)
    assert list(desk.export()) == before


@pytest.mark.parametrize(
    "read_anew",
    [
        pytest.param({"date": "2020-07"}, id="another date"),
        pytest.param({"number_partial": None}, id="no trace of the number"),
        pytest.param({"number": "มท 0816.3/ว 17"}, id="another number"),
        pytest.param({"kind": "stamped", "from": None, "references": []}, id="another kind"),
    ],
)
def test_a_newer_parser_may_read_what_it_likes(
    desk: Archive, office: Office, monkeypatch: pytest.MonkeyPatch, read_anew: dict[str, Any]
) -> None:
    old = the_draft(desk)
    desk.correct(old, FINAL, **SIGNED)
    reread(monkeypatch, lambda read: read | (read_anew if read["number_partial"] else {}))
    desk.import_([office.folder])
    record = desk.letter(old)
    assert (record.letter["number"], record.letter["date"]) == ("มท 0816.3/ว 1750", "2020-06-16")
    assert len(record.cited_by) == 2


def test_parts_may_be_counted_anew(desk: Archive, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer parser finds a slip of paper before the letter, which becomes the second part."""
    from archive import reading

    old = the_draft(desk)
    desk.correct(old, FINAL, **SIGNED)
    parse = reading.parse

    def newer(document: Any) -> list[Any]:
        from dataclasses import replace

        from parsers.letter import Kind, Letter

        found = parse(document)
        if document.pages[0].source != BLANK:
            return found
        return [Letter(kind=Kind.NOT_LETTER, text="ใบปะหน้า"), replace(found[0], part=2)]

    monkeypatch.setattr("archive.reading.parse", newer)
    monkeypatch.setattr("archive.importing.VERSION", "next")
    monkeypatch.setattr("archive.recording.VERSION", "next")
    desk.import_([office.folder])
    record = desk.letter(old)
    assert record.letter["part"] == 2
    assert record.letter["number"] == "มท 0816.3/ว 1750"


def test_a_copy_that_comes_later_is_the_corrected_letter_too(desk: Archive, office: Office) -> None:
    old = the_draft(desk)
    desk.correct(old, FINAL, **SIGNED)
    same_words = office.put("same.txt", BLANK.replace("\t\t\t", "\t\t    "))
    final = office.put("final.txt", CHAIN["first"])
    assert desk.import_([same_words, final]).letters == 0
    record = desk.letter("ว1750 2563")
    assert len(record.copies) == 3
    assert record.letter["number"] == "มท 0816.3/ว 1750"
    assert len(record.corrections) == 2
    the_same_letter_everywhere(desk, old)


def test_when_its_original_is_no_letter_any_more_it_goes_by_what_the_letter_was_read_as(
    desk: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = the_draft(desk)
    desk.correct(old, FINAL, **SIGNED)
    reread(monkeypatch, lambda read: read | ({"kind": "not_letter"} if read["number_partial"] else {}))
    desk.import_([office.folder])
    unplaced = {item.field: item.value for item in desk.review() if item.letter is None}
    assert unplaced == {"number": "มท 0816.3/ว 1750", "date": "2020-06-16"}
    with pytest.raises(NotFound):
        desk.letter(old)
    monkeypatch.setattr("archive.reading.part_of", part_of)
    desk.import_([office.put("again.txt", BLANK.replace("\t\t\t", "\t\t  "))])
    assert [item for item in desk.review() if item.letter is None] == []
    the_same_letter_everywhere(desk, old)


def test_a_correction_whose_index_entry_was_cut_off_is_found_by_the_next_search(
    desk: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCutError(BaseException):
        pass

    def cut(*_: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr("archive.indexing.Indexer.catch_up", cut)
        with pytest.raises(PowerCutError):
            desk.correct(the_draft(desk), FINAL, **SIGNED)
    with Archive.open(desk.path) as again:
        assert again.search("ที่:ว1750 ปี:2563").total == 1


NEWER = "กท 0407/ว 88"


def test_what_was_said_of_all_copies_holds_for_all(desk: Archive, office: Office) -> None:
    """The draft was given the final letter's number and joined it; then both turn out to bear another."""
    old = the_draft(desk)
    desk.correct(old, FINAL, **SIGNED)
    desk.import_([office.put("final.txt", CHAIN["first"])])
    moved = desk.correct("ว1750 2563", {"number": NEWER}, **SIGNED)
    assert len(moved.copies) == 2
    assert [desk.letter(name).id for name in (old, NEWER)] == [moved.id] * 2
    blank = desk.correct(NEWER, {"number": None}, **SIGNED)
    assert len(blank.copies) == 2
    assert blank.letter["number"] is None
    assert desk.letter(moved.id).id == blank.id


def test_the_last_correction_wins_and_undoing_is_a_correction_back(desk: Archive) -> None:
    draft = the_draft(desk)
    before = [row | {"corrections": []} for row in desk.export()]
    first = desk.correct(draft, {"number": "มท 0816.3/ว 1705"}, reason="อ่านจากสำเนา", author="สมศรี")
    second = desk.correct(first.id, FINAL, reason="สลับเลข", author="สมชาย")
    the_same_letter_everywhere(desk, draft)
    assert desk.letter(first.id).id == second.id
    assert second.letter["evidence"]["number"]["alternatives"] == []
    undone = desk.correct(second.id, {"number": "", "date": "2563-06"}, **SIGNED)
    assert undone.id == draft
    assert undone.letter["number_partial"] == "มท 0816.3/ว"
    assert [made.value for made in undone.corrections if made.field == "number"] == [
        "มท 0816.3/ว 1705",
        "มท 0816.3/ว 1750",
        None,
    ]
    assert desk.letter(second.id).id == draft
    rows = [row | {"corrections": []} for row in desk.export()]
    for row, was in zip(rows, before, strict=True):
        for name in ("number", "date", "number_partial", "references", "status", "id"):
            assert row[name] == was[name]


ORDERS = [
    (["draft"], ["passed-on", "amended", "namesake", "copy", "final"]),
    (["namesake", "draft"], ["copy", "final", "passed-on", "amended"]),
    (["passed-on", "amended", "draft"], ["final"], ["copy"], ["namesake"]),
    (["amended", "namesake", "passed-on", "draft"], ["final", "copy"]),
]


@pytest.fixture
def whole(tmp_path: Path, office: Office, here: None) -> Any:
    texts = CITING | {"draft": BLANK, "final": CHAIN["first"], "copy": BLANK.replace("\t\t\t", "\t\t   ")}
    paths = {name: office.put(f"{name}.txt", text) for name, text in texts.items()}

    def made(name: str, batches: Sequence[Sequence[str]]) -> tuple[str, list[tuple[str, str]]]:
        with Archive.open(tmp_path / name, create=True) as archive:
            first, *later = batches
            archive.import_([paths[each] for each in first])
            archive.correct(the_draft(archive), FINAL | {"subject": "การดูแลต้นไม้และทางเท้า"}, **SIGNED)
            for batch in later:
                archive.import_([paths[each] for each in batch])
            hits = [(hit.id, hit.status) for hit in archive.search("ต้นไม้", limit=100).hits]
            review = [item.as_json() for item in archive.review()]
            return json.dumps([list(archive.export()), review], ensure_ascii=False), sorted(hits)

    return made


@pytest.mark.parametrize("order", range(1, len(ORDERS)))
def test_the_order_of_imports_leaves_no_trace(whole: Any, order: int) -> None:
    assert whole("one", ORDERS[order]) == whole("other", ORDERS[0])


def test_a_wrong_date_in_a_reference_is_put_right(archive: Archive, office: Office) -> None:
    office.put("first.txt", CHAIN["first"])
    office.put("namesake.txt", CHAIN["namesake"])
    office.put(
        "citing.txt",
        letter(
            "พย 0023.3/7",
            "2021-07-30",
            "ขอหารือ",
            refers=(cite("กท 0407/ว 3", "2019-01-15"), cite("มท 0816.3/ว 1750")),
        ),
    )
    archive.import_([office.folder])
    cited = archive.letter("พย 0023.3/7").references[1]
    assert (cited.state, len(cited.candidates)) == ("ambiguous", 2)
    right = archive.correct("พย 0023.3/7", {"references[2].date": "16 มิ.ย. 63"}, **SIGNED)
    assert [one.state for one in right.references] == ["missing", "resolved"]
    assert archive.letter("ว1750 2563").cited_by[0].letter.id == right.id
    assert right.letter["evidence"]["references[1]"]["rule"] == "corrected"
    cancelled = archive.correct("พย 0023.3/7", {"references[2].relation": "cancels"}, **SIGNED)
    assert cancelled.id == right.id
    assert archive.letter("ว1750 2563").status == "cancelled"
    assert archive.search("ที่:ว1750 ปี:2563").hits[0].status == "cancelled"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        pytest.param(lambda read: read[::-1], 0, id="in another order"),
        pytest.param(lambda read: [read[1]], 0, id="fewer"),
        pytest.param(
            lambda read: [read[0], read[1] | {"text": read[1]["text"] + " นั้น"}], 1, id="a word more"
        ),
        pytest.param(lambda read: read[:1], None, id="gone"),
    ],
)
def test_a_reference_is_known_by_its_words(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch, change: Any, place: int | None
) -> None:
    office.put("citing.txt", CHAIN["reply"])
    archive.import_([office.folder])
    assert archive.letter("พย 0023.3/918").references[1].number == "มท 0816.3/ว 99"
    archive.correct("พย 0023.3/918", {"references[2].number": "มท 0816.3/ว 98"}, **SIGNED)
    reread(monkeypatch, lambda read: read | {"references": change(read["references"]), "evidence": {}})
    archive.import_([office.folder])
    numbers = [one.number for one in archive.letter("พย 0023.3/918").references]
    assert [at for at, number in enumerate(numbers) if number == "มท 0816.3/ว 98"] == (
        [] if place is None else [place]
    )
    unplaced = [item for item in archive.review() if "newer reading" in item.english]
    assert [item.field for item in unplaced] == (["references[2].number"] if place is None else [])


def test_one_of_two_letters_in_conflict_gets_its_own_number(archive: Archive, office: Office) -> None:
    twin = letter("มท 0816.3/ว 1750", "2020-06-16", "การซ่อมสะพานไม้", body="ขอให้จังหวัดสำรวจสะพานไม้ข้ามคลองทุกแห่ง")
    office.put("first.txt", CHAIN["first"])
    office.put("second.txt", twin)
    archive.import_([office.folder])
    with pytest.raises(AmbiguousName) as fault:
        archive.correct("ว1750", {"number": "มท 0816.3/ว 1760"}, **SIGNED)
    ids = {each.subject: each.id for each in fault.value.candidates}
    moved = archive.correct(ids["การซ่อมสะพานไม้"], {"number": "มท 0816.3/ว 1760"}, **SIGNED)
    assert archive.letter("ว1750").letter["subject"] == "การดูแลต้นไม้ริมคลอง"
    assert archive.letter("ว1760").id == archive.letter(ids["การซ่อมสะพานไม้"]).id == moved.id
    assert archive.stats().conflicts == 0
    archive.correct("ว1760", {"number": "มท 0816.3/ว 1750"}, **SIGNED)
    assert archive.stats().conflicts == 1


def test_a_letter_that_is_not_there_cannot_be_corrected(desk: Archive) -> None:
    with pytest.raises(NotFound):
        desk.correct("ว99999", {"date": "2020-06-16"}, **SIGNED)


def test_an_archive_made_before_there_were_corrections_takes_them(tmp_path: Path) -> None:
    """The catalogue's second step: an archive of the first version opens and goes on."""
    from sqlalchemy import create_engine, inspect

    from archive.catalogue import Catalogue
    from archive.schema import metadata
    from archive.steps import STEPS, statements

    path = tmp_path / "first.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        for statement in statements(STEPS[0][1]):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("INSERT INTO migrations VALUES (1, 'first', '2025')")
    Catalogue.open(path).close()
    found = inspect(engine)
    assert set(found.get_table_names()) == set(metadata.tables)
    for name, table in metadata.tables.items():
        columns = {column["name"]: bool(column["nullable"]) for column in found.get_columns(name)}
        assert columns == {column.name: bool(column.nullable) for column in table.columns}
        assert {index["name"] for index in found.get_indexes(name)} == {index.name for index in table.indexes}
    engine.dispose()
