"""The archive and its links in figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive.records.letters import LetterSummary
    from archive.records.runs import Run


@dataclass(frozen=True, slots=True)
class Statistics:
    """The archive in figures; mappings count letters by value, commonest first.

    ``files`` is the sum of ``letter_files``, which hold the best copy of a letter (of several, if they are in one
    file), ``copies``, which hold only others (byte-identical ones too), ``not_letters`` and ``failures``.
    """

    letters: int
    files: int
    letter_files: int
    originals: int
    copies: int
    not_letters: int
    failures: int
    kinds: Mapping[str, int]
    years: Mapping[str, int]
    senders: Mapping[str, int]
    statuses: Mapping[str, int]
    references: Mapping[str, int]
    relations: Mapping[str, int]
    missing: int
    conflicts: int
    original_bytes: int
    catalogue_bytes: int
    index_bytes: int
    engine: str
    last_run: Run | None
    suggested_engine: str | None = None
    """An engine that would serve so many letters better."""

    def as_json(self) -> dict[str, Any]:
        last = self.last_run
        return {
            "letters": self.letters,
            "files": self.files,
            "letter_files": self.letter_files,
            "originals": self.originals,
            "copies": self.copies,
            "not_letters": self.not_letters,
            "failures": self.failures,
            "kinds": dict(self.kinds),
            "years": dict(self.years),
            "from": dict(self.senders),
            "statuses": dict(self.statuses),
            "references": dict(self.references),
            "relations": dict(self.relations),
            "missing": self.missing,
            "conflicts": self.conflicts,
            "original_bytes": self.original_bytes,
            "catalogue_bytes": self.catalogue_bytes,
            "index_bytes": self.index_bytes,
            "engine": self.engine,
            "suggested_engine": self.suggested_engine,
            "last_run": {"run": last.id, "started": last.started, "finished": last.finished}
            if last
            else None,
        }


@dataclass(frozen=True, slots=True)
class MostCited:
    """A letter of the archive and how many of its letters certainly cite it."""

    letter: LetterSummary
    count: int


@dataclass(frozen=True, slots=True)
class OutOfTime:
    """A citation whose letter is dated before the one that it cites: one of the dates, or the link, is wrong."""

    citing: LetterSummary
    cited: LetterSummary
    relation: str
    confidence: float
    text: str


@dataclass(frozen=True, slots=True)
class LinkStatistics:
    """The links of an archive. Only certain links make chains and cycles.

    ``links`` counts references by state, then relation. ``longest_chain`` begins at the letter that nothing in the
    chain cites; where it meets letters that cite each other in a circle, these count once and it passes through
    them the shortest way. ``cycles`` has one shortest cycle for each set of letters that hang together in circles,
    ``circling`` is how many letters such sets hold. ``conflicts`` are letters of one identity with different texts.
    """

    links: Mapping[str, Mapping[str, int]]
    longest_chain: tuple[LetterSummary, ...]
    cycles: tuple[tuple[LetterSummary, ...], ...]
    circling: int
    most_cited: tuple[MostCited, ...]
    out_of_time: tuple[OutOfTime, ...]
    conflicts: tuple[tuple[LetterSummary, ...], ...]

    @property
    def states(self) -> dict[str, int]:
        """References by state, commonest first."""
        return _commonest_first({state: sum(found.values()) for state, found in self.links.items()})

    @property
    def relations(self) -> dict[str, int]:
        """References by relation, commonest first."""
        names = sorted({name for found in self.links.values() for name in found})
        return _commonest_first(
            {name: sum(found.get(name, 0) for found in self.links.values()) for name in names}
        )

    def as_json(self) -> dict[str, Any]:
        """The object of ``saraban stats --links --format json`` (a contract)."""
        return {
            "references": sum(self.states.values()),
            "states": self.states,
            "relations": self.relations,
            "by_state": {state: dict(found) for state, found in self.links.items()},
            "longest_chain": [letter.as_json() for letter in self.longest_chain],
            "cycles": [[letter.id for letter in cycle] for cycle in self.cycles],
            "letters_in_cycles": self.circling,
            "most_cited": [{**one.letter.as_json(), "cited_by": one.count} for one in self.most_cited],
            "cited_before_dated": [
                {
                    "from": one.citing.id,
                    "from_number": one.citing.number,
                    "from_date": one.citing.date,
                    "to": one.cited.id,
                    "to_number": one.cited.number,
                    "to_date": one.cited.date,
                    "relation": one.relation,
                    "confidence": one.confidence,
                    "text": one.text,
                }
                for one in self.out_of_time
            ],
            "conflicts": [[letter.id for letter in group] for group in self.conflicts],
        }


def _commonest_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
