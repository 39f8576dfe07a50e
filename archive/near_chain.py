"""As much of a chain as can be read at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archive.chains import told, trace, walked

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.chains import Wanted
    from archive.tracing import Trace


def near(connection: Connection, root: str, wanted: Wanted, most: int) -> Trace:
    """The deepest chain of ``root`` that has ``most`` letters or fewer, that of one step if none has; its depth is
    none where it is the whole chain."""

    def within(depth: int | None) -> Trace | None:
        reach = replace(wanted, depth=depth)
        walk = walked(connection, root, reach, most)
        found = None if walk.is_long else told(walk, root, reach)
        return found if found is not None and len(found.letters) <= most else None

    if whole := within(None):
        return whole
    found, short, long = within(1), 1, 2
    while found is not None and (deeper := within(long)) is not None:
        found, short, long = deeper, long, 2 * long
    while found is not None and long - short > 1:
        middle = (short + long) // 2
        if (deeper := within(middle)) is not None:
            found, short = deeper, middle
        else:
            long = middle
    if found is not None:
        return found
    first, second = (trace(connection, root, replace(wanted, depth=depth)) for depth in (1, 2))
    return (
        replace(first, depth=None)
        if (first.letters, first.links) == (second.letters, second.links)
        else first
    )
