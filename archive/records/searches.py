"""What a search is narrowed to, and what to try where it finds nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to, each as a person may type it (see ``index.parse_query``)."""

    kind: str | None = None
    agency: str | None = None
    after: str | None = None
    before: str | None = None
    year: str | None = None
    secrecy: str | None = None
    status: str | None = None
    sender: str | None = None
    """The sender's whole name as the facet ``from`` has it, where ``agency`` is words of it."""
    as_of: str | None = None
    """The day on which ``status`` is asked for; letters of later days are left out."""


@dataclass(frozen=True, slots=True)
class Looser:
    """A search that asks for less than one that found nothing, and how many letters it finds. ``without`` is the filter
    that it leaves out (``*`` for all), none where the words are others."""

    query: str
    filters: Filters
    without: str | None = None
    total: int = 0
