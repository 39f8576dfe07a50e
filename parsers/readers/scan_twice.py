"""Lines of a page that the engine is given a second time: those that may be Latin, and those that lost their marks.

With Thai and English at once Tesseract takes ``ที่ ลป`` for ``fi al``, so English comes in only where a line is not
plainly Thai. And of a line among others it drops all marks at times (``จงเรยนมาเพอทราบ``) which it reads well alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PIL.Image import new as new_picture

from parsers.readers.ocr_engine import by_line, engine
from parsers.thai.likeness import distance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PIL.Image import Image

    from parsers.readers.ocr_engine import PixelBox, Word

_LATIN = re.compile("[A-Za-z@]")
_PLAINLY_THAI: Final = 0.7
_CONSONANT = re.compile("[ก-ฮ]")
_ABOVE = re.compile("[\u0e31\u0e34-\u0e37\u0e47-\u0e4e]")
_BARE: Final = re.compile("[^ก-ฮะาเแโใไ0-9๐-๙]")
"""What is left out where two readings of a line are compared but for their marks."""
_LETTERS: Final = 8
_MARKED: Final = 0.12
"""Marks above the line, a consonant, of lines that lost theirs: Thai text has twice as many."""
_ALIKE: Final = 0.12
_ROOM: Final = 0.5
"""Heights of a line that are cut out above and below it, where the marks are."""
_APART: Final = 60


def words_of(grey: Image, dpi: int) -> list[Word]:
    """The words of a page, with doubtful lines read once more."""
    return _with_marks(grey, _with_latin(grey, engine().words(grey, dpi), dpi), dpi)


def _with_latin(grey: Image, words: list[Word], dpi: int) -> list[Word]:
    """The words; lines that are not plainly Thai are read once more with Latin beside it."""
    lines = by_line(words)
    doubtful = {n: _around(line) for n, line in lines.items() if _may_be_latin(line)}
    if not doubtful:
        return words
    paper = new_picture("L", grey.size, 255)
    for x0, top, x1, bottom in doubtful.values():
        box = (max(x0 - 12, 0), max(top - 12, 0), x1 + 12, bottom + 12)
        paper.paste(grey.crop(box), box[:2])
    again = engine().words(paper, dpi, latin=True)
    shift = max(lines) + 1
    kept = [word for word in words if word.line not in doubtful]
    for n, box in doubtful.items():
        there = [word for word in again if _middle_in(word, box)]
        if there and _reads_better(there, lines[n]):
            kept += [replace(word, line=shift + word.line) for word in there]
        else:
            kept += lines[n]
    return kept


def _with_marks(grey: Image, words: list[Word], dpi: int) -> list[Word]:
    """The words; lines that lost their marks as the engine reads them by themselves, if it reads the same letters."""
    lines = by_line(words)
    poor = {n: line for n, line in lines.items() if _lost_marks(line)}
    if not poor:
        return words
    again = _read_apart(grey, {n: _around(line) for n, line in poor.items()}, dpi)
    better = {n: read for n, read in again.items() if _has_more_marks(read, poor[n])}
    return [word for word in words if word.line not in better] + [
        word for read in better.values() for word in read
    ]


def _read_apart(grey: Image, boxes: Mapping[int, PixelBox], dpi: int) -> dict[int, list[Word]]:
    """What the engine reads of lines that are set far from each other; words in the places that they have on the page."""
    strips: dict[int, tuple[int, PixelBox]] = {}
    foot = _APART
    for n, (x0, top, x1, bottom) in boxes.items():
        room = round(_ROOM * (bottom - top))
        box = (
            max(x0 - room, 0),
            max(top - room, 0),
            min(x1 + room, grey.width),
            min(bottom + room, grey.height),
        )
        strips[n] = (foot, box)
        foot += box[3] - box[1] + _APART
    paper = new_picture("L", (grey.width, foot), 255)
    for at, box in strips.values():
        paper.paste(grey.crop(box), (box[0], at))
    found: dict[int, list[Word]] = {n: [] for n in boxes}
    for word in engine().words(paper, dpi):
        middle = (word.box[1] + word.box[3]) / 2
        for n, (at, box) in strips.items():
            if at <= middle < at + box[3] - box[1]:
                x0, top, x1, bottom = word.box
                down = box[1] - at
                found[n].append(replace(word, box=(x0, top + down, x1, bottom + down), line=n))
    return found


def _lost_marks(line: Sequence[Word]) -> bool:
    text = _text(line)
    letters = len(_CONSONANT.findall(text))
    return letters >= _LETTERS and len(_ABOVE.findall(text)) < _MARKED * letters


def _has_more_marks(again: Sequence[Word], first: Sequence[Word]) -> bool:
    """Whether a second reading has the letters of the first and more marks."""
    bare, bare_first = (_BARE.sub("", _text(words)) for words in (again, first))
    alike = distance(bare, bare_first) <= _ALIKE * len(bare_first)
    return alike and len(_ABOVE.findall(_text(again))) > len(_ABOVE.findall(_text(first)))


def _may_be_latin(line: Sequence[Word]) -> bool:
    return _LATIN.search(_text(line)) is not None or _sureness(line) < _PLAINLY_THAI


def _reads_better(again: Sequence[Word], first: Sequence[Word]) -> bool:
    text = _text(again)
    if "@" in text or "://" in text or "www." in text:
        return True
    return _sureness(again) > _sureness(first) + 0.04 and len(_LATIN.findall(text)) > 0.5 * len(text)


def _text(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)


def _sureness(words: Sequence[Word]) -> float:
    return sum(word.confidence for word in words) / max(len(words), 1)


def _around(words: Sequence[Word]) -> PixelBox:
    return (
        min(word.box[0] for word in words),
        min(word.box[1] for word in words),
        max(word.box[2] for word in words),
        max(word.box[3] for word in words),
    )


def _middle_in(word: Word, box: PixelBox) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
