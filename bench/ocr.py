"""How well scans are read: Tesseract as it comes against what saraban makes of it, condition by condition.

    python -m bench.ocr [--held-out] [--subset] [--only CONDITION] [--misses] [--jobs N]

The pages are those of `bench.scans`. Held-out pages share no font with those the digit reader was trained on, nor any
text with the working ones. ``--subset`` reads a few pages, for the build machine. Errors of characters are counted
without white space, each line of the page against the stretch of the reading most like it, so that neither order nor
furniture counts. Cited are the numbers of letters referred to, each for itself. Digits are counted one by one in the box where they stand. Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.scans import CONDITIONS, HELD_OUT, WORKING, make
from parsers import parse
from parsers.document import Document, Page, page_from_text
from parsers.errors import UnreadableFile
from parsers.readers import ocr_engine
from parsers.readers.ocr_engine import engine
from parsers.readers.scan import read_scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.scans import Scan
    from parsers.letter import Letter

SUBSET = (0, 1, 2, 3, 6, 12)
"""Places of the working pages that the build machine reads: clean, 200 and 150 dpi, skewed, a photocopy, a handwritten head."""
LEAST_RIGHT = {"number": 0.25, "date": 0.5}
"""What the subset must reach; it is small, and processors differ in the last bit: only a sudden fall should show."""
PATIENCE = 900
"""Seconds that Tesseract may take for a page here."""
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@dataclass
class Figures:
    """Sums over the pages of a condition, for one way to read them."""

    pages: int = 0
    characters: int = 0
    errors: int = 0
    digits: int = 0
    digits_right: int = 0
    seconds: float = 0.0
    wanted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, other: Figures) -> None:
        """Add another's sums."""
        for name in ("pages", "characters", "errors", "digits", "digits_right", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("wanted", "right", "wrong"):
            getattr(self, name).update(getattr(other, name))


def measure(scan: Scan, page: Page, seconds: float) -> tuple[Figures, list[str]]:
    """The figures of one reading of one page, and what it got wrong, a line each."""
    figures = Figures(pages=1, seconds=seconds)
    source = _bare("\n".join(line.text for line in page.lines))
    for line in str(scan.truth["text"]).split("\n"):
        if bare := _bare(line):
            figures.characters += len(bare)
            figures.errors += _distance_within(bare, source)
    figures.digits, figures.digits_right = _digits(scan, page)
    letter = parse(Document(scan.name, "image", (page,)))[0]
    misses = []
    for name, want, got in _fields(scan, letter):
        figures.wanted[name] += 1
        if want == got:
            figures.right[name] += 1
        else:
            figures.wrong[name] += got is not None and got != set()
            misses.append(f"{scan.name}: {name} {want} read as {got} {_alternatives(letter, name)}")
    fields: Any = scan.truth["fields"]
    cited, found = set(fields["references"]), {each.number for each in letter.references if each.number}
    figures.wanted["cited"] += len(cited)
    figures.right["cited"] += len(cited & found)
    figures.wrong["cited"] += len(found - cited)
    if cited != found:
        misses.append(f"{scan.name}: cited {cited - found} missed, {found - cited} wrong")
    return figures, misses


def _alternatives(letter: Letter, name: str) -> str:
    found = letter.evidence.get(name) or letter.evidence.get("number_partial" if name == "number" else "")
    return f"({found.rule} {found.confidence:.2f} {list(found.alternatives)} {found.text!r})" if found else ""


def _fields(scan: Scan, letter: Letter) -> Iterator[tuple[str, Any, Any]]:
    truth: Any = scan.truth["fields"]
    if truth.get("number"):
        yield "number", truth["number"], letter.number
    if truth.get("date"):
        date = letter.date
        # Half a date is no wrong date.
        yield "date", truth["date"], None if date and date == truth["date"][:7] != truth["date"] else date
    if truth.get("from"):
        yield "sender", truth["from"], letter.sender
    if truth.get("phones"):
        yield "phones", set(truth["phones"]), set(letter.contacts.phones)


def raw_page(scan: Scan) -> tuple[Page, float]:
    """The page as ``tesseract -l tha+eng`` gives it, with nothing done before or after."""
    started = _processor_seconds()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.png")
        dpi = scan.truth["dpi"]
        scan.image.save(file, dpi=(dpi, dpi))
        done = subprocess.run(
            ["tesseract", str(file), "stdout", "-l", "tha+eng"],
            capture_output=True,
            check=False,
            env=_one_thread(),
        )
    text = done.stdout.decode("utf-8", "replace").replace("\f", "")
    return page_from_text(1, text), _processor_seconds() - started


def _processor_seconds() -> float:
    """Those of this process and of the programs that it has run to their end: a busy machine changes little."""
    return sum(os.times()[:4])


def _one_thread() -> dict[str, str]:
    return os.environ | {"OMP_THREAD_LIMIT": "1"}


def our_page(scan: Scan) -> tuple[Page, float]:
    """The page as saraban reads it."""
    started = _processor_seconds()
    dpi: Any = scan.truth["dpi"]
    try:
        page = read_scan(scan.image, 1, float(dpi))
    except UnreadableFile:  # a page that Tesseract gives up is one of which nothing is read
        page = page_from_text(1, "")
    return page, _processor_seconds() - started


def _bare(text: str) -> str:
    return "".join(text.replace("ํา", "ำ").split())


def _distance_within(line: str, text: str) -> int:
    """Edits that make ``line`` of the stretch of ``text`` most like it."""
    if not text:
        return len(line)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    index = np.arange(len(text) + 1)
    row = np.zeros(len(text) + 1, np.int64)
    for n, char in enumerate(line, start=1):
        fresh = np.empty_like(row)
        fresh[0] = n
        fresh[1:] = np.minimum(row[:-1] + (codes != ord(char)), row[1:] + 1)
        row = np.minimum.accumulate(fresh - index) + index
    return int(row.min())


def _digits(scan: Scan, page: Page) -> tuple[int, int]:
    """Printed digits on the page, and those that stand in their group's box in the reading."""
    groups: Any = scan.truth["digits"]
    if scan.truth["turned"] or not any(line.boxes for line in page.lines):
        return 0, 0
    dpi: Any = scan.truth["dpi"]
    scale = dpi / 72
    places = [
        ((box[0] + box[2]) / 2 * scale, (box[1] + box[3]) / 2 * scale, char.translate(_TO_ARABIC))
        for line in page.lines
        for char, box in zip(line.text, line.boxes or (), strict=True)
        if char.isdigit()
    ]
    total = right = 0
    for group in groups:
        if group["pen"]:
            continue
        x0, top, x1, bottom = group["box"]
        want = [char.translate(_TO_ARABIC) for char in group["text"] if char.isdigit()]
        got = [char for x, y, char in sorted(places) if x0 - 4 <= x <= x1 + 4 and top - 8 <= y <= bottom + 8]
        total += len(want)
        right += max(0, len(want) - _edits(want, got))
    return total, right


def _edits(one: list[str], other: list[str]) -> int:
    row = list(range(len(other) + 1))
    for n, char in enumerate(one, start=1):
        before, row[0] = row[0], n
        for m, own in enumerate(other, start=1):
            before, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, before + (char != own))
    return row[-1]


def _table(raw: dict[str, Figures], ours: dict[str, Figures]) -> None:
    names = ("number", "date", "sender", "cited", "phones")
    print(
        f"{'condition':14} {'pages':>5}  {'errors %':>13}  {'digits %':>8}  "
        + "  ".join(f"{n:>15}" for n in names)
        + "  s a page"
    )
    for condition, figures in ours.items():
        plain = raw[condition]
        cells = []
        for name in names:
            wanted = figures.wanted[name]
            told = (
                f"{plain.right[name]}→{figures.right[name]}/{wanted} ({figures.wrong[name]}✗)"
                if wanted
                else "–"
            )
            cells.append(f"{told:>15}")
        errors = (
            f"{_percent(plain.errors, plain.characters)} → {_percent(figures.errors, figures.characters)}"
        )
        digits = _percent(figures.digits_right, figures.digits)
        seconds = f"{plain.seconds / plain.pages:.1f} → {figures.seconds / figures.pages:.1f}"
        print(f"{condition:14} {figures.pages:5}  {errors:>13}  {digits:>8}  {'  '.join(cells)}  {seconds}")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


@dataclass(frozen=True, slots=True)
class Task:
    """One page to measure: its place in its set, and whether Tesseract alone reads it too."""

    place: int
    held_out: bool
    raw: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """What both readings of one page gave."""

    condition: str
    raw: Figures
    ours: Figures
    misses: list[str]


def measure_page(task: Task) -> Measured:
    """Draw a page, read it in both ways, and measure what was read."""
    ocr_engine.SECONDS_A_PAGE = PATIENCE  # a busy machine is to change nothing
    scan = make(task.place, held_out=task.held_out)
    raw, _ = measure(scan, *raw_page(scan)) if task.raw else (Figures(pages=1), [])
    ours, misses = measure(scan, *our_page(scan))
    return Measured(str(scan.truth["condition"]), raw, ours, misses)


def main() -> int:
    """Measure; 1 if the subset fell below what it must reach, 2 where fonts or Tesseract are missing."""
    try:
        return _measure()
    except LookupError as fault:  # no fonts to draw the pages in
        print(f"nothing to measure: {fault}", file=sys.stderr)
        return 2


def _measure() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--subset", action="store_true")
    parser.add_argument("--only", choices=CONDITIONS)
    parser.add_argument("--misses", action="store_true", help="name what was not read right")
    parser.add_argument("--no-raw", action="store_true", help="leave Tesseract alone out")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="pages at a time")
    wish = parser.parse_args()
    if engine().version == "none":
        print("Tesseract with Thai data is not installed: sh tools/debian.sh tests", file=sys.stderr)
        return 2
    tasks = [Task(place, wish.held_out, not wish.no_raw) for place in _places(wish)]
    raw: dict[str, Figures] = defaultdict(Figures)
    ours: dict[str, Figures] = defaultdict(Figures)
    missed = []
    with multiprocessing.get_context("spawn").Pool(wish.jobs) as pool:
        for measured in pool.imap(measure_page, tasks):
            for name in (measured.condition, "all"):
                raw[name].add(measured.raw)
                ours[name].add(measured.ours)
            missed += measured.misses
    order = [name for name in (*CONDITIONS, "all") if name in ours]
    _table(raw, {name: ours[name] for name in order})
    if wish.misses:
        print(*missed, sep="\n")
    return _judged(ours["all"]) if wish.subset else 0


def _places(wish: argparse.Namespace) -> list[int]:
    if wish.subset:
        return list(SUBSET)
    count = HELD_OUT if wish.held_out else WORKING
    return [n for n in range(count) if wish.only in (None, CONDITIONS[n % len(CONDITIONS)])]


def _judged(total: Figures) -> int:
    low = [name for name, least in LEAST_RIGHT.items() if total.right[name] < least * total.wanted[name]]
    if low:
        print(f"too few read right: {', '.join(low)}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
