"""A file and what lies in it, at all depths, read one after the other without an archive."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from parsers.document import Document
from parsers.origin import inside
from parsers.readers import faults, limits, open_container
from parsers.scanning import read_with_scans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parsers.errors import UnreadableFile
    from parsers.scanning import Wish

Read = tuple[str, Document | Exception]

REST = "…"
"""Stands for all members that were not taken out."""


@dataclass(slots=True)
class Allowance:
    """What may still be taken out of one file (``top``): ``files``, and ``bytes`` unpacked. ``is_told`` is for whoever reports
    once that there is more."""

    files: int = field(default_factory=lambda: limits.MAX_INSIDE)
    bytes: int = field(default_factory=lambda: limits.MAX_INSIDE_BYTES)
    is_told: bool = False
    top: str = ""

    def takes(self, size: int) -> bool:
        """Take one more file of ``size`` bytes, if that is within what is allowed."""
        if self.files < 1 or size > self.bytes:
            self.files = 0  # nothing smaller slips in behind what was refused
            return False
        self.files -= 1
        self.bytes -= size
        return True

    @staticmethod
    def exceeded() -> UnreadableFile:
        """The fault of what is not taken."""
        limit = f"{limits.MAX_INSIDE:,} / {limits.MAX_INSIDE_BYTES // limits.MB:,} MB"
        return faults.too_many_inside(limit)


def read_nested(
    path: Path, *, ocr: Wish = "auto", progress: Callable[[int, int], None] | None = None
) -> Iterator[Read]:
    """The documents of a file and of all that lie in it; what goes wrong stands in the place of a document."""
    reader = partial(read_with_scans, wish=ocr, progress=progress)
    with tempfile.TemporaryDirectory(prefix="saraban-") as folder:
        yield from _read(path, str(path), 0, Allowance(top=str(path)), Path(folder), reader)


def _read(
    path: Path,
    origin: str,
    depth: int,
    allowance: Allowance,
    folder: Path,
    reader: Callable[[Path], Document],
) -> Iterator[Read]:
    try:
        document = reader(path)
    except Exception as fault:
        yield origin, fault
        return
    if document.pages or not document.members:
        yield origin, document
    if not document.members:
        return
    if depth == limits.MAX_DEPTH:
        yield inside(origin, REST), faults.too_deep(limits.MAX_DEPTH)
        return
    with open_container(path) as container:
        for number, member in enumerate(document.members):
            if allowance.is_told:
                return
            inner = inside(origin, member.name)
            if member.fault is not None:
                yield inner, member.fault
                continue
            # Never by its own name: that may be long, reserved, or lead elsewhere.
            taken = folder / f"{depth}-{number}"
            sink = None
            try:
                with taken.open("wb") as target:
                    sink = Sink(target, allowance.bytes)
                    container.extract(member.name, sink)
            except Exception as fault:
                taken.unlink(missing_ok=True)
                if not sink or not sink.is_full:
                    yield inner, fault
                    continue
            if (sink and sink.is_full) or not allowance.takes(taken.stat().st_size):
                taken.unlink(missing_ok=True)
                allowance.files = 0
                if not allowance.is_told:
                    allowance.is_told = True
                    yield inside(allowance.top, REST), allowance.exceeded()
                return
            yield from _read(taken, inner, depth + 1, allowance, folder, reader)
            taken.unlink()


class Sink:
    """Passes bytes on until there are more than ``limit``."""

    def __init__(self, target: IO[bytes], limit: int) -> None:
        self._target = target
        self._left = limit

    @property
    def is_full(self) -> bool:
        """Whether there was more than was to be passed on."""
        return self._left < 0

    def write(self, data: bytes, /) -> int:
        """Pass ``data`` on, or raise UnreadableFile ``too-large``."""
        self._left -= len(data)
        if self.is_full:
            raise Allowance.exceeded()
        return self._target.write(data)
