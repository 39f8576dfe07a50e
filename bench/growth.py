"""How an index grows by single updates, each a commit of its own, as a correction or one more letter makes it.

    python -m bench.growth [--letters 5000] [--updates 1000] [--engines whoosh,tantivy] [--kept FOLDER]

Letters chosen by chance are put in again with another status. The size is that of all files of the index after the
last commit; the ratio is that to the size before the first update. While the index is filled, the memory of the process
is told too. ``--kept`` starts from copies of the indexes that ``bench.search_speed --keep FOLDER`` made of as many
letters.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from bench import memory
from bench.corpus import entries
from index import ENGINES, open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Growth:
    """Bytes before the updates, at the most and at the end; files at the most; processor seconds of each update;
    bytes of memory that were the process's own after each commit that filled the index."""

    before: int
    most: int
    after: int
    files: int
    seconds: tuple[float, ...]
    memory: tuple[int, ...]

    @property
    def ratio(self) -> float:
        return self.most / self.before


def measure(name: str, letters: int, updates: int, kept: Path | None = None) -> Growth:
    """What ``updates`` single updates make of an index of ``letters``, a copy of the one in ``kept`` if there is one."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "index"
        held_at: tuple[int, ...] = ()
        if kept:
            shutil.copytree(kept, folder)
        else:
            held_at = tuple(_fill(name, letters, folder))
        before, _ = _size(folder)
        sizes, seconds = [], []
        for number, entry in enumerate(chance.choices(list(entries(letters)), k=updates)):
            started = process_time()
            # An engine a change, as the archive opens it.
            with closing(open_engine(folder, name=name)) as engine:
                engine.add([replace(entry, status=("amended", "cancelled", "in_force")[number % 3])])
                engine.commit()
            seconds.append(process_time() - started)
            sizes.append(_size(folder))
        with closing(open_engine(folder, name=name)) as engine:
            held = sum(1 for _ in engine.ids())
    assert held == letters, f"{held} letters of {letters}"
    most = max(size for size, _ in sizes)
    return Growth(before, most, sizes[-1][0], max(files for _, files in sizes), tuple(seconds), held_at)


def _fill(name: str, letters: int, folder: Path) -> Iterator[int]:
    source = entries(letters)
    with closing(open_engine(folder, create=True, name=name)) as engine:
        while some := list(islice(source, BATCH)):
            engine.add(some)
            engine.commit()
            yield memory.own()


def _size(folder: Path) -> tuple[int, int]:
    found = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(found), len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how an index grows.")
    parser.add_argument("--letters", type=int, default=5000)
    parser.add_argument("--updates", type=int, default=1000)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--kept", type=Path)
    options = parser.parse_args()
    for name in options.engines.split(","):
        kept = options.kept / str(options.letters) / name if options.kept else None
        found = measure(name, options.letters, options.updates, kept)
        print(
            f"{name}: {options.letters:,} letters, {found.before:,} bytes; after {options.updates:,} single updates"
            f" {found.after / found.before:.2f} times that, at most {found.ratio:.2f} times, {found.files} files at most;"
            f" {1000 * median(found.seconds):.0f} ms of processor time an update, {max(found.seconds):.1f} s at most"
        )
        if found.memory:
            first, last = found.memory[0] / 2**20, found.memory[-1] / 2**20
            print(f"  own memory after the first {BATCH:,} letters {first:.0f} MiB, after all {last:.0f} MiB")


if __name__ == "__main__":
    main()
