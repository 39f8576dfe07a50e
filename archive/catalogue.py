"""The system of record: one SQLite file, opened, brought up to date and guarded."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Self

from sqlalchemy import create_engine, event, func, inspect, select
from sqlalchemy.exc import DatabaseError, InvalidRequestError
from sqlalchemy.pool import QueuePool

from archive import faults, steps
from archive.layout import Layout
from archive.schema import migrations, runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

BUSY_SECONDS: Final = 30
_NOT_WRITTEN: Final = frozenset(
    f"SQLITE_IOERR_{what}"
    for what in ("WRITE", "FSYNC", "DIR_FSYNC", "TRUNCATE", "DELETE", "LOCK", "SHMOPEN", "SHMSIZE", "SHMMAP")
)
"""What SQLite calls it when the disk does not take what is written; what is on it is sound."""


def now() -> str:
    """The present moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Catalogue:
    """A connection to the catalogue in file ``path``."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self._path = path
        self._engine = engine

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def engine(self) -> Engine:
        """The database in it."""
        return self._engine

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Open the catalogue, making its tables or bringing them up to date where needed.

        Raises ArchiveError ``archive-damaged`` when it is missing or no database, ``archive-newer`` when a
        later version made it.
        """
        layout = Layout(path.parent)
        if not create and not path.exists():
            raise faults.damaged(path.parent, f"ไม่มี {path.name}", f"{path.name} is missing")
        if is_read_only(path):
            engine = create_engine("sqlite://", creator=lambda: open_to_read(path), poolclass=QueuePool)
        else:
            engine = create_engine(
                f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS}, pool_reset_on_return="rollback"
            )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        catalogue = cls(path, engine)
        try:
            if not create:
                catalogue._check(used=layout.holds_originals())
            catalogue._migrate()
        except BaseException:
            engine.dispose()
            raise
        return catalogue

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent state to read from, whatever is written meanwhile."""
        with _explained(self._path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it or, on any fault, nothing. The writer lock must be held."""
        with _explained(self._path), self._engine.connect() as connection:
            connection = connection.execution_options(saraban_writing=True)
            with connection.begin():
                yield connection

    def _check(self, *, used: bool) -> None:
        """See that this is our catalogue, and not an empty one beside originals: an import notes that it begins
        before it keeps the first original."""
        with self.reading() as connection:
            if not self._version(connection):
                name = self._path.name
                thai, english = f"{name} ว่างหรือเป็นของโปรแกรมอื่น", f"{name} is empty or another program's"
                raise faults.damaged(self._path.parent, thai, english)
            if used and connection.execute(select(runs.c.id).limit(1)).first() is None:
                name = self._path.name
                thai, english = f"{name} ไม่มีต้นฉบับใดเลย", f"{name} knows none of the originals"
                raise faults.damaged(self._path.parent, thai, english)

    def _migrate(self) -> None:
        if self._version() == steps.VERSION:
            return
        with self.writing() as connection:
            # Asked again: another process may have been quicker.
            version = self._version(connection)
            for number, (name, step) in enumerate(steps.STEPS[version:], start=version + 1):
                for statement in steps.statements(step):
                    connection.exec_driver_sql(statement)
                connection.execute(migrations.insert().values(version=number, name=name, applied=now()))
            if 0 < version < steps.KEYED:
                self._link_anew(connection)

    def _link_anew(self, connection: Connection) -> None:
        from archive.rekeying import rekey
        from archive.settling import note_changes

        changed = rekey(connection)
        if changed:
            note_changes(connection, changed)
            # Comes before the transaction ends, so that whoever sees its outcome sees the mark.
            Layout(self._path.parent).mark_pending()

    def _version(self, connection: Connection | None = None) -> int:
        if connection is None:
            with self.reading() as connection:
                return self._version(connection)
        if not inspect(connection).has_table(migrations.name):
            return 0
        version = connection.execute(select(func.max(migrations.c.version))).scalar() or 0
        if version > steps.VERSION:
            raise faults.newer_archive(self._path.parent)
        return int(version)


def is_read_only(path: Path) -> bool:
    """Whether the catalogue lies where nobody can write, and all of it in its one file."""
    if os.access(path.parent, os.W_OK) or not path.exists():
        return False
    log = path.with_name(f"{path.name}-wal")
    return not log.exists() or log.stat().st_size == 0


def open_to_read(path: Path) -> sqlite3.Connection:
    """A bare connection that cannot change the catalogue; where nobody can write, one that needs no files beside it."""
    more = "&immutable=1" if is_read_only(path) else ""
    address = f"{path.absolute().as_uri()}?mode=ro{more}"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False)


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    # Transactions are begun by _begin below, not by the driver, so that reads see one state too.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -32768")
    connection.execute("PRAGMA temp_store = MEMORY")
    try:
        connection.execute("PRAGMA journal_mode = WAL").close()
    except sqlite3.OperationalError as fault:
        if "readonly" not in str(fault):  # an archive on a read-only disk can still be read
            raise


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("saraban_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turns what the database says into a fault with a remedy."""
    try:
        yield
    except InvalidRequestError:
        raise
    except (DatabaseError, sqlite3.DatabaseError) as fault:
        orig = getattr(fault, "orig", fault)
        said = str(orig)
        if "locked" in said or "busy" in said:
            raise faults.locked(path.parent) from fault
        if "full" in said:
            raise faults.disk_full(path.parent) from fault
        if getattr(orig, "sqlite_errorname", "") in _NOT_WRITTEN:
            raise faults.write_failed(path.parent) from fault
        if "readonly" in said or "unable to open" in said:
            raise faults.read_only(path.parent) from fault
        if "no such table" in said or "no such column" in said or "has no column" in said:
            raise faults.damaged(path.parent, said) from fault
        if "malformed" in said or "not a database" in said or "disk I/O" in said:
            raise faults.damaged(path.parent, said) from fault
        raise
