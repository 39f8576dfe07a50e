"""Pages that lie on their head, and an engine that does not say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from parsers.readers.ocr_engine import Word, use
from parsers.readers.scan import read_scan

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = "สำนักงานการเงินการบัญชีประจำจังหวัด"
GARBLE = "ณฏิธฐญ๊ฎฬฒ็ฌฑฅฤษศ"


class Unsure:
    """Reads words where the mark of the page is above, garble where it is below; never knows which way up it is."""

    version = "unsure"

    def __init__(self) -> None:
        self.asked = 0

    def words(self, picture: Image.Image, dpi: int, *, latin: bool = False) -> list[Word]:
        self.asked += 1
        grey = np.asarray(picture.convert("L"))
        text = WORDS if grey[: grey.shape[0] // 2].mean() < grey[grey.shape[0] // 2 :].mean() else GARBLE
        return [Word(char, (100 + 40 * n, 300, 132 + 40 * n, 336), 0.9) for n, char in enumerate(text)]

    def turn(self, picture: Image.Image) -> int:
        return 0


def page(marks: Sequence[int]) -> Image.Image:
    """A page with black bars at these heights."""
    pixels = np.full((1600, 1800), 255, np.uint8)
    for top in marks:
        pixels[top : top + 60, 300:1500] = 0
    return Image.fromarray(pixels)


@pytest.mark.parametrize(("marks", "turn", "read"), [((200, 400), 0, 1), ((1100, 1300), 180, 2)])
def test_a_garbled_page_is_read_the_other_way_up(marks: tuple[int, ...], turn: int, read: int) -> None:
    engine = Unsure()
    with use(engine):
        found = read_scan(page(marks), 1, 300)
    assert found.turn == turn
    assert "".join(found.source.split()) == WORDS
    assert engine.asked == read
