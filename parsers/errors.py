"""One base for every fault a user may see, and the exit codes of the command line.

They live on the lowest floor so that every layer can raise them; the terminal turns them into one line
and an exit code, and never shows a traceback for them.
"""

from __future__ import annotations

from enum import IntEnum

NEEDS_OCR = "needs-ocr"
"""The code of a file that only OCR can read, where OCR is not installed."""


class ExitCode(IntEnum):
    """Exit codes of the command line (a contract; scripts rely on them)."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    ARCHIVE = 3
    SOME_FILES_FAILED = 4
    NOT_FOUND = 5
    PROGRAM_MISSING = 6


class InBothLanguages:
    """What is said in one line of Thai and one of English."""

    __slots__ = ()
    thai: str
    english: str

    def message(self, language: str = "th") -> str:
        """The one line in ``th`` or ``en``."""
        return self.english if language == "en" else self.thai


class SarabanError(InBothLanguages, Exception):
    """A fault that has a cause and a remedy a user understands.

    ``code`` is a stable word for scripts (``empty-file``); ``thai`` and ``english`` say in one line what is
    wrong and what to do about it. ``exit_code`` is what a command that ends with this fault exits with.
    """

    exit_code: ExitCode = ExitCode.UNEXPECTED

    def __init__(self, code: str, *, thai: str, english: str) -> None:
        super().__init__(code, thai, english)
        self.code = code
        self.thai = thai
        self.english = english

    def __str__(self) -> str:
        return self.english

    def __reduce__(self) -> tuple[object, ...]:
        # Workers send faults to the parent by pickle; keyword-only arguments need telling how.
        return (_rebuild, (type(self), self.code, self.thai, self.english))


def _rebuild(kind: type[SarabanError], code: str, thai: str, english: str) -> SarabanError:
    return kind(code, thai=thai, english=english)


class UnreadableFile(SarabanError):
    """A file that cannot be read as a document; the batch goes on without it."""

    exit_code = ExitCode.SOME_FILES_FAILED


class UsageError(SarabanError):
    """A command that cannot be understood: an unknown field, a bad query."""

    exit_code = ExitCode.USAGE


class ArchiveError(SarabanError):
    """An archive that is missing, damaged or locked."""

    exit_code = ExitCode.ARCHIVE


class MissingProgram(SarabanError):
    """A program or package that this needs is not installed; the message says how to get it."""

    exit_code = ExitCode.PROGRAM_MISSING


class NotFound(SarabanError):
    """Nothing, or more than one thing, answers to the name given."""

    exit_code = ExitCode.NOT_FOUND
