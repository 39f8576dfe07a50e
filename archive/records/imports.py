"""How to import, how far an import is, and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from parsers.errors import InBothLanguages

Stage = Literal["finding", "reading", "scanning", "indexing", "checking"]


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
class _Reason(InBothLanguages):
    path: str
    code: str
    thai: str
    english: str

    def as_json(self) -> dict[str, str]:
        return {"path": self.path, "code": self.code, "message": self.english}


@dataclass(frozen=True, slots=True)
class Failure(_Reason):
    """A file that is not in the archive, and why."""


@dataclass(frozen=True, slots=True)
class NoLetter(_Reason):
    """A file that holds no letter, and why."""


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
