"""Pages that OCR has read, kept by content, page and reader, so that no page is read twice by the same reader.

They are a copy of what can be read again: losing them costs time and nothing else.
"""

from __future__ import annotations

import gzip
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parsers.document import Doubt, Line, Page

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReadPages:
    """The pages in ``folder``."""

    folder: Path

    def get(self, sha256: str, number: int, version: str) -> Page | None:
        """Page ``number`` of a content as the reader ``version`` read it, if it has."""
        return self._load(sha256, number, version)

    def latest(self, sha256: str, number: int) -> Page | None:
        """Page ``number`` of a content by whichever reader read it last."""
        return self._load(sha256, number, None)

    def _load(self, sha256: str, number: int, version: str | None) -> Page | None:
        try:
            packed = self._path(sha256, number).read_bytes()
            told = json.loads(gzip.decompress(packed))
            return _page(told["page"]) if version in (None, told["version"]) else None
        except (OSError, EOFError, ValueError, KeyError, TypeError):  # absent or damaged: it is read again
            return None

    def put(self, sha256: str, page: Page, version: str) -> None:
        """Keep a page; one by another reader gives way."""
        path = self._path(sha256, page.number)
        path.parent.mkdir(parents=True, exist_ok=True)
        told = json.dumps({"version": version, "page": _json(page)}, ensure_ascii=False)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            fresh.write_bytes(gzip.compress(told.encode(), mtime=0))
            os.replace(fresh, path)
        finally:
            with suppress(FileNotFoundError):
                fresh.unlink()

    def _path(self, sha256: str, number: int) -> Path:
        return self.folder / sha256[:2] / sha256 / f"{number}.json.gz"


def _json(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "source": page.source,
        "width": page.width,
        "height": page.height,
        "turn": page.turn,
        "lines": [
            {
                "text": line.text,
                "start": line.start,
                "layer": line.layer,
                "boxes": line.boxes,
                "sure": [round(value, 3) for value in line.sure or ()],
                "doubts": [(each.start, each.end, each.alternatives, each.pen) for each in line.doubts],
                "witnessed": sorted(line.witnessed),
            }
            for line in page.lines
        ],
    }


def _page(told: dict[str, Any]) -> Page:
    lines = tuple(
        Line(
            text=line["text"],
            start=line["start"],
            method="ocr",
            boxes=tuple((x0, top, x1, bottom) for x0, top, x1, bottom in line["boxes"]),
            layer=line["layer"],
            sure=tuple(line["sure"]),
            doubts=tuple(
                Doubt(start, end, tuple((text, chance) for text, chance in others), pen)
                for start, end, others, pen in line["doubts"]
            ),
            witnessed=frozenset(line["witnessed"]),
        )
        for line in told["lines"]
    )
    return Page(told["number"], told["source"], lines, told["width"], told["height"], told["turn"])
