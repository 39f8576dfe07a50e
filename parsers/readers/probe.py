"""The first look at a file: enough to tell its format by content, without reading all of it."""

from __future__ import annotations

import mmap
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.readers import faults

if TYPE_CHECKING:
    from pathlib import Path

HEAD_BYTES = 8192
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    "EncryptedPackage",
    "WordDocument",
    "Workbook",
    "PowerPoint Document",
    "__nameid_version1.0",
    "__properties_version1.0",
)


@dataclass(frozen=True, slots=True)
class Probe:
    """What recognisers may look at: the first bytes, the name, and the members of a container.

    ``members`` holds the member names of a zip file or the telling stream names of an OLE file (.doc, .xls,
    .msg); it is empty for everything else. ``sound`` is false for a container whose directory is broken.
    """

    head: bytes
    name: str
    size: int
    members: frozenset[str] = frozenset()
    sound: bool = True


def probe_file(path: Path) -> Probe:
    """Look at a file; raises `UnreadableFile` when it cannot be opened or has no bytes."""
    try:
        if not (path.is_file() or path.is_dir()) and path.exists():
            raise faults.not_a_file()
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
            size = stream.seek(0, 2)
    except OSError as fault:
        raise faults.cannot_open(fault) from fault
    if not head:
        raise faults.empty_file()
    if head.startswith(ZIP_MAGIC):
        try:
            with zipfile.ZipFile(path) as archive:
                return Probe(head, path.name, size, frozenset(archive.namelist()))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return Probe(head, path.name, size, sound=False)
    if head.startswith(OLE_MAGIC):
        streams, sound = _ole_streams(path)
        return Probe(head, path.name, size, streams, sound=sound or not streams.isdisjoint(_OLE_STREAMS))
    return Probe(head, path.name, size)


def _ole_streams(path: Path) -> tuple[frozenset[str], bool]:
    """The telling streams of an OLE file, and whether its directory could be read."""
    from olefile import OleFileIO

    try:
        with OleFileIO(path) as ole:
            names = frozenset(entry[0] for entry in ole.listdir() if len(entry) == 1)
            return names, not ole.parsing_issues
    except Exception:  # olefile raises whatever broken tables lead to
        pass
    # The directory may lie anywhere; its names are plain UTF-16, which a search finds in a damaged file too.
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return frozenset(name for name in _OLE_STREAMS if data.find(name.encode("utf-16-le")) >= 0), False
