"""``review``: what deserves a person's eye, with the words in question and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terminal import sheets
from terminal.text import clean, label, shown_date, title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive import ReviewItem
    from terminal.screen import Screen

HEAD = (
    "letter",
    "number",
    "date",
    "subject",
    "field",
    "value",
    "confidence",
    "alternatives",
    "text",
    "page",
    "line",
    "reason",
    "path",
    "crop",
)


def run(screen: Screen, limit: int | None, form: str, output: Path | None) -> None:
    """Print what must be looked at, most doubtful first."""
    sheets.only_for_data(screen, output, form, "json", "csv")
    with screen.open_archive() as archive:
        items = archive.review(limit)
    if form == "json":
        with sheets.opened(screen, output) as target:
            target.write(screen.as_json([item.as_json() for item in items]))
    elif form == "csv":
        sheets.write_csv(screen, output, HEAD, (_row(item, screen) for item in items))
    else:
        _table(screen, items)


def _row(item: ReviewItem, screen: Screen) -> list[object]:
    values = item.as_json() | {
        "alternatives": " | ".join(item.alternatives),
        "reason": item.reason(screen.lang),
    }
    return [values[name] for name in HEAD]


def _table(screen: Screen, items: list[ReviewItem]) -> None:
    from terminal.tables import add_row, new_table

    if not items:
        screen.show(screen.say("review.none"))
        return
    headings = (label("field", "letter", screen), screen.say("review.value"), screen.say("review.why"))
    table = new_table(screen, headings)
    for item in items:
        add_row(
            table,
            *("\n".join(cell) for cell in (_letter(item, screen), _value(item, screen), _why(item, screen))),
        )
    screen.show(table, "", screen.say("review.count", count=len(items)))


def _letter(item: ReviewItem, screen: Screen) -> Iterator[str]:
    letter = item.letter
    if letter is None:
        yield clean(item.path or "")
        return
    number = title(letter.number or letter.number_partial, letter.kind, screen)
    yield clean("  ".join(filter(None, (number, shown_date(letter.date, screen)))))
    if letter.subject:
        yield clean(letter.subject)
    yield letter.id


def _value(item: ReviewItem, screen: Screen) -> Iterator[str]:
    """The field as ``correct`` takes it, its value and what else it may be."""
    from terminal.letter_view import candidate_line, field_value

    yield f"{item.field}={clean(item.value or '')}"
    others = [candidate_line(one, screen) for one in item.candidates]
    others = others or [field_value(item.field, one, screen) for one in item.alternatives]
    yield from (screen.say("review.perhaps", value=other) for other in others)


def _why(item: ReviewItem, screen: Screen) -> Iterator[str]:
    yield clean(item.reason(screen.lang))
    if item.text:
        yield f"“{clean(' '.join(item.text.split()))}”"
    if item.page is not None:
        yield screen.say("review.place", page=item.page, line=item.line)
    if item.letter is not None and item.path:
        yield clean(item.path)
    if item.crop:
        yield screen.say("review.crop", path=clean(item.crop))
