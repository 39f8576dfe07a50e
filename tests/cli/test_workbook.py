"""The clerk sends a list of letters to another office as a workbook."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from report.workbook import CUT, LONGEST_CELL, fitting

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Terminal

LETTER = """ที่ พย 0023.3/ว 415\t\t\tจังหวัดพะเยา
\t\t\t30 มิถุนายน 2563
เรื่อง  =HYPERLINK("http://x.example";"การดูแลต้นไม้")
เรียน  นายอำเภอ ทุกอำเภอ
\tขอให้อำเภอสำรวจต้นไม้ที่เสี่ยงโค่นล้ม
\tจึงเรียนมาเพื่อพิจารณา
\t\t\tขอแสดงความนับถือ
\t\t\t(นายสมมุติ ใจงาม)
"""


def _sheet(path: Path) -> list[tuple[Any, ...]]:
    return list(load_workbook(path).worksheets[0].iter_rows())


def test_letters_of_a_query_become_a_workbook(sample: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "order.xlsx"
    sample.types("export --format xlsx kind:order --lang th --output", str(path))
    head, *rows = [[cell.value for cell in row] for row in _sheet(path)]
    assert "ที่" in head
    letters = sample.types("export kind:order").lines
    assert sorted(row[head.index("ที่")] for row in rows) == sorted(each["number"] for each in letters)
    assert {row[head.index("ชนิด")] for row in rows} == {"คำสั่ง"}
    days = sorted(row[head.index("วันที่")] for row in rows)
    assert days == sorted(datetime.fromisoformat(each["date"]) for each in letters)
    assert all(isinstance(row[head.index("ปี พ.ศ.")], int) for row in rows)


def test_numbers_of_orders_stay_text_and_formulas_do_not_work(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    terminal.types("import", str(tmp_path / "letter.txt"))
    path = tmp_path / "out.xlsx"
    terminal.types("export --format xlsx --output", str(path))
    head, row = _sheet(path)
    cells = {title.value: cell for title, cell in zip(head, row, strict=True)}
    subject = cells["Subject"]
    assert subject.value.startswith("=HYPERLINK")
    assert subject.data_type in ("s", "inlineStr")
    assert all(cell.hyperlink is None and cell.data_type != "f" for cell in row)


def test_a_workbook_needs_a_file(sample: Terminal, tmp_path: Path) -> None:
    assert "--output" in sample.types("export --format xlsx", code=2).err
    path = tmp_path / "kept.xlsx"
    path.write_bytes(b"old")
    assert "--force" in sample.types("export --format xlsx --output", str(path), code=2).err
    sample.types("export --format xlsx kind:( --force --output", str(path), code=2)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("text", ["ก" * 40_000, "𝒙" * 20_000])
def test_what_is_too_long_for_a_cell_is_cut_where_it_shows(text: str) -> None:
    cell = fitting(text)
    assert cell.endswith(CUT)
    assert len(cell.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert fitting(text[:100]) == text[:100]
