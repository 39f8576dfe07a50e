"""The mark in an index's folder: which engine and analysis made it; and the faults of an index that is not ours."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from index import analysis
from parsers.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

MARKER = "saraban-index.json"


def mark_of(engine: str, version: int) -> dict[str, object]:
    """What the mark of an index made by this program says; ``version`` is that of the engine's schema."""
    return {"engine": engine, "format": version, "fingerprint": analysis.fingerprint()}


def read_mark(path: Path) -> dict[str, object]:
    """The mark in folder ``path``. Raises OSError or ValueError without a sound one."""
    found: dict[str, object] = json.loads((path / MARKER).read_text("utf-8"))
    return found


def write_mark(path: Path, mark: dict[str, object]) -> None:
    """Comes last: a folder without a mark is not taken for an index."""
    fresh = path / f"{MARKER}.new"
    fresh.write_text(json.dumps(mark), "utf-8")
    os.replace(fresh, path / MARKER)


def outdated() -> ArchiveError:
    return ArchiveError(
        "index-outdated",
        thai="ดัชนีค้นหาสร้างด้วยโปรแกรมหรือพจนานุกรมรุ่นอื่น สร้างใหม่ด้วย saraban reindex",
        english="the search index was made by another version or word list; run: saraban reindex",
    )


def damaged(path: Path) -> ArchiveError:
    return ArchiveError(
        "index-damaged",
        thai=f"ดัชนีค้นหาใน {path} หายหรือเสียหาย สร้างใหม่ด้วย saraban reindex",
        english=f"the search index in {path} is missing or damaged; run: saraban reindex",
    )


def locked() -> ArchiveError:
    return ArchiveError(
        "index-locked",
        thai="โปรแกรมอื่นกำลังเขียนดัชนีค้นหา รอให้เสร็จแล้วลองใหม่",
        english="another program is writing the search index; wait until it is done and try again",
    )
