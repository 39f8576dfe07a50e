"""A picture of a page into a page of lines: turned upright, levelled, cleaned, read, its digits read again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from parsers.document import Line, Page
from parsers.readers import scan_frames, scan_image, scan_stamps
from parsers.readers.ocr_engine import engine
from parsers.readers.scan_digits import with_digits
from parsers.readers.scan_lines import lines_from
from parsers.readers.scan_margin import without_dirt
from parsers.readers.scan_numbers import mend_numbers
from parsers.readers.scan_rows import rows_of
from parsers.readers.scan_sides import fit_sides
from parsers.readers.scan_twice import words_of
from parsers.readers.scan_words import mend_words
from parsers.thai.word_list import word_cover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from PIL.Image import Image

    from parsers.document import Box
    from parsers.readers.ocr_engine import Word
    from parsers.readers.scan_frames import Frame
    from parsers.readers.scan_image import Placed
    from parsers.readers.scan_rows import Row

VERSION: Final = "4"
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


@dataclass(frozen=True, slots=True)
class _Found:
    """The level page with the letter's words, those of framed stamps, and those in another ink; ``print`` is the page
    without its stamps."""

    placed: Placed
    letter: list[Word]
    stamp: list[Word]
    coloured: list[Word]
    print: NDArray[np.uint8]


def read_scan(picture: Image, number: int, dpi: float) -> Page:
    """Read a picture of page ``number``, taken at ``dpi`` dots an inch; raises UnreadableFile ``needs-ocr``."""
    picture = scan_image.sized(scan_image.plain(picture), dpi)
    picture = scan_image.strengthened(scan_image.without_shadow(picture))
    if not scan_image.LEAST_DPI <= dpi <= scan_image.MOST_DPI:
        dpi = scan_image.DPI
    turn = 0
    if scan_image.lies_sideways(picture.convert("L")):
        turn = engine().turn(picture) or 90
    found = _found(scan_image.turned(picture, turn), dpi)
    cover = _word_cover(found.letter)
    if _may_be_upside_down(found.letter, cover):
        more = engine().turn(found.placed.picture) or (180 if cover < _GARBLED else 0)
        if more:
            other = (turn + more) % 360
            again = _found(scan_image.turned(picture, other), dpi)
            if cover >= _GARBLED or _word_cover(again.letter) > cover:
                turn, found = other, again
    return _page(found, number, dpi, turn)


def _found(picture: Image, dpi: float) -> _Found:
    """The words of a page that stands upright, or is taken to."""
    placed = scan_image.levelled(picture, picture.convert("L"))
    smooth = scan_image.without_specks(placed.picture)
    strewn = smooth is not placed.picture
    placed = replace(placed, picture=smooth)
    inks = scan_stamps.inks_of(smooth)
    apart = scan_frames.without_pale_stamps(inks.black, scan_frames.find_frames(inks.black))
    black = scan_frames.without_frames(apart.print, apart.frames)
    words = words_of(scan_image.clean(black, strewn=strewn), round(dpi))
    letter, stamp = scan_frames.split_words(words, apart.frames)
    coloured: list[Word] = []
    own = black
    if inks.coloured is not None:
        frames = scan_frames.find_frames(inks.coloured)
        coloured += _stamped_words(inks.coloured, frames, dpi)
        own = scan_frames.without_coloured(smooth, black, frames)
    if apart.stamps is not None:
        coloured += _stamped_words(apart.stamps, scan_frames.find_frames(apart.stamps), dpi)
    return _Found(placed, letter, stamp, coloured, np.asarray(own))


def _stamped_words(stamps: Image, frames: Sequence[Frame], dpi: float) -> list[Word]:
    return engine().words(scan_frames.without_frames(stamps, frames), round(dpi))


def _may_be_upside_down(words: Sequence[Word], cover: float) -> bool:
    if not words:
        return True
    sure = sum(word.confidence for word in words) / len(words)
    return sure < _LIKELY_UPRIGHT or cover < _COVER


def _word_cover(words: Sequence[Word]) -> float:
    return word_cover("".join(word.text for word in words))


def _page(found: _Found, number: int, dpi: float, turn: int) -> Page:
    placed = found.placed
    height = placed.picture.height
    pixels = np.asarray(placed.picture)
    letter = without_dirt(rows_of(found.letter, found.print))
    stamp, coloured = rows_of(found.stamp, pixels), rows_of(found.coloured, pixels)
    fit_sides(letter, found.print)
    for rows in (stamp, coloured):
        fit_sides(rows, pixels)
    with_digits(letter, found.print)
    with_digits(stamp, pixels)
    mend_words(letter)
    mend_numbers(letter)
    fax = [row for row in letter[:2] if scan_stamps.is_fax_line(row, height)]
    urgent = [row for row in [*coloured, *stamp] if scan_stamps.is_urgency(row)]
    for row in urgent:
        scan_stamps.mend_urgency(row)
    rest = [row for row in coloured if row not in urgent and not _taken(row, letter)]
    stamp = [row for row in stamp if row not in urgent]
    letter = sorted((row for row in letter if row not in fax), key=lambda row: row.baseline)
    scale = _POINTS / dpi

    def to_points(box: tuple[float, float, float, float]) -> Box:
        x0, top, x1, bottom = (value * scale for value in box)
        return x0, top, x1, bottom

    lines: list[Line] = []
    # A stamp of urgency is the letter's, but shares no line with the print that it was set over.
    for rows, layer in ((urgent, "letter"), (letter, "letter"), ([*stamp, *rest], "stamp"), (fax, "fax")):
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
