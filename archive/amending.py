"""Corrections laid over what was read: which fields people may put right, and a parse object put right."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from archive.chunks import chunks
from archive.copies import ALIKE, grams, similarity
from archive.folding import bare_text
from archive.records import Correction
from archive.schema import corrections

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

FIELDS = (
    "number",
    "date",
    "subject",
    "to",
    "from",
    "kind",
    "urgency",
    "secrecy",
    "signer",
    "position",
    "acting",
)
OF_REFERENCE = ("number", "date", "relation", "title", "issuer")
CORRECTED = "corrected"
"""The rule that evidence names for a value that a person has seen to."""

_REFERENCE = re.compile(rf"references\[([1-9]\d{{0,3}})\]\.({'|'.join(OF_REFERENCE)})")


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be put right. ``reference`` counts from 0 and is ``None`` for the letter's own fields."""

    name: str
    reference: int | None = None

    @property
    def typed(self) -> str:
        """As people type it: references are counted from 1."""
        return self.name if self.reference is None else f"references[{self.reference + 1}].{self.name}"

    def value_in(self, letter: Mapping[str, Any]) -> str | None:
        """The value that a parse object has in this field."""
        holder = letter if self.reference is None else letter["references"][self.reference]
        value: str | None = holder[self.name]
        return value


def field_of(typed: str) -> Field | None:
    """The field called ``typed``, if there is such a one."""
    if typed in FIELDS:
        return Field(typed)
    match = _REFERENCE.fullmatch(typed)
    return Field(match[2], int(match[1]) - 1) if match else None


def read_log(connection: Connection, ids: Iterable[int]) -> dict[int, Correction]:
    """Corrections ``ids`` of the log."""
    found: dict[int, Correction] = {}
    for some in chunks(sorted(set(ids))):
        query = select(corrections).where(corrections.c.id.in_(some)).order_by(corrections.c.id)
        for row in connection.execute(query).mappings():
            found[row["id"]] = Correction(
                field=row["field"],
                old=json.loads(row["old"]),
                value=json.loads(row["value"]),
                reason=row["reason"],
                author=row["author"],
                made=row["made"],
                cited=row["cited"],
            )
    return found


def read_lists(connection: Connection, told: Iterable[str]) -> dict[str, tuple[Correction, ...]]:
    """The corrections that lists of ids (JSON, as letters' rows hold them) name, by list."""
    lists: dict[str, list[int]] = {each: json.loads(each) for each in set(told)}
    log = read_log(connection, (id_ for ids in lists.values() for id_ in ids))
    return {each: tuple(log[id_] for id_ in ids) for each, ids in lists.items()}


def place_of(letter: Mapping[str, Any], correction: Correction) -> Field | None:
    """Where in ``letter`` a correction belongs; ``None`` if the reference it speaks of is not there.

    A newer parser or a better copy may read more references or fewer. The words decide, then the place, but
    only when much the same words stand there.
    """
    field = field_of(correction.field)
    if field is None or field.reference is None:
        return field
    wanted = bare_text(correction.cited or "")
    texts = [bare_text(reference["text"]) for reference in letter["references"]]
    same = [place for place, text in enumerate(texts) if text == wanted]
    if field.reference in same:
        return field
    if len(same) == 1:
        return Field(field.name, same[0])
    if not same and field.reference < len(texts):
        alike = similarity(grams(wanted), grams(texts[field.reference])) >= ALIKE
        return field if alike else None
    return None


def amended(letter: dict[str, Any], made: Sequence[Correction]) -> dict[str, Any]:
    """A parse object put right by the corrections ``made``, oldest first: the last one of a field holds."""
    if not made:
        return letter
    last: dict[Field, Correction] = {}
    for correction in made:
        field = place_of(letter, correction)
        if field is not None:
            last[field] = correction
    evidence = dict(letter["evidence"])
    references = [dict(reference) for reference in letter["references"]]
    changed: dict[str, Any] = {**letter, "references": references, "evidence": evidence}
    seen: dict[str, list[str]] = {}
    """The values that lost, by key of evidence."""
    for field, correction in last.items():
        read = field.value_in(letter)
        holder = changed if field.reference is None else references[field.reference]
        holder[field.name] = correction.value
        if field.name == "number" and correction.value is not None:
            holder["number_partial"] = None
        key = field.name if field.reference is None else f"references[{field.reference}]"
        lost = seen.setdefault(key, [])
        if read is not None and read != correction.value:
            lost.append(read)
    for key, lost in seen.items():
        place = evidence.get(key) or evidence.get("number_partial" if key == "number" else key)
        evidence[key] = _seen_to(place, lost, changed.get(key))
    if changed["number_partial"] is None:
        evidence.pop("number_partial", None)
    return changed


def _seen_to(place: Mapping[str, Any] | None, lost: Sequence[str], value: Any) -> dict[str, Any]:
    """The evidence of a value that a person has seen to: where it was read, if anywhere, and what was read."""
    nowhere = dict.fromkeys(("page", "line", "text", "start", "end", "box"))
    others = [*lost, *(place["alternatives"] if place else ())]
    return {
        **(place or nowhere),
        "rule": CORRECTED,
        "confidence": 1.0,
        "alternatives": [each for each in dict.fromkeys(others) if each != value],
    }
