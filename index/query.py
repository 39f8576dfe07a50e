"""What a person asks for, as a tree that every engine understands.

The tree is made by ``query_parser``; engines learn from ``expansion`` what each leaf looks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

TEXT_FIELDS = ("subject", "sender", "to", "signer", "contact", "attachment", "text")
"""Fields of running text, in the order in which they lie in the index."""


@dataclass(frozen=True, slots=True)
class Every:
    """All letters."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No letter: a query of punctuation alone."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed, in ``field`` or anywhere. Thai that the segmenter cuts further is still one word."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other as typed between quotes; blanks do not count."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so: ``ประชุม*``."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A letter number in any spelling: the letter's own (``number``), one it cites (``cites``), or either."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phone:
    """Digits of a telephone number, or a part of one."""

    digits: str


@dataclass(frozen=True, slots=True)
class Value:
    """A field that takes one of a few words: kind, status, secrecy, urgency, year (Buddhist); or the whole of the
    sender's name (``from``), as a facet counts it."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Days:
    """Letters dated ``first`` to ``last`` (YYYYMMDD), both included; a blank day may be any of its month."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Among:
    """Letters with one of ``ids``: what only the catalogue can tell, such as a status on a day of the past.

    ``value`` is the status, or whatever else they have in common, as a screen says it.
    """

    ids: frozenset[str]
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class And:
    """Letters that answer all of ``children``."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Letters that answer one or more of ``children``."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Letters that do not answer ``child``."""

    child: Node


Leaf: TypeAlias = Every | Nothing | Word | Phrase | Prefix | Number | Phone | Value | Days | Among
Node: TypeAlias = Leaf | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """The ``tree`` of what was typed and the ``filters`` given beside it; a letter must answer all."""

    tree: Node = Every()
    filters: tuple[Node, ...] = ()

    @property
    def whole(self) -> Node:
        """Tree and filters in one."""
        return And((*self.filters, self.tree)) if self.filters else self.tree


def wanted(node: Node) -> list[Leaf]:
    """The leaves that a letter is wanted for, not those it must not answer, in the order typed."""
    if isinstance(node, And | Or):
        return [leaf for child in node.children for leaf in wanted(child)]
    return [] if isinstance(node, Not) else [node]
