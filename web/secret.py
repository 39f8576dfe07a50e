"""The key that signs tokens and sessions: kept beside the archive's data so that they outlive a restart."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = "web-key"
_BYTES = 32


def key_of(archive: Path) -> bytes:
    """The key in folder ``archive``, made when there is none. Where it cannot be written, one for this run."""
    path = archive / NAME
    with suppress(OSError):
        found = path.read_bytes()
        if len(found) == _BYTES:
            return found
    fresh = secrets.token_bytes(_BYTES)
    beside = path.with_name(f"{NAME}.{os.getpid()}")
    with suppress(OSError):
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(fresh)
        os.replace(beside, path)
    return fresh
