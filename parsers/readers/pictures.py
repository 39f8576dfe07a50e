"""Pictures of pages: PNG, JPEG, TIFF (a page a frame), BMP and WebP. They hold no text; OCR reads them."""

from __future__ import annotations

import struct
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from parsers.document import Document, Page
from parsers.readers import faults, limits
from parsers.readers.scan_image import resolution

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
_DAMAGE = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError,
    ArithmeticError, RuntimeError, struct.error,
)  # fmt: skip
"""What Pillow raises on broken pictures: whatever their tables lead to."""
_NAMES = {"MPO": "jpeg"}
_LEAST_SIDE = 50
"""Pixels: anything smaller is an icon."""


def read(path: Path) -> Document:
    """The pages of a picture without their lines; all of them wait for OCR."""
    limits.check_size(path, limits.MAX_PICTURE_BYTES, "ภาพ/picture")
    pages = []
    with _opened(path) as picture:
        count = getattr(picture, "n_frames", 1)
        if count > limits.MAX_PICTURE_PAGES:
            raise faults.too_large(str(picture.format), f"{limits.MAX_PICTURE_PAGES} pages")
        kind = str(picture.format)
        # Only TIFF's frames are pages; those of the others are a phone's depths or a moving picture.
        for frame in range(count if kind == "TIFF" else 1):
            picture.seek(frame)
            _check(picture)
            dpi = resolution(picture.size, picture.info.get("dpi"))
            width, height = (72 * side / dpi for side in picture.size)
            pages.append(Page(number=frame + 1, source="", lines=(), width=width, height=height))
    numbers = tuple(page.number for page in pages)
    return Document(path.name, _NAMES.get(kind, kind.lower()), tuple(pages), ocr_pages=numbers)


def picture(path: Path, number: int) -> tuple[Image.Image, float]:
    """The picture of page ``number``, turned as the camera noted it, and its dots an inch."""
    with _opened(path) as opened:
        opened.seek(number - 1)
        _check(opened)
        dpi = resolution(opened.size, opened.info.get("dpi"))
        opened.load()
        return ImageOps.exif_transpose(opened) if number == 1 else opened.copy(), dpi


def _check(picture: Image.Image) -> None:
    if picture.width * picture.height > limits.MAX_PICTURE_PIXELS:
        raise faults.too_large(str(picture.format), f"{limits.MAX_PICTURE_PIXELS // 1_000_000} megapixels")
    if min(picture.size) < _LEAST_SIDE:
        raise faults.nothing_on_it()


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    Image.init()
    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
    # Pillow's own limit is a warning below twice its figure; ours holds.
    Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = limits.MAX_PICTURE_PIXELS, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=_FORMATS) as picture:
                yield picture
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise faults.too_large(
            "ภาพ/picture", f"{limits.MAX_PICTURE_PIXELS // 1_000_000} megapixels"
        ) from None
    except _DAMAGE as fault:
        raise faults.damaged("ภาพ/picture") from fault
    finally:
        Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = before
