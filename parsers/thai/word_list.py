"""The Thai word list, loaded once and only when it must be known what is a word."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

MAX_WORD = 24
"""Longer entries are phrases; leaving them out keeps look-ups short."""


@cache
def thai_words() -> frozenset[str]:
    """The words of PyThaiNLP's list, read by path because importing the package costs more than the list."""
    spec = find_spec("pythainlp")
    folders = spec.submodule_search_locations if spec and spec.submodule_search_locations else ()
    for folder in folders:
        path = Path(folder, "corpus", "words_th.txt")
        if path.is_file():
            words = path.read_text(encoding="utf-8").split()
            return frozenset(word for word in words if 2 <= len(word) <= MAX_WORD)
    return frozenset()


def longest_word_at(text: str, start: int) -> int:
    """Length of the longest word of the list that starts at ``start``; 0 when there is none."""
    words = thai_words()
    for end in range(min(len(text), start + MAX_WORD), start + 1, -1):
        if text[start:end] in words:
            return end - start
    return 0


def longest_word_over(text: str, position: int) -> int:
    """Length of the longest word of the list that holds the character at ``position``."""
    words = thai_words()
    best = 0
    for start in range(max(0, position - MAX_WORD + 1), position + 1):
        for end in range(min(len(text), start + MAX_WORD), max(position, start + best), -1):
            if text[start:end] in words:
                best = max(best, end - start)
                break
    return best


def word_cover(text: str) -> float:
    """The share of Thai characters that lie in words of three characters or more, longest words first."""
    letters = "".join(char for char in text if "\u0e01" <= char <= "\u0e4e")
    return covered(letters, least=3) / len(letters) if letters else 1.0


def covered(run: str, least: int = 2) -> int:
    """How many characters of a run of Thai lie in words of at least ``least`` characters, longest words first."""
    at = count = 0
    while at < len(run):
        length = longest_word_at(run, at)
        count += length if length >= least else 0
        at += length or 1
    return count
