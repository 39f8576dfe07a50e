"""The files as they came, by SHA-256: written once, never changed."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING, Final

from archive import faults
from archive.layout import sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BLOCK: Final = 1 << 20
UNFINISHED: Final = ".part-"
"""How the names of files begin that are being written. They lie above the shards, where a few names are to be looked
through for what a killed import left, and not those of all originals."""


def hash_file(path: str | Path) -> str:
    """SHA-256 of a file's content in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _blocks(source: str | Path) -> Iterator[bytes]:
    """A file piece by piece. What is wrong with it is told apart from what is wrong where it is written to."""
    try:
        with open(source, "rb") as read:
            while block := read.read(_BLOCK):
                yield block
    except OSError as fault:
        raise faults.out_of_reach(fault) from None


class _Digesting:
    """Writes, and works out the hash on the way."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self.digest = hashlib.sha256()

    def write(self, data: bytes, /) -> None:
        self.digest.update(data)
        self._target.write(data)


class Originals:
    """The store in folder ``root``: ``ab/abcdef…`` for a file whose hash begins with ``ab``."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, sha256: str) -> Path:
        """Where the original lies, or would lie."""
        return self._root / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).exists()

    def store(self, source: str | Path, sha256: str) -> Path:
        """Keep the content of ``source``, which must be what ``sha256`` says.

        When this returns, the file is on the disk under its final name. Raises OutOfReach
        ``file-changed`` if the content is another by now, ``no-such-file`` or ``cannot-open``.
        """

        def copy(target: _Digesting) -> None:
            for block in _blocks(source):
                target.write(block)

        return self.store_from(copy, sha256)

    def store_from(self, write_to: Callable[[_Digesting], None], sha256: str) -> Path:
        """Keep what ``write_to`` writes into what it is given; else as ``store``."""
        target = self.path(sha256)
        if target.exists():
            return target
        new_shard = not target.parent.exists()
        target.parent.mkdir(parents=True, exist_ok=True)
        # Binary file systems and Windows alike: a name of its own, then one rename.
        with NamedTemporaryFile(dir=self._root, prefix=UNFINISHED, delete=False) as write:
            try:
                digesting = _Digesting(write)
                write_to(digesting)
                write.flush()
                os.fsync(write.fileno())
                if digesting.digest.hexdigest() != sha256:
                    raise faults.file_changed()
            except BaseException:
                write.close()
                os.unlink(write.name)
                raise
        with suppress(OSError):  # file systems without modes
            os.chmod(write.name, stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        os.replace(write.name, target)
        sync_folder(target.parent)
        if new_shard:
            sync_folder(self._root)
        return target

    def discard(self, sha256: str) -> None:
        """Forget an original that gave no letter; only the importer may, before it is in the catalogue."""
        target = self.path(sha256)
        with suppress(FileNotFoundError):
            if os.name == "nt":
                os.chmod(target, stat.S_IWRITE)
            target.unlink()

    def sweep(self) -> None:
        """Remove what a killed import left half written. The writer lock must be held."""
        for path in self._root.glob(f"{UNFINISHED}*"):
            path.unlink(missing_ok=True)

    def hashes(self) -> Iterator[str]:
        """The hashes of all originals, in order."""
        for shard in sorted(self._root.iterdir()):
            if not shard.name.startswith(UNFINISHED):
                # Unfinished ones lie there only in archives that an older program wrote.
                names = (path.name for path in shard.iterdir())
                yield from sorted(name for name in names if not name.startswith(UNFINISHED))
