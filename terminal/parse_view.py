"""``parse``: what files say, without an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.errors import NEEDS_OCR, ExitCode, SarabanError, UnreadableFile, UsageError
from terminal.messages import WORDS
from terminal.text import label, shown_date, title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from parsers.scanning import Wish
    from terminal.screen import Screen


def run(screen: Screen, files: Sequence[Path], form: str, ocr: Wish) -> int:
    """Print the letters of ``files``; 4 when one of them could not be read, 6 when all that it took was OCR."""
    for file in files:
        if file.is_dir():
            thai, english = WORDS["usage.folder"]
            raise UsageError("folder", thai=thai.format(path=file), english=english.format(path=file))
    codes: list[str | None] = []

    def objects() -> Iterator[dict[str, Any]]:
        for file in files:
            for value in letters_of(file, screen, ocr):
                codes.append(value["error"]["code"] if "error" in value else None)
                yield value

    if form == "jsonl":
        screen.json_lines(objects())
    elif form == "json":
        screen.write(screen.as_json(list(objects())))
    else:
        _table(list(objects()), screen)
    if codes and set(codes) == {NEEDS_OCR}:
        return ExitCode.PROGRAM_MISSING
    return ExitCode.SOME_FILES_FAILED if any(codes) else ExitCode.OK


def letters_of(file: Path, screen: Screen, ocr: Wish = "auto") -> Iterator[dict[str, Any]]:
    """The contract's object for each letter in ``file`` and in what lies in it; in place of those of a file that
    cannot be read, one with the reason."""
    from parsers import parse, read_nested

    def tell(done: int, total: int) -> None:
        screen.note(screen.say("parse.page", done=done, total=total, path=file))

    for origin, read in read_nested(file, ocr=ocr, progress=tell):
        try:
            if isinstance(read, Exception):
                raise read
            if read.not_letter is not None:
                screen.note(f"{origin}: {read.not_letter.message(screen.lang)}")
            yield from [letter.as_json(origin) for letter in parse(read)]
        except SarabanError as fault:
            yield _failed(origin, fault, screen)
        except Exception as fault:  # one bad file must not stop the others
            if screen.debug:
                raise
            text = screen.say("fault.unexpected", fault=f"{type(fault).__name__}: {fault}")
            yield _failed(origin, UnreadableFile("unexpected", thai=text, english=text), screen)


def _failed(origin: str, fault: SarabanError, screen: Screen) -> dict[str, Any]:
    return {"file": origin, "error": {"code": fault.code, "message": fault.message(screen.lang)}}


def _table(values: list[dict[str, Any]], screen: Screen) -> None:
    from terminal.tables import add_row, new_table

    letters = [value for value in values if "error" not in value]
    failures = [value for value in values if "error" in value]
    if letters:
        table = new_table(screen, [label("field", name, screen) for name in ("file", "letter", "subject")])
        for letter in letters:
            part = f" ({screen.say('field.part', part=letter['part'])})" if letter["part"] > 1 else ""
            number = letter["number"] or letter["number_partial"]
            named = (title(number, letter["kind"], screen), shown_date(letter["date"], screen))
            told = (letter["subject"], letter["from"])
            add_row(table, letter["file"] + part, *("\n".join(filter(None, cell)) for cell in (named, told)))
        screen.show(table)
    for failure in failures:
        screen.note(f"{failure['file']}: {failure['error']['message']}")
