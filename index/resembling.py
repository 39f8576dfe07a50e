"""Stretches of letters that scanning has hurt: what stands in a text read by OCR in place of a typed word.

A word is cut into pieces of its skeleton, one more than letters may be wrong, so that one piece at least is
whole; around each place of a piece the rest may differ a little. What is found so is weighed with the marks:
what scanners lose or confuse costs less than what they never do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, compress, pairwise
from typing import TYPE_CHECKING

from index import analysis, dictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHORTEST = 4
"""Letters without marks that a word must have to be looked for with faults."""

SHORTEST_PIECE = 3

_ONE_FROM = 7
_TWO_FROM = 12
"""Letters without marks from which one, and two, may be wrong."""

_DEAREST = 0.16
"""What a stretch may cost a letter of the word, marks counted."""

_AROUND = 12
"""Letters beside a stretch that tell which words it is made of."""

_LOST_MARK = 0.5
_OTHER_MARK = 0.8
_LIKE = 0.5
_SPECK = 0.5
_OTHER = 1.0

_ALIKE = ("กบ", "ฏภ", "ฎฏ", "ำา", "กถ", "ถภ", "กภ", "คด", "ดต", "คต", "ชซ", "บป", "ผฝ", "พฟ", "ขช", "ลส", "มน", "รธ", "อฮ", "หท", "ใไ", "ไโ", "ใโ", "ยษ")  # fmt: skip
_COSTS = {
    pair: _LIKE
    for one, other in (text.encode("cp874") for text in _ALIKE)
    for pair in ((one, other), (other, one))
}
_MARKS = frozenset(analysis.MARKS)
_IS_LETTER = bytes(code not in _MARKS for code in range(256))
_ADDED = dict.fromkeys(_MARKS, _OTHER_MARK) | {analysis.OTHER[0]: _SPECK, 0x1E: 99.0}
"""What a letter costs that was not there: specks look like points; no word runs on in the next field."""


@dataclass(frozen=True, slots=True)
class Place:
    """From ``start`` to ``end`` of squeezed letters; ``likeness`` is 1.0 for letters that do not differ."""

    start: int
    end: int
    likeness: float


def wrong(bare: bytes) -> int:
    """How many letters of the skeleton ``bare`` may be wrong; -1 for a word too short to be looked for."""
    if len(bare) < SHORTEST:
        return -1
    return (len(bare) >= _ONE_FROM) + (len(bare) >= _TWO_FROM)


@lru_cache(maxsize=512)
def cuts(bare: bytes) -> tuple[tuple[int, int], ...]:
    """Pieces (start, end) of the skeleton ``bare``, of much the same length, of which one must be whole."""
    return tuple(pairwise(len(bare) * at // (wrong(bare) + 1) for at in range(wrong(bare) + 2)))


def rarest_cuts(bare: bytes, count: Callable[[bytes], int]) -> tuple[tuple[int, int], ...]:
    """Pieces as of ``cuts``, but those that stand in the fewest letters by ``count``."""
    inner = range(SHORTEST_PIECE, len(bare) - SHORTEST_PIECE + 1)
    ways = (
        tuple(pairwise((0, *places, len(bare))))
        for places in combinations(inner, wrong(bare))
        if all(later - sooner >= SHORTEST_PIECE for sooner, later in pairwise(places))
    )
    held = lru_cache(maxsize=None)(count)
    return min(ways, key=lambda way: sum(held(bare[start:end]) for start, end in way))


def find(letters: bytes, wanted: bytes) -> Place | None:
    """The place in squeezed ``letters`` most like ``wanted``; none where nothing is like enough."""
    bare, sought = analysis.skeleton(letters), analysis.skeleton(wanted)
    dearest = _DEAREST * len(wanted)
    if not _perhaps(bare, sought, cheap=dearest < _OTHER):
        return None
    spans = dict.fromkeys(_spans(bare, sought, cuts(sought), wrong(sought)))
    if not spans:
        return None
    at = [*compress(range(len(letters)), letters.translate(_IS_LETTER)), len(letters)]
    found = [
        Place(at[first], at[last], 1 - spent / len(wanted))
        for first, last in spans
        if (spent := cost(wanted, letters[at[first] : at[last]], dearest)) <= dearest
    ]
    refused: list[Place] = []
    for place in sorted(found, key=lambda place: (-place.likeness, place.start, place.end)):
        # What overlaps another word is that word's end or beginning, not a damaged one.
        if any(place.start < other.end and other.start < place.end for other in refused):
            continue
        if analysis.whole(letters, place.start, place.end) and (
            _only_lost(wanted, letters[place.start : place.end])
            or not _is_sound(letters, place.start, place.end)
        ):
            return place
        refused.append(place)
    return None


def _only_lost(wanted: bytes, text: bytes) -> bool:
    """Whether ``text`` is ``wanted`` but for lost marks."""
    left = iter(wanted)
    return analysis.skeleton(wanted) == analysis.skeleton(text) and all(code in left for code in text)


def _is_sound(letters: bytes, start: int, end: int) -> bool:
    """Whether the letters are words of the list and nothing else: another word then, not a damaged one.

    Words of two letters do not count: damage makes them too often (งก from งบ).
    """
    first = max(0, start - _AROUND)
    return _is_made_of_words(letters[first : end + _AROUND], start - first, end - first)


@lru_cache(maxsize=16384)
def _is_made_of_words(letters: bytes, start: int, end: int) -> bool:
    at = 0
    for run in re.split(rb"[|\x1e]", letters):
        for word in dictionary.segment(run.decode("cp874", "ignore")):
            if (
                at < end
                and at + len(word) > start
                and (len(word) < SHORTEST_PIECE or word not in dictionary.words())
            ):
                return False
            at += len(word)
        at += 1
    return True


def _perhaps(bare: bytes, sought: bytes, *, cheap: bool) -> bool:
    """Whether ``_spans`` can find anything worth weighing: refuses most texts in a few microseconds.

    ``cheap``: a word so short that no letter of it may be lost, only taken for one that looks like it.
    """
    pieces = [sought[start:end] for start, end in cuts(sought)]
    if len(pieces) != 2:
        return any(piece in bare for piece in pieces)
    head, tail = pieces
    return (head in bare and _one_wrong(head, tail, cheap).search(bare) is not None) or (
        tail in bare and _one_wrong(tail[::-1], head[::-1], cheap).search(bare[::-1]) is not None
    )


@lru_cache(maxsize=1024)
def _one_wrong(whole: bytes, hurt: bytes, cheap: bool) -> re.Pattern[bytes]:
    """A pattern for ``whole`` and then ``hurt`` with one letter at most lost, changed or put in."""
    ways = [hurt]
    for at, code in enumerate(hurt):
        start, rest = hurt[:at], hurt[at + 1 :]
        ways += [start + b"[" + _alike(code) + b"]" + rest, start + re.escape(analysis.OTHER) + hurt[at:]]
        if not cheap:
            ways += [start + rest, start + b"." + rest, start + b"." + hurt[at:]]
    return re.compile(whole + b"(?:" + b"|".join(ways) + b")", re.DOTALL)


def _alike(code: int) -> bytes:
    """The letters of a skeleton that look like ``code``, itself among them."""
    return analysis.skeleton(bytes((code, *(other for one, other in _COSTS if one == code))))


def _spans(
    bare: bytes, sought: bytes, pieces: tuple[tuple[int, int], ...], most: int
) -> Iterator[tuple[int, int]]:
    """Places in ``bare`` that differ from ``sought`` in no more than ``most`` letters."""
    for start, end in pieces:
        piece, before, after = sought[start:end], sought[:start][::-1], sought[end:]
        at = bare.find(piece)
        while at >= 0:
            head = bare[max(0, at - len(before) - most) : at][::-1]
            tail = bare[at + len(piece) : at + len(piece) + len(after) + most]
            for length, spent in _like(before, head, most).items():
                for more in _like(after, tail, most - spent):
                    yield at - length, at + len(piece) + more
            at = bare.find(piece, at + 1)


def _like(sought: bytes, text: bytes, most: int) -> dict[int, int]:
    """Lengths of starts of ``text`` that are ``sought`` but for ``most`` letters, with the letters wrong."""
    found: dict[int, int] = {}
    open_ = [(0, 0, 0)]
    size, end = len(sought), len(text)
    while open_:
        at, place, spent = open_.pop()
        while at < size and place < end and sought[at] == text[place]:
            at += 1
            place += 1
        if at == size:
            found[place] = min(spent, found.get(place, spent))
        elif spent < most:
            open_.append((at + 1, place, spent + 1))
            if place < end:
                open_ += ((at + 1, place + 1, spent + 1), (at, place + 1, spent + 1))
    return found


@lru_cache(maxsize=65536)
def cost(wanted: bytes, text: bytes, dearest: float) -> float:
    """What it costs to turn ``wanted`` into ``text``; any number above ``dearest`` when it is more."""
    row = [0.0]
    for code in text:
        row.append(row[-1] + _ADDED.get(code, _OTHER))
    for code in wanted:
        gone = _LOST_MARK if code in _MARKS else _OTHER
        before, row[0] = row[0], row[0] + gone
        for place, other in enumerate(text, start=1):
            if code == other:
                changed = before
            elif code in _MARKS and other in _MARKS:
                changed = before + _OTHER_MARK
            else:
                changed = before + _COSTS.get((code, other), _OTHER)
            before = row[place]
            added = row[place - 1] + _ADDED.get(other, _OTHER)
            row[place] = min(changed, before + gone, added)
        if min(row) > dearest:
            return dearest + 1
    return row[-1]
