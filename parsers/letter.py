"""The vocabulary: what a letter is made of, named as the Thai e-CMS exchange standard names it.

Every value is plain text in its normal form (see ``docs/fields.md``); where it stood, by which rule it was
found and how sure we are is kept beside it in ``Letter.evidence``, keyed ``number``, ``references[0]``,
``contacts.phones[1]`` and so on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parsers.document import Box


class Kind(StrEnum):
    """ชนิดหนังสือ: the kinds of the regulation of 2526 (clauses 11 to 27) and what is no letter at all."""

    EXTERNAL = "external"
    INTERNAL = "internal"
    STAMPED = "stamped"
    ORDER = "order"
    REGULATION = "regulation"
    BYLAW = "bylaw"
    ANNOUNCEMENT = "announcement"
    STATEMENT = "statement"
    NEWS = "news"
    CERTIFICATE = "certificate"
    MINUTES = "minutes"
    RECORD = "record"
    OTHER = "other"
    NOT_LETTER = "not_letter"


class Relation(StrEnum):
    """What a letter does to a letter it cites, weakest first."""

    CITES = "cites"
    SUPPLEMENTS = "supplements"
    AMENDS = "amends"
    REPLACES = "replaces"
    CANCELS = "cancels"

    @property
    def strength(self) -> int:
        """Rank among relations; the strongest mention of one letter decides."""
        return list(Relation).index(self)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands, how it was found, how sure we are.

    ``start`` and ``end`` are offsets into the page's source; ``text`` is that raw stretch. ``confidence`` is a
    probability; ``alternatives`` are the values that lost.
    """

    page: int
    line: int
    text: str
    start: int
    end: int
    rule: str
    confidence: float
    box: Box | None = None
    alternatives: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "page": self.page,
            "line": self.line,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "box": list(self.box) if self.box else None,
            "rule": self.rule,
            "confidence": round(self.confidence, 3),
            "alternatives": list(self.alternatives),
        }


@dataclass(frozen=True, slots=True)
class Reference:
    """อ้างถึง: a letter, order or announcement that this one names, and what this one does to it.

    ``revives``: this letter says that the cited one, cancelled before, holds again or still holds."""

    number: str | None = None
    number_partial: str | None = None
    date: str | None = None
    title: str | None = None
    issuer: str | None = None
    relation: Relation = Relation.CITES
    text: str = ""
    revives: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "number_partial": self.number_partial,
            "date": self.date,
            "title": self.title,
            "issuer": self.issuer,
            "relation": str(self.relation),
            "revives": self.revives,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Attachment:
    """สิ่งที่ส่งมาด้วย: what goes with the letter."""

    title: str
    quantity: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, "quantity": self.quantity}


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whom to ask: numbers as local digits (``022419000 ext 5313``), one entry a number."""

    phones: tuple[str, ...] = ()
    faxes: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    line_ids: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "phones": list(self.phones),
            "faxes": list(self.faxes),
            "emails": list(self.emails),
            "people": list(self.people),
            "line_ids": list(self.line_ids),
        }


@dataclass(frozen=True, slots=True)
class Event:
    """A date the letter speaks of that is not its own: a meeting, a deadline, a day of effect."""

    start: str | None
    end: str | None
    role: str
    text: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"from": self.start, "to": self.end, "role": self.role, "text": self.text}


@dataclass(frozen=True, slots=True)
class Registry:
    """The receiving office's stamp: its own number, day and hour."""

    number: str | None = None
    date: str | None = None
    time: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"number": self.number, "date": self.date, "time": self.time}


@dataclass(frozen=True, slots=True)
class Parent:
    """The letter that an annex belongs to."""

    number: str | None = None
    date: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"number": self.number, "date": self.date}


@dataclass(frozen=True, slots=True)
class Letter:
    """One official letter as it was read; absent values are ``None`` or empty."""

    kind: Kind
    part: int = 1
    number: str | None = None
    number_partial: str | None = None
    date: str | None = None
    subject: str | None = None
    to: str | None = None
    sender: str | None = None
    urgency: str | None = None
    secrecy: str | None = None
    references: tuple[Reference, ...] = ()
    other_citations: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contacts: Contacts = field(default_factory=Contacts)
    signer: str | None = None
    position: str | None = None
    acting: str | None = None
    cc: tuple[str, ...] = ()
    registry: Registry | None = None
    parent: Parent | None = None
    events: tuple[Event, ...] = ()
    body: str | None = None
    text: str = ""
    evidence: Mapping[str, Evidence] = field(default_factory=dict)

    def as_json(self, file: str) -> dict[str, Any]:
        """The object that ``saraban parse`` prints for this letter (a contract)."""
        return {
            "file": file,
            "part": self.part,
            "kind": str(self.kind),
            "number": self.number,
            "number_partial": self.number_partial,
            "date": self.date,
            "subject": self.subject,
            "to": self.to,
            "from": self.sender,
            "urgency": self.urgency,
            "secrecy": self.secrecy,
            "references": [reference.as_json() for reference in self.references],
            "other_citations": list(self.other_citations),
            "attachments": [attachment.as_json() for attachment in self.attachments],
            "contacts": self.contacts.as_json(),
            "signer": self.signer,
            "position": self.position,
            "acting": self.acting,
            "cc": list(self.cc),
            "registry": self.registry.as_json() if self.registry else None,
            "parent": self.parent.as_json() if self.parent else None,
            "events": [event.as_json() for event in self.events],
            "body": self.body,
            "evidence": {key: item.as_json() for key, item in self.evidence.items()},
        }
