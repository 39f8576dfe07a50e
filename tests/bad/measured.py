"""What a worker does, with the memory it took at most written down."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from archive import reading

if TYPE_CHECKING:
    from archive.reading import PageTask, Reading, Task


def noted_work(notes: str, task: Task | PageTask) -> Reading | None:
    """``archive.reading.work``, and a line ``bytes path`` in the file ``notes``: a worker has its environment from
    a server that may have been started long before."""
    try:
        return reading.work(task)
    finally:
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
        path = task.path if not hasattr(task, "task") else task.task.path
        with open(notes, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{most} {path}\n")
