"""How the web pages hold up when many ask at once.

    python -m bench.office --archive FOLDER [--users 16] [--seconds 60] [--threads 8]

Serves the archive as ``saraban serve`` does and lets so many users go about: each searches for words of letters that
it has seen, types a few letters into the box, opens what was found, looks at its page and at its chain, without a
pause between. Times are from the request to the last byte, as the user waits for it; the machine serves and asks at
the same time.
"""

from __future__ import annotations

import argparse
import html
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Lock, Thread
from urllib.parse import quote, urlsplit

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60


@dataclass
class Tally:
    """Seconds by kind of page, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def note(self, page: str, seconds: float, fault: str | None) -> None:
        with self.lock:
            self.times[page].append(seconds)
            if fault:
                self.faults.append(f"{page}: {fault}")


class User:
    """Somebody with a browser who never rests."""

    def __init__(self, address: str, tally: Tally, seed: int) -> None:
        self.host = urlsplit(address).netloc
        self.tally, self.chance = tally, random.Random(seed)
        self.words = ["หนังสือ"]

    def go_about(self, until: float) -> None:
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        while time.perf_counter() < until:
            word = self.chance.choice(self.words)
            self.get(connection, "suggestions", f"/suggestions?q={quote(word[: self.chance.randint(3, 6)])}")
            found = self.get(connection, "search", f"/?q={quote(word)}")
            self.learn(found)
            letters = re.findall(r'href="(/letters/[^"?#]+)"', found)
            if not letters:
                continue
            letter = self.get(connection, "letter", self.chance.choice(letters))
            self.learn(letter)
            if picture := re.search(r'<img src="([^"]+)"', letter):
                self.get(connection, "picture", html.unescape(picture[1]), binary=True)
            if chain := re.search(r'href="(/chains/[^"]+)"', letter):
                self.get(connection, "chain", html.unescape(chain[1]))
        connection.close()

    def learn(self, page: str) -> None:
        """Remember words of subjects to search for."""
        for subject in re.findall(r'class="subject"[^>]*>([^<]{6,})<', page):
            words = [word for word in html.unescape(subject).split() if re.fullmatch(r"[ก-๎a-zA-Z0-9]+", word)]
            self.words = [*self.words[-40:], *(word[:30] for word in words[:1])]

    def get(self, connection: HTTPConnection, page: str, path: str, *, binary: bool = False) -> str:
        started = time.perf_counter()
        fault = None
        body = b""
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                fault = f"{answer.status} {path}"
        except OSError as problem:
            fault = f"{problem} {path}"
            connection.close()
        self.tally.note(page, time.perf_counter() - started, fault)
        return "" if binary or fault else body.decode()


def show(tally: Tally, seconds: float, console: Console) -> None:
    """Requests, medians, 95th percentiles and the slowest of each page."""
    table = Table()
    for head in ("page", "requests", "median ms", "p95 ms", "slowest ms"):
        table.add_column(head, justify="left" if head == "page" else "right")
    everything = [one for times in tally.times.values() for one in times]
    for name, times in [*sorted(tally.times.items()), ("all", everything)]:
        ordered = sorted(times)
        p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
        figures = (statistics.median(ordered), p95, ordered[-1])
        table.add_row(name, f"{len(times):,}", *(f"{1000 * figure:.0f}" for figure in figures))
    console.print(table)
    console.print(f"{len(everything) / seconds:.0f} requests a second, {len(tally.faults)} faults")
    for fault in tally.faults[:5]:
        console.print(f"  {fault}", markup=False, highlight=False)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the web pages under many users.")
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--users", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--threads", type=int, default=8)
    options = parser.parse_args()
    command = [
        sys.executable,
        str(ROOT / "cli.py"),
        "serve",
        "--archive",
        str(options.archive),
        "--port",
        "0",
    ]
    command += ["--threads", str(options.threads)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as server:
        assert server.stderr is not None
        found = re.search(r"http://\S+", server.stderr.readline())
        if found is None:
            raise SystemExit(server.stderr.read())
        # What is not read fills the pipe, and a server that cannot tell what it has to tell stands still.
        told: deque[str] = deque(maxlen=20)
        Thread(target=told.extend, args=[server.stderr], daemon=True).start()
        warming = Tally()
        User(found.group(), warming, 0).go_about(time.perf_counter() + min(10, options.seconds))
        tally = Tally()
        until = time.perf_counter() + options.seconds
        users = [
            Thread(target=User(found.group(), tally, seed).go_about, args=[until])
            for seed in range(1, options.users + 1)
        ]
        for user in users:
            user.start()
        for user in users:
            user.join()
        server.send_signal(signal.SIGINT)
        console = Console(soft_wrap=True)
        show(tally, options.seconds, console)
        for line in told:
            console.print(f"  server: {line.rstrip()}", markup=False, highlight=False)
        console.print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
