"""What the archive hands out: plain values that a face prints and never computes with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from parsers.document import Box

State = Literal["resolved", "ambiguous", "missing", "not_a_letter"]
Stage = Literal["finding", "reading", "scanning", "indexing", "checking"]


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


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import. ``jobs`` worker processes (one a core by default); ``timeout`` seconds a file."""

    jobs: int | None = None
    ocr: Literal["auto", "never", "force"] = "auto"
    timeout: float = 120.0
    retry_failed: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is: ``done`` of ``total`` files (of scanned pages while ``stage`` is ``scanning``, of letters
    while it is ``indexing``).

    ``total`` is 0 while files are being found; ``path`` is the file just finished.
    """

    stage: Stage
    done: int
    total: int
    path: str | None = None
    letters: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that is not in the archive, and why."""

    path: str
    code: str
    thai: str
    english: str

    def message(self, language: str = "th") -> str:
        """The one-line reason in ``th`` or ``en``."""
        return self.english if language == "en" else self.thai

    def as_json(self) -> dict[str, str]:
        return {"path": self.path, "code": self.code, "message": self.english}


@dataclass(frozen=True, slots=True)
class NoLetter:
    """A file that holds no letter, and why."""

    path: str
    code: str
    thai: str
    english: str

    def message(self, language: str = "th") -> str:
        """The one-line reason in ``th`` or ``en``."""
        return self.english if language == "en" else self.thai

    def as_json(self) -> dict[str, str]:
        return {"path": self.path, "code": self.code, "message": self.english}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; the files, those inside e-mails and zip files included, sum up to ``files``.

    ``imported`` files brought at least one letter that was not in the archive, ``copies`` hold only letters
    that were, ``unchanged`` were imported before; ``letters`` is how many letters are new.
    ``interrupted`` tells that it was stopped and what is reported is what was done until then.
    """

    run: int
    files: int
    imported: int
    copies: int
    unchanged: int
    not_letters: int
    failed: tuple[Failure, ...]
    letters: int
    seconds: float
    interrupted: bool = False
    copy_files: tuple[str, ...] = ()
    not_letter_files: tuple[str, ...] = ()
    not_letter_reasons: tuple[NoLetter, ...] = ()
    """Those of ``not_letter_files`` of which more is known than that they hold no letter."""

    def as_json(self) -> dict[str, Any]:
        """The object of ``saraban import --format json`` (a contract)."""
        return {
            "run": self.run,
            "files": self.files,
            "imported": self.imported,
            "copies": self.copies,
            "unchanged": self.unchanged,
            "not_letters": self.not_letters,
            "failed": [failure.as_json() for failure in self.failed],
            "letters": self.letters,
            "seconds": round(self.seconds, 3),
            "not_letter_files": list(self.not_letter_files),
            "copy_files": list(self.copy_files),
            "not_letter_reasons": [reason.as_json() for reason in self.not_letter_reasons],
        }


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
class PageView:
    """A page that can be looked at: its size in points as it is shown. ``placed`` tells that the boxes of the letter's
    evidence are boxes on it."""

    number: int
    width: float
    height: float
    placed: bool


@dataclass(frozen=True, slots=True)
class PicturedFile:
    """A file of a letter whose pages can be looked at. ``best``: it is the one that the letter's values are from."""

    sha256: str
    path: str
    part: int
    best: bool
    pages: tuple[PageView, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is sent: its bytes and media type."""

    data: bytes
    type: str


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it came: where it is kept, and the name that it had."""

    path: Path
    name: str


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
class ReviewItem:
    """Something that deserves a person's eye. ``letter`` is none for a file that could not be read.

    ``field`` is as ``Archive.correct`` takes it; ``candidates`` are the letters that a reference, or the
    number of this one, may mean; ``alternatives`` are other values, or the ids of ``candidates``; ``text``,
    ``page`` and ``line`` tell where the value was read, ``crop`` is a picture of that place on a scan.
    """

    letter: LetterSummary | None
    field: str
    value: str | None
    confidence: float | None
    thai: str
    english: str
    alternatives: tuple[str, ...] = ()
    candidates: tuple[LetterSummary, ...] = ()
    text: str | None = None
    page: int | None = None
    line: int | None = None
    path: str | None = None
    crop: str | None = None
    box: Box | None = None
    sha256: str | None = None

    def reason(self, language: str = "th") -> str:
        """Why it deserves an eye, in ``th`` or ``en``."""
        return self.english if language == "en" else self.thai

    def as_json(self) -> dict[str, Any]:
        """The object of ``saraban review --format json`` (a contract)."""
        letter = self.letter
        return {
            "letter": letter.id if letter else None,
            "number": (letter.number or letter.number_partial) if letter else None,
            "date": letter.date if letter else None,
            "subject": letter.subject if letter else None,
            "field": self.field,
            "value": self.value,
            "confidence": self.confidence,
            "alternatives": list(self.alternatives),
            "text": self.text,
            "page": self.page,
            "line": self.line,
            "reason": self.english,
            "path": self.path,
            "crop": self.crop,
        }


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """What is to be reviewed, most doubtful first: ``items`` of letters that a person can settle, ``others`` that tell
    of files and of corrections without a letter. None has a ``crop``."""

    items: tuple[ReviewItem, ...]
    others: tuple[ReviewItem, ...]


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


@dataclass(frozen=True, slots=True)
class Run:
    """One import, or one repair (``kind``).

    ``author`` is the login name of who began it, empty where it is not known; ``tokenizer`` what the index was cut
    with; ``paths`` what was asked for. ``finished`` is none for a run that was killed, or is still at work.
    """

    id: int
    started: str
    finished: str | None
    program: str
    parser: str
    options: Mapping[str, Any]
    counts: Mapping[str, Any]
    kind: str = "import"
    author: str = ""
    tokenizer: str = ""
    paths: tuple[str, ...] = ()

    @property
    def seconds(self) -> float | None:
        """How long it took, to the second."""
        if self.finished is None:
            return None
        return (datetime.fromisoformat(self.finished) - datetime.fromisoformat(self.started)).total_seconds()

    def as_json(self) -> dict[str, Any]:
        """An object of ``saraban runs --format json`` (a contract)."""
        return {
            "run": self.id,
            "kind": self.kind,
            "started": self.started,
            "finished": self.finished,
            "seconds": self.seconds,
            "author": self.author,
            "program": self.program,
            "parser": self.parser,
            "tokenizer": self.tokenizer,
            "options": dict(self.options),
            "paths": list(self.paths),
            "counts": dict(self.counts),
        }


@dataclass(frozen=True, slots=True)
class RunFile:
    """One line of a run's manifest: a file (or what a repair dealt with), what became of it, and why.

    ``seconds`` is how long reading it took, none where it was not read.
    """

    path: str
    sha256: str | None
    outcome: str
    code: str | None
    thai: str | None
    english: str | None
    seconds: float | None

    def message(self, language: str = "th") -> str:
        """The one-line reason in ``th`` or ``en``; the code where an older version noted no more."""
        return (self.english if language == "en" else self.thai) or self.code or ""

    def as_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "sha256": self.sha256,
            "outcome": self.outcome,
            "code": self.code,
            "message": self.english,
            "seconds": None if self.seconds is None else round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class Manifest:
    """A run with its files, by path."""

    run: Run
    files: tuple[RunFile, ...]

    def as_json(self) -> dict[str, Any]:
        """The object of ``saraban runs show N --format json`` (a contract)."""
        return {**self.run.as_json(), "files": [file.as_json() for file in self.files]}


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
