"""What stands in the margin of a scan and is no text."""

from __future__ import annotations

from parsers.readers.scan_margin import without_dirt
from parsers.readers.scan_rows import Bit, Row

LETTER_WIDTH = 20


def row(baseline: int, *words: tuple[str, int, float]) -> Row:
    """A row of words, each with the place where it begins and how sure the engine is of it."""
    bits = [
        Bit(char, (left + LETTER_WIDTH * n, baseline - 24, left + LETTER_WIDTH * (n + 1), baseline), sure)
        for word, left, sure in words
        for n, char in enumerate(word)
    ]
    return Row(float(baseline), 24.0, bits)


TEXT = [row(300 + 60 * n, ("กรมการปกครองทองถน", 350 + 3 * n, 0.95)) for n in range(4)]


def read(*rows: Row) -> list[str]:
    fresh = [Row(each.baseline, each.height, list(each.bits)) for each in (*TEXT, *rows)]
    return [each.text for each in without_dirt(fresh)][len(TEXT) :]


def test_what_the_engine_read_into_the_gutter_goes() -> None:
    assert read(row(700, ("จ7", 20, 0.45), ("สวนราชการ", 352, 0.95)), row(760, ("ร2", 60, 0.6))) == [
        "สวนราชการ"
    ]


def test_text_left_of_other_text_stays() -> None:
    number = row(100, ("ที", 200, 0.95), ("มท0816", 352, 0.95))  # sure
    header = row(60, ("FROM:OFFICE", 40, 0.5), ("FAXNO054", 700, 0.5))  # of a fax: unsure, but long
    beside = row(200, ("คร", 310, 0.5), ("งการ", 352, 0.95))  # not apart
    assert read(header, number, beside) == [header.text, number.text, beside.text]


def test_a_page_of_few_rows_has_no_known_margin() -> None:
    rows = [row(100, ("7", 20, 0.4)), row(200, ("กรมการปกครอง", 350, 0.95))]
    assert [each.text for each in without_dirt(rows)] == ["7", "กรมการปกครอง"]
