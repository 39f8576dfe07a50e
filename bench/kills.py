"""Kills imports with -9 at random moments, lets the next import go on, and compares with one that was left in peace.

    python -m bench.kills [--kills 60] [--letters 40] [--seed 1]

Killed are the importing process at any moment; the same inside a transaction of the catalogue, while letters are
linked, and while the index is committed (a clock that starts when such work begins); and workers. What was killed is
killed again or left to finish. Then the sorted export must equal that of an import that nobody disturbed, the index
must hold what the catalogue holds, and ``doctor`` must find nothing. Needs Linux.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.table import Table

from archive import Archive, importing
from archive.walking import shown
from bench.letters import write_letters

if TYPE_CHECKING:
    from collections.abc import Callable

BATCH: Final = 6
"""Files a transaction: many transactions in a small import."""
SEAMS: Final = {
    "transaction": "archive.importing.record",
    "linking": "archive.settling.relink",
    "index commit": "index.whoosh_engine.WhooshEngine.commit",
}
_ROOT: Final = Path(__file__).resolve().parents[1]


@dataclass(slots=True)
class Peace:
    """An import that nobody disturbed: what it exports, its seconds, and how often and how long each seam runs."""

    export: list[str]
    failed: dict[str, str]
    seconds: float
    calls: dict[str, list[float]]


@dataclass(slots=True)
class Tally:
    """What became of the kills."""

    kills: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    finished: int = 0
    wrong: list[str] = field(default_factory=list)


def make_folder(folder: Path, letters: int, seed: int) -> None:
    """Letters that cite each other, some in a zip file and an e-mail, a copy, a note, a broken file."""
    paths = write_letters(folder, letters, seed)
    with zipfile.ZipFile(folder / "รวม.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for path in paths[:3]:
            packed.write(path, path.name)
            path.unlink()
    message = EmailMessage()
    message["From"], message["Message-ID"] = "office@example.go.th", "<1@example.go.th>"
    message.set_content("ขอส่งหนังสือตามที่แนบ")
    for path in paths[3:6]:
        message.add_attachment(path.read_bytes(), maintype="text", subtype="plain", filename=path.name)
        path.unlink()
    (folder / "จดหมาย.eml").write_bytes(message.as_bytes())
    (folder / "สำเนา.txt").write_bytes(paths[6].read_bytes())
    (folder / "บันทึก.txt").write_text("รายการซื้อของ\nดินสอ 2 แท่ง\n", "utf-8")
    (folder / "เสีย.docx").write_bytes(b"PK\x03\x04 broken")


def in_peace(folder: Path, archive: Path) -> Peace:
    """Import ``folder`` in a process of its own, with a clock on each seam."""
    started = time.monotonic()
    done = subprocess.run(
        _command(archive, folder, "clock"), env=_environment(), capture_output=True, check=True
    )
    calls = json.loads(done.stdout)
    seconds = time.monotonic() - started
    export, failed, faults = examine(archive)
    if faults:
        raise RuntimeError(f"an import in peace is not sound: {faults}")
    return Peace(export, failed, seconds, calls)


def examine(path: Path) -> tuple[list[str], dict[str, str], list[str]]:
    """The sorted export, the failures, and what is wrong with index and archive."""
    wrong = []
    with Archive.open(path) as archive:
        rows = list(archive.export())
        found = {hit.id: hit.status for hit in archive.search("", limit=100_000).hits}
        if found != {row["id"]: row["status"] for row in rows}:
            wrong.append("the index is not what the catalogue holds")
        failed = {failure.path: failure.code for failure in archive.failures()}
    wrong += [f"doctor: {finding.code}" for finding in Archive.doctor(path).findings]
    return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows), failed, wrong


def kill(
    count: int, letters: int, seed: int, root: Path, tell: Callable[[str], None] = lambda _: None
) -> Tally:
    """Kill imports ``count`` times in folder ``root``."""
    chance, tally = random.Random(seed), Tally()
    folder = root / "แฟ้ม"
    folder.mkdir()
    make_folder(folder, letters, seed)
    peace = in_peace(folder, root / "peace")
    ways = ["moment", *SEAMS, "worker"]
    archive, fresh = root / "0", 0
    while tally.kills.total() < count:
        way = ways[tally.kills.total() % len(ways)]
        killed = _attempt(way, archive, folder, peace, chance)
        (tally.kills if killed else tally.missed)[way] += 1
        if killed and way != "worker" and chance.random() < 0.4:
            continue
        if killed and archive.joinpath("saraban.json").exists() and chance.random() < 0.5:
            with Archive.open(archive) as opened:  # a search mends what it can
                opened.search("ขอให้")
        subprocess.run(_command(archive, folder, "none"), env=_environment(), capture_output=True, check=True)
        export, failed, wrong = examine(archive)
        if export != peace.export:
            wrong.append("the export differs")
        if failed != peace.failed:
            wrong.append(f"failures differ: {failed}")
        tally.wrong += [f"{archive.name}, after {way}: {each}" for each in wrong]
        tally.finished += 1
        tell(f"{tally.kills.total()} kills, {tally.finished} finished, {len(tally.wrong)} wrong")
        fresh += 1
        archive = root / str(fresh)
    return tally


def _attempt(way: str, archive: Path, folder: Path, peace: Peace, chance: random.Random) -> bool:
    """Begin or go on with an import and kill it; whether there was something to kill."""
    if way in SEAMS:
        clocked = peace.calls[way]
        number = chance.randrange(len(clocked))
        delay = chance.random() * clocked[number]
        command = _command(archive, folder, way, str(number), str(delay))
        with subprocess.Popen(
            command, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as run:
            return run.wait(300) == -signal.SIGKILL
    command = _command(archive, folder, "none")
    with subprocess.Popen(
        command, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        try:
            run.wait(chance.random() * peace.seconds)
        except subprocess.TimeoutExpired:
            if way == "worker":
                return _kill_a_worker(run, chance)
            run.kill()
        return run.wait(300) == -signal.SIGKILL


def _kill_a_worker(run: subprocess.Popen[bytes], chance: random.Random) -> bool:
    """Kill one worker of a running import, as soon as there is one, and let the import go on."""
    while run.poll() is None:
        workers = [worker for server in _children(run.pid) for worker in _children(server)]
        if workers:
            time.sleep(chance.random() * 0.2)
            try:
                os.kill(chance.choice(workers), signal.SIGKILL)
            except ProcessLookupError:
                continue
            return run.wait(300) == 0
        time.sleep(0.01)
    return False


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def _command(archive: Path, folder: Path, *how: str) -> list[str]:
    return [sys.executable, "-X", "utf8", "-m", "bench.kills", "--child", str(archive), str(folder), *how]


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(_ROOT)}


def child(archive: Path, folder: Path, way: str, number: str = "0", delay: str = "0") -> None:
    """The import that is killed; it kills itself inside a seam, or tells how long its seams take (``clock``)."""
    importing.BATCH = BATCH  # type: ignore[misc]
    calls: dict[str, list[float]] = {name: [] for name in SEAMS}
    for name, place in SEAMS.items():
        if way in (name, "clock"):
            _wrap(place, calls[name], int(number) if way == name else None, float(delay))
    with Archive.open(archive, create=True) as opened:
        opened.import_([folder])
    print(json.dumps(calls))


def _wrap(place: str, seconds: list[float], deadly: int | None, delay: float) -> None:
    holder, _, name = place.rpartition(".")
    owner: Any = resolve_name(holder)
    real = getattr(owner, name)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if deadly == len(seconds):
            threading.Timer(delay, os.kill, (os.getpid(), signal.SIGKILL)).start()
        started = time.monotonic()
        try:
            return real(*args, **kwargs)
        finally:
            seconds.append(time.monotonic() - started)

    setattr(owner, name, wrapped)


def main() -> int:
    if "--child" in sys.argv:
        at = sys.argv.index("--child")
        archive, folder, *how = sys.argv[at + 1 :]
        child(Path(archive), Path(folder), *how)
        return 0
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--letters", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    console, started = Console(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="saraban-kills-") as folder:
        tally = kill(
            options.kills,
            options.letters,
            options.seed,
            Path(folder),
            lambda line: print(line, file=sys.stderr),
        )
    table = Table(
        "killed",
        "kills",
        "came too late",
        title=f"{options.kills} kills -9, {options.letters} letters, seed {options.seed}",
    )
    for way in ("moment", *SEAMS, "worker"):
        table.add_row(way, str(tally.kills[way]), str(tally.missed[way]))
    console.print(table)
    console.print(
        f"{tally.finished} imports finished, {len(tally.wrong)} wrong, {time.monotonic() - started:.0f} s"
    )
    for each in tally.wrong:
        console.print(shown(each), style="red")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
