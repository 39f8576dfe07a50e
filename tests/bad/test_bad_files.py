"""The clerk's folder holds the worst that can lie in a folder: each costs one line, and the letter beside it comes in."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pytest

from archive import Archive, ImportOptions
from parsers.readers import limits
from tests.bad.letters import GOOD
from tests.bad.measured import noted_work
from tests.bad.others import OTHERS
from tests.bad.packed import PACKED
from tests.bad.pdfs import PDFS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from archive import ImportReport

BAD: Mapping[str, tuple[Callable[[], bytes | int], str]] = {**PDFS, **PACKED, **OTHERS}
MOST_MEMORY = 1 << 30


@dataclass(frozen=True)
class Cellar:
    """A folder of bad files with one good letter among them, imported once."""

    folder: Path
    archive: Archive
    report: ImportReport
    notes: list[str]


def make(name: str, path: Path) -> None:
    """Put the bad file ``name`` at ``path``."""
    made = BAD[name][0]()
    if isinstance(made, bytes):
        path.write_bytes(made)
        return
    with path.open("wb") as file:
        file.write("เรื่อง ".encode())
        file.truncate(made)


@pytest.fixture(scope="module")
def cellar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cellar]:
    root = tmp_path_factory.mktemp("cellar")
    folder = root / "ชั้นล่าง"
    folder.mkdir()
    for name in BAD:
        make(name, folder / name)
    (folder / "good letter.txt").write_text(GOOD, "utf-8")
    with pytest.MonkeyPatch.context() as patch, Archive.open(root / "archive", create=True) as archive:
        patch.setattr("archive.importing.work", partial(noted_work, str(root / "notes")))
        patch.setattr(limits, "MAX_INSIDE", 300)
        report = archive.import_([folder], options=ImportOptions(jobs=2, ocr="never", timeout=60))
        yield Cellar(folder, archive, report, (root / "notes").read_text("utf-8").splitlines())


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_ends_with_its_code_and_one_line_that_says_what_to_do(cellar: Cellar, name: str) -> None:
    path = str(cellar.folder / name)
    failed = [each for each in cellar.report.failed if each.path == path or each.path.startswith(f"{path}!/")]
    code = BAD[name][1]
    assert {each.code for each in failed} == (set() if code == "read" else {code}), failed
    for each in failed:
        for language in ("th", "en"):
            said = each.message(language)
            assert said
            assert "\n" not in said
            assert "{" not in said


def test_the_good_letter_beside_them_is_imported(cellar: Cellar) -> None:
    letter = cellar.archive.letter("มท 0816.3/ว 1750")
    assert str(cellar.folder / "good letter.txt") in {copy.path for copy in letter.copies}
    assert cellar.archive.search("ต้นไม้ริมคลอง").total > 0


def test_no_file_takes_more_than_a_gigabyte_of_memory(cellar: Cellar) -> None:
    most = max(cellar.notes, key=lambda note: int(note.split(" ", 1)[0]))
    assert int(most.split(" ", 1)[0]) < MOST_MEMORY, most


def test_nothing_is_written_outside_the_archive(cellar: Cellar) -> None:
    assert not os.path.exists("/tmp/saraban-escaped.txt")
    held = {entry.name for entry in cellar.folder.parent.iterdir()}
    assert held == {"ชั้นล่าง", "archive", "notes"}
    assert {entry.name for entry in cellar.folder.iterdir()} == {*BAD, "good letter.txt"}


def test_the_archive_is_sound_and_every_file_is_accounted_for(cellar: Cellar) -> None:
    with Archive.open(cellar.archive.path) as archive:
        again = archive.import_([cellar.folder], options=ImportOptions(ocr="never"))
    assert {(each.path, each.code) for each in again.failed} == {
        (each.path, each.code) for each in cellar.report.failed
    }
    assert (again.imported, again.copies, again.letters) == (0, 0, 0)
    assert not Archive.doctor(cellar.archive.path).findings


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
def test_parse_names_them_too(cellar: Cellar, capfd: pytest.CaptureFixture[str]) -> None:
    """Without an archive, by the command for one file."""
    import json
    import subprocess

    from tests.cli.conftest import ROOT

    names = ["password.docx", "bomb.zip", "cyclic table.msg", "deep.rtf", "entities.odt"]
    command = [sys.executable, "-X", "utf8", str(ROOT / "cli.py"), "parse", "--format", "jsonl"]
    done = subprocess.run(
        [*command, *(str(cellar.folder / name) for name in names)], capture_output=True, check=False
    )
    told = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [each["error"]["code"] for each in told] == [BAD[name][1] for name in names]
    assert done.returncode == 4
