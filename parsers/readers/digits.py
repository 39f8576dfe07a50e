"""Reads Thai and Arabic digits in a word of a scanned letter, printed or written by hand.

Tesseract's Thai models lack ๔ ๖ ๗ ๘ ๙ and give other digits for them with confidence, so digits are read here.
A word is taken apart into pieces of ink (`parsers.readers.ink`), a small network names every run of pieces that may
be one character (`parsers.readers.digit_net`), and a beam search keeps the best readings of the whole word.
How the network was trained, and how often it errs: docs/digits.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parsers.readers import digit_net
from parsers.readers.digit_net import ARABIC, CLASSES, JUNK, OTHER, THAI
from parsers.readers.ink import HEIGHT, LineFrame, find_pieces, segments

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parsers.readers.digit_net import Opinion
    from parsers.readers.ink import PixelBox, Segment

__all__ = ["Alternative", "DigitReading", "LineFrame", "handwritten", "read_digits"]

_BEAM = 14
_READINGS = 6
_CLASSES_A_SEGMENT = 3
_LEAST = -8.0
"""Log-probability below which a class is not followed up."""
_SCRIPT_CHANGE = -4.0
"""A word rarely has digits of both scripts."""
_MARK_AFTER_DIGIT = -1.5
"""ว and an opening bracket hardly ever follow a digit at once."""
_A_LETTER = -1.0
"""Words are brought here because they look like numbers."""
_SPECK = 0.3
"""Of the text height: only what is smaller in both ways may be passed over as dirt …"""
_PASSED_OVER = -1.2
"""… at this price."""
_TO_ARABIC = str.maketrans(THAI, ARABIC)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the same word."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DigitReading:
    """What a word says. ``text`` keeps the script on paper; a character that is no digit or separator is ``?``.

    ``confidence`` is the chance, measured on words not trained on, that the whole text is right. ``boxes`` has one
    box (x0, top, x1, bottom) a character, in pixels of the crop. ``sure``: high enough to be taken without another
    witness; the line is drawn higher for handwriting. ``digit_like``: the part of the ink, 0–1, that digits and
    separators explain; 0 without a digit. ``pen``: how likely it is handwritten, 0–1.
    """

    text: str
    confidence: float
    alternatives: tuple[Alternative, ...]
    boxes: tuple[PixelBox, ...]
    sure: bool
    digit_like: float
    pen: float

    @property
    def arabic(self) -> str:
        """The text in Arabic digits."""
        return self.text.translate(_TO_ARABIC)


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    names: tuple[int, ...]
    segments: tuple[int, ...]
    worst: float
    script: str


_START = _Path(0.0, (), (), 0.0, "")


def read_digits(crop: NDArray[np.uint8], frame: LineFrame | None = None) -> DigitReading | None:
    """The digits of a word, or None where there is no ink.

    ``crop`` is grey (h, w) or colour (h, w, 3), dark ink on light paper, upright. ``frame`` says where the digits
    of the word's line stand, in pixels of the crop; without it the height is taken from the word itself, and a
    lone ``๐``, ``0`` or ``.`` is then hard to tell from the others.
    """
    pieces = find_pieces(crop, frame)
    if pieces is None:
        return None
    found = segments(pieces)
    opinion = digit_net.judge(*digit_net.pictures(found, pieces.frame))
    paths = _search(found, opinion, len(pieces.boxes))
    if not paths or not paths[0].names:
        return None
    best = paths[0]
    shares = np.exp(np.array([path.score - best.score for path in paths]))
    shares /= shares.sum()
    pen = float(np.mean(opinion.pen[list(best.segments)]))
    confidence = _confidence(best, float(shares[0]), pen)
    rest = max(1e-9, 1 - float(shares[0]))
    others = tuple(
        Alternative(_text(path), round((1 - confidence) * float(share) / rest, 4))
        for path, share in zip(paths[1:], shares[1:], strict=True)
        if share > 1e-3
    )
    limits = digit_net.weights()["sure"]
    return DigitReading(
        text=_text(best),
        confidence=round(confidence, 4),
        alternatives=others,
        boxes=tuple(_on_crop(found[place].box, pieces.scale, crop) for place in best.segments),
        sure=OTHER not in _text(best) and confidence >= float(limits[1 if pen >= 0.5 else 0]),
        digit_like=_digit_like(best, found, opinion),
        pen=round(pen, 4),
    )


def handwritten(
    reading: DigitReading, word: NDArray[np.uint8], printed: NDArray[np.uint8] | None = None
) -> float:
    """How likely a word was written by pen, 0–1: by its shapes, and by its ink against printed text of its line.

    ``word`` and ``printed`` are crops of the word and of a printed neighbour, grey or colour. Coloured ink beside
    black print speaks for a pen (or a stamp); ink as dark and strokes as wide as the print's speak for print.
    """
    if printed is None:
        return reading.pen
    mine, theirs = _ink_look(word), _ink_look(printed)
    if mine is None or theirs is None:
        return reading.pen
    odds = math.log(max(reading.pen, 1e-3) / max(1 - reading.pen, 1e-3))
    colour, paleness, stroke = (abs(a - b) for a, b in zip(mine, theirs, strict=True))
    odds += 3.0 * min(colour / 40, 1.5) + 1.0 * min(paleness / 60, 1.5) + 0.8 * min(stroke / 0.5, 1.5) - 0.8
    return round(1 / (1 + math.exp(-odds)), 4)


def _ink_look(crop: NDArray[np.uint8]) -> tuple[float, float, float] | None:
    """Colourfulness and darkness of the ink (0–255), and the logarithm of the stroke's width in pixels."""
    grey = crop.astype(np.float32) if crop.ndim == 2 else crop[:, :, :3].astype(np.float32).mean(axis=2)
    paper, dark = np.percentile(grey, [80, 1])
    if paper - dark < 24:
        return None
    ink = grey < (paper + dark) / 2
    inside = ink[1:-1, 1:-1] & ink[:-2, 1:-1] & ink[2:, 1:-1] & ink[1:-1, :-2] & ink[1:-1, 2:]
    edge = max(1, int(ink.sum()) - int(inside.sum()))
    colour = 0.0
    if crop.ndim == 3:
        colours = crop[:, :, :3][ink].astype(np.float32)
        colour = float(np.median(colours.max(axis=1) - colours.min(axis=1)))
    return colour, float(np.median(grey[ink])), math.log(2 * float(ink.sum()) / edge)


def _search(found: list[Segment], opinion: Opinion, pieces: int) -> list[_Path]:
    """The best ways through all pieces, one a text, best first."""
    starting: list[list[int]] = [[] for _ in range(pieces)]
    for place, segment in enumerate(found):
        starting[segment.first].append(place)
    beams: list[dict[tuple[int, ...], _Path]] = [{} for _ in range(pieces + 1)]
    beams[0][()] = _START
    for here in range(pieces):
        kept = sorted(beams[here].values(), key=lambda path: -path.score)[:_BEAM]
        for place in starting[here]:
            segment, names = found[place], opinion.names[place]
            likely = [int(one) for one in np.argsort(-names)[: _CLASSES_A_SEGMENT + 1]]
            after = beams[segment.last + 1]
            for path in kept:
                if _speck(segment):
                    _keep(after, _skipped(path, float(names[JUNK])))
                for name in likely:
                    if name != JUNK and names[name] > _LEAST:
                        _keep(after, _extended(path, name, place, float(names[name])))
            if not after and segment.last == here:
                for path in kept:
                    name = next(one for one in likely if one != JUNK)
                    _keep(after, _extended(path, name, place, float(names[name])))
    return sorted(beams[pieces].values(), key=lambda path: -path.score)[:_READINGS]


def _keep(beam: dict[tuple[int, ...], _Path], path: _Path) -> None:
    known = beam.get(path.names)
    if known is None or path.score > known.score:
        beam[path.names] = path


def _speck(segment: Segment) -> bool:
    return segment.first == segment.last and max(segment.ink.shape) < _SPECK * HEIGHT


def _skipped(path: _Path, junk: float) -> _Path:
    return _Path(path.score + _PASSED_OVER + junk, path.names, path.segments, path.worst, path.script)


def _extended(path: _Path, name: int, place: int, chance: float) -> _Path:
    score = path.score + chance
    script = path.script
    if name < 20:
        now = "thai" if name < 10 else "arabic"
        if script and now != script:
            score += _SCRIPT_CHANGE
        script = now
    elif CLASSES[name] == OTHER:
        score += _A_LETTER
    elif CLASSES[name] in {"ว", "("} and path.names and path.names[-1] < 20:
        score += _MARK_AFTER_DIGIT
    return _Path(score, (*path.names, name), (*path.segments, place), min(path.worst, chance), script)


def _text(path: _Path) -> str:
    return "".join(CLASSES[name] for name in path.names)


def evidence(score: float, worst: float, share: float, length: int, pen: float) -> NDArray[np.float64]:
    """What the confidence is computed from; training fits one weight to each."""
    return np.array(
        [
            1.0,
            max(-8.0, math.log(max(share, 1e-6)) - math.log(max(1 - share, 1e-6)) if share < 1 else 14.0),
            max(score, -20.0),
            max(worst, -8.0),
            math.log1p(length),
            pen,
        ]
    )


def _confidence(best: _Path, share: float, pen: float) -> float:
    seen = evidence(best.score, best.worst, min(share, 1 - 1e-6), len(best.names), pen)
    return float(1 / (1 + np.exp(-float(seen @ digit_net.weights()["calibration"]))))


def _digit_like(best: _Path, found: list[Segment], opinion: Opinion) -> float:
    if not any(name < 20 for name in best.names):
        return 0.0
    total = explained = 0.0
    for name, place in zip(best.names, best.segments, strict=True):
        ink = float(found[place].ink.sum())
        total += ink
        if CLASSES[name] != OTHER:
            explained += ink * math.exp(float(opinion.names[place, name]))
    return round(explained / max(total, 1e-6), 4)


def _on_crop(box: PixelBox, scale: float, crop: NDArray[np.uint8]) -> PixelBox:
    x0, top, x1, bottom = (value / scale for value in box)
    high, wide = crop.shape[:2]
    return max(0, int(x0)), max(0, int(top)), min(wide, math.ceil(x1)), min(high, math.ceil(bottom))
