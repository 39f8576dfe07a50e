"""A reader at work while another process imports; it must be importable by the process that it runs in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

QUERIES = ("", "ต้นไม้", "kind:external", "ปี:2563")


def read_on(path: str, stop: Connection, told: Connection) -> None:
    """Search until told to stop; sends how often, the counts seen, and what was wrong."""
    from archive import Archive

    wrong: list[str] = []
    counts: list[int] = []
    rounds = 0
    archive = Archive.open(Path(path))
    try:
        while not stop.poll():
            rounds += 1
            if rounds % 7 == 0:  # a command of its own, not a program that stays open
                archive.close()
                archive = Archive.open(Path(path))
            results = archive.search("", limit=10_000)
            counts.append(results.total)
            if len({hit.id for hit in results.hits}) != results.total:
                wrong.append(f"{results.total} said, {len(results.hits)} shown")
            if sum(results.facets["kind"].values()) != results.total:
                wrong.append(f"{results.total} letters, {results.facets['kind']}")
            for hit in results.hits[-3:]:
                shown = archive.letter(hit.id)
                if shown.letter["number"] != hit.number:
                    wrong.append(f"{hit.number} found, {shown.letter['number']} shown")
            archive.search(QUERIES[rounds % len(QUERIES)])
    except Exception as fault:
        wrong.append(f"{type(fault).__name__}: {fault}")
    finally:
        archive.close()
    told.send((rounds, counts, wrong))
