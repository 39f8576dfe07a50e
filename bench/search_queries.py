"""Searches to measure: what clerks type, of each kind some dozens, drawn from the letters themselves."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.corpus import vocabulary
from index import analysis
from parsers.thai.years import ERA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index import Entry, Sort

OF_A_KIND = 15
_MOST_READ = 2000
"""Letters that words and phrases are drawn from."""
_SAID = re.compile("[ก-๎]{12,40}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One search: what is typed and the filters beside it. For the peers, which know no Thai, the same as ``terms``
    that stand in a row (``phrase``), or begin so (``prefix``), or all of which a letter has."""

    kind: str
    typed: str
    terms: tuple[str, ...] = ()
    phrase: bool = False
    prefix: bool = False
    sort: Sort = "relevance"
    filters: dict[str, str] = field(default_factory=dict)


def asked_of(entries: Iterable[Entry], seed: int = 1) -> list[Asked]:
    """The searches, kind by kind."""
    chance = random.Random(seed)
    read = []
    for entry in entries:
        read.append(entry)
        if len(read) == _MOST_READ:
            break
    held: Counter[str] = Counter()
    for entry in read:
        held.update({word for word, _ in analysis.words(entry.text)})
    known = set(vocabulary()) - {"และ", "หรือ", "ไม่"}
    words = sorted(known & held.keys(), key=lambda word: (-held[word], word))
    share = {word: count / len(read) for word, count in held.items()}
    common = words[:OF_A_KIND]
    middling = [word for word in words if 0.005 <= share[word] <= 0.1]
    rare = [word for word in words if held[word] <= 2]
    chance.shuffle(middling)
    chance.shuffle(rare)
    found = [_word("common term", word) for word in common]
    found += [_word("rare term", word) for word in rare[:OF_A_KIND]]
    pairs = [(chance.choice(common), word) for word in middling[:OF_A_KIND]]
    found += [Asked("AND", f"{one} {other}", (one, other)) for one, other in pairs]
    found += [_phrase("common phrase", text) for text in _set_phrases(chance, read)]
    found += [_phrase("rare phrase", text) for text in _said(chance, read)]
    starts = sorted({word[:4] for word in middling if len(word) > 5})
    chance.shuffle(starts)
    found += [Asked("prefix", f"{start}*", (start,), prefix=True) for start in starts[:OF_A_KIND]]
    for entry in chance.sample(read, OF_A_KIND):
        number = entry.number or ""
        terms = tuple(word for word, _ in analysis.words(number))
        found.append(Asked("number", number, terms, phrase=True))
    years = [entry.date[:4] for entry in chance.sample(read, OF_A_KIND) if entry.date]
    found += [
        Asked("year + term", f"{word} year:{year}", (word,), filters={"year": str(int(year) + ERA)})
        for word, year in zip(middling, years, strict=False)
    ]
    found += [Asked("date sort", word, (word,), sort="-date") for word in common]
    found += [
        Asked("filters", f"{word} kind:external status:in_force", (word,),
              filters={"kind": "external", "status": "in_force"})
        for word in common
    ]  # fmt: skip
    found += [
        Asked("facets of all", "", filters={"kind": kind}) for kind in ("external", "internal", "order")
    ]
    return found


def _word(kind: str, word: str) -> Asked:
    return Asked(kind, word, tuple(term for term, _ in analysis.words(word)), phrase=True)


def _phrase(kind: str, text: str) -> Asked:
    return Asked(kind, f'"{text}"', tuple(word for word, _ in analysis.words(text)), phrase=True)


def _set_phrases(chance: random.Random, read: list[Entry]) -> list[str]:
    """Runs of words that stand in many letters: beginnings of the commonest sentences."""
    held: Counter[str] = Counter()
    for entry in read[:1000]:
        held.update(set(_SAID.findall(entry.text)))
    texts = sorted(held, key=lambda text: (-held[text], text))[:OF_A_KIND]
    return [_some_words(chance, text, 3) for text in texts]


def _said(chance: random.Random, read: list[Entry]) -> list[str]:
    """Two words in a row of the paragraphs that differ from letter to letter."""
    found = []
    for entry in chance.sample(read, OF_A_KIND):
        runs = _SAID.findall(entry.text.partition("นี้ ")[2]) or _SAID.findall(entry.text)
        found.append(_some_words(chance, chance.choice(runs[-12:]), 2))
    return found


def _some_words(chance: random.Random, text: str, most: int) -> str:
    words = [word for word, _ in analysis.words(text)]
    at = chance.randint(0, max(0, len(words) - most))
    return "".join(words[at : at + most])
