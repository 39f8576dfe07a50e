"""The command ``saraban``: one short function a command. What they print is in ``terminal``, what they do below it.

Only click is imported here; everything else waits until a command needs it, so that help and completion are quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from terminal.commands import Main, remember, version_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.scanning import Wish
    from terminal.screen import Screen

FILE = click.Path(path_type=Path)
RELATIONS = ("cites", "supplements", "amends", "replaces", "cancels")

letter_argument = click.argument("letter", nargs=-1, required=True, metavar="LETTER")


ocr_option = click.option("--ocr", type=click.Choice(("auto", "never", "force")), default="auto")
engine_option = click.option("--engine", type=click.Choice(("whoosh", "tantivy")))
force_option = click.option("--force", is_flag=True, expose_value=False, callback=remember)


def output_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--output`` and ``--force``, which the screen keeps until the file is opened."""
    return click.option("--output", type=FILE, metavar="FILE")(force_option(command))


def format_option(*forms: str, short: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--format``, the first of ``forms`` by default; ``short`` where a note under the help tells the forms."""
    metavar = "FORM" if short else None
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], metavar=metavar)


@click.group(cls=Main, name="saraban")
def main() -> None:
    """The terminal face of the archive."""


@main.command("import")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="PATH...")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N")
@ocr_option
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=120.0, metavar="S")
@click.option("--retry-failed", is_flag=True)
@click.option("--dry-run", is_flag=True)
@engine_option
@format_option("table", "json")
@click.pass_obj
def import_(screen: Screen, /, paths: tuple[Path, ...], engine: str | None, form: str, **options: Any) -> int:
    from terminal import import_view

    return import_view.run(screen, paths, engine, form, **options)


@main.command()
@click.argument("folder", type=FILE, metavar="FOLDER")
@click.option("--every", type=click.FloatRange(min=0, min_open=True), default=2.0, metavar="S")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N")
@click.option("--ocr", type=click.Choice(("auto", "never", "force")), default="auto")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=120.0, metavar="S")
@format_option("table", "jsonl")
@click.pass_obj
def watch(screen: Screen, /, folder: Path, every: float, form: str, **options: Any) -> None:
    from terminal import watch_view

    watch_view.run(screen, folder, every, form, **options)


@main.command()
@click.argument("query", nargs=-1, metavar="[QUERY]")
@click.option("--kind", metavar="K")
@click.option("--agency", metavar="A")
@click.option("--after", metavar="D")
@click.option("--before", metavar="D")
@click.option("--year", metavar="Y")
@click.option("--secrecy", metavar="S")
@click.option("--status", metavar="S")
@click.option("--as-of", metavar="D")
@click.option("--sort", type=click.Choice(("relevance", "date", "-date")), default="relevance")
@click.option("--limit", type=click.IntRange(min=1), default=20, metavar="N")
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N")
@format_option("table", "json", "csv")
@output_option
@click.pass_obj
def search(screen: Screen, /, query: tuple[str, ...], **options: Any) -> None:
    from terminal import search_view

    search_view.run(screen, " ".join(query), **options)


@main.command()
@letter_argument
@click.option("--as-of", metavar="D")
@format_option("table", "json")
@click.pass_obj
def show(screen: Screen, /, letter: tuple[str, ...], as_of: str | None, form: str) -> None:
    from terminal import letter_view

    letter_view.run(screen, " ".join(letter), as_of, form)


@main.command()
@letter_argument
@click.option("--direction", type=click.Choice(("cites", "cited-by", "both")), default="both")
@click.option("--depth", type=click.IntRange(min=1), metavar="N")
@click.option("--to", metavar="LETTER")
@click.option("--relation", "relations", type=click.Choice(RELATIONS), multiple=True, metavar="R")
@click.option("--as-of", metavar="D")
@format_option("tree", "json", "csv", "dot", "svg", "timeline", "graphml", short=True)
@output_option
@click.pass_obj
def trace(screen: Screen, /, letter: tuple[str, ...], **options: Any) -> None:
    from terminal import trace_view

    trace_view.run(screen, " ".join(letter), **options)


@main.command()
@letter_argument
@click.option("--as-of", metavar="DATE")
@click.option("--depth", type=click.IntRange(min=1), metavar="N")
@click.option("--output", type=FILE, required=True, metavar="FILE")
@force_option
@click.pass_obj
def audit(screen: Screen, /, letter: tuple[str, ...], **options: Any) -> None:
    from terminal import audit_view

    audit_view.run(screen, " ".join(letter), **options)


@main.command()
@format_option("table", "json", "csv")
@output_option
@click.pass_obj
def missing(screen: Screen, /, form: str, output: Path | None) -> None:
    from terminal import missing_view

    missing_view.run(screen, form, output)


@main.command()
@click.option("--limit", type=click.IntRange(min=1), metavar="N")
@format_option("table", "json", "csv")
@output_option
@click.pass_obj
def review(screen: Screen, /, limit: int | None, form: str, output: Path | None) -> None:
    from terminal import review_view

    review_view.run(screen, limit, form, output)


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="LETTER FIELD=VALUE...")
@click.option("--reason", default="", show_default=False, metavar="TEXT")
@click.option("--author", metavar="NAME")
@click.pass_obj
def correct(screen: Screen, /, words: tuple[str, ...], reason: str, author: str | None) -> None:
    from terminal import correct_view

    correct_view.run(screen, words, reason, author)


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@ocr_option
@format_option("jsonl", "json", "table")
@click.pass_obj
def parse(screen: Screen, /, files: tuple[Path, ...], form: str, ocr: Wish) -> int:
    from terminal import parse_view

    return parse_view.run(screen, files, form, ocr)


@main.command()
@click.argument("query", nargs=-1, metavar="[QUERY]")
@format_option("jsonl", "csv", "xlsx", "graphml", "ecms-xml", short=True)
@output_option
@click.pass_obj
def export(screen: Screen, /, query: tuple[str, ...], form: str, output: Path | None) -> None:
    from terminal import export_view

    export_view.run(screen, " ".join(query), form, output)


@main.command()
@click.option("--links", is_flag=True)
@format_option("table", "json")
@click.pass_obj
def stats(screen: Screen, /, links: bool, form: str) -> None:
    from terminal import links_view, stats_view

    (links_view if links else stats_view).run(screen, form)


@main.command()
@click.argument("words", nargs=-1, metavar="[show N]")
@click.option("--limit", type=click.IntRange(min=1), metavar="N")
@format_option("table", "json", "csv")
@output_option
@click.pass_obj
def runs(screen: Screen, /, words: tuple[str, ...], **options: Any) -> None:
    from terminal import runs_view

    runs_view.run(screen, words, **options)


@main.command()
@click.option("--repair", is_flag=True)
@click.option("--backup", type=FILE, metavar="FILE")
@format_option("table", "json")
@click.pass_obj
def doctor(screen: Screen, /, repair: bool, backup: Path | None, form: str) -> int:
    from terminal import doctor_view

    return doctor_view.run(screen, repair, backup, form)


@main.command()
@click.argument("file", type=FILE, metavar="FILE")
@force_option
@format_option("table", "json")
@click.pass_obj
def backup(screen: Screen, /, file: Path, form: str) -> int:
    from terminal import backup_view

    return backup_view.backup(screen, file, form)


@main.command()
@click.argument("file", type=FILE, metavar="FILE")
@format_option("table", "json")
@click.pass_obj
def restore(screen: Screen, /, file: Path, form: str) -> None:
    from terminal import backup_view

    backup_view.restore(screen, file, form)


@main.command()
@engine_option
@click.pass_obj
def reindex(screen: Screen, /, engine: str | None) -> None:
    from terminal import import_view

    import_view.reindex(screen, engine)


@main.command()
@click.pass_obj
def demo(screen: Screen, /) -> None:
    from terminal import demo as demonstration

    demonstration.run(screen)


@main.command()
@click.option("--host", default="127.0.0.1", metavar="ADDRESS")
@click.option("--port", type=click.IntRange(min=0, max=65535), default=8080, metavar="N")
@click.option("--name", "names", multiple=True, metavar="NAME")
@click.option("--threads", type=click.IntRange(min=1, max=64), default=8, metavar="N")
@click.option("--auth", type=FILE, metavar="FILE")
@click.option("--auth-header", metavar="NAME")
@click.option("--auth-from", metavar="ADDRESSES")
@click.option("--https", is_flag=True)
@click.option("--import-root", "import_roots", type=FILE, multiple=True, metavar="DIR")
@click.pass_obj
def serve(screen: Screen, /, **options: Any) -> None:
    from terminal import serve_view

    serve_view.run(screen, **options)


@main.command()
@click.argument("words", nargs=-1, metavar="[add|remove|role|secrecy|password NAME ...]")
@click.option("--role", metavar="R")
@click.option("--secrecy", metavar="LEVEL")
@click.option("--auth", type=FILE, metavar="FILE")
@click.option("--password-stdin", is_flag=True)
@click.option("--no-password", is_flag=True)
@format_option("table", "json")
@click.pass_obj
def users(screen: Screen, /, words: tuple[str, ...], **options: Any) -> None:
    from terminal import users_view

    users_view.run(screen, words, form=options.pop("form"), **options)


@main.command("access-log")
@click.option("--user", metavar="NAME")
@click.option("--letter", metavar="LETTER")
@click.option("--since", metavar="D")
@click.option("--limit", type=click.IntRange(min=1), metavar="N")
@format_option("table", "jsonl", "csv")
@output_option
@click.pass_obj
def access_log(screen: Screen, /, **options: Any) -> None:
    from terminal import access_view

    access_view.run(screen, **options)


@main.command()
@click.pass_obj
def version(screen: Screen, /) -> None:
    screen.write(version_text() + "\n")


@main.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_obj
def completion(screen: Screen, /, shell: str) -> None:
    from terminal.commands import completion_script

    screen.write(completion_script(main, shell))


if __name__ == "__main__":
    main()
