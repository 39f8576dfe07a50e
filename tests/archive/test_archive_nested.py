"""The clerk imports e-mails and zip files: each file in them is a file of its own, with the path it came from."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from conftest import make_older
from invented import CHAIN

import archive.reading as archive_reading
from archive import Archive, ImportOptions
from archive.originals import hash_file
from parsers.readers import limits
from tests.readers import office_files as make

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from invented import Office

    from archive import ImportProgress, ImportReport
    from parsers.document import Member

FIRST = CHAIN["first"].encode()
NOISE = bytes(range(256)) * 20


def put(office: Office, name: str, data: bytes) -> Path:
    path = office.folder / name
    path.write_bytes(data)
    return path


def adds_up(report: ImportReport) -> bool:
    told = report.imported + report.copies + report.unchanged + report.not_letters + len(report.failed)
    return told == report.files


def test_a_letter_in_all_formats_is_one_letter_with_so_many_copies(archive: Archive, office: Office) -> None:
    text = CHAIN["first"].strip("\n")
    word = text.replace("\n", "\r") + "\r"
    made = {
        "a.txt": text.encode(),
        "b.txt": text.encode("cp874"),
        "c.txt": text.encode("utf-16"),
        "d.docx": make.docx(office.folder / "d.docx", text).read_bytes(),
        "e.doc": make.word97([(word, "utf-16-le")]),
        "f.doc": make.word97([(word, "cp874")]),
        "g.odt": make.odt(make.odt_xml(make.odt_lines(text))),
        "h.rtf": make.rtf(text),
        "i.html": make.web_page(text, "windows-874", "cp874"),
        "j.eml": make.mail(text),
        "k.msg": make.outlook(text),
    }
    for name, data in made.items():
        put(office, name, data)
    put(office, "all.zip", make.zipped(made))
    put(office, "all.eml", make.mail("ตามแนบ", made))
    put(office, "all.msg", make.outlook("ตามแนบ", made))
    report = archive.import_([office.folder])
    count = len(made)
    assert (report.letters, report.imported, report.copies, report.failed) == (1, 1, 4 * count - 1, ())
    assert (report.not_letters, report.files) == (3, 4 * count + 3)
    (told,) = archive.export()
    containers = ("", "all.zip!/", "all.eml!/", "all.msg!/")
    assert told["copies"] == sorted(f"{office.folder}/{c}{name}" for c in containers for name in made)
    again = archive.import_([office.folder])
    assert (again.unchanged, again.files) == (report.files, report.files)
    assert list(archive.export()) == [told]


def test_each_file_in_an_e_mail_is_kept_and_listed_by_where_it_came_from(
    archive: Archive, office: Office
) -> None:
    mail = put(office, "mail.eml", make.mail("ตามแนบ", {"หนังสือ.txt": FIRST}))
    report = archive.import_([mail])
    assert (report.imported, report.not_letters, report.letters) == (1, 1, 1)
    assert [(each.path, each.code) for each in report.not_letter_reasons] == [(str(mail), "container")]
    record = archive.letter("ว1750")
    assert record.as_json()["copies"] == [f"{mail}!/หนังสือ.txt"]
    (copy,) = record.copies
    stored = archive.path / "originals" / copy.sha256[:2] / copy.sha256
    assert stored.read_bytes() == FIRST
    assert hash_file(stored) == copy.sha256
    assert adds_up(report)


def test_a_file_in_a_zip_file_that_fails_is_named_and_the_others_go_on(
    archive: Archive, office: Office
) -> None:
    path = put(office, "a.zip", make.zipped({"noise.bin": NOISE, "ดี.txt": FIRST, "b.zip": b"PK\3\4 broken"}))
    report = archive.import_([office.folder])
    assert [(each.path, each.code) for each in report.failed] == [
        (f"{path}!/b.zip", "damaged"),
        (f"{path}!/noise.bin", "not-text"),
    ]
    assert (report.imported, report.letters) == (1, 1)
    assert archive.failures() == list(report.failed)
    assert adds_up(report)
    again = archive.import_([office.folder])
    assert again.failed == report.failed
    assert (again.unchanged, again.imported) == (2, 0)


def test_members_that_failed_are_tried_again_from_the_archive_when_asked(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(office, "a.zip", make.zipped({"a.txt": FIRST}))
    with monkeypatch.context() as patch:
        patch.setattr("archive.reading.parse", _run_out_of_memory)
        assert [each.path for each in archive.import_([path]).failed] == [f"{path}!/a.txt"]
    assert [each.code for each in archive.import_([path]).failed] == ["out-of-memory"]
    report = archive.import_([path], options=ImportOptions(retry_failed=True))
    assert (report.imported, report.unchanged, report.failed) == (1, 1, ())
    assert archive.failures() == []


def _run_out_of_memory(document: object) -> None:
    raise MemoryError


def test_a_container_that_is_known_is_not_taken_apart_again(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(office, "a.eml", make.mail("x", {"b.zip": make.zipped({"c.txt": FIRST, "d.txt": NOISE})}))
    first = archive.import_([office.folder])

    def refuse(*_: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr("archive.reading.read_document", refuse)
    monkeypatch.setattr("archive.reading.unpack", refuse)
    again = archive.import_([office.folder])
    assert (again.files, again.unchanged, again.failed) == (4, 3, first.failed)


def test_a_copy_of_a_container_adds_the_paths_of_what_lies_in_it(archive: Archive, office: Office) -> None:
    data = make.zipped({"a.txt": FIRST})
    one = put(office, "one.zip", data)
    archive.import_([office.folder])
    two = put(office, "two.zip", data)
    report = archive.import_([office.folder])
    assert (report.copies, report.unchanged, report.not_letters, report.letters) == (1, 2, 1, 0)
    assert archive.letter("ว1750").as_json()["copies"] == [f"{one}!/a.txt", f"{two}!/a.txt"]


def test_two_equal_containers_in_one_import(archive: Archive, office: Office) -> None:
    data = make.zipped({"a.txt": FIRST})
    for name in ("one.zip", "two.zip"):
        put(office, name, data)
    report = archive.import_([office.folder])
    assert (report.files, report.imported, report.copies, report.not_letters) == (4, 1, 1, 2)
    assert adds_up(report)


def test_a_failure_goes_when_its_container_is_put_right(archive: Archive, office: Office) -> None:
    path = put(office, "a.zip", make.zipped({"a.txt": NOISE, "b.txt": FIRST}))
    archive.import_([path])
    assert len(archive.failures()) == 1
    put(office, "a.zip", make.zipped({"b.txt": FIRST}))
    assert archive.import_([path]).failed == ()
    assert archive.failures() == []


def test_a_failure_stays_while_its_container_cannot_be_read(archive: Archive, office: Office) -> None:
    path = put(office, "a.zip", make.zipped({"a.txt": NOISE, "b.txt": FIRST}))
    archive.import_([path])
    put(office, "a.zip", path.read_bytes()[:100])
    assert [each.path for each in archive.import_([path]).failed] == [str(path)]
    assert [each.path for each in archive.failures()] == [str(path), f"{path}!/a.txt"]


def test_a_password_on_one_member(archive: Archive, office: Office) -> None:
    data = bytearray(make.zipped({"a.txt": FIRST, "b.txt": b"x"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path = put(office, "a.zip", bytes(data))
    for imported in (1, 0):
        report = archive.import_([path])
        assert [(each.path, each.code) for each in report.failed] == [(f"{path}!/b.txt", "encrypted")]
        assert report.imported == imported
        assert adds_up(report)
    assert [each.path for each in archive.failures()] == [f"{path}!/b.txt"]


def test_a_newer_parser_opens_containers_again(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(office, "a.zip", make.zipped({"a.txt": FIRST}))
    archive.import_([office.folder])
    before = list(archive.export())
    for module in ("archive.importing", "archive.recording"):
        monkeypatch.setattr(f"{module}.VERSION", "next")
    report = archive.import_([office.folder])
    assert (report.unchanged, report.letters, report.failed) == (0, 0, ())
    assert list(archive.export()) == before
    assert archive.import_([office.folder]).unchanged == 2


def test_containers_within_containers_beyond_measure(archive: Archive, office: Office) -> None:
    data = make.zipped({"a.txt": FIRST})
    for _ in range(limits.MAX_DEPTH):
        data = make.zipped({"a.zip": data})
    path = put(office, "a.zip", data)
    report = archive.import_([path])
    assert [(each.path, each.code) for each in report.failed] == [
        (f"{path}{'!/a.zip' * limits.MAX_DEPTH}!/…", "too-deep")
    ]
    assert adds_up(report)


def test_no_more_than_allowed_is_taken_from_one_file(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_INSIDE", 2)
    path = put(office, "a.zip", make.zipped({"a.txt": FIRST, "b.txt": b"x", "c.txt": b"y"}))
    report = archive.import_([path])
    assert [(each.path, each.code) for each in report.failed] == [(f"{path}!/…", "too-large")]
    assert report.imported == 1
    assert adds_up(report)


def test_a_spreadsheet_is_no_letter_and_says_why(archive: Archive, office: Office) -> None:
    path = put(office, "a.xlsx", make.zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}))
    for unchanged in (0, 1):
        report = archive.import_([path])
        assert (report.not_letters + report.unchanged, report.unchanged, report.failed) == (1, unchanged, ())
    other = put(office, "b.xlsx", path.read_bytes())
    report = archive.import_([other])
    assert [(each.path, each.code) for each in report.not_letter_reasons] == [(str(other), "spreadsheet")]


def test_real_workers_take_containers_apart_too(tmp_path: Path, office: Office) -> None:
    for number in range(5):
        inner = make.zipped(
            {f"{number}.txt": CHAIN["first"].replace("1750", f"175{number}").encode(), "x": NOISE}
        )
        put(office, f"{number}.eml", make.mail("x", {"in.zip": inner}))
    with Archive.open(tmp_path / "archive", create=True) as archive:
        report = archive.import_([office.folder], options=ImportOptions(jobs=2))
        assert (report.files, report.letters, len(report.failed)) == (20, 5, 5)
        assert adds_up(report)
        assert archive.import_([office.folder]).unchanged == 15
        assert archive.stats().files == 20


def test_an_archive_of_before_learns_of_members(archive: Archive, office: Office) -> None:
    office.chain()
    archive.import_([office.folder])
    archive.close()
    make_older(archive.path, "members")
    put(office, "a.zip", make.zipped({"a.txt": FIRST}))
    report = archive.import_([office.folder])
    assert (report.copies, report.unchanged) == (1, 7)


def test_an_import_that_was_stopped_after_a_container_goes_on_with_what_lies_in_it(
    archive: Archive, office: Office
) -> None:
    path = put(office, "a.zip", make.zipped({"a.txt": FIRST, "b.txt": CHAIN["amended"].encode()}))

    def stop(now: ImportProgress) -> None:
        if now.path == str(path):
            raise KeyboardInterrupt

    stopped = archive.import_([path], progress=stop)
    assert stopped.interrupted
    report = archive.import_([path])
    assert (report.letters, report.imported, report.unchanged) == (2, 2, 1)


def test_a_zip_file_that_holds_itself_ends(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(office, "r.zip", make.zipped({"r.zip": b"x", "a.txt": FIRST}))
    own, inner = hash_file(path), hashlib.sha256(b"x").hexdigest()
    sums = archive_reading._members

    def itself(stored: Path, listed: tuple[Member, ...]) -> tuple[archive_reading.MemberFile, ...]:
        # Such files exist; this stands in for the 400 bytes of one.
        return tuple(
            replace(each, sha256=own) if each.sha256 == inner else each for each in sums(stored, listed)
        )

    monkeypatch.setattr(archive_reading, "_members", itself)
    report = archive.import_([path])
    assert [each.code for each in report.failed] == ["too-deep"]
    assert (report.letters, report.imported) == (1, 1)
    assert adds_up(report)
