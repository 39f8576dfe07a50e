"""How far a long command is: a live bar with rate and time left on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from terminal.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from terminal.screen import Screen

    Tell = Callable[[str, int, int, str | None], None]

_BAR_AND_FIGURES = 58
"""Columns that are kept for the bar, the rate and the time left before the name of a file is shown."""

EVERY = 5.0
"""Seconds between two lines on a plain screen."""


@contextmanager
def progress(screen: Screen, title: str) -> Iterator[Tell]:
    """A function that takes (stage, done, total, path) and shows them on stderr; a total of 0 is not known yet."""
    if screen.is_plain(sys.stderr):
        yield _lines(screen)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.table import Column
    from rich.text import Text

    class Rate(ProgressColumn):
        """Files a second and the time left."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            said = [screen.say("import.rate", rate=f"{speed:.1f}")] if speed else []
            if speed and task.time_remaining:
                said.append(screen.say("import.left", time=_clock(task.time_remaining)))
            return Text("  ".join(said))

    def column() -> Column:
        return Column(no_wrap=True)

    console = screen.console(sys.stderr)
    room = max(0, console.width - _BAR_AND_FIGURES)
    columns = (
        TextColumn("{task.description}", markup=False, table_column=column()),
        BarColumn(),
        MofNCompleteColumn(table_column=column()),
        Rate(table_column=column()),
        TextColumn("{task.fields[name]}", style="dim", markup=False, table_column=column()),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None, name="")
        yield lambda stage, done, total, path: bar.update(
            task,
            description=stage,
            completed=done,
            total=total or None,
            name=clean(Path(path or "").name)[:room],
        )


def _lines(screen: Screen) -> Tell:
    started = last = time.monotonic()

    def tell(stage: str, done: int, total: int, path: str | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY:
            last = now
            rate = f"{done / (now - started):.1f}"
            screen.note(screen.say("import.progress-line", stage=stage, done=done, total=total, rate=rate))

    return tell


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
