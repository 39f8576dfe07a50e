"""Segments of a Whoosh index read where they lie: mapped into memory and never copied.

As it comes, Whoosh maps a segment too, but copies each part of it that is opened. With 20,000 letters these are
400 MB a reader, and a web server has a reader a thread.
"""

from __future__ import annotations

import mmap
import os
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile

_SEGMENT = ".seg"


class MappedStorage(FileStorage):  # type: ignore[misc]
    """The files of an index in a folder."""

    def __init__(self, folder: Path) -> None:
        # Whoosh is not to map what is mapped here.
        super().__init__(str(folder), supports_mmap=False)

    def open_file(self, name: str, **options: Any) -> Any:
        """As FileStorage does; segments are mapped."""
        if not name.endswith(_SEGMENT):
            return super().open_file(name, **options)
        with Path(self.folder, name).open("rb") as file:
            # The map is closed with the last part of it that is read.
            return MappedFile(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)), name)


class MappedFile(BufferFile):  # type: ignore[misc]
    """A mapped file, or a part of one."""

    def __init__(self, view: memoryview, name: str | None = None) -> None:
        # What BufferFile would do here is the copy.
        self._buf = view
        self._name = name
        self.file = _Reader(view)
        self.onclose = None
        self.is_real = False
        self.is_closed = False

    def subset(self, position: int, length: int, name: str | None = None) -> MappedFile:
        """A part of this file."""
        return MappedFile(self._buf[position : position + length], name or self._name)


class _Reader:
    """What is asked of an open file, over a stretch of memory."""

    def __init__(self, view: memoryview) -> None:
        self._view = view
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        found = bytes(self._view[self._at :] if size < 0 else self._view[self._at : self._at + size])
        self._at += len(found)
        return found

    def readline(self) -> bytes:
        """Asked for by pickle, which reads a few old forms by lines."""
        rest = bytes(self._view[self._at :])
        end = rest.find(b"\n") + 1
        return self.read(end or len(rest))

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: len(self._view)}[whence]
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        return self._at
