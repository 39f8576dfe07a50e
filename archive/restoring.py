"""An archive out of its backup: into a folder beside its place first, moved there when every hash was right."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, TYPE_CHECKING, Any, Final

from archive import faults
from archive.backing_up import CATALOGUE, FORMAT, MANIFEST, MARK
from archive.layout import Layout, sync_folder
from archive.originals import Originals
from archive.packing import explained, packed
from archive.steps import VERSION
from parsers.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_ORIGINAL: Final = re.compile(r"originals/(?P<shard>[0-9a-f]{2})/(?P<sha256>(?P=shard)[0-9a-f]{62})")
_LARGEST_MANIFEST: Final = 1 << 30
_TELL_EVERY: Final = 50


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was restored; ``made`` is when it was backed up (UTC), ``broken`` what was left out of the backup then."""

    path: str
    made: str
    letters: int
    originals: int
    broken: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The object of ``saraban restore --format json`` (a contract)."""
        return {
            "path": self.path,
            "made": self.made,
            "letters": self.letters,
            "originals": self.originals,
            "broken": list(self.broken),
        }


def restore(backup: Path, folder: Path, tell: Callable[[int, int], None] | None = None) -> RestoreReport:
    """Make the archive ``folder`` from ``backup``. Either it is there whole afterwards, or nothing is.

    The index is not made here. Raises ArchiveError ``restore-exists``, ``not-a-backup``, ``backup-damaged`` or
    ``archive-newer``; OSError where files cannot be written.
    """
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise faults.restore_exists(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder = folder.absolute()
    made = Path(mkdtemp(dir=folder.parent, prefix=f".{folder.name}-restoring-"))
    try:
        with explained(backup):
            told = _unpack(backup, Layout(made), tell)
        report = _proven(backup, Layout(made), told, folder)
        made.chmod(0o777 & ~_umask())  # mkdtemp is for one person's eyes
        if folder.exists():
            folder.rmdir()
        os.replace(made, folder)
    except BaseException:
        shutil.rmtree(made, onerror=_make_writable)
        raise
    sync_folder(folder.parent)
    return report


def take_originals(backup: Path, wanted: Collection[str], store: Originals) -> Iterator[str]:
    """Put those of the originals ``wanted`` that are in ``backup`` into ``store``; the hashes of those that were."""
    with explained(backup):
        for file in packed(backup):
            name = _ORIGINAL.fullmatch(file.name)
            if name is not None and name["sha256"] in wanted:
                with suppress(UnreadableFile):
                    _store(file.content, name["sha256"], store)
                    yield name["sha256"]


def _unpack(backup: Path, layout: Layout, tell: Callable[[int, int], None] | None) -> dict[str, Any]:
    """Write out what is in the backup; its manifest with the hashes of all that was found under ``found``."""
    layout.originals.mkdir()
    layout.indexes.mkdir()
    store = Originals(layout.originals)
    found: dict[str, str] = {}
    manifest: dict[str, Any] | None = None
    for done, file in enumerate(packed(backup), start=1):
        original = _ORIGINAL.fullmatch(file.name)
        if original is not None:
            try:
                _store(file.content, original["sha256"], store)
            except UnreadableFile:
                raise faults.backup_damaged(backup, file.name) from None
            found[file.name] = original["sha256"]
        elif file.name in (CATALOGUE, MARK):
            found[file.name] = _write(file.content, layout.root / file.name)
        elif file.name == MANIFEST:
            manifest = _manifest(backup, file.content.read(_LARGEST_MANIFEST))
        else:
            raise faults.not_a_backup(backup)
        if tell is not None and done % _TELL_EVERY == 0:
            tell(done, 0)
    if manifest is None:
        raise faults.backup_damaged(backup, f"{MANIFEST} missing") if found else faults.not_a_backup(backup)
    return manifest | {"found": found}


def _manifest(backup: Path, content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
        if told["format"] > FORMAT:
            raise faults.newer_archive(backup)
        wanted = {
            "made": str,
            "letters": int,
            "catalogue": str,
            "mark": str,
            "originals": list,
            "broken": list,
        }
        if all(isinstance(told[name], kind) for name, kind in wanted.items()):
            return dict(told)
    except (ValueError, TypeError, KeyError):
        pass
    raise faults.backup_damaged(backup, MANIFEST)


def _store(content: IO[bytes], sha256: str, store: Originals) -> None:
    store.store_from(lambda target: shutil.copyfileobj(content, target, 1 << 20), sha256)


def _write(content: IO[bytes], path: Path) -> str:
    """Write a file to the disk; its SHA-256."""
    digest = hashlib.sha256()
    with path.open("xb") as file:
        while block := content.read(1 << 20):
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _proven(backup: Path, layout: Layout, told: dict[str, Any], folder: Path) -> RestoreReport:
    """Compare what came out with the manifest, and the catalogue with both."""
    found = told["found"]
    for name, wanted in ((CATALOGUE, told["catalogue"]), (MARK, told["mark"])):
        if found.get(name) != wanted:
            raise faults.backup_damaged(backup, name)
    originals = {sha256 for name, sha256 in found.items() if name not in (CATALOGUE, MARK)}
    if originals != set(told["originals"]):
        raise faults.backup_damaged(backup, "originals")
    layout.engine()
    with closing(sqlite3.connect(layout.catalogue)) as connection:
        try:
            (version,) = connection.execute("SELECT max(version) FROM migrations").fetchone()
            if version > VERSION:
                raise faults.newer_archive(backup)
            rows = connection.execute("SELECT sha256 FROM originals WHERE state != 'failed'")
            listed = {sha256 for (sha256,) in rows}
            (letters,) = connection.execute("SELECT count(*) FROM letters").fetchone()
        except (sqlite3.DatabaseError, TypeError):
            raise faults.backup_damaged(backup, CATALOGUE) from None
    if listed != originals | set(told["broken"]):
        raise faults.backup_damaged(backup, CATALOGUE)
    return RestoreReport(str(folder), told["made"], letters, len(originals), tuple(told["broken"]))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _make_writable(remove: Callable[..., object], path: str, _: object) -> None:
    with suppress(OSError):  # Windows removes no file that may only be read
        os.chmod(path, 0o700)
        remove(path)
