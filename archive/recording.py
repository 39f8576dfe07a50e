"""What an import learned about files, written into the catalogue: one batch, one transaction."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, is_dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final, Literal

from sqlalchemy import delete, func, insert, or_, select, update

from archive.catalogue import now
from archive.chunks import chunks
from archive.faults import NO_SUCH_FILE
from archive.placing import place
from archive.reading import MemberFile
from archive.schema import copies, files, members, originals, run_files, runs
from archive.settling import settle
from archive.walking import shown
from archive.who import login_name
from index.analysis import fingerprint
from parsers import VERSION
from parsers.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from archive.reading import Reading
    from archive.records import ImportOptions
    from parsers.document import NotLetter

ContentState = Literal["read", "not_letter", "failed"]
RunKind = Literal["import", "repair"]
_MET_AT_ONCE: Final = 20
"""So many lines of a manifest cost as much as one file."""
_PART: Final = ("part", "identity", "own_id", "text", "text_hash", "length", "filled", "ocr")


@dataclass(frozen=True, slots=True)
class File:
    """A file that was hashed."""

    path: str
    sha256: str
    size: int
    modified: int
    inside: Inside | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """Where a file lies that lies in another: the content of that one, the name in it, how deep, and the file on
    the disk that it all began with."""

    container: str
    name: str
    depth: int
    top: str


@dataclass(frozen=True, slots=True)
class Content:
    """What is known of a content: whether it holds letters, by which parser, or why it could not be read.

    ``fresh`` tells that the present run found it out; ``reason`` says why it holds no letter, ``members`` are the
    files in it.
    """

    state: ContentState
    parser: str
    fault: UnreadableFile | None = None
    fresh: bool = True
    reason: NotLetter | None = None
    members: tuple[MemberFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Met:
    """A file that need not be read, with the outcome to note and why it failed or holds no letter."""

    file: File
    outcome: str
    reason: UnreadableFile | NotLetter | None = None


@dataclass(slots=True)
class Batch:
    """What the next transaction will record."""

    read: list[tuple[File, Reading, float]] = field(default_factory=list)
    failed: list[tuple[File, UnreadableFile, float]] = field(default_factory=list)
    unopened: list[tuple[str, UnreadableFile]] = field(default_factory=list)
    known: list[Met] = field(default_factory=list)
    """Files whose content is in the archive already, under another path."""
    met: list[Met] = field(default_factory=list)
    """Files that are as they were in the archive: for the manifest alone."""
    mended: list[File] = field(default_factory=list)
    """Files that are as they were in the archive, but could not be read in between."""

    def __len__(self) -> int:
        """How much work it is to record."""
        opened = len(self.read) + len(self.failed) + len(self.known) + len(self.mended)
        return opened + len(self.unopened) + len(self.met) // _MET_AT_ONCE

    @property
    def is_empty(self) -> bool:
        return not len(self) and not self.met

    @property
    def brings_letters(self) -> bool:
        """Whether recording it may change a letter."""
        return bool(self.read or self.known)

    def contents(self) -> dict[str, Content]:
        """What the batch will make known of contents."""
        found: dict[str, Content] = {file.sha256: content_of(reading) for file, reading, _ in self.read}
        return found | {file.sha256: Content("failed", VERSION, fault) for file, fault, _ in self.failed}


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many letters of a batch are new, how many of its files brought them, which hold copies only."""

    letters: int
    imported: int
    copies: tuple[str, ...]


def state_of(reading: Reading) -> Literal["read", "not_letter"]:
    """What a file that could be read turned out to be."""
    return "read" if reading.has_letters else "not_letter"


def content_of(reading: Reading) -> Content:
    """What is known of a content that was just read."""
    state = state_of(reading)
    reason = reading.reason if state == "not_letter" else None
    return Content(state, parser_of(reading), reason=reason, members=reading.members)


def parser_of(reading: Reading) -> str:
    """The parser that read a content; one that left pages unread counts as another, so that it is tried again."""
    return f"{VERSION}, pages unread" if reading.unread else VERSION


def members_of(connection: Connection, hashes: Iterable[str]) -> dict[str, tuple[MemberFile, ...]]:
    """The files in those of the contents that hold any."""
    found: dict[str, tuple[MemberFile, ...]] = {}
    columns = ("container", "name", "sha256", "size", "code", "thai", "english")
    for some in chunks(sorted(set(hashes))):
        query = select(*(members.c[name] for name in columns)).where(members.c.container.in_(some))
        for container, name, sha256, size, code, thai, english in connection.execute(
            query.order_by(members.c.container, members.c.position)
        ):
            fault = UnreadableFile(code, thai=thai, english=english) if code else None
            found[container] = (*found.get(container, ()), MemberFile(name, sha256, size, fault))
    return found


def record(connection: Connection, batch: Batch, run: int, discard: Callable[[str], None]) -> Recorded:
    """Write ``batch`` of import ``run`` and all that follows from it: letters, links, statuses.

    ``discard`` takes the original of a file that could not be read out of the store.
    """
    identities = _record_originals(connection, batch, run, discard)
    _record_copies(connection, batch)
    contents = [file.sha256 for file, *_ in batch.read]
    settled = settle(connection, identities | place(connection, identities, contents))
    bringers = set(settled.owners.values())
    outcomes = [_outcome(file, reading, bringers) for file, reading, _ in batch.read]
    _record_files(connection, batch, outcomes, run)
    held = tuple(
        file.path for (file, *_), outcome in zip(batch.read, outcomes, strict=True) if outcome == "copy"
    )
    return Recorded(len(settled.owners), outcomes.count("imported"), held)


def record_again(connection: Connection, readings: Sequence[tuple[str, int, Reading]], run: int) -> None:
    """Write what originals (hash, size) were found to hold, in place of what the catalogue has of them; files and
    manifest are left alone."""
    batch = Batch(read=[(File("", sha256, size, 0), reading, 0.0) for sha256, size, reading in readings])
    identities = _record_originals(connection, batch, run, lambda _: None)
    _record_copies(connection, batch)
    settle(connection, identities | place(connection, identities, [sha256 for sha256, *_ in readings]))


def forget_failures(connection: Connection, paths: Iterable[str]) -> None:
    """Drop the failures of files that are not there any more; the manifests of the runs still tell of them."""
    bad = select(originals.c.sha256).where(originals.c.state == "failed")
    for some in chunks(sorted(paths)):
        gone = delete(files).where(files.c.path.in_(some))
        connection.execute(gone.where(or_(files.c.sha256 == "", files.c.sha256.in_(bad))))


def begin_run(
    connection: Connection,
    options: ImportOptions | Mapping[str, object],
    paths: Iterable[str] = (),
    *,
    kind: RunKind = "import",
    author: str | None = None,
) -> int:
    """Note that an import of ``paths``, or a repair, begins; its number. Without an ``author`` it is the login name."""
    told = asdict(options) if is_dataclass(options) else dict(options)
    run = (connection.execute(select(func.max(runs.c.id))).scalar() or 0) + 1
    values = {"id": run, "started": now(), "program": program_version(), "parser": VERSION, "counts": "{}"}
    values |= {"kind": kind, "author": login_name() if author is None else author, "tokenizer": fingerprint()}
    values |= {"options": json.dumps(told), "paths": json.dumps(list(paths), ensure_ascii=False)}
    connection.execute(insert(runs).values(values))
    return run


def end_run(connection: Connection, run: int, counts: Mapping[str, int | bool]) -> None:
    """Note that a run ended, and with what."""
    values = {"finished": now(), "counts": json.dumps(dict(counts))}
    connection.execute(update(runs).where(runs.c.id == run).values(values))


def _outcome(file: File, reading: Reading, bringers: set[str]) -> str:
    if not reading.has_letters:
        return "not_letter"
    return "imported" if file.sha256 in bringers else "copy"


def _record_originals(
    connection: Connection, batch: Batch, run: int, discard: Callable[[str], None]
) -> set[str]:
    """Rows of originals, in place of older ones; the identities whose copies change, read and corrected."""
    held = _held(connection, (file.sha256 for file, *_ in (*batch.read, *batch.failed)))
    rows = [
        _original(file, run, state_of(reading), reading.format, content_of(reading).reason)
        | {"parser": parser_of(reading)}
        for file, reading, _ in batch.read
    ]
    identities = {part.identity for _, reading, _ in batch.read for part in reading.parts if part.identity}
    for some in chunks([file.sha256 for file, *_ in batch.read]):
        # Read anew by a later parser: what was read before goes.
        query = select(copies.c.identity, copies.c.read_identity).where(copies.c.sha256.in_(some))
        identities |= {identity for row in connection.execute(query) for identity in row if identity}
        connection.execute(delete(copies).where(copies.c.sha256.in_(some)))
    for file, fault, _ in batch.failed:
        if file.sha256 in held:
            # It could be read once: its letters stay, and this parser does not try again.
            again = update(originals).where(originals.c.sha256 == file.sha256)
            connection.execute(again.values(parser=VERSION))
        else:
            rows.append(_original(file, run, "failed", None, fault))
            discard(file.sha256)
    _put(connection, originals, rows)
    _record_members(connection, batch)
    return identities


def _record_members(connection: Connection, batch: Batch) -> None:
    for some in chunks([file.sha256 for file, *_ in batch.read]):
        connection.execute(delete(members).where(members.c.container.in_(some)))
    rows = [
        {
            "container": file.sha256,
            "position": position,
            "name": member.name,
            "sha256": member.sha256,
            "size": member.size,
            "code": member.fault.code if member.fault else None,
            "thai": member.fault.thai if member.fault else None,
            "english": member.fault.english if member.fault else None,
        }
        for file, reading, _ in batch.read
        for position, member in enumerate(reading.members)
    ]
    if rows:
        connection.execute(insert(members), rows)


def _held(connection: Connection, hashes: Iterable[str]) -> set[str]:
    """Those of the contents whose originals are in the store."""
    held: set[str] = set()
    for some in chunks(sorted(set(hashes))):
        query = select(originals.c.sha256).where(originals.c.sha256.in_(some), originals.c.state != "failed")
        held |= set(connection.execute(query).scalars())
    return held


def _record_copies(connection: Connection, batch: Batch) -> None:
    key = (connection.execute(select(func.max(copies.c.key))).scalar() or 0) + 1
    rows = []
    for file, reading, _ in batch.read:
        for part in reading.parts:
            row = {name: getattr(part, name) for name in _PART}
            row |= {"key": key, "sha256": file.sha256, "best": False, "read_identity": part.identity}
            row["contract"] = json.dumps(part.contract, ensure_ascii=False)
            rows.append(row)
            key += 1
    if rows:
        connection.execute(insert(copies), rows)


def _record_files(connection: Connection, batch: Batch, outcomes: Sequence[str], run: int) -> None:
    """Rows of files and of the run's manifest."""
    noted: list[tuple[Met, float | None]] = [
        (Met(file, outcome, content_of(reading).reason), seconds)
        for (file, reading, seconds), outcome in zip(batch.read, outcomes, strict=True)
    ]
    noted += [(met, None) for met in batch.known]
    noted += [(Met(file, "failed", fault), seconds) for file, fault, seconds in batch.failed]
    # A file is in one state, the latest: its failures before are no more.
    opened_now = [*(met.file for met, _ in noted), *batch.mended]
    forget_failures(
        connection, {shown(path) for path in (*(file.path for file in opened_now), *dict(batch.unopened))}
    )
    opened = [
        {
            "path": shown(met.file.path),
            "sha256": met.file.sha256,
            "size": met.file.size,
            "modified": met.file.modified,
        }
        for met, _ in noted
    ]
    unopened = [
        {"path": shown(path), "sha256": "", "code": fault.code, "thai": fault.thai, "english": fault.english}
        for path, fault in batch.unopened
        if fault.code != NO_SUCH_FILE
    ]
    for rows in (opened, unopened):
        _put(connection, files, [row | {"run": run} for row in rows])
    noted += [(met, None) for met in batch.met]
    lines = [
        line_of(run, met.file.path, met.outcome, met.reason, sha256=met.file.sha256, seconds=seconds)
        for met, seconds in noted
    ]
    lines += [line_of(run, path, "failed", fault) for path, fault in batch.unopened]
    if lines:
        connection.execute(insert(run_files), lines)


def line_of(
    run: int,
    path: str,
    outcome: str,
    reason: UnreadableFile | NotLetter | None,
    *,
    sha256: str | None = None,
    seconds: float | None = None,
) -> dict[str, Any]:
    """One line of the manifest of run ``run``."""
    said = (reason.code, reason.thai, reason.english) if reason else (None, None, None)
    names = ("run", "path", "outcome", "sha256", "seconds", "code", "thai", "english")
    return dict(zip(names, (run, shown(path), outcome, sha256, seconds, *said), strict=True))


def _put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows in place of those that have the same unique values."""
    if rows:
        connection.execute(insert(table).prefix_with("OR REPLACE", dialect="sqlite"), rows)


def _original(
    file: File,
    run: int,
    state: ContentState,
    format_: str | None,
    fault: UnreadableFile | NotLetter | None = None,
) -> dict[str, Any]:
    return {
        "sha256": file.sha256,
        "size": file.size,
        "format": format_,
        "state": state,
        "code": fault.code if fault else None,
        "thai": fault.thai if fault else None,
        "english": fault.english if fault else None,
        "parser": VERSION,
        "run": run,
    }


def program_version() -> str:
    """The installed version of saraban."""
    try:
        return version("saraban")
    except PackageNotFoundError:  # run from a source tree
        return "source"
