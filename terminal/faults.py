"""Every fault as one line on stderr with what to do about it, and the exit code that goes with it."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import click

from parsers.errors import ExitCode, SarabanError
from parsers.system_reasons import reasons
from terminal.messages import pick
from terminal.text import clean, fitted
from terminal.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from terminal.screen import Screen

INTERRUPTED = 130
BROKEN_PIPE = 141
"""What shells report for a command ended by Ctrl-C, and by a reader (``head``) that has seen enough."""

_CLOSE = 0.75
"""How alike a name must be to one that exists for that one to be told: serch and search are."""


def report(fault: BaseException, screen: Screen) -> int:
    """Tell of ``fault`` on stderr; the exit code."""
    if isinstance(fault, BrokenPipeError):
        # Python would try to flush stdout again at exit and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    if screen.debug:
        import traceback

        traceback.print_exception(fault)
    if isinstance(fault, KeyboardInterrupt | click.Abort):
        return _tell(screen, INTERRUPTED, screen.say("fault.interrupted"))
    if isinstance(fault, SarabanError):
        return _tell(screen, fault.exit_code, *_saraban_lines(fault, screen))
    if isinstance(fault, click.UsageError):
        return _tell(screen, ExitCode.USAGE, usage_line(fault, screen), see_line(fault, screen))
    if any(_is_full(one) for one in _chain(fault)):
        return _tell(screen, ExitCode.UNEXPECTED, screen.say("fault.disk-full"))
    if isinstance(fault, OSError) and fault.filename:
        reason = pick(reasons(fault), screen.lang)
        line = screen.say("fault.system", path=fault.filename, reason=reason)
        return _tell(screen, ExitCode.UNEXPECTED, line)
    text = " ".join(f"{type(fault).__name__}: {fault}".split())
    return _tell(screen, ExitCode.UNEXPECTED, screen.say("fault.unexpected", fault=text[:200]))


def _tell(screen: Screen, code: int, first: str, *more: str) -> int:
    for line in (f"saraban: {first}", *filter(None, more)):
        sys.stderr.write(fitted(line, sys.stderr) + "\n")
    return int(code)


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    seen = 0
    while fault is not None and seen < 20:
        yield fault
        fault, seen = fault.__cause__ or fault.__context__, seen + 1


def _is_full(fault: BaseException) -> bool:
    if isinstance(fault, OSError):
        from archive.layout import DISK_FULL

        return fault.errno in DISK_FULL
    return type(fault).__name__ == "OperationalError" and "disk is full" in str(fault)


def _saraban_lines(fault: SarabanError, screen: Screen) -> Iterator[str]:
    message = fault.message(screen.lang)
    place = _place(fault.english, message) if fault.code == "bad-query" else None
    if place is not None:
        cut, before, after = place
        from rich.cells import cell_len

        yield message[:cut]
        yield f"  {before}{after}"
        yield f"  {' ' * cell_len(before)}^"
        return
    yield message
    candidates = getattr(fault, "candidates", ())
    if candidates:
        from terminal.letter_view import candidate_line

        yield screen.say("fault.candidates")
        yield from (f"  {candidate_line(one, screen)}" for one in candidates)


def _place(english: str, message: str) -> tuple[int, str, str] | None:
    """Where the excerpt with its ``▸`` starts in ``message``, and the excerpt before and after that mark."""
    column = re.search(r"at column (\d+)", english)
    if column is None:
        return None
    at = int(column.group(1)) - 1
    before = ("…" if at > 20 else "") + f".{{{min(at, 20)}}}"
    excerpt = re.search(rf": ({before})▸(.*)$", message, re.S)
    if excerpt is None:
        return None
    return excerpt.start(), clean(excerpt.group(1)), clean(excerpt.group(2))


def usage_line(fault: click.UsageError, screen: Screen) -> str:
    """What is wrong with the command line, in the language chosen."""
    say = screen.say
    if isinstance(fault, click.NoSuchOption):
        in_query = fault.ctx is not None and fault.ctx.info_name in ("search", "export")
        line = say("usage.option-query" if in_query else "usage.option", name=fault.option_name)
        return _perhaps(line, _close(fault.option_name, fault.possibilities or ()), screen)
    if isinstance(fault, click.BadParameter):
        name = _name(fault)
        if isinstance(fault, click.MissingParameter):
            return say("usage.missing", name=name)
        choices = getattr(fault.param and fault.param.type, "choices", None)
        if choices:
            value = re.search(r"'(.*)' is not", fault.message)
            shown = value.group(1) if value else "?"
            return say("usage.choice", name=name, value=shown, choices=" ".join(choices))
        limits = fault.param and fault.param.type
        if isinstance(limits, click.IntRange | click.FloatRange):
            wanted = "usage.whole" if isinstance(limits, click.IntRange) else "usage.above"
            value = re.match(r"'(.*)' is not|(\S+) is not", fault.message)
            shown = next(filter(None, value.groups()), "") if value else "?"
            shown = shown.removesuffix(".0")  # click tells 0 as 0.0
            return say("usage.number", name=name, value=shown, wanted=say(wanted, low=f"{limits.min:g}"))
        return say("usage.value", name=name, reason=fault.message.rstrip("."))
    if type(fault) is Usage:
        return fault.message
    if isinstance(fault, click.BadOptionUsage):
        needs = "requires" in fault.message
        return say("usage.no-value" if needs else "usage.flag-value", name=fault.option_name)
    extra = re.search(r"unexpected extra arguments? \((.*)\)", fault.message)
    if extra:
        return say("usage.extra", words=extra.group(1))
    return say("usage.other", reason=fault.message.rstrip("."))


def see_line(fault: click.UsageError, screen: Screen) -> str:
    """Where the usage is told."""
    return screen.say("usage.see", command=fault.ctx.command_path if fault.ctx else "saraban")


def _name(fault: click.BadParameter) -> str:
    if isinstance(fault.param, click.Option):
        source = fault.ctx and fault.ctx.get_parameter_source(fault.param.name or "")
        if source is click.core.ParameterSource.ENVIRONMENT:
            return str(fault.param.envvar)
        return fault.param.opts[-1]
    return (fault.param.human_readable_name if fault.param else None) or ""


def _close(name: str, known: Iterable[str]) -> list[str]:
    """Those of the ``known`` names that ``name`` is likely meant for."""
    from difflib import get_close_matches

    return get_close_matches(name, list(known), cutoff=_CLOSE)


def _perhaps(line: str, names: tuple[str, ...] | list[str], screen: Screen) -> str:
    return f"{line}; {screen.say('usage.perhaps', names=' '.join(names))}" if names else line


def unknown_command(name: str, known: list[str], screen: Screen, ctx: click.Context) -> Usage:
    """The fault of a command that does not exist, with those it may have meant."""
    line = screen.say("usage.command", name=name)
    return Usage(_perhaps(line, _close(name, known), screen), ctx)
