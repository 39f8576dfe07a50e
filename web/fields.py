"""A letter's values as its page lists them: what each is called, as it is shown, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.review import DOUBTFUL
from web.shown import date, days, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLAIN = (
    "number", "number_partial", "date", "from", "to", "subject", "urgency", "secrecy", "signer", "position", "acting",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One value. ``key`` is that of its evidence, ``place`` its number among the places of the page (0 without one);
    ``sure`` is a percentage where it deserves doubt; ``others`` are values that lost."""

    key: str
    text: str
    place: int
    sure: int | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A field with its values."""

    name: str
    label: str
    values: tuple[Shown, ...]


def field_name(typed: str) -> str:
    """A field as it is corrected, in words: ``references[1].date`` is the first reference's date."""
    outer, _, name = typed.rpartition(".")
    if not outer:
        return label("field", name)
    place = outer.removeprefix("references[").removesuffix("]")
    return f"{label('field', 'references')} {place} {label('field', name)}"


class Fields:
    """The rows of one letter (a parse object); values whose evidence can be pointed at are numbered from one."""

    def __init__(self, letter: Mapping[str, Any]) -> None:
        self._letter = letter
        self._evidence: Mapping[str, Mapping[str, Any]] = letter["evidence"]
        self.places: dict[str, int] = {}
        self.rows = tuple(self._rows())
        self.references = tuple(
            self._shown(f"references[{at}]", "") for at in range(len(letter["references"]))
        )

    def _rows(self) -> Iterator[Row]:
        letter = self._letter
        yield self._row("kind", [("", label("kind", letter["kind"]))])
        for name in _PLAIN:
            value = letter[name]
            yield self._row(name, [(name, date(value) if name == "date" else value)] if value else [])
        yield self._row("attachments", [
            (f"attachments[{at}]", " ".join(filter(None, one.values())))
            for at, one in enumerate(letter["attachments"])
        ])  # fmt: skip
        for name in ("cc", "other_citations"):
            yield self._row(name, [(f"{name}[{at}]", one) for at, one in enumerate(letter[name])])
        for name, values in letter["contacts"].items():
            yield self._row(name, [(f"contacts.{name}[{at}]", one) for at, one in enumerate(values)])
        for name in ("registry", "parent"):
            if told := letter[name]:
                words = (told["number"], date(told["date"]), told.get("time"))
                yield self._row(name, [(name, " ".join(filter(None, words)))])
        yield self._row("events", [
            (f"events[{at}]", f"{days(one['from'], one['to'])} ({label('event', one['role'])})")
            for at, one in enumerate(letter["events"])
        ])  # fmt: skip

    def _row(self, name: str, values: list[tuple[str, str]]) -> Row:
        return Row(name, label("field", name), tuple(self._shown(key, text) for key, text in values))

    def _shown(self, key: str, text: str) -> Shown:
        evidence = self._evidence.get(key)
        if not evidence:
            return Shown(key, text, 0)
        place = self.places.setdefault(key, len(self.places) + 1)
        sure = evidence["confidence"]
        others = tuple(date(one) if key == "date" else one for one in evidence["alternatives"])
        return Shown(key, text, place, round(100 * sure) if sure < DOUBTFUL else None, others)
