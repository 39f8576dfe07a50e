"""The archive as one file: the catalogue as it is at one moment, and the originals that it tells of.

No lock is needed, and an import may run meanwhile: an original is on the disk before the catalogue tells of it, so
that a copy of the catalogue made first never tells of one that is not there yet. The index is left out: it is built
anew. The manifest comes last; a backup that was cut off has none.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from archive import faults
from archive.catalogue import now, open_to_read
from archive.layout import sync_folder
from archive.originals import Originals, hash_file
from archive.packing import is_packed, packing
from archive.recording import program_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archive.layout import Layout
    from archive.packing import Packer

FORMAT: Final = 1
"""Raised when what lies in a backup changes."""
MANIFEST: Final = "saraban-backup.json"
CATALOGUE: Final = "catalogue.sqlite"
MARK: Final = "saraban.json"
_TELL_EVERY: Final = 50


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What was backed up; ``broken`` are the hashes of originals that are missing or damaged and left out."""

    path: str
    letters: int
    originals: int
    bytes: int
    broken: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The object of ``saraban backup --format json`` (a contract)."""
        return {
            "path": self.path,
            "letters": self.letters,
            "originals": self.originals,
            "bytes": self.bytes,
            "broken": list(self.broken),
        }


def original_name(sha256: str) -> str:
    """Where an original lies in a backup."""
    return f"originals/{sha256[:2]}/{sha256}"


def back_up(
    layout: Layout, path: Path, *, force: bool = False, tell: Callable[[int, int], None] | None = None
) -> BackupReport:
    """Write the archive into file ``path``; what was there before stays until the new one is whole.

    Raises UsageError ``backup-name``, ``backup-exists`` or ``backup-place``.
    """
    _check(layout, path, force)
    with TemporaryDirectory(dir=path.parent, prefix=".saraban-backup-") as folder:
        copy = Path(folder) / CATALOGUE
        copy_catalogue(layout.catalogue, copy)
        with closing(sqlite3.connect(copy)) as connection:
            hashes = _originals(connection)
            (letters,) = connection.execute("SELECT count(*) FROM letters").fetchone()
        fresh = Path(folder) / "backup"
        with fresh.open("wb") as target:
            with packing(target, path.name) as packer:
                told = _pack(layout, packer, copy, hashes, tell)
                manifest = json.dumps(told | {"letters": letters}, indent=1).encode()
                _add_bytes(packer, MANIFEST, manifest, Path(folder))
            target.flush()
            os.fsync(target.fileno())
        size = fresh.stat().st_size
        os.replace(fresh, path)
        sync_folder(path.parent)
    return BackupReport(str(path), letters, len(told["originals"]), size, tuple(told["broken"]))


def copy_catalogue(source: Path, target: Path) -> None:
    """A copy of a catalogue as it is at this moment, in one file."""
    try:
        with _read_only(source) as read, closing(sqlite3.connect(target)) as write:
            read.backup(write)
            write.execute("PRAGMA journal_mode = DELETE").close()
            # Without its index the copy has nothing to make up for.
            with write:
                write.execute("DELETE FROM index_changes")
                write.execute("DELETE FROM index_state")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as fault:
        raise faults.damaged(source.parent, str(fault)) from fault


@contextmanager
def _read_only(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_to_read(path)) as connection:
        yield connection


def _check(layout: Layout, path: Path, force: bool) -> None:
    if not is_packed(path):
        raise faults.backup_name(path)
    if not path.parent.is_dir() or path.is_dir():
        raise faults.backup_place(path)
    if path.resolve().is_relative_to(layout.root.resolve()):
        raise faults.backup_inside(path)
    if path.exists() and not force:
        raise faults.backup_exists(path)


def _originals(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT sha256 FROM originals WHERE state != 'failed' ORDER BY sha256")
    return [sha256 for (sha256,) in rows]


def _pack(
    layout: Layout,
    packer: Packer,
    catalogue: Path,
    hashes: list[str],
    tell: Callable[[int, int], None] | None,
) -> dict[str, Any]:
    store = Originals(layout.originals)
    _add_file(packer, MARK, layout.mark)
    _add_file(packer, CATALOGUE, catalogue)
    kept: list[str] = []
    broken: list[str] = []
    for done, sha256 in enumerate(hashes, start=1):
        original = store.path(sha256)
        # Read twice: a name in a backup must not promise what is not under it.
        try:
            sound = hash_file(original) == sha256
        except OSError:
            sound = False
        if sound:
            _add_file(packer, original_name(sha256), original)
        (kept if sound else broken).append(sha256)
        if tell is not None and (done % _TELL_EVERY == 0 or done == len(hashes)):
            tell(done, len(hashes))
    return {
        "format": FORMAT,
        "made": now(),
        "program": program_version(),
        "catalogue": hash_file(catalogue),
        "mark": hash_file(layout.mark),
        "originals": kept,
        "broken": broken,
    }


def _add_file(packer: Packer, name: str, path: Path) -> None:
    with path.open("rb") as content:
        packer.add(name, content, os.fstat(content.fileno()).st_size)


def _add_bytes(packer: Packer, name: str, content: bytes, folder: Path) -> None:
    path = folder / hashlib.sha256(content).hexdigest()
    path.write_bytes(content)
    _add_file(packer, name, path)
