"""A folder in which letters land: each file is imported once it has stopped growing.

The folder is looked at again and again, since network drives tell of no changes. A file is taken when it looked the
same twice in a row; what cannot be opened yet is tried again.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from archive import faults
from archive.walking import shown, walk
from parsers.errors import ArchiveError, InBothLanguages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from archive.records import RunFile

    Landed = tuple[tuple[RunFile, ...], bool]
    """What became of the files of one import, and whether it was interrupted."""

_UNFINISHED: Final = (".part", ".partial", ".filepart", ".crdownload", ".download")
"""What programs call a file that they are still fetching."""

Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Notice(InBothLanguages):
    """Something that keeps the watch from its work for now, in one line of each language."""

    code: str
    thai: str
    english: str


@dataclass(slots=True)
class Look:
    """What was seen in a folder; ``avoid`` is left out of it."""

    folder: Path
    avoid: Path
    _before: dict[str, Stamp] = field(default_factory=dict)
    _taken: dict[str, Stamp] = field(default_factory=dict)

    def settled(self) -> dict[str, Stamp]:
        """Files that look as they did the last time and were not taken as they look now."""
        now: dict[str, Stamp] = {}
        for found in walk([self.folder], avoid=self.avoid):
            if found.fault is None and not found.path.lower().endswith(_UNFINISHED):
                try:
                    facts = os.stat(found.path)
                except OSError:  # gone, or not to be seen yet
                    continue
                now[found.path] = (facts.st_size, facts.st_mtime_ns)
        before, self._before = self._before, now
        return {
            path: stamp
            for path, stamp in now.items()
            if before.get(path) == stamp and self._taken.get(path) != stamp
        }

    def take(self, path: str, stamp: Stamp) -> None:
        """Leave the file alone until it looks otherwise."""
        self._taken[path] = stamp


def watch(
    folder: Path,
    import_: Callable[[Sequence[Path]], Landed],
    *,
    avoid: Path,
    every: float,
    pause: Callable[[float], None],
) -> Iterator[RunFile | Notice]:
    """Give ``import_`` what lands in ``folder``, which is looked at every so many seconds; what became of each file.

    Never ends by itself: Ctrl-C ends an import with what was done until then, and a pause at once.
    """
    if not folder.is_dir():
        raise faults.no_folder(folder)
    look, told = Look(folder, avoid), _Told()
    while True:
        if not folder.is_dir():
            yield from told.notice(faults.folder_gone(folder))
        elif ready := look.settled():
            try:
                lines, interrupted = import_([Path(path) for path in ready])
            except ArchiveError as fault:
                if fault.code != "locked":
                    raise
                yield from told.notice(fault)
            else:
                told.troubles.clear()
                shut = {line.path for line in lines if line.outcome == "failed" and _may_open(line)}
                yield from told.news(lines)
                for path, stamp in ready.items():
                    if shown(path) not in shut:
                        look.take(path, stamp)
                if interrupted:
                    return
        pause(every)


def _may_open(line: RunFile) -> bool:
    """Whether trying again may help: the file was being written, or held by another program."""
    return line.sha256 is None or line.code == "file-changed"


@dataclass(slots=True)
class _Told:
    """What was told already and is not told twice."""

    troubles: set[str] = field(default_factory=set)
    shut: set[tuple[str, str | None]] = field(default_factory=set)

    def notice(self, fault: ArchiveError) -> Iterator[Notice]:
        if fault.code not in self.troubles:
            self.troubles.add(fault.code)
            yield Notice(fault.code, fault.thai, fault.english)

    def news(self, lines: tuple[RunFile, ...]) -> Iterator[RunFile]:
        for line in lines:
            if line.outcome == "unchanged":
                continue
            if line.outcome == "failed" and _may_open(line):
                if (line.path, line.code) in self.shut:
                    continue
                self.shut.add((line.path, line.code))
            yield line
