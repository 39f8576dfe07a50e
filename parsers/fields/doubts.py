"""What a scan leaves open: characters read with doubt, and the values that follow from their other readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parsers.sheet import TextLine

LEAST: Final = 0.5
"""Digits of a letter's own number or date that are less sure are worse than none."""
_MOST: Final = 5
_BESIDE: Final = 12
"""Columns between a value and what a pen wrote beside it."""


def sureness(line: TextLine, start: int, end: int) -> float:
    """How sure the least sure digit in columns ``start`` to ``end`` is; 1 for text that no scan was read for."""
    sure = line.source.sure
    if sure is None:
        return 1.0
    found = [
        sure[place]
        for column in range(start, end)
        if (place := _place(line, column)) is not None and line.text[column].isdigit()
    ]
    return min(found, default=1.0)


def mixes_scripts(line: TextLine, start: int, end: int) -> bool:
    """Whether Thai and Arabic digits stand side by side in columns ``start`` to ``end``, as no hand writes them."""
    places = [place for column in range(start, end) if (place := _place(line, column)) is not None]
    raw = {line.source.text[place] for place in places}
    return any("๐" <= char <= "๙" for char in raw) and any("0" <= char <= "9" for char in raw)


def other_values(line: TextLine, start: int, end: int, value: Callable[[str], str | None]) -> list[str]:
    """The values that ``value`` finds in the line with one doubtful stretch near ``start`` to ``end`` read otherwise,
    the likeliest first."""
    found: list[tuple[float, str]] = []
    for text, chance in _readings(line, start, end):
        other = value(text)
        if other is not None and all(other != known for _, known in found):
            found.append((chance, other))
    found.sort(key=lambda each: -each[0])
    return [other for _, other in found[:_MOST]]


def _readings(line: TextLine, start: int, end: int) -> Iterator[tuple[str, float]]:
    for doubt in line.source.doubts:
        columns = [
            n
            for n in range(len(line.text))
            if (p := _place(line, n)) is not None and doubt.start <= p < doubt.end
        ]
        if not columns:
            # Blanks at the end of a line may be gone from its normal form: what a pen wrote stood behind it.
            columns = [len(line.text)] if doubt.pen else []
        if not columns or columns[0] > end + _BESIDE or columns[-1] < start - _BESIDE:
            continue
        first, last = columns[0], columns[-1] + 1
        for text, chance in doubt.alternatives:
            yield line.text[:first] + text.translate(_ARABIC) + line.text[last:], chance


_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def _place(line: TextLine, column: int) -> int | None:
    """The place in the source line of a column of its normal form."""
    place = line.offsets[column] - line.source.start if column < len(line.offsets) else -1
    return place if 0 <= place < len(line.source.text) else None
