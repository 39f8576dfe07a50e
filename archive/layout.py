"""What lies where in an archive folder, and how files are made to stay."""

from __future__ import annotations

import errno
import json
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from archive import faults
from parsers.errors import ArchiveError
from parsers.system_reasons import reasons

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DISK_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
"""What a system calls it when a disk, a quota or a limit takes no more."""
FORMAT = 1
"""Raised when the folder's layout changes; the catalogue's own schema has versions of its own."""


@contextmanager
def disk_explained(root: Path) -> Iterator[None]:
    """Turns what a full disk leads to into the fault with its remedy, whatever a library makes of it."""
    try:
        yield
    except (OSError, ArchiveError) as fault:
        cause = fault if isinstance(fault, OSError) else fault.__cause__
        if isinstance(cause, OSError) and cause.errno in DISK_FULL:
            raise faults.disk_full(root) from fault
        raise


@dataclass(frozen=True, slots=True)
class Layout:
    """The places in archive folder ``root``."""

    root: Path

    @property
    def mark(self) -> Path:
        """Says that this folder is an archive, of which format and engine."""
        return self.root / "saraban.json"

    @property
    def catalogue(self) -> Path:
        return self.root / "catalogue.sqlite"

    @property
    def originals(self) -> Path:
        return self.root / "originals"

    @property
    def read_pages(self) -> Path:
        """Pages that OCR has read; can be deleted at any time."""
        return self.root / "ocr"

    @property
    def crops(self) -> Path:
        """Pictures of doubtful places, made when a review asks for them; can be deleted at any time."""
        return self.root / "crops"

    @property
    def pictures(self) -> Path:
        """Pictures of pages, made when somebody looks at them; can be deleted at any time."""
        return self.root / "pictures"

    @property
    def indexes(self) -> Path:
        """One folder an engine."""
        return self.root / "index"

    @property
    def pending(self) -> Path:
        """Is there while the index may be behind the catalogue, so that a search need not open the catalogue."""
        return self.root / "index" / "pending"

    def mark_pending(self) -> None:
        """Say that the index may fall behind. Comes before the catalogue changes."""
        if not self.pending.exists():
            self.indexes.mkdir(exist_ok=True)
            write_synced(self.pending, b"")
            sync_folder(self.indexes)

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    def exists(self) -> bool:
        return self.mark.exists()

    def holds_originals(self) -> bool:
        """Whether files were imported here. The mark and the catalogue are written before the first of them."""
        try:
            with os.scandir(self.originals) as entries:
                return any(entries)
        except OSError:
            return False

    def engine(self) -> str:
        """The name of the archive's engine. Raises ArchiveError if this is no archive or a newer one."""
        try:
            found = json.loads(self.mark.read_text("utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            if self.holds_originals():
                raise faults.damaged(
                    self.root, f"ไม่มี {self.mark.name}", f"{self.mark.name} is missing"
                ) from None
            raise faults.no_archive(self.root) from None
        except OSError as fault:
            raise faults.damaged(self.root, *reasons(fault)) from None
        except ValueError:
            raise faults.damaged(self.root, self.mark.name) from None
        if not isinstance(found, dict) or not isinstance(found.get("format"), int):
            raise faults.damaged(self.root, self.mark.name)
        if found["format"] > FORMAT:
            raise faults.newer_archive(self.root)
        return str(found.get("engine", "whoosh"))

    def likely_engine(self) -> str:
        """The engine of an archive whose mark is lost, by the index that is there."""
        from index import ENGINES

        held = [name for name in ENGINES if (self.indexes / name).is_dir()]
        return held[0] if len(held) == 1 else ENGINES[0]

    def make_folders(self) -> None:
        """The folders of a new archive; refuses a folder that holds anything else."""
        ours = {self.originals.name, self.indexes.name, self.lock.name, self.mark.name + ".new"}
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            held = {entry.name for entry in self.root.iterdir()}
            if any(name not in ours and not name.startswith(self.catalogue.name) for name in held):
                raise faults.not_an_archive(self.root)
            self.originals.mkdir(exist_ok=True)
            self.indexes.mkdir(exist_ok=True)
        except FileExistsError:
            raise faults.not_an_archive(self.root) from None
        except PermissionError:
            raise faults.read_only(self.root) from None

    def write_mark(self, engine: str) -> None:
        """Comes last: from now on this is an archive."""
        fresh = self.mark.with_name(self.mark.name + ".new")
        write_synced(fresh, json.dumps({"format": FORMAT, "engine": engine}).encode())
        os.replace(fresh, self.mark)
        sync_folder(self.root)


def write_synced(path: Path, content: bytes) -> None:
    """Write a file and see it to the disk."""
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path, *, files: bool = False) -> None:
    """See a folder's names to the disk, with ``files`` what is in its files too."""
    if files:
        for path in folder.iterdir():
            if path.is_file():
                _sync(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    if sys.platform != "win32":  # Windows knows no handle on a folder's names
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:  # an engine may tidy up at any moment
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
