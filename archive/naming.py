"""Which letter a person means: by number in any spelling, with or without a date, or by id."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, union

from archive import faults
from archive.neighbours import keys_of_opaque, keys_of_run
from archive.numbering import number_of
from archive.schema import copies, copy_corrections, corrections, letter_keys, letters
from archive.shelf import summaries_by_id
from index import values
from index.numbers import key_of, keys_of
from parsers.thai.normal import fold
from parsers.thai.years import buddhist_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

SHORTEST_ID = 4
_ID = re.compile(r"[a-z2-7]+")
_LEAD = re.compile(r"^\s*(?:(?:ลง)?วันที่|ลว\.?|ลง|เมื่อ|ปี|พ\.?ศ\.?)\s*")
_SIGN = re.compile(r"^\s*(?:เลข)?ที่\s*")
_SHORT_YEAR = re.compile(r"^((?:ว\.?\s*)?\d+)\s*/\s*(\d\d)$")
_UNITLESS = re.compile(r"^([ก-ฮ]{2,3})\.?\s*/?\s*ว\.?\s*(\d+)$")
"""``กค ว273``: the code and the running number, as people quote circulars."""
KIND_WORDS = {
    "คำสั่ง": "order", "order": "order",
    "ระเบียบ": "regulation", "regulation": "regulation",
    "ข้อบังคับ": "bylaw", "bylaw": "bylaw",
    "ประกาศ": "announcement", "announcement": "announcement",
    "แถลงการณ์": "statement", "statement": "statement",
    "ข่าว": "news", "news": "news",
    "หนังสือรับรอง": "certificate", "certificate": "certificate",
    "รายงานการประชุม": "minutes", "minutes": "minutes",
    "บันทึก": "record", "record": "record",
    "หนังสืออื่น": "other", "other paper": "other",
}  # fmt: skip
"""What is put before a number to say which kind of letter it is."""
_KIND = re.compile(rf"({'|'.join(KIND_WORDS)})\s*(?:(?:เลข)?ที่\s*)?(?=\d)", re.IGNORECASE)
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
    """Letters by id, by an id they had before a correction or would have in a conflict, or by a beginning of
    one of these."""
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
    before = (
        select(letters.c.id)
        .join(copies, copies.c.letter == letters.c.key)
        .join(copy_corrections, copy_corrections.c.copy == copies.c.key)
        .join(corrections, corrections.c.id == copy_corrections.c.correction)
        .where(corrections.c.letter.between(name, top))
    )
    return set(connection.execute(union(named, alias, before)).scalars())


def _by_number(connection: Connection, name: str) -> set[str]:
    for meant in meanings(name):
        found = _numbered(connection, meant)
        if found:
            return found
    return set()


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name may mean: a number, perhaps a day, a kind; with ``code`` a running number of any of its units."""

    number: str
    days: tuple[int, int] | None = None
    kind: str | None = None
    code: str | None = None

    def fits(self, number: str | None, date: str | None, kind: str | None) -> bool:
        """Whether a letter with these facts answers to the name."""
        if number is None or (self.kind and kind and self.kind != kind) or not _on(date, self.days):
            return False
        if self.code is None:
            return key_of(self.number) in keys_of(number, buddhist_year(date))
        own, asked = number_of(number), number_of(self.number)
        return bool(own and asked and (own.code, own.run) == (self.code, asked.run))


def meanings(name: str) -> Iterator[Meant]:
    """How ``name`` may be read: all of it a number, or a number and a date behind it; likeliest first."""
    text = _SIGN.sub("", fold(name)).strip()
    if not text:
        return
    word = _KIND.match(text)
    if word:
        kind = KIND_WORDS[word.group(1).lower()]
        for meant in _meanings(text[word.end() :]):
            yield replace(meant, kind=kind)
    yield from _meanings(text)


def _meanings(text: str) -> Iterator[Meant]:
    yield Meant(text)
    short = _SHORT_YEAR.match(text)
    if short:
        yield Meant(f"{short.group(1)}/25{short.group(2)}")
    unitless = _UNITLESS.match(text)
    if unitless:
        yield Meant(f"ว {unitless.group(2)}", code=unitless.group(1))
    for gap in re.finditer(r"\s+|(?<=\d)(?=ลงวันที่|ลว)", text):
        head, tail = text[: gap.start()], _LEAD.sub("", text[gap.end() :])
        unitless, number = _UNITLESS.match(head), number_of(head)
        if not unitless and (number is None or number.first is None):
            continue
        days = values.days(tail)
        if days is not None and _YEARS[0] <= days[0] and days[1] <= _YEARS[1]:
            yield (
                Meant(f"ว {unitless.group(2)}", days, code=unitless.group(1))
                if unitless
                else Meant(head, days)
            )


def _numbered(connection: Connection, meant: Meant) -> set[str]:
    key, parsed = key_of(meant.number), number_of(meant.number)
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
    columns = (letters.c.id, letters.c.number, letters.c.date, letters.c.kind)
    query = select(*columns).where(letters.c.key.in_(near))
    return {id_ for id_, *facts in connection.execute(query) if meant.fits(*facts)}


def _on(date: str | None, days: tuple[int, int] | None) -> bool:
    if days is None:
        return True
    own = values.days_of_iso(date)
    return own is not None and own[0] <= days[1] and own[1] >= days[0]
