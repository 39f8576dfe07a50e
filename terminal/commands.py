"""click, taught two things: help in two languages, and options that every command takes before or after its name."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from terminal.faults import report, unknown_command
from terminal.messages import LANGUAGES, WORDS, help_line
from terminal.screen import Screen
from terminal.text import fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPLETION_VARIABLE = "_SARABAN_COMPLETE"
_RECIPES = """\
  bash  saraban completion bash > ~/.saraban-completion
        echo 'source ~/.saraban-completion' >> ~/.bashrc
  zsh   saraban completion zsh > ~/.saraban-completion
        echo 'source ~/.saraban-completion' >> ~/.zshrc
  fish  saraban completion fish > ~/.config/fish/completions/saraban.fish"""


def version_text() -> str:
    """The installed version."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"saraban {version('saraban')}"
    except PackageNotFoundError:  # run from a folder of sources
        return "saraban"


def remember(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep an option's value on the screen; before and after the command's name it means the same."""
    if ctx.get_parameter_source(str(parameter.name)) is click.core.ParameterSource.COMMANDLINE:
        setattr(screen_of(ctx), str(parameter.name), value)


def _print_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        sys.stdout.write(version_text() + "\n")
        ctx.exit()


def common_options() -> list[click.Option]:
    """The options that go with every command."""
    settings: dict[str, dict[str, Any]] = {
        "--archive": {"type": click.Path(path_type=Path), "metavar": "DIR", "envvar": "SARABAN_ARCHIVE"},
        "--lang": {"type": click.Choice(LANGUAGES), "envvar": "SARABAN_LANG"},
        "--plain": {"is_flag": True},
        "--debug": {"is_flag": True},
    }
    return [
        click.Option([name], expose_value=False, callback=remember, **more) for name, more in settings.items()
    ]


class Command(click.Command):
    """A command that takes the common options and tells its help in the language chosen."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, **settings)
        self.params += common_options()

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_help(self, ctx, formatter)


class Main(click.Group):
    """The command ``saraban``: every fault of a command ends in one line and an exit code here."""

    command_class = Command

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, **settings)
        version = click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_print_version
        )
        self.params += [*common_options(), version]

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run and exit. Faults are told by ``faults.report``, not by click; a command returns its exit code."""
        words = list(sys.argv[1:] if args is None else args)
        screen = Screen.of(words)
        try:
            code = self._complete(screen) or self._run(words or ["--help"], screen)
            sys.stdout.flush()
        except (Exception, KeyboardInterrupt) as fault:
            code = report(fault, screen)
        sys.exit(code)

    def _run(self, words: list[str], screen: Screen) -> int:
        try:
            with self.make_context("saraban", words, obj=screen) as ctx:
                return int(self.invoke(ctx) or 0)
        except click.exceptions.Exit as exit_:
            return exit_.exit_code

    def _complete(self, screen: Screen) -> int:
        """Answer the shell's completion script, if it is the one who asks."""
        instruction = os.environ.get(COMPLETION_VARIABLE)
        if not instruction:
            return 0
        from click.shell_completion import shell_complete

        sys.exit(shell_complete(self, {"obj": screen}, "saraban", COMPLETION_VARIABLE, instruction))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of work, not of the alphabet."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise unknown_command(args[0], known, screen_of(ctx), ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_help(self, ctx, formatter)
        screen = screen_of(ctx)
        rows = [(name, help_line(name, None, screen.lang)) for name in self.list_commands(ctx)]
        _write_rows(formatter, screen.say("help.commands"), rows)


def screen_of(ctx: click.Context) -> Screen:
    """The screen of this run."""
    return ctx.ensure_object(Screen)


def write_help(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Usage, what the command does, its arguments and options."""
    screen = screen_of(ctx)
    name = command.name or "saraban"
    pieces = " ".join(command.collect_usage_pieces(ctx))
    for english in ("[OPTIONS]", "COMMAND [ARGS]..."):
        pieces = pieces.replace(english, screen.say(f"piece.{english}"))
    formatter.write_usage(ctx.command_path, pieces, prefix=screen.say("help.usage"))
    formatter.write("\n" + fitted(f"  {help_line(name, None, screen.lang)}", sys.stdout, 2) + "\n")
    arguments, options = [], []
    for parameter in command.get_params(ctx):
        text = help_line(name, parameter.opts[-1].lstrip("-").replace("-", "_"), screen.lang)
        if isinstance(parameter, click.Option):
            options.append((option_spelling(parameter, ctx), text + option_default(parameter, screen)))
        else:
            arguments.append((parameter.make_metavar(ctx), text))
    _write_rows(formatter, screen.say("help.arguments"), arguments)
    _write_rows(formatter, screen.say("help.options"), options)
    if f"note.{name}" in WORDS:
        formatter.write(f"\n{screen.say(f'note.{name}', recipes=_RECIPES)}\n")


def _write_rows(formatter: click.HelpFormatter, title: str, rows: list[tuple[str, str]]) -> None:
    """Two columns under a title. click's own would break lines in the wrong places: it counts Thai marks."""
    if rows:
        width = max(len(left) for left, _ in rows)
        lines = (fitted(f"  {left:<{width}}  {right}", sys.stdout, width + 4) for left, right in rows)
        formatter.write(f"\n{title}:\n" + "".join(f"{line}\n" for line in lines))


def option_spelling(option: click.Option, ctx: click.Context) -> str:
    """An option as it is typed."""
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.make_metavar(ctx)}"


def option_default(option: click.Option, screen: Screen) -> str:
    """What holds when an option is not typed, in brackets."""
    if isinstance(option.envvar, str):
        return f"  [${option.envvar}]"
    if option.is_flag or not isinstance(option.default, str | int | float):
        return ""
    value = option.default if isinstance(option.default, str) else f"{option.default:g}"
    return f"  [{screen.say('help.default', value=value)}]"


def completion_script(main: click.Command, shell: str) -> str:
    """The script that ``shell`` reads to complete the words of ``saraban``."""
    from click.shell_completion import ShellComplete, get_completion_class

    completer = get_completion_class(shell)
    if completer is None:
        raise click.BadParameter(shell)
    # The base class's ``source``: bash's own looks for the version of a bash that may not be on this machine.
    return ShellComplete.source(completer(main, {}, "saraban", COMPLETION_VARIABLE))
