"""A reading room keeps step with the archive: what comes, what is put right, what is made secret or open."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from invented import Office, cite, letter

from archive import Archive, ImportOptions
from archive.faults import NotAllowed
from archive.layout import Layout
from archive.lock import writer_lock
from archive.rights import Rights, level_of
from archive.rooms import Room
from parsers.errors import NotFound
from tests.readers import office_files as make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive import ImportReport
    from archive.catalogue import Catalogue

CLERK = Rights(level=0, personal=True, deeds=frozenset(("import", "correct", "export", "books")))
READER = Rights()
FIRST = letter("มท 0816.3/ว 1750", "2020-06-16", "การดูแลต้นไม้ริมคลอง")
CITING = letter("พย 0023.3/415", "2020-06-30", "แจ้งเวียน", refers=(cite("มท 0816.3/ว 1750", "2020-06-16"),))
SECRET = "ลับ\n" + letter(
    "มท 0816.3/ว 1800", "2020-07-01", "ยกเลิกการดูแลต้นไม้",
    refers=(cite("มท 0816.3/ว 1750", "2020-06-16"),), deed="จึงขอยกเลิกหนังสือที่อ้างถึง",
)  # fmt: skip
SIGNED: dict[str, Any] = {"reason": "ตรวจกับต้นฉบับแล้ว", "author": "สมมุติ"}


@pytest.fixture
def clerk(archive: Archive, office: Office) -> Iterator[Archive]:
    """The archive as a clerk without clearance has it open, with a secret letter in it."""
    for name, text in {"first": FIRST, "citing": CITING, "secret": SECRET}.items():
        office.put(f"{name}.txt", text)
    archive.import_([office.folder])
    with Archive.open(archive.path, rights=CLERK) as opened:
        assert opened.search("").total == 2
        yield opened


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.imported, report.copies, report.unchanged, report.letters, report.not_letters


def test_letters_that_come_are_seen_at_once(clerk: Archive, archive: Archive, office: Office) -> None:
    new = office.put("new.txt", letter("มท 0816.3/ว 2000", "2020-09-09", "การลอกท่อ"))
    assert archive.import_([new]).letters == 1
    assert clerk.search("ว2000").total == 1
    assert clerk.stats().letters == 3


def test_a_letter_that_is_made_secret_is_gone_at_once(clerk: Archive, archive: Archive) -> None:
    assert clerk.letter("พย 0023.3/415").references[0].target is not None
    archive.correct("ว1750", {"secrecy": "ลับ"}, **SIGNED)
    assert clerk.search("number:ว1750").total == 0
    assert clerk.suggest("การดู") == []
    assert clerk.letter("พย 0023.3/415").references[0].state == "missing"
    assert [absent.number for absent in clerk.missing()] == ["มท 0816.3/ว 1750"]
    with pytest.raises(NotFound):
        clerk.letter("มท 0816.3/ว 1750 ลงวันที่ 16 มิ.ย. 2563")


def test_a_letter_that_is_made_open_comes_with_what_it_did(clerk: Archive, archive: Archive) -> None:
    assert clerk.letter("ว1750").status == "in_force"
    archive.correct("ว1800", {"secrecy": ""}, **SIGNED)
    assert clerk.letter("ว1750").status == "cancelled"
    assert clerk.search("status:cancelled").total == 1
    assert [made.field for made in clerk.letter("ว1800").corrections] == ["secrecy"]


def test_a_clerk_may_make_a_letter_secret_and_sees_it_no_more(clerk: Archive, archive: Archive) -> None:
    told = clerk.correct("ว1750", {"secrecy": "ลับมาก"}, **SIGNED)
    assert told.letter["secrecy"] == "ลับมาก"
    with pytest.raises(NotFound):
        clerk.letter(told.id)
    assert archive.letter("ว1750").corrections[0].author == "สมมุติ"


def test_a_clerk_corrects_a_letter_that_has_a_secret_twin(
    clerk: Archive, archive: Archive, office: Office
) -> None:
    twin = "ลับ\n" + letter(
        "มท 0816.3/ว 1750", "2020-06-16", "เครื่องปั่นไฟ", body="ขอให้ตรวจเครื่องปั่นไฟสำรองทุกวันจันทร์ก่อนเที่ยง"
    )
    archive.import_([office.put("twin.txt", twin)])
    assert len(archive.search("number:ว1750").hits) == 2
    before = clerk.letter("ว1750")
    assert not before.twins
    after = clerk.correct("ว1750", {"subject": "การดูแลต้นไม้ริมคลองทุกสาย"}, **SIGNED)
    assert (after.id, after.letter["subject"]) == (before.id, "การดูแลต้นไม้ริมคลองทุกสาย")
    assert {hit.subject for hit in archive.search("number:ว1750").hits} == {
        "การดูแลต้นไม้ริมคลองทุกสาย",
        "เครื่องปั่นไฟ",
    }


@pytest.mark.parametrize("held", [True, False])
def test_an_import_does_not_tell_whether_a_secret_letter_is_held(
    clerk: Archive, archive: Archive, office: Office, tmp_path: Path, held: bool
) -> None:
    """The same file by another name, the same letter in another file, one that is new: one answer."""
    other = letter("มท 0816.3/ว 1801", "2020-07-01", "อีกฉบับ")
    texts = {"same.txt": SECRET, "copy.txt": SECRET.replace("\tจึงเรียน", "\n\tจึงเรียน")}
    if not held:
        texts = {
            name: "ลับ\n" + text.removeprefix("ลับ\n").replace("1800", "1777") for name, text in texts.items()
        }
    coming = Office(tmp_path / "coming")
    for name, text in texts.items():
        coming.put(name, text)
    coming.put("other.txt", other)
    seen: list[int] = []
    report = clerk.import_([coming.folder], progress=lambda step: seen.append(step.letters))
    assert counts(report) == (3, 0, 0, 3, 0)
    assert not any(seen)
    assert [run.counts["files"] for run in clerk.runs(1)] == [1]
    again = clerk.import_([coming.folder])
    assert counts(again) == (2, 0, 1, 2, 0)


def test_a_trial_run_does_not_tell_either(clerk: Archive, office: Office, tmp_path: Path) -> None:
    coming = Office(tmp_path / "coming")
    coming.put("same.txt", SECRET)
    coming.put("first.txt", FIRST)
    report = clerk.import_([coming.folder], options=ImportOptions(dry_run=True))
    assert counts(report) == (1, 1, 0, 0, 0)


def test_what_lies_in_a_file_with_a_secret_letter_is_hidden_unless_it_came_alone(
    archive: Archive, office: Office
) -> None:
    both = make.zipped({"first.txt": FIRST.encode(), "secret.txt": SECRET.encode()})
    (office.folder / "both.zip").write_bytes(both)
    archive.import_([office.folder])
    with Archive.open(archive.path, rights=CLERK) as clerk:
        # The letter that lies beside the secret one is a file of its own, the zip file is not shown.
        assert clerk.letter("ว1750").status == "in_force"
        assert clerk.stats().not_letters == 0
        assert [hit.number for hit in clerk.search("").hits] == ["มท 0816.3/ว 1750"]


def test_what_is_bound_with_a_secret_letter_is_as_secret(archive: Archive, office: Office) -> None:
    path = office.put("bound.txt", SECRET + "\f" + letter("พย 0023.3/77", "2020-05-05", "บัญชีแนบ"))
    assert archive.import_([path]).letters == 2
    with Archive.open(archive.path, rights=CLERK) as clerk:
        assert clerk.search("").total == 0
        assert clerk.stats().originals == 0
        archive.import_([office.put("alone.txt", letter("พย 0023.3/77", "2020-05-05", "บัญชีแนบ"))])
        assert [copy.path[-9:] for copy in clerk.letter("พย 0023.3/77").copies] == ["alone.txt"]


def test_a_copy_without_the_stamp_is_as_secret_as_the_other(
    clerk: Archive, archive: Archive, office: Office
) -> None:
    archive.import_([office.put("unstamped.txt", SECRET.removeprefix("ลับ\n"))])
    assert archive.letter("ว1800").letter["number"]
    assert clerk.search("ว1800").hits == ()
    with pytest.raises(NotFound):
        clerk.letter("ว1800")


@pytest.mark.parametrize(
    "ask",
    [
        lambda clerk: clerk.search("").total,
        lambda clerk: len(clerk.suggest("มท", 50)),
        lambda clerk: clerk.stats().letters,
        lambda clerk: len(list(clerk.export())),
        lambda clerk: sum(1 for each in clerk.graph() if hasattr(each, "status")),
    ],
)
def test_a_secret_letter_that_comes_while_one_asks_is_not_told_of(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch, ask: Any
) -> None:
    """The first one: until then all of the archive could be seen."""
    archive.import_([office.put("first.txt", FIRST)])
    looked = Room.is_needed
    came: list[int] = []

    def looking(room: Room, whole: Catalogue) -> bool:
        answer = looked(room, whole)
        if not came:
            came.append(archive.import_([office.put("secret.txt", SECRET)]).letters)
        return answer

    monkeypatch.setattr(Room, "is_needed", looking)
    with Archive.open(archive.path, rights=CLERK) as clerk:
        assert ask(clerk) == 1
        assert came == [1]
        assert ask(clerk) == 1


@pytest.mark.parametrize(
    "deed",
    [
        lambda archive: archive.import_([]),
        lambda archive: archive.correct("ว1750", {"subject": "ก"}, **SIGNED),
        lambda archive: archive.export(),
        lambda archive: archive.graph(),
        lambda archive: archive.runs(),
        lambda archive: archive.run(1),
        lambda archive: archive.failures(),
        lambda archive: archive.review(),
        lambda archive: archive.backup(archive.path / "x.zip"),
        lambda archive: archive.reindex(),
        lambda archive: archive.watch(archive.path),
    ],
)
def test_a_reader_may_read_and_no_more(clerk: Archive, deed: Any) -> None:
    with Archive.open(clerk.path, rights=READER) as reader:
        assert reader.search("").total == 2
        with pytest.raises(NotAllowed) as fault:
            deed(reader)
        assert fault.value.code == "not-allowed"


def test_a_damaged_room_is_made_anew(clerk: Archive) -> None:
    clerk.close()
    room = clerk.path / "rooms" / "0"
    (room / "catalogue.sqlite").write_bytes(b"no database at all")
    with Archive.open(clerk.path, rights=CLERK) as opened:
        assert opened.search("").total == 2
    for path in (room / "index" / "whoosh").iterdir():
        path.unlink()
    with Archive.open(clerk.path, rights=CLERK) as opened:
        assert opened.search("").total == 2


def test_many_readers_at_once_while_letters_come(clerk: Archive, archive: Archive, office: Office) -> None:
    found: list[int] = []
    faults: list[BaseException] = []

    def read() -> None:
        try:
            with Archive.open(clerk.path, rights=CLERK) as opened:
                found.extend(opened.search("").total for _ in range(10))
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(3):
        more = letter(f"มท 0816.3/ว 300{number}", "2020-09-09", f"เรื่องที่ {number}")
        archive.import_([office.put(f"more-{number}.txt", more)])
    for thread in threads:
        thread.join(60)
    assert not faults
    assert len(found) == 40
    assert set(found) <= {2, 3, 4, 5}
    assert clerk.search("").total == 5


def test_a_reader_can_read_while_the_archive_is_written(clerk: Archive) -> None:
    with writer_lock(Layout(clerk.path).lock), Archive.open(clerk.path, rights=CLERK) as opened:
        assert opened.search("").total == 2


@pytest.mark.parametrize(
    ("mark", "level"), [(None, 0), ("", 0), ("ลับ", 1), ("ลับมาก", 2), ("ลับที่สุด", 3), ("ปกปิด", 3)]
)
def test_levels_of_secrecy(mark: str | None, level: int) -> None:
    assert level_of(mark) == level
