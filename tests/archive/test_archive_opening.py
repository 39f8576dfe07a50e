"""Which folders open as archives, what is said of those that do not, and who may open one at the same time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from invented import CHAIN

from archive import Archive
from archive.lock import writer_lock
from parsers.errors import ArchiveError, ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from invented import Office


def test_there_must_be_an_archive_to_ask(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as fault:
        Archive.open(tmp_path / "nowhere")
    assert fault.value.code == "no-archive"
    assert fault.value.exit_code is ExitCode.ARCHIVE
    assert "saraban import" in fault.value.thai
    with Archive.open(tmp_path / "nowhere", create=True) as promised, pytest.raises(ArchiveError) as fault:
        promised.search("x")
    assert fault.value.code == "no-archive"


def test_a_folder_with_other_files_is_not_made_an_archive(office: Office, here: None) -> None:
    office.chain()
    with Archive.open(office.folder, create=True) as wrong, pytest.raises(ArchiveError) as fault:
        wrong.import_([office.folder])
    assert fault.value.code == "not-an-archive"
    assert len(list(office.folder.iterdir())) == 7


def test_an_archive_of_a_later_version_is_left_alone(archive: Archive, office: Office) -> None:
    archive.import_([office.put("first.txt", CHAIN["first"])])
    archive.close()
    (archive.path / "saraban.json").write_text('{"format": 99, "engine": "whoosh"}')
    with pytest.raises(ArchiveError) as fault:
        Archive.open(archive.path)
    assert fault.value.code == "archive-newer"


def test_a_damaged_catalogue_is_said_to_be_damaged(archive: Archive, office: Office) -> None:
    archive.import_([office.put("first.txt", CHAIN["first"])])
    archive.close()
    (archive.path / "catalogue.sqlite").write_bytes(b"not a database at all, but long enough" * 100)
    with Archive.open(archive.path) as broken, pytest.raises(ArchiveError) as fault:
        broken.stats()
    assert fault.value.code == "archive-damaged"


def test_a_catalogue_of_a_later_schema_is_left_alone(archive: Archive, office: Office) -> None:
    archive.import_([office.put("first.txt", CHAIN["first"])])
    archive.close()
    connection = sqlite3.connect(archive.path / "catalogue.sqlite")
    connection.execute("INSERT INTO migrations VALUES (99, 'from the future', '2050')")
    connection.commit()
    connection.close()
    with Archive.open(archive.path) as newer, pytest.raises(ArchiveError) as fault:
        newer.stats()
    assert fault.value.code == "archive-newer"


def test_two_imports_at_once_give_a_clear_message(
    archive: Archive, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.put("first.txt", CHAIN["first"])
    archive.import_([path])
    monkeypatch.setattr("archive.opened.LOCK_WAIT", 0.1)
    with writer_lock(archive.path / "lock"), pytest.raises(ArchiveError) as fault:
        archive.import_([path])
    assert fault.value.code == "locked"
    assert archive.import_([path]).unchanged == 1


def test_searching_goes_on_while_another_imports(archive: Archive, office: Office) -> None:
    archive.import_([office.put("first.txt", CHAIN["first"])])
    with writer_lock(archive.path / "lock"), Archive.open(archive.path) as reader:
        (archive.path / "index" / "pending").touch()
        assert reader.search("ต้นไม้").total == 1
        assert reader.letter("ว1750").status == "in_force"


def test_importing_the_door_costs_next_to_nothing_and_search_needs_no_catalogue(
    archive: Archive, office: Office
) -> None:
    office.chain()
    archive.import_([office.folder])
    archive.close()
    code = (
        "import sys; from pathlib import Path; from archive import Archive\n"
        "assert not {'index', 'sqlalchemy', 'parsers.letter'} & set(sys.modules)\n"
        f"with Archive.open(Path({str(archive.path)!r})) as a: print(a.search('ต้นไม้').total)\n"
        "assert 'sqlalchemy' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) >= 4
