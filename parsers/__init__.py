"""Bytes → Document → Letter; knows nothing of archives or search. The doors are ``read`` and ``parse``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from parsers.document import Document
    from parsers.letter import Letter

__all__ = ["VERSION", "parse", "read"]

VERSION = "1"
"""Changes whenever the same document may parse differently; a re-import then parses it again."""


def read(path: str | Path) -> Document:
    """Read one file, its format told by content. Raises ``UnreadableFile`` with the reason and the remedy."""
    from pathlib import Path

    from parsers.readers import read_document

    return read_document(Path(path))


def parse(document: Document) -> list[Letter]:
    """The letters of a document, at least one (of kind ``not_letter`` if it holds none)."""
    from parsers.parsing import parse_document

    return parse_document(document)
