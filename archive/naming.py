"""Which letter a person means: by number in any spelling, with or without a date, or by id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, union

from archive import faults
from archive.neighbours import keys_of_opaque, keys_of_run
from archive.numbering import buddhist_year, number_of
from archive.schema import copies, letter_keys, letters
from archive.shelf import summaries_by_id
from index import values
from index.numbers import key_of, keys_of
from parsers.thai.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

SHORTEST_ID = 4
_ID = re.compile(r"[a-z2-7]+")
_LEAD = re.compile(r"^\s*(?:(?:ลง)?วันที่|ลว\.?|ลง|เมื่อ|ปี|พ\.?ศ\.?)\s*")
_SIGN = re.compile(r"^\s*(?:เลข)?ที่\s*")
_YEARS = (18640101, 21571231)
"""First and last day that may be meant: 1750 after a blank is a running number, not a year."""


def find_letter(connection: Connection, name: str) -> str:
    """The id of the one letter called ``name``.

    Raises NotFound ``not-found``, or AmbiguousName with the candidates.
    """
    found = _by_id(connection, name.strip()) or _by_number(connection, name)
    if not found:
        raise faults.not_found(name)
    if len(found) > 1:
        raise faults.ambiguous(name, tuple(summaries_by_id(connection, found)))
    return found.pop()


def _by_id(connection: Connection, name: str) -> set[str]:
    """Letters by id, by an id they had or would have in a conflict, or by a beginning of one of these."""
    name = name.lower()
    if len(name) < SHORTEST_ID or not _ID.fullmatch(name):
        return set()
    exact = set(connection.execute(select(letters.c.id).where(letters.c.id == name)).scalars())
    if exact:
        return exact
    top = name + "~"
    named = select(letters.c.id).where(
        or_(letters.c.id.between(name, top), letters.c.plain_id.between(name, top))
    )
    alias = (
        select(letters.c.id)
        .join(copies, copies.c.letter == letters.c.key)
        .where(copies.c.own_id.between(name, top))
    )
    return set(connection.execute(union(named, alias)).scalars())


def _by_number(connection: Connection, name: str) -> set[str]:
    for number, days in _readings(name):
        found = _numbered(connection, number, days)
        if found:
            return found
    return set()


def _readings(name: str) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """How ``name`` may be read: all of it a number, or a number and a date behind it."""
    text = _SIGN.sub("", fold(name)).strip()
    if not text:
        return
    yield text, None
    for gap in re.finditer(r"\s+|(?<=\d)(?=ลงวันที่|ลว)", text):
        head, tail = text[: gap.start()], _LEAD.sub("", text[gap.end() :])
        number = number_of(head)
        if number is None or number.first is None:
            continue
        days = values.days(tail)
        if days is not None and _YEARS[0] <= days[0] and days[1] <= _YEARS[1]:
            yield head, days


def _numbered(connection: Connection, number: str, days: tuple[int, int] | None) -> set[str]:
    key, parsed = key_of(number), number_of(number)
    if key is None or parsed is None:
        return set()
    if parsed.opaque:
        hashes = keys_of_opaque(parsed.opaque)
    elif parsed.first is None:
        return set()
    else:
        # 1750 means ว 1750 as well; the keys tell which letters answer.
        hashes = keys_of_run(parsed.run) | keys_of_run("ว" + parsed.run.removeprefix("ว"))
    near = select(letter_keys.c.letter).where(letter_keys.c.hash.in_(hashes))
    query = select(letters.c.id, letters.c.number, letters.c.date).where(letters.c.key.in_(near))
    return {
        id_
        for id_, own, date in connection.execute(query)
        if key in keys_of(own, buddhist_year(date)) and _on(date, days)
    }


def _on(date: str | None, days: tuple[int, int] | None) -> bool:
    if days is None:
        return True
    own = values.days_of_iso(date)
    return own is not None and own[0] <= days[1] and own[1] >= days[0]
