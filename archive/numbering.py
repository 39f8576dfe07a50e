"""Letter numbers taken apart for identity and linking. The grammar is ``index.numbers``'s, the one copy of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

from index.numbers import LONGEST_RANGE, Parsed, key_of, parse_number


@dataclass(frozen=True, slots=True)
class Number(Parsed):
    """A number that can be compared. ``opaque`` is set when it follows no known grammar and only equals itself."""

    opaque: str = ""

    @property
    def head(self) -> str:
        """Code and unit, which name the office; the committee's mark is left out."""
        return self.code + self.unit

    @property
    def is_order(self) -> bool:
        """Counted anew each year by each issuer: ``305/2566``."""
        return bool(self.first is not None and self.year and not self.head and not self.circular)

    @property
    def is_short(self) -> bool:
        """Circular number without the office before it: ``ว 119``."""
        return bool(self.circular and self.first is not None and not self.head)

    @property
    def full(self) -> str:
        """One spelling for one number."""
        if self.opaque:
            return self.opaque
        committee = f"({self.committee})" if self.committee else ""
        parts = [self.code + committee + self.unit, self.tag, self.run, self.year]
        return "/".join(part for part in parts if part)

    def runs(self) -> list[str]:
        """The running numbers it stands for: each single one of a range (not of one that is a misprint)."""
        if self.first is None:
            return []
        if self.last is None or not 0 <= self.last - self.first <= LONGEST_RANGE:
            return [self.run]
        return ["ว" * self.circular + str(run) for run in range(self.first, self.last + 1)]


_PARSED = tuple(field.name for field in fields(Parsed))


@lru_cache(maxsize=8192)
def number_of(raw: str | None) -> Number | None:
    """``raw`` taken apart, or ``None`` when there is nothing in it."""
    if not raw:
        return None
    parsed = parse_number(raw)
    if parsed is None:
        key = key_of(raw)
        return Number(opaque=key) if key else None
    return Number(*(getattr(parsed, name) for name in _PARSED))
