"""Whether a page's text layer can be trusted, or the page must be read by OCR."""

from __future__ import annotations

import re

from parsers.thai.word_list import covered, thai_words

_MIN_THAI_SHARE = 0.4
_MAX_BROKEN = 0.02
_MAX_ORPHANS = 0.01
_MIN_COVER = 0.8
_ENOUGH = 40
"""Fewer Thai characters than this are too few to judge by the dictionary."""
_MIN_LATIN = 0.6
_FEW_TOKENS = 5

_THAI = re.compile("[\u0e01-\u0e4e]")
_THAI_RUN = re.compile("[\u0e01-\u0e4e]+")
_LETTER = re.compile(r"[^\W\d_]|[\u0e31-\u0e4e]")
_ORPHAN = re.compile(
    "(?<![\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|[\u0e48-\u0e4b]{2}|[\u0e34-\u0e39]{2}"
)
_BROKEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]|\\(cid:\\d+\\)")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LATIN_WORD = re.compile(
    r"""[("'\[]*(?:[A-Z]?[a-z\u00df-\u024f]+(?:['’-][A-Za-z]?[a-z]+)*|[A-Z]{1,6}s?|(?:[A-Z][a-z]+)+)[.,;:!?)"'\]]*"""
)
_ADDRESS = re.compile(
    r"[^\s@]{1,64}@\S{1,255}|(?:https?://|www\.)\S+|\b[\w-]{1,64}(?:\.[\w-]{1,64}){0,9}\.(?:th|com|org|net)\S*",
    re.IGNORECASE,
)
_VOWEL = re.compile("[aeiouyAEIOUY\u00c0-\u024f]")


def is_trusted(text: str) -> bool:
    """Whether the text of a page reads like text; a page with nothing on it does."""
    printed = [char for char in text if not char.isspace()]
    if not printed:
        return True
    if len(_BROKEN.findall(text)) > _MAX_BROKEN * len(printed):
        return False
    thai = len(_THAI.findall(text))
    if thai == 0:
        return _reads_as_latin(text)
    if len(_ORPHAN.findall(text)) > max(1, _MAX_ORPHANS * thai):
        return False
    # A page in English with a Thai name or two is as good as one in Thai.
    if thai < _MIN_THAI_SHARE * len(_LETTER.findall(text)) and not _reads_as_latin(text):
        return False
    return thai < _ENOUGH or not thai_words() or dictionary_cover(text) > _MIN_COVER


def dictionary_cover(text: str) -> float:
    """The share of Thai characters that lie in words of the list, longest words first."""
    runs = _THAI_RUN.findall(text)
    total = sum(map(len, runs))
    return sum(map(covered, runs)) / total if total else 1.0


def _reads_as_latin(text: str) -> bool:
    tokens = [token for token in _ADDRESS.sub(" ", text).split() if _LATIN.search(token)]
    good = sum(
        1 for token in tokens if _LATIN_WORD.fullmatch(token) and (len(token) <= 4 or _VOWEL.search(token))
    )
    return len(tokens) < _FEW_TOKENS or good >= _MIN_LATIN * len(tokens)
