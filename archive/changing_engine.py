"""An archive changed to another search engine.

The folder's mark names the engine, and is switched last: whoever is killed before leaves the old index at work,
and what was built of the new one is built again the next time.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from parsers.errors import SarabanError

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.indexing import Indexer
    from archive.layout import Layout


def change_engine(
    layout: Layout, old: Indexer, engine: str, tell: Callable[[int, int], None] | None = None
) -> int:
    """Build the index of ``engine``, search by it from now on, and take the old one away; how many letters it holds.

    The writer lock is held, so that the catalogue stands still meanwhile.
    """
    if layout.pending.exists():
        # An old index that cannot be brought in step, for want of its package perhaps, is no loss.
        with suppress(SarabanError):
            old.catch_up()
    new = old.beside(engine)
    count = new.build(tell)
    layout.write_mark(engine)
    new.settle()
    old.remove()
    return count
