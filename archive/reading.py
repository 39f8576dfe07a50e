"""What a worker does with one file: keep the original, read it, take it apart."""

from __future__ import annotations

import errno
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from archive import faults
from archive.folding import bare_text, text_hash
from archive.identity import identity_of, twin_id_of
from archive.originals import Originals
from parsers import parse, read, unpack
from parsers.document import CONTAINER
from parsers.errors import SarabanError, UnreadableFile

if TYPE_CHECKING:
    from parsers.document import Member, NotLetter

DISK_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read: where it lies, what its content must hash to, where originals are kept."""

    path: str
    sha256: str
    size: int
    store: str
    container: str | None = None
    """The content in whose original the file lies, under the name ``member``."""
    member: str | None = None


@dataclass(frozen=True, slots=True)
class MemberFile:
    """A file inside another: its content, or the ``fault`` for which it cannot be taken out."""

    name: str
    sha256: str = ""
    size: int | None = None
    fault: UnreadableFile | None = None


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
    """What a file holds; ``reason`` says why it holds no letter, where more is to be said than that."""

    format: str
    parts: tuple[Part, ...]
    members: tuple[MemberFile, ...] = ()
    reason: NotLetter | None = None

    @property
    def has_letters(self) -> bool:
        return any(part.identity for part in self.parts)


def read_file(task: Task) -> Reading:
    """Store and read one file. Raises SarabanError with what is wrong with it.

    What is read is the stored original, never the source, which may change meanwhile.
    """
    try:
        stored = _store(task)
        document = read(stored)
        ocr = any(line.method == "ocr" for page in document.pages for line in page.lines)
        letters = parse(document) if document.pages else []
        return Reading(
            document.format,
            tuple(part_of(letter.as_json(""), letter.text, ocr=ocr) for letter in letters),
            _members(stored, document.members) if document.members else (),
            CONTAINER if document.members else document.not_letter,
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


def _store(task: Task) -> Path:
    originals = Originals(Path(task.store))
    if task.container is None or task.member is None:
        return originals.store(task.path, task.sha256)
    member = task.member
    with unpack(originals.path(task.container)) as container:
        return originals.store_from(lambda target: container.extract(member, target), task.sha256)


def _members(stored: Path, listed: tuple[Member, ...]) -> tuple[MemberFile, ...]:
    """The contents of all members; none is written anywhere yet."""
    found: list[MemberFile] = []
    with unpack(stored) as container:
        for member in listed:
            sum_ = Sum()
            fault = member.fault
            if fault is None:
                try:
                    container.extract(member.name, sum_)
                except UnreadableFile as problem:
                    fault = problem
            if fault is None:
                found.append(MemberFile(member.name, sum_.digest.hexdigest(), sum_.size))
            else:
                found.append(MemberFile(member.name, fault=fault))
    return tuple(found)


class Sum:
    """Takes bytes and keeps only their hash and number."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes, /) -> None:
        self.digest.update(data)
        self.size += len(data)


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
