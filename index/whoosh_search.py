"""Which letters of a snapshot answer a query, and how well.

Each clause is worked out as a set of letters with scores, most selective first, so that the costly looking
through letters for a stretch of text is done only where it can still change the answer. BM25 with weights:
a whole word counts more than a part of one, the subject more than the text.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, assert_never

from index import analysis, resembling
from index.documents import PART, days_of
from index.expansion import FAINT, Between, Clause, Resembling, Starts, Stretch, Terms, clauses, either
from index.query import TEXT_FIELDS, Among, And, Days, Every, Node, Not, Nothing, Or, Phrase, Prefix, Word
from index.whoosh_schema import decode_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.whoosh_snapshot import Snapshot

    Scores = dict[int, float]

_K1 = 1.2
_B = 0.6
_USUAL_LENGTH = {"subject": 12, "text": 300}
"""Words of a usual letter, in place of the archive's mean: a score does not change when letters are added."""


class Evaluator:
    """Answers the clauses of one query from one snapshot; without ``faults`` nothing is taken for damaged."""

    def __init__(self, snapshot: Snapshot, *, faults: bool = True) -> None:
        self._snapshot = snapshot
        self._faults = faults
        self._weights: dict[tuple[str, str], Mapping[int, float]] = {}
        self._holding: dict[bytes, set[int]] = {}

    def scores(self, node: Node, within: Scores | None = None, *, exact: bool = False) -> Scores:
        """Letters that answer ``node`` with their scores, looked for in ``within`` if given."""
        match node:
            case And(children):
                return self._all_of(children, within, exact)
            case Or(children):
                total: Scores = {}
                for child in children:
                    for number, score in self.scores(child, within, exact=exact).items():
                        total[number] = either(total[number], score) if number in total else score
                return total
            case Not(child):
                base = self._every() if within is None else within
                refused = self.scores(child, within, exact=True)
                return {number: 0.0 for number in base if number not in refused}
            case Every():
                return self._every() if within is None else dict.fromkeys(within, 0.0)
            case Nothing():
                return {}
            case Among(ids):
                found = {number: 0.0 for id_ in ids for number in self._snapshot.weights("id", id_)}
                return found if within is None else {key: 0.0 for key in found if key in within}
            case _:
                return self._leaf(clauses(node, exact=exact), within)

    def _every(self) -> Scores:
        return dict.fromkeys(self._snapshot.all(), 0.0)

    def _all_of(self, children: tuple[Node, ...], within: Scores | None, exact: bool) -> Scores:
        total = within
        first = True
        for child in sorted(children, key=lambda child: (_cost(child), self._most(child, exact))):
            if total is not None and not total:
                return {}
            found = self.scores(child, total, exact=exact)
            if not first and total is not None:
                found = {number: total[number] + score for number, score in found.items()}
            total, first = found, False
        return total or {}

    def _most(self, node: Node, exact: bool) -> int:
        """In how many letters the words of ``node`` stand about: the rarest is looked for first."""
        if not isinstance(node, Word | Phrase):
            return 0
        terms = [clause for clause in clauses(node, exact=exact) if isinstance(clause, Terms)]
        return sum(
            min(self._snapshot.frequency(clause.field, text) for text, _ in clause.words) for clause in terms
        )

    def _leaf(self, wanted: tuple[Clause, ...], within: Scores | None) -> Scores:
        total: Scores = {}
        for clause in wanted:
            match clause:
                case Terms():
                    found = self._phrase(clause) if len(clause.words) > 1 else self._term(clause, within)
                case Starts():
                    found = self._starts(clause)
                case Stretch():
                    found = self._stretch(clause, within, total)
                case Resembling():
                    found = self._resembling(clause, within, total)
                case Between():
                    found = self._between(clause, within)
                case _:
                    assert_never(clause)
            if not total:
                total = dict(found)
                continue
            for number, score in found.items():
                total[number] = total.get(number, 0.0) + score
        if within is None:
            return total
        return {number: score for number, score in total.items() if number in within}

    def _postings(self, field: str, text: str) -> Mapping[int, float]:
        key = (field, text)
        if key not in self._weights:
            self._weights[key] = self._snapshot.weights(field, text)
        return self._weights[key]

    def _rarity(self, count: int) -> float:
        return log(1 + (max(0, self._snapshot.count - count) + 0.5) / (count + 0.5))

    def _bm25(
        self, field: str, weights: Mapping[int, float], boost: float, count: int | None = None
    ) -> Scores:
        """Scores of letters by the weight of what they have, which ``count`` letters have (these, if not told)."""
        rarity = boost * self._rarity(len(weights) if count is None else count) * (_K1 + 1)
        if not rarity or field not in TEXT_FIELDS:
            return dict.fromkeys(weights, rarity)
        if field != "subject" and field != "text":
            return {number: rarity * weight / (weight + _K1) for number, weight in weights.items()}
        usual = _USUAL_LENGTH[field]
        fixed, slope, facts = _K1 * (1 - _B), _K1 * _B / usual, self._snapshot.facts(weights)
        if field == "subject":
            return {
                number: rarity * weight / (weight + fixed + slope * facts[number].subject)
                for number, weight in weights.items()
            }
        return {
            number: rarity * weight / (weight + fixed + slope * facts[number].text)
            for number, weight in weights.items()
        }

    def _term(self, clause: Terms, within: Scores | None) -> Scores:
        field, text, snapshot = clause.field, clause.words[0][0], self._snapshot
        if within is not None and snapshot.is_whole and snapshot.worth_skipping(field, text, within):
            weights: Mapping[int, float] = snapshot.weights(field, text, within)
            count = snapshot.frequency(field, text)
        else:
            weights = self._postings(field, text)
            count = len(weights)
        return (
            self._bm25(field, weights, clause.boost, count) if clause.boost else dict.fromkeys(weights, 0.0)
        )

    def _phrase(self, clause: Terms) -> Scores:
        field, snapshot = clause.field, self._snapshot
        if not all(snapshot.has(field, text) for text, _ in clause.words):
            return {}
        rarest_first = sorted(clause.words, key=lambda word: snapshot.frequency(field, word[0]))
        starts: dict[int, set[int]] = {}
        for order, (text, offset) in enumerate(rarest_first):
            places = snapshot.places(field, text, starts if order else None)
            numbers = places.keys() if not order else places.keys() & starts.keys()
            after: dict[int, set[int]] = {}
            for number in numbers:
                found_at = {place - offset for place in decode_places(places[number])}
                if order:
                    found_at &= starts[number]
                if found_at:
                    after[number] = found_at
            starts = after
            if not starts:
                return {}
        counts = {number: float(len(places)) for number, places in starts.items()}
        return self._bm25(field, counts, clause.boost * len(clause.words) ** 0.5)

    def _starts(self, clause: Starts) -> Scores:
        """One pass over the postings of all terms that begin so; no matcher is built for their union."""
        total: Scores = {}
        for text in self._snapshot.starting(clause.field, clause.prefix):
            for number, weight in self._snapshot.weights(clause.field, text).items():
                total[number] = total.get(number, 0.0) + weight
        return self._bm25(clause.field, total, clause.boost)

    def _stretch(self, clause: Stretch, within: Scores | None, known: Scores) -> Scores:
        """Letters not known yet that have the letters in a row; all score alike."""
        part = TEXT_FIELDS.index(clause.field) if clause.field else None
        bare = clause.letters if clause.bare else analysis.skeleton(clause.letters)
        numbers = self._perhaps(bare, within) - known.keys()
        found: list[int] = []
        for number, letters in self._snapshot.letters(numbers):
            if part is not None:
                letters = letters.split(PART)[part]
            if clause.held_by(analysis.skeleton(letters) if clause.bare else letters):
                found.append(number)
        return dict.fromkeys(found, clause.boost * self._rarity(len(found)))

    def _perhaps(self, bare: bytes, within: Scores | None) -> set[int]:
        """Letters in which the skeleton ``bare`` can stand."""
        if bare not in self._holding:
            self._holding[bare] = self._snapshot.perhaps_holding(bare)
        found = self._holding[bare]
        return found if within is None else found & within.keys()

    def _resembling(self, clause: Resembling, within: Scores | None, known: Scores) -> Scores:
        """Letters read by OCR, not known yet, that have what OCR may have made of the word."""
        scanned = self._snapshot.scanned - known.keys()
        if within is not None:
            scanned &= within.keys()
        if not scanned or not self._faults:
            return {}
        bare = analysis.skeleton(clause.letters)
        numbers = self._snapshot.perhaps_hurt(bare) & scanned
        part = TEXT_FIELDS.index(clause.field) if clause.field else None
        found: Scores = {}
        for number, letters in self._snapshot.letters(numbers):
            place = resembling.find(letters if part is None else letters.split(PART)[part], clause.letters)
            if place is not None:
                found[number] = FAINT + place.likeness
        return found

    def _between(self, clause: Between, within: Scores | None) -> Scores:
        found: Scores = {}
        numbers = self._snapshot.all() if within is None else within
        facts = self._snapshot.facts(numbers)
        for number in numbers:
            first, last = days_of(facts[number].day)
            if first and first <= clause.last and last >= clause.first:
                found[number] = 0.0
        return found


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
