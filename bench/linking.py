"""Which letter a citation means: links, relations and statuses on chains of letters labelled by hand.

    python -m bench.linking [FOLDER…] [--errors]

Each folder holds the .txt files of one chain and a ``labels.json``: for every reference of every letter the file
that is meant, ``missing``, or ``ambiguous`` with the files that may be; for every letter its status and who made it
so; for a file that is a copy, of which. Each chain is imported into an archive of its own. A link is right when it
leads to the labelled letter. Exits 1 when one link is wrong, when fewer than 95 % are found, when a status is wrong
or when a copy is not one letter with its original.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from archive import Archive
from bench.accuracy import Count
from parsers.thai.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CHAINS = Path(__file__).resolve().parent.parent / "tests/chains"
LABELS = "labels.json"
RECALL = 0.95

Name = tuple[str, str | None]
"""What a reference cites, without blanks, and the date that it gives."""


@dataclass
class Score:
    """``links`` counts resolved references; the rest counts labelled ones (``wrong`` where the archive says otherwise,
    ``missed`` where it has no such reference)."""

    chains: int = 0
    files: int = 0
    letters: int = 0
    links: Count = field(default_factory=Count)
    states: Count = field(default_factory=Count)
    relations: Count = field(default_factory=Count)
    statuses: Count = field(default_factory=Count)
    copies: Count = field(default_factory=Count)
    errors: list[str] = field(default_factory=list)

    @property
    def passes(self) -> bool:
        exact = (self.links.precision, self.statuses.f1, self.copies.f1)
        return min(exact) == 1.0 and self.links.recall >= RECALL


def chain_folders(top: Path = CHAINS) -> list[Path]:
    """The folders of the chains in ``top``, or ``top`` itself if it is one."""
    return sorted(path.parent for path in (*top.glob(LABELS), *top.glob(f"*/{LABELS}")))


def labels_of(folder: Path) -> dict[str, Any]:
    """What is labelled of each file of a chain."""
    letters: dict[str, Any] = json.loads((folder / LABELS).read_text(encoding="utf-8"))["letters"]
    return letters


def score_chain(score: Score, folder: Path, archive: Archive) -> None:
    """Compare ``archive``, into which the chain in ``folder`` was imported, with its labels."""
    labels = labels_of(folder)
    rows = list(archive.export())
    files_of = {row["id"]: sorted(Path(path).name for path in row["copies"]) for row in rows}
    owner = {name: label.get("copy_of", name) for name, label in labels.items()}
    letter_at = {name: id_ for id_, names in files_of.items() for name in names}
    files = {id_: owner[names[0]] for id_, names in files_of.items()}
    by_file = {files[row["id"]]: row for row in rows}
    score.chains += 1
    score.files += len(labels)
    told = _Told(score, folder.name, files)
    for name, label in labels.items():
        if "copy_of" in label:
            told.note("copies", name, letter_at.get(name) == letter_at.get(label["copy_of"]), "is no copy")
            continue
        score.letters += 1
        row = by_file.get(name)
        if row is None or letter_at.get(name) != row["id"]:
            score.links.missed += sum(wanted["state"] == "resolved" for wanted in label["references"])
            told.note("statuses", name, False, "is no letter of its own")
            continue
        record = archive.letter(row["id"])
        by = sorted(files[each.id] for each in record.status_by)
        right = (row["status"], by) == (label["status"], sorted(label["status_by"]))
        told.note(
            "statuses",
            name,
            right,
            f"status {row['status']} {by}, not {label['status']} {label['status_by']}",
        )
        candidates = [sorted(files[each.id] for each in cited.candidates) for cited in record.references]
        told.references(name, label["references"], row["references"], candidates)


@dataclass(frozen=True)
class _Told:
    """Notes what is right and wrong in one chain; ``files`` names each letter by its labelled file."""

    score: Score
    chain: str
    files: Mapping[str, str]

    def note(self, what: str, name: str, right: bool, text: str) -> None:
        count: Count = getattr(self.score, what)
        count.right += right
        count.wrong += not right
        if not right:
            self.score.errors.append(f"{self.chain}/{name}: {text}")

    def references(
        self,
        name: str,
        wanted: Sequence[Mapping[str, Any]],
        found: Iterable[Mapping[str, Any]],
        candidates: Sequence[Sequence[str]],
    ) -> None:
        given = {_name(each): (each, may) for each, may in zip(found, candidates, strict=True)}
        for want in wanted:
            key = _name(want)
            have, may = given.pop(key, (None, ()))
            if have is None:
                self.score.states.missed += 1
                self.score.relations.missed += 1
                self.score.links.missed += want["state"] == "resolved"
                self.score.errors.append(f"{self.chain}/{name}: no reference to {key[0]} {key[1]}")
                continue
            self._compare(name, want, have, may)
        for (cited, date), (have, _) in given.items():
            self.score.errors.append(f"{self.chain}/{name}: {cited} {date} is {have['state']}, but not cited")
            self.score.links.wrong += have["state"] == "resolved"
            self.score.states.wrong += have["state"] != "not_a_letter"

    def _compare(
        self, name: str, want: Mapping[str, Any], have: Mapping[str, Any], may: Sequence[str]
    ) -> None:
        cited = " ".join(part for part in _name(want) if part)
        target = self.files.get(have["target"] or "")
        same = (have["state"], target) == (want["state"], want.get("target"))
        if want["state"] == "ambiguous":
            same = same and list(may) == sorted(want["candidates"])
        self.note(
            "states", name, same, f"{cited} is {have['state']} {target or list(may)}, not {_meant(want)}"
        )
        self.note(
            "relations", name, have["relation"] == want["relation"],
            f"{cited}: {have['relation']}, not {want['relation']}",
        )  # fmt: skip
        linked, meant = have["state"] == "resolved", want["state"] == "resolved"
        self.score.links.right += linked and same
        self.score.links.wrong += linked and not same
        self.score.links.missed += meant and not same


def _meant(want: Mapping[str, Any]) -> str:
    return f"{want['state']} {want.get('target') or want.get('candidates') or ''}".strip()


def _name(reference: Mapping[str, Any]) -> Name:
    cited = reference.get("number") or reference.get("number_partial") or reference.get("title") or ""
    return "".join(fold(cited).split()), reference.get("date")


def score_folders(folders: Iterable[Path]) -> Score:
    """Import each chain into an archive that is thrown away, and compare."""
    score = Score()
    for folder in folders:
        with (
            tempfile.TemporaryDirectory() as top,
            Archive.open(Path(top) / "archive", create=True) as archive,
        ):
            archive.import_(sorted(folder.glob("*.txt")))
            score_chain(score, folder, archive)
    return score


def show(score: Score, console: Console) -> None:
    """The figures as a table."""
    table = Table(title=f"{score.chains} chains, {score.files} files, {score.letters} letters")
    for title in ("", "right", "wrong", "missed", "precision", "recall"):
        table.add_column(title, justify="left" if not title else "right")
    for what in ("links", "states", "relations", "statuses", "copies"):
        count: Count = getattr(score, what)
        figures = (f"{count.precision:.3f}", f"{count.recall:.3f}")
        table.add_row(what, str(count.right), str(count.wrong), str(count.missed), *figures)
    console.print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description="How well citations are linked on chains labelled by hand.")
    parser.add_argument("folders", nargs="*", type=Path, default=[CHAINS])
    parser.add_argument("--errors", action="store_true", help="list what differs from the labels")
    options = parser.parse_args()
    score = score_folders(folder for top in options.folders for folder in chain_folders(top))
    console = Console(soft_wrap=True)
    show(score, console)
    if options.errors:
        for error in score.errors:
            console.print(error, markup=False, highlight=False)
    sys.exit(0 if score.chains and score.passes else 1)


if __name__ == "__main__":
    main()
