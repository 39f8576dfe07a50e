"""The signs of a number on a bad copy: put back where only one number can have been meant, and else left alone."""

from __future__ import annotations

import pytest

from parsers.readers.scan_numbers import mend_numbers
from parsers.readers.scan_rows import Bit, Row


def row_of(text: str) -> Row:
    """Characters of 20 pixels, 4 apart; a blank in ``text`` adds 10."""
    bits, left = [], 100
    for char in text:
        if char == " ":
            left += 10
        else:
            bits.append(Bit(char, (left, 70, left + 20, 100), 0.97))
            left += 24
    return Row(100.0, 30.0, bits)


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("ที กค0405 3/17006", "ทีกค0405.3/17006"),
        ("ที กค04053/17006", "ทีกค04053/17006"),  # no white for a dot
        ("ที ศธ0403 2/17", "ทีศธ04032/17"),  # schools have five digits
        ("ที กก9999 3/17", "ทีกก9999.3/17"),
        ("ที ฌฌ0405 3/17", "ทีฌฌ04053/17"),  # no agency
        ("ที นม๐๐๓๗/.๔/๒๘๖๕", "ทีนม๐๐๓๗.๔/๒๘๖๕"),
        ("ที นม๐๐๓๗/๔/๒๘๖๕", "ทีนม๐๐๓๗/๔/๒๘๖๕"),
        ("ที พย๐๐๒๓.๓/) ๔๑๐๕", "ทีพย๐๐๒๓.๓/ว๔๑๐๕"),
        ("(12/2567)", "(12/2567)"),
    ],
)
def test_a_sign_that_a_copy_spoiled(read: str, mended: str) -> None:
    row = row_of(read)
    mend_numbers([row])
    assert row.text == mended
    lefts = [bit.box[0] for bit in row.bits]
    assert lefts == sorted(lefts)
    put = set(row.text) - set(read)
    assert all(bit.sure <= 0.8 for bit in row.bits if bit.text in put)
