"""What a worker does, with the memory it took at most written down."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from archive import reading

if TYPE_CHECKING:
    from archive.reading import PageTask, Reading, Task

NOTES = "SARABAN_TEST_NOTES"
"""The environment variable that names the file to write to."""


def work(task: Task | PageTask) -> Reading | None:
    """``archive.reading.work``, and a line ``bytes path`` in the notes."""
    try:
        return reading.work(task)
    finally:
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
        path = task.path if not hasattr(task, "task") else task.task.path
        with open(os.environ[NOTES], "a", encoding="utf-8", errors="backslashreplace") as notes:
            notes.write(f"{most} {path}\n")
