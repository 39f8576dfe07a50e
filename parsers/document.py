"""What a reader makes of a file: pages of lines, each character in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points (1/72 inch) from the page's upper left corner."""

Method = Literal["text", "ocr"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands in the source, digits, marks and blanks untouched.

    ``start`` is the offset of the line's first character in the ``source`` of its page. ``boxes``, where the
    format knows places, has one box a character of ``text``.
    """

    text: str
    start: int
    method: Method = "text"
    boxes: tuple[Box, ...] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``source`` is its text with ``\\n`` between lines, and ``lines`` cover it without overlap."""

    number: int
    source: str
    lines: tuple[Line, ...]
    width: float | None = None
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its pages, the format found by content, and how it was read.

    ``ocr_pages`` are the numbers of pages without a text layer that can be trusted; until they are read by
    OCR they stand in ``pages`` without lines.
    """

    name: str
    format: str
    pages: tuple[Page, ...]
    encoding: str | None = None
    ocr_pages: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The whole source text, pages set apart by form feeds."""
        return "\f".join(page.source for page in self.pages)


def page_from_text(number: int, source: str) -> Page:
    """A page without geometry: ``source`` cut at line feeds (carriage returns must be gone already)."""
    lines: list[Line] = []
    start = 0
    for text in source.split("\n"):
        lines.append(Line(text=text, start=start))
        start += len(text) + 1
    return Page(number=number, source=source, lines=tuple(lines))
