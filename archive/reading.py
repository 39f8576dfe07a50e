"""What a worker does with one file: keep the original, read it, take it apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive import faults
from archive.folding import bare_text, text_hash
from archive.identity import identity_of, twin_id_of
from archive.layout import DISK_FULL
from archive.originals import Originals
from archive.read_pages import ReadPages
from parsers import parse, unpack
from parsers.document import CONTAINER
from parsers.errors import SarabanError, UnreadableFile
from parsers.readers import faults as read_faults
from parsers.readers import read_document
from parsers.readers.ocr_engine import program_named
from parsers.scanning import checked, pages_to_read, read_page, with_pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parsers.document import Document, Member, NotLetter, Page
    from parsers.scanning import Wish


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
    ocr: Wish = "auto"
    read_pages: str = ""
    """Where pages read by OCR are kept."""
    program: str = ""
    """The OCR program of whoever imports: a worker's environment may be older."""
    unread: Mapping[int, UnreadableFile] | None = None
    """Once its scanned pages were tried: those that could not be read, and why."""


@dataclass(frozen=True, slots=True)
class PageTask:
    """A scanned page to be read: page ``number`` of the file that ``task`` is about."""

    task: Task
    number: int


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
    waiting: tuple[int, ...] = ()
    """Scanned pages that must be read first; nothing else is told then."""
    unread: tuple[tuple[int, UnreadableFile], ...] = ()
    """Scanned pages that could not be read, and why; the rest of the file was."""

    @property
    def has_letters(self) -> bool:
        return any(part.identity for part in self.parts)


def work(task: Task | PageTask) -> Reading | None:
    """What a worker does: read a file, or one scanned page of it, which is kept until the file is read."""
    file = task if isinstance(task, Task) else task.task
    with program_named(file.program):
        if isinstance(task, Task):
            return read_file(task)
        read_scanned_page(task)
        return None


def read_scanned_page(task: PageTask) -> None:
    """Read a page by OCR and keep it. Raises UnreadableFile with what is wrong with it."""
    from parsers.readers.scan import reader_version

    stored = Originals(Path(task.task.store)).path(task.task.sha256)
    page = read_page(stored, task.number)
    ReadPages(Path(task.task.read_pages)).put(task.task.sha256, page, reader_version())


def read_file(task: Task) -> Reading:
    """Store and read one file. Raises SarabanError with what is wrong with it.

    What is read is the stored original, never the source, which may change meanwhile. A file with scanned pages
    that nobody has read tells which they are, unless they were tried (``task.unread``) or cannot be read here.
    """
    try:
        stored = _store(task)
        document = read_document(stored)
        waiting, read = _scanned_pages(task, document)
        if waiting and task.unread is None and _can_read():
            return Reading(document.format, (), waiting=waiting)
        unread = dict(task.unread or {})
        if read or document.ocr_pages:
            document = checked(with_pages(document, read), next(iter(unread.values()), None), task.ocr)
        ocr = any(line.method == "ocr" for page in document.pages for line in page.lines)
        letters = parse(document) if document.pages else []
        return Reading(
            document.format,
            tuple(part_of(letter.as_json(""), letter.text, ocr=ocr) for letter in letters),
            _members(stored, document.members) if document.members else (),
            CONTAINER if document.members else document.not_letter,
            unread=tuple((number, unread.get(number) or _why(task)) for number in document.ocr_pages),
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


def _scanned_pages(task: Task, document: Document) -> tuple[tuple[int, ...], dict[int, Page]]:
    """The scanned pages that must still be read, and those that are."""
    wanted = pages_to_read(document, task.ocr) if task.read_pages else ()
    if not wanted:
        return (), {}
    from parsers.readers.scan import reader_version

    kept, version = ReadPages(Path(task.read_pages)), reader_version()
    read = {number: page for number in wanted if (page := kept.get(task.sha256, number, version))}
    return tuple(number for number in wanted if number not in read), read


def _can_read() -> bool:
    from parsers.readers.ocr_engine import can_read

    return can_read()


def _why(task: Task) -> UnreadableFile:
    return read_faults.ocr_not_wanted() if task.ocr == "never" else read_faults.needs_ocr()


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
