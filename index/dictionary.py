"""The word list and the segmenter behind the analysis: PyThaiNLP's dictionary, nlpo3's newmm.

Opening the segmenter takes about 0.15 s, most of what a cold search costs, so nothing is opened before it is
needed: a run of text that is itself a word of the list is one word to newmm too, and needs no segmenter.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import threading
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.errors import SarabanError

if TYPE_CHECKING:
    from collections.abc import Callable

_NAME = "saraban"
_LOCK = threading.Lock()
_WORD = re.compile("^[^\nฯๆ]+$", re.MULTILINE)
"""A line of the list without the two marks that stand in no word."""


def dictionary_path() -> Path:
    """Where the word list lies, found without importing PyThaiNLP (its import costs 0.1 s).

    Raises SarabanError when the package is not installed or came without its word list.
    """
    spec = importlib.util.find_spec("pythainlp")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(place) / "corpus" / "words_th.txt"
        if path.is_file():
            return path
    raise SarabanError(
        "no-dictionary",
        thai="ไม่พบพจนานุกรมคำไทย (words_th.txt) ติดตั้งใหม่ด้วย pip install pythainlp",
        english="the Thai word list (words_th.txt) is missing; install it with: pip install pythainlp",
    )


@cache
def _raw() -> bytes:
    return b"\n" + dictionary_path().read_bytes().replace(b"\r", b"") + b"\n"


def is_word(text: str) -> bool:
    """Whether ``text`` stands in the word list; about 1 ms, without building any structure."""
    return bool(text) and "\n" not in text and f"\n{text}\n".encode() in _raw()


@cache
def words() -> frozenset[str]:
    """All words of the list, for cutting tokens into sub-words when letters are added (15 ms to build)."""
    return frozenset(_WORD.findall(_raw().decode("utf-8")))


@cache
def _opened() -> Callable[[str, str], list[str]]:
    import nlpo3

    nlpo3.load_dict(str(dictionary_path()), _NAME)
    segment: Callable[[str, str], list[str]] = nlpo3.segment
    return segment


def open_segmenter() -> Callable[[str, str], list[str]]:
    """The segmenter, opened once."""
    # ``cache`` alone would let two threads load the list twice.
    with _LOCK:
        return _opened()


def is_open() -> bool:
    """Whether the segmenter has been opened in this process."""
    return _opened.cache_info().currsize > 0


@lru_cache(maxsize=32768)
def segment(run: str) -> tuple[str, ...]:
    """The words of a run of Thai letters, in order; joined they are ``run`` again.

    One or two letters (ว, มท) are one word whatever they are.
    """
    if len(run) < 3 or (not is_open() and is_word(run)):
        return (run,)
    return tuple(open_segmenter()(run, _NAME))


@cache
def fingerprint() -> str:
    """Name and version of the segmenter and a hash of the word list."""
    return f"nlpo3-{_segmenter_version()}/words_th-{hashlib.sha256(_raw()).hexdigest()[:12]}"


def _segmenter_version() -> str:
    spec = importlib.util.find_spec("nlpo3")
    # The folder's name tells the version at once; importlib.metadata takes 40 ms to say the same.
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for folder in Path(place).parent.glob("nlpo3-*.dist-info"):
            return folder.name.removeprefix("nlpo3-").removesuffix(".dist-info")
    from importlib.metadata import version

    return version("nlpo3")
