"""Good files of every format with bytes changed at random, through the readers and the parser.

    python -m bench.fuzz [--runs 10000] [--seed 1] [--jobs 2] [--save FOLDER]

Each run takes a good file, changes it (bits, bytes cut out, repeated, moved, numbers made extreme, pieces of other
files put in; of zip files also what is inside, packed anew) and reads it in a guarded worker, without OCR. It must end
with letters that can be stored, with a fault of a known code, or at a limit of time or memory. Anything else is a
finding: the bytes are saved and the exit code is 1. A reader's library that brings its process down (``crashed``)
costs that file alone and is saved too.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import struct
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unittest.mock import patch

from PIL import Image
from rich.console import Console
from rich.table import Table

from archive import workers
from archive.reading import Sum, part_of
from parsers import parse, unpack
from parsers.errors import SarabanError
from parsers.readers import read_document
from parsers.scanning import checked
from tests.bad.letters import spoilt
from tests.bad.pdfs import outline_loop
from tests.readers import office_files as office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KNOWN: Final = frozenset((
    "damaged", "empty-file", "encrypted", "format-not-supported", "needs-ocr", "no-text-found", "not-text",
    "ocr-not-wanted", "page-unreadable", "too-deep", "too-large",
))  # fmt: skip
"""What a file may end with."""
LIMITS: Final = ("timed-out", "out-of-memory")
SECONDS: Final = 30.0
_FILES: Final = Path(__file__).resolve().parents[1] / "tests/readers/files"
_EXTREMES: Final = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_NUMBERS: Final = (b"0", b"-1", b"65536", b"2147483647", b"-2147483648", b"99999999999999999999", b"1e999")


@dataclass(frozen=True, slots=True)
class Run:
    """One changed file; the same bytes whenever it is made."""

    kind: str
    number: int
    seed: int


@dataclass(slots=True)
class Tally:
    """What the runs of one format ended with."""

    ends: Counter[str] = field(default_factory=Counter)
    findings: list[tuple[Run, str]] = field(default_factory=list)
    crashes: list[Run] = field(default_factory=list)
    seconds: float = 0.0


@cache
def good_files() -> dict[str, tuple[bytes, ...]]:
    """Good files by format."""
    text = spoilt("fuzz")
    with tempfile.TemporaryDirectory() as folder:
        docx = office.docx(Path(folder, "letter.docx"), text).read_bytes()
    odt, rich = office.odt(office.odt_xml(office.odt_lines(text))), _FILES / "rich.odt"
    whole = (
        _FILES / name for name in ("letter1-word.pdf", "letter1-libreoffice.pdf", "letter2-chromium.pdf")
    )
    inside = {"หนังสือ.txt": text.encode(), "ใน/จดหมาย.docx": docx}
    return {
        "txt": (text.encode(), text.encode("cp874"), text.encode("utf-16"), text.encode("utf-16-le")),
        "docx": (docx,),
        "odt": (odt, rich.read_bytes()),
        "fodt": (office.odt_xml(office.odt_lines(text), root="document"),),
        "rtf": (office.rtf(text), office.rtf(text, "codepage"), (_FILES / "rich.rtf").read_bytes()),
        "html": (office.web_page(text, "tis-620", "cp874"), (_FILES / "rich.html").read_bytes()),
        "doc": (
            office.word97([(text.replace("\n", "\r"), "utf-16-le")]),
            office.word95(text),
            (_FILES / "rich.doc").read_bytes(),
        ),
        "msg": (office.outlook(text, inside), office.outlook(text, {"ใน": office.message_tree(text)})),
        "eml": (office.mail(text, inside), office.mail(text, charset="tis-620")),
        "zip": (office.zipped(inside), office.zipped({"a.zip": office.zipped(inside)})),
        "pdf": (*(path.read_bytes() for path in whole), outline_loop()),
        "picture": tuple(_pictures()),
    }


def _pictures() -> Iterator[bytes]:
    picture = Image.linear_gradient("L").resize((120, 170))
    for name in ("PNG", "JPEG", "TIFF", "BMP", "WEBP"):
        out = io.BytesIO()
        picture.save(out, name)
        yield out.getvalue()


def changed(run: Run) -> bytes:
    """The bytes of a run."""
    chance = random.Random(f"{run.seed} {run.kind} {run.number}")
    files = good_files()
    data = chance.choice(files[run.kind])
    if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.7:
        return _repacked(data, chance)
    return _changed(data, chance, chance.choice(files[chance.choice(list(files))]))


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """A zip file with one member changed, and sound as a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        spoilt_name = chance.choice(names)
        for name in names:
            content = old.read(name)
            method = zipfile.ZIP_STORED if name == "mimetype" else None
            content = (
                _changed(content, chance, old.read(chance.choice(names))) if name == spoilt_name else content
            )
            new.writestr(name, content, method)
    return out.getvalue()


def _changed(data: bytes, chance: random.Random, other: bytes) -> bytes:
    changing = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8, 30))):
        if not changing:
            break
        chance.choice(_CHANGES)(changing, chance, other)
    return bytes(changing)


def _flip(data: bytearray, chance: random.Random, _: bytes) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _stretch(data: bytearray, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.choice((1, 2, 4, 16, 100, 1000)))


def _delete(data: bytearray, chance: random.Random, _: bytes) -> None:
    start, end = _stretch(data, chance)
    del data[start:end]


def _repeat(data: bytearray, chance: random.Random, _: bytes) -> None:
    start, end = _stretch(data, chance)
    data[start:start] = data[start:end] * chance.choice((1, 1, 2, 50, 1000))


def _move(data: bytearray, chance: random.Random, _: bytes) -> None:
    start, end = _stretch(data, chance)
    piece = data[start:end]
    del data[start:end]
    at = chance.randrange(len(data) + 1)
    data[at:at] = piece


def _splice(data: bytearray, chance: random.Random, other: bytes) -> None:
    start, at = chance.randrange(len(other) or 1), chance.randrange(len(data))
    piece = other[start : start + chance.choice((4, 50, 500, 5000))]
    data[at : at + (len(piece) if chance.random() < 0.5 else 0)] = piece


def _cut(data: bytearray, chance: random.Random, _: bytes) -> None:
    del data[chance.randrange(len(data)) :]


def _extreme(data: bytearray, chance: random.Random, _: bytes) -> None:
    """A binary number of one, two or four bytes made extreme."""
    width = chance.choice((1, 2, 4))
    at = chance.randrange(len(data))
    value = chance.choice(_EXTREMES) & ((1 << 8 * width) - 1)
    data[at : at + width] = struct.pack("<I", value)[:width]


def _figure(data: bytearray, chance: random.Random, _: bytes) -> None:
    """A number in figures made extreme."""
    start = at = chance.randrange(len(data))
    while at < len(data) and not 0x30 <= data[at] <= 0x39 and at - start < 2000:
        at += 1
    end = at
    while end < len(data) and 0x30 <= data[end] <= 0x39:
        end += 1
    data[at:end] = chance.choice(_NUMBERS)


def _odd(data: bytearray, chance: random.Random, _: bytes) -> None:
    """Bytes that mean something: NUL, a lone surrogate, marks of order, controls, ends."""
    odd = (
        b"\0",
        b"\xed\xa0\x80",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x1a",
        b"\f" * 50,
        b"\r",
        b"%",
        b"&#xD800;",
        b"\\u-10240 ",
    )
    at = chance.randrange(len(data))
    data[at:at] = chance.choice(odd)


_CHANGES: Final[tuple[Callable[[bytearray, random.Random, bytes], None], ...]] = (
    _flip, _flip, _delete, _repeat, _move, _splice, _cut, _extreme, _extreme, _figure, _odd,
)  # fmt: skip


def read_changed(run: Run) -> str:
    """Read the file of a run; what it ended with. Anything unforeseen is raised."""
    with tempfile.TemporaryDirectory(prefix="saraban-fuzz-") as folder:
        path = Path(folder, "changed")
        path.write_bytes(changed(run))
        try:
            document = read_document(path)
            if document.ocr_pages:
                document = checked(document, wish="never")
            for letter in parse(document) if document.pages else ():
                part = part_of(letter.as_json(""), letter.text)
                json.dumps(
                    [part.contract, part.text], ensure_ascii=False
                ).encode()  # as the catalogue stores it
            if document.members:
                _take_out(path)
        except SarabanError as fault:
            if fault.code not in KNOWN:
                raise
            return fault.code
    return "read"


def _take_out(path: Path) -> None:
    with unpack(path) as container:
        for member in container.members:
            member.name.encode()
            if member.fault is None:
                try:
                    container.extract(member.name, Sum())
                except SarabanError as fault:
                    if fault.code not in KNOWN:
                        raise


def told(run: Run) -> str:
    """What a worker hands back: the end, or the trace of what was not foreseen."""
    try:
        # What another program makes of a broken .doc is that program's matter, and takes seconds.
        with patch("parsers.readers.word97_helpers.text_by_program", return_value=None):
            return read_changed(run)
    except MemoryError:
        return "out-of-memory"
    except Exception:
        return f"!{traceback.format_exc()}"


def fuzz(runs: int, seed: int, jobs: int | None = None, save: Path | None = None) -> dict[str, Tally]:
    """Do ``runs`` runs, spread over the formats; what came of each format's."""
    kinds = list(good_files())
    tallies = {kind: Tally() for kind in kinds}
    items = (Run(kinds[number % len(kinds)], number // len(kinds), seed) for number in range(runs))
    for outcome in workers.run(told, items, jobs=jobs, timeout=SECONDS):
        run, tally = outcome.item, tallies[outcome.item.kind]
        tally.seconds += outcome.seconds
        end = outcome.value if outcome.state == "ok" and outcome.value else outcome.state
        if end.startswith("!") or end == "failed":
            tally.findings.append((run, end if end != "failed" else f"!{outcome.fault!r}"))
            tally.ends["finding"] += 1
        else:
            tally.ends[end] += 1
        if end == "crashed":
            tally.crashes.append(run)
        if save is not None and (end.startswith("!") or end in ("failed", "crashed", *LIMITS)):
            save.mkdir(parents=True, exist_ok=True)
            (save / f"{run.kind}-{run.seed}-{run.number}").write_bytes(changed(run))
    return tallies


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    started = time.monotonic()
    tallies = fuzz(options.runs, options.seed, options.jobs, options.save)
    table = Table("format", "runs", "read", "refused", "limit", "crashed", "findings", "ms a run")
    for kind, tally in tallies.items():
        limits = sum(tally.ends[name] for name in LIMITS)
        refused = sum(count for end, count in tally.ends.items() if end in KNOWN)
        figures = (
            tally.ends.total(),
            tally.ends["read"],
            refused,
            limits,
            tally.ends["crashed"],
            len(tally.findings),
        )
        table.add_row(kind, *map(str, figures), f"{1000 * tally.seconds / max(1, tally.ends.total()):.0f}")
    console = Console()
    console.print(table)
    codes = sum((tally.ends for tally in tallies.values()), Counter[str]())
    console.print(", ".join(f"{end} {count}" for end, count in codes.most_common()))
    console.print(f"{options.runs} runs, seed {options.seed}, {time.monotonic() - started:.0f} s")
    findings = [finding for tally in tallies.values() for finding in tally.findings]
    for run, trace in findings[:20]:
        console.print(
            f"{run.kind}-{run.seed}-{run.number}: {' | '.join(trace[1:].strip().splitlines()[-5:])}",
            markup=False,
        )
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
