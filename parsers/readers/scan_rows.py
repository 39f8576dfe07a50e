"""Words that an engine found on a page into rows of text, whatever lines the engine saw."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.readers.ocr_engine import PixelBox, Word

ABOVE: Final = "\u0e31\u0e34-\u0e37\u0e47-\u0e4e"
BELOW: Final = "\u0e38-\u0e3a"
_MARK = re.compile(f"[{ABOVE}{BELOW}]")
_BODY = re.compile("[กขคงจฉชซดตถทธนบผพภมยรลวสหอฮcemnorsuvwxz]")
"""Characters as high as most and without a tail below the line."""
_TAILED = re.compile(f"[{BELOW}ฎฏญฐฤๅgjpqy,;()/]")
_SAME_ROW = 0.55
_OVERLAP = 0.2
_NOISE = 0.2
"""Words less sure than this are no words."""
PEN_BLANK: Final = "\ue000"
"""Stands for a character that a pen wrote and nobody could read for certain."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What else a stretch of characters may say; ``pen`` if it was written by hand."""

    alternatives: tuple[tuple[str, float], ...]
    pen: bool = False


@dataclass(frozen=True, slots=True)
class Bit:
    """Some characters at one place of a row, with how sure they are; bits of one ``reading`` belong together."""

    text: str
    box: PixelBox
    sure: float
    reading: Reading | None = None
    witnessed: bool = False


@dataclass(slots=True)
class Row:
    """One row of the page: its bits from left to right, the foot of its letters, and how high plain letters are."""

    baseline: float
    height: float
    bits: list[Bit] = field(default_factory=list)

    @property
    def left(self) -> int:
        return min(bit.box[0] for bit in self.bits)

    @property
    def right(self) -> int:
        return max(bit.box[2] for bit in self.bits)

    @property
    def text(self) -> str:
        """The characters without blanks."""
        return "".join(bit.text for bit in self.bits)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Rows from top to bottom."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        if word.confidence >= _NOISE:
            lines.setdefault(word.line, []).append(word)
    usual = _usual_height(word for line in lines.values() for word in line)
    rows: list[Row] = []
    for line in sorted((_row(line, usual) for line in lines.values()), key=lambda row: -len(row.bits)):
        host = next((row for row in rows if _same_row(row, line)), None)
        if host is None:
            rows.append(line)
        else:
            host.bits += line.bits
    for row in rows:
        row.bits = _without_doubles(sorted(row.bits, key=lambda bit: (bit.box[0], bit.box[2])))
    return sorted(rows, key=lambda row: row.baseline)


def gap_before(row: Row, place: int) -> float:
    """Pixels between a bit and the one before it."""
    return row.bits[place].box[0] - row.bits[place - 1].box[2] if place else float("inf")


def _row(words: Sequence[Word], usual: float) -> Row:
    bodies = [word for word in words if _BODY.search(word.text) and not _TAILED.search(word.text)]
    feet = [word.box[3] for word in bodies or words]
    bare = [word.box[3] - word.box[1] for word in bodies if not _MARK.search(word.text)]
    height = median(bare) if len(bare) >= 3 else usual
    bits = [Bit(word.text, word.box, word.confidence) for word in words]
    return Row(float(median(feet)), float(height), bits)


def _usual_height(words: Iterable[Word]) -> float:
    heights = [
        word.box[3] - word.box[1]
        for word in words
        if _BODY.fullmatch(word.text[:1]) and len(word.text) == 1
    ]
    return float(median(heights)) if heights else 32.0


def _same_row(row: Row, other: Row) -> bool:
    if abs(row.baseline - other.baseline) > _SAME_ROW * max(row.height, other.height):
        return False
    if not 0.5 < row.height / max(other.height, 1) < 2:
        return False
    covered = sum(
        any(bit.box[0] < (own.box[0] + own.box[2]) / 2 < bit.box[2] for bit in row.bits) for own in other.bits
    )
    return covered <= _OVERLAP * len(other.bits)


def _without_doubles(bits: list[Bit]) -> list[Bit]:
    """Bits without those that lie on a surer one: an engine may read a spot twice."""
    kept: list[Bit] = []
    for bit in bits:
        if kept and _covers(kept[-1].box, bit.box) > 0.7 and not _MARK.match(bit.text):
            if bit.sure > kept[-1].sure:
                kept[-1] = bit
            continue
        kept.append(bit)
    return kept


def _covers(one: PixelBox, other: PixelBox) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    less = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high / max(less, 1)
