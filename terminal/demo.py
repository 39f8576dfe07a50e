"""``demo``: the sample letters imported, searched and traced, told step by step."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from terminal import import_view, search_view, trace_view

if TYPE_CHECKING:
    from archive import Archive
    from terminal.screen import Screen

SEARCHES = (
    ("demo.word", "ห้องปลอดฝุ่น", None),
    ("demo.number", "มท๐๘๑๖.๔/ว๑๑๒๗", None),
    ("demo.phrase", '"หนังสือและสื่อการอ่าน"', "2566"),
)
CHAIN = "กค 0405.4/21546"
"""A ruling at the end of a chain of eight letters: consultation, understanding, amendments, guideline."""
HITS = 3


def run(screen: Screen) -> None:
    """Import, three searches, a trace, and what to try next."""
    from archive import Archive, demo_archive, discard_unusable_demo, sample_folder

    folder = screen.archive or demo_archive()
    screen.show(screen.say("demo.hello"), screen.say("demo.archive", path=_home(folder)))
    if screen.archive is None:
        discard_unusable_demo()
    with Archive.open(folder, create=True) as archive:
        _step(screen, 1, "demo.import", f"saraban import {_home(sample_folder())}")
        options = {"jobs": None, "ocr": "never", "timeout": 120.0, "retry_failed": False, "dry_run": False}
        import_view.summary(import_view.import_(screen, archive, [sample_folder()], **options), screen)
    with Archive.open(folder) as archive:
        for number, (key, query, year) in enumerate(SEARCHES, start=2):
            _search(screen, archive, number, key, query, year)
        _step(
            screen, len(SEARCHES) + 2, "demo.trace", f"saraban trace {shlex.quote(CHAIN)} --direction cites"
        )
        screen.show(*trace_view.forest(archive.trace(CHAIN, direction="cites"), screen))
    _next(screen, folder)


def _search(screen: Screen, archive: Archive, number: int, key: str, query: str, year: str | None) -> None:
    from archive import Filters

    typed = f"saraban search {shlex.quote(query)}" + (f" --year {year}" if year else "")
    _step(screen, number, key, typed)
    results = archive.search(query, filters=Filters(year=year), limit=HITS)
    screen.show(*search_view.blocks(results, screen, facets=False))


def _step(screen: Screen, number: int, key: str, typed: str) -> None:
    from rich.rule import Rule

    from terminal.wrapping import Text

    head = Text(f"{number}. {screen.say(key)}", "bold")
    screen.show("", head if screen.is_plain(sys.stdout) else Rule(head, align="left", style="dim"))
    screen.show(Text(f"$ {typed}", "green"), "")


def _next(screen: Screen, folder: Path) -> None:
    from terminal.tables import facts
    from terminal.wrapping import Text

    program, given = _program(), f" --archive {_home(folder)}"
    rows = (
        (f'{program} show "กค (กวจ) 0405.2/ว 84"{given}', screen.say("demo.next-show")),
        (f"{program} missing{given}", screen.say("demo.next-missing")),
        (f"{program} import FOLDER", screen.say("demo.next-import")),
    )
    screen.show("", Text(screen.say("demo.next"), "bold"), facts(rows))


def _program() -> str:
    """How this program was called, when ``saraban`` alone would not be found."""
    called = Path(sys.argv[0])
    return str(called) if called.stem == "saraban" and not which("saraban") else "saraban"


def _home(path: Path) -> str:
    """A path as typed in a shell, the home folder as ``~``."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except ValueError:
        return str(path)
