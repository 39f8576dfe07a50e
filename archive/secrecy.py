"""How secret letters and files are, out of the catalogue.

A letter is as secret as the most secret of its copies (a stamp may be cut off or misread in one of them), unless a
person said otherwise. A file is as secret as the most secret letter in it, files within it included: whoever opens
it sees all of it. What lies in a file beside a secret letter is therefore hidden with it, unless it also came in
another file.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from archive.amending import read_lists
from archive.chunks import chunks
from archive.rights import OPEN, level_of
from archive.schema import copies, letters, members

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MARK = func.json_extract(copies.c.contract, "$.secrecy")


def hidden_originals(connection: Connection, level: int) -> frozenset[str]:
    """The hashes of the originals that whoever may see up to ``level`` may not see."""
    return frozenset(sha256 for sha256, found in _levels(connection).items() if found > level)


def _levels(connection: Connection) -> dict[str, int]:
    """The originals that are secret, and how secret they are."""
    of_letters, homeless = _of_letters(connection)
    found: dict[str, int] = dict(homeless)
    for some in chunks(sorted(of_letters)):
        held = select(copies.c.sha256, copies.c.letter).where(copies.c.letter.in_(some))
        for sha256, letter in connection.execute(held):
            found[sha256] = max(found.get(sha256, OPEN), of_letters[letter])
    return _with_containers(connection, found) if found else found


def _of_letters(connection: Connection) -> tuple[dict[int, int], dict[str, int]]:
    """The secret letters, and the originals of secret texts that are no letters, with their levels."""
    read: dict[int, int] = {}
    homeless: dict[str, int] = {}
    marked = select(copies.c.sha256, copies.c.letter, _MARK).where(_MARK.is_not(None))
    for sha256, letter, mark in connection.execute(marked):
        if letter is None:
            homeless[sha256] = max(homeless.get(sha256, OPEN), level_of(mark))
        else:
            read[letter] = max(read.get(letter, OPEN), level_of(mark))
    said = _said(connection)
    levels = {letter: level for letter, level in (read | said).items() if level > OPEN}
    return levels, homeless


def _said(connection: Connection) -> dict[int, int]:
    """The levels of the letters whose secrecy a person corrected or confirmed."""
    query = select(letters.c.key, letters.c.corrections).where(letters.c.corrections != "[]")
    told = {key: ids for key, ids in connection.execute(query).all() if json.loads(ids)}
    made = read_lists(connection, told.values())
    found: dict[int, int] = {}
    for key, ids in told.items():
        for correction in made[ids]:
            if correction.field == "secrecy":
                found[key] = level_of(correction.value)
    return found


def _with_containers(connection: Connection, found: dict[str, int]) -> dict[str, int]:
    """With the files that hold secret files."""
    pairs = connection.execute(
        select(members.c.container, members.c.sha256).where(members.c.sha256 != "")
    ).all()
    changed = True
    while changed:
        changed = False
        for container, member in pairs:
            if found.get(member, OPEN) > found.get(container, OPEN):
                found[container] = found[member]
                changed = True
    return found
