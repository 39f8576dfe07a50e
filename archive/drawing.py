"""What a worker does when a page is to be seen: light to import, because people wait for it.

A few workers stay between pages: to start one takes several times as long as to draw a page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from queue import LifoQueue
from typing import Final

from archive import workers
from parsers.drawing import draw, page_sizes

_SECONDS: Final = 20.0
_AT_ONCE: Final = 2


@dataclass(frozen=True, slots=True)
class Work:
    """A page to be drawn; without a number, the sizes of all pages of the file."""

    path: str
    number: int | None = None
    turn: int = 0
    width: int = 0


def work(given: Work) -> bytes:
    """The picture, or the sizes in points as JSON. Raises UnreadableFile."""
    if given.number is None:
        return json.dumps(page_sizes(given.path)).encode()
    return draw(given.path, given.number, turn=given.turn, width=given.width)


def guarded(given: Work) -> workers.Outcome[Work, bytes]:
    """What became of a piece of work in a process of its own, from any thread; a few at once, the others wait."""
    worker = _idle.get()
    try:
        return worker.ask(given)
    finally:
        _idle.put(worker)


_idle: Final[LifoQueue[workers.Standing[Work, bytes]]] = LifoQueue()
for _ in range(_AT_ONCE):
    _idle.put(workers.Standing(work, timeout=_SECONDS))
