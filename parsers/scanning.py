"""Documents with pages that wait for OCR: what is to be read, page by page, and the document when all is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from parsers.errors import NEEDS_OCR, UnreadableFile
from parsers.readers import faults, pick_reader, read_document
from parsers.readers.probe import probe_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PIL.Image import Image

    from parsers.document import Document, Page

Wish = Literal["auto", "never", "force"]
"""Read scans: those pages that need it, none, or every page that can be drawn, whatever text it has."""
_DRAWN: Final = ("pdf",)


def pages_to_read(document: Document, wish: Wish = "auto") -> tuple[int, ...]:
    """The numbers of the pages that OCR must read; none where the wish is ``never``."""
    if wish == "never":
        return ()
    if wish == "force" and document.format in _DRAWN:
        return tuple(page.number for page in document.pages)
    return document.ocr_pages


def read_page(path: str | Path, number: int) -> Page:
    """Page ``number`` of a file read by OCR. Raises UnreadableFile ``needs-ocr`` or ``page-unreadable``."""
    from parsers.readers.ocr_engine import can_read
    from parsers.readers.scan import read_scan

    file = Path(path)
    if not can_read():
        raise faults.needs_ocr()
    picture, dpi = pick_reader(probe_file(file)).picture(file, number)
    return read_scan(picture, number, dpi)


def upright_picture(path: str | Path, number: int, turn: int) -> Image:
    """A picture of page ``number``, turned clockwise by ``turn`` degrees, as its boxes have it."""
    from parsers.readers.scan_image import plain, turned

    file = Path(path)
    picture, _ = pick_reader(probe_file(file)).picture(file, number)
    return turned(plain(picture), turn)


def with_pages(document: Document, read: Mapping[int, Page]) -> Document:
    """The document with pages read by OCR in their places; those not in ``read`` go on waiting.

    A page that has text keeps it if OCR found none.
    """
    pages = tuple(
        read[page.number] if page.number in read and (read[page.number].lines or not page.lines) else page
        for page in document.pages
    )
    waiting = tuple(number for number in document.ocr_pages if number not in read)
    return replace(document, pages=pages, ocr_pages=waiting)


def read_with_scans(
    path: str | Path, *, wish: Wish = "auto", progress: Callable[[int, int], None] | None = None
) -> Document:
    """A file read, its scanned pages by OCR. Raises UnreadableFile."""
    return read_scans(read_document(path), path, wish=wish, progress=progress)


def read_scans(
    document: Document,
    path: str | Path,
    *,
    wish: Wish = "auto",
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """The document with its scanned pages read, one after the other; ``progress`` is told pages done and in all.

    Raises UnreadableFile if nothing of it can be read: ``needs-ocr``, ``page-unreadable``, ``no-text-found``.
    """
    numbers = pages_to_read(document, wish)
    if not numbers and not document.ocr_pages:
        return document
    read: dict[int, Page] = {}
    fault: UnreadableFile | None = None
    for done, number in enumerate(numbers):
        try:
            read[number] = read_page(path, number)
        except UnreadableFile as problem:
            fault = problem
            if problem.code == NEEDS_OCR:
                break
        if progress is not None:
            progress(done + 1, len(numbers))
    return checked(with_pages(document, read), fault, wish)


def checked(document: Document, fault: UnreadableFile | None = None, wish: Wish = "auto") -> Document:
    """The document, if there is any text in it; else what kept it from being read is raised."""
    if any(page.lines for page in document.pages) or document.members:
        return document
    if document.ocr_pages:
        raise fault or (faults.ocr_not_wanted() if wish == "never" else faults.needs_ocr())
    raise faults.nothing_on_it()
