"""The program's own files: kept by browsers for as long as they are the same."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

_LONGEST = 365 * 24 * 3600


def prepare(app: Flask) -> None:
    """Give each file an address that changes with its content."""
    folder = Path(app.static_folder or "")
    marks: dict[str, str] = {}

    def mark(endpoint: str, values: dict[str, Any]) -> None:
        name = values.get("filename")
        if endpoint != "static" or not name:
            return
        if name not in marks:
            marks[name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]
        values["v"] = marks[name]

    app.url_defaults(mark)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _LONGEST
