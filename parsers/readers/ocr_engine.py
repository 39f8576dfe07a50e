"""The program that reads printed text from a picture, behind a small seam.

Tesseract runs as a program of its own: Debian installs it with its language data in one version, a crash or a hang of
it costs one page, and nothing of it is loaded while there are no scans. Another engine implements `Engine` and is put
in place with `use`.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

from parsers.readers import faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PIL.Image import Image

PixelBox = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels of the picture."""

PROGRAM_VARIABLE: Final = "SARABAN_TESSERACT"
"""Names the program, where it is not ``tesseract`` on the path."""
SECONDS_A_PAGE = 90
_MOST_CPU_SECONDS: Final = 120
_LANGUAGES: Final = ("tha", "eng")
_SURE_OF_TURN: Final = 2.0
"""Tesseract's own figure of how sure it is of an orientation; below, the page is left as it is."""
_TURN = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)
_TURN_SURE = re.compile(r"^Orientation confidence: ([\d.]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Word:
    """What the engine read at a place; in Thai this is a character with its marks. ``confidence`` is 0 to 1;
    ``line`` counts the lines as the engine sees them."""

    text: str
    box: PixelBox
    confidence: float
    line: int = 0


def by_line(words: Iterable[Word]) -> dict[int, list[Word]]:
    """The words of each line as the engine sees them."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return lines


class Engine(Protocol):
    """Reads pictures of pages."""

    @property
    def version(self) -> str:
        """Changes whenever the same picture may be read differently."""
        ...

    def words(self, picture: Image, dpi: int, *, latin: bool = False) -> list[Word]:
        """What stands on a picture whose text is upright, in Thai or, with ``latin``, in both scripts.

        Raises UnreadableFile ``needs-ocr`` or ``page-unreadable``."""
        ...

    def turn(self, picture: Image) -> int:
        """By how many degrees clockwise a picture must be turned to stand upright: 0, 90, 180 or 270."""
        ...


class Tesseract:
    """Tesseract 4 or 5 with Thai data, by its command line."""

    def __init__(self, program: str) -> None:
        self._program = program

    @property
    def version(self) -> str:
        """The program's version and the languages that it has."""
        languages = "+".join(lang for lang in _LANGUAGES if lang in _known_languages(self._program))
        return f"tesseract {_program_version(self._program)} {languages}"

    def words(self, picture: Image, dpi: int, *, latin: bool = False) -> list[Word]:
        """The clusters of Tesseract's table, those of only white space left out."""
        known = _known_languages(self._program)
        if "tha" not in known:
            raise faults.needs_ocr()
        # With English beside it Tesseract takes short Thai words for Latin ones: ที่ ลป becomes "fi al".
        languages = "+".join(lang for lang in _LANGUAGES if lang in known) if latin else "tha"
        settings = ("--oem", "1", "--psm", "11", "-c", "preserve_interword_spaces=1")
        table = self._run(picture, dpi, "-l", languages, *settings, "tsv")
        return list(_words_of(table))

    def turn(self, picture: Image) -> int:
        """The orientation by Tesseract's data ``osd``; 0 where these are missing or it is not sure."""
        if "osd" not in _known_languages(self._program):
            return 0
        told = self._run(picture, 300, "-l", "osd", "--psm", "0")
        turn, sure = _TURN.search(told), _TURN_SURE.search(told)
        return int(turn[1]) if turn and sure and float(sure[1]) >= _SURE_OF_TURN else 0

    def _run(self, picture: Image, dpi: int, *arguments: str) -> str:
        packed = io.BytesIO()
        picture.save(packed, "PNG", compress_level=1)
        command = [self._program, "stdin", "stdout", "--dpi", str(dpi), *arguments]
        # One thread: two share one core's work badly, and the pages of an import are read side by side anyway.
        environment = os.environ | {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
        try:
            with subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
            ) as process:
                _limit(process.pid)
                try:
                    out, _ = process.communicate(packed.getvalue(), timeout=SECONDS_A_PAGE)
                except BaseException:
                    process.kill()
                    raise
        except subprocess.TimeoutExpired:
            raise faults.page_too_hard() from None
        except OSError as fault:
            raise faults.needs_ocr() from fault
        if process.returncode < 0:
            raise faults.page_too_hard()
        return out.decode("utf-8", "replace")


class NoEngine:
    """Reads nothing: stands where no program is, and in tests."""

    version = "none"

    def words(self, picture: Image, dpi: int, *, latin: bool = False) -> list[Word]:
        """Raises UnreadableFile ``needs-ocr``."""
        raise faults.needs_ocr()

    def turn(self, picture: Image) -> int:
        """Leaves every picture as it is."""
        return 0


_in_use: list[Engine] = []
_named: list[str] = []


def engine() -> Engine:
    """The engine in use: Tesseract if it is installed with Thai data, else one that says what is missing."""
    if _in_use:
        return _in_use[-1]
    program = program_name()
    return Tesseract(program) if "tha" in _known_languages(program) else NoEngine()


def program_name() -> str:
    """The program that this process calls."""
    return _named[-1] if _named else os.environ.get(PROGRAM_VARIABLE, "tesseract")


@contextmanager
def program_named(program: str) -> Iterator[None]:
    """Call ``program`` for a while, if that is not empty."""
    if program:
        _named.append(program)
    try:
        yield
    finally:
        if program:
            _named.pop()


def can_read() -> bool:
    """Whether scans can be read here."""
    return not isinstance(engine(), NoEngine)


@contextmanager
def use(other: Engine) -> Iterator[None]:
    """Read with another engine for a while."""
    _in_use.append(other)
    try:
        yield
    finally:
        _in_use.pop()


def _words_of(table: str) -> Iterator[Word]:
    # level page block paragraph line word left top width height confidence text
    lines: dict[tuple[str, ...], int] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, width, height = (int(cell) for cell in cells[6:10])
            if width > 0 and height > 0:
                confidence = min(max(float(cells[10]) / 100, 0.0), 1.0)
                line = lines.setdefault(tuple(cells[1:5]), len(lines))
                yield Word(cells[11].strip(), (left, top, left + width, top + height), confidence, line)


@cache
def _known_languages(program: str) -> frozenset[str]:
    return frozenset(_ask(program, ["--list-langs"])[1:])


@cache
def _program_version(program: str) -> str:
    lines = _ask(program, ["--version"])
    return lines[0].removeprefix("tesseract").strip() if lines else "?"


def _ask(program: str, arguments: Sequence[str]) -> list[str]:
    try:
        told = subprocess.run([program, *arguments], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [line.strip() for line in told.stdout.decode("utf-8", "replace").splitlines()]


def _limit(process: int) -> None:
    """A child whose parent was killed ends by itself."""
    if sys.platform == "linux":
        import resource

        with suppress(OSError, ValueError):
            resource.prlimit(process, resource.RLIMIT_CPU, (_MOST_CPU_SECONDS, _MOST_CPU_SECONDS))
