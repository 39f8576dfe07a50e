"""Segments of drawn words with their names: what the digit reader's network is trained on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from bench import digit_words
from parsers.readers.digit_net import CLASSES, JUNK, MEASURES, OTHER, SIDE, pictures
from parsers.readers.ink import LineFrame, find_pieces, segments

_WHOLE = 0.86
"""The part of a character's ink that a segment must hold, and of its own ink that must belong to it."""
_MOST = 0.5
"""The part of a letter, with the vowels and tones around it, that is enough to be called a letter."""
KEPT = 0.25
"""The part of the samples that are no character that training keeps: there are many."""
_HARD = ["photocopy", "photocopy 200 dpi", "swollen", "mixed", "mixed"]
"""Conditions that are drawn once more: strokes run together there."""
_NAMES = {name: place for place, name in enumerate(CLASSES) if name}
_OTHER = CLASSES.index(OTHER)


@dataclass
class Samples:
    """n segments: pictures in 0–255, measures, the class of each, and whether a pen drew it."""

    images: np.ndarray
    measures: np.ndarray
    names: np.ndarray
    pen: np.ndarray


def some_word(chance: np.random.Generator, *, varied: bool = False) -> digit_words.Word:
    """A word by chance: print and pen, digits and other text, sound and damaged; ``varied`` to learn from, else as
    letters have them."""
    by_hand = chance.random() < 0.52
    script = "thai" if chance.random() < 0.58 else "arabic"
    conditions = list(digit_words.CONDITIONS)
    condition = str(chance.choice(conditions + _HARD if chance.random() < 0.8 else conditions[:3]))
    if by_hand:
        text = (
            digit_words.handwritten_text(chance)
            if chance.random() < 0.85
            else digit_words.number_text(chance)
        )
    else:
        text = digit_words.number_text(chance) if chance.random() < 0.68 else digit_words.other_text(chance)
    return digit_words.draw(
        chance,
        text=text,
        script=script,
        by_hand=by_hand,
        held_out=False,
        condition=condition,
        varied=varied,
        plain=not varied,
    )


def frame_of(word: digit_words.Word, chance: np.random.Generator) -> LineFrame | None:
    """The line's frame as a page reader would know it: roughly, and at times not at all."""
    if chance.random() < 0.5:
        return None
    tall = word.bottom - word.top
    sway = chance.normal(0, 0.05, 2) * tall
    return LineFrame(word.top + sway[0], word.bottom + sway[1])


def label_word(word: digit_words.Word, frame: LineFrame | None) -> Samples | None:
    """Every segment that the reader would look at in a word, with what it is."""
    pieces = find_pieces(word.grey, frame)
    if pieces is None:
        return None
    found = segments(pieces)
    high, wide = pieces.ink.shape
    owner = np.asarray(Image.fromarray(word.owner).resize((wide, high), Image.Resampling.NEAREST))
    sizes = np.bincount(owner.ravel(), minlength=len(word.marks) + 1)
    names = np.empty(len(found), np.uint8)
    for place, segment in enumerate(found):
        x0, top, x1, bottom = segment.box
        inside = pieces.labels[top:bottom, x0:x1]
        mask = (inside > segment.first) & (inside <= segment.last + 1)
        counts = np.bincount(owner[top:bottom, x0:x1][mask], minlength=len(sizes))
        names[place] = _name(word.marks, sizes, counts)
    images, measures = pictures(found, pieces.frame)
    return Samples((images * 255).astype(np.uint8), measures, names, np.full(len(found), word.pen, np.uint8))


def _name(marks: tuple[str, ...], sizes: np.ndarray, counts: np.ndarray) -> int:
    inked = counts[1:]
    if inked.sum() < 3:
        return JUNK
    main = int(np.argmax(inked))
    if all(
        mark not in _NAMES for mark, count in zip(marks, inked, strict=False) if count > 0.1 * inked.sum()
    ):
        return _OTHER if inked[main] >= _MOST * sizes[main + 1] else JUNK
    swallowed = (inked >= 0.5 * np.maximum(sizes[1 : len(inked) + 1], 4)) & (np.arange(len(inked)) != main)
    whole = (
        inked[main] >= _WHOLE * sizes[main + 1]
        and inked[main] >= _WHOLE * inked.sum()
        and not swallowed.any()
    )
    mark = marks[main]
    if not whole:
        return JUNK
    return _NAMES.get(mark, _OTHER)


def make(seed: int, words: int) -> Samples:
    """The segments of so many words; the same seed gives the same."""
    chance = np.random.default_rng(seed)
    kept: list[Samples] = []
    for _ in range(words):
        word = some_word(chance, varied=True)
        made = label_word(word, frame_of(word, chance))
        if made is not None:
            kept.append(_thinned(made, chance))
    return joined(kept)


def _thinned(some: Samples, chance: np.random.Generator) -> Samples:
    """Three in four of the samples that are no character are left out, and half of the letters: there are many."""
    draws = chance.random(len(some.names))
    keep = np.where(some.names == JUNK, draws < KEPT, (some.names != _OTHER) | (draws < 0.5))
    return Samples(some.images[keep], some.measures[keep], some.names[keep], some.pen[keep])


def joined(some: list[Samples]) -> Samples:
    return Samples(
        np.concatenate([np.zeros((0, SIDE, SIDE), np.uint8), *(one.images for one in some)]),
        np.concatenate([np.zeros((0, MEASURES), np.float32), *(one.measures for one in some)]),
        np.concatenate([np.zeros(0, np.uint8), *(one.names for one in some)]),
        np.concatenate([np.zeros(0, np.uint8), *(one.pen for one in some)]),
    )
