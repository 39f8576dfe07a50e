"""What the audit page shows, line by line: values named, dates written out, chains laid flat."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from report.audit_words import WORDS
from report.labels import label, shown_date
from report.rules import linking_reason, reading_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from archive import Audit, LetterSummary, TraceLetter
    from archive.standing import Act
    from archive.tracing import TreeNode
    from report.labels import Language

_NAMED = frozenset({"external", "internal", "stamped"})
"""Kinds that are called by their number alone."""
_EACH = ("references", "other_citations", "attachments", "cc", "events")
_ORDER = (
    "kind", "number", "number_partial", "date", "subject", "from", "to", "urgency", "secrecy", "references",
    "other_citations", "attachments", "signer", "position", "acting", "cc", "registry", "parent", "events",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the letter. ``key`` is what evidence calls it; ``label`` is in both languages."""

    key: str
    label: tuple[str, str]
    text: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """An act on a letter, ``level`` steps from the one that the page is about; ``on`` is whom it acts on.

    ``told_above``: what became of ``by`` stands in an earlier line; ``goes_on``: it is not told for being too far.
    """

    level: int
    act: Act
    on: str
    by: str
    relation: str
    told_above: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the chain's table."""

    level: int
    node: TreeNode
    how: str


class Rows:
    """The lines of the page in one language."""

    def __init__(self, audit: Audit, language: Language) -> None:
        self._audit = audit
        self._letter: Mapping[str, Any] = audit.letter.letter
        self._language: Language = language

    # Words

    def label(self, group: str, value: str | None) -> str:
        return label(group, value, self._language)

    def date(self, iso: str | None) -> str:
        """As a person writes it, in Thai with the ISO date behind it."""
        shown = shown_date(iso, self._language)
        return f"{shown} ({iso})" if iso and self._language == "th" else shown

    def moment(self, iso: str | datetime) -> str:
        """A moment to the minute, with its distance from UTC; what the catalogue tells is in UTC."""
        moment = datetime.fromisoformat(iso) if isinstance(iso, str) else iso
        zone = f"{moment:%z}"
        return f"{self.date(moment.date().isoformat())} {moment:%H:%M} (UTC{zone[:3]}:{zone[3:5]})"

    def rule(self, rule: str) -> str:
        return reading_rule(rule, self._language)

    def reason(self, reason: str) -> str:
        return linking_reason(reason, self._language)

    def percent(self, share: float) -> str:
        return f"{math.floor(100 * share + 1e-9)}%"

    def name(self, letter: LetterSummary | TraceLetter) -> str:
        """A letter by number and date, orders and the like with their kind, by subject when it has no number."""
        number = letter.number or letter.number_partial
        kind = "" if letter.kind is None or letter.kind in _NAMED else self.label("kind", letter.kind)
        named = (
            " ".join(filter(None, (kind, number))) if number else letter.subject or self._say("say.no-number")
        )
        date = shown_date(letter.date, self._language)
        if not date:
            return named
        return f"{named} of {date}" if self._language == "en" else f"{named} ลงวันที่ {date}"

    @property
    def title(self) -> str:
        letter = self._letter
        number = letter["number"] or letter["number_partial"]
        if letter["kind"] in _NAMED:
            return number or self._say("say.no-number")
        return " ".join(filter(None, (self.label("kind", letter["kind"]), number)))

    # Status

    @property
    def not_yet(self) -> bool:
        """Whether the letter is younger than the day asked for."""
        return self.comes_after(self._letter["date"])

    def comes_after(self, date: str | None) -> bool:
        """Whether ``date`` lies behind the day asked for."""
        day = self._audit.standing.as_of
        return bool(day and date and date > day[: len(date)])

    def makers(self) -> list[str]:
        """Who made the status what it is."""
        found = {act.by.id: self.name(act.by) for act in self._audit.standing.acts}
        return [found[id_] for id_ in self._audit.standing.by if id_ in found]

    def reasons(self) -> list[Reason]:
        """All acts on the letter and on those who acted, each letter's own told once."""
        told: set[str] = {self._audit.letter.id}
        found: list[Reason] = []
        waiting = [(0, act, self._say("chain.this")) for act in reversed(self._audit.standing.acts)]
        while waiting:
            level, act, on = waiting.pop()
            again = act.by.id in told
            own = act.standing.acts if act.standing and not again else ()
            by = self.name(act.by)
            above = again and (act.standing is None or bool(act.standing.acts))
            found.append(
                Reason(level, act, on, by, self._deed(act), above, act.standing is None and not again)
            )
            told.add(act.by.id)
            waiting += [(level + 1, deeper, by) for deeper in reversed(own)]
        return found

    def later(self) -> list[Reason]:
        """Acts that begin after the day asked for."""
        this = self._say("chain.this")
        return [Reason(0, act, this, self.name(act.by), self._deed(act)) for act in self._audit.later]

    def canceller_cancelled(self) -> bool:
        """Whether one that ended the letter was itself ended."""
        ends = ("cancels", "replaces")
        return any(
            act.relation in ends
            and act.standing is not None
            and act.standing.status in ("cancelled", "replaced")
            for act in self._audit.standing.acts
        )

    def _deed(self, act: Act) -> str:
        if act.revives and act.relation == "cites":
            return self._say("why.revives")
        return self.label("relation", act.relation)

    # The letter

    def values(self) -> list[Value]:
        """All values of the letter but its text, in the order in which a letter has them."""
        found: list[Value] = []
        for name in _ORDER:
            found += self._of_field(name)
        for name, held in self._letter["contacts"].items():
            found += self._each(f"contacts.{name}", name, held)
        return found

    def evidence(self, value: Value) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = self._letter["evidence"].get(value.key)
        return found

    def alternative(self, key: str, value: object) -> str:
        """Another value of field ``key`` as it is shown."""
        return self._shown(key, str(value))

    def field_names(self, name: str) -> tuple[str, str]:
        """What a field is called, first in the language of the page: ``references[1].date``, ``subject``."""
        outer, _, inner = name.rpartition(".")
        pair = WORDS[f"field.{inner}"]
        if outer.startswith("references"):
            place = outer.removeprefix("references[").removesuffix("]")
            pair = (f"อ้างถึง {place} {pair[0]}", f"Reference {place} {pair[1]}")
        return self._ordered(pair)

    def corrected(self, field: str, value: str | None) -> str:
        """A value of the log of corrections."""
        return self._say("say.blank") if value is None else self._shown(field.rpartition(".")[2], value)

    def _of_field(self, name: str) -> Iterator[Value]:
        held = self._letter[name]
        if not held:
            return
        if name in _EACH:
            yield from self._each(name, name, held)
            return
        text = self._joined(held) if name in ("registry", "parent") else self._shown(name, held)
        yield Value(name, self._ordered(WORDS[f"field.{name}"]), text)

    def _each(self, key: str, name: str, held: Sequence[Any]) -> Iterator[Value]:
        for place, one in enumerate(held):
            number = place + 1 if len(held) > 1 or name == "references" else None
            yield Value(
                f"{key}[{place}]", self._ordered(WORDS[f"field.{name}"]), self._item(name, one), number
            )

    def _item(self, name: str, one: Any) -> str:
        if name == "references":
            number = one["number"] or one["number_partial"]
            parts = (
                self.label("relation", one["relation"]),
                one["issuer"],
                number,
                self.date(one["date"]),
                one["title"],
            )
            return " · ".join(filter(None, parts))
        if name == "attachments":
            return " · ".join(filter(None, (one["title"], one["quantity"])))
        if name == "events":
            days = dict.fromkeys(self.date(day) for day in (one["from"], one["to"]) if day)
            return f"{' – '.join(days)} · {self.label('event', one['role'])}"
        return str(one)

    def _shown(self, name: str, value: str) -> str:
        if name == "date":
            return self.date(value)
        return self.label(name, value) if name in ("kind", "relation") else value

    def _joined(self, value: Mapping[str, Any]) -> str:
        return " · ".join(filter(None, (value["number"], self.date(value["date"]), value.get("time"))))

    # The chain

    def steps(self, direction: str) -> list[Step]:
        """The chain in one direction as the lines of a table, each letter before what hangs on it."""
        top = self._audit.trace.as_tree()
        waiting = [(1, node) for node in reversed(top.children) if node.direction == direction]
        found: list[Step] = []
        while waiting:
            level, node = waiting.pop()
            group = "relation" if direction == "cites" else "inverse"
            found.append(Step(level, node, self.label(group, node.relation)))
            waiting += [(level + 1, child) for child in reversed(node.children)]
        return found

    def cycles(self) -> list[str]:
        names = {letter.id: self.name(letter) for letter in self._audit.trace.letters}
        return [" → ".join(names[id_] for id_ in (*cycle, cycle[0])) for cycle in self._audit.trace.cycles]

    # Words again

    def _say(self, key: str) -> str:
        return WORDS[key][self._language == "en"]

    def _ordered(self, pair: tuple[str, str]) -> tuple[str, str]:
        return pair if self._language == "th" else (pair[1], pair[0])
