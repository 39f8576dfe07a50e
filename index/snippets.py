"""The stretch of a letter that best answers a query, with marks over the words that do.

Works on the source text alone: each word of the query becomes a pattern that allows for what the normal form
folds (digits of either kind, order of marks, ํ+า), so no text is normalised or cut again, and words the
segmenter cut differently are marked too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from index import analysis, dictionary, resembling
from index.abbreviations import other_names
from index.expansion import Resembling, clauses
from index.query import Number, Phone, Phrase, Prefix, Query, Word, wanted
from parsers.thai.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.query import Leaf

WIDTH = 160
MOST_MARKS = 60

_ABOVE_BELOW = "ัิีึืฺุู็่้๊๋์ํ๎"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_JOINED = frozenset(_ABOVE_BELOW + _UNSEEN + "ำ")
_NO_BREAK_BEFORE = _JOINED | frozenset("ะาๅ")
_LEADERS = frozenset("เแโใไ")
_TONES = "่้๊๋"
_NEAR = 24
"""How far a cut may move to find a blank."""

_BETWEEN = "[^ก-๎0-9๐-๙A-Za-z]{0,8}"
_THAI_RUN = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]+")


@dataclass(frozen=True, slots=True)
class Snippet:
    """``text`` is a stretch of the source; ``marks`` are places (start, end) in it, in order, apart.

    ``cut`` tells whether the source has more before it and after it.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    cut: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class _Needle:
    """One thing to mark: patterns from strict to lenient; the next is tried where one finds nothing.

    ``letters`` are looked for with faults at last, in text read by OCR.
    """

    sources: tuple[str, ...]
    letters: bytes = b""

    def places(self, text: str, ocr: bool) -> list[tuple[int, int]]:
        for source in self.sources:
            matches = _compiled(source).finditer(text)
            found = [match.span() for match in islice(matches, MOST_MARKS) if match.end() > match.start()]
            if found:
                return found
        return self._damaged(text) if ocr and self.letters else []

    def _damaged(self, text: str) -> list[tuple[int, int]]:
        letters, places = analysis.squeezed_places(text)
        found = resembling.find(letters, self.letters)
        return [(places[found.start][0], places[found.end - 1][1])] if found else []


@lru_cache(maxsize=512)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


class Marker:
    """Finds the words of one query in many texts."""

    def __init__(self, query: Query) -> None:
        self._needles = [needle for leaf in wanted(query.tree) for needle in _needles(leaf)]

    def best(self, text: str, width: int = WIDTH, *, ocr: bool = False) -> Snippet:
        """About ``width`` characters of ``text`` where most of the query's words stand, or its start.

        In text read by ``ocr`` what a word may have become is marked where the word itself is not found.
        """
        found = [
            (start, end, number)
            for number, needle in enumerate(self._needles)
            for start, end in (_whole(text, *place) for place in needle.places(text, ocr))
        ]
        if not found:
            first = len(text) - len(text.lstrip())
            return _cut(text, first, first + width, first, first)
        found.sort()
        chosen = _window(found, width)
        first, last = chosen[0][0], max(end for _, end, _ in chosen)
        room = max(0, width - (last - first)) // 2
        start = max(0, first - room)
        end = min(len(text), max(start + width, last))
        start = max(0, min(start, max(0, end - width), first))
        cut = _cut(text, start, end, first, last)
        return cut if not cut.text else _marked(text, cut, found)


def _window(found: list[tuple[int, int, int]], width: int) -> list[tuple[int, int, int]]:
    """The marks of the stretch with most different words, then most marks; the earliest of equals."""
    best: list[tuple[int, int, int]] = []
    rank = (0, 0)
    starts = [start for start, _, _ in found]
    for first, start in enumerate(starts):
        near = found[first : bisect_right(starts, start + width)]
        inside = [place for place in near if place[1] <= start + width] or [found[first]]
        new = (len({number for _, _, number in inside}), len(inside))
        if new > rank:
            rank, best = new, inside
    return best


@dataclass(frozen=True, slots=True)
class _Cut(Snippet):
    """A snippet that knows where in the source it starts."""

    start: int = 0


def _cut(text: str, start: int, end: int, first: int, last: int) -> _Cut:
    """``text`` from about ``start`` to about ``end``, cut between words and around ``first`` to ``last``."""
    start = _edge(text, start, 0, first, inwards=1) if start > 0 else 0
    end = _edge(text, end, last, len(text), inwards=-1) if end < len(text) else len(text)
    piece = text[start:end]
    more = bool(text[:start].strip()), bool(text[end:].strip())
    start += len(piece) - len(piece.lstrip())
    return _Cut(piece.strip(), cut=more, start=start)


def _edge(text: str, at: int, low: int, high: int, *, inwards: int) -> int:
    """The best place to cut near ``at``, from low to high: a blank, else a word's end, else a cluster's."""
    for step in range(_NEAR):
        place = at + step * inwards
        if not low <= place <= high:
            break
        if place >= len(text) or text[place].isspace() or (place and text[place - 1].isspace()):
            return place
    at = _word_end(text, at, low, high)
    while low < at < len(text) and not _breakable(text, at):
        at -= 1
    return max(low, min(at, high))


def _word_end(text: str, at: int, low: int, high: int) -> int:
    """The end of a word nearest to ``at``, as the segmenter sees the Thai run around it."""
    near, far = max(0, at - _NEAR * 2), min(len(text), at + _NEAR * 2)
    for run in _THAI_RUN.finditer(text, near, far):
        if run.start() < at < run.end():
            ends = [run.start()]
            for word in dictionary.segment(run.group()):
                ends.append(ends[-1] + len(word))
            inside = [end for end in ends if low <= end <= high and _breakable(text, end)]
            return min(inside, key=lambda end: abs(end - at), default=at)
    return at


def _breakable(text: str, at: int) -> bool:
    """Whether text may be cut before ``at``: not before a mark, not after a leading vowel."""
    return not 0 < at < len(text) or (text[at] not in _NO_BREAK_BEFORE and text[at - 1] not in _LEADERS)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The place widened so that no mark is parted from its base."""
    while start > 0 and text[start] in _JOINED:
        start -= 1
    while end < len(text) and text[end] in _JOINED:
        end += 1
    return start, end


def _marked(text: str, cut: _Cut, found: Iterable[tuple[int, int, int]]) -> Snippet:
    marks: list[tuple[int, int]] = []
    stop = cut.start + len(cut.text)
    for start, end, _ in found:
        if start < cut.start or end > stop:
            continue
        place = (start - cut.start, end - cut.start)
        if marks and place[0] < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(marks[-1][1], place[1]))
        else:
            marks.append(place)
    return Snippet(cut.text, tuple(marks), cut.cut)


@lru_cache(maxsize=256)
def _needles(leaf: Leaf) -> tuple[_Needle, ...]:
    found: tuple[tuple[str, str], ...] = ()
    damaged = {clause.letters for clause in clauses(leaf) if isinstance(clause, Resembling)}
    match leaf:
        case Word(text):
            found = tuple((name, "word") for name in (text, *other_names(fold(text))))
        case Phrase(text):
            found = ((text, "word"),)
        case Prefix(text, field):
            found = ((text, "number" if field in ("number", "cites") else "prefix"),)
        case Number(text):
            found = ((text, "number"),)
        case Phone(digits):
            found = ((digits, "phone"),)
    return tuple(
        _Needle(
            tuple(_sources(text, kind)), letters if (letters := analysis.squeezed(text)) in damaged else b""
        )
        for text, kind in found
    )


def _sources(raw: str, kind: str) -> list[str]:
    """Regular expressions for one needle, strict to lenient."""
    text = re.sub(r"^[\W_]+|[^\w\u0e31-\u0e4e]+$", "", fold(raw))
    if kind in ("number", "phone"):
        between = r"[\s.]*" if kind == "number" else r"[\s()\-]*"
        tight = re.sub(r"[\s.]", "", text)
        pieces = [r"\s*/?\s*" if char == "/" else _char(char) for char in tight]
        return [_bounded(between.join(pieces), tight, kind)] if tight else []
    chunks = [chunk for chunk in re.split(r"\s+", text) if re.search(r"[^\W_]", chunk)]
    sources = [_bounded(_BETWEEN.join(_strict(chunk) for chunk in chunks), text, kind)]
    letters = "".join(char for chunk in chunks for char in chunk)
    if analysis.squeezed(text) and analysis.OTHER not in analysis.squeezed(text):
        sources.append(rf"[\s{_UNSEEN}]*".join(_units(letters)))
        bare = [_char(char) for char in letters if char not in _ABOVE_BELOW]
        if len(bare) > 4:
            sources.append(rf"[\s{_ABOVE_BELOW}{_UNSEEN}]*".join(bare))
    if kind == "word":
        words = [word for word, _ in analysis.words(raw)]
        if len(words) > 1 and all(len(word) > 2 for word in words):
            sources.append("|".join(_bounded(_strict(word), word, kind) for word in words))
    return [source for source in sources if source]


def _strict(chunk: str) -> str:
    short = chunk.replace(".", "")
    if 2 <= len(short) <= 5 and all("ก" <= char <= "ฮ" for char in short):
        return r"\.?".join(short) + r"\.?"
    return "".join(_units(chunk))


def _units(text: str) -> list[str]:
    """One pattern a cluster part: marks in either order, sara am whole or in two."""
    units: list[str] = []
    at = 0
    while at < len(text):
        char, after = text[at], text[at + 1 : at + 2]
        if char in _TONES and after == "ำ":
            units.append(f"(?:{char}ำ|ํ{char}า|{char}ํา)")
            at += 2
        elif char in _ABOVE_BELOW and after and after in _ABOVE_BELOW:
            units.append(f"(?:{char}{after}|{after}{char})")
            at += 2
        else:
            units.append(_char(char))
            at += 1
    return units


def _char(char: str) -> str:
    if "0" <= char <= "9":
        return f"[{char}{chr(0x0E50 + int(char))}]"
    if char == "ำ":
        return "(?:ำ|ํ?า)"
    if char == "แ":
        return "(?:แ|เเ)"
    if char in "ฎฏ":
        return "[ฎฏ]"
    return re.escape(char)


def _bounded(source: str, text: str, kind: str) -> str:
    """``source`` that does not begin or end inside a longer number or Latin word."""
    letters = re.sub(r"[^\w\u0e31-\u0e4e]", "", text)
    if not letters or not source:
        return source
    guard = {True: "0-9๐-๙", False: "A-Za-z"}
    first, last = letters[0], letters[-1]
    if len(letters) < 3 and not first.isascii() and kind == "word":
        return f"(?<![ก-๎])(?:{source})(?![ก-๎])"
    start = f"(?<![{guard[first.isdigit()]}])" if first.isascii() and kind != "phone" else ""
    end = f"(?![{guard[last.isdigit()]}])" if last.isascii() and kind not in ("phone", "prefix") else ""
    return f"{start}(?:{source}){end}"
