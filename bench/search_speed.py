"""How long searches take: ours on both engines, and beside them stock Whoosh, SQLite FTS5 and bare tantivy.

    python -m bench.search_speed [--letters 20000,100000] [--engines whoosh,tantivy,stock,fts5,bare] [--keep FOLDER]

All engines get the same letters (``bench.corpus``), cut into words once, in one run. A search of ours is what
``Archive.search`` does: the query is parsed, letters are matched, ranked and counted by year, kind, sender, status
and secrecy, and ten come with snippets. Each search runs ``RUNS`` times after a first one, and its middle time
counts: processor milliseconds, so that other work on the machine hardly matters, and wall milliseconds beside. The
first one is told too: it finds nothing of its words remembered, only what other searches before it asked for.
Best hits of both engines are compared: how many of the ten are the same, and how many are the same or as good by
the score of the embedded engine (within 2 %), since many letters answer alike.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import fmean, median, quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from bench.corpus import entries
from bench.search_peers import BareTantivy, Fts5, StockWhoosh
from bench.search_queries import Asked, asked_of
from index import documents, open_engine, parse_query

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.search_peers import Peer
    from index import Engine, Entry, Results
    from index.documents import Document

BATCH = 2000
RUNS = 3
PAGE = 10
AS_GOOD = 0.98
OURS = ("whoosh", "tantivy")
PEERS: dict[str, Callable[[Path], Peer]] = {"stock": StockWhoosh, "fts5": Fts5, "bare": BareTantivy}


@dataclass
class Timed:
    """Milliseconds of each search of a kind; ``first`` of the processor, when it was asked for the first time."""

    first: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)
    wall: dict[str, list[float]] = field(default_factory=dict)
    built: float = 0.0
    size: int = 0

    def note(self, kind: str, first: float, cpu: float, wall: float) -> None:
        self.first.setdefault(kind, []).append(first)
        self.cpu.setdefault(kind, []).append(cpu)
        self.wall.setdefault(kind, []).append(wall)

    @property
    def whole(self) -> float:
        """Processor milliseconds of all searches."""
        return sum(map(sum, self.cpu.values()))


def fill(count: int, names: Sequence[str], folder: Path, console: Console) -> None:
    """Put ``count`` letters into those engines that are not filled in ``folder``, and note what each took."""
    names = [name for name in names if not (folder / f"{name}.json").exists()]
    if not names:
        return
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)
    ours = {name: open_engine(folder / name, create=True, name=name) for name in names if name in OURS}
    peers = {name: PEERS[name](folder / name) for name in names if name in PEERS}
    spent = dict.fromkeys(["cutting", *names], 0.0)

    def timed(name: str, work: Callable[[], object]) -> None:
        started = process_time()
        work()
        spent[name] += process_time() - started

    source = entries(count)
    while some := list(islice(source, BATCH)):
        made: dict[str, Document] = {}

        def cut(some: list[Entry] = some, made: dict[str, Document] = made) -> None:
            made.update((entry.id, documents.document(entry)) for entry in some)

        timed("cutting", cut)
        with patch.object(documents, "document", lambda entry, made=made: made[entry.id]):
            for name, engine in ours.items():
                timed(name, lambda engine=engine, some=some: (engine.add(some), engine.commit()))  # type: ignore[misc]
        for name, peer in peers.items():
            timed(name, lambda peer=peer, made=made: peer.add(list(made.values())))  # type: ignore[misc]
        console.print(f"  {int(some[-1].id, 16):,} letters, load {os.getloadavg()[0]:.1f}", highlight=False)
    for engine in ours.values():
        engine.close()
    for peer in peers.values():
        peer.close()
    for name in names:
        told = {"cutting": spent["cutting"] / count * 1000, "writing": spent[name] / count * 1000}
        (folder / f"{name}.json").write_text(json.dumps(told))


def measure(search: Callable[[Asked], object], asked: Sequence[Asked]) -> Timed:
    """The times of all searches."""
    timed = Timed()
    for one in asked:
        runs = []
        for _ in range(1 + RUNS):
            wall, cpu = perf_counter(), process_time()
            search(one)
            runs.append(((process_time() - cpu) * 1000, (perf_counter() - wall) * 1000))
        (first, _), *others = runs
        timed.note(one.kind, first, median(cpu for cpu, _ in others), median(wall for _, wall in others))
    return timed


def searcher(engine: Engine) -> Callable[[Asked], Results]:
    """A search of ours as an archive does it."""
    return lambda asked: engine.search(
        parse_query(asked.typed, **_filters(asked)), sort=asked.sort, limit=PAGE
    )


def _filters(asked: Asked) -> dict[str, str]:
    # Those of the other kinds are typed; the peers take them from here.
    return {} if asked.typed else asked.filters


def overlap(one: Engine, other: Engine, asked: Sequence[Asked]) -> dict[str, tuple[float, float, bool]]:
    """By kind: the share of the best ten that both have, the share as good, and whether totals and counts agree."""
    found: dict[str, list[tuple[float, float, bool]]] = {}
    for each in asked:
        if each.sort != "relevance" or not each.typed:
            continue
        query = parse_query(each.typed)
        held = one.search(query, limit=1000)
        best, theirs = held.hits[:PAGE], other.search(query, limit=PAGE)
        if not best:
            continue
        scores = {hit.id: hit.score for hit in held.hits}
        ids = [hit.id for hit in theirs.hits]
        same = len({hit.id for hit in best} & set(ids)) / len(best)
        good = sum(scores.get(id_, 0.0) >= best[-1].score * AS_GOOD for id_ in ids) / len(best)
        alike = held.total == theirs.total and held.facets == theirs.facets
        found.setdefault(each.kind, []).append((same, good, alike))
    return {
        kind: (fmean(row[0] for row in rows), fmean(row[1] for row in rows), all(row[2] for row in rows))
        for kind, rows in found.items()
    }


def show(timed: dict[str, Timed], asked: Sequence[Asked], console: Console, title: str) -> None:
    """Median and 95th percentile of each kind and engine."""
    for what, times in (("processor", "cpu"), ("wall", "wall"), ("the first time, processor", "first")):
        table = Table(title=f"{title}: {what} ms, median · p95")
        table.add_column("")
        for name in timed:
            table.add_column(name, justify="right")
        for kind in dict.fromkeys(each.kind for each in asked):
            row = [getattr(each, times)[kind] for each in timed.values()]
            table.add_row(kind, *(f"{median(one):.2f} · {_p95(one):.2f}" for one in row))
        whole = [
            [value for some in getattr(each, times).values() for value in some] for each in timed.values()
        ]
        table.add_row("all", *(f"{median(one):.2f} · {_p95(one):.2f}" for one in whole))
        table.add_row("sum", *(f"{sum(one):,.0f}" for one in whole))
        console.print(table)


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


def run(count: int, names: Sequence[str], folder: Path, console: Console) -> None:
    """Fill, search and compare with ``count`` letters."""
    folder.mkdir(parents=True, exist_ok=True)
    console.print(f"{count:,} letters; load {os.getloadavg()[0]:.1f}")
    fill(count, names, folder, console)
    for name in names:
        told = json.loads((folder / f"{name}.json").read_text())
        size = sum(path.stat().st_size for path in (folder / name).rglob("*") if path.is_file())
        console.print(
            f"  {name}: {told['writing']:.2f} ms of processor time a letter to write, after {told['cutting']:.2f} ms"
            f" to cut it into words; {size / count:,.0f} bytes a letter",
            highlight=False,
        )
    ours = {name: open_engine(folder / name, name=name) for name in names if name in OURS}
    for engine in ours.values():
        engine.search(parse_query(""))  # what opening costs is not told here
    peers = [PEERS[name](folder / name) for name in names if name in PEERS]
    if "stock" in names:
        peers.append(StockWhoosh(folder / "stock", snippets=False))
    if "bare" in names:
        peers.append(BareTantivy(folder / "bare", counts=False))
    asked = asked_of(entries(count))
    timed = {f"ours on {name}": measure(searcher(engine), asked) for name, engine in ours.items()}
    timed |= {peer.name: measure(peer.search, asked) for peer in peers}
    show(timed, asked, console, f"{count:,} letters, {len(asked)} searches")
    _ratios(timed, console)
    if len(ours) == len(OURS):
        for kind, (same, good, alike) in overlap(ours["whoosh"], ours["tantivy"], asked).items():
            console.print(
                f"  best ten of both engines, {kind}: {same:.0%} the same, {good:.0%} as good;"
                f" totals and counts {'equal' if alike else 'DIFFER'}",
                highlight=False,
            )
    console.print(f"load at the end {os.getloadavg()[0]:.1f}\n")
    for engine in ours.values():
        engine.close()
    for peer in peers:
        peer.close()


def _ratios(timed: dict[str, Timed], console: Console) -> None:
    """Whole sets against each other."""
    for ours, peer in (
        ("ours on whoosh", "stock Whoosh"),
        ("ours on whoosh", "… no highlights"),
        ("ours on tantivy", "bare tantivy"),
        ("ours on tantivy", "… without counts"),
    ):
        if ours in timed and peer in timed:
            console.print(
                f"{ours} takes {timed[ours].whole / timed[peer].whole:.2f} times what {peer} takes, over all searches"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure searches.")
    parser.add_argument("--letters", default="20000,100000")
    parser.add_argument("--engines", default=",".join((*OURS, *PEERS)))
    parser.add_argument("--keep", type=Path, help="where the engines are filled, and used again")
    options = parser.parse_args()
    console = Console(soft_wrap=True, width=200)
    console.print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for count in map(int, options.letters.split(",")):
        with tempfile.TemporaryDirectory() as scratch:
            run(count, options.engines.split(","), (options.keep or Path(scratch)) / str(count), console)


if __name__ == "__main__":
    main()
