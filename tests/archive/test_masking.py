"""Who has no right to personal data reads the letter, but not whom to call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from invented import Office, letter

from archive import Archive
from archive.faults import NotAllowed
from archive.masking import MASK, holds_personal, masked
from archive.rights import HIGHEST, Rights
from parsers import parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COVERED = Rights(level=HIGHEST, deeds=frozenset(("export", "books")))
ASK = (
    "ขอให้ประสานนางสาวใจดี มีสุข โทรศัพท์ ๐๘ ๑๒๓๔ ๕๖๗๘ หรือ 098-765-4321-3 e-mail: jaidee.m@example.go.th ไลน์ไอดี jaidee99"
    " ซึ่งเป็นผู้ประสานงาน หากมีข้อสงสัยถามคุณใจดีได้ที่ +66 81 234 5678 หรือส่งที่ saraban@example.go.th"
)  # fmt: skip
PRIVATE = ("ใจดี", "มีสุข", "๑๒๓๔", "1234", "5678", "765-4321", "0987654322", "jaidee")
LEFT = ("ผู้ประสานงาน", "saraban@example.go.th", "นายสมมุติ ใจงาม", "020000123", "0 2000 0123")


@pytest.fixture
def reader(archive: Archive, office: Office) -> Iterator[Archive]:
    office.put("asked.txt", letter("มท 0816.3/ว 1750", "2020-06-16", "การดูแลต้นไม้", body=ASK))
    office.put("plain.txt", letter("มท 0816.3/ว 1751", "2020-06-17", "การตัดหญ้า"))
    archive.import_([office.folder])
    with Archive.open(archive.path, rights=COVERED) as opened:
        yield opened


def test_the_letter_without_whom_to_call(reader: Archive) -> None:
    record = reader.letter("ว1750")
    contacts = record.letter["contacts"]
    assert contacts["people"] == [MASK]
    assert contacts["phones"] == ["020000123", MASK, MASK, MASK, MASK]
    assert contacts["emails"] == [MASK, "saraban@example.go.th"]
    assert contacts["line_ids"] == [MASK]
    said = json.dumps(record.as_json(), ensure_ascii=False) + record.text
    assert not [word for word in PRIVATE if word in said]
    assert not [word for word in LEFT if word not in said]
    assert record.letter["evidence"]["contacts.people[0]"]["text"] == MASK


def test_places_in_the_text_stay_true(reader: Archive, archive: Archive) -> None:
    whole, seen = archive.letter("ว1750"), reader.letter("ว1750")
    assert len(whole.text) == len(seen.text)
    place = seen.letter["evidence"]["contacts.phones[0]"]
    assert seen.text[place["start"] : place["end"]] == place["text"] == "0 2000 0123"


@pytest.mark.parametrize(
    "query",
    [
        "ใจดี",
        "มีสุข",
        "contact:ใจดี",
        "0812345678",
        "phone:0812345678",
        "phone:0812",
        "0987654322",
        "jaidee",
        "email:jaidee.m@example.go.th",
        '"นางสาวใจดี"',
    ],
)
def test_nobody_is_found_by_what_is_covered(reader: Archive, archive: Archive, query: str) -> None:
    assert archive.search(query).total == 1
    assert reader.search(query).total == 0


def test_snippets_exports_and_audits_are_covered(reader: Archive) -> None:
    found = reader.search("ผู้ประสานงาน")
    assert found.total == 1
    assert "•••" in found.hits[0].snippet
    said = [found.hits[0].snippet, list(reader.export()), reader.audit("ว1750").as_json()]
    told = json.dumps(said, ensure_ascii=False)
    assert not [word for word in PRIVATE if word in told]
    assert all(item.crop is None for item in reader.review())


def test_an_original_that_shows_whom_to_call_is_refused_and_says_why(
    reader: Archive, archive: Archive
) -> None:
    sha256 = archive.letter("ว1750").copies[0].sha256
    with pytest.raises(NotAllowed) as fault:
        reader.original("ว1750", sha256)
    assert fault.value.code == "personal-data"
    assert "ข้อความ" in fault.value.thai
    with pytest.raises(NotAllowed):
        reader.picture("ว1750", sha256, 1, 700)
    assert archive.original("ว1750", sha256).path.read_text("utf-8").count("ใจดี") == 2
    assert reader.original("ว1751", reader.letter("ว1751").copies[0].sha256).path.is_file()


def test_offices_are_not_persons(tmp_path: Path) -> None:
    path = tmp_path / "office.txt"
    path.write_text(letter("มท 0816.3/ว 9", "2020-06-16", "การตัดหญ้า"), "utf-8")
    (found,) = parse(read(path))
    told = found.as_json("office.txt")
    assert not holds_personal(told)
    assert masked(told, found.text) == (told, found.text)
