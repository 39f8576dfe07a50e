"""Which letters of a snapshot answer a query, and how well.

Each clause is worked out for all letters at once, most selective first, so that the costly looking through letters
for a stretch of text is done only where it can still change the answer. BM25 with weights: a whole word counts more
than a part of one, the subject more than the text.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple, assert_never

import numpy as np

from index import analysis, resembling
from index.documents import PART
from index.expansion import FAINT, Between, Clause, Resembling, Starts, Stretch, Terms, clauses
from index.query import TEXT_FIELDS, Among, And, Days, Every, Node, Not, Nothing, Or, Phrase, Prefix, Word

if TYPE_CHECKING:
    from index.whoosh_snapshot import Letters, Numbers, Snapshot, Weights

_K1 = 1.2
_B = 0.6
_USUAL_LENGTH = {"subject": 12, "text": 300}
"""Words of a usual letter, in place of the archive's mean: a score does not change when letters are added."""


class Found(NamedTuple):
    """``letters`` that answer, and the ``scores`` of all: 0 for those that do not."""

    letters: Letters
    scores: Weights

    @property
    def total(self) -> int:
        """How many letters answer."""
        return int(np.count_nonzero(self.letters))

    def among(self, others: Letters) -> Found:
        """Those of these that are ``others`` too."""
        return Found(self.letters & others, np.where(others, self.scores, 0.0))

    def or_else(self, other: Found) -> Found:
        """Letters that are found in one of two ways; see ``expansion.either``."""
        both = self.letters & other.letters
        held = both & (self.scores >= 0) & (other.scores >= 0)
        # Where a letter is found in one way alone its other score is 0.
        total = self.scores + other.scores
        scores = np.where(both & ~held, np.maximum(self.scores, other.scores), total)
        return Found(self.letters | other.letters, scores)


class Evaluator:
    """Answers the clauses of one query from one snapshot; without ``faults`` nothing is taken for damaged."""

    def __init__(self, snapshot: Snapshot, *, faults: bool = True) -> None:
        self._snapshot = snapshot
        self._faults = faults

    def scores(self, node: Node, within: Letters | None = None, *, exact: bool = False) -> Found:
        """Letters that answer ``node`` with their scores, looked for in ``within`` if given."""
        match node:
            case And(children):
                return self._all_of(children, within, exact)
            case Or(children):
                total = self._alike(self._snapshot.none())
                for child in children:
                    total = total.or_else(self.scores(child, within, exact=exact))
                return total
            case Not(child):
                base = self._snapshot.all() if within is None else within
                return self._alike(base & ~self.scores(child, within, exact=True).letters)
            case Every():
                return self._alike(self._snapshot.all() if within is None else within)
            case Nothing():
                return self._alike(self._snapshot.none())
            case Among(ids):
                found = self._snapshot.none()
                for id_ in ids:
                    found[self._snapshot.numbers("id", id_)] = True
                return self._alike(found if within is None else found & within)
            case _:
                return self._leaf(clauses(node, exact=exact), within)

    def _alike(self, letters: Letters) -> Found:
        return Found(letters, np.zeros(self._snapshot.size))

    def _all_of(self, children: tuple[Node, ...], within: Letters | None, exact: bool) -> Found:
        total: Found | None = None
        for child in sorted(children, key=lambda child: (_cost(child), self._most(child, exact))):
            if total is not None and not total.letters.any():
                return total
            found = self.scores(child, total.letters if total else within, exact=exact)
            if total is not None:
                found = Found(found.letters, np.where(found.letters, total.scores + found.scores, 0.0))
            total = found
        return total or self._alike(self._snapshot.none())

    def _most(self, node: Node, exact: bool) -> int:
        """In how many letters the words of ``node`` stand about: the rarest is looked for first."""
        if not isinstance(node, Word | Phrase):
            return 0
        terms = [clause for clause in clauses(node, exact=exact) if isinstance(clause, Terms)]
        return sum(
            min(self._snapshot.frequency(clause.field, text) for text, _ in clause.words) for clause in terms
        )

    def _leaf(self, wanted: tuple[Clause, ...], within: Letters | None) -> Found:
        letters, scores = self._alike(self._snapshot.none())
        for clause in wanted:
            match clause:
                case Terms():
                    held, gain = self._phrase(clause) if len(clause.words) > 1 else self._term(clause, within)
                case Starts():
                    held, gain = self._starts(clause)
                case Stretch():
                    held, gain = self._stretch(clause, within, letters)
                case Resembling():
                    held, gain = self._resembling(clause, within, letters)
                case Between(first, last):
                    held = np.flatnonzero(self._snapshot.facts.between(first, last) & self._snapshot.all())
                    gain = np.zeros(len(held))
                case _:
                    assert_never(clause)
            letters[held] = True
            scores[held] += gain
        found = Found(letters, scores)
        return found if within is None else found.among(within)

    def _rarity(self, count: int) -> float:
        return log(1 + (max(0, self._snapshot.count - count) + 0.5) / (count + 0.5))

    def _bm25(
        self, field: str, numbers: Numbers, weights: Weights, boost: float, count: int | None = None
    ) -> Weights:
        """Scores of letters by the weight of what they have, which ``count`` letters have (these, if not told)."""
        rarity = boost * self._rarity(len(numbers) if count is None else count) * (_K1 + 1)
        if not rarity or field not in TEXT_FIELDS:
            return np.full(len(numbers), rarity)
        if field not in _USUAL_LENGTH:
            return rarity * weights / (weights + _K1)
        fixed, slope = _K1 * (1 - _B), _K1 * _B / _USUAL_LENGTH[field]
        return rarity * weights / (weights + fixed + slope * self._snapshot.facts.lengths[field][numbers])

    def _term(self, clause: Terms, within: Letters | None) -> tuple[Numbers, Weights]:
        field, text, snapshot = clause.field, clause.words[0][0], self._snapshot
        numbers, weights = snapshot.weights(field, text, within if snapshot.is_whole else None)
        if not clause.boost:
            return numbers, np.zeros(len(numbers))
        count = snapshot.frequency(field, text) if snapshot.is_whole else len(numbers)
        return numbers, self._bm25(field, numbers, weights, clause.boost, count)

    def _phrase(self, clause: Terms) -> tuple[Numbers, Weights]:
        numbers, counts = self._snapshot.phrases(clause.field, clause.words)
        return numbers, self._bm25(clause.field, numbers, counts, clause.boost * len(clause.words) ** 0.5)

    def _starts(self, clause: Starts) -> tuple[Numbers, Weights]:
        numbers, weights = self._snapshot.weights_of_starting(clause.field, clause.prefix)
        return numbers, self._bm25(clause.field, numbers, weights, clause.boost)

    def _stretch(self, clause: Stretch, within: Letters | None, known: Letters) -> tuple[Numbers, Weights]:
        """Letters not known yet that have the letters in a row; all score alike."""
        bare = clause.letters if clause.bare else analysis.skeleton(clause.letters)
        perhaps = self._snapshot.perhaps_holding(bare) & ~known
        if within is not None:
            perhaps &= within
        numbers = np.flatnonzero(self._snapshot.holding(clause, perhaps))
        return numbers, np.full(len(numbers), clause.boost * self._rarity(len(numbers)))

    def _resembling(
        self, clause: Resembling, within: Letters | None, known: Letters
    ) -> tuple[Numbers, Weights]:
        """Letters read by OCR, not known yet, that have what OCR may have made of the word."""
        scanned = self._snapshot.scanned & ~known
        if within is not None:
            scanned &= within
        found: dict[int, float] = {}
        if self._faults and scanned.any():
            perhaps = self._snapshot.perhaps_hurt(analysis.skeleton(clause.letters)) & scanned
            part = TEXT_FIELDS.index(clause.field) if clause.field else None
            for number, letters in self._snapshot.letters(perhaps):
                place = resembling.find(
                    letters if part is None else letters.split(PART)[part], clause.letters
                )
                if place is not None:
                    found[number] = FAINT + place.likeness
        return np.array(list(found), np.int64), np.array(list(found.values()), np.float64)


def _cost(node: Node) -> int:
    """Cheap and selective first; what looks at every letter last, when few are left."""
    match node:
        case Word() | Phrase() | Prefix():
            return 1
        case And() | Or():
            return 2
        case Days():
            return 3
        case Not():
            return 4
        case Every():
            return 5
        case _:
            return 0
