"""What a person means who picks one of the letters that a reference may be: the changes that make it that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive import faults
from archive.amending import field_of

if TYPE_CHECKING:
    from archive.records import LetterRecord


def choosing(field: str, chosen: LetterRecord) -> dict[str, str | None]:
    """The changes, as ``Archive.correct`` takes them, after which the reference of ``field`` tells of ``chosen``.

    Number and date tell letters apart; where another letter has both, or there is no number, its title must. Raises
    UsageError ``nothing-to-correct`` where ``field`` is of no reference.
    """
    found = field_of(field)
    if found is None or found.reference is None:
        raise faults.nothing_to_correct()
    letter = chosen.letter
    told = {"number": letter["number"], "date": letter["date"]}
    if chosen.twins or not letter["number"]:
        told |= {"title": letter["subject"], "issuer": letter["from"]}
    outer = field.rpartition(".")[0]
    return {f"{outer}.{name}": value for name, value in told.items() if value}
