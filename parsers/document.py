"""What a reader makes of a file: pages of lines, each character in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from parsers.errors import InBothLanguages

if TYPE_CHECKING:
    from parsers.errors import UnreadableFile

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points (1/72 inch) from the page's upper left corner."""

Method = Literal["text", "ocr"]
Layer = Literal["letter", "stamp", "fax"]
"""What put a line on the page: the letter's own print (and pen), a receiving office's stamp, a fax machine."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Characters ``start`` to ``end`` of a scanned line that may say something else.

    ``alternatives`` are other readings with the chance of each, best first. What a pen wrote and could not be read
    surely stands as blanks in the line, and all its readings are alternatives.
    """

    start: int
    end: int
    alternatives: tuple[tuple[str, float], ...]
    pen: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands in the source, digits, marks and blanks untouched.

    ``start`` is the offset of the line's first character in the ``source`` of its page. ``boxes``, where the
    format knows places, has one box a character of ``text``. Lines read by OCR say for each character in
    ``sure`` how sure the reading is, 0 to 1, and in ``doubts`` what else it may be; ``witnessed`` characters were
    read alike by two readers of their own.
    """

    text: str
    start: int
    method: Method = "text"
    boxes: tuple[Box, ...] | None = None
    layer: Layer = "letter"
    sure: tuple[float, ...] | None = None
    doubts: tuple[Doubt, ...] = ()
    witnessed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``source`` is its text with ``\\n`` between lines, and ``lines`` cover it without overlap.

    ``turn`` is by how many degrees clockwise a scan had to be turned to stand upright; boxes and measures are those of
    the upright page.
    """

    number: int
    source: str
    lines: tuple[Line, ...]
    width: float | None = None
    height: float | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a file: an attachment of an e-mail, a member of a zip file.

    ``name`` is its path inside, ``/`` between folders, unlike that of every other member; nothing is ever written
    under it. ``size`` is what the container claims, in bytes. ``fault`` says why it cannot be taken out.
    """

    name: str
    size: int | None = None
    fault: UnreadableFile | None = None


@dataclass(frozen=True, slots=True)
class NotLetter(InBothLanguages):
    """Why a file that is sound holds no letter: ``code`` is a stable word, the rest one line each."""

    code: str
    thai: str
    english: str


CONTAINER = NotLetter(
    "container",
    thai="เป็นแฟ้มรวม แฟ้มข้างในนำเข้าเป็นแฟ้มของตัวเอง",
    english="A container: the files in it are imported as files of their own.",
)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its pages, the format found by content, and how it was read.

    ``ocr_pages`` are the numbers of pages without a text layer that can be trusted; until they are read by
    OCR they stand in ``pages`` without lines. ``members`` are the files inside an e-mail or a zip file; a zip
    file has no pages. ``not_letter`` is set for formats that hold no letters, such as spreadsheets; they have no
    pages either.
    """

    name: str
    format: str
    pages: tuple[Page, ...]
    encoding: str | None = None
    ocr_pages: tuple[int, ...] = ()
    members: tuple[Member, ...] = ()
    not_letter: NotLetter | None = None

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
