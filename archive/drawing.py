"""What a worker does when a page is to be seen: light to import, because each page has a process of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Final

from archive import workers
from parsers.drawing import draw, page_sizes

_SECONDS: Final = 20.0
_AT_ONCE: Final = 2

_at_work = BoundedSemaphore(_AT_ONCE)


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
    with _at_work:
        (outcome,) = workers.run(work, [given], jobs=1, timeout=_SECONDS)
    return outcome
