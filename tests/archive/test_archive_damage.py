"""The clerk opens an archive of which a piece was lost or put in place of another: told so, with the remedy."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from archive import Archive
from parsers.errors import ArchiveError, ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Office


def _empty(root: Path) -> None:
    (root / "catalogue.sqlite").write_bytes(b"")


def _foreign(root: Path, table: str) -> None:
    (root / "catalogue.sqlite").unlink()
    with sqlite3.connect(root / "catalogue.sqlite") as connection:
        connection.execute(f"CREATE TABLE {table} (name TEXT)")
    connection.close()


def _fresh(root: Path) -> None:
    from archive.catalogue import Catalogue

    (root / "catalogue.sqlite").unlink()
    Catalogue.open(root / "catalogue.sqlite", create=True).close()


def _altered(root: Path) -> None:
    with sqlite3.connect(root / "catalogue.sqlite") as connection:
        connection.execute("ALTER TABLE letters RENAME COLUMN sender TO chair")
    connection.close()


LOSSES = {
    "an empty catalogue": _empty,
    "a database of another program": lambda root: _foreign(root, "chairs"),
    "a database of another program with migrations": lambda root: _foreign(root, "migrations"),
    "a fresh catalogue beside old originals": _fresh,
    "a catalogue with other columns": _altered,
    "no catalogue": lambda root: (root / "catalogue.sqlite").unlink(),
    "no mark": lambda root: (root / "saraban.json").unlink(),
    "a mark that is no JSON": lambda root: (root / "saraban.json").write_text("x"),
}


@pytest.mark.parametrize("what", LOSSES)
@pytest.mark.parametrize("create", [False, True])
def test_damage_is_named_in_one_line_with_the_remedy(
    tmp_path: Path, office: Office, here: None, what: str, create: bool
) -> None:
    office.chain()
    root = tmp_path / "archive"
    with Archive.open(root, create=True) as archive:
        archive.import_([office.folder])
    LOSSES[what](root)
    with pytest.raises(ArchiveError) as fault, Archive.open(root, create=create) as archive:
        archive.stats()
    assert (fault.value.code, fault.value.exit_code) == ("archive-damaged", ExitCode.ARCHIVE)
    for language, remedy in (("th", "สำเนาสำรอง"), ("en", "restore it from a backup")):
        assert remedy in fault.value.message(language)
        assert "\n" not in fault.value.message(language)
    for english in ("missing", "another program", "knows none"):
        assert english not in fault.value.thai


def test_an_archive_whose_first_import_was_killed_is_made_after_all(
    tmp_path: Path, office: Office, here: None
) -> None:
    """Folders and the catalogue are there, the mark is not: nothing was lost, the import begins again."""
    from archive.catalogue import Catalogue

    root = tmp_path / "archive"
    (root / "originals").mkdir(parents=True)
    Catalogue.open(root / "catalogue.sqlite", create=True).close()
    with Archive.open(root, create=True) as archive:
        assert archive.import_(office.chain()).letters
