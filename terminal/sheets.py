"""CSV that a spreadsheet opens without harm, and output to a file or stdout."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, TextIO

import click

from report.csv_table import lines
from terminal.usage import Usage, wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from terminal.screen import Screen


def only_for_data(screen: Screen, output: Path | None, form: str, *forms: str) -> None:
    """Refuse ``--output`` where ``form`` is meant for the eye and not one of ``forms``."""
    if output is not None and form not in forms:
        raise Usage(
            screen.say("usage.output", formats=" ".join(forms)), click.get_current_context(silent=True)
        )


@contextmanager
def opened(screen: Screen, output: Path | None, *, mark: bool = False) -> Iterator[TextIO]:
    """``output`` to write to, or stdout; ``mark`` starts a file with the byte order mark that Excel needs.

    Raises UsageError for a place where no file may be written.
    """
    if output is None:
        yield sys.stdout
        return
    _check(screen, output)
    with output.open(
        "w", encoding="utf-8-sig" if mark else "utf-8", errors="backslashreplace", newline=""
    ) as file:
        yield file
    screen.note(screen.say("output.written", path=output))


@contextmanager
def opened_binary(screen: Screen, output: Path) -> Iterator[IO[bytes]]:
    """File ``output`` to write bytes to. Raises what ``opened`` does."""
    _check(screen, output)
    with output.open("wb") as file:
        yield file
    screen.note(screen.say("output.written", path=output))


def _check(screen: Screen, output: Path) -> None:
    if output.is_dir():
        raise wrong("output.folder", path=output)
    if not output.parent.is_dir():
        raise wrong("output.no-folder", path=output.parent)
    if output.resolve().is_relative_to(screen.archive_path.resolve()):
        raise wrong("output.in-archive", path=screen.archive_path)
    if output.is_file() and not screen.force:
        raise wrong("output.exists", path=output)


def write_csv(
    screen: Screen, output: Path | None, head: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """A table of values as CSV, each row as soon as it is there."""
    with opened(screen, output, mark=True) as target:
        target.writelines(lines(head, rows))
