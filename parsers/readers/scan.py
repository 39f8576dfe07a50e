"""A picture of a page into a page of lines: turned upright, levelled, cleaned, read, its digits read again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from parsers.document import Line, Page
from parsers.readers import scan_image, scan_stamps
from parsers.readers.ocr_engine import engine
from parsers.readers.scan_digits import with_digits
from parsers.readers.scan_lines import lines_from
from parsers.readers.scan_margin import without_dirt
from parsers.readers.scan_rows import rows_of
from parsers.readers.scan_sides import fit_sides
from parsers.readers.scan_twice import words_of
from parsers.readers.scan_words import mend_words
from parsers.thai.word_list import word_cover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from parsers.document import Box
    from parsers.readers.ocr_engine import Word
    from parsers.readers.scan_image import Placed
    from parsers.readers.scan_rows import Row

VERSION: Final = "3"
"""Changes whenever the same picture may be read differently by this code."""
_POINTS: Final = 72.0
_LIKELY_UPRIGHT: Final = 0.62
"""Mean confidence of the engine below which the page may stand on its head."""
_COVER: Final = 0.55
_GARBLED: Final = 0.4
"""Share of characters in words below which the page is read the other way up too, whatever the engine thinks of it."""


def reader_version() -> str:
    """What a page read before was read by; another version may read it differently."""
    return f"{VERSION}; {engine().version}"


def read_scan(picture: Image, number: int, dpi: float) -> Page:
    """Read a picture of page ``number``, taken at ``dpi`` dots an inch; raises UnreadableFile ``needs-ocr``."""
    picture = scan_image.sized(scan_image.plain(picture), dpi)
    picture = scan_image.strengthened(scan_image.without_shadow(picture))
    if not scan_image.LEAST_DPI <= dpi <= scan_image.MOST_DPI:
        dpi = scan_image.DPI
    turn = 0
    if scan_image.lies_sideways(picture.convert("L")):
        turn = engine().turn(picture) or 90
    placed, found = _words(scan_image.turned(picture, turn), dpi)
    if _may_be_upside_down(found[0]):
        garbled = _word_cover(found[0]) < _GARBLED
        more = engine().turn(placed.picture) or (180 if garbled else 0)
        if more:
            other = (turn + more) % 360
            again = _words(scan_image.turned(picture, other), dpi)
            if not garbled or _word_cover(again[1][0]) > _word_cover(found[0]):
                turn, (placed, found) = other, again
    return _page(placed, found, number, dpi, turn)


def _words(picture: Image, dpi: float) -> tuple[Placed, tuple[list[Word], list[Word], list[Word]]]:
    """The level picture, the letter's words, those of framed stamps, and the coloured ones."""
    placed = scan_image.levelled(picture, picture.convert("L"))
    smooth = scan_image.without_specks(placed.picture)
    strewn = smooth is not placed.picture
    placed = replace(placed, picture=smooth)
    inks = scan_stamps.inks_of(placed.picture)
    frames = scan_stamps.frames(inks.black)
    grey = scan_image.clean(scan_stamps.without_frames(inks.black, frames), strewn=strewn)
    letter, stamp = scan_stamps.split_words(words_of(grey, round(dpi)), frames)
    coloured: list[Word] = []
    if inks.coloured is not None:
        rules = scan_stamps.frames(inks.coloured)
        coloured = engine().words(scan_stamps.without_frames(inks.coloured, rules), round(dpi))
    return placed, (letter, stamp, coloured)


def _may_be_upside_down(words: Sequence[Word]) -> bool:
    if not words:
        return True
    sure = sum(word.confidence for word in words) / len(words)
    return sure < _LIKELY_UPRIGHT or _word_cover(words) < _COVER


def _word_cover(words: Sequence[Word]) -> float:
    return word_cover("".join(word.text for word in words))


def _page(
    placed: Placed, found: tuple[list[Word], list[Word], list[Word]], number: int, dpi: float, turn: int
) -> Page:
    height = placed.picture.height
    pixels = np.asarray(placed.picture)
    letter, stamp, coloured = (rows_of(words, pixels) for words in found)
    letter = without_dirt(letter)
    for rows in (letter, stamp, coloured):
        fit_sides(rows, pixels)
    with_digits(letter, pixels)
    with_digits(stamp, pixels)
    mend_words(letter)
    fax = [row for row in letter[:2] if scan_stamps.is_fax_line(row, height)]
    urgent = [row for row in coloured if scan_stamps.is_urgency(row)]
    rest = [row for row in coloured if row not in urgent and not _taken(row, letter)]
    letter = sorted((row for row in [*letter, *urgent] if row not in fax), key=lambda row: row.baseline)
    scale = _POINTS / dpi

    def to_points(box: tuple[float, float, float, float]) -> Box:
        x0, top, x1, bottom = (value * scale for value in box)
        return x0, top, x1, bottom

    lines: list[Line] = []
    for rows, layer in ((letter, "letter"), ([*stamp, *rest], "stamp"), (fax, "fax")):
        if rows:
            start = lines[-1].start + len(lines[-1].text) + 1 if lines else 0
            lines += lines_from(rows, to_points, start, layer)  # type: ignore[arg-type]
    lines = [_on_page(line, placed, scale) for line in lines]
    source = "\n".join(line.text for line in lines)
    width, high = placed.picture.width * scale, height * scale
    return Page(number=number, source=source, lines=tuple(lines), width=width, height=high, turn=turn)


def _taken(row: Row, letter: Sequence[Row]) -> bool:
    """Whether coloured ink was read as part of a row of the letter: a number written in blue."""
    written = [bit.box for own in letter for bit in own.bits if bit.reading is not None and bit.reading.pen]
    return any(
        box[0] <= (bit.box[0] + bit.box[2]) / 2 <= box[2]
        and box[1] <= (bit.box[1] + bit.box[3]) / 2 <= box[3]
        for bit in row.bits
        for box in written
    )


def _on_page(line: Line, placed: Placed, scale: float) -> Line:
    """The line with its boxes where they lie on the page as it was scanned, not levelled."""
    if not placed.degrees or line.boxes is None:
        boxes = line.boxes
    else:
        boxes = tuple(_scaled(placed.back(_unscaled(box, scale)), scale) for box in line.boxes)
    if boxes is not None:
        boxes = tuple(tuple(round(value, 1) for value in box) for box in boxes)  # type: ignore[misc]
    return replace(line, boxes=boxes)


def _unscaled(box: Box, scale: float) -> tuple[float, float, float, float]:
    return box[0] / scale, box[1] / scale, box[2] / scale, box[3] / scale


def _scaled(box: tuple[float, float, float, float], scale: float) -> Box:
    return box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale
