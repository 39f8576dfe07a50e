"""Files into documents: the reader is picked by what a file holds, never by its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from parsers.readers import faults
from parsers.readers.probe import OLE_MAGIC, Probe, probe_file
from parsers.readers.registry import PLAIN, READERS, UNSUPPORTED, Reader

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from os import PathLike

    from parsers.document import Document
    from parsers.readers.registry import Container

__all__ = ["Probe", "Reader", "open_container", "pick_reader", "read_document"]


def pick_reader(probe: Probe) -> Reader:
    """The reader for a file, or `UnreadableFile` that names the format and says what to do."""
    if not probe.sound:
        raise faults.damaged("ZIP/Office")
    if probe.head.startswith(OLE_MAGIC) and "EncryptedPackage" in probe.members:
        raise faults.encrypted("Office")
    for reader in READERS:
        if reader.recognises(probe):
            return reader
    for known in UNSUPPORTED:
        if known.test(probe):
            raise faults.not_supported(known.what, known.thai, known.english)
    return PLAIN


def read_document(path: str | PathLike[str]) -> Document:
    """Read a file: its pages and lines as they stand in the source.

    Raises `UnreadableFile` with one of the codes ``cannot-open``, ``empty-file``, ``not-text``, ``damaged``,
    ``encrypted``, ``too-large`` and ``format-not-supported``.
    """
    file = Path(path)
    return pick_reader(probe_file(file)).read(file)


def open_container(path: str | PathLike[str]) -> AbstractContextManager[Container]:
    """The files inside a file whose document has members. Raises as `read_document` does."""
    file = Path(path)
    return pick_reader(probe_file(file)).open_container(file)
