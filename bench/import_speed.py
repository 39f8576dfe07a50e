"""What importing letters costs: letters a second from end to end, by stage, and against what cannot be avoided.

    python -m bench.import_speed [--letters 20000] [--pdf 0.25] [--engine whoosh] [--memory-at 2000] [--keep FOLDER]
    python -m bench.import_speed --letters 100000 --whole --keep FOLDER

Letters of ``bench.corpus`` are written as files, a share of them as PDF with a text layer, and imported into a new
archive by ``Archive.import_`` with one worker and with two: wall and processor seconds of all processes, and the
peak of the parent's own memory (without pages of mapped files, which the system takes back when it needs them),
which ``--memory-at`` compares with that of a smaller import. The stages are timed in one more
import in a single process. What cannot be avoided is timed alone, over the same letters: the text of the files,
cutting it into words, and the engine's own writing. Processor seconds hardly change when other work runs on the
machine; wall seconds and the gain of a second worker do, so the load is told beside them. ``--whole`` only imports
once with two workers, then makes the index anew by the other engine, and tells how large all became; ``--keep``
leaves the archive for other benches.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import parsers
from archive import Archive, ImportOptions, importing, indexing, reading, recording, settling, workers
from archive.entries import entry_of
from bench import memory
from bench.corpus import letters
from bench.pdf_letters import pdf_of
from index import documents, open_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
_BATCH = 2000
_CHILD_SUBREAPER = 36
_IMPORT = """
import resource, sys
from pathlib import Path
from archive import Archive, ImportOptions
if __name__ == "__main__":
    with Archive.open(Path(sys.argv[1]), create=True, engine=sys.argv[4]) as archive:
        report = archive.import_([Path(sys.argv[2])], options=ImportOptions(jobs=int(sys.argv[3])))
    print(report.letters, len(report.failed), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
_LOOK_EVERY = 0.05


def write_files(folder: Path, count: int, share: float, seed: int = 1) -> list[Path]:
    """``count`` letters as files, every so many of them PDF, a folder a thousand."""
    paths = []
    for place, letter in enumerate(letters(count, seed)):
        pdf = int((place + 1) * share) > int(place * share)
        path = folder / f"{place // 1000:03d}" / f"{place:06d}.{'pdf' if pdf else 'txt'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf_of(letter.text) if pdf else letter.text.encode())
        paths.append(path)
    return paths


class Run:
    """One import in processes of its own: ``wall`` and ``cpu`` seconds of all of them; bytes of memory that were the
    parent's own at the ``peak``, and ``resident`` ones, with those pages of mapped files that the system can take
    back."""

    def __init__(self, folder: Path, archive: Path, jobs: int, engine: str, expected: int) -> None:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = perf_counter()
        command = [sys.executable, "-c", _IMPORT, str(archive), str(folder), str(jobs), engine]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            self.peak = _watched(process)
            assert process.stdout
            told = process.stdout.read()
        self.wall = perf_counter() - started
        _reap()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if process.returncode:
            sys.exit(f"the import ended with {process.returncode}")
        held, failed, resident = map(int, told.split())
        if (held, failed) != (expected, 0):
            sys.exit(f"{held} letters of {expected}, {failed} files failed")
        self.resident = resident * 1024
        self.peak = self.peak or self.resident


def _watched(process: subprocess.Popen[str]) -> int:
    """Wait for ``process``; the most memory that was its own at any look, 0 where the system does not tell."""
    most = 0
    while process.poll() is None:
        most = max(most, memory.own(process.pid))
        time.sleep(_LOOK_EVERY)
    return most


def _reap() -> None:
    """Wait for the workers' server, which outlives the import by a moment, so that its time is counted."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.02)
        except ChildProcessError:
            return


def stages(folder: Path, archive: Path, engine: str) -> dict[str, float]:
    """Processor seconds of each stage of an import in this process."""
    spent: dict[str, float] = defaultdict(float)
    within: list[str] = []

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            started, inner = process_time(), sum(spent.values())
            within.append(name)
            try:
                return function(*args, **kwargs)
            finally:
                within.pop()
                # What was timed inside belongs to the inner stage.
                spent[name] += process_time() - started - (sum(spent.values()) - inner)

        return call

    engine_class = _engine_class(engine)
    seams = (
        ("hash and store", importing, "hash_file"),
        ("hash and store", reading, "_store"),
        ("read", reading, "read_document"),
        ("parse", reading, "parse"),
        ("catalogue", importing, "record"),
        ("catalogue", importing, "failures"),
        ("link", settling, "relink"),
        ("link", settling, "restate"),
        ("link", recording, "settle"),
        ("words", documents, "document"),
        ("index", engine_class, "commit"),
        ("entries", indexing, "entries_of"),
    )
    with ExitStack() as stack:
        for name, holder, attribute in seams:
            function = getattr(holder, attribute)
            if attribute == "entries_of":
                plain = function
                function = lambda *args, plain=plain: list(plain(*args))  # noqa: E731
            stack.enter_context(patch.object(holder, attribute, timed(name, function)))
        stack.enter_context(patch.object(workers, "run", _here))
        opened = stack.enter_context(Archive.open(archive, create=True, engine=engine))
        started = process_time()
        opened.import_([folder], options=ImportOptions(jobs=1))
        whole = process_time() - started
    return {**spent, "the rest": whole - sum(spent.values())}


def _here(function: Callable[[Any], Any], items: Iterable[Any], **_: object) -> Iterator[Any]:
    """Stands in for the worker processes."""
    for item in items:
        started = time.monotonic()
        yield workers.Outcome(item, "ok", time.monotonic() - started, value=function(item))


def _engine_class(name: str) -> Any:
    if name == "tantivy":
        from index.tantivy_engine import TantivyEngine

        return TantivyEngine
    from index.whoosh_engine import WhooshEngine

    return WhooshEngine


def alone(paths: Sequence[Path], folder: Path, engine: str) -> dict[str, float]:
    """Processor seconds of what cannot be avoided, each alone: text of the files, words, the engine's writing."""
    spent = dict.fromkeys(("text of the files", "words", "engine's writing"), 0.0)
    source = iter(paths)
    with closing(open_engine(folder, create=True, name=engine)) as opened:
        while some := list(islice(source, _BATCH)):
            started = process_time()
            read = [parsers.read(path) for path in some]
            spent["text of the files"] += process_time() - started
            found = [letter for document in read for letter in parsers.parse(document)]
            entries = [
                entry_of(f"{some[0].stem}-{number}", "unknown", letter.as_json(""), letter.text)
                for number, letter in enumerate(found)
            ]
            started = process_time()
            made = {entry.id: documents.document(entry) for entry in entries}
            spent["words"] += process_time() - started
            with patch.object(documents, "document", lambda entry, made=made: made[entry.id]):
                started = process_time()
                opened.add(entries)
                opened.commit()
                spent["engine's writing"] += process_time() - started
    return spent


def show(count: int, runs: Mapping[int, Run], parts: Mapping[str, float], sole: Mapping[str, float]) -> None:
    """The figures, line by line."""
    for jobs, run in runs.items():
        print(
            f"{jobs} worker{'s' if jobs > 1 else ''}: {count / run.wall:.1f} letters/s, {run.wall:.1f} s wall,"
            f" {run.cpu:.1f} s processor ({1000 * run.cpu / count:.1f} ms a letter),"
            f" parent's peak {run.peak / 2**20:.0f} MiB of its own, {run.resident / 2**20:.0f} MiB with mapped files"
        )
    print(
        f"2 workers are {runs[1].wall / runs[2].wall:.2f} times as quick as 1; load {os.getloadavg()[0]:.1f}"
    )
    whole = sum(parts.values())
    print(f"in one process {whole:.1f} s processor: " + ", ".join(
        f"{name} {1000 * spent / count:.2f} ms ({spent / whole:.0%})" for name, spent in parts.items()
    ))  # fmt: skip
    needed = sum(sole.values())
    print(f"alone {needed:.1f} s: " + ", ".join(
        f"{name} {1000 * spent / count:.2f} ms" for name, spent in sole.items()
    ))  # fmt: skip
    print(
        f"the pipeline takes {runs[1].cpu / needed:.2f} times that with 1 worker, {whole / needed:.2f} in one process;"
        f" without parsing and linking {(whole - parts['parse'] - parts['link']) / needed:.2f}"
    )


def whole(folder: Path, count: int, engine: str, smaller: int, share: float) -> None:
    """One import with two workers, and the same letters indexed anew by the other engine."""
    archive = folder / f"archive-{count}"
    run = Run(folder / "letters", archive, 2, engine, count)
    print(
        f"2 workers: {count / run.wall:.1f} letters/s, {run.wall:.0f} s wall, {run.cpu:.0f} s processor"
        f" ({1000 * run.cpu / count:.1f} ms a letter), load {os.getloadavg()[0]:.1f}"
    )
    _compare_memory(folder, smaller, share, engine, run, count)
    print(f"{engine}: " + _sizes(archive))
    other = "whoosh" if engine == "tantivy" else "tantivy"
    started, before = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "cli", "--archive", str(archive), "reindex", "--engine", other]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"reindex --engine {other}: {perf_counter() - started:.0f} s wall, {cpu:.0f} s processor"
        f" ({1000 * cpu / count:.1f} ms a letter), peak {after.ru_maxrss / 2**10:.0f} MiB of the largest process"
    )
    print(f"{other}: " + _sizes(archive))


def _sizes(archive: Path) -> str:
    """What lies in the archive, MiB by folder or file."""
    sums: dict[str, int] = defaultdict(int)
    for path in archive.rglob("*"):
        if path.is_file():
            sums[path.relative_to(archive).parts[0]] += path.stat().st_size
    return ", ".join(f"{name} {size / 2**20:.0f} MiB" for name, size in sorted(sums.items()) if size > 2**20)


def _compare_memory(folder: Path, smaller: int, share: float, engine: str, run: Run, count: int) -> None:
    if not smaller:
        return
    write_files(folder / "few", smaller, share)
    few = Run(folder / "few", folder / "archive-few", 2, engine, smaller)
    print(
        f"parent's peak with {smaller:,} letters {few.peak / 2**20:.0f} MiB, with {count:,}"
        f" {run.peak / 2**20:.0f} MiB of its own ({run.peak / few.peak:.2f} times); with mapped files"
        f" {few.resident / 2**20:.0f} and {run.resident / 2**20:.0f} MiB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure importing.")
    parser.add_argument("--letters", type=int, default=20_000)
    parser.add_argument("--pdf", type=float, default=0.25, help="the share of letters that are PDF")
    parser.add_argument("--engine", default="whoosh")
    parser.add_argument(
        "--memory-at", type=int, default=0, help="letters of one more import, for its peak memory"
    )
    parser.add_argument("--whole", action="store_true", help="one import with two workers, and nothing else")
    parser.add_argument("--keep", type=Path, help="an empty folder for letters and archives, which stay")
    options = parser.parse_args()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)
    print(
        f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}, {options.engine}"
    )
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        count = options.letters
        paths = write_files(folder / "letters", count, options.pdf)
        pdfs = sum(path.suffix == ".pdf" for path in paths)
        print(
            f"{count:,} letters, {pdfs:,} of them PDF, {sum(p.stat().st_size for p in paths) / 2**20:.1f} MiB",
            flush=True,
        )
        if options.whole:
            whole(folder, count, options.engine, options.memory_at, options.pdf)
            return
        runs = {
            jobs: Run(folder / "letters", folder / f"archive{jobs}", jobs, options.engine, count)
            for jobs in (1, 2)
        }
        _compare_memory(folder, options.memory_at, options.pdf, options.engine, runs[2], count)
        parts = stages(folder / "letters", folder / "archive-stages", options.engine)
        show(count, runs, parts, alone(paths, folder / "alone", options.engine))


if __name__ == "__main__":
    main()
