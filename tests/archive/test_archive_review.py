"""What the archive asks a person to look at, and what it does not ask twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from invented import CHAIN, FILLING, cite, letter

from archive.reading import part_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Office

    from archive import Archive, ReviewItem

SIGNED = {"reason": "ตรวจแล้ว", "author": "สมศรี"}
TWIN = letter("มท 0816.3/ว 1750", "2020-06-16", "การซ่อมสะพานไม้", body="ขอให้จังหวัดสำรวจสะพานไม้ข้ามคลองทุกแห่ง")
UNSURE = {
    "page": 1, "line": 3, "text": "๑๖ มิถุนายน ๒๕๖๓", "start": 0, "end": 9, "box": None,
    "rule": "guess", "confidence": 0.6, "alternatives": ["2020-06-10"],
}  # fmt: skip


def doubting(key: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A parser that is not sure of one value."""
    return lambda read: read | {"evidence": read["evidence"] | {key: UNSURE}}


def blank(*names: str, **more: str | None) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A parser that finds no such values."""
    return lambda read: read | dict.fromkeys(names) | more


CASES = [
    pytest.param([CHAIN["first"]], doubting("date"), "ว1750", ("date", "2020-06-16", 0.6, ["2020-06-10"]), "60% sure", "2020-06-16", id="doubtful value"),
    pytest.param([CHAIN["passed-on"]], doubting("references[0]"), "ว415", ("references[1].number", "มท 0816.3/ว 1750", 0.6, ["2020-06-10"]), "60% sure", "มท 0816.3/ว 1750", id="doubtful reference"),
    pytest.param([CHAIN["first"]], doubting("kind"), "ว1750", ("kind", "external", 0.6, ["2020-06-10"]), "60% sure", "external", id="doubtful kind"),
    pytest.param([letter("มท 0816.3/ว", "2020-06-16", "การดูแลต้นไม้")], None, "", ("number", "มท 0816.3/ว", None, []), "the running number is blank", "มท 0816.3/ว 9", id="blank number"),
    pytest.param([letter("มท 0816.3/ว 8", "2020-06", "การดูแลต้นไม้")], None, "ว8", ("date", "2020-06", None, []), "the day is blank", "1 มิ.ย. 2563", id="blank day"),
    pytest.param([CHAIN["first"]], blank("date"), "ว1750", ("date", None, None, []), "no date was found", "2020-06-16", id="no date"),
    pytest.param([CHAIN["first"]], blank("number"), "", ("number", None, None, []), "no number was found", None, id="no number"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "parser", "name", "shown", "reason", "right"), CASES)
def test_a_doubt_is_shown_until_a_person_has_seen_to_it(
    archive: Archive,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    texts: list[str],
    parser: Callable[[dict[str, Any]], dict[str, Any]] | None,
    name: str,
    shown: tuple[str, str | None, float | None, list[str]],
    reason: str,
    right: str | None,
) -> None:
    if parser is not None:
        monkeypatch.setattr(
            "archive.reading.part_of", lambda read, text, **more: part_of(parser(read), text, **more)
        )
    paths = [office.put(f"{at}.txt", text) for at, text in enumerate(texts)]
    archive.import_(paths)
    (item,) = archive.review()
    told = item.as_json()
    assert (told["field"], told["value"], told["confidence"], told["alternatives"]) == shown
    assert reason in told["reason"]
    assert told["path"] == str(paths[0])
    archive.correct(name or told["letter"], {item.field: right}, **SIGNED)
    assert archive.review() == []


def test_the_keys_of_an_item(archive: Archive, office: Office) -> None:
    archive.import_([office.put("draft.txt", letter("มท 0816.3/ว", "2020-06-16", "การดูแลต้นไม้"))])
    (item,) = archive.review()
    assert list(item.as_json()) == [
        "letter", "number", "date", "subject", "field", "value", "confidence", "alternatives", "text", "page",
        "line", "reason", "path", "crop",
    ]  # fmt: skip
    told = item.as_json()
    assert (told["number"], told["text"], told["page"], told["line"]) == (
        "มท 0816.3/ว",
        "ที่ มท 0816.3/ว",
        1,
        1,
    )
    assert item.reason("th") == "เลขที่ไม่ครบ"


def by_field(items: list[ReviewItem]) -> list[tuple[str | None, str]]:
    return [(item.letter.number if item.letter else None, item.field) for item in items]


def test_links_with_several_candidates(archive: Archive, office: Office) -> None:
    citing = letter("พย 0023.3/7", "2021-07-30", "ขอหารือ", refers=(cite("มท 0816.3/ว 1750"),))
    for name, text in (("a", CHAIN["first"]), ("b", CHAIN["namesake"]), ("c", citing)):
        office.put(f"{name}.txt", text)
    archive.import_([office.folder])
    (item,) = archive.review()
    assert (item.field, item.value) == ("references[1].number", "มท 0816.3/ว 1750")
    assert [each.date for each in item.candidates] == ["2020-06-16", "2021-06-18"]
    assert item.as_json()["alternatives"] == [each.id for each in item.candidates]
    assert "any of 2 letters" in item.english
    assert item.text is not None
    assert "ที่ มท 0816.3/ว 1750" in item.text
    archive.correct("พย 0023.3/7", {"references[1].date": "18 มิ.ย. 2564"}, **SIGNED)
    assert archive.review() == []
    assert archive.letter("พย 0023.3/7").references[0].state == "resolved"


def test_two_letters_of_one_number_and_day(archive: Archive, office: Office) -> None:
    archive.import_([office.put("first.txt", CHAIN["first"]), office.put("twin.txt", TWIN)])
    items = archive.review()
    assert by_field(items) == [("มท 0816.3/ว 1750", "number")] * 2
    assert [[each] for each in reversed([item.letter for item in items])] == [
        list(item.candidates) for item in items
    ]
    one = next(item.letter for item in items if item.letter and item.letter.subject == "การซ่อมสะพานไม้")
    archive.correct(one.id, {"number": "มท 0816.3/ว 1750"}, **SIGNED)
    assert [item.letter.subject for item in archive.review() if item.letter] == ["การดูแลต้นไม้ริมคลอง"]


def test_the_most_doubtful_comes_first_and_the_list_can_be_cut(archive: Archive, office: Office) -> None:
    office.put("broken.txt", "")
    office.put("draft.txt", letter("มท 0816.3/ว", "2020-06", "การดูแลต้นไม้"))
    office.put("first.txt", CHAIN["first"])
    office.put("twin.txt", TWIN)
    archive.import_([office.folder])
    items = archive.review()
    assert by_field(items) == [
        (None, "file"),
        (None, "number"),
        (None, "date"),
        ("มท 0816.3/ว 1750", "number"),
        ("มท 0816.3/ว 1750", "number"),
    ]
    assert items[0].path == str(office.folder / "broken.txt")
    assert "could not be read" in items[0].english
    assert archive.review(limit=2) == items[:2]


@pytest.mark.parametrize(
    ("number", "date", "sender", "proposed"),
    [
        ("มท 0816.3/ว", "2020-06", "กรมส่งเสริมการปกครองท้องถิ่น", ["มท 0816.3/ว 1750"]),
        ("มท 0816.3/ว", "2020-06-16", "กรมส่งเสริมการปกครองท้องถิ่น", ["มท 0816.3/ว 1750"]),
        ("มท 0816.3/ว", "2020-06-17", "กรมส่งเสริมการปกครองท้องถิ่น", []),
        ("มท 0816.3/ว", "2020-07", "กรมส่งเสริมการปกครองท้องถิ่น", []),
        ("มท 0816.3/", "2020-06", "กรมส่งเสริมการปกครองท้องถิ่น", []),
        ("มท 0816.4/ว", "2020-06", "กรมส่งเสริมการปกครองท้องถิ่น", []),
        ("มท 0816.3/ว", "2020-06", "กรมการปกครอง", []),
    ],
)
def test_a_draft_that_fits_one_missing_letter_is_proposed_as_that_one(
    archive: Archive, office: Office, number: str, date: str, sender: str, proposed: list[str]
) -> None:
    draft = letter(number, date, "การดูแลสวนสาธารณะ", sender=sender, body=FILLING)
    office.put("draft.txt", draft)
    office.put("citing.txt", CHAIN["passed-on"])
    archive.import_([office.folder])
    item = next(item for item in archive.review() if item.field == "number")
    assert list(item.alternatives) == proposed
    if proposed:
        assert "it may be มท 0816.3/ว 1750 of 2020-06-16, cited by 1: “หนังสือกรม" in item.english
        assert item.letter is not None
        told = {each.field: each.alternatives[0] for each in archive.review() if each.letter == item.letter}
        assert archive.missing()
        archive.correct(item.letter.id, told, **SIGNED)
        assert archive.missing() == []
        assert archive.review() == []


def test_a_draft_that_fits_two_missing_letters_is_proposed_as_neither(
    archive: Archive, office: Office
) -> None:
    other = letter("พย 0023.3/8", "2020-07-30", "ขอหารือ", refers=(cite("มท 0816.3/ว 1760", "2020-06-20"),))
    office.put("draft.txt", letter("มท 0816.3/ว", "2020-06", "การดูแลสวนสาธารณะ"))
    office.put("citing.txt", CHAIN["passed-on"])
    office.put("other.txt", other)
    archive.import_([office.folder])
    assert [item.alternatives for item in archive.review()] == [(), ()]
