"""Files that were sent to be imported: kept in the archive's folder until the import is done with them."""

from __future__ import annotations

import errno
import re
import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, Self

from archive import faults
from archive.layout import DISK_FULL, Layout
from archive.lock import writer_lock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import IO

FOLDER: Final = "incoming"
LONGEST_NAME: Final = 200
"""Bytes of a name that are kept."""
_UNFIT: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\ud800-\udfff]')


class Incoming:
    """The folder for the files of one import; whoever enters it finds it empty and leaves nothing behind.

    A file that is sent again comes to lie at the same path, so that what was wrong with it before is forgotten.
    """

    def __init__(self, root: Path) -> None:
        self._folder = Layout(root).root / FOLDER
        self._held = ExitStack()

    def __enter__(self) -> Self:
        """Raises ArchiveError ``locked`` while another process takes files in, ``read-only``."""
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except PermissionError:
            raise faults.read_only(self._folder.parent) from None
        self._held.enter_context(writer_lock(self._folder / ".lock", wait=0))
        self._clear()
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()
        self._held.close()

    def take(self, files: Iterable[tuple[str, IO[bytes]]]) -> list[Path]:
        """Write ``files`` down; where they lie. Raises UsageError ``no-files``, ArchiveError ``disk-full``."""
        taken: list[Path] = []
        for name, content in files:
            path = self._place(safe_name(name))
            try:
                with open(path, "xb") as target:
                    shutil.copyfileobj(content, target, 1 << 20)
            except OSError as fault:
                if fault.errno in DISK_FULL or fault.errno == errno.EDQUOT:
                    raise faults.disk_full(self._folder.parent) from fault
                raise
            taken.append(path)
        if not taken:
            raise faults.no_files()
        return taken

    def _place(self, name: str) -> Path:
        """Where a file of that name goes: several of one name into folders of their own."""
        folder, number = self._folder, 1
        while (folder / name).exists():
            number += 1
            folder = self._folder / str(number)
        folder.mkdir(exist_ok=True)
        return folder / name

    def _clear(self) -> None:
        for path in self._folder.iterdir():
            if path.name == ".lock":
                continue
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def safe_name(name: str) -> str:
    """The last part of a name that a browser sent, such as any system can keep."""
    last = _UNFIT.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, ending = last.rpartition(".")
    ending = f"{dot}{ending}" if len(ending) < 10 else ""
    stem = stem if ending and stem else last
    while len((stem + (ending if stem != last else "")).encode()) > LONGEST_NAME:
        stem = stem[:-1]
    return (stem + (ending if stem != last else "")) or "file"
