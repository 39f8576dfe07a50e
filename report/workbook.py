"""Letters as a workbook for Excel and LibreOffice: what a letter says stays text, never a formula or a link."""

from __future__ import annotations

from datetime import date
from typing import IO, TYPE_CHECKING, Any, Final

from report.labels import LABELS, Language
from report.letter_rows import HEAD, letter_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_LETTERS: Final = 1_048_575
"""Rows that a sheet takes under its headings."""
LONGEST_CELL: Final = 32_767
"""Characters that a cell takes."""
CUT: Final = " […]"
"""Ends a value that was longer."""
_NAMED: Final = ("kind", "status")
"""Columns whose words of the contract are told as people call them."""
_WIDTHS: Final = {"subject": 60, "references": 50, "from": 30, "to": 30, "copies": 50, "number": 22}
_WIDTH: Final = 14
PLAIN: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How a workbook is written: row by row, and what looks like a formula, a link or a number stays text."""


def write_workbook(target: IO[bytes], letters: Iterable[Mapping[str, Any]], language: Language) -> bool:
    """Write export objects (see ``LetterRecord.as_json``) as one sheet; false if there were more than it takes.

    Columns are those of the CSV export, under headings in ``language``. Kinds and statuses
    are told in it too; dates are dates; all else is text.
    """
    from xlsxwriter import Workbook

    with Workbook(target, PLAIN) as book:
        sheet = book.add_worksheet(_heading("letter", language))
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, name in enumerate(HEAD):
            sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
            sheet.write_string(0, column, _heading(name, language), bold)
        sheet.freeze_panes(1, 0)
        last, whole = 0, True
        for row, letter in enumerate(letters, start=1):
            if row > MOST_LETTERS:
                whole = False
                break
            last = row
            for column, (name, value) in enumerate(zip(HEAD, letter_row(letter), strict=True)):
                if value is None or value == "":
                    continue
                if name in _NAMED:
                    value = _said(f"{name}.{value}", language)
                moment = _day(value) if name == "date" else None
                if moment is not None:
                    sheet.write_datetime(row, column, moment, day)
                elif isinstance(value, int):
                    sheet.write_number(row, column, value)
                else:
                    sheet.write_string(row, column, fitting(str(value)))
        sheet.autofilter(0, 0, last, len(HEAD) - 1)
    return whole


def fitting(text: str) -> str:
    """``text`` as a cell can hold it: without lone halves of characters, and cut visibly where it is too long."""
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    # A cell counts a character beyond the first plane as two.
    if len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    kept = text.encode("utf-16-le")[: (LONGEST_CELL - len(CUT)) * 2]
    return kept.decode("utf-16-le", "ignore") + CUT


def _day(value: object) -> date | None:
    """A whole day that a sheet can count; blank days and those before 1900 stay text."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if len(str(value)) == len("2020-06-16") and day.year > 1900 else None


def _heading(name: str, language: Language) -> str:
    return _said(f"field.{name}", language)


def _said(key: str, language: Language) -> str:
    thai, english = LABELS[key]
    return english if language == "en" else thai
