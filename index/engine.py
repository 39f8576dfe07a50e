"""The door of the search floor: what every engine takes and gives.

An engine holds a disposable copy of what the catalogue records; it can be deleted and built again at any
time. Engines are told apart by their ``name`` only: documents, queries, facets and snippets are the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from index.query import Query

Sort = Literal["relevance", "date", "-date"]

FACETS = ("year", "kind", "from", "status", "secrecy")


@dataclass(frozen=True, slots=True)
class Entry:
    """What search knows of one letter. ``date`` is ISO (or ``YYYY-MM``); ``text`` the whole source text.

    ``ocr`` tells that it was read from a picture, so that words in it may be damaged.
    """

    id: str
    kind: str
    number: str | None = None
    number_partial: str | None = None
    date: str | None = None
    subject: str | None = None
    to: str | None = None
    sender: str | None = None
    urgency: str | None = None
    secrecy: str | None = None
    signer: str | None = None
    position: str | None = None
    people: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    status: str = "unknown"
    text: str = ""
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One letter found. ``snippet`` is a stretch of the source's own characters, ``marks`` the places in it
    (start, end) that answer the query; ``cut`` tells whether the letter goes on before it and after it. ``resembles``: a word of the query stands
    in the letter only as OCR may have damaged it."""

    id: str
    number: str | None
    date: str | None
    subject: str | None
    sender: str | None
    kind: str
    score: float
    snippet: str
    status: str
    marks: tuple[tuple[int, int], ...] = ()
    cut: tuple[bool, bool] = (False, False)
    resembles: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """``total`` letters answer; ``hits`` is the page asked for; ``facets`` count all of them by value.

    Where none answers, or only letters that OCR may have damaged, ``near`` pairs each word that no letter has with words of the index spelled nearly so.
    """

    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Engine(Protocol):
    """What a search engine must do. Not safe to share between threads; open one a thread."""

    name: str

    def add(self, entries: Iterable[Entry]) -> None:
        """Add letters, or put them in place of those with the same id; seen after ``commit``."""
        ...

    def delete(self, ids: Iterable[str]) -> None:
        """Take letters out; seen after ``commit``."""
        ...

    def commit(self) -> None:
        """Make all that was added and deleted visible to new searches, at once or not at all."""
        ...

    def search(self, query: Query, *, sort: Sort = "relevance", limit: int = 20, offset: int = 0) -> Results:
        """Letters that answer ``query``, best first, with facets over all of them."""
        ...

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """Numbers, subjects and agencies that begin as ``prefix`` does, the commonest first."""
        ...

    def ids(self) -> Iterator[str]:
        """The ids of all letters in the index."""
        ...

    def close(self) -> None:
        """Give back files and locks; what was not committed is dropped."""
        ...
