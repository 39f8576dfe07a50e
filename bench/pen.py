"""Words drawn character by character, in print or as if by hand, each pixel of ink knowing its character.

A hand is a handwriting font or a hair-thin printed one whose strokes are bent, leant, thickened and broken, or, for
Arabic digits, real ones: the 1,797 of the UCI optical digits (CC BY 4.0, as scikit-learn ships them).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bench.fonts import Face

_REAL = Path(__file__).with_name("pen_digits.npz")
_REAL_HELD_OUT = 1200
"""Digits from this place on, by writers that come later in the set, are never trained on."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How one writer writes: lean, waver, stroke and spacing are the same throughout a word."""

    lean: float
    waver: float
    stroke: int
    spacing: float
    breaks: float
    real: bool
    held_out: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A word on paper: ``grey`` (255 is paper), ``owner`` 1 + place of the character a pixel belongs to, else 0."""

    text: str
    grey: NDArray[np.uint8]
    owner: NDArray[np.uint8]
    top: float
    bottom: float


def some_hand(chance: np.random.Generator, script: str, *, held_out: bool) -> Hand:
    """A writer by chance."""
    return Hand(
        lean=chance.normal(0.05, 0.14),
        waver=chance.uniform(0.02, 0.075),
        stroke=int(chance.integers(0, 3)),
        spacing=chance.uniform(-0.06, 0.16),
        breaks=0.25 if chance.random() < 0.2 else 0.0,
        real=script == "arabic" and chance.random() < 0.35,
        held_out=held_out,
    )


def draw_word(
    marks: list[str],
    face: Face,
    script: str,
    size: int,
    chance: np.random.Generator,
    hand: Hand | None = None,
    spacing: float = 0.0,
) -> Drawn:
    """The characters ``marks`` in a row; a mark may be a consonant with vowels and tones, drawn as one.

    ``spacing``, in sizes, is what print adds between characters; a hand has its own.
    """
    glyphs = [_glyph(mark, face, size, chance, hand) for mark in marks]
    gap = (spacing if hand is None else hand.spacing) * size
    width = round(sum(g[1] + gap for g in glyphs) + 1.2 * size) + 8
    canvas = np.zeros((round(size * 2.2), width), np.uint8)
    owner = np.zeros_like(canvas)
    pen_x = 0.4 * size + 4
    base = round(size * 1.45)
    for place, (ink, advance, left) in enumerate(glyphs, 1):
        sway = 0 if hand is None else round(chance.normal(0, 0.025) * size)
        x = round(pen_x) - left
        y = base - round(size * 1.3) + sway
        _lay(canvas, owner, ink, x, y, place)
        pen_x += advance + gap
    top = base - digit_height(face, script, size)
    return Drawn("".join(marks), 255 - canvas, owner, top, base)


def digit_height(face: Face, script: str, size: int) -> float:
    """How tall a digit is above the line, in pixels; the flourish of a calligraphic ๘ is left out."""
    font = face.font(size, script)
    if script == "arabic":
        return -float(font.getbbox("8", anchor="ls")[1])
    tall, low = (-float(font.getbbox(mark, anchor="ls")[1]) for mark in "๘๒")
    return min(tall, 1.5 * low)


def _lay(
    canvas: NDArray[np.uint8], owner: NDArray[np.uint8], ink: NDArray[np.uint8], x: int, y: int, place: int
) -> None:
    y0, x0 = max(0, y), max(0, x)
    y1, x1 = min(canvas.shape[0], y + ink.shape[0]), min(canvas.shape[1], x + ink.shape[1])
    if y1 <= y0 or x1 <= x0:
        return
    part = ink[y0 - y : y1 - y, x0 - x : x1 - x]
    under = canvas[y0:y1, x0:x1]
    owner[y0:y1, x0:x1][(part > under) & (part > 60)] = place
    np.maximum(under, part, out=under)


def _glyph(
    mark: str, face: Face, size: int, chance: np.random.Generator, hand: Hand | None
) -> tuple[NDArray[np.uint8], float, int]:
    """A character's ink with its advance and the column where it starts; the baseline lies at 1.3 sizes."""
    if hand is not None and hand.real and mark.isascii() and mark.isdigit():
        return _real_glyph(int(mark), size, chance, hand)
    font = face.font(size, "arabic" if mark.isascii() else "thai")
    margin = round(size * 0.5)
    advance = font.getlength(mark)
    image = Image.new("L", (round(advance) + 2 * margin, round(size * 1.9)), 0)
    ImageDraw.Draw(image).text((margin, round(size * 1.3)), mark, font=font, fill=255, anchor="ls")
    if hand is not None:
        image = _bent(image, chance, hand, size, thicken=face.thin)
    return np.asarray(image), advance, margin


def _bent(
    image: Image.Image, chance: np.random.Generator, hand: Hand, size: int, *, thicken: bool
) -> Image.Image:
    wide, high = image.size
    across, down = 4, 5
    xs = np.linspace(0, wide, across)
    ys = np.linspace(0, high, down)
    scale_x, scale_y = chance.normal(1, 0.07), chance.normal(1, 0.07)
    middle_x, middle_y = wide / 2, size * 1.05
    grid = np.empty((down, across, 2))
    for row, y in enumerate(ys):
        for column, x in enumerate(xs):
            sway = chance.normal(0, hand.waver * size, 2)
            grid[row, column] = (
                middle_x + (x - middle_x) / scale_x + hand.lean * (y - middle_y) + sway[0],
                middle_y + (y - middle_y) / scale_y + sway[1],
            )
    mesh = []
    for row in range(down - 1):
        for column in range(across - 1):
            box = tuple(round(v) for v in (xs[column], ys[row], xs[column + 1], ys[row + 1]))
            corners = (
                grid[row, column],
                grid[row + 1, column],
                grid[row + 1, column + 1],
                grid[row, column + 1],
            )
            mesh.append((box, tuple(float(v) for corner in corners for v in corner)))
    image = image.transform(image.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
    for _ in range(hand.stroke * size // 40 if thicken else 0):
        image = image.filter(ImageFilter.MaxFilter(3))
    if hand.breaks and chance.random() < hand.breaks:
        gap = Image.new("L", image.size, 0)
        x, y = chance.uniform(0.35, 0.65) * wide, chance.uniform(0.4, 0.7) * high
        reach = size * chance.uniform(0.02, 0.05)
        ImageDraw.Draw(gap).ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)
        image = ImageChops.subtract(image, gap)
    return image


@cache
def _real_digits() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    with np.load(_REAL) as stored:
        return stored["images"], stored["names"]


def _real_glyph(
    digit: int, size: int, chance: np.random.Generator, hand: Hand
) -> tuple[NDArray[np.uint8], float, int]:
    images, names = _real_digits()
    places = np.flatnonzero(names == digit)
    places = places[places >= _REAL_HELD_OUT] if hand.held_out else places[places < _REAL_HELD_OUT]
    small = Image.fromarray((images[int(chance.choice(places))] * 15).astype(np.uint8))
    tall = round(size * 0.68)
    big = small.resize((tall, tall), Image.Resampling.BICUBIC)
    big = Image.fromarray(np.clip((np.asarray(big, np.float32) - 95) * 3.2, 0, 255).astype(np.uint8))
    columns = np.flatnonzero(np.asarray(big).max(axis=0) > 60)
    left, right = (int(columns[0]), int(columns[-1]) + 1) if len(columns) else (0, tall)
    margin = round(size * 0.5)
    image = Image.new("L", (right - left + 2 * margin, round(size * 1.9)), 0)
    image.paste(big.crop((left, 0, right, tall)), (margin, round(size * 1.3) - tall))
    return np.asarray(image), float(right - left) + 0.06 * size, margin
