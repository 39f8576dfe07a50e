"""Bytes → Document → Letter; knows nothing of archives or search. The doors are ``read`` and ``parse``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from parsers.document import Document
    from parsers.letter import Letter
    from parsers.readers.registry import Container
    from parsers.scanning import Wish

__all__ = ["VERSION", "parse", "read", "read_nested", "unpack"]

VERSION = "5"
"""Changes whenever the same document may parse differently; a re-import then parses it again."""


def read(
    path: str | Path, *, ocr: Wish = "auto", progress: Callable[[int, int], None] | None = None
) -> Document:
    """Read one file, its format told by content, its scanned pages by OCR unless ``ocr`` is ``never``.

    ``progress`` is told scanned pages done and in all. Raises ``UnreadableFile`` with the reason and the remedy.
    """
    from parsers.scanning import read_with_scans

    return read_with_scans(path, wish=ocr, progress=progress)


def unpack(path: str | Path) -> AbstractContextManager[Container]:
    """The files inside an e-mail or a zip file. Raises ``UnreadableFile``, as for ``read``."""
    from pathlib import Path

    from parsers.readers import open_container

    return open_container(Path(path))


def read_nested(
    path: str | Path, *, ocr: Wish = "auto", progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[str, Document | Exception]]:
    """A file and all that lie in it, at all depths: the path of origin, and the document or what went wrong.

    ``ocr`` and ``progress`` are as for ``read``."""
    from pathlib import Path

    from parsers.nested import read_nested

    return read_nested(Path(path), ocr=ocr, progress=progress)


def parse(document: Document) -> list[Letter]:
    """The letters of a document, at least one (of kind ``not_letter`` if it holds none)."""
    from parsers.parsing import parse_document

    return parse_document(document)
