"""The roles of an office, and the rights in the archive that each has."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal, get_args

from archive.rights import HIGHEST, OPEN, SECRECIES, Rights, level_of

Role = Literal["reader", "clerk", "auditor"]

ROLES: Final[dict[Role, Rights]] = {
    # reads what is open to all; contact persons are covered
    "reader": Rights(level=OPEN),
    # keeps the archive: brings in, puts right, takes lists away; sees secret letters only if cleared by name
    "clerk": Rights(level=OPEN, personal=True, deeds=frozenset(("import", "correct", "export", "books"))),
    # sees all and changes nothing
    "auditor": Rights(level=HIGHEST, personal=True, deeds=frozenset(("export", "books"))),
}
NAMES: Final[tuple[Role, ...]] = get_args(Role)
CLEARANCES: Final = ("none", *SECRECIES)
"""Up to which mark of secrecy a user may see letters, where it is not what the role says."""


def role_of(word: object) -> Role | None:
    """The role called ``word``, if there is one."""
    return next((role for role in NAMES if role == word), None)


def rights_of(role: Role, clearance: str | None = None) -> Rights:
    """The rights of ``role``; ``clearance`` is one of CLEARANCES where a user has another than the role's."""
    rights = ROLES[role]
    if clearance is None:
        return rights
    return replace(rights, level=OPEN if clearance == "none" else level_of(clearance))
