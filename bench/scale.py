"""What linking costs in a large archive: one letter more, a trace, a re-link of everything.

    python -m bench.scale [--letters 100000] [--keep FOLDER]

The catalogue is filled with an invented net of letters (``bench.network``) through the importer's own recording,
without files and parsing, which are not measured here; it is what an import of the files makes
(``tests/archive/test_archive_scale.py``). The search index holds only what is imported afterwards. ``--keep`` uses
the archive in FOLDER and makes it if it is not there.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from rich.console import Console
from rich.table import Table
from sqlalchemy import delete, func, select, update

from archive import Archive, recording, settling
from archive.catalogue import Catalogue
from archive.layout import Layout
from archive.reading import Reading, part_of
from archive.recording import Batch, File, begin_run, end_run, record
from archive.records import ImportOptions
from archive.relinking import relink, restate
from archive.schema import candidates, index_changes, letters, references
from bench.network import Network, Node
from bench.plans import scans, sent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from archive.tracing import Direction

BATCH = 200
ROOTS = 50
DEPTH = 10
LATER = 10
"""How many letters are imported one by one into the full archive."""


def reading_of(network: Network, node: Node) -> tuple[File, Reading]:
    """The file of an invented letter and what a worker would bring of it."""
    letter = network.letter(node)
    content = letter.text.encode()
    file = File(f"/net/{node.place:06d}.txt", hashlib.sha256(content).hexdigest(), len(content), 0)
    return file, Reading("txt", (part_of(letter.as_json(""), letter.text),))


def fill(catalogue: Catalogue, network: Network, nodes: Iterable[Node]) -> None:
    """Record ``nodes`` as an import would, a batch a transaction. The index learns nothing of them."""
    with catalogue.writing() as connection:
        run = begin_run(connection, ImportOptions())
    batch = Batch()
    for node in nodes:
        batch.read.append((*reading_of(network, node), 0.0))
        if len(batch) >= BATCH:
            _record(catalogue, batch, run)
            batch = Batch()
    _record(catalogue, batch, run)
    with catalogue.writing() as connection:
        connection.execute(delete(index_changes))
        end_run(connection, run, {})


def _record(catalogue: Catalogue, batch: Batch, run: int) -> None:
    with catalogue.writing() as connection:
        record(connection, batch, run, lambda _: None)


@dataclass
class Figures:
    """What was measured, in seconds; ``scans`` are plan steps that read whole tables."""

    size: dict[str, int] = field(default_factory=dict)
    imported: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)
    statements: int = 0
    scans: list[str] = field(default_factory=list)
    traces: dict[str, list[float]] = field(default_factory=dict)
    traced: dict[str, list[int]] = field(default_factory=dict)
    relinked: float = 0.0
    relinked_cpu: float = 0.0
    same: bool = False


def measure(folder: Path, network: Network, spare: Sequence[Node]) -> Figures:
    """All figures of the archive in ``folder``; ``spare`` are letters of the net that it does not hold yet."""
    figures = Figures()
    with Archive.open(folder / "archive") as archive:
        _imports(archive, folder, network, spare[:LATER], figures)
        _traces(archive, network, figures)
    catalogue = Catalogue.open(Layout(folder / "archive").catalogue)
    _plans(catalogue, network, spare[LATER], figures)
    _relink(catalogue, figures)
    catalogue.close()
    return figures


def _imports(
    archive: Archive, folder: Path, network: Network, nodes: Sequence[Node], figures: Figures
) -> None:
    for node in nodes:
        path = folder / f"{node.place:06d}.txt"
        path.write_text(network.text(node), "utf-8")
        with _timed_settling(figures.settled):
            started = time.perf_counter()
            report = archive.import_([path], options=ImportOptions(jobs=1))
            figures.imported.append(time.perf_counter() - started)
        assert report.letters == 1, report


@contextmanager
def _timed_settling(times: list[float]) -> Iterator[None]:
    def timed(connection: Connection, identities: Iterable[str]) -> settling.Settled:
        started = time.perf_counter()
        try:
            return settling.settle(connection, identities)
        finally:
            times.append(time.perf_counter() - started)

    with patch.object(recording, "settle", timed):
        yield


def _traces(archive: Archive, network: Network, figures: Figures) -> None:
    held = list(network)
    roots = [f"{node.number} {node.day.isoformat()}" for node in held[:: max(1, len(held) // ROOTS)][:ROOTS]]
    ids = [archive.letter(name).id for name in roots]
    directions: tuple[Direction, ...] = ("cites", "cited-by", "both")
    for direction in directions:
        times, sizes = [], []
        for warm in (False, True):
            for root in ids:
                started = time.perf_counter()
                trace = archive.trace(root, direction=direction, depth=DEPTH)
                if warm:
                    times.append(time.perf_counter() - started)
                    sizes.append(len(trace.letters))
        figures.traces[direction], figures.traced[direction] = times, sizes


def _plans(catalogue: Catalogue, network: Network, node: Node, figures: Figures) -> None:
    """What recording one letter sends, and how SQLite would go about each statement."""
    batch = Batch(read=[(*reading_of(network, node), 0.0)])
    with catalogue.writing() as connection:
        run = begin_run(connection, ImportOptions())
        with sent(connection) as statements:
            record(connection, batch, run, lambda _: None)
        figures.statements = len(statements)
        figures.scans = scans(connection, statements)


def _relink(catalogue: Catalogue, figures: Figures) -> None:
    """Forget all links, find them again, and see that they are the same."""
    with catalogue.writing() as connection:
        figures.size = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (letters, references, candidates)
        }
        linked = select(references.c.key, references.c.state, references.c.target)
        before = connection.execute(linked).all()
        connection.execute(update(references).values(state="missing", target=None, score=0.0, reason=""))
        connection.execute(delete(candidates))
        keys = list(connection.execute(select(references.c.key)).scalars())
        started, cpu = time.perf_counter(), time.process_time()
        relink(connection, keys)
        restate(connection, connection.execute(select(letters.c.key)).scalars())
        figures.relinked, figures.relinked_cpu = time.perf_counter() - started, time.process_time() - cpu
        figures.same = before == connection.execute(linked).all()


def show(figures: Figures, console: Console) -> None:
    """The figures as a table."""
    size = ", ".join(f"{count:,} {name}" for name, count in figures.size.items())
    table = Table(title=f"{size} · {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for title in ("", "median", "p95", "most"):
        table.add_column(title, justify="left" if not title else "right")
    rows = {"import of one letter file, all": figures.imported, "… of which linking": figures.settled}
    rows |= {
        f"trace {direction} to depth {DEPTH}, warm ({statistics.median(figures.traced[direction]):.0f} letters)": times
        for direction, times in figures.traces.items()
    }
    for name, times in rows.items():
        p95 = sorted(times)[max(0, round(0.95 * len(times)) - 1)]
        table.add_row(
            name, *(f"{1000 * each:,.1f} ms" for each in (statistics.median(times), p95, max(times)))
        )
    table.add_row(
        "re-link of all references", f"{figures.relinked:.1f} s", f"{figures.relinked_cpu:.1f} s CPU", ""
    )
    console.print(table)
    console.print("the same links as before" if figures.same else "OTHER LINKS THAN BEFORE")
    console.print(
        f"one letter more: {figures.statements} statements, {len(figures.scans)} scans of whole tables"
    )
    for scan in figures.scans:
        console.print(f"  {scan}", markup=False, highlight=False)


def build(folder: Path, network: Network, nodes: Sequence[Node], console: Console) -> None:
    """An archive of ``nodes`` in ``folder``, unless there is one."""
    layout = Layout(folder / "archive")
    if layout.exists():
        return
    with Archive.open(layout.root, create=True) as archive:
        archive.import_([])
    started = time.perf_counter()
    catalogue = Catalogue.open(layout.catalogue)
    fill(catalogue, network, nodes)
    catalogue.close()
    taken = time.perf_counter() - started
    console.print(
        f"{len(nodes):,} letters recorded in {taken:.0f} s, {1000 * taken / len(nodes):.1f} ms a letter"
    )


def held(folder: Path) -> int:
    """How many letters the archive in ``folder`` holds."""
    with Archive.open(folder / "archive") as archive:
        return archive.stats().letters


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure linking in a large archive.")
    parser.add_argument("--letters", type=int, default=100_000)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    console = Console(soft_wrap=True)
    network = Network(options.letters)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        nodes = list(network)
        build(folder, network, nodes, console)
        # What is only cited so far comes later: it brings links to letters that are there already.
        absent = [node for node in network.nodes if not node.filed][held(folder) - len(nodes) :]
        show(measure(folder, network, absent), console)


if __name__ == "__main__":
    main()
