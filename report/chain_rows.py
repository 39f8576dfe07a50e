"""A chain as a table: a line a link, for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive import Trace

HEAD = (
    "from", "from_number", "from_date", "relation", "to", "to_number", "to_date", "to_subject",
    "state", "confidence", "text",
)  # fmt: skip


def rows(traced: Trace) -> Iterator[tuple[object, ...]]:
    """The links in the chain's own order."""
    letters = {letter.id: letter for letter in traced.letters}
    for link in traced.links:
        source, target = letters[link.source], letters[link.target]
        start = (source.id, source.number, source.date, link.relation)
        end = (target.id, target.number, target.date, target.subject)
        yield (*start, *end, link.state, link.confidence, link.text)
