"""Bytes → Document → Letter; knows nothing of archives or search. The doors are ``read`` and ``parse``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from parsers.document import Document
    from parsers.letter import Letter
    from parsers.readers.registry import Container

__all__ = ["INSIDE", "VERSION", "parse", "read", "read_nested", "unpack"]

INSIDE = "!/"
"""Stands between a file and what lies in it: ``mail.eml!/letter.pdf``."""

VERSION = "2"
"""Changes whenever the same document may parse differently; a re-import then parses it again."""


def read(path: str | Path) -> Document:
    """Read one file, its format told by content. Raises ``UnreadableFile`` with the reason and the remedy."""
    from pathlib import Path

    from parsers.readers import read_document

    return read_document(Path(path))


def unpack(path: str | Path) -> AbstractContextManager[Container]:
    """The files inside an e-mail or a zip file. Raises ``UnreadableFile``, as for ``read``."""
    from pathlib import Path

    from parsers.readers import open_container

    return open_container(Path(path))


def read_nested(path: str | Path) -> Iterator[tuple[str, Document | Exception]]:
    """A file and all that lie in it, at all depths: the path of origin, and the document or what went wrong."""
    from pathlib import Path

    from parsers.nested import read_nested

    return read_nested(Path(path))


def parse(document: Document) -> list[Letter]:
    """The letters of a document, at least one (of kind ``not_letter`` if it holds none)."""
    from parsers.parsing import parse_document

    return parse_document(document)
