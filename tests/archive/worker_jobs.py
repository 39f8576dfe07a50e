"""What workers are asked to do in tests of workers; they must be able to import it."""

from __future__ import annotations

import os
import time

from parsers.errors import UnreadableFile


def misbehave(what: str) -> str:
    if what == "hang":
        time.sleep(600)
    if what == "die":
        os._exit(9)
    if what == "raise":
        raise UnreadableFile("damaged", thai="เสีย", english="broken")
    if what == "eat":
        return str(len(bytearray(8 << 30)))
    return what.upper()


def whoever(what: str) -> str:
    """Which process was asked."""
    misbehave(what)
    return str(os.getpid())
