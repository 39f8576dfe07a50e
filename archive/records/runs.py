"""The book of runs: imports and repairs, with every file that they met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


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
