"""All that an auditor asks of one letter, out of one state of the catalogue."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import select

from archive.amending import read_lists
from archive.chains import Wanted, missing, trace
from archive.chunks import chunks
from archive.originals import hash_file
from archive.recording import program_version
from archive.schema import candidates, copies, files, letters, originals, references, runs
from archive.shelf import records, summaries
from archive.standing import Act, Standing, standing, statuses
from parsers import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from archive.originals import Originals
    from archive.records import Correction, LetterRecord, LetterSummary, MissingLetter
    from archive.tracing import Trace

Kept = Literal["same", "changed", "lost"]


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that holds a letter: where it came from, and what the archive keeps of it.

    ``size`` is in bytes; ``parser`` read it; ``imported`` is the moment in UTC at which the import began that met
    it; ``kept`` tells whether the archive's copy has the SHA-256 that was noted then, asked of the disk just now.
    """

    path: str
    part: int
    sha256: str
    size: int
    format: str | None
    parser: str
    imported: str
    similarity: float
    best: bool
    kept: Kept

    def as_json(self) -> dict[str, Any]:
        names = (
            "path",
            "part",
            "sha256",
            "size",
            "format",
            "parser",
            "imported",
            "similarity",
            "best",
            "kept",
        )
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A letter that a citation may mean: how well it fits (0 to 1), and the word for the rule that says so."""

    letter: LetterSummary
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A citation in the chain that may mean several letters, or one without certainty."""

    citing: LetterSummary
    relation: str
    text: str
    candidates: tuple[Candidate, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "from": self.citing.id,
            "relation": self.relation,
            "text": self.text,
            "candidates": [
                {"id": each.letter.id, "confidence": each.confidence, "reason": each.reason}
                for each in self.candidates
            ],
        }


@dataclass(frozen=True, slots=True)
class Audit:
    """One letter, why it stands as it does, and its chain.

    ``standing`` is on the day asked for; ``later`` are acts on the letter that begin after it. ``cut`` tells that
    the chain goes on beyond the depth asked for. ``missing``, ``open_links`` and ``corrections`` are those of the
    whole chain as far as it was followed, corrections with the letter that they are of, oldest first.
    """

    archive: str
    program: str
    parser: str
    letter: LetterRecord
    standing: Standing
    later: tuple[Act, ...]
    trace: Trace
    cut: bool
    missing: tuple[MissingLetter, ...]
    open_links: tuple[OpenLink, ...]
    corrections: tuple[tuple[LetterSummary, Correction], ...]
    files: tuple[HeldFile, ...]

    def as_json(self) -> dict[str, Any]:
        """What was found, without where the archive lies and by which program it was asked."""
        return {
            "letter": self.letter.as_json(),
            "standing": self.standing.as_json(),
            "later": [act.as_json() for act in self.later],
            "trace": self.trace.as_json(),
            "depth": self.trace.depth,
            "cut": self.cut,
            "missing": [letter.as_json() for letter in self.missing],
            "ambiguous": [link.as_json() for link in self.open_links],
            "corrections": [{"letter": letter.id, **made.as_json()} for letter, made in self.corrections],
            "twins": [twin.id for twin in self.letter.twins],
            "alternatives": {name: list(values) for name, values in self.letter.alternatives.items()},
            "files": [file.as_json() for file in self.files],
        }


def audit(
    connection: Connection, store: Originals, archive: str, id_: str, *, as_of: str | None, depth: int | None
) -> Audit:
    """The audit of letter ``id_`` on day ``as_of`` (ISO; none: by all that is known)."""
    record = next(records(connection, [id_]))
    key = connection.execute(select(letters.c.key).where(letters.c.id == id_)).scalar_one()
    now = standing(connection, key, as_of)
    chain = trace(connection, id_, Wanted(depth=depth))
    held = _keys(connection, [letter.id for letter in chain.letters if letter.in_archive])
    absent = {letter.id for letter in chain.letters if not letter.in_archive}
    return Audit(
        archive=archive,
        program=program_version(),
        parser=VERSION,
        letter=record,
        standing=now,
        later=_later(standing(connection, key), now) if as_of else (),
        trace=_on_day(connection, chain, held, as_of) if as_of else chain,
        cut=depth is not None and _goes_on(connection, chain, depth),
        missing=tuple(letter for letter in missing(connection) if letter.id in absent),
        open_links=_open_links(connection, chain, held),
        corrections=_corrections(connection, held),
        files=_files(connection, store, key),
    )


def _keys(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in chunks(ids):
        query = select(letters.c.id, letters.c.key).where(letters.c.id.in_(some))
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def _later(known: Standing, now: Standing) -> tuple[Act, ...]:
    """Acts that are known of but had not begun."""
    begun = {(act.by.id, act.relation, act.text) for act in now.acts}
    return tuple(act for act in known.acts if (act.by.id, act.relation, act.text) not in begun)


def _on_day(connection: Connection, chain: Trace, held: dict[str, int], as_of: str) -> Trace:
    """The chain with the status that its letters had on a day."""
    then = statuses(connection, as_of, held.values())
    told = tuple(
        replace(letter, status=then.get(held[letter.id], "in_force")) if letter.id in held else letter
        for letter in chain.letters
    )
    return replace(chain, letters=told)


def _goes_on(connection: Connection, chain: Trace, depth: int) -> bool:
    further = trace(connection, chain.root, Wanted(depth=depth + 1))
    return len(further.links) > len(chain.links)


def _open_links(connection: Connection, chain: Trace, held: dict[str, int]) -> tuple[OpenLink, ...]:
    """The uncertain citations of the chain, each with all letters that it may mean, also those outside."""
    wanted = {
        (held[link.source], link.relation, link.text) for link in chain.links if link.state == "ambiguous"
    }
    cited: dict[int, tuple[int, str, str]] = {}
    possible: dict[int, list[tuple[float, int, str]]] = {}
    told = (references.c.key, references.c.letter, references.c.relation, references.c.text)
    for some in chunks(sorted({key for key, _, _ in wanted})):
        query = (
            select(*told, candidates.c.score, candidates.c.letter, candidates.c.reason)
            .join(candidates, candidates.c.reference == references.c.key)
            .where(references.c.letter.in_(some), references.c.state == "ambiguous")
        )
        for reference, letter, relation, text, *fit in connection.execute(query):
            if (letter, relation, text) in wanted:
                cited[reference] = (letter, relation, text)
                possible.setdefault(reference, []).append((fit[0], fit[1], fit[2]))
    known = summaries(
        connection,
        {key for key, _, _ in cited.values()} | {key for fits in possible.values() for _, key, _ in fits},
    )
    found = [
        OpenLink(
            known[letter],
            relation,
            text,
            tuple(
                sorted(
                    (Candidate(known[key], score, reason) for score, key, reason in possible[reference]),
                    key=lambda each: (-each.confidence, each.letter.id),
                )
            ),
        )
        for reference, (letter, relation, text) in cited.items()
    ]
    return tuple(sorted(found, key=lambda link: (link.citing.date or "", link.citing.id, link.text)))


def _corrections(
    connection: Connection, held: dict[str, int]
) -> tuple[tuple[LetterSummary, Correction], ...]:
    known = summaries(connection, held.values())
    lists: dict[int, str] = {}
    for some in chunks(sorted(held.values())):
        query = select(letters.c.key, letters.c.corrections).where(letters.c.key.in_(some))
        lists |= {row[0]: row[1] for row in connection.execute(query) if json.loads(row[1])}
    made = read_lists(connection, lists.values())
    told = [(known[key], each) for key, ids in lists.items() for each in made[ids]]
    return tuple(sorted(told, key=lambda pair: (pair[1].made, pair[0].id, pair[1].field)))


def _files(connection: Connection, store: Originals, key: int) -> tuple[HeldFile, ...]:
    """The files of letter ``key``, the best copy first."""
    query = (
        select(
            files.c.path,
            copies.c.part,
            copies.c.sha256,
            originals.c.size,
            originals.c.format,
            originals.c.parser,
            runs.c.started,
            copies.c.similarity,
            copies.c.best,
        )
        .join(files, files.c.sha256 == copies.c.sha256)
        .join(originals, originals.c.sha256 == copies.c.sha256)
        .join(runs, runs.c.id == files.c.run)
        .where(copies.c.letter == key)
    )
    rows = connection.execute(query).all()
    kept = {sha256: _kept(store, sha256) for sha256 in sorted({row[2] for row in rows})}
    found = [HeldFile(*row, kept=kept[row[2]]) for row in rows]
    return tuple(sorted(found, key=lambda file: (not file.best, file.path, file.part)))


def _kept(store: Originals, sha256: str) -> Kept:
    try:
        return "same" if hash_file(store.path(sha256)) == sha256 else "changed"
    except OSError:
        return "lost"
