"""``export``: letters as the archive knows them, one JSON object a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from terminal import sheets

if TYPE_CHECKING:
    from pathlib import Path

    from terminal.screen import Screen


def run(screen: Screen, query: str, form: str, output: Path | None) -> None:
    """Write the letters that answer ``query`` (all for none) as ``form``, which is jsonl for now."""
    with screen.open_archive() as archive, sheets.opened(screen, output) as target:
        for letter in archive.export(query or None):
            target.write(json.dumps(letter, ensure_ascii=False) + "\n")
