"""What copying, faxing, stamping and careless scanning do to ink on paper; each damage takes its own chance.

Functions take and give a grey picture (8 bits, 255 is paper). Lengths are given at 300 dpi; ``unit`` is how many
pixels the picture has for one pixel at 300 dpi.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Damage = Callable[[Image.Image, np.random.Generator, float], Image.Image]


def _array(image: Image.Image) -> NDArray[np.float32]:
    return np.asarray(image, np.float32)


def _image(grey: NDArray[np.float32]) -> Image.Image:
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def blurred(image: Image.Image, chance: np.random.Generator, unit: float) -> Image.Image:
    """A lens out of focus."""
    return image.filter(ImageFilter.GaussianBlur(chance.uniform(0.5, 1.4) * unit))


def noisy(image: Image.Image, chance: np.random.Generator, unit: float) -> Image.Image:
    """The grain of a sensor."""
    grain = chance.normal(0, chance.uniform(4, 14), image.size[::-1]).astype(np.float32)
    return _image(_array(image) + grain)


def photocopy(image: Image.Image, chance: np.random.Generator, unit: float) -> Image.Image:
    """Black or white, edges eaten or swollen, specks of toner; the copier sets itself by the paper it is given."""
    soft = _array(image.filter(ImageFilter.GaussianBlur(chance.uniform(0.6, 1.2) * unit)))
    coarse = chance.normal(0, 1, (image.height // 3 + 1, image.width // 3 + 1)).astype(np.float32)
    grain = np.repeat(np.repeat(coarse, 3, axis=0), 3, axis=1)[: image.height, : image.width]
    ink = float(np.percentile(soft, 1))
    paper = min(250.0, float(np.median(soft)))
    level = ink + (paper - ink) * chance.uniform(0.45, 0.85) + grain * chance.uniform(6, 20)
    black = soft < level
    specks = chance.random(black.shape) < chance.uniform(0, 0.0012)
    copied = Image.fromarray(np.where(black | specks, 0, 255).astype(np.uint8))
    return copied.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 0.6) * unit))


def faint(image: Image.Image, chance: np.random.Generator, unit: float) -> Image.Image:
    """A ribbon or cartridge near its end: pale ink, patchy, on grainy paper."""
    ink = 255 - _array(image)
    small = chance.uniform(0.35, 1, (image.height // 12 + 2, image.width // 12 + 2)).astype(np.float32)
    patches = _array(Image.fromarray(small).resize(image.size, Image.Resampling.BILINEAR))
    pale = 245 - ink * patches * chance.uniform(0.28, 0.5)
    return _image(pale + chance.normal(0, chance.uniform(3, 9), pale.shape).astype(np.float32))


def shadow(image: Image.Image, chance: np.random.Generator, unit: float) -> Image.Image:
    """The dark gutter of a bound file, or a phone's light from one side."""
    across = np.linspace(0, 1, image.width, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, image.height, dtype=np.float32)[:, None]
    slope = across * chance.uniform(-1, 1) + down * chance.uniform(-1, 1)
    slope = (slope - slope.min()) / max(float(np.ptp(slope)), 1e-6)
    edge = np.exp(-across / chance.uniform(0.02, 0.12)) * chance.uniform(0, 0.5)
    return _image(_array(image) * (1 - chance.uniform(0.15, 0.4) * slope) * (1 - edge))


def jpeg(image: Image.Image, chance: np.random.Generator, unit: float) -> Image.Image:
    """Squeezed too hard."""
    file = io.BytesIO()
    image.save(file, "JPEG", quality=int(chance.integers(12, 45)))
    return Image.open(io.BytesIO(file.getvalue())).convert(image.mode)


def swollen(image: Image.Image, chance: np.random.Generator, unit: float) -> Image.Image:
    """Strokes that ran; neighbours touch."""
    fat = image.filter(ImageFilter.MinFilter(3))
    return Image.blend(image, fat, chance.uniform(0.4, 1.0))


def eaten(image: Image.Image, chance: np.random.Generator, unit: float) -> Image.Image:
    """Strokes worn thin; hair lines break."""
    thin = image.filter(ImageFilter.MaxFilter(3))
    return Image.blend(image, thin, chance.uniform(0.3, 0.8))


def fax(image: Image.Image, chance: np.random.Generator, unit: float) -> Image.Image:
    """204 by 196 dots an inch, black or white, lost lines."""
    size = max(1, round(image.width * 204 / 300 / unit)), max(1, round(image.height * 196 / 300 / unit))
    small = _array(image.resize(size, Image.Resampling.BOX))
    black = small < chance.uniform(150, 205) + chance.normal(0, 10, small.shape)
    lost = chance.random(black.shape[0]) < 0.004
    black[lost] = False
    sent = Image.fromarray(np.where(black, 0, 255).astype(np.uint8))
    return sent.resize(image.size, Image.Resampling.BILINEAR)


def lines_over(image: Image.Image, chance: np.random.Generator, unit: float) -> Image.Image:
    """A stroke of a stamp's frame, a pen or a form's dotted line across the ink."""
    grey = _array(image).copy()
    high, wide = grey.shape
    thick = max(1, round(chance.uniform(1, 3) * unit))
    dark = chance.uniform(40, 170)
    if chance.random() < 0.5:
        row = int(chance.integers(round(high * 0.6), high)) if high > 4 else 0
        step = int(chance.choice((1, 2, 3))) * thick + 1
        dots = np.arange(wide) % step < max(1, step // 2)
        grey[row : row + thick, dots] = np.minimum(grey[row : row + thick, dots], dark)
    else:
        start, end = chance.uniform(0, wide, 2)
        for row in range(high):
            column = int(start + (end - start) * row / high)
            grey[row, column : column + thick] = np.minimum(grey[row, column : column + thick], dark)
    return _image(grey)


def mixed(image: Image.Image, chance: np.random.Generator, unit: float) -> Image.Image:
    """Two or three damages, one after another."""
    some: list[Damage] = [blurred, noisy, photocopy, faint, shadow, jpeg, swollen, eaten]
    for place in chance.permutation(len(some))[: int(chance.integers(2, 4))]:
        image = some[int(place)](image, chance, unit)
    return image
