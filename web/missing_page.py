"""The list of letters that are cited but in no file: what to ask other offices for."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from report import requests
from web.language import chosen
from web.noting import tell
from web.shelf import archive

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive import MissingLetter

pages = Blueprint("missing", __name__)

PAGE: Final = 50
"""Letters a page."""
SHOWN_CITING: Final = 5
"""Citing letters that are seen at once."""


@pages.get("/missing")
def page() -> str:
    """The letters, most cited first."""
    letters = archive().missing()
    count = max(1, -(-len(letters) // PAGE))
    number = _number(count)
    first = (number - 1) * PAGE
    tell(hits=len(letters))
    return render_template(
        "missing.html",
        letters=[(one, requests.probable_issuer(one, chosen())) for one in letters[first : first + PAGE]],
        total=len(letters),
        number=number,
        numbers=sorted({1, count, *range(max(1, number - 2), min(count, number + 2) + 1)}),
        forms=tuple(FORMS),
        most=SHOWN_CITING,
    )


def _number(last: int) -> int:
    """The page asked for, the nearest that there is."""
    asked = request.args.get("page", "1")
    return min(max(1, int(asked)), last) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def _csv(letters: Sequence[MissingLetter]) -> bytes:
    from report.csv_table import MARK, lines

    told = MARK + "".join(lines(requests.head(chosen()), requests.rows(letters, chosen())))
    return told.encode("utf-8", "replace")


def _xlsx(letters: Sequence[MissingLetter]) -> bytes:
    from report.request_book import write_requests

    book = io.BytesIO()
    write_requests(book, letters, chosen())
    return book.getvalue()


FORMS: dict[str, tuple[str, Callable[[Sequence[MissingLetter]], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "csv": ("text/csv; charset=utf-8", _csv),
}


@pages.get("/missing/requests.<form>")
def file(form: str) -> Response:
    """The list as a file to send to the offices that issued the letters."""
    if form not in FORMS:
        raise NotFound
    media, written = FORMS[form]
    letters = archive().missing()
    tell(hits=len(letters))
    answer = Response(written(letters), content_type=media)
    answer.headers["Content-Disposition"] = f'attachment; filename="missing-letters.{form}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
