"""Letters with a large vocabulary, as entries of the index: for measuring searches without importing files.

    from bench.corpus import entries

The letters of ``bench.letters`` with paragraphs of words drawn by Zipf's law from the word list, so that some words
stand in nearly every letter and most in a few; kinds, statuses and secrecy spread as in an office.
"""

from __future__ import annotations

import random
from bisect import bisect
from dataclasses import replace
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from bench.letters import invent
from index import Entry, dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bench.letters import Invented

_Value = TypeVar("_Value", str, "str | None")

VOCABULARY = 40_000
WORDS = 110
"""Words by Zipf's law in a letter, beside those of its set phrases."""
_BEFORE = "\tจึงเรียนมาเพื่อ"
_LETTERS = frozenset(map(chr, range(ord("ก"), ord("๎") + 1)))
_KINDS = {
    "external": 60,
    "internal": 20,
    "stamped": 8,
    "order": 6,
    "announcement": 4,
    "regulation": 1,
    "other": 1,
}
_STATUSES = {"in_force": 70, "unknown": 10, "amended": 8, "supplemented": 5, "replaced": 4, "cancelled": 3}
_SECRECIES = {None: 95, "ลับ": 4, "ลับมาก": 1}
_NAMES = ("นายก้องภพ ศรีวิลาศ", "นางสาวปานวาด เรืองกิจ", "นายวรเดช ทองอำไพ", "นางมาลินี จันทร์ส่อง")


@cache
def vocabulary() -> tuple[str, ...]:
    """Thai words of three letters and more, the commonest first; the same in every run."""
    words = sorted(word for word in dictionary.words() if 3 <= len(word) <= 12 and word.isalpha())
    thai = [
        word
        for word in dictionary.words()
        if 3 <= len(word) <= 12 and all("ก" <= char <= "๎" for char in word)
    ]
    words = sorted(set(words) | set(thai))
    random.Random(7).shuffle(words)
    return tuple(words[:VOCABULARY])


@cache
def _weights() -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + 2.7) ** 1.05 for rank in range(len(vocabulary()))))


def words_of(chance: random.Random, count: int) -> list[str]:
    """``count`` words by Zipf's law."""
    weights, words = _weights(), vocabulary()
    return [words[min(bisect(weights, chance.random() * weights[-1]), len(words) - 1)] for _ in range(count)]


def wordy(letter: Invented, chance: random.Random, count: int = WORDS) -> Invented:
    """``letter`` with two paragraphs more."""
    half = count // 2
    said = ["\t" + " ".join(_glued(chance, words_of(chance, part))) for part in (half, count - half)]
    head, mark, tail = letter.text.partition(_BEFORE)
    return replace(letter, text="\n".join([head.rstrip("\n"), *said, mark + tail]))


def _glued(chance: random.Random, words: list[str]) -> Iterator[str]:
    """Words as Thai writes them: several without a blank."""
    while words:
        some = chance.randint(2, 6)
        yield "".join(words[:some])
        words = words[some:]


def letters(count: int, seed: int = 1) -> Iterator[Invented]:
    """``count`` letters with a large vocabulary; the same count and seed give the same letters."""
    chance = random.Random(seed)
    for letter in invent(count, seed):
        yield wordy(letter, chance)


def entries(count: int, seed: int = 1) -> Iterator[Entry]:
    """``count`` letters as the index takes them."""
    chance = random.Random(seed + 1)
    made: list[str] = []
    for letter in letters(count, seed):
        made.append(letter.number)
        yield Entry(
            id=f"{len(made):07x}",
            kind=_one(chance, _KINDS),
            number=letter.number,
            date=letter.day.isoformat(),
            subject=letter.subject,
            sender=letter.sender,
            to="ผู้ว่าราชการจังหวัด ทุกจังหวัด",
            secrecy=_one(chance, _SECRECIES),
            signer=chance.choice(_NAMES),
            phones=(f"02000{chance.randint(1000, 9999)}",),
            cited=tuple(made[place] for place in letter.cites),
            status=_one(chance, _STATUSES),
            text=letter.text,
        )


def _one(chance: random.Random, shares: Mapping[_Value, int]) -> _Value:
    return chance.choices(list(shares), list(shares.values()))[0]
