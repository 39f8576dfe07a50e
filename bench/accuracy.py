"""How well letters are read: precision, recall and F1 a field on letters labelled by hand.

    python -m bench.accuracy                       the project's working and held-out sets, against the record
    python -m bench.accuracy FOLDER… [--errors]    any folder of letters, each file with its .json beside it
    python -m bench.accuracy --record              write the figures down as the new record

A value counts only when it equals the label to the letter (white space folded). Exits 1 when a figure falls
below the record.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from parsers import parse, read
from parsers.thai.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SETS = {"working": ROOT / "tests/letters/working", "held-out": ROOT / "tests/letters/held_out"}
SUFFIXES = (".txt", ".docx", ".pdf")
RECORD = Path(__file__).with_name("accuracy.json")

SCALARS = (
    "kind", "number", "number_partial", "date", "subject", "to", "from", "urgency", "secrecy",
    "signer", "position", "acting",
)  # fmt: skip
BANDS = (0.95, 0.9, 0.8, 0.0)
"""Lower ends of the bands of confidence that are reported; the first is what 'sure' means."""
CONTACTS = ("phones", "faxes", "emails", "people", "line_ids")


@dataclass
class Count:
    """True positives, false positives and false negatives of one field."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass
class Score:
    """Counts a field, letters that are right in every field, and how far stated confidence can be trusted."""

    fields: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    letters: int = 0
    perfect: int = 0
    errors: list[str] = field(default_factory=list)
    bands: dict[float, Count] = field(default_factory=lambda: {floor: Count() for floor in BANDS})


def flat(letter: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(field, value, evidence key) of everything a letter says, one entry a value."""
    for name in SCALARS:
        if letter.get(name):
            yield name, _norm(letter[name]), name
    for index, reference in enumerate(letter.get("references") or []):
        key = f"references[{index}]"
        name = _norm(reference.get("number") or reference.get("number_partial") or reference.get("title"))
        core = f"{name} · {reference.get('date')}"
        yield "references", core, key
        yield "references.relation", f"{core} · {reference['relation']}", key
        if reference.get("issuer"):
            yield "references.issuer", f"{core} · {_norm(reference['issuer'])}", key
        if reference.get("title"):
            yield "references.title", f"{core} · {_norm(reference['title'])}", key
    for index, attachment in enumerate(letter.get("attachments") or []):
        text = f"{_norm(attachment['title'])} · {_norm(attachment.get('quantity'))}"
        yield "attachments", text, f"attachments[{index}]"
    for name in CONTACTS:
        for index, value in enumerate((letter.get("contacts") or {}).get(name) or []):
            yield name, _norm(value), f"contacts.{name}[{index}]"
    for name in ("other_citations", "cc"):
        for index, value in enumerate(letter.get(name) or []):
            yield name, _norm(value), f"{name}[{index}]"
    for index, event in enumerate(letter.get("events") or []):
        yield "events", f"{event['role']} {event['from']} {event['to']}", f"events[{index}]"
    for name in ("registry", "parent"):
        if letter.get(name):
            yield name, json.dumps(letter[name], ensure_ascii=False, sort_keys=True), name
    for name, edge in zip(("body.first", "body.last"), letter.get("body_edges") or (), strict=False):
        yield name, edge, "body"


def _norm(value: Any) -> str:
    return " ".join(fold(str(value)).split()) if value is not None else ""


def with_edges(letter: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """The letter with the first and last characters of its body, where the label has them."""
    if "events" not in expected:
        letter = {**letter, "events": []}
    if not expected.get("body_edges") or not letter.get("body"):
        return letter
    body = "".join(fold(letter["body"]).split())
    return {**letter, "body_edges": [body[:25], body[-25:]]}


def score_folder(folder: Path) -> Score:
    """Parse and compare every labelled letter of ``folder``."""
    score = Score()
    for label in sorted(folder.glob("*.json")):
        source = next(path for path in map(label.with_suffix, SUFFIXES) if path.exists())
        expected = json.loads(label.read_text(encoding="utf-8"))
        wanted = expected if isinstance(expected, list) else [expected]
        got = [letter.as_json(source.name) for letter in parse(read(source))]
        for index in range(max(len(wanted), len(got))):
            want = wanted[index] if index < len(wanted) else {}
            have = with_edges(got[index], want) if index < len(got) else {}
            _compare(score, source.name, want, have)
    return score


def _compare(score: Score, name: str, want: dict[str, Any], have: dict[str, Any]) -> None:
    evidence = have.get("evidence", {})
    wanted = Counter((what, value) for what, value, _ in flat(want))
    fine = True
    for what, value, key in flat(have):
        hit = wanted[(what, value)] > 0
        if hit:
            wanted[(what, value)] -= 1
            score.fields[what].right += 1
        else:
            score.fields[what].wrong += 1
            score.errors.append(f"{name}: {what}: wrong: {value}")
            fine = False
        if key in evidence:
            band = next(count for floor, count in score.bands.items() if evidence[key]["confidence"] >= floor)
            band.right += hit
            band.wrong += not hit
    for (what, value), count in wanted.items():
        if count:
            score.fields[what].missed += count
            score.errors.append(f"{name}: {what}: missed: {value}")
            fine = False
    score.letters += 1
    score.perfect += fine


def table_of(title: str, score: Score) -> Table:
    """The printed table: one row a field."""
    table = Table(title=title, title_justify="left")
    for column in ("field", "right", "wrong", "missed", "precision", "recall", "F1"):
        table.add_column(column, justify="left" if column == "field" else "right")
    for name, count in sorted(score.fields.items()):
        table.add_row(
            name,
            *(str(number) for number in (count.right, count.wrong, count.missed)),
            *(f"{number:.3f}" for number in (count.precision, count.recall, count.f1)),
        )
    share = score.perfect / max(score.letters, 1)
    table.caption = f"{score.perfect} of {score.letters} letters right in every field ({share:.1%})"
    return table


def calibration_of(score: Score) -> Table:
    """What a stated confidence is worth: the share of values that are right, by band."""
    table = Table(title="confidence", title_justify="left")
    for column in ("said to be sure", "values", "right", "share right"):
        table.add_column(column, justify="right")
    ceilings = ["1.00", *(f"{floor:.2f}" for floor in BANDS)]
    for (floor, count), ceiling in zip(score.bands.items(), ceilings, strict=False):
        values = count.right + count.wrong
        share = f"{count.precision:.2%}" if values else "-"
        table.add_row(f"{floor:.2f} - {ceiling}", str(values), str(count.right), share)
    return table


def figures(score: Score) -> dict[str, float]:
    """What is recorded and guarded: F1 a field, share of perfect letters, precision of sure values."""
    values = {name: round(count.f1, 4) for name, count in sorted(score.fields.items())}
    values["letters"] = round(score.perfect / max(score.letters, 1), 4)
    values["sure"] = round(score.bands[BANDS[0]].precision, 4)
    return values


def losses(now: dict[str, dict[str, float]], record: dict[str, dict[str, float]]) -> list[str]:
    """Figures that fell below the record."""
    return [
        f"{name}: {what} fell from {before:.4f} to {now[name].get(what, 0.0):.4f}"
        for name, values in record.items()
        if name in now
        for what, before in values.items()
        if now[name].get(what, 0.0) < before - 1e-9
    ]


def main() -> int:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("folders", nargs="*", type=Path)
    arguments.add_argument("--errors", action="store_true", help="list every value that differs")
    arguments.add_argument("--record", action="store_true", help="make these figures the record")
    options = arguments.parse_args()
    console = Console(width=110)
    sets = {str(folder): folder for folder in options.folders} or SETS
    now: dict[str, dict[str, float]] = {}
    for name, folder in sets.items():
        score = score_folder(folder)
        now[name] = figures(score)
        console.print(table_of(f"{name}: {score.letters} letters", score))
        console.print(calibration_of(score))
        if options.errors:
            for error in score.errors:
                console.print(error, markup=False, highlight=False, soft_wrap=True)
    if options.folders:
        return 0
    if options.record:
        RECORD.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    lost = losses(now, record)
    for line in lost:
        console.print(f"LOSS {line}", style="bold red")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
