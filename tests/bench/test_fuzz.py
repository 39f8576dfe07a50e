"""Changed files of every format through the readers, and what such files have shown before."""

from __future__ import annotations

import random
import sys

import pytest

from bench.fuzz import KNOWN, LIMITS, Run, changed, fuzz, good_files
from parsers import parse
from parsers.document import Document
from parsers.readers.plain import pages_from_text

RUNS = 240


@pytest.mark.skipif(sys.platform == "win32", reason="the limits of workers need POSIX")
def test_a_changed_file_is_read_or_refused_and_never_anything_else() -> None:
    tallies = fuzz(RUNS, seed=11)
    assert [finding for tally in tallies.values() for finding in tally.findings] == []
    assert sum(tally.ends.total() for tally in tallies.values()) == RUNS
    assert {end for tally in tallies.values() for end in tally.ends} <= {"read", "crashed", *KNOWN, *LIMITS}
    assert sum(tally.ends["read"] for tally in tallies.values()) > RUNS / 5, (
        "too much is changed to test anything"
    )


def test_a_run_makes_the_same_bytes_again() -> None:
    for kind in good_files():
        number = random.Random(kind).randrange(1000)
        assert changed(Run(kind, number, 1)) == changed(Run(kind, number, 1))


def test_a_book_of_many_pages_is_looked_at_once_and_not_once_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by ``html-1-40``: a page break thirteen thousand times over."""
    from parsers import parts

    looked_at, find_kind = [], parts.find_kind
    monkeypatch.setattr(
        parts, "find_kind", lambda sheet: looked_at.append(len(sheet.lines)) or find_kind(sheet)
    )
    pages = pages_from_text("\f".join(["ขอให้จังหวัดสำรวจต้นไม้ริมคลอง\n" * 5] * 400))
    (letter,) = parse(Document(name="book", format="text", pages=pages))
    assert letter.kind.value == "not_letter"
    assert sum(looked_at) < 400 * 200, "lines looked at grow with the square of the pages"


@pytest.mark.parametrize("bit", [" ", "\t", "1 ", "\x0c", "\u00a0 ", "1/2560 "])
def test_a_line_of_the_same_again_and_again_takes_no_longer_than_its_length(bit: str) -> None:
    """Found by ``html-1-124`` (two thousand tabs), ``eml-1-232`` and ``zip-1-784``: such a line took minutes or hours."""
    line = f"ที่ มท 0816.3/ว 1750{bit * 20_000}ลงวันที่ 16 มิถุนายน 2563"
    document = Document(name="line", format="text", pages=pages_from_text(line))
    assert len(parse(document)) == 1
