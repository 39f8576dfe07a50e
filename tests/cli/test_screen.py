"""How things are drawn: Thai lines break between words, marks stay on their words, nothing in a letter is markup."""

from __future__ import annotations

import io
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from index import Hit, Results
from report.csv_table import cell
from terminal.screen import Screen
from terminal.search_view import _facet_lines, _snippet
from terminal.text import clean, fitted, shown_date, title
from terminal.wrapping import Text, breaks

LINE = "คณะกรรมการวินิจฉัยปัญหาการจัดซื้อจัดจ้างอาศัยอำนาจตามมาตรา 29 พ.ศ. 2560 (ครั้งที่ 2) กำหนดแนวทางฯ"


def parts(line: str, width: int) -> list[str]:
    cuts = [0, *breaks(line, width), len(line)]
    return [line[start:end] for start, end in itertools.pairwise(cuts)]


@pytest.mark.parametrize("width", [20, 30, 40, 79])
def test_thai_lines_break_between_words(width: int) -> None:
    broken = parts(LINE, width)
    assert "".join(broken) == LINE
    assert all(cell_len(part.rstrip()) <= width for part in broken)
    words = (
        "คณะกรรมการ",
        "วินิจฉัย",
        "ปัญหา",
        "จัดซื้อ",
        "อาศัย",
        "อำนาจ",
        "มาตรา",
        "พ.ศ.",
        "กำหนด",
        "แนวทางฯ",
        "(ครั้ง",
    )
    for word in words:
        assert any(word in part for part in broken), (word, broken)


@given(
    line=st.text(alphabet="กขค่้ีำเแไๆฯ ()ab1๒.", max_size=60),
    width=st.integers(min_value=4, max_value=30),
)
@settings(max_examples=200, deadline=None)
def test_no_line_is_wider_than_the_screen_and_nothing_is_lost(line: str, width: int) -> None:
    broken = parts(line, width)
    assert "".join(broken) == line
    assert all(cell_len(part.rstrip()) <= width for part in broken)


def test_the_words_looked_for_are_marked_where_they_stand() -> None:
    text = "ขอให้จังหวัด   สำรวจห้องปลอดฝุ่น ในศูนย์พัฒนาเด็กเล็ก [/ว]"
    start = text.index("ห้องปลอดฝุ่น")
    hit = Hit(
        "a", None, None, None, None, "external", 1.0, text, "in_force", ((start, start + len("ห้องปลอดฝุ่น")),)
    )
    shown = _snippet(hit)
    assert shown.plain == "ขอให้จังหวัด สำรวจห้องปลอดฝุ่น ในศูนย์พัฒนาเด็กเล็ก [/ว]"
    marked = [shown.plain[span.start : span.end] for span in shown.spans if "yellow" in str(span.style)]
    assert marked == ["ห้องปลอดฝุ่น"]


def test_wrapped_text_keeps_its_colours() -> None:
    text = Text(LINE)
    text.stylize("bold", 0, 10)
    written = io.StringIO()
    Console(file=written, width=30, force_terminal=True, color_system="standard").print(text, sep="")
    assert "\x1b[1m" in written.getvalue()


def test_dates_as_each_reader_writes_them() -> None:
    thai, english = Screen("th"), Screen("en")
    assert [shown_date(day, thai) for day in ("2020-06-16", "2020-06", None)] == [
        "16 มิ.ย. 2563",
        "มิ.ย. 2563",
        "",
    ]
    assert shown_date("2020-06-16", english) == "2020-06-16"


class Narrow(io.StringIO):
    """A terminal of few columns."""

    def isatty(self) -> bool:
        return True


def test_lines_on_stderr_and_in_help_break_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    line = "saraban: เนื้อที่ดิสก์เต็ม เขียนต่อไม่ได้ ให้เพิ่มที่ว่างแล้วสั่งอีกครั้ง"
    broken = fitted(line, Narrow()).split("\n")
    assert all(cell_len(one) <= 30 for one in broken)
    assert "".join(broken).replace(" ", "") == line.replace(" ", "")
    assert broken[0].endswith(("เต็ม", "ไม่ได้"))
    rows = fitted("  --ocr X  อ่านภาพสแกนเมื่อใดก็ได้ตามต้องการ", Narrow(), 11).split("\n")
    assert len(rows) > 1
    assert all(row.startswith(" " * 11) for row in rows[1:])
    assert fitted(line, io.StringIO()) == line


@pytest.mark.parametrize(("values", "expected"), [(5, ""), (6, ""), (7, "the rest (2)")])
def test_of_a_facet_all_are_named_or_two_and_more_are_the_rest(values: int, expected: str) -> None:
    counts = {f"กรม{number}": 1 for number in range(values)}
    (line,) = _facet_lines(Results(values, 1.0, (), {"from": counts}), Screen("en"))
    assert line.count("กรม") == (5 if expected else values)
    assert ("rest" in line) is bool(expected)
    assert line.endswith(expected)


def test_what_a_letter_is_called() -> None:
    screen = Screen("en")
    assert title("มท 0816.3/ว 1750", "external", screen) == "มท 0816.3/ว 1750"
    assert title(None, "external", screen) == "(no number)"
    assert title("305/2566", "order", screen) == "order 305/2566"
    assert title(None, "regulation", screen) == "regulation"


def test_a_letter_cannot_steer_the_terminal() -> None:
    assert clean("a\x1b[31mb\x07\u202ec\nd\x9b") == "a [31mb  c d "


@pytest.mark.parametrize(
    ("value", "expected"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-5", "'-5"), ("ว 5", "ว 5"), (None, ""), (-1.5, "-1.5"), ("", "")],
)
def test_a_cell_is_never_a_formula(value: object, expected: str) -> None:
    assert cell(value) == expected
