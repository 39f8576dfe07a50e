"""Mends what can be mended. Nothing that might be somebody's letter is thrown away: it is set aside."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select, update

from archive import workers
from archive.chunks import chunks
from archive.indexing import Indexer
from archive.originals import Originals, hash_file
from archive.reading import Reading, Task, read_file
from archive.recording import record_again
from archive.rekeying import rekey
from archive.restoring import take_originals
from archive.schema import (
    candidates,
    copies,
    copy_corrections,
    corrections,
    files,
    letter_keys,
    letters,
    reference_keys,
    references,
)
from archive.schema import members as members_table
from archive.settling import note_changes, settle
from parsers import unpack
from parsers.errors import UnreadableFile
from parsers.origin import INSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from archive.catalogue import Catalogue
    from archive.doctor.findings import Finding
    from archive.layout import Layout

SET_ASIDE: Final = "set-aside"
_LINKED: Final = frozenset(
    {"link-dangling", "link-outdated", "status-outdated", "letter-broken", "parts-broken"}
)


class Mending:
    """The repair of one archive, whose writer lock is held. ``sound`` are the originals known to be right."""

    def __init__(self, layout: Layout, backup: Path | None, sound: set[str]) -> None:
        self._layout = layout
        self._backup = backup
        self._sound = sound
        self._store = Originals(layout.originals)

    def of_the_folder(self, findings: Iterable[Finding]) -> None:
        """What can be put right without the catalogue."""
        codes = {finding.code for finding in findings}
        if "mark-damaged" in codes and not codes & {"catalogue-missing", "catalogue-damaged"}:
            self._layout.write_mark(self._layout.likely_engine())
        for finding in findings:
            if finding.code == "leftover":
                _remove(self._layout.root / finding.what)

    def of_the_contents(self, findings: Sequence[Finding], catalogue: Catalogue, run: int) -> None:
        """Everything else: originals first, then what is read from them, then what rests on that."""
        by_code: dict[str, list[Finding]] = {}
        for finding in findings:
            by_code.setdefault(finding.code, []).append(finding)
        for code in ("orphan", "stray"):
            for finding in by_code.get(code, ()):
                if not self._is_wanted(finding, by_code):
                    self._set_aside(self._layout.root / finding.what)
        unknown = {finding.key for finding in by_code.get("content-unknown", ())}
        lost = {
            each.what for code in ("original-missing", "original-damaged") for each in by_code.get(code, ())
        }
        with catalogue.reading() as connection:
            self._fetch(connection, lost | {sha256 for sha256 in unknown if not self._store.has(sha256)})
        again = unknown | {finding.what for finding in by_code.get("parts-broken", ())}
        indexer = Indexer(self._layout, catalogue, self._layout.engine())
        if again or by_code.keys() & _LINKED:
            indexer.mark()
            readings = self._read(again)
            with catalogue.writing() as connection:
                _mend_rows(connection)
                broken = {finding.key for finding in by_code.get("letter-broken", ())}
                _make_anew(connection, broken)
                record_again(connection, readings, run)
                _settle_lost(connection)
                note_changes(connection, rekey(connection))
        if any(code.startswith("index-") for code in by_code):
            indexer.rebuild()
        elif self._layout.pending.exists():
            indexer.catch_up()

    def _is_wanted(self, orphan: Finding, by_code: dict[str, list[Finding]]) -> bool:
        """Whether an orphan is the content of a file that the catalogue names."""
        return any(Path(orphan.what).name == each.key for each in by_code.get("content-unknown", ()))

    # Originals

    def _fetch(self, connection: Connection, wanted: set[str]) -> None:
        """Put sound files in the place of originals that are damaged or missing, as far as there are any."""
        left = {sha256 for sha256 in sorted(wanted) if not self._from_where_it_came(connection, sha256)}
        # What lies in a container that was itself mended just now can be taken out of it.
        left = {sha256 for sha256 in sorted(left) if not self._from_its_container(connection, sha256)}
        if left and self._backup is not None:
            aside = {sha256: self._out_of_the_way(sha256) for sha256 in left}
            try:
                for sha256 in take_originals(self._backup, left, self._store):
                    self._sound.add(sha256)
            finally:
                for sha256, moved in aside.items():
                    if moved is not None and not self._store.has(sha256):
                        os.replace(moved, self._store.path(sha256))

    def _from_where_it_came(self, connection: Connection, sha256: str) -> bool:
        query = select(files.c.path).where(files.c.sha256 == sha256).order_by(files.c.path)
        for path in connection.execute(query).scalars():
            with suppress(OSError, ValueError):
                if INSIDE not in path and hash_file(path) == sha256:
                    self._out_of_the_way(sha256)
                    self._store.store(path, sha256)
                    self._sound.add(sha256)
                    return True
        return False

    def _from_its_container(self, connection: Connection, sha256: str) -> bool:
        listed = select(members_table.c.container, members_table.c.name)
        for container, name in connection.execute(listed.where(members_table.c.sha256 == sha256)):
            path = self._store.path(container)
            with suppress(OSError, UnreadableFile):
                if hash_file(path) != container:
                    continue
                with unpack(path) as opened:
                    moved = self._out_of_the_way(sha256)
                    try:
                        self._store.store_from(lambda target: opened.extract(name, target), sha256)  # noqa: B023
                    except BaseException:
                        if moved is not None:
                            os.replace(moved, self._store.path(sha256))
                        raise
                self._sound.add(sha256)
                return True
        return False

    def _out_of_the_way(self, sha256: str) -> Path | None:
        """Set a damaged original aside, where it went; none if there is none."""
        path = self._store.path(sha256)
        return self._set_aside(path) if path.exists() else None

    def _set_aside(self, path: Path) -> Path | None:
        folder = self._layout.root / SET_ASIDE
        folder.mkdir(exist_ok=True)
        target, number = folder / path.name, 1
        while target.exists():
            number += 1
            target = folder / f"{path.name}.{number}"
        with suppress(FileNotFoundError):
            os.replace(path, target)
            return target
        return None

    # What is read from them

    def _read(self, hashes: Iterable[str]) -> list[tuple[str, int, Reading]]:
        """Sound originals read anew, in guarded processes; those that cannot be read are left as they are."""
        tasks = []
        for sha256 in sorted(hashes):
            path = self._store.path(sha256)
            with suppress(OSError):
                if sha256 in self._sound or hash_file(path) == sha256:
                    tasks.append(Task(str(path), sha256, path.stat().st_size, str(self._layout.originals)))
        jobs = max(1, min(workers.default_jobs(), len(tasks)))
        outcomes = workers.run(read_file, tasks, jobs=jobs)
        return [(each.item.sha256, each.item.size, each.value) for each in outcomes if each.value is not None]


def _mend_rows(connection: Connection) -> None:
    """Take away what points to nothing and can be worked out anew."""
    there = select(letters.c.key)
    connection.execute(delete(candidates).where(candidates.c.letter.not_in(there)))
    connection.execute(delete(letter_keys).where(letter_keys.c.letter.not_in(there)))
    connection.execute(delete(references).where(references.c.letter.not_in(there)))
    cited = select(references.c.key)
    connection.execute(delete(candidates).where(candidates.c.reference.not_in(cited)))
    connection.execute(delete(reference_keys).where(reference_keys.c.reference.not_in(cited)))
    aimless = references.c.target.is_not(None) & references.c.target.not_in(there)
    connection.execute(update(references).where(aimless).values(target=None))
    homeless = copies.c.letter.is_not(None) & copies.c.letter.not_in(there)
    connection.execute(update(copies).where(homeless).values(letter=None, best=False))
    held, made = select(copies.c.key), select(corrections.c.id)
    connection.execute(delete(copy_corrections).where(copy_corrections.c.copy.not_in(held)))
    connection.execute(delete(copy_corrections).where(copy_corrections.c.correction.not_in(made)))


def _make_anew(connection: Connection, identities: set[str]) -> None:
    """Make the letters of ``identities`` from their texts, as if these had just come."""
    for some in chunks(sorted(identities)):
        connection.execute(
            update(copies).where(copies.c.identity.in_(some)).values(letter=None, best=False, similarity=None)
        )
        connection.execute(delete(letters).where(letters.c.identity.in_(some)))
    settle(connection, identities)


def _settle_lost(connection: Connection) -> None:
    """Give the texts that belong to no letter one."""
    lost = select(copies.c.identity).where(copies.c.identity.is_not(None), copies.c.letter.is_(None))
    settle(connection, set(connection.execute(lost).scalars()))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
