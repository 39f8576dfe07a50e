"""Queries that ask for less than one that found nothing: its words in pieces, any one of them, their beginnings."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from index import analysis
from index.query import And, Word
from index.query_parser import parse_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.query import Node

_SHORTEST_PIECE = 2
_SHORTEST_START = 3
_MOST_PIECES = 8
_FOLLOWING = "ะาำๅ"
_OPERATORS = frozenset({"AND", "OR", "NOT", "และ", "หรือ", "ไม่"})


def looser(text: str) -> list[str]:
    """Queries like ``text`` that more letters answer, the nearest to it first. Raises UsageError as ``parse_query``.

    Only for plain words: whoever writes operators or names fields knows what to leave out.
    """
    words = _plain_words(parse_query(text).tree)
    found = dict.fromkeys(_looser(words)) if words else {}
    found.pop(" ".join(words), None)
    return list(found)


def _plain_words(tree: Node) -> list[str]:
    leaves = tree.children if isinstance(tree, And) else (tree,)
    words = [leaf.text for leaf in leaves if isinstance(leaf, Word) and leaf.field is None]
    return words if len(words) == len(leaves) else []


def _looser(words: list[str]) -> Iterator[str]:
    pieces = [piece for word in words for piece in _pieces(word)][:_MOST_PIECES]
    yield " ".join(map(_quoted, pieces))
    if len(words) > 1:
        yield " OR ".join(map(_quoted, words))
    for word in words:
        yield _quoted(word)
    for word in words:
        if (start := _start(word)) and re.fullmatch(r"[^\s\"():*]+", start):
            yield f"{start}*"
    if len(pieces) > 1:
        yield " OR ".join(map(_quoted, pieces))


def _pieces(word: str) -> list[str]:
    """The dictionary's words in ``word``, but single letters; the word itself if it has none."""
    found = [piece for piece, _ in analysis.words(word) if len(piece) >= _SHORTEST_PIECE]
    if len(found) == 1:
        found = [part for _, part in analysis.parts_of(found[0]) if len(part) >= _SHORTEST_PIECE] or found
    return found or [word]


def _start(word: str) -> str | None:
    """Two thirds of a word, never cut before a mark or a vowel of the letter before."""
    end = len(word) * 2 // 3
    while end < len(word) and (unicodedata.category(word[end]) in ("Mn", "Lm") or word[end] in _FOLLOWING):
        end += 1
    return word[:end] if _SHORTEST_START <= end < len(word) else None


def _quoted(word: str) -> str:
    plain = re.fullmatch(r"[^\s\"():*-]+", word) and word not in _OPERATORS
    return word if plain else '"' + word.replace('"', " ") + '"'
