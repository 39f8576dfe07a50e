"""Dates on scans: a year that may be another one is not told as certain, and an old one needs more than a chance."""

from __future__ import annotations

import pytest

from parsers import parse
from parsers.document import Document, Doubt, Line, Page

LINES = (
    "ที่ นน 0017.3/ว ๔๒\tจังหวัดน่าน",
    "\t๕ มีนาคม {year}",
    "เรื่อง  การสำรวจหอกระจายข่าว",
    "เรียน  นายอำเภอ ทุกอำเภอ",
    "\tด้วยจังหวัดน่านจะสำรวจหอกระจายข่าวในหมู่บ้านทุกแห่ง จึงขอให้อำเภอรายงาน",
    "\tขอแสดงความนับถือ",
)


def scanned(year: str, *others: tuple[str, float]) -> Document:
    """The letter as a scan whose year has other readings."""
    lines, start = [], 0
    for form in LINES:
        text = form.format(year=year)
        at = text.find(year)
        doubts = (Doubt(at, at + len(year), others),) if others and at >= 0 else ()
        lines.append(Line(text=text, start=start, method="ocr", sure=(0.9,) * len(text), doubts=doubts))
        start += len(text) + 1
    return Document("scan.png", "image", (Page(1, "\n".join(line.text for line in lines), tuple(lines)),))


@pytest.mark.parametrize(
    ("year", "others", "date"),
    [
        ("๒๕๖๖", (), "2023-03-05"),
        ("๒๕๖๖", (("๒๕๐๖", 0.05),), "2023-03-05"),
        ("๒๕๐๖", (), "1963-03-05"),
        ("๒๕๐๖", (("๒๕๖๖", 0.05),), None),
    ],
)
def test_a_letter_is_not_made_old_by_a_digit(
    year: str, others: tuple[tuple[str, float], ...], date: str | None
) -> None:
    (letter,) = parse(scanned(year, *others))
    assert letter.date == date
    if date is None:
        assert "2023-03-05" in letter.evidence["date"].alternatives


@pytest.mark.parametrize(("stray", "date"), [(" ๐", "2023-03-05"), ("๐", None), (" ๒๐", None)])
def test_a_speck_behind_a_date_is_not_part_of_it(stray: str, date: str | None) -> None:
    (letter,) = parse(scanned("๒๕๖๖" + stray))
    assert letter.date == date
