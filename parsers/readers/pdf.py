"""PDF files: lines by place, a box for every character; pages without a text layer to trust are named for OCR."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from parsers.document import Document, Line, Page
from parsers.readers import faults, limits
from parsers.readers.pdf_chars import View, read_glyphs
from parsers.readers.pdf_gate import is_trusted
from parsers.readers.pdf_layout import lines_of
from parsers.readers.pdf_repair import repair_line

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

    from parsers.readers.pdf_chars import Glyph

_FEW_CHARACTERS = 150
"""A page with fewer may be a scan on which a machine printed its own line."""
_DPI: Final = 300.0
_SCAN_COVER = 0.5
_IMAGE_DEPTH = 3


def read(path: Path) -> Document:
    """Read a PDF; pages whose text layer is missing or useless stay empty and are named in the document."""
    limits.check_size(path, limits.MAX_PDF_BYTES, "PDF")
    pages: list[Page] = []
    scans: list[int] = []
    characters = lines = 0
    with _open(path) as pdf:
        if len(pdf) > limits.MAX_PDF_PAGES:
            raise faults.too_large("PDF", f"{limits.MAX_PDF_PAGES} pages")
        for index in range(len(pdf)):
            page, is_scan = _read_page(pdf, index)
            pages.append(page)
            characters, lines = characters + len(page.source), lines + len(page.lines)
            limits.check_text(characters, lines)
            if is_scan:
                scans.append(page.number)
    if not scans and not any(page.lines for page in pages):
        raise faults.empty_file()
    return Document(name=path.name, format="pdf", pages=tuple(pages), ocr_pages=tuple(scans))


def page_sizes(path: Path) -> list[tuple[float, float]]:
    """Width and height in points of each page as it is displayed."""
    limits.check_size(path, limits.MAX_PDF_BYTES, "PDF")
    with _open(path) as pdf:
        if len(pdf) > limits.MAX_PDF_PAGES:
            raise faults.too_large("PDF", f"{limits.MAX_PDF_PAGES} pages")
        try:
            return [tuple(pdf.get_page_size(index)) for index in range(len(pdf))]
        except pypdfium2.PdfiumError:
            raise faults.damaged("PDF") from None


def picture(path: Path, number: int, wanted: float = _DPI) -> tuple[Image, float]:
    """A picture of page ``number`` as it is displayed, in ``wanted`` dots an inch, and those that it has; absurd sizes
    are drawn smaller."""
    with _open(path) as pdf:
        try:
            page = pdf[number - 1]
        except (pypdfium2.PdfiumError, IndexError):
            raise faults.damaged("PDF") from None
        try:
            width, height = page.get_size()
            if width <= 0 or height <= 0:
                raise faults.damaged("PDF")
            dpi = min(wanted, 72 * math.sqrt(limits.MAX_PAGE_PIXELS / (width * height)))
            drawn: Image = page.render(scale=dpi / 72, rev_byteorder=True).to_pil()
        finally:
            page.close()
    return drawn, dpi


def _open(path: Path) -> Any:
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        if fault.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise faults.encrypted("PDF") from fault
        raise faults.damaged("PDF") from fault
    if len(pdf) == 0:
        pdf.close()
        raise faults.damaged("PDF")
    return pdf


def _read_page(pdf: Any, index: int) -> tuple[Page, bool]:
    """One page, and whether it must go to OCR."""
    number = index + 1
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:
        # A broken page among sound ones: the rest of the file is worth having.
        return Page(number=number, source="", lines=()), True
    try:
        view = View(page.get_bbox(), page.get_rotation())
        built = _page(number, _glyphs(page, view), view)
        printed = sum(not char.isspace() for char in built.source)
        if printed < _FEW_CHARACTERS and (_is_scan(page, view) or (not printed and _has_drawings(page))):
            trusted = False
        else:
            trusted = is_trusted(built.source)
    finally:
        # pdfium keeps a page's objects until it is closed; 200 open pages are 350 MB.
        page.close()
    if trusted:
        return built, False
    return Page(number=number, source="", lines=(), width=view.width, height=view.height), True


def _glyphs(page: Any, view: View) -> dict[int, list[Glyph]]:
    try:
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return {}
    try:
        return read_glyphs(text_page, view.bbox)
    finally:
        text_page.close()


def _page(number: int, glyphs: dict[int, list[Glyph]], view: View) -> Page:
    built: list[Line] = []
    start = 0
    # What runs the way of most of the page comes first; seals and side notes follow.
    weight = {turn: len(run) * (2 if turn == view.rotation else 1) for turn, run in glyphs.items()}
    for turn in sorted(glyphs, key=lambda turn: -weight[turn]):
        own = View(view.bbox, turn)
        for spots in map(repair_line, lines_of(glyphs[turn])):
            text = "".join(char for char, _ in spots)
            boxes = tuple(own.in_view_of(view, box) for _, box in spots)
            built.append(Line(text=text, start=start, boxes=boxes))
            start += len(text) + 1
    source = "\n".join(line.text for line in built)
    return Page(number=number, source=source, lines=tuple(built), width=view.width, height=view.height)


def _is_scan(page: Any, view: View) -> bool:
    """Whether one picture covers most of the page."""
    area = view.width * view.height
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_IMAGE_DEPTH):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > _SCAN_COVER * area:
            return True
    return False


def _has_drawings(page: Any) -> bool:
    """Whether a page without text shows anything: pictures, or text turned into outlines."""
    return next(iter(page.get_objects(max_depth=_IMAGE_DEPTH)), None) is not None
