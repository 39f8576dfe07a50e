"""What someone may see in an archive, and do to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, Self

from archive import faults

Deed = Literal["import", "correct", "export", "books", "keep"]
"""What may be forbidden: to bring files in, to put letters right, to take letters away in bulk, to look into the
books (runs, failures, review), to back up, mend and index anew."""

SECRECIES: Final = ("ลับ", "ลับมาก", "ลับที่สุด")
"""The marks of secrecy, from the least to the most."""
OPEN: Final = 0
"""The level of a letter without a mark."""
HIGHEST: Final = len(SECRECIES)


def level_of(mark: str | None) -> int:
    """How secret a letter is by its mark; a mark that is not known is as secret as any."""
    if not mark:
        return OPEN
    return SECRECIES.index(mark) + 1 if mark in SECRECIES else HIGHEST


@dataclass(frozen=True, slots=True)
class Rights:
    """``level`` is the highest level of secrecy that may be seen (``level_of``); letters above it do not exist for
    whoever has these rights. Without ``personal`` names and private numbers of contact persons are covered."""

    level: int = OPEN
    personal: bool = False
    deeds: frozenset[Deed] = frozenset()

    @classmethod
    def all(cls) -> Self:
        """Everything: the owner of the archive at the command line."""
        return cls(HIGHEST, True, frozenset(("import", "correct", "export", "books", "keep")))

    @property
    def see_all(self) -> bool:
        """Whether nothing is kept from sight."""
        return self.level >= HIGHEST and self.personal

    def may(self, deed: Deed) -> bool:
        return deed in self.deeds

    def must(self, deed: Deed) -> None:
        """Raises NotAllowed ``not-allowed`` unless they may."""
        if deed not in self.deeds:
            raise faults.not_allowed(deed)
