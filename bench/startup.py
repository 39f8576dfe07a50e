"""How long a person waits in a terminal: wall seconds of help, of one search, of importing one letter, from a cold start.

    python -m bench.startup [--runs 15] [--letters 1000] [--engine whoosh]

Each figure is the median of runs that take turns with ``python -c pass``, the peer: the start of the interpreter
itself, which no Python program undercuts. The archive is made of invented letters (``bench.letters``).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.letters import invent, write_letters

ROOT = Path(__file__).resolve().parent.parent
SEARCHES = ("ห้องสมุดประชาชน", "ว ๑๕๐", '"ประหยัดและคุ้มค่า" --year 2564')


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure start-up.")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--engine", default="whoosh")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        letters, archive = Path(scratch, "letters"), Path(scratch, "archive")
        write_letters(letters, options.letters)
        started = time.perf_counter()
        run([*saraban(), "--archive", str(archive), "import", "--engine", options.engine, str(letters)])
        print(f"archive of {options.letters:,} letters, imported in {time.perf_counter() - started:.1f} s")
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, median of {options.runs} runs\n")
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "saraban --help": [*saraban(), "--help"],
        }
        for search in SEARCHES:
            words = search.split(" --year ")
            filters = ["--year", words[1]] if len(words) > 1 else []
            commands[f"saraban search {search}"] = [
                *saraban(),
                "--archive",
                str(archive),
                "search",
                words[0],
                *filters,
            ]
        times = measure(commands, options.runs)
        times["saraban import of one letter more"] = imports(archive, Path(scratch), options.runs)
    peer = statistics.median(times["python -c pass"])
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(
            f"{median:6.3f} s  {median / peer:5.1f} x  (fastest {min(seconds):.3f}, slowest {max(seconds):.3f})  {name}"
        )


def saraban() -> list[str]:
    """The installed command beside this Python, else the module."""
    script = Path(sys.executable).with_name("saraban")
    return [str(script)] if script.exists() else [sys.executable, str(ROOT / "cli.py")]


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, list[float]]:
    """Wall seconds of each command; the commands take turns, so that a busy moment hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            started = time.perf_counter()
            run(command)
            if turn:  # the first turn warms the disk's cache
                times[name].append(time.perf_counter() - started)
    return times


def imports(archive: Path, folder: Path, runs: int) -> list[float]:
    """Wall seconds of commands that import one letter each, a new one every time."""
    times = []
    for turn, letter in enumerate(invent(runs + 1, seed=2)):
        path = folder / f"more-{turn}.txt"
        path.write_text(letter.text, "utf-8")
        started = time.perf_counter()
        run([*saraban(), "--archive", str(archive), "import", str(path)])
        if turn:
            times.append(time.perf_counter() - started)
    return times


def run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command} exits with {done.returncode}: {done.stderr.decode(errors='replace')}")


if __name__ == "__main__":
    main()
