"""What is done to the picture of a page before it is read: shadows, specks."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from parsers.readers import scan_image

PAPER = 250


def strokes(ink: int, *, emblem: bool = True) -> Image.Image:
    """Rows of thin upright strokes, as of small letters, below a black emblem."""
    page = np.full((1200, 1600), PAPER, np.uint8)
    for top in range(300, 1100, 80):
        for left in range(100, 1500, 24):
            page[top : top + 22, left : left + 3] = ink
    if emblem:
        page[60:200, 700:820] = 0
    return Image.fromarray(page)


@pytest.mark.parametrize("ink", [0, 120, 175])
def test_letters_of_thin_and_pale_print_are_no_specks(ink: int) -> None:
    page = strokes(ink)
    assert scan_image.without_specks(page) is page


@pytest.mark.parametrize("ink", [0, 120])
def test_specks_go_and_letters_stay(ink: int) -> None:
    clean = np.asarray(strokes(ink))
    strewn = clean.copy()
    chance = np.random.default_rng(3)
    for y, x in zip(chance.integers(0, 1195, 900), chance.integers(0, 1595, 900), strict=True):
        strewn[y : y + 3, x : x + 3] = np.minimum(strewn[y : y + 3, x : x + 3], ink)
    fresh = np.asarray(scan_image.without_specks(Image.fromarray(strewn)))
    paper = clean == PAPER
    assert (strewn[paper] < PAPER).sum() > 3 * (fresh[paper] < PAPER).sum()
    assert (fresh[clean == ink] == ink).mean() > 0.97


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_paper_is_equally_light_everywhere_once_the_shadow_is_taken_away(mode: str) -> None:
    light = np.linspace(1, 0.5, 1600)[None, :]
    shaded = Image.fromarray((np.asarray(strokes(40)) * light).astype(np.uint8)).convert(mode)
    flat = scan_image.without_shadow(shaded)
    assert flat.mode == mode
    grey = np.asarray(flat.convert("L"))
    assert np.ptp(grey[1130:1190, ::50]) < 15
    even = strokes(40).convert(mode)
    assert scan_image.without_shadow(even) is even
