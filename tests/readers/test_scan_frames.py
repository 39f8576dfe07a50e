"""Rubber stamps in frames, set over print as they come: what they cross must still be read, and they are not the letter."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw

from bench import fonts
from parsers import parse
from parsers.document import Document
from parsers.readers import scan_frames
from parsers.readers.ocr_engine import Word
from parsers.readers.scan import read_scan

LETTER = Path(__file__).parent / "files/scans/letter.png"


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
    (frame,) = scan_frames.find_frames(page)
    fresh = np.asarray(scan_frames.without_frames(page, [frame]))
    assert (fresh[row] == 0).mean() > 0.9
    left = (fresh < 128) & ~row
    assert left.sum() < 0.15 * ((np.asarray(page) < 128) & ~row).sum()


def word(text: str, top: int, bottom: int, line: int) -> Word:
    return Word(text, (340, top, 400, bottom), 0.9, line)


def test_a_line_that_a_rule_runs_through_is_the_letters() -> None:
    frame = scan_frames.Frame((300, 375), (660, 375), (660, 525), (300, 525))
    crossed, stamped = word("ที่", 340, 400, 1), word("ด่วน", 410, 470, 2)
    assert scan_frames.split_words([crossed, stamped], [frame]) == ([crossed], [stamped])


def stamped(
    page: Image.Image, place: tuple[int, int], grey: int, slant: float, text: str = ""
) -> Image.Image:
    """The page with a stamp of 420 by 150 pixels, in an ink of that grey, through which print shows."""
    stamp = Image.new("L", (420, 150), 255)
    pen = ImageDraw.Draw(stamp)
    pen.rectangle((3, 3, 416, 146), outline=grey, width=6)
    if text:
        (face, *_) = (face for face in fonts.choose("print", "thai", held_out=False) if face.plain)
        pen.text((50, 105), text, font=face.font(72), fill=grey, anchor="ls")
    layer = Image.new("L", page.size, 255)
    layer.paste(stamp.rotate(slant, Image.Resampling.BICUBIC, expand=True, fillcolor=255), place)
    return ImageChops.darker(page, layer)


@pytest.mark.parametrize("slant", [-6, -2.5, 0, 4])
def test_a_frame_set_aslant_is_found(slant: float) -> None:
    page = stamped(Image.new("L", (2480, 2150), 255), (500, 200), 70, slant)
    (frame,) = scan_frames.find_frames(page)
    assert frame.middle == pytest.approx(
        (500 + 420 / 2 + abs(slant) * 1.3, 200 + 75 + abs(slant) * 3.6), abs=9
    )
    bare = np.asarray(scan_frames.without_frames(page, [frame]))
    assert (bare < 128).sum() < 0.12 * (np.asarray(page) < 128).sum()


def test_a_paler_stamp_is_taken_off_print_and_kept_by_itself() -> None:
    page, row = framed(slope=0)
    print_only = Image.fromarray(np.where(row, 10, 255).astype(np.uint8))
    page = stamped(print_only, (480, 470), 85, 0)
    apart = scan_frames.without_pale_stamps(page, scan_frames.find_frames(page))
    assert apart.frames == []
    assert apart.stamps is not None
    kept = np.asarray(apart.print) < 128
    assert kept[row].all()
    assert kept.sum() < 1.1 * row.sum()
    assert (np.asarray(apart.stamps) < 128).sum() > 3000


@pytest.mark.parametrize("grey", [10, 70])
def test_a_stamp_as_dark_as_print_or_a_patchy_one_is_left(grey: int) -> None:
    page, row = framed(slope=0)
    page = stamped(Image.fromarray(np.where(row, 10, 255).astype(np.uint8)), (480, 470), grey, 0)
    pixels = np.array(page)
    patches = np.add.outer(np.arange(1300) // 20, np.arange(1200) // 20) % 2 == 0
    pixels[patches & (pixels == 70)] = 130
    apart = scan_frames.without_pale_stamps(Image.fromarray(pixels), scan_frames.find_frames(page))
    assert (len(apart.frames), apart.stamps) == (1, None)


def test_the_clerk_reads_the_number_under_a_red_stamp_of_urgency() -> None:
    with Image.open(LETTER) as picture:
        page = stamped(picture.convert("L"), (430, 160), 85, 3, "ด่วนที่สุด")
    (letter,) = parse(Document("scan.png", "png", (read_scan(page, 1, 300),)))
    assert (letter.number, letter.date) == ("นน 0023.3/ว 702", "2024-06-17")
    assert letter.urgency == "ด่วนที่สุด"
    assert letter.sender == "จังหวัดน่าน"
