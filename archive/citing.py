"""A citation and a letter as linking compares them."""

from __future__ import annotations

from dataclasses import dataclass

from archive.folding import title_key
from archive.numbering import Number, number_of
from parsers.thai.years import buddhist_year

ISSUED = frozenset({"order", "announcement", "statement", "news", "regulation", "bylaw", "other", "record"})
"""Kinds that are known by their issuer, with a number a year or a title."""
_NOUNS = {
    "คำสั่ง": frozenset({"order"}),
    "ประกาศ": frozenset({"announcement", "statement", "news"}),
    "แถลงการณ์": frozenset({"statement"}),
    "ระเบียบ": frozenset({"regulation"}),
    "ข้อบังคับ": frozenset({"bylaw", "regulation"}),
    "หนังสือ": frozenset({"external", "internal", "stamped", "certificate", "record", "other"}),
    "บันทึกข้อความ": frozenset({"internal", "external", "record"}),
}


@dataclass(frozen=True, slots=True)
class Target:
    """A letter as citations see it."""

    key: int
    identity: str
    kind: str
    number: Number | None
    date: str | None
    subject: str | None
    issuer: str | None

    @property
    def title(self) -> str:
        """The subject for comparison."""
        return title_key(self.subject)

    @property
    def year(self) -> str:
        return (self.number.year if self.number else "") or buddhist_year(self.date)


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference with what its own letter tells about it."""

    number: Number | None
    partial: Number | None
    date: str | None
    title: str
    issuer: str | None
    kinds: frozenset[str]
    letter: Target

    @property
    def day(self) -> str | None:
        return self.date if self.date and len(self.date) == 10 else None

    @property
    def year(self) -> str:
        return (self.number.year if self.number else "") or buddhist_year(self.date)


def citation_of(
    letter: Target,
    *,
    number: str | None,
    number_partial: str | None,
    date: str | None,
    title: str | None,
    issuer: str | None,
    text: str,
) -> Citation:
    """A reference of ``letter`` ready to be compared."""
    return Citation(
        number=number_of(number),
        partial=number_of(number_partial),
        date=date,
        title=title_key(title),
        issuer=issuer,
        kinds=_kinds(text, title),
        letter=letter,
    )


def _kinds(text: str, title: str | None) -> frozenset[str]:
    """The kinds that the word for a document in the cited words allows; empty if there is none.

    What comes after เรื่อง is the document's own title and may speak of any other document.
    """
    words = text.partition("เรื่อง")[0]
    places = [(at, -len(noun), noun) for noun in _NOUNS if (at := words.find(noun)) >= 0]
    if places:
        return _NOUNS[min(places)[2]]
    named = [noun for noun in _NOUNS if title and title.startswith(noun)]
    return _NOUNS[max(named, key=len)] if named else frozenset()
