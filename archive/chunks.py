"""Many values in pieces that one statement can take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHUNK: Final = 500
"""How many values go into one IN (…)."""

_T = TypeVar("_T")


def chunks(values: Sequence[_T], size: int = CHUNK) -> Iterator[Sequence[_T]]:
    """``values`` in pieces that one statement can take."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
