"""Thai text → terms: the one place where documents and queries are cut, for every engine.

Text is brought to its normal form and split into runs of Thai, digits and other letters; only Thai runs go to
the segmenter. Each whole word carries the dictionary words inside it as parts, so that ราชการ is found in
ข้าราชการพลเรือน. A term's position counts the letters and digits before it, without blanks and punctuation:
one word follows another when it starts where the other ends, however blanks and line ends fell between them,
and a part may stand in a phrase as well as a whole word.

What the segmenter cut otherwise, names and text hurt by OCR are found by ``squeezed``: the letters alone,
one byte each, in which any stretch can be looked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from index import abbreviations, dictionary
from parsers.thai.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSION = 1
"""Raise it with every change that gives other terms for a text; older indexes then ask for a rebuild."""

LONGEST_TERM = 60
SHORTEST_PART = 2
PART_WEIGHT = 0.4
"""How much a part counts beside a whole word (1.0) when letters are ranked."""

GAP = 1000
"""Positions left free between two values of one field, so that no phrase runs from one into the other."""

OTHER = b"|"
"""Stands in squeezed text for whatever is neither a Thai letter nor a blank."""

_THAI = "ก-ฮะ-ฺเ-ๅ็-๎"
FOLLOWERS = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")

_RUN = re.compile(
    rf"(?P<short>(?<![{_THAI}])(?:(?:[ก-ฮ]{{1,4}}\.)+|(?:เม|มี|มิ)\.[คย]\.))"
    rf"|(?P<thai>[{_THAI}]+(?:\.[{_THAI}]+)*)"
    r"|(?P<digits>[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<other>[^\W\d_ก-๛]+)"
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_NOT_THAI = re.compile(rf"[^{_THAI}\s]+")

_SEEN = re.compile(rf"(?P<thai>[{_THAI}])|[^{_THAI}\s]+")

_MARKS = "".join(chr(code) for code in (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F)))
_FOLLOWING = frozenset(char.encode("cp874") for char in FOLLOWERS)
LEADERS = frozenset(char.encode("cp874") for char in "เแโใไ")
MARKS = _MARKS.encode("cp874", "ignore")
"""The marks above and below that a skeleton is without."""
CLUSTER = re.compile(rf"[เ-ไ]*[^เ-ไ][{''.join(sorted(FOLLOWERS))}]*|[เ-ไ]+")
"""A letter with the vowels before it and what stands on and after it: text is cut between these alone."""
_SKELETON = bytes.maketrans("ำฏ".encode("cp874"), "าฎ".encode("cp874"))


# A letter's text is asked for several times while the letter is indexed.
_normal = lru_cache(maxsize=16)(normalise)


class Level(IntEnum):
    """What a term is in its text: a whole word, or a dictionary word inside one."""

    WHOLE = 0
    PART = 1


@dataclass(frozen=True, slots=True)
class Term:
    """One term. ``start`` and ``end`` are offsets into the source; ``position`` counts what stands before."""

    text: str
    position: int
    start: int
    end: int
    level: Level = Level.WHOLE


@dataclass(slots=True)
class Occurrences:
    """Where one term stands in one field: its ``weight`` (parts count less) and its positions in order."""

    weight: float
    positions: list[int]


def terms(raw: str, *, parts: bool = True) -> list[Term]:
    """All terms of ``raw`` in order of position, each whole word before its parts.

    With ``parts=False`` whole words only, as queries need them. Never raises.
    """
    normal = _normal(raw)
    offsets = normal.offsets
    found: list[Term] = []
    for text, position, start, end in _wholes(normal.text):
        found.append(Term(text, position, offsets[start], offsets[end]))
        if parts:
            for at, part in parts_of(text):
                # A term that lost dots or commas is shorter than its source; its parts point at all of it.
                exact = end - start == len(text)
                first, last = (start + at, start + at + len(part)) if exact else (start, end)
                found.append(Term(part, position + at, offsets[first], offsets[last], Level.PART))
    return found


def words(raw: str) -> list[tuple[str, int]]:
    """The whole words of a query with their positions."""
    return [(text, position) for text, position, _, _ in _wholes(_normal(raw).text)]


def occurrences(values: Iterable[str]) -> tuple[dict[str, Occurrences], int]:
    """Terms of one field's values with their places, and the field's length in whole words."""
    found: dict[str, Occurrences] = {}
    base = length = 0
    for value in values:
        last = base
        for text, position, _, _ in _wholes(_normal(value).text):
            length += 1
            last = base + position + len(text)
            _note(found, text, base + position, 1.0)
            for at, part in parts_of(text):
                _note(found, part, base + position + at, PART_WEIGHT)
        base = last + GAP
    for places in found.values():
        places.positions.sort()
    return found, length


def _note(found: dict[str, Occurrences], text: str, position: int, weight: float) -> None:
    places = found.get(text)
    if places is None:
        found[text] = Occurrences(weight, [position])
    else:
        places.weight += weight
        places.positions.append(position)


def _wholes(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Whole words of normal text: (term, position, start, end), offsets into ``text``."""
    position = 0
    for match in _RUN.finditer(text):
        start, end = match.span()
        kind, run = match.lastgroup, match.group()
        if kind == "thai":
            at = start
            for piece in _thai_words(run):
                word = piece.replace(".", "")
                if word:
                    yield word[:LONGEST_TERM], position, at, at + min(len(piece), LONGEST_TERM)
                    position += len(word)
                at += len(piece)
            continue
        if kind == "short":
            run = run.replace(".", "")
        elif kind == "digits":
            run = run.replace(",", "") if _THOUSANDS.fullmatch(run) else run
        else:
            run = run.lower()
        yield run[:LONGEST_TERM], position, start, min(end, start + LONGEST_TERM)
        position += len(run)


@lru_cache(maxsize=32768)
def _thai_words(run: str) -> tuple[str, ...]:
    """Words of a Thai run; leftovers of one letter are one token, and no word starts with a mark.

    Known short names are one word with and without their dots: พรบ as พ.ร.บ.
    """
    if run in abbreviations.FULL:
        return (run,)
    words: list[str] = []
    loose = False
    for piece in dictionary.segment(run):
        single = len(piece) == 1 and piece != "."
        if words and (piece[0] in FOLLOWERS or (single and loose)):
            words[-1] += piece
        else:
            words.append(piece)
        loose = single
    return tuple(words)


@lru_cache(maxsize=65536)
def parts_of(word: str) -> tuple[tuple[int, str], ...]:
    """The dictionary words inside ``word`` and where they start; the numbers inside a dotted one.

    Only those count that leave dictionary words on both sides: กรรม in กรรมการ, but not กา in การ.
    """
    if len(word) <= SHORTEST_PART:
        return ()
    if word[0].isdigit():
        pieces = re.finditer(r"[0-9]+", word)
        return tuple((piece.start(), piece.group()) for piece in pieces if piece.group() != word)
    known = dictionary.words()
    size = len(word)
    spans = [
        (start, end)
        for start in range(size - SHORTEST_PART + 1)
        for end in range(start + SHORTEST_PART, size + 1)
        if word[start:end] in known and (end == size or word[end] not in FOLLOWERS)
    ]
    from_start, to_end = {0}, {size}
    for start, end in spans:
        if start in from_start:
            from_start.add(end)
    for start, end in reversed(spans):
        if end in to_end:
            to_end.add(start)
    return tuple(
        (start, word[start:end])
        for start, end in spans
        if start in from_start and end in to_end and end - start < size
    )


def squeezed(raw: str) -> bytes:
    """The Thai letters of ``raw``, one byte each (CP874), blanks gone, anything else one OTHER.

    A word is found in it wherever its letters stand together, whatever the segmenter thinks of them.
    """
    text = _NOT_THAI.sub("|", _normal(raw).text)
    return "".join(text.split()).encode("cp874", "ignore")


def squeezed_places(raw: str) -> tuple[bytes, list[tuple[int, int]]]:
    """``squeezed`` text, and for each byte the offsets of its source in ``raw``."""
    normal = _normal(raw)
    codes, places = bytearray(), []
    for match in _SEEN.finditer(normal.text):
        codes += match.group().encode("cp874") if match.lastgroup else OTHER
        places.append((normal.offsets[match.start()], normal.offsets[match.end()]))
    return bytes(codes), places


def holds(letters: bytes, wanted: bytes, *, unfinished: bool = False) -> bool:
    """Whether squeezed ``letters`` have ``wanted`` in a row without splitting a syllable: not วิน in วินิจ.

    ``unfinished``: the last letter may still be without its vowel and mark, as in the start of a word.
    """
    at = letters.find(wanted)
    while at >= 0:
        if whole(letters, at, at + len(wanted), unfinished=unfinished):
            return True
        at = letters.find(wanted, at + 1)
    return False


def whole(letters: bytes, start: int, end: int, *, unfinished: bool = False) -> bool:
    """Whether ``start`` to ``end`` of squeezed ``letters`` splits no syllable; see ``holds``."""
    return letters[start - 1 : start] not in LEADERS and (
        unfinished or letters[end : end + 1] not in _FOLLOWING
    )


def clusters(letters: bytes) -> list[str]:
    """Squeezed ``letters`` cut wherever ``whole`` allows: a letter with its leading vowels and what follows it."""
    return CLUSTER.findall(letters.decode("cp874"))


def skeleton(letters: bytes) -> bytes:
    """``squeezed`` text without the marks above and below, which scanners and hasty hands lose first."""
    return letters.translate(_SKELETON, MARKS)


def compact(raw: str) -> str:
    """``raw`` in normal form and lower case without blanks, to see whether one text holds another."""
    return "".join(_normal(raw).text.split()).lower()


def fingerprint() -> str:
    """What the terms of an index depend on; two indexes with one fingerprint hold the same terms."""
    return f"{dictionary.fingerprint()}/analysis-{VERSION}"
