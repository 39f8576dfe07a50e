"""Which texts of one identity are one letter, and whose values win.

All is a function of the set of texts alone: neither their order nor the imports that brought them matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.folding import bare_text
from archive.identity import id_of, twin_id_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

GRAM = 5
ALIKE = 0.7
"""Texts that share so much of their 5-grams (Dice) are copies. Measured: letters of one chain written after the
same model share at most 0.58; a page with 3 % of its characters misread keeps 0.78 to 0.85, with 5 % 0.70 to 0.77."""
CONTAINED = 0.9
"""A text that lies so far within the other is a copy that lost a page."""
SHORTEST_CONTAINED = 200


@dataclass(frozen=True, slots=True)
class Witness:
    """One text of a letter: a part of an original.

    ``length`` is that of its bare text; ``filled`` counts the fields that are not blank.
    """

    key: int
    sha256: str
    part: int
    text_hash: str
    text: str
    length: int
    ocr: bool
    filled: int

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

    Texts are one letter when a chain of likenesses joins them. If several letters remain, each gets an id of
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


def _joined(texts: Mapping[str, Witness]) -> list[list[str]]:
    """Hashes of texts in groups of those that are alike."""
    if len(texts) == 1:
        return [list(texts)]
    shapes = {text: _shape(witness) for text, witness in texts.items()}
    groups: list[list[str]] = []
    for text in sorted(shapes):
        near = [
            group for group in groups if any(similarity(shapes[text], shapes[one]) >= ALIKE for one in group)
        ]
        rest = [group for group in groups if group not in near]
        groups = [*rest, [text, *(one for group in near for one in group)]]
    return groups


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
            found.append(round(similarity(shapes[best.text_hash], shapes[each.text_hash]), 3))
    return tuple(found)


def _shape(witness: Witness) -> frozenset[str]:
    return grams(bare_text(witness.text))
