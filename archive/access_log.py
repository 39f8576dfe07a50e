"""Who looked at what and when: one line of JSON a deed, in a file a year, only ever added to.

The log lies beside the catalogue, not in it: it is written while others read, is no part of a backup of letters, and
whoever may read the archive's files but not this folder learns nothing of its readers.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from archive import faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Deed = Literal[
    "search",
    "view",
    "trace",
    "audit",
    "original",
    "picture",
    "list",
    "export",
    "import",
    "correct",
    "login",
    "login-failed",
    "logout",
    "refused",
]
"""What is noted. ``list`` are the lists of missing letters, of the review and of imports, and the figures."""

LONGEST: Final = 2000
"""So many characters of a query or name are kept."""


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the log. ``at`` is the moment in UTC, ISO to the second; ``address`` is empty where there is none;
    ``what`` tells of what: ``letter`` (an id), ``query``, ``hits``, ``format`` and the like."""

    at: str
    user: str
    deed: str
    what: Mapping[str, Any]
    address: str = ""

    def as_json(self) -> dict[str, Any]:
        """The object of a line, and of ``saraban access-log --format json``."""
        return {
            "at": self.at,
            "user": self.user,
            "address": self.address,
            "deed": self.deed,
            "what": dict(self.what),
        }


class AccessLog:
    """The log in folder ``root`` of an archive."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "logs"

    def note(self, user: str, deed: Deed, what: Mapping[str, Any], *, address: str = "") -> None:
        """Add a line. Raises ArchiveError ``disk-full`` or ``read-only``: what cannot be noted is not to be shown."""
        now = datetime.now(UTC)
        access = Access(now.isoformat(timespec="seconds"), user, deed, _short(what), address)
        line = json.dumps(access.as_json(), ensure_ascii=False) + "\n"
        try:
            _append(self._file(now.year), line.encode("utf-8", "backslashreplace"))
        except OSError as fault:
            raise faults.cannot_note(self._folder, fault) from fault

    def read(
        self, *, user: str | None = None, letter: str | None = None, since: str | None = None
    ) -> Iterator[Access]:
        """The lines, oldest first: those of ``user``, those of the letter with id ``letter``, those from ISO day
        ``since`` on (UTC). A line cut off by a power failure is passed over."""
        for path in sorted(self._folder.glob("access-*.jsonl")):
            if since is not None and path.stem.removeprefix("access-") < since[:4]:
                continue
            with path.open(encoding="utf-8", errors="replace") as file:
                for line in file:
                    access = _read(line)
                    if access is not None and _fits(access, user, letter, since):
                        yield access

    def _file(self, year: int) -> Path:
        return self._folder / f"access-{year}.jsonl"


def _append(path: Path, line: bytes) -> None:
    with suppress(FileExistsError):
        path.parent.mkdir(mode=0o700)
    # One write to a file opened for appending: lines of several processes do not mix.
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.write(descriptor, line)
    finally:
        os.close(descriptor)


def _short(what: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value[:LONGEST] if isinstance(value, str) else value for name, value in what.items()}


def _read(line: str) -> Access | None:
    try:
        told = json.loads(line)
        return Access(told["at"], told["user"], told["deed"], told["what"], told.get("address", ""))
    except (ValueError, KeyError, TypeError):
        return None


def _fits(access: Access, user: str | None, letter: str | None, since: str | None) -> bool:
    return (
        (user is None or access.user == user)
        and (letter is None or access.what.get("letter") == letter)
        and (since is None or access.at[: len(since)] >= since)
    )
