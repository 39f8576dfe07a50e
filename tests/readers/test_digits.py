"""Digits in scans: what is on the paper is read, what cannot be told is not given as sure.

The crops in files/digits were drawn once, in fonts and by hands that the reader was not trained on.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from parsers.readers import digit_net
from parsers.readers.digits import LineFrame, handwritten, read_digits
from parsers.readers.ink import find_pieces, label, segments

FOLDER = Path(__file__).parent / "files/digits"
TRUTH = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
DAMAGED = {"thai_photocopy", "arabic_fax", "thai_mixed"}
SOUND = sorted(TRUTH.keys() - DAMAGED - {"letters"})


def crop(name: str) -> np.ndarray:
    return np.asarray(Image.open(FOLDER / f"{name}.png"))


def frame(name: str) -> LineFrame:
    return LineFrame(*TRUTH[name]["frame"])


@pytest.mark.parametrize("name", [*SOUND, "arabic_fax", "thai_mixed"])
def test_the_digits_on_paper_are_read_in_their_own_script(name: str) -> None:
    reading = read_digits(crop(name), frame(name))
    assert reading is not None
    assert reading.text == TRUTH[name]["text"]
    assert len(reading.boxes) == len(reading.text)


@pytest.mark.parametrize("name", sorted(DAMAGED))
def test_damaged_print_is_read_right_or_not_given_as_sure(name: str) -> None:
    reading = read_digits(crop(name), frame(name))
    assert reading is not None
    assert reading.text == TRUTH[name]["text"] or not reading.sure


@pytest.mark.parametrize("name", [name for name in SOUND if "clean" in name or "200" in name])
def test_sound_print_is_read_without_knowing_its_line(name: str) -> None:
    reading = read_digits(crop(name))
    assert reading is not None
    assert reading.text == TRUTH[name]["text"]


def test_the_digits_that_tesseract_does_not_know_come_out_in_arabic_too() -> None:
    reading = read_digits(crop("thai_all"), frame("thai_all"))
    assert reading is not None
    assert reading.arabic == "1234567890"
    assert reading.digit_like > 0.5


def test_boxes_lie_where_the_digits_are() -> None:
    picture = crop("arabic_clean")
    reading = read_digits(picture)
    assert reading is not None
    dark = picture < 128
    for x0, top, x1, bottom in reading.boxes:
        assert dark[top:bottom, x0:x1].any()
    lefts = [box[0] for box in reading.boxes]
    assert lefts == sorted(lefts)


def test_a_word_of_letters_is_no_number() -> None:
    reading = read_digits(crop("letters"), frame("letters"))
    assert reading is None or not reading.sure
    assert reading is None or reading.digit_like < 0.5


def test_a_running_number_by_pen_is_told_from_print() -> None:
    pen, printed = read_digits(crop("arabic_pen")), read_digits(crop("arabic_clean"))
    assert pen is not None
    assert printed is not None
    assert pen.pen > 0.5 > printed.pen


def test_blue_ink_beside_black_print_speaks_for_a_pen() -> None:
    grey = crop("arabic_200").astype(np.float32) / 255
    blue = np.stack([30 + 220 * grey, 50 + 200 * grey, 150 + 100 * grey], axis=2).astype(np.uint8)
    black = np.stack([250 * grey] * 3, axis=2).astype(np.uint8)
    reading = read_digits(blue)
    assert reading is not None
    assert handwritten(reading, blue, black) > handwritten(reading, black, black)


def test_a_clear_year_is_sure() -> None:
    reading = read_digits(crop("thai_200"), frame("thai_200"))
    assert reading is not None
    assert reading.sure
    assert reading.arabic == "2567"


def test_what_is_scratched_out_is_not_sure() -> None:
    picture = crop("thai_200").copy()
    high, wide = picture.shape
    rows, columns = np.indices(picture.shape)
    picture[(rows + columns) % 9 < 4] = 20
    picture[high // 3 : high // 2, : wide - 4] = 20
    reading = read_digits(picture)
    assert reading is None or not reading.sure


def test_a_doubtful_reading_keeps_its_alternatives() -> None:
    noise = np.random.default_rng(5).normal(0, 60, crop("thai_mixed").shape)
    picture = np.clip(crop("thai_mixed") + noise, 0, 255).astype(np.uint8)
    reading = read_digits(picture, frame("thai_mixed"))
    assert reading is not None
    assert reading.alternatives
    assert not reading.sure
    assert reading.confidence + sum(other.confidence for other in reading.alternatives) <= 1.001


@pytest.mark.parametrize("shape", [(1, 1), (2, 90), (40, 3), (40, 120)])
@pytest.mark.parametrize("value", [0, 128, 255])
def test_paper_without_ink_says_nothing(shape: tuple[int, int], value: int) -> None:
    assert read_digits(np.full(shape, value, np.uint8)) is None


def test_any_crop_is_answered() -> None:
    chance = np.random.default_rng(9)
    for _ in range(60):
        shape = tuple(chance.integers(1, 90, 2))
        picture = (chance.random(shape) < chance.random()).astype(np.uint8) * 255
        reading = read_digits(picture)
        assert reading is None or 0 <= reading.confidence <= 1


def test_components_are_those_that_touch() -> None:
    dark = np.array([[1, 0, 0, 1, 1], [0, 1, 0, 0, 0], [0, 0, 0, 1, 0], [1, 1, 0, 1, 1]], bool)
    labels = label(dark)
    assert labels.max() == 4
    assert labels[0, 0] == labels[1, 1]
    assert labels[2, 3] == labels[3, 4]
    assert labels[0, 3] != labels[2, 3]


def test_touching_digits_are_offered_cuts() -> None:
    picture = np.full((40, 80), 255, np.uint8)
    picture[5:35, 10:14] = picture[5:35, 34:38] = 0
    picture[18:20, 10:38] = 0
    pieces = find_pieces(picture)
    assert pieces is not None
    assert len(pieces.boxes) > 1
    assert any(segment.last > segment.first for segment in segments(pieces))


def test_the_weights_are_small() -> None:
    assert (Path(digit_net.__file__).parent / "digits.npz").stat().st_size < 600_000
