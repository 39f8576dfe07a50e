"""Pictures of pages made ready for reading: one size, upright, level, clean. Greys are 0 (ink) to 255 (paper)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PIL import Image, ImageFilter

from parsers.readers.ink import label

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

DPI: Final = 300
LEAST_DPI, MOST_DPI = 250, 400
_LONG_SIDE: Final = 11.69
"""Inches of an A4 page: what a picture that tells no size is taken for."""
_LIKELY_SIDE: Final = (7.0, 18.0)
"""Inches of the longer side of a page, if the picture's own resolution is to be believed."""
_STEEPEST: Final = 6.0
_SMALL: Final = 900
"""Pixels of the longer side on which skew and shade are measured."""
_STRONG: Final = 0.33
"""Share of the letters' own darkness from which on a pixel is ink: thin letters of a pale page are no specks."""
_LEAST_INK: Final = 40
"""How much darker than paper, of 255, anything is that is not the paper's grain."""
_AROUND: Final = 5
_TIMES: Final = 3
_SPECK: Final = 17
"""Dark pixels in a window of eleven by eleven up to which ink is a speck."""
_FEW, _MOST = 24, 42
"""Dark pixels that hang together up to which they are a speck on a page that is strewn with specks; between them …"""
_DENSE: Final = 0.04
"""Share of the page."""
_TIMES_USUAL: Final = 1.4
"""… as many times as many as most specks have: a full stop has more."""
_STREWN: Final = 0.0008
"""Share of a page that specks take from which they are taken away."""
_NOISY: Final = 1.6
"""Mean change by a median filter, of 255, from which on a page has specks and grain."""
_SHADED: Final = 40
"""Difference in paper, of 255, between the lightest and the darkest part of a page with a shadow."""
_COLOURED: Final = 70
"""Difference between the channels of coloured ink, of 255."""

_PALE: Final = (36, 130)
"""How much darker than paper, of 255, the ink of a pale page is at its darkest; less is none, but grain."""
_DARKEST, _INKED = 0.1, 0.5
"""Percentiles of the page that are taken for its darkest ink and for that of its letters."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture that was turned by a small angle, and how its pixels lie on the page that it was."""

    picture: Image.Image
    degrees: float

    def back(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A box of the level picture as it lies on the page before."""
        if not self.degrees:
            return box
        turn = math.radians(self.degrees)
        cos, sin = math.cos(turn), math.sin(turn)
        mid_x, mid_y = self.picture.width / 2, self.picture.height / 2
        x, y = (box[0] + box[2]) / 2 - mid_x, (box[1] + box[3]) / 2 - mid_y
        # The middle moves; the box keeps its size, which for such angles is near enough.
        x, y = mid_x + x * cos - y * sin, mid_y + x * sin + y * cos
        half_x, half_y = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
        return x - half_x, y - half_y, x + half_x, y + half_y


def plain(picture: Image.Image) -> Image.Image:
    """The picture as colour or grey on white paper, without palette or transparency."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        over = picture.convert("RGBA")
        paper = Image.new("RGBA", over.size, "white")
        picture = Image.alpha_composite(paper, over).convert("RGB")
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        values = np.asarray(picture, np.float64)
        low, high = float(values.min()), float(values.max())
        return Image.fromarray(((values - low) * 255 / max(high - low, 1)).astype(np.uint8))
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    picture = picture.convert("RGB")
    return picture if is_coloured(np.asarray(picture)) else picture.convert("L")


def is_coloured(pixels: NDArray[np.uint8]) -> bool:
    """Whether there is coloured ink or a coloured stamp on the page."""
    few = pixels[::4, ::4].astype(np.int16)
    return float(((few.max(axis=2) - few.min(axis=2)) > _COLOURED).mean()) > 2e-4


def resolution(size: tuple[int, int], told: Any) -> float:
    """Dots an inch: as the picture tells it, if that makes a page, else as if it were A4."""
    longer = max(size)
    try:
        dpi = float(told[0] if isinstance(told, tuple) else told or 0)
    except (TypeError, ValueError, ZeroDivisionError):
        dpi = 0.0
    if dpi > 0 and _LIKELY_SIDE[0] <= longer / dpi <= _LIKELY_SIDE[1]:
        return dpi
    return longer / _LONG_SIDE


def sized(picture: Image.Image, dpi: float) -> Image.Image:
    """The picture at about 300 dots an inch; those near it stay as they are."""
    if LEAST_DPI <= dpi <= MOST_DPI:
        return picture
    factor = DPI / dpi
    size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
    return picture.resize(size, Image.Resampling.LANCZOS if factor > 1 else Image.Resampling.BOX)


def strengthened(picture: Image.Image) -> Image.Image:
    """A pale page, of a ribbon or cartridge near its end, with its ink as dark as ink is; others as they are."""
    grey = np.asarray(picture.convert("L"))
    paper = float(np.median(grey[::4, ::4]))
    if not _PALE[0] <= paper - float(np.percentile(grey, _DARKEST)) <= _PALE[1]:
        return picture
    # What makes ink darker makes grain darker too.
    smooth = picture.filter(ImageFilter.GaussianBlur(0.8))
    ink = float(np.percentile(np.asarray(smooth.convert("L")), _INKED))
    scale = 255 / max(paper - ink, 1.0)
    return smooth.point(
        [min(max(round((value - ink) * scale), 0), 255) for value in range(256)] * len(picture.getbands())
    )


def turned(picture: Image.Image, degrees: int) -> Image.Image:
    """The picture turned clockwise by quarter turns."""
    ways = {
        90: Image.Transpose.ROTATE_270,
        180: Image.Transpose.ROTATE_180,
        270: Image.Transpose.ROTATE_90,
    }
    return picture.transpose(ways[degrees]) if degrees in ways else picture


def lies_sideways(grey: Image.Image) -> bool:
    """Whether the lines of text run from top to bottom."""
    rows, columns = _ink_points(grey)
    if len(rows) < 500:
        return False
    # Each way at its best slant: lines that fall by two degrees look no sharper than the margins of a page.
    return _at_best(columns, rows)[0] > 1.15 * _at_best(rows, columns)[0]


def levelled(picture: Image.Image, grey: Image.Image) -> Placed:
    """The picture turned by the few degrees that set its lines level."""
    angle = skew(grey)
    if abs(angle) < 0.15:
        return Placed(picture, 0.0)
    # New corners are as light as the paper, so that they make no edges.
    paper = int(np.median(np.asarray(grey)[::8, ::8]))
    fill = paper if picture.mode == "L" else (paper, paper, paper)
    return Placed(picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=fill), angle)


def skew(grey: Image.Image) -> float:
    """Degrees by which lines of text fall to the right, found where the sums of rows are sharpest."""
    rows, columns = _ink_points(grey)
    if len(rows) < 200:
        return 0.0

    coarse = _at_best(rows, columns)[1]
    return _at_best(rows, columns, around=coarse, reach=0.5, step=0.1)[1]


def _at_best(
    rows: NDArray[np.float64],
    columns: NDArray[np.float64],
    *,
    around: float = 0.0,
    reach: float = _STEEPEST,
    step: float = 0.5,
) -> tuple[float, float]:
    """How sharp the sums of rows get at the best slant, and that slant in degrees."""

    def sharpness(degrees: float) -> float:
        return _sharpness(rows - columns * math.tan(math.radians(degrees)))

    slants = (round(float(slant), 2) for slant in np.arange(around - reach, around + reach + step / 2, step))
    return max(((sharpness(slant), slant) for slant in slants), key=lambda each: (each[0], -abs(each[1])))


def _ink_points(grey: Image.Image) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    small = grey.copy()
    small.thumbnail((_SMALL, _SMALL), Image.Resampling.BOX)
    values = np.asarray(small, np.float32)
    paper = np.asarray(small.filter(ImageFilter.BoxBlur(12)), np.float32)
    # A margin is left out: the edges of the paper and of the glass are no text.
    edge_y, edge_x = values.shape[0] // 40, values.shape[1] // 40
    dark = (paper - values)[edge_y : values.shape[0] - edge_y, edge_x : values.shape[1] - edge_x] > 18
    rows, columns = np.nonzero(dark)
    return rows.astype(np.float64), columns.astype(np.float64)


def _sharpness(places: NDArray[np.float64]) -> float:
    counts = np.bincount(np.round(places - places.min()).astype(np.int64)).astype(np.float64)
    return float((np.diff(counts) ** 2).sum())


def without_specks(picture: Image.Image) -> Image.Image:
    """The picture without the specks that a copier strews over a page: ink with little other ink around it.

    Counted in a window, so that a full stop, or the smallest mark at 250 dots an inch, is no speck.
    """
    for _ in range(_TIMES):  # specks that lay beside each other lie alone the second time
        fresh = _one_strewing_less(picture)
        if fresh is picture:
            break
        picture = fresh
    return picture


def darkness(grey: Grey, paper: int) -> float:
    """How much darker than ``paper``, of 255, half of what stands on it is; emblems and frames are the other half's."""
    under = paper - grey[::2, ::2].astype(np.int16)
    ink = under[under > _LEAST_INK]
    return float(np.median(ink)) if ink.size else 255.0


def _one_strewing_less(picture: Image.Image) -> Image.Image:
    values = np.asarray(picture)
    grey = values.min(axis=2) if values.ndim == 3 else values
    paper = int(np.median(grey[::8, ::8]))
    dark = grey < paper - _STRONG * darkness(grey, paper)
    near = Image.fromarray(np.where(dark, 255, 0).astype(np.uint8)).filter(ImageFilter.BoxBlur(_AROUND))
    # A blurred value of 255 is a window full of ink.
    specks = dark & (np.asarray(near) < 255 * _SPECK / (2 * _AROUND + 1) ** 2)
    if specks.mean() < _STREWN:
        return picture
    specks |= _small(dark)
    rim = Image.fromarray(np.where(specks, 255, 0).astype(np.uint8)).filter(ImageFilter.MaxFilter(3))
    fresh = values.copy()
    fresh[(np.asarray(rim) > 0) & ~(dark & ~specks)] = paper
    return Image.fromarray(fresh)


def _small(dark: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Ink that hangs together in a few pixels, however near other ink lies."""
    labels = label(dark)
    sizes = np.bincount(labels.ravel())
    usual = int(np.bincount(sizes[sizes <= _MOST]).argmax())
    small = sizes <= max(_FEW, min(_TIMES_USUAL * usual, _MOST))
    if sizes[small].sum() > _DENSE * dark.size:  # they touch each other so often that full stops must go too
        small = sizes <= _MOST
    small[0] = False
    found: NDArray[np.bool_] = small[labels]
    return found


def clean(grey: Image.Image, *, strewn: bool = False) -> Image.Image:
    """What the engine is given: grain taken away where there is any; ``strewn`` pages had specks, and
    their letters have rough edges yet."""
    median = grey.filter(ImageFilter.MedianFilter(3))
    if not strewn and noise(grey, median) < _NOISY:
        return grey
    return median.filter(ImageFilter.GaussianBlur(1.2))


def noise(grey: Image.Image, median: Image.Image) -> float:
    """How far a median filter changes the paper, of 255: grain and specks. Edges of letters do not count."""
    values, smooth = np.asarray(grey, np.int16), np.asarray(median, np.int16)
    paper = smooth > np.percentile(smooth[::8, ::8], 50) - 25
    return float(np.abs(values - smooth)[paper].mean()) if paper.any() else 0.0


def without_shadow(picture: Image.Image) -> Image.Image:
    """The picture on paper that is equally light everywhere; pages without shadow as they are."""
    grey = picture.convert("L")
    small = grey.resize((max(1, grey.width // 16), max(1, grey.height // 16)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(4))
    levels = np.asarray(paper, np.float32)
    if np.percentile(levels, 99) - np.percentile(levels, 1) < _SHADED:
        return picture
    ground = np.maximum(np.asarray(paper.resize(grey.size, Image.Resampling.BILINEAR), np.float32), 40)
    values = np.asarray(picture, np.float32)
    flat = values * 245 / (ground if values.ndim == 2 else ground[:, :, None])
    return Image.fromarray(np.clip(flat, 0, 255).astype(np.uint8))
