"""Signs of a letter's number that a copy spoiled, mended where a row shows a number but for one of them.

A dot that toner lost leaves white, a tail that hangs over the dot is read as a stroke, and ว behind the stroke is read as
a bracket. What stands there then is the number of no office; the sign that makes it one of an office is put in its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parsers.agencies import codes, is_usual_unit
from parsers.readers.scan_rows import Bit, gap_before
from parsers.thai.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.scan_rows import Row

_UNDOTTED = re.compile("(?P<code>[ก-ฮ]{2})(?P<unit>[0-9๐-๙]{4})(?=[0-9๐-๙]{1,2}/)")
_STROKE_AND_DOT = re.compile("(?<=[0-9๐-๙]{4})/(?=\\.[0-9๐-๙]{1,3}/)")
_NO_WO = re.compile("(?<=[0-9๐-๙]/)[)ๆ](?=[0-9๐-๙])")
_WHITE: Final = 1.5
"""How many times as wide as the gaps before it the one is in which a dot stood …"""
_LEAST: Final = 0.12
"""… and how wide at least, in heights of a letter."""
_SURE: Final = 0.8


def mend_numbers(rows: Sequence[Row]) -> None:
    """Mend the signs of the numbers in ``rows``."""
    for row in rows:
        _mend_wo(row)
        _drop_stroke(row)
        _put_dot(row)


def _bit_at(row: Row, place: int) -> int | None:
    """Which bit begins at a place of the row's text."""
    starts = row.starts[:-1]
    return starts.index(place) if place in starts else None


def _mend_wo(row: Row) -> None:
    """ว of a circular behind the stroke."""
    for found in _NO_WO.finditer(row.text):
        at = _bit_at(row, found.start())
        if at is not None and row.bits[at].text == found[0]:
            row.bits[at] = Bit("ว", row.bits[at].box, min(_SURE, row.bits[at].sure))


def _drop_stroke(row: Row) -> None:
    """A stroke before the dot of an office."""
    found = _STROKE_AND_DOT.search(row.text)
    at = _bit_at(row, found.start()) if found is not None else None
    if at is not None and row.bits[at].text == "/":
        del row.bits[at]


def _put_dot(row: Row) -> None:
    """The dot behind four digits, where no office has more and there is white for it."""
    for found in _UNDOTTED.finditer(row.text):
        code, unit = found["code"], fold(found["unit"])
        five = unit + fold(row.text[found.end()])
        at = _bit_at(row, found.end())
        if at is None or at < 4 or code not in codes():
            continue
        if not is_usual_unit(code, unit) or is_usual_unit(code, five):
            continue
        gaps = [gap_before(row, place) for place in range(at - 3, at)]
        gap = gap_before(row, at)
        if gap >= max(_WHITE * max(gaps), _LEAST * row.height):
            before, after = row.bits[at - 1], row.bits[at]
            box = (before.box[2], before.box[1], max(after.box[0], before.box[2] + 1), before.box[3])
            row.bits.insert(at, Bit(".", box, min(_SURE, before.sure, after.sure)))
            return
