"""Names of files inside files: readable, harmless, each once."""

from __future__ import annotations

import re
import unicodedata

_DRIVE = re.compile(r"^[A-Za-z]:")
_LONGEST = 200
_LEFT_ABOUT = ("__macosx/", "thumbs.db", "desktop.ini")


def clean_name(name: str) -> str:
    """``name`` without drive, ``..``, control characters and lone surrogates; never empty, never too long."""
    name = _DRIVE.sub("", name.replace("\\", "/"))
    name = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char for char in name)
    steps = [" ".join(step.split()) for step in name.split("/")]
    kept = "/".join(step for step in steps if step not in ("", ".", ".."))
    return kept[-_LONGEST:] or "unnamed"


def is_left_about(name: str) -> bool:
    """Whether systems and editors leave such a file lying about; a folder's import passes it over as well."""
    lower = name.lower()
    last = lower.rsplit("/", 1)[-1]
    return lower.startswith(_LEFT_ABOUT[0]) or last in _LEFT_ABOUT or last.startswith((".", "~$"))


class Names:
    """Hands out names, each only once: the second ``a.pdf`` becomes ``a (2).pdf``."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._counts: dict[str, int] = {}

    def of(self, wanted: str) -> str:
        """``wanted`` made harmless, and unlike every name before."""
        name = clean_name(wanted)
        stem, dot, ending = name.rpartition(".")
        if not dot or "/" in ending:
            stem, dot, ending = name, "", ""
        wish = name.casefold()
        count = self._counts.get(wish, 1)
        while name.casefold() in self._given:
            count += 1
            name = f"{stem} ({count}){dot}{ending}"
        self._counts[wish] = count
        self._given.add(name.casefold())
        return name
