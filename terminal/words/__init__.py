"""Every word that the terminal says beside its help, in Thai and in English, by what it speaks of."""

from __future__ import annotations

from typing import Final

from report.labels import LABELS
from terminal.words import demo, figures, importing, keeping, letters, serving, usage

PARTS: Final = (
    LABELS,
    usage.WORDS,
    importing.WORDS,
    letters.WORDS,
    figures.WORDS,
    keeping.WORDS,
    serving.WORDS,
    demo.WORDS,
)
WORDS: Final[dict[str, tuple[str, str]]] = {key: pair for part in PARTS for key, pair in part.items()}
