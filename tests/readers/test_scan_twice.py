"""Lines that the engine reads otherwise when it is given them alone."""

from __future__ import annotations

import pytest
from PIL import Image

from parsers.readers.ocr_engine import Word, use
from parsers.readers.scan_twice import words_of

MARKED = "จึงเรียนมาเพื่อทราบ"
BARE = "จงเรยนมาเพอทราบ"


class Hasty:
    """Reads lines of a page one below the other; where it sees one line alone, it says ``alone``."""

    version = "hasty"

    def __init__(self, first: list[str], alone: str) -> None:
        self._first, self._alone = first, alone
        self.sizes: list[tuple[int, int]] = []

    def words(self, picture: Image.Image, dpi: int, *, latin: bool = False) -> list[Word]:
        self.sizes.append(picture.size)
        if len(self.sizes) == 1:
            return [word for n, text in enumerate(self._first) for word in line(text, 100 + 60 * n, n)]
        return line(self._alone, 90, 0)

    def turn(self, picture: Image.Image) -> int:
        return 0


def line(text: str, top: int, number: int) -> list[Word]:
    return [
        Word(char, (100 + 20 * n, top, 118 + 20 * n, top + 30), 0.9, number) for n, char in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("first", "alone", "read", "asked"),
    [
        ([MARKED, BARE], MARKED, [MARKED, MARKED], 2),
        ([MARKED, MARKED], "", [MARKED, MARKED], 1),  # nothing is doubtful
        ([MARKED, BARE], "ตั้งนี้พื้นที่ดินที่นี้", [MARKED, BARE], 2),  # other letters
        ([MARKED, BARE], BARE, [MARKED, BARE], 2),
        (["กอง"], "ก้อง", ["กอง"], 1),  # too short to say that marks are lacking
    ],
)
def test_a_line_that_lost_its_marks_is_read_by_itself(
    first: list[str], alone: str, read: list[str], asked: int
) -> None:
    engine = Hasty(first, alone)
    with use(engine):
        words = words_of(Image.new("L", (1200, 800), 255), 300)
    lines: dict[int, str] = {}
    for word in words:
        lines[word.line] = lines.get(word.line, "") + word.text
    assert [lines[n] for n in sorted(lines)] == read
    assert len(engine.sizes) == asked
    if read[-1] != first[-1]:  # in its place on the page, not on the paper that it was read from
        tops = {word.box[1] for word in words if word.line == 1}
        assert tops == {160 - 15 + 90 - 60}
