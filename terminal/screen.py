"""Where the terminal writes: language, colour or plain, results on stdout and all else on stderr."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from terminal.messages import Language, choose_language, say
from terminal.usage import wrong

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console, RenderableType

    from archive import Archive

DEFAULT_ARCHIVE = "saraban-archive"
_UNBROKEN = 10_000
"""Columns of a screen that is none: a pipe or file takes lines of any length."""


@dataclass
class Screen:
    """What the person at the terminal chose, and the two streams; filled in while the command line is read."""

    lang: Language = "th"
    plain: bool = False
    debug: bool = False
    archive: Path | None = None
    force: bool = False
    _consoles: dict[str, Console] = field(default_factory=dict)

    @classmethod
    def of(cls, args: list[str]) -> Screen:
        """The screen before any option is read: environment and ``--lang`` alone."""
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                # Names of files may hold bytes that are no UTF-8; they are shown as \udcNN, also in JSON.
                reconfigure(encoding="utf-8", errors="backslashreplace")
        environment = dict(os.environ)
        return cls(choose_language(args, environment), plain=bool(environment.get("NO_COLOR")))

    def say(self, key: str, **values: object) -> str:
        """The words under ``key`` in the language chosen."""
        return say(key, self.lang, **values)

    @property
    def archive_path(self) -> Path:
        """The folder typed after ``--archive``, else the one in the environment, else the default."""
        return self.archive or Path(os.environ.get("SARABAN_ARCHIVE") or DEFAULT_ARCHIVE)

    def open_archive(self, *, create: bool = False, engine: str | None = None) -> Archive:
        """The archive that was asked for, to be used in ``with``; ``engine`` is for one that is made."""
        from archive import Archive

        if self.archive_path.is_file():
            raise wrong("usage.archive-file", path=self.archive_path)
        return Archive.open(self.archive_path, create=create, engine=engine)

    def is_plain(self, stream: TextIO) -> bool:
        """No colours, boxes or live progress on ``stream``."""
        return self.plain or not stream.isatty()

    def show(self, *things: RenderableType, stream: TextIO | None = None) -> None:
        """Draw on stdout (or ``stream``). A plain screen gets the same, drawn in bare characters."""
        from rich.console import Group

        from terminal.wrapping import Text

        target = stream or sys.stdout
        console = self.console(target)
        drawn = [Text(thing) if isinstance(thing, str) else thing for thing in things]
        if not self.is_plain(target):
            console.print(Group(*drawn))  # print alone would join neighbouring texts into one of rich's own
            return
        options = console.options.copy()
        options.encoding = "ascii"  # makes rich draw trees in bare characters
        for thing in drawn:
            for line in console.render_lines(thing, options, pad=False):
                target.write("".join(segment.text for segment in line).rstrip() + "\n")

    def note(self, *things: RenderableType) -> None:
        """Draw on stderr."""
        self.show(*things, stream=sys.stderr)

    def console(self, stream: TextIO) -> Console:
        """rich's console over ``stream``."""
        name = "err" if stream is sys.stderr else "out"
        if name not in self._consoles:
            from rich.console import Console

            plain = self.is_plain(stream)
            width = None if stream.isatty() else _UNBROKEN
            self._consoles[name] = Console(
                file=stream, width=width, color_system=None if plain else "auto", force_terminal=not plain
            )
        return self._consoles[name]

    def as_json(self, value: Any) -> str:
        """One JSON value, indented."""
        import json

        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

    def json_lines(self, values: Iterable[Any]) -> None:
        """One JSON value a line on stdout, each as soon as it is there."""
        import json

        for value in values:
            self.write(json.dumps(value, ensure_ascii=False) + "\n")

    def write(self, text: str) -> None:
        """Text on stdout as it is."""
        sys.stdout.write(text)
