"""docs/commands.md from the commands themselves, and the examples in README.md and docs/ by running them.

    python -m tools.make_docs            write what has changed
    python -m tools.make_docs --check    only say what is out of date, and exit 1 if anything is

An example is a block that starts with ```console and holds lines that start with ``$ ``. Behind ``console`` may stand
``lang=th``, ``width=80``, ``lines=12`` (how much of the output of each command to show) and ``exit=2``. Examples run
in a terminal of that width on an archive of the sample letters. Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import main as saraban
from parsers.errors import ExitCode
from terminal.commands import common_options, option_default, option_spelling
from terminal.faults import BROKEN_PIPE, INTERRUPTED
from terminal.messages import LANGUAGES, help_line
from terminal.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/search.md", "docs/status.md", "docs/keeping.md")
EXIT_CODES = (
    (ExitCode.OK, "fine; also when nothing was found", "เรียบร้อย รวมทั้งเมื่อค้นไม่พบ"),
    (ExitCode.UNEXPECTED, "unexpected fault, or the disk is full", "ผิดพลาดโดยไม่คาดคิด หรือดิสก์เต็ม"),
    (ExitCode.USAGE, "wrong usage, or a query that cannot be understood", "ใช้คำสั่งหรือเขียนคำค้นไม่ถูก"),
    (ExitCode.ARCHIVE, "the archive is missing, damaged or locked", "ไม่มีคลัง คลังเสียหาย หรือกำลังถูกใช้"),
    (ExitCode.SOME_FILES_FAILED, "some files failed; the rest was done", "บางแฟ้มอ่านไม่ได้ ที่เหลือเรียบร้อย"),
    (ExitCode.NOT_FOUND, "the letter named was not found, or several fit", "ไม่พบหนังสือที่ระบุ หรือมีหลายฉบับ"),
    (ExitCode.PROGRAM_MISSING, "a program that is needed is missing", "ขาดโปรแกรมที่ต้องใช้"),
    (INTERRUPTED, "stopped by Ctrl-C", "ถูกหยุดด้วย Ctrl-C"),
    (BROKEN_PIPE, "the reader of a pipe went away", "ปลายทางของ pipe ปิดก่อน"),
)

_BLOCK = re.compile(r"^```console(?P<settings>[^\n]*)\n(?P<body>.*?)^```$", re.M | re.S)
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_PROGRESS = re.compile(r"^.* \d+/\d+ \([\d.]+ (?:a second|ต่อวินาที)\)\r?\n", re.MULTILINE)
"""Lines that slow machines show and quick ones do not."""
_TIMES = re.compile(r"[\d,.]+ (?=ms\b|มิลลิวินาที)")


def commands_page() -> str:
    """The reference of all commands."""
    lines = [
        "# Commands · คำสั่ง",
        "",
        "Made by `python -m tools.make_docs` from the commands themselves.",
        "",
        "These options go with every command, before or after its name:",
        "",
        *_options([*common_options(), click.Option(["--help"], is_flag=True)], "saraban"),
        "",
        "The screen speaks Thai, or English where the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`) is English; `--lang` and",
        "`SARABAN_LANG` decide otherwise. JSON, CSV and other results go to stdout, progress and faults to stderr. A screen",
        "that is no terminal, `--plain` and `NO_COLOR` have no colours, boxes or live progress.",
        "",
    ]
    for name, command in saraban.commands.items():
        lines += _command(name, command)
    lines += ["## Exit codes · รหัสจบ", "", "| code | meaning | ความหมาย |", "|---|---|---|"]
    lines += [f"| {int(code)} | {english} | {thai} |" for code, english, thai in EXIT_CODES]
    return "\n".join(lines) + "\n"


def _command(name: str, command: click.Command) -> Iterator[str]:
    ctx = click.Context(command, info_name=f"saraban {name}", obj=Screen())
    common = {option.name for option in common_options()}
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    options = [one for one in command.params if isinstance(one, click.Option) and one.name not in common]
    usage = " ".join(["saraban", name, *(one.make_metavar(ctx) for one in arguments)])
    yield from (f"## {usage}", "", f"{help_line(name, None, 'en')} · {help_line(name, None, 'th')}", "")
    if arguments:
        yield from ("| argument | meaning | ความหมาย |", "|---|---|---|")
        for one in arguments:
            meaning, thai = (help_line(name, str(one.name), lang) for lang in ("en", "th"))
            yield f"| `{one.make_metavar(ctx)}` | {meaning} | {thai} |"
        yield ""
    if options:
        yield from _options(options, name)
        yield ""


def _options(options: list[click.Option], command: str) -> Iterator[str]:
    ctx = click.Context(click.Command(command))
    yield from ("| option | meaning | ความหมาย |", "|---|---|---|")
    for option in options:
        key = option.opts[-1].lstrip("-").replace("-", "_")
        told = [
            help_line(command, key, lang) + option_default(option, Screen(lang))
            for lang in reversed(LANGUAGES)
        ]
        spelling = option_spelling(option, ctx)
        if isinstance(option.type, click.Choice):
            spelling = f"{option.opts[-1]} [{'|'.join(option.type.choices)}]"
        spelling = spelling.replace("|", "\\|")
        yield f"| `{spelling}` | {' | '.join(told)} |"


def refreshed(page: str, run: Callable[[str, dict[str, str]], str]) -> str:
    """``page`` with the output of each example renewed by ``run``."""

    def renew(match: re.Match[str]) -> str:
        settings = dict(pair.split("=") for pair in match["settings"].split())
        lines = []
        for line in match["body"].splitlines():
            if line.startswith("$ "):
                output = run(line[2:], settings)
                most = int(settings.get("lines", "1000"))
                shown = output.splitlines()
                lines += [line, *shown[:most], *(["…"] if len(shown) > most else [])]
        return f"```console{match['settings']}\n" + "\n".join(lines) + "\n```"

    return _BLOCK.sub(renew, page)


class Terminal:
    """A terminal with ``saraban`` in its path and an archive of the sample letters."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = folder / "bin/saraban"
        command.parent.mkdir()
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/cli.py" "$@"\n')
        command.chmod(0o755)
        self.environment = {
            "HOME": str(folder),
            "PATH": f"{command.parent}:{os.environ['PATH']}",
            "TERM": "xterm-256color",
            "SARABAN_ARCHIVE": str(folder / "archive"),
            "PYTHONPATH": str(ROOT),
        }
        self.run(f'saraban import "{ROOT}/archive/sample"', {})

    def run(self, command: str, settings: dict[str, str]) -> str:
        """What the terminal shows, without colours; times are left out, for they are never the same."""
        language = {"COLUMNS": settings.get("width", "80"), "SARABAN_LANG": settings.get("lang", "en")}
        code, shown = on_terminal(["bash", "-c", command], self.folder, {**self.environment, **language})
        text = _PROGRESS.sub("", _COLOURS.sub("", shown))
        if code != int(settings.get("exit", "0")):
            sys.exit(f"{command} exits with {code}:\n{text}")
        text = _TIMES.sub("… ", text.replace(str(self.folder), "~"))
        return "\n".join(line.rstrip() for line in text.splitlines())


def on_terminal(command: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Run on a terminal of its own: the exit code and all that was written, stdout and stderr."""
    screen, keyboard = os.openpty()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=keyboard, stdout=keyboard, stderr=keyboard
    ) as process:
        os.close(keyboard)
        shown = b"".join(iter(lambda: _read(screen), b""))
    os.close(screen)
    return process.returncode, shown.decode().replace("\r\n", "\n")


def _read(screen: int) -> bytes:
    try:
        return os.read(screen, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the documents from the commands.")
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as folder:
        run = Terminal(Path(folder)).run
        pages = {page: refreshed((ROOT / page).read_text(encoding="utf-8"), run) for page in PAGES}
    pages["docs/commands.md"] = commands_page()
    stale = [page for page, text in pages.items() if not _same(ROOT / page, text)]
    for page in stale:
        print(f"{page} {'is out of date' if check else 'written'}")
        if not check:
            (ROOT / page).write_text(pages[page], encoding="utf-8")
    sys.exit(1 if check and stale else 0)


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    main()
