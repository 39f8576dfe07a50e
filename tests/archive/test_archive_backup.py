"""A backup is whole or refused, and true to one moment, whatever is written meanwhile."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
import zstandard
from conftest import Office, run_here

from archive import Archive, backing_up, workers
from archive.originals import Originals, hash_file
from parsers.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archive.records import ImportProgress


ENDINGS = (".tar.zst", ".zip")


@pytest.fixture
def filled(archive: Archive, office: Office) -> Archive:
    office.chain()
    archive.import_([office.folder])
    return archive


def _flip(path: Path, place: float) -> None:
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 0xFF
    path.write_bytes(content)


DAMAGE: dict[str, Callable[[Path], None]] = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3]),
    "cut off by a little": lambda path: path.write_bytes(path.read_bytes()[:-30]),
    "a byte changed early": lambda path: _flip(path, 0.2),
    "a byte changed in the middle": lambda path: _flip(path, 0.5),
    "a byte changed late": lambda path: _flip(path, 0.8),
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("what", DAMAGE)
def test_a_damaged_backup_leaves_nothing_behind(
    filled: Archive, tmp_path: Path, ending: str, what: str
) -> None:
    path = tmp_path / f"saved{ending}"
    filled.backup(path)
    DAMAGE[what](path)
    there = set(tmp_path.iterdir())
    with pytest.raises(ArchiveError) as fault:
        Archive.restore(path, tmp_path / "new")
    assert fault.value.code in ("backup-damaged", "not-a-backup")
    assert set(tmp_path.iterdir()) == there


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as zip_:
        return {name: zip_.read(name) for name in zip_.namelist()}


def _pack(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as zip_:
        for name, content in members.items():
            zip_.writestr(name, content)


def _swap_original(members: dict[str, bytes]) -> None:
    name = next(name for name in members if name.startswith("originals/"))
    members[name] = b"another letter"


def _drop_original(members: dict[str, bytes]) -> None:
    del members[next(name for name in members if name.startswith("originals/"))]


def _hide_original(members: dict[str, bytes]) -> None:
    """Take an original out of the list as well."""
    name = next(name for name in members if name.startswith("originals/"))
    del members[name]
    manifest = json.loads(members["saraban-backup.json"])
    manifest["originals"].remove(name.split("/")[-1])
    members["saraban-backup.json"] = json.dumps(manifest).encode()


FORGERIES: dict[str, Callable[[dict[str, bytes]], None]] = {
    "another file under an original's name": _swap_original,
    "an original taken out": _drop_original,
    "an original taken out, and out of the list": _hide_original,
    "no manifest": lambda members: members.pop("saraban-backup.json") and None,
    "no catalogue": lambda members: members.pop("catalogue.sqlite") and None,
    "another catalogue": lambda members: members.update({"catalogue.sqlite": b"SQLite format 3\0"}),
    "a name that leads out": lambda members: members.update({"../outside.txt": b"x"}),
    "a manifest that is none": lambda members: members.update({"saraban-backup.json": b"[]"}),
    "a manifest of numbers": lambda members: members.update({"saraban-backup.json": b'{"format": "x"}'}),
}


@pytest.mark.parametrize("what", FORGERIES)
def test_a_backup_that_is_not_what_it_says_is_refused(filled: Archive, tmp_path: Path, what: str) -> None:
    path = tmp_path / "saved.zip"
    filled.backup(path)
    members = _members(path)
    FORGERIES[what](members)
    _pack(path, members)
    there = set(tmp_path.iterdir())
    with pytest.raises(ArchiveError):
        Archive.restore(path, tmp_path / "new")
    assert set(tmp_path.iterdir()) == there


def test_a_link_in_a_backup_is_not_followed(filled: Archive, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        link = tarfile.TarInfo("catalogue.sqlite")
        link.type, link.linkname = tarfile.SYMTYPE, str(filled.path / "catalogue.sqlite")
        tar.addfile(link)
    path = tmp_path / "saved.tar.zst"
    path.write_bytes(zstandard.ZstdCompressor().compress(packed.getvalue()))
    with pytest.raises(ArchiveError):
        Archive.restore(path, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("content", [b"", b"some text", b"PK\x03\x04", b"\x28\xb5\x2f\xfd"])
def test_what_is_no_backup_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "saved.zip"
    path.write_bytes(content)
    with pytest.raises(ArchiveError) as fault:
        Archive.restore(path, tmp_path / "new")
    assert fault.value.code in ("not-a-backup", "backup-damaged")


def test_the_backup_of_a_newer_version_is_refused(filled: Archive, tmp_path: Path) -> None:
    path = tmp_path / "saved.zip"
    filled.backup(path)
    members = _members(path)
    manifest = json.loads(members["saraban-backup.json"]) | {"format": 99}
    _pack(path, members | {"saraban-backup.json": json.dumps(manifest).encode()})
    with pytest.raises(ArchiveError) as fault:
        Archive.restore(path, tmp_path / "new")
    assert fault.value.code == "archive-newer"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_backup_taken_in_the_midst_of_an_import_is_true_to_one_moment(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """A backup after every file of an import that writes after every second one: each restores and is sound."""
    monkeypatch.setattr(workers, "run", run_here)
    monkeypatch.setattr("archive.importing.BATCH", 2)
    office.chain()
    root = tmp_path / "archive"
    with Archive.open(root, create=True) as first:
        first.import_([office.put("zero.txt", "ไม่ใช่หนังสือ")])
    saved: list[Path] = []

    def save(progress: ImportProgress) -> None:
        if progress.stage == "reading":
            saved.append(tmp_path / f"{len(saved)}{ending}")
            with Archive.open(root) as reader:
                reader.backup(saved[-1])

    with Archive.open(root) as writer:
        whole = writer.import_([office.folder], progress=save).letters
    held = []
    for number, path in enumerate(saved):
        told = Archive.restore(path, tmp_path / f"new{number}")
        with Archive.open(tmp_path / f"new{number}") as restored:
            rows = list(restored.export())
            assert len(rows) == told.letters == restored.search("").total
            store = Originals(restored.path / "originals")
            assert all(hash_file(store.path(sha256)) == sha256 for sha256 in store.hashes())
            held.append(told.letters)
    assert held == sorted(held)
    assert held[0] < held[-1] <= whole
    assert len(set(held)) > 2


def test_a_backup_that_is_interrupted_keeps_the_one_before(
    filled: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "saved.zip"
    filled.backup(path)
    before = path.read_bytes()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backing_up, "_add_bytes", stop)
    with pytest.raises(KeyboardInterrupt):
        filled.backup(path, force=True)
    assert path.read_bytes() == before
    assert not [entry for entry in tmp_path.iterdir() if entry.name.startswith(".saraban")]
