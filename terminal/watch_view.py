"""``watch``: one line for each file that lands in a folder, until Ctrl-C."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

from terminal.stopping import stopped_by_term
from terminal.text import clean, label

if TYPE_CHECKING:
    from pathlib import Path

    from archive import RunFile
    from terminal.screen import Screen


def run(screen: Screen, folder: Path, every: float, form: str, **options: Any) -> None:
    """Import what lands in ``folder`` and say so, file by file; ends well when it is told to stop."""
    from archive import ImportOptions, RunFile

    count = 0
    with screen.open_archive() as archive, stopped_by_term():
        screen.note(screen.say("watch.begun", folder=clean(str(folder))))
        news = archive.watch(folder, every=every, options=ImportOptions(**options))
        try:
            for one in news:
                if isinstance(one, RunFile):
                    count += 1
                    screen.write(_line(one, screen, form))
                    sys.stdout.flush()
                else:
                    screen.note(f"saraban: {clean(one.message(screen.lang))}")
        except KeyboardInterrupt:
            pass  # this is how it ends
    screen.note(screen.say("watch.ended", count=count))


def _line(file: RunFile, screen: Screen, form: str) -> str:
    if form == "jsonl":
        return json.dumps(file.as_json(), ensure_ascii=False) + "\n"
    reason = file.message(screen.lang)
    said = clean(file.path) + (f": {clean(reason)}" if reason else "")
    return f"{datetime.now():%H:%M:%S}  {label('outcome', file.outcome, screen)}  {said}\n"
