"""What deserves a person's eye."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.records.letters import LetterSummary
    from parsers.document import Box


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
