"""Why a file failed in an import, and which failures of before are over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from archive import faults
from archive.layout import DISK_FULL
from archive.walking import shown
from parsers.errors import SarabanError, UnreadableFile
from parsers.origin import INSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from archive.records import Failure
    from archive.walking import Found
    from archive.workers import Outcome


def fault_of(outcome: Outcome[Any, Any], root: Path, timeout: float) -> UnreadableFile:
    """What kept a worker from reading a file within ``timeout`` seconds. A full disk is no fault of a file: raises
    ArchiveError ``disk-full`` of the archive in ``root``."""
    fault = outcome.fault
    if isinstance(fault, OSError) and fault.errno in DISK_FULL:
        raise faults.disk_full(root) from fault
    if isinstance(fault, UnreadableFile):
        return fault
    if isinstance(fault, SarabanError):
        return UnreadableFile(fault.code, thai=fault.thai, english=fault.english)
    if isinstance(fault, MemoryError):
        return faults.out_of_memory()
    if outcome.state == "timed-out":
        return faults.timed_out(timeout)
    if outcome.state == "crashed":
        return faults.crashed()
    return faults.unexpected(type(fault).__name__)


def gone(
    known: Iterable[Failure],
    paths: Sequence[Path],
    *,
    found: Sequence[Found],
    members: Iterable[str],
    failed: Iterable[Failure],
) -> set[str]:
    """The files among the ``known`` failures that an import of ``paths``, which looked where they were, did not meet.

    It ``found`` files and places that it could not look into, met ``members`` inside files, and ``failed`` at some.
    """
    met = {shown(one.path) for one in found if not _is_absent(one)} | {shown(path) for path in members}
    shut = [shown(one.path) for one in found if one.fault is not None]
    closed = tuple(path + end for path in shut for end in (os.sep, INSIDE))
    # What lay in a file that could not be read this time may still be there.
    closed += tuple(failure.path + INSIDE for failure in failed)
    roots = [shown(os.path.abspath(path)) for path in paths]
    under = tuple(root.rstrip(os.sep) + end for root in roots for end in (os.sep, INSIDE))
    return {
        failure.path
        for failure in known
        if failure.path not in met
        and (failure.path in roots or failure.path.startswith(under))
        and not failure.path.startswith(closed)
    }


def _is_absent(found: Found) -> bool:
    return found.fault is not None and found.fault.code == faults.NO_SUCH_FILE
