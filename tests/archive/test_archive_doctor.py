"""An archive is damaged in every way that can be thought of; the doctor names each, and mends what can be mended."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from conftest import make_older
from invented import letter

from archive import Archive
from archive.lock import writer_lock
from archive.originals import Originals
from index import open_engine
from parsers.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Office


@pytest.fixture
def root(tmp_path: Path, office: Office, here: None) -> Path:
    """An archive with a chain, a correction, and a file that is no letter."""
    office.chain()
    office.put("list.txt", "น้ำปลา ไข่ ข้าวสาร")
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.import_([office.folder])
        archive.correct("พย 0023.3/918", {"subject": "รายงานต้นไม้"}, reason="พิมพ์ตก", author="สมศรี")
    return tmp_path / "archive"


def exported(root: Path) -> str:
    with Archive.open(root) as archive:
        found = json.dumps(list(archive.export()), ensure_ascii=False)
        assert archive.search("").total == len(json.loads(found))
        return found


def original(root: Path, number: int = 0) -> Path:
    """One of the stored originals; 0 is that of the first letter of the chain."""
    with closing(sqlite3.connect(root / "catalogue.sqlite")) as read:
        rows = read.execute(
            "SELECT sha256 FROM files WHERE path LIKE '%/first.txt' OR path LIKE '%/order.txt' ORDER BY path"
        )
        sha256 = rows.fetchall()[number][0]
    return Originals(root / "originals").path(sha256)


def sql(statement: str) -> Callable[[Path], object]:
    def damage(root: Path) -> None:
        with closing(sqlite3.connect(root / "catalogue.sqlite")) as connection, connection:
            assert connection.execute(statement).rowcount

    return damage


def rot(root: Path) -> None:
    path = original(root)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def emptied(path: Path) -> None:
    path.unlink()
    path.touch()


def in_index(change: str) -> Callable[[Path], object]:
    def damage(root: Path) -> None:
        from index.engine import Entry

        with closing(open_engine(root / "index/whoosh")) as engine:
            ids = sorted(engine.ids())
            if change == "lacks":
                engine.delete(ids[:1])
            elif change == "extra":
                engine.add([Entry(id="nothing", kind="external", text="ต้นไม้")])
            else:
                engine.add([Entry(id=ids[0], kind="order", number="1/2500", text="ต้นไม้")])
            engine.commit()

    return damage


def put(name: str, content: str = "x") -> Callable[[Path], object]:
    def damage(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")

    return damage


def orphan(root: Path) -> None:
    path = root / "new.txt"
    path.write_text(letter("มท 0816.3/ว 9999", "2020-06-16", "การปลูกต้นไม้"), "utf-8")
    from archive.originals import hash_file

    Originals(root / "originals").store(path, hash_file(path))
    path.unlink()


def forgotten(root: Path) -> None:
    """The content of a file is no longer listed, nor what was read of it."""
    sha256 = original(root).name
    with closing(sqlite3.connect(root / "catalogue.sqlite")) as connection, connection:
        connection.execute("DELETE FROM copies WHERE sha256 = ?", (sha256,))
        connection.execute("DELETE FROM originals WHERE sha256 = ?", (sha256,))


@dataclass(frozen=True)
class Case:
    """A way to damage an archive, and the code under which it must be found."""

    code: str
    damage: Callable[[Path], object]


MENDABLE = {
    "an original changed by a byte": Case("original-damaged", rot),
    "an original cut to nothing": Case("original-damaged", lambda root: emptied(original(root))),
    "an original deleted": Case("original-missing", lambda root: original(root).unlink()),
    "an original in the wrong folder": Case("stray", lambda root: shutil.copy(original(root), root / "originals/zz")),
    "an original nobody knows": Case("orphan", orphan),
    "a stranger among the originals": Case("stray", put("originals/ab/notes.txt")),
    "a half-written original": Case("leftover", put("originals/.part-x1")),
    "one that an older program left": Case("leftover", put("originals/ab/.part-x1")),
    "a half-built index": Case("leftover", put("index/whoosh.new/x")),
    "the mark deleted": Case("mark-damaged", lambda root: (root / "saraban.json").unlink()),
    "the mark scribbled over": Case("mark-damaged", put("saraban.json", "{")),
    "a text changed": Case("parts-broken", sql("UPDATE copies SET text = text || 'x' WHERE key = 1")),
    "values that are no JSON": Case("parts-broken", sql("UPDATE copies SET contract = '{' WHERE key = 1")),
    "values that are not ours": Case("parts-broken", sql("UPDATE copies SET contract = '[1]' WHERE key = 2")),
    "values changed": Case(
        "parts-broken", sql("UPDATE copies SET contract = json_set(contract, '$.number', 'มท 1/1') WHERE best")
    ),
    "the texts of an original deleted": Case("parts-broken", sql("DELETE FROM copies WHERE key = 1")),
    "a part under another number": Case("parts-broken", sql("UPDATE copies SET part = 7 WHERE key = 1")),
    "a letter with another date": Case("letter-broken", sql("UPDATE letters SET date = '1999-01-01' WHERE key = 1")),
    "a letter of another identity": Case("letter-broken", sql("UPDATE letters SET identity = 'x' WHERE key = 1")),
    "a letter without its best text": Case("letter-broken", sql("UPDATE copies SET best = 0 WHERE letter = 1")),
    "a text without a letter": Case("letter-broken", sql("UPDATE copies SET letter = NULL WHERE letter = 1")),
    "a letter that forgot its corrections": Case(
        "letter-broken", sql("UPDATE letters SET corrections = '[]' WHERE corrections != '[]'")
    ),
    "a list of corrections that is none": Case("letter-broken", sql("UPDATE letters SET corrections = '{' WHERE key = 1")),
    "the references of a letter deleted": Case("letter-broken", sql('DELETE FROM "references"')),
    "a letter deleted": Case("link-dangling", sql("DELETE FROM letters WHERE key = 1")),
    "a link to nothing": Case("link-dangling", sql('UPDATE "references" SET target = 999 WHERE target IS NOT NULL')),
    "a link to another letter": Case("link-outdated", sql('UPDATE "references" SET target = (SELECT max(key) FROM letters WHERE key != target) WHERE target IS NOT NULL')),
    "a link said to be missing": Case(
        "link-outdated", sql("UPDATE \"references\" SET state = 'missing', target = NULL WHERE state = 'resolved'")
    ),
    "the keys of letters deleted": Case("link-outdated", sql("DELETE FROM letter_keys")),
    "keys of no letter": Case("link-dangling", sql("INSERT INTO letter_keys VALUES (5, 999)")),
    "a status that nobody gave": Case(
        "status-outdated", sql("UPDATE letters SET status = 'cancelled' WHERE status = 'in_force'")
    ),
    "a file whose content is not listed": Case("content-unknown", forgotten),
    "the index deleted": Case("index-damaged", lambda root: shutil.rmtree(root / "index/whoosh")),
    "the index's mark scribbled over": Case("index-damaged", put("index/whoosh/saraban-index.json", "{")),
    "an index of another version": Case("index-damaged", put("index/whoosh/saraban-index.json", '{"format": 0}')),
    "the segments of the index deleted": Case(
        "index-damaged", lambda root: [path.unlink() for path in (root / "index/whoosh").glob("*.seg")] and None
    ),
    "a letter gone from the index": Case("index-lacks", in_index("lacks")),
    "a letter too many in the index": Case("index-extra", in_index("extra")),
    "another letter under an id in the index": Case("index-outdated", in_index("outdated")),
    "an index that is behind": Case("index-behind", put("index/pending", "")),
}  # fmt: skip

LOST = {
    "the catalogue deleted": Case("catalogue-missing", lambda root: (root / "catalogue.sqlite").unlink()),
    "the catalogue emptied": Case("catalogue-damaged", lambda root: (root / "catalogue.sqlite").write_bytes(b"")),
    "another file for the catalogue": Case("catalogue-damaged", put("catalogue.sqlite", "no database at all " * 50)),
    "a table gone": Case("catalogue-damaged", sql('ALTER TABLE letters RENAME TO epistles')),
    "pages overwritten": Case("catalogue-damaged", lambda root: _overwrite(root / "catalogue.sqlite")),
}  # fmt: skip


def _overwrite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    content = bytearray(path.read_bytes())
    content[8192:40960] = b"\xa5" * (40960 - 8192)
    path.write_bytes(content)


def test_a_sound_archive_is_said_to_be_sound(root: Path) -> None:
    found = Archive.doctor(root)
    assert found.findings == ()
    assert found.is_well
    assert found.checked == {"originals": 8, "parts": 8, "letters": 7, "references": 5}


@pytest.mark.parametrize("what", MENDABLE)
def test_damage_is_found_mended_and_recorded(root: Path, what: str) -> None:
    before = exported(root)
    case = MENDABLE[what]
    case.damage(root)
    found = Archive.doctor(root)
    assert case.code in {finding.code for finding in found.findings}, found.findings
    assert not found.is_well
    assert Archive.doctor(root).findings == found.findings  # looking changes nothing
    mended = Archive.doctor(root, repair=True)
    assert mended.is_well, mended.findings
    assert {finding.code for finding in found.findings} <= {finding.code for finding in mended.findings}
    assert Archive.doctor(root).findings == ()
    assert exported(root) == before
    with Archive.open(root) as archive:
        manifest = archive.run(mended.run or 0)
        assert archive.stats().last_run is not None
        assert archive.stats().last_run.kind == "import"
    assert manifest.run.kind == "repair"
    assert {file.outcome for file in manifest.files} == {"mended"}
    assert case.code in {file.code for file in manifest.files}


@pytest.mark.parametrize("what", LOST)
def test_a_lost_catalogue_is_told_and_nothing_is_touched(root: Path, what: str) -> None:
    case = LOST[what]
    case.damage(root)
    before = {path: path.read_bytes() for path in (root / "originals").rglob("*") if path.is_file()}
    for repair in (False, True):
        found = Archive.doctor(root, repair=repair)
        assert case.code in {finding.code for finding in found.findings}
        assert not found.is_well
        assert "restore a backup" in found.findings[0].message("en")
    assert {path: path.read_bytes() for path in (root / "originals").rglob("*") if path.is_file()} == before


def test_an_original_that_is_nowhere_else_cannot_be_mended_but_by_a_backup(
    root: Path, office: Office, tmp_path: Path
) -> None:
    before = exported(root)
    with Archive.open(root) as archive:
        archive.backup(tmp_path / "saved.tar.zst")
    rotten, lost = original(root, 0), original(root, 1)
    rot(root)
    damaged = rotten.read_bytes()
    lost.unlink()
    shutil.rmtree(office.folder)
    found = Archive.doctor(root, repair=True)
    states = {finding.what: finding.state for finding in found.findings}
    assert states == {rotten.name: "unmended", lost.name: "unmended"}
    assert "--backup" in found.findings[0].message("en")
    assert "first.txt" in next(each for each in found.findings if each.what == rotten.name).message("th")
    assert rotten.read_bytes() == damaged
    assert exported(root) == before
    mended = Archive.doctor(root, repair=True, backup=tmp_path / "saved.tar.zst")
    assert mended.is_well
    assert (root / "set-aside" / rotten.name).read_bytes() == damaged
    with Archive.open(root) as archive:
        assert [run.counts for run in archive.runs()][:2] == [
            {"mended": 2, "unmended": 0},
            {"mended": 0, "unmended": 2},
        ]


def test_a_file_that_was_changed_does_not_mend_an_original(root: Path, office: Office) -> None:
    rot(root)
    office.put("first.txt", "something else")
    assert not Archive.doctor(root, repair=True).is_well
    assert original(root).read_bytes().endswith(b"!")


def test_what_lay_in_a_zip_file_is_taken_out_of_it_again(tmp_path: Path, office: Office, here: None) -> None:
    from zipfile import ZipFile

    inner = office.put("inner.txt", letter("มท 0816.3/ว 1750", "2020-06-16", "การดูแลต้นไม้ริมคลอง"))
    with ZipFile(office.folder / "all.zip", "w") as zip_:
        zip_.write(inner, "inner.txt")
    inner.unlink()
    root = tmp_path / "archive"
    with Archive.open(root, create=True) as archive:
        assert archive.import_([office.folder]).letters == 1
        (copy,) = archive.letter("ว1750").copies
    Originals(root / "originals").path(copy.sha256).unlink()
    (office.folder / "all.zip").unlink()
    assert Archive.doctor(root, repair=True).is_well


def test_broken_parts_of_a_damaged_original_are_left_as_they_are(root: Path, office: Office) -> None:
    rot(root)
    shutil.rmtree(office.folder)
    sha256 = original(root).name
    sql(f"UPDATE copies SET text = text || 'x' WHERE sha256 = '{sha256}'")(root)
    found = Archive.doctor(root, repair=True)
    assert {finding.code: finding.state for finding in found.findings} == {
        "parts-broken": "unmended",
        "original-damaged": "unmended",
    }
    with Archive.open(root) as archive:
        assert archive.stats().letters == 7


def test_a_lost_run_is_told_and_cannot_be_mended(root: Path) -> None:
    sql("UPDATE run_files SET run = 77 WHERE run = 1")(root)
    found = Archive.doctor(root, repair=True)
    assert {finding.code for finding in found.findings if finding.state == "unmended"} == {"history-lost"}


def test_several_wounds_are_mended_at_once(root: Path) -> None:
    before = exported(root)
    for what in ("an original changed by a byte", "a text changed", "a letter deleted", "the index deleted"):
        MENDABLE[what].damage(root)
    assert Archive.doctor(root, repair=True).is_well
    assert exported(root) == before


def test_an_orphan_can_be_imported_from_where_it_was_set_aside(root: Path, here: None) -> None:
    orphan(root)
    assert Archive.doctor(root, repair=True).is_well
    with Archive.open(root) as archive:
        assert archive.import_([root / "set-aside"]).letters == 1
        assert archive.letter("ว9999").letter["subject"] == "การปลูกต้นไม้"


def test_an_older_archive_is_told_and_upgraded_by_the_repair(root: Path) -> None:
    from archive.steps import VERSION

    make_older(root, "manifests")
    found = Archive.doctor(root)
    assert [finding.code for finding in found.findings] == ["schema-old"]
    assert str(VERSION) in found.findings[0].message("en")
    rot(root)
    mended = Archive.doctor(root, repair=True)
    assert {finding.code for finding in mended.findings} == {"schema-old", "original-damaged"}
    assert mended.is_well


def test_a_newer_archive_is_left_alone(root: Path) -> None:
    sql("INSERT INTO migrations VALUES (99, 'later', '2030')")(root)
    with pytest.raises(ArchiveError) as fault:
        Archive.doctor(root, repair=True)
    assert fault.value.code == "archive-newer"


def test_nobody_is_examined_while_another_writes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.doctor.diagnosing.LOCK_WAIT", 0.0)
    with writer_lock(root / "lock"), pytest.raises(ArchiveError) as fault:
        Archive.doctor(root)
    assert fault.value.code == "locked"


def test_there_must_be_an_archive_to_examine(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as fault:
        Archive.doctor(tmp_path / "nowhere")
    assert fault.value.code == "no-archive"
    assert not (tmp_path / "nowhere").exists()


def test_a_repair_that_is_killed_can_be_run_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = exported(root)
    for what in ("an original changed by a byte", "a text changed", "a letter gone from the index"):
        MENDABLE[what].damage(root)
    with monkeypatch.context() as patch:

        def die(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr("archive.doctor.mending.rekey", die)
        with pytest.raises(KeyboardInterrupt):
            Archive.doctor(root, repair=True)
    assert Archive.doctor(root, repair=True).is_well
    assert exported(root) == before
