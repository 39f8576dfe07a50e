"""``show``: all that is known of one letter."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from report.answers import shown
from terminal.tables import facts
from terminal.text import (
    STATE_STYLES,
    clean,
    label,
    shown_date,
    shown_days,
    shown_moment,
    status_text,
    styled,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import RenderableType

    from archive import Correction, LetterRecord, LetterSummary, LinkedReference
    from archive.standing import Standing
    from terminal.screen import Screen
    from terminal.wrapping import Text

SURE = 0.95
"""Links less sure than this show how sure they are."""


def run(screen: Screen, name: str, as_of: str | None, form: str) -> None:
    """Print the letter called ``name``, with its status now or on day ``as_of``."""
    with screen.open_archive() as archive:
        record = archive.letter(name)
        standing = archive.standing(record.id, as_of=as_of)
    if form == "json":
        screen.write(screen.as_json(shown(record, standing)))
    else:
        screen.show(*page(record, standing, screen))


def page(record: LetterRecord, standing: Standing, screen: Screen) -> Iterator[RenderableType]:
    """Head, status with its reasons, fields, references both ways, files, text."""
    from terminal.wrapping import Text

    letter = record.letter
    head = Text(title(letter["number"] or letter["number_partial"], letter["kind"], screen), "bold cyan")
    head.append(f"  {shown_date(letter['date'], screen)}  ", "not bold default")
    head.append_text(status_text(standing.status, screen))
    if standing.as_of:
        head.append(f"  ({screen.say('show.as-of', day=shown_date(standing.as_of, screen))})", "dim")
    yield head
    if letter["subject"]:
        yield Text(clean(letter["subject"]), "bold")
    yield from standing_lines(standing, screen)
    yield Text()
    yield facts(_fields(record, screen))
    cited = (_reference(place, one, screen) for place, one in enumerate(record.references, start=1))
    yield from _section("field.references", cited, screen)
    cited_by = (
        f"{summary_line(one.letter, screen)}  {label('relation', one.relation, screen)}"
        for one in record.cited_by
    )
    yield from _section("field.cited_by", cited_by, screen)
    yield from _section("show.twins", (summary_line(one, screen) for one in record.twins), screen)
    made = (correction_line(one, screen) for one in record.corrections)
    yield from _section("show.corrections", made, screen)
    yield from _section("field.copies", _files(record, screen), screen)
    if letter["body"]:
        yield Text()
        yield Text(screen.say("field.body"), "bold")
        yield from (Text(clean(line)) for line in letter["body"].split("\n"))


def standing_lines(standing: Standing, screen: Screen, depth: int = 0) -> Iterator[RenderableType]:
    """Who did what to the letter, in their words, and what became of these letters in turn."""
    from rich.padding import Padding

    from terminal.wrapping import Text

    for act in standing.acts:
        done = "revives" if act.revives and act.relation == "cites" else act.relation
        line = Text(
            f"{label('inverse', done, screen)} " if act.certain else screen.say("show.perhaps-act"), "yellow"
        )
        if not act.certain:
            line.append(f"{label('inverse', done, screen)} ", "yellow")
        line.append(summary_line(act.by, screen), "bold")
        if act.since and act.since != act.by.date:
            line.append(f"  {screen.say('show.since', day=shown_date(act.since, screen))}")
        line.append(f"  “{clean(act.words)}”", "dim")
        if act.standing is None:
            line.append(f"  {screen.say('show.told-above')}", "dim")
        yield Padding(line, (0, 0, 0, 2 + 2 * depth))
        if act.standing and act.standing.acts:
            yield from standing_lines(act.standing, screen, depth + 1)


def _section(title: str, lines: Iterable[str | Text], screen: Screen) -> Iterator[RenderableType]:
    from rich.padding import Padding

    from terminal.wrapping import Text

    shown = [line if isinstance(line, Text) else Text(line) for line in lines]
    if shown:
        yield Text()
        yield Text(screen.say(title), "bold")
        yield from (Padding(line, (0, 0, 0, 2)) for line in shown)


def _fields(record: LetterRecord, screen: Screen) -> Iterator[tuple[str, str]]:
    letter = record.letter

    def row(name: str, value: str | None) -> tuple[str, str]:
        return label("field", name, screen), value or ""

    yield row("kind", label("kind", letter["kind"], screen))
    for name in ("from", "to", "urgency", "secrecy", "signer", "position", "acting"):
        yield row(name, letter[name])
    for name in ("cc", "other_citations"):
        yield row(name, "; ".join(letter[name]))
    yield row("attachments", "; ".join(" ".join(filter(None, one.values())) for one in letter["attachments"]))
    for name, values in letter["contacts"].items():
        yield row(name, ", ".join(values))
    yield row("registry", _joined(letter["registry"], screen))
    yield row("parent", _joined(letter["parent"], screen))
    yield row("events", "; ".join(_event(one, screen) for one in letter["events"]))
    others = (
        f"{label('field', name, screen)}: {' / '.join(map(str, found))}"
        for name, found in record.alternatives.items()
    )
    yield screen.say("show.alternatives"), "; ".join(others)
    yield row("id", record.id)


def _joined(value: Mapping[str, Any] | None, screen: Screen) -> str:
    """Number, date and time of a register's entry or of the letter that an annex belongs to."""
    if not value:
        return ""
    return " ".join(filter(None, (value["number"], shown_date(value["date"], screen), value.get("time"))))


def _event(event: Mapping[str, Any], screen: Screen) -> str:
    return f"{shown_days(event['from'], event['to'], screen)} ({label('event', event['role'], screen)})"


def _reference(place: int, reference: LinkedReference, screen: Screen) -> Text:
    """A reference with the place by which ``correct`` knows it."""
    from terminal.wrapping import Text

    number = reference.number or reference.number_partial or ""
    named = " ".join(filter(None, (number, shown_date(reference.date, screen), reference.title)))
    line = Text(f"{place}. {clean(named or reference.text)}")
    line.append(f"  {label('relation', reference.relation, screen)}  ")
    line.append_text(styled("state", reference.state, screen, STATE_STYLES))
    if reference.state == "resolved" and reference.confidence < SURE:
        line.append(f" ({screen.say('show.sure', percent=round(100 * reference.confidence))})")
    if reference.target and reference.target.subject:
        line.append(f"  {clean(reference.target.subject)}", "dim")
    if reference.candidates:
        letters = ", ".join(summary_line(one, screen) for one in reference.candidates)
        line.append(f"  {screen.say('show.candidates', letters=letters)}")
    return line


def _files(record: LetterRecord, screen: Screen) -> Iterator[str]:
    for copy in record.copies:
        part = f" ({screen.say('field.part', part=copy.part)})" if copy.part > 1 else ""
        percent = math.floor(100 * copy.similarity)
        differs = f" ({screen.say('show.differs', percent=percent)})" if copy.similarity < 1 else ""
        yield clean(copy.path) + part + differs


def field_label(field: str, screen: Screen) -> str:
    """A field that can be corrected, as a person calls it: ``references[1].date`` is the first reference's date."""
    outer, _, name = field.rpartition(".")
    if not outer:
        return label("field", name, screen)
    place = outer.removeprefix("references[").removesuffix("]")
    return f"{label('field', 'references', screen)} {place} {label('field', name, screen)}"


def field_value(field: str, value: str, screen: Screen) -> str:
    """A value of such a field as it is shown."""
    name = field.rpartition(".")[2]
    if name == "date":
        return shown_date(value, screen)
    return clean(label(name, value, screen) if name in ("kind", "relation") else value)


def correction_line(made: Correction, screen: Screen) -> str:
    """What was corrected or confirmed, when, by whom and why."""
    return screen.say(
        "show.confirmed" if made.confirms else "show.corrected",
        field=field_label(made.field, screen),
        old=_quoted(made.field, made.old, screen),
        value=_quoted(made.field, made.value, screen),
        made=shown_moment(made.made, screen),
        author=clean(made.author),
        reason=clean(made.reason),
    )


def _quoted(field: str, value: str | None, screen: Screen) -> str:
    return screen.say("show.blank") if value is None else f"“{field_value(field, value, screen)}”"


def summary_line(letter: LetterSummary, screen: Screen) -> str:
    """A letter by number and date, by subject when it has no number."""
    number = letter.number or letter.number_partial
    number = title(number, letter.kind, screen) if number else letter.subject or letter.id
    return clean(" ".join(filter(None, (number, shown_date(letter.date, screen)))))


def candidate_line(letter: LetterSummary, screen: Screen) -> str:
    """A letter that a name may mean, with the id to say which."""
    shown = (
        letter.id,
        letter.number or letter.number_partial,
        shown_date(letter.date, screen),
        letter.subject,
    )
    return clean("  ".join(filter(None, shown)))
