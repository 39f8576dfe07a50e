"""What is done to the picture of a page before it is read: shadows, specks, the frames of stamps."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from parsers.readers import scan_image, scan_stamps
from parsers.readers.ocr_engine import Word

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


def framed(*, slope: int) -> tuple[Image.Image, np.ndarray]:
    """A stamp's frame of 360 by 150 pixels, its lower rule ``slope`` pixels aslant through a row of strokes."""
    page = Image.fromarray(np.full((1300, 1200), 255, np.uint8))
    pen = ImageDraw.Draw(page)
    row = np.zeros((1300, 1200), bool)
    for left in range(320, 900, 24):
        row[510:540, left : left + 5] = True
    corners = [(300, 375), (660, 375), (660, 525), (300, 525 - slope)]
    pen.line([*corners, corners[0]], fill=0, width=5)
    pixels = np.array(page)
    pixels[row] = 0
    return Image.fromarray(pixels), row


@pytest.mark.parametrize("slope", [0, 3])
def test_the_frame_of_a_stamp_goes_and_the_print_that_it_crosses_stays(slope: int) -> None:
    page, row = framed(slope=slope)
    (frame,) = scan_stamps.frames(page)
    fresh = np.asarray(scan_stamps.without_frames(page, [frame]))
    assert (fresh[row] == 0).mean() > 0.9
    left = (fresh < 128) & ~row
    assert left.sum() < 0.15 * ((np.asarray(page) < 128) & ~row).sum()


def word(text: str, top: int, bottom: int, line: int) -> Word:
    return Word(text, (340, top, 400, bottom), 0.9, line)


def test_a_line_that_a_rule_runs_through_is_the_letters() -> None:
    frame = (300, 375, 660, 525)
    crossed, stamped = word("ที่", 340, 400, 1), word("ด่วน", 410, 470, 2)
    assert scan_stamps.split_words([crossed, stamped], [frame]) == ([crossed], [stamped])
