"""How long a person waits in a terminal: wall seconds of help, of one search, of importing one letter, from a cold start.

    python -m bench.startup [--runs 15] [--letters 1000] [--engine whoosh]
    python -m bench.startup [--runs 15] --archive FOLDER

Each figure is the median of runs that take turns with ``python -c pass``, the peer: the start of the interpreter
itself, which no Python program undercuts. The archive is made of invented letters (``bench.letters``), unless a
large one is named that another bench kept: it gets some letters more. Processor seconds are those of the command
without its workers; they say more than wall seconds where other work runs on the machine.
"""

from __future__ import annotations

import argparse
import os
import resource
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.letters import invent, write_letters

ROOT = Path(__file__).resolve().parent.parent
SEARCHES = ("ห้องสมุดประชาชน", "ว ๑๕๐", '"ประหยัดและคุ้มค่า" --year 2564')


@dataclass
class Taken:
    """Wall and processor seconds of the runs of a command."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def note(self, command: list[str], *, count: bool = True) -> None:
        """Run ``command``, and ``count`` what it took."""
        started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        run(command)
        wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        if count:
            self.wall.append(wall)
            self.cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure start-up.")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--engine", default="whoosh")
    parser.add_argument("--archive", type=Path, help="an archive that is there; it gets some letters more")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        archive = options.archive or make(Path(scratch), options.letters, options.engine)
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}")
        taken = measure(commands(archive), options.runs)
        seed = secrets.randbits(32) if options.archive else 2
        taken["saraban import of one letter more"] = imports(archive, Path(scratch), options.runs, seed)
    peer = statistics.median(taken["python -c pass"].wall)
    print(f"median of {options.runs} runs")
    for name, each in taken.items():
        median = statistics.median(each.wall)
        print(
            f"{median:6.3f} s  {median / peer:5.1f} x  (fastest {min(each.wall):.3f}, slowest {max(each.wall):.3f};"
            f" processor {statistics.median(each.cpu):.3f})  {name}"
        )


def make(folder: Path, letters: int, engine: str) -> Path:
    """An archive of so many invented letters."""
    write_letters(folder / "letters", letters)
    started = time.perf_counter()
    archive = folder / "archive"
    run([*saraban(), "--archive", str(archive), "import", "--engine", engine, str(folder / "letters")])
    print(f"archive of {letters:,} letters, imported in {time.perf_counter() - started:.1f} s")
    return archive


def commands(archive: Path) -> dict[str, list[str]]:
    """What is run, by the name it is told under."""
    found = {"python -c pass": [sys.executable, "-c", "pass"], "saraban --help": [*saraban(), "--help"]}
    for search in SEARCHES:
        words = search.split(" --year ")
        filters = ["--year", words[1]] if len(words) > 1 else []
        command = [*saraban(), "--archive", str(archive), "search", words[0], *filters]
        found[f"saraban search {search}"] = command
    return found


def saraban() -> list[str]:
    """The installed command beside this Python, else the module."""
    script = Path(sys.executable).with_name("saraban")
    return [str(script)] if script.exists() else [sys.executable, str(ROOT / "cli.py")]


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, Taken]:
    """What each command takes; the commands take turns, so that a busy moment hits all alike."""
    taken = {name: Taken() for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            taken[name].note(command, count=bool(turn))  # the first turn warms the disk's cache
    return taken


def imports(archive: Path, folder: Path, runs: int, seed: int) -> Taken:
    """What commands take that import one letter each, a new one every time."""
    taken = Taken()
    for turn, letter in enumerate(invent(runs + 1, seed=seed)):
        path = folder / f"more-{turn}.txt"
        path.write_text(letter.text, "utf-8")
        taken.note([*saraban(), "--archive", str(archive), "import", str(path)], count=bool(turn))
    return taken


def run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command} exits with {done.returncode}: {done.stderr.decode(errors='replace')}")


if __name__ == "__main__":
    main()
