"""What an import has done until now: counted for its report, told to whoever watches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.records import Failure, ImportProgress, ImportReport, NoLetter
from archive.walking import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from archive.records import Stage
    from parsers.document import NotLetter
    from parsers.errors import UnreadableFile


@dataclass(slots=True)
class Tally:
    """The counts of one import; ``progress`` is told of them after each file."""

    progress: Callable[[ImportProgress], None] | None = None
    files: int = 0
    done: int = 0
    imported: int = 0
    unchanged: int = 0
    letters: int = 0
    copies: list[str] = field(default_factory=list)
    not_letters: list[str] = field(default_factory=list)
    reasons: list[NoLetter] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    @property
    def settled(self) -> int:
        """How many files have their place in the report."""
        listed = len(self.copies) + len(self.not_letters) + len(self.failed)
        return self.imported + self.unchanged + listed

    def note_copies(self, paths: Iterable[str]) -> None:
        """Files that hold only letters that were in the archive."""
        self.copies += map(shown, paths)

    def note_no_letter(self, path: str, reason: NotLetter | None) -> None:
        """A file that holds no letter, with the reason where more is known than that."""
        self.not_letters.append(shown(path))
        if reason is not None:
            self.reasons.append(NoLetter(shown(path), reason.code, reason.thai, reason.english))

    def note_failure(self, path: str, fault: UnreadableFile) -> None:
        """A file that is not in the archive, dealt with."""
        self.failed.append(Failure(shown(path), fault.code, fault.thai, fault.english))
        self.tell_file(path)

    def tell_file(self, path: str) -> None:
        """One more file was dealt with."""
        self.done += 1
        self.tell("reading", self.done, self.files, path)

    def tell(self, stage: Stage, done: int, total: int, path: str | None = None) -> None:
        """How far the import is."""
        if self.progress is not None:
            self.progress(
                ImportProgress(
                    stage=stage,
                    done=done,
                    total=total,
                    path=shown(path) if path is not None else None,
                    letters=self.letters,
                    failed=len(self.failed),
                )
            )

    def counts(self) -> dict[str, int]:
        """What the book of runs keeps."""
        return {
            "imported": self.imported,
            "unchanged": self.unchanged,
            "letters": self.letters,
            "copies": len(self.copies),
            "not_letters": len(self.not_letters),
            "failed": len(self.failed),
            "files": self.settled,
        }

    def report(self, run: int, seconds: float, *, interrupted: bool) -> ImportReport:
        """What import ``run`` did."""
        return ImportReport(
            run=run,
            files=self.settled if interrupted else self.files,
            imported=self.imported,
            copies=len(self.copies),
            unchanged=self.unchanged,
            not_letters=len(self.not_letters),
            failed=tuple(sorted(self.failed, key=lambda failure: failure.path)),
            letters=self.letters,
            seconds=seconds,
            interrupted=interrupted,
            copy_files=tuple(sorted(self.copies)),
            not_letter_files=tuple(sorted(self.not_letters)),
            not_letter_reasons=tuple(sorted(self.reasons, key=lambda each: each.path)),
        )
