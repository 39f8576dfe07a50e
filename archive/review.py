"""What deserves a person's eye: doubtful values, uncertain links, blanks, conflicts, files that could not be read.

What a person has corrected or confirmed is not asked again. Values that nobody can put right yet (attachments,
contacts, events) are left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from archive import doubts
from archive.amending import CORRECTED, FIELDS, Field, amended, place_of, read_lists, read_log
from archive.chains import all_absent
from archive.chunks import chunks
from archive.proposing import by_month, proposal
from archive.records import LetterSummary, ReviewItem, ReviewQueue
from archive.schema import candidates, copies, copy_corrections, corrections, files, letters, references
from archive.shelf import summaries
from archive.statistics import failures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, RowMapping

    from archive.missing import Absent
    from archive.records import Correction

DOUBTFUL = 0.9
"""Values less sure than this are looked at."""
_NUMBERED = frozenset({"external", "internal", "stamped", "order"})
_DATED = _NUMBERED | {"regulation", "bylaw", "announcement", "statement", "news", "certificate"}
_SUMMARY = ("id", "number", "date", "subject", "sender", "kind", "status", "number_partial")


@dataclass(frozen=True, slots=True)
class _Doubt:
    """An item with its place in the list: the lower, the more doubtful. ``sha256`` is the original it is in."""

    rank: float
    item: ReviewItem
    sha256: str | None = None

    @property
    def order(self) -> tuple[float, str, str, str, str]:
        letter = self.item.letter
        shown = (letter.date or "", letter.id) if letter else ("", self.item.path or "")
        return (self.rank, *shown, self.item.field, self.item.value or "")


def review(connection: Connection, limit: int | None) -> list[ReviewItem]:
    """The items, most doubtful first, each file and letter of one rank in one order."""
    return _with_paths(connection, _doubts(connection)[:limit])


def queue(connection: Connection) -> ReviewQueue:
    """The same items, those that a person can settle apart from those that tell of files."""
    items = _with_paths(connection, _doubts(connection))
    return ReviewQueue(
        tuple(item for item in items if item.letter is not None),
        tuple(item for item in items if item.letter is None),
    )


def _doubts(connection: Connection) -> list[_Doubt]:
    found = [_Doubt(0.0, doubts.failed(failure)) for failure in failures(connection)]
    found += [_Doubt(0.1, doubts.without_letter(made)) for made in _homeless(connection)]
    missing = by_month(all_absent(connection))
    keys = connection.execute(select(letters.c.key).order_by(letters.c.key)).scalars().all()
    for some in chunks(keys):
        found += _of_letters(connection, some, missing)
    found.sort(key=lambda doubt: doubt.order)
    return found


def _of_letters(
    connection: Connection, keys: Sequence[int], missing: dict[tuple[str, str], list[Absent]]
) -> Iterator[_Doubt]:
    query = (
        select(letters, copies.c.contract, copies.c.sha256)
        .join(copies, copies.c.letter == letters.c.key)
        .where(letters.c.key.in_(keys), copies.c.best)
        .order_by(letters.c.key)
    )
    rows = connection.execute(query).mappings().all()
    made = read_lists(connection, (row["corrections"] for row in rows))
    uncertain = _uncertain(connection, keys)
    twins = _twins(connection, [row["identity"] for row in rows if row["conflict"]])
    for row in rows:
        spoken = made[row["corrections"]]
        read: dict[str, Any] = json.loads(row["contract"])
        links = uncertain.get(row["key"], {})
        for doubt in _of_letter(row, amended(read, spoken), read, spoken, links, twins, missing):
            yield replace(doubt, sha256=row["sha256"])


def _of_letter(
    row: RowMapping,
    letter: Mapping[str, Any],
    read: Mapping[str, Any],
    made: Sequence[Correction],
    links: Mapping[int, tuple[float, Sequence[LetterSummary]]],
    twins: Mapping[str, Sequence[LetterSummary]],
    missing: dict[tuple[str, str], list[Absent]],
) -> Iterator[_Doubt]:
    summary = LetterSummary(**{name: row[name] for name in _SUMMARY})
    places = [(place_of(read, each), each) for each in made]
    seen = {place for place, _ in places if place is not None}
    yield from _blanks(summary, letter, seen, proposal(summary, missing))
    if row["conflict"] and not seen & {Field("number"), Field("date")}:
        others = [twin for twin in twins[row["identity"]] if twin.id != summary.id]
        yield _Doubt(0.5, doubts.conflict(summary, letter, others))
    for position, (score, perhaps) in links.items():
        if not seen & {Field("number", position), Field("date", position)}:
            rank = score / max(2, len(perhaps))
            yield _Doubt(rank, doubts.uncertain_link(summary, letter, position, score, perhaps))
    for key, evidence in letter["evidence"].items():
        field = _field_at(key, letter)
        if evidence["confidence"] >= DOUBTFUL or evidence["rule"] == CORRECTED or field is None:
            continue
        if field.reference is None and field.value_in(letter) is None:
            continue  # left out for doubt: told of as a blank
        if field.reference is None or field.reference not in links:
            yield _Doubt(evidence["confidence"], doubts.low(summary, field, letter, evidence))
    for place, correction in places:
        if place is None:
            yield _Doubt(0.1, doubts.without_reference(summary, correction))


def _blanks(
    summary: LetterSummary, letter: Mapping[str, Any], seen: set[Field], fits: Absent | None
) -> Iterator[_Doubt]:
    """Number and date, where they are blank and nobody said that they are."""
    expected = summary.number_partial or summary.kind in _NUMBERED
    if summary.number is None and expected and Field("number") not in seen:
        yield _Doubt(0.2 if summary.number_partial else 0.3, doubts.no_number(summary, letter, fits))
    if Field("date") in seen:
        return
    if summary.date is None and summary.kind in _DATED:
        yield _Doubt(0.3, doubts.no_date(summary, letter, fits))
    elif summary.date and len(summary.date) < 10:
        yield _Doubt(0.4, doubts.no_day(summary, letter, fits))


def _field_at(key: str, letter: Mapping[str, Any]) -> Field | None:
    """The field that a key of evidence tells of, if it is one that can be put right."""
    if key in FIELDS:
        return Field(key)
    if key.startswith("references["):
        place, _, name = key.removeprefix("references[").partition("]")
        return Field(name.removeprefix("."), int(place)) if name else doubts.naming(letter, int(place))
    return None


def _uncertain(
    connection: Connection, keys: Sequence[int]
) -> dict[int, dict[int, tuple[float, list[LetterSummary]]]]:
    """Ambiguous references of letters: by position, how sure the best candidate is, and the candidates."""
    query = (
        select(references.c.letter, references.c.position, references.c.score, candidates.c.letter)
        .join(candidates, candidates.c.reference == references.c.key)
        .where(references.c.letter.in_(keys), references.c.state == "ambiguous")
    )
    rows = connection.execute(query).all()
    known = summaries(connection, {row[3] for row in rows})
    found: dict[int, dict[int, tuple[float, list[LetterSummary]]]] = {}
    for letter, position, score, candidate in rows:
        link = found.setdefault(letter, {}).setdefault(position, (score, []))
        link[1].append(known[candidate])
    for links in found.values():
        for _, perhaps in links.values():
            perhaps.sort(key=lambda each: (each.date or "", each.id))
    return found


def _twins(connection: Connection, identities: Sequence[str]) -> dict[str, list[LetterSummary]]:
    found: dict[str, list[LetterSummary]] = {}
    query = select(letters.c.identity, *(letters.c[name] for name in _SUMMARY)).order_by(letters.c.id)
    for some in chunks(sorted(set(identities))):
        for identity, *values in connection.execute(query.where(letters.c.identity.in_(some))):
            found.setdefault(identity, []).append(LetterSummary(*values))
    return found


def _homeless(connection: Connection) -> Iterable[Correction]:
    """Corrections of letters that no file holds any more as they were."""
    placed = select(copy_corrections.c.correction)
    ids = connection.execute(select(corrections.c.id).where(corrections.c.id.not_in(placed))).scalars()
    return read_log(connection, ids).values()


def _with_paths(connection: Connection, found: Sequence[_Doubt]) -> list[ReviewItem]:
    paths: dict[str, str] = {}
    for some in chunks(sorted({doubt.sha256 for doubt in found if doubt.sha256})):
        query = select(files.c.sha256, files.c.path).where(files.c.sha256.in_(some))
        for sha256, path in connection.execute(query):
            paths[sha256] = min(path, paths.get(sha256, path))
    return [
        replace(doubt.item, path=paths.get(doubt.sha256), sha256=doubt.sha256) if doubt.sha256 else doubt.item
        for doubt in found
    ]
