"""What a worker does with one file: keep the original, read it, take it apart."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from archive import faults
from archive.folding import bare_text, text_hash
from archive.identity import identity_of, twin_id_of
from archive.originals import Originals
from parsers import parse, read
from parsers.errors import SarabanError

DISK_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read: where it lies, what its content must hash to, where originals are kept."""

    path: str
    sha256: str
    size: int
    store: str


@dataclass(frozen=True, slots=True)
class Part:
    """One letter of a file, or what is none. ``identity`` is ``None`` for what is no letter."""

    part: int
    identity: str | None
    own_id: str | None
    contract: dict[str, Any]
    text: str
    text_hash: str
    length: int
    filled: int
    ocr: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds."""

    format: str
    parts: tuple[Part, ...]

    @property
    def has_letters(self) -> bool:
        return any(part.identity for part in self.parts)


def read_file(task: Task) -> Reading:
    """Store and read one file. Raises SarabanError with what is wrong with it.

    What is read is the stored original, never the source, which may change meanwhile.
    """
    try:
        stored = Originals(Path(task.store)).store(task.path, task.sha256)
        document = read(stored)
        ocr = any(line.method == "ocr" for page in document.pages for line in page.lines)
        letters = parse(document)
        return Reading(
            document.format, tuple(part_of(letter.as_json(""), letter.text, ocr=ocr) for letter in letters)
        )
    except SarabanError:
        raise
    except MemoryError:
        raise faults.out_of_memory() from None
    except OSError as fault:
        if fault.errno in DISK_FULL:
            raise
        raise faults.cannot_open(fault) from None
    except Exception as fault:
        raise faults.unexpected(type(fault).__name__) from fault


def part_of(contract: dict[str, Any], text: str, *, ocr: bool = False) -> Part:
    """A parse object with its source text, ready for the catalogue."""
    contract = {name: value for name, value in contract.items() if name != "file"}
    bare = bare_text(text)
    hashed = text_hash(bare)
    identity = identity_of(contract, bare)
    return Part(
        part=contract["part"],
        identity=identity,
        own_id=twin_id_of(identity, hashed) if identity else None,
        contract=contract,
        text=text,
        text_hash=hashed,
        length=len(bare),
        filled=sum(
            1 for name, value in contract.items() if name != "evidence" and value not in (None, [], "")
        ),
        ocr=ocr,
    )
