"""A letter with all that is known of it, whether it is in the archive or only cited."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

State = Literal["resolved", "ambiguous", "missing", "not_a_letter"]


@dataclass(frozen=True, slots=True)
class LetterSummary:
    """A letter in one line."""

    id: str
    number: str | None
    date: str | None
    subject: str | None
    sender: str | None
    kind: str
    status: str
    number_partial: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "number": self.number,
            "date": self.date,
            "subject": self.subject,
            "from": self.sender,
            "kind": self.kind,
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class LinkedReference:
    """A letter that this one cites, and what it was found to be.

    ``reason`` is a word for the rule that decided (``number-and-date``); ``candidates`` are the letters that
    it may be while ``state`` is ``ambiguous``.
    """

    number: str | None
    number_partial: str | None
    date: str | None
    title: str | None
    issuer: str | None
    relation: str
    text: str
    state: State
    target: LetterSummary | None
    confidence: float
    reason: str
    candidates: tuple[LetterSummary, ...] = ()

    def link_json(self) -> dict[str, Any]:
        """What the export adds to the reference of the parse object (a contract)."""
        return {
            "state": self.state,
            "target": self.target.id if self.target else None,
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class CitedBy:
    """A letter that cites this one, with its words."""

    letter: LetterSummary
    relation: str
    state: State
    confidence: float
    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that holds the letter (or held it when it was imported)."""

    path: str
    part: int
    sha256: str
    similarity: float
    best: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person put right, or found to be right (``old`` equals ``value`` then). ``None`` means no value.

    ``field`` is as ``Archive.correct`` takes it (``references[1].date``); ``made`` is the moment in UTC;
    ``cited`` are the words of the reference that is meant.
    """

    field: str
    old: str | None
    value: str | None
    reason: str
    author: str
    made: str
    cited: str | None = None

    @property
    def confirms(self) -> bool:
        """Whether the value was right as it stood."""
        return self.old == self.value

    def as_json(self) -> dict[str, str | None]:
        return {
            "field": self.field,
            "old": self.old,
            "value": self.value,
            "reason": self.reason,
            "author": self.author,
            "made": self.made,
        }


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """One letter with all that is known of it. ``letter`` is its parse object (a contract), put right where
    a person did so.

    ``status_by`` are the letters that made it what its status says; ``twins`` are letters with the same
    number and date but another text; ``alternatives`` are values of worse copies that differ, by field;
    ``corrections`` are all that were ever made, oldest first.
    """

    id: str
    letter: Mapping[str, Any]
    status: str
    status_by: tuple[LetterSummary, ...]
    copies: tuple[Copy, ...]
    references: tuple[LinkedReference, ...]
    cited_by: tuple[CitedBy, ...]
    twins: tuple[LetterSummary, ...] = ()
    alternatives: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    text: str = ""
    corrections: tuple[Correction, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object of ``saraban export --format jsonl`` (a contract)."""
        linked = [
            {**cited, **link.link_json()}
            for cited, link in zip(self.letter["references"], self.references, strict=True)
        ]
        return {
            "id": self.id,
            **self.letter,
            "references": linked,
            "status": self.status,
            "status_by": [letter.id for letter in self.status_by],
            "copies": sorted({copy.path for copy in self.copies}),
            "corrections": [correction.as_json() for correction in self.corrections],
        }


@dataclass(frozen=True, slots=True)
class MissingLetter:
    """A letter that is cited but in no file: what its citers say of it. ``kind`` is set for orders and the like
    when they call it so."""

    id: str
    number: str | None
    number_partial: str | None
    date: str | None
    title: str | None
    issuer: str | None
    spellings: tuple[str, ...]
    cited_by: tuple[LetterSummary, ...]
    kind: str | None = None

    @property
    def count(self) -> int:
        """By how many letters it is cited."""
        return len(self.cited_by)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "number": self.number,
            "number_partial": self.number_partial,
            "date": self.date,
            "title": self.title,
            "issuer": self.issuer,
            "cited_by": [letter.id for letter in self.cited_by],
            "spellings": list(self.spellings),
            "kind": self.kind,
        }
