"""Which texts of one identity are one letter, and whose values win.

Texts are joined two by two, the most alike first, but never two that contradict each other: an order that was
issued twice under one number is two letters, however much of the letterhead they share and whatever scan is
like both. Two texts that were read as text contradict each other when their bodies are less than ``SAME_BODY``
alike, when a number of three digits and more stands in one body only, or when other people signed. OCR misreads
digits and names alike, so that a scan contradicts nothing. What contradicts is kept apart, shown by ``review``.

All is a function of the set of texts alone: neither their order nor the imports that brought them matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from archive.folding import bare_text
from archive.identity import id_of, twin_id_of
from parsers.thai.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

GRAM = 5
ALIKE = 0.7
"""Texts that share so much of their 5-grams (Dice) are copies. Measured: letters of one chain written after the
same model share at most 0.58; a page with 3 % of its characters misread keeps 0.78 to 0.85, with 5 % 0.70 to 0.77."""
CONTAINED = 0.9
"""A text that lies so far within the other is a copy that lost a page."""
SHORTEST_CONTAINED = 200
LOST_PAGE = 0.8
"""A body that is contained and no longer than this part of the other may lack its numbers: a page is lost."""
SAME_BODY = 0.95
"""Measured: the sample's copies in txt, docx and PDF share all of the body; a page number with a catchword in it
leaves 0.98, one character in 500 mistyped 0.97; two orders after one model share 0.85 and less. Where it errs, two
letters are listed for review instead of one text being hidden. One post put for another in a long body leaves 0.97
and passes: such copies are shown as not the same to the letter."""
NOT_THE_SAME = 0.999
"""The most that texts that differ in a single character are said to be alike."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SPLIT_NUMBER = re.compile(r"(?<=\d,)\s+(?=\d{3}(?!\d))")
_FURNITURE = re.compile(
    r"^\s*(?:[-–—/(\s]*(?:หน้า\s*)?\d+(?:\s*/\s*\d+)?[-–—)\s]*|(?:โทร|E-?mail).*)$", re.M | re.I
)
_ZEROS = re.compile(r"\.0+$")


@dataclass(frozen=True, slots=True)
class Witness:
    """One text of a letter: a part of an original.

    ``length`` is that of its bare text; ``filled`` counts the fields that are not blank; ``body`` and ``signer``
    are as the parser read them.
    """

    key: int
    sha256: str
    part: int
    text_hash: str
    text: str
    length: int
    ocr: bool
    filled: int
    body: str | None = None
    signer: str | None = None

    @property
    def rank(self) -> tuple[bool, int, int, str, int]:
        """Best first: text before OCR, complete before blank, then the longest; the hash settles the rest."""
        return (self.ocr, -self.filled, -self.length, self.sha256, self.part)


@dataclass(frozen=True, slots=True)
class Cluster:
    """One letter: its id, its witnesses from the best on, and how far each is like the best."""

    id: str
    witnesses: tuple[Witness, ...]
    similarities: tuple[float, ...]
    conflict: bool

    @property
    def best(self) -> Witness:
        return self.witnesses[0]


def grams(bare: str) -> frozenset[str]:
    """All stretches of five characters in a bare text."""
    return frozenset(bare[at : at + GRAM] for at in range(max(1, len(bare) - GRAM + 1)))


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """How far two texts are the same, 0 to 1; a long text within the other counts as the same."""
    shared, less = len(one & other), min(len(one), len(other))
    if less >= SHORTEST_CONTAINED and shared >= CONTAINED * less:
        return max(ALIKE, 2 * shared / (len(one) + len(other)))
    return 2 * shared / (len(one) + len(other))


def clusters(identity: str, witnesses: Iterable[Witness]) -> list[Cluster]:
    """The letters among the ``witnesses`` of one ``identity``, ordered by id.

    Texts are one letter when a chain of likenesses joins them without a contradiction. If several letters remain, each gets an id of
    its own and the identity's plain id belongs to none of them: an id that was noted down never comes to mean
    another letter.
    """
    by_text: dict[str, list[Witness]] = {}
    for witness in witnesses:
        by_text.setdefault(witness.text_hash, []).append(witness)
    found = [
        sorted((witness for text in group for witness in by_text[text]), key=lambda witness: witness.rank)
        for group in _joined({text: group[0] for text, group in by_text.items()})
    ]
    letters = []
    for group in found:
        alone = len(found) == 1
        id_ = id_of(identity) if alone else twin_id_of(identity, min(each.text_hash for each in group))
        letters.append(Cluster(id_, tuple(group), _likeness(group), conflict=not alone))
    return sorted(letters, key=lambda cluster: cluster.id)


def contradict(one: Witness, other: Witness) -> bool:
    """Whether two texts of one identity cannot be the same letter; see above for why."""
    if one.ocr or other.ocr:
        return False
    if not _same_name(one.signer, other.signer):
        return True
    if bool(one.body) is not bool(other.body):
        return False
    first, second = one.body or one.text, other.body or other.text
    shapes = grams(bare_text(first)), grams(bare_text(second))
    less, more = sorted(shapes, key=len)
    if SHORTEST_CONTAINED <= len(less) <= LOST_PAGE * len(more) and len(less & more) >= CONTAINED * len(less):
        short, long = sorted((first, second), key=len)
        return not numbers(short) <= numbers(long)
    return 2 * len(less & more) < SAME_BODY * (len(less) + len(more)) or numbers(first) != numbers(second)


def numbers(body: str) -> frozenset[str]:
    """The numbers of three digits and more in a body, amounts above all; page numbers and the like are left out."""
    text = _SPLIT_NUMBER.sub("", _FURNITURE.sub("", fold(body)))
    found = (_ZEROS.sub("", match.group().replace(",", "")) for match in _NUMBER.finditer(text))
    return frozenset(number for number in found if sum(each.isdigit() for each in number) > 2)


def _same_name(one: str | None, other: str | None) -> bool:
    """Whether two signers may be one: a rank or title may be lost."""
    first, second = bare_text(one or ""), bare_text(other or "")
    return first in second or second in first


def _joined(texts: Mapping[str, Witness]) -> list[list[str]]:
    """Hashes of texts in groups of those that are alike and do not contradict each other."""
    if len(texts) == 1:
        return [list(texts)]
    shapes = {text: _shape(witness) for text, witness in texts.items()}
    alike: list[tuple[float, str, str]] = []
    apart: dict[str, set[str]] = {text: set() for text in texts}
    for one, other in combinations(sorted(texts), 2):
        if contradict(texts[one], texts[other]):
            apart[one].add(other)
            apart[other].add(one)
        elif (likeness := similarity(shapes[one], shapes[other])) >= ALIKE:
            alike.append((-likeness, one, other))
    groups = {text: {text} for text in texts}
    for _, one, other in sorted(alike):
        first, second = groups[one], groups[other]
        if first is not second and not any(apart[text] & second for text in first):
            first |= second
            groups |= dict.fromkeys(second, first)
    return [sorted(group) for text, group in groups.items() if text == min(group)]


def _likeness(group: Sequence[Witness]) -> tuple[float, ...]:
    best = group[0]
    shapes = {best.text_hash: _shape(best)} if len({each.text_hash for each in group}) > 1 else {}
    found = []
    for each in group:
        if each.text_hash == best.text_hash:
            found.append(1.0)
        else:
            if each.text_hash not in shapes:
                shapes[each.text_hash] = _shape(each)
            likeness = round(similarity(shapes[best.text_hash], shapes[each.text_hash]), 3)
            found.append(min(NOT_THE_SAME, likeness))
    return tuple(found)


def _shape(witness: Witness) -> frozenset[str]:
    return grams(bare_text(witness.text))
