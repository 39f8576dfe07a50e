"""The list of missing letters as a workbook, to be sent to the offices that issued them."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from report.requests import head, rows
from report.workbook import PLAIN, fitting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive import MissingLetter
    from report.labels import Language

_WIDTHS: Final = (7, 40, 24, 30, 18, 12, 14, 50, 10, 60, 20)
_TITLE: Final = ("หนังสือที่ขาด", "Missing letters")


def write_requests(target: IO[bytes], letters: Iterable[MissingLetter], language: Language) -> None:
    """Write the rows of ``report.requests`` as one sheet that prints on A4 across; what citers say stays text."""
    from xlsxwriter import Workbook

    with Workbook(target, PLAIN) as book:
        sheet = book.add_worksheet(_TITLE[language == "en"])
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (name, width) in enumerate(zip(head(language), _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, bold)
        last = 0
        for last, values in enumerate(rows(letters, language), start=1):
            for column, value in enumerate(values):
                if isinstance(value, int):
                    sheet.write_number(last, column, value, wrapped)
                elif value:
                    sheet.write_string(last, column, fitting(str(value)), wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(_WIDTHS) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
