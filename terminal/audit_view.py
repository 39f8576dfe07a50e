"""``audit``: all about one letter as a page to keep, print or send."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from terminal import sheets

if TYPE_CHECKING:
    from pathlib import Path

    from terminal.screen import Screen


def run(screen: Screen, name: str, *, as_of: str | None, depth: int | None, output: Path) -> None:
    """Write the audit page of the letter called ``name`` to ``output``."""
    from report.audit import page

    with screen.open_archive() as archive:
        found = archive.audit(name, as_of=as_of, depth=depth)
    text = page(found, language=screen.lang, made=datetime.now().astimezone())
    with sheets.opened(screen, output) as target:
        target.write(text)
