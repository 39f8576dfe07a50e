"""Pages as pictures for people to look at, of the formats whose pages have a look of their own."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

from parsers.readers import faults, pick_reader
from parsers.readers.probe import probe_file

if TYPE_CHECKING:
    from PIL.Image import Image

_TONES: Final = 16
"""Greys of a page without colour: enough for print and pencil, and half the bytes."""
_QUALITY: Final = 82


def page_sizes(path: str | Path) -> list[tuple[float, float]]:
    """Width and height in points (1/72 inch) of each page of a file; empty for text, which has no look of its own.

    Raises UnreadableFile as ``parsers.read`` does.
    """
    file = Path(path)
    reader = pick_reader(probe_file(file))
    if reader.format == "pdf":
        from parsers.readers import pdf

        return pdf.page_sizes(file)
    if reader.format == "image":
        return [(page.width or 0.0, page.height or 0.0) for page in reader.read(file).pages]
    return []


def draw(path: str | Path, number: int, *, turn: int, width: int) -> bytes:
    """Page ``number`` turned clockwise by ``turn`` degrees, ``width`` pixels wide, as PNG (no colours) or JPEG.

    A picture is never made larger than it is. Raises UnreadableFile.
    """
    from parsers.readers.scan_image import plain, turned

    upright = turned(plain(_picture(Path(path), number, turn, width)), turn)
    return _encoded(_narrowed(upright, width))


def _picture(file: Path, number: int, turn: int, width: int) -> Image:
    reader = pick_reader(probe_file(file))
    if reader.format == "pdf":
        from parsers.readers import pdf

        sizes = pdf.page_sizes(file)
        if not 1 <= number <= len(sizes):
            raise faults.damaged("PDF")
        across = sizes[number - 1][turn % 180 // 90]
        return pdf.picture(file, number, 72 * width / max(across, 1.0))[0]
    return reader.picture(file, number)[0]


def _narrowed(picture: Image, width: int) -> Image:
    from PIL import Image

    if picture.width <= width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _encoded(picture: Image) -> bytes:
    out = io.BytesIO()
    if picture.mode == "L":
        tones = [round(255 * tone / (_TONES - 1)) for tone in range(_TONES)]
        nearest = [min(range(_TONES), key=lambda tone: abs(tones[tone] - grey)) for grey in range(256)]
        few = picture.point(nearest)
        few = few.convert("P")
        few.putpalette([tone for tone in tones for _ in range(3)])
        few.save(out, "PNG", bits=4, compress_level=6)
    else:
        picture.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
