"""What the archive knows of files before it reads them: their contents, and what became of them the last time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from archive.recording import Content, members_of
from archive.schema import files, originals
from archive.statistics import failures
from archive.walking import shown
from parsers.document import NotLetter
from parsers.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from archive.recording import File


@dataclass(slots=True)
class Known:
    """What is known of the files that an import looks at at present."""

    contents: dict[str, Content] = field(default_factory=dict)
    """By hash, first what waits for the next transaction and is not in the catalogue yet."""
    seen: set[File] = field(default_factory=set)
    """Those that were there before with the same content."""
    broken: set[str] = field(default_factory=set)
    """Those that could not be read when they were met last, as they are shown."""

    def learn(self, connection: Connection, hashed: Sequence[File], run: int) -> None:
        """Ask the catalogue about files, in import ``run``."""
        hashes = {file.sha256 for file in hashed}
        inside = members_of(connection, hashes)
        columns = ("sha256", "state", "parser", "run", "code", "thai", "english")
        query = select(*(originals.c[name] for name in columns)).where(originals.c.sha256.in_(hashes))
        for sha256, state, parser, brought, code, thai, english in connection.execute(query):
            fault = UnreadableFile(code, thai=thai, english=english) if state == "failed" else None
            reason = NotLetter(code, thai, english) if code and state == "not_letter" else None
            content = Content(state, parser, fault, brought == run, reason, inside.get(sha256, ()))
            self.contents.setdefault(sha256, content)
        paths = select(files.c.path, files.c.sha256).where(files.c.sha256.in_(hashes))
        there = {(path, sha256) for path, sha256 in connection.execute(paths)}
        self.seen = {file for file in hashed if (shown(file.path), file.sha256) in there}
        self.broken = {
            failure.path for failure in failures(connection, {shown(file.path) for file in hashed})
        }
