"""The two kinds of backup file, ``.tar.zst`` and ``.zip``, behind one way to write and one to read."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import IO, TYPE_CHECKING, Final, Protocol

from archive import faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TAR: Final = ".tar.zst"
ZIP: Final = ".zip"
_LEVEL: Final = 6
_BROKEN: Final = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a method of packing that we never write
    RuntimeError,  # a password
)
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


class Packer(Protocol):
    """Takes files one after the other."""

    def add(self, name: str, content: IO[bytes], size: int) -> None:
        """Add ``size`` bytes of ``content`` under ``name``."""
        ...


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in a backup; ``content`` can be read until the next one is asked for."""

    name: str
    content: IO[bytes]


def is_packed(path: Path) -> bool:
    """Whether the name of a file is that of a backup."""
    return path.name.lower().endswith((TAR, ZIP))


@contextmanager
def packing(target: IO[bytes], name: str) -> Iterator[Packer]:
    """A backup written to ``target``, of the kind that its ``name`` tells."""
    if name.lower().endswith(ZIP):
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as zip_:
            yield _Zip(zip_)
        return
    import zstandard

    compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
    with (
        compressor.stream_writer(target, closefd=False) as stream,
        tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        yield _Tar(tar)


class _Zip:
    def __init__(self, zip_: zipfile.ZipFile) -> None:
        self._zip = zip_

    def add(self, name: str, content: IO[bytes], size: int) -> None:
        told = zipfile.ZipInfo(name, _LONG_AGO)
        told.compress_type, told.file_size = zipfile.ZIP_DEFLATED, size
        with self._zip.open(told, "w") as entry:
            while block := content.read(1 << 20):
                entry.write(block)


class _Tar:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, content: IO[bytes], size: int) -> None:
        told = tarfile.TarInfo(name)
        told.size, told.mode = size, 0o644
        self._tar.addfile(told, content)


def packed(path: Path) -> Iterator[Packed]:
    """The files in the backup ``path``, in order. Raises ArchiveError ``backup-damaged`` or ``not-a-backup``.

    Nothing is written anywhere, so that names in it can do no harm.
    """
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if start == b"PK\x03\x04":
            files = _in_zip(file)
        elif start == b"\x28\xb5\x2f\xfd":
            files = _in_tar(file)
        else:
            raise faults.not_a_backup(path)
        with explained(path):
            yield from files


def _in_zip(file: IO[bytes]) -> Iterator[Packed]:
    with zipfile.ZipFile(file) as zip_:
        for told in zip_.infolist():
            if not told.is_dir():
                with zip_.open(told) as content:
                    yield Packed(told.filename, content)


def _in_tar(file: IO[bytes]) -> Iterator[Packed]:
    import zstandard

    with (
        zstandard.ZstdDecompressor().stream_reader(file, closefd=False) as stream,
        tarfile.open(fileobj=stream, mode="r|") as tar,
    ):
        for told in tar:
            content = tar.extractfile(told) if told.isfile() else BytesIO()
            assert content is not None
            if not told.isdir():
                yield Packed(told.name if told.isfile() else f"{told.name}\0", content)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what reading a broken backup raises into one fault with a remedy; whoever reads ``content`` needs it."""
    import zstandard

    try:
        yield
    except (*_BROKEN, zstandard.ZstdError) as fault:
        raise faults.backup_damaged(path, type(fault).__name__) from fault
