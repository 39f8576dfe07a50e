"""The letter page: what was read, beside the page that it was read from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request, url_for

from report.citation import citation, in_thai_digits
from report.marked_text import pages_of
from web.fields import Fields, field_name
from web.shelf import archive
from web.shown import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.wrappers import Response

    from archive import LetterRecord, PicturedFile

pages = Blueprint("letter", __name__)

SURE = 0.95
"""Links less sure than this show how sure they are."""
AT_ONCE = 6
"""Pages that are shown below each other; the others are a link away."""


@pages.get("/letters/<path:name>")
def page(name: str) -> str | Response:
    """The letter by its id; by a number in any spelling the way leads to the id."""
    record = archive().letter(name)
    if record.id != name:
        given = f"?{request.query_string.decode('ascii', 'replace')}" if request.query_string else ""
        return redirect(url_for("letter.page", name=record.id) + given)
    standing = archive().standing(record.id, as_of=request.args.get("as_of", "").strip() or None)
    fields = Fields(record.letter)
    cited = citation(record.letter)
    return render_template(
        "letter.html",
        record=record,
        letter=record.letter,
        standing=standing,
        fields=fields,
        copies=list(_copies(record)),
        corrections=[(one, field_name(one.field)) for one in record.corrections],
        alternatives=[(label("field", name), values) for name, values in record.alternatives.items()],
        citations=(("letter.cite-thai", in_thai_digits(cited)), ("letter.cite-arabic", cited)),
        sure=SURE,
        **_view(record, fields),
    )


def _view(record: LetterRecord, fields: Fields) -> dict[str, Any]:
    """What stands beside the values: pictures of pages where the file has any, else (or when asked for) the text."""
    file = archive().pictured(record.id)
    if file is None or request.args.get("view") == "text":
        places = {key: place for key, place in fields.places.items() if key != "kind"}
        text = pages_of(record.text, record.letter["evidence"], places)
        held = {stretch.key for page in text for stretch in page}
        return {"view": "text", "file": file, "text": text, "held": {places[key] for key in held if key}}
    boxes = _boxes(record, fields, file)
    first = _first(record, file)
    return {
        "view": "page",
        "file": file,
        "boxes": boxes,
        "held": {place for found in boxes.values() for place, *_ in found},
        "shown": file.pages[first - 1 : first - 1 + AT_ONCE],
        "starts": range(1, len(file.pages) + 1, AT_ONCE) if len(file.pages) > AT_ONCE else (),
        "first": first,
    }


def _first(record: LetterRecord, file: PicturedFile) -> int:
    """The page to begin with: the one asked for, else where this letter begins in a file of several."""
    asked = request.args.get("from", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 6 and 1 <= int(asked) <= len(file.pages):
        return int(asked)
    if file.part == 1 or not file.best:
        return 1
    found = min((one["page"] for one in record.letter["evidence"].values()), default=1)
    return found if found <= len(file.pages) else 1


def _boxes(
    record: LetterRecord, fields: Fields, file: PicturedFile
) -> dict[int, list[tuple[int, tuple[float, float, float, float]]]]:
    """The places of values on each page: their number, and left, top, width and height in points."""
    found: dict[int, list[tuple[int, tuple[float, float, float, float]]]] = {}
    placed = {page.number for page in file.pages if page.placed}
    for key, place in fields.places.items():
        evidence = record.letter["evidence"][key]
        if evidence["box"] and evidence["page"] in placed:
            x0, top, x1, bottom = evidence["box"]
            box = (round(x0 - 2, 1), round(top - 2, 1), round(x1 - x0 + 4, 1), round(bottom - top + 4, 1))
            found.setdefault(evidence["page"], []).append((place, box))
    return found


def _copies(record: LetterRecord) -> Iterator[dict[str, Any]]:
    """The letter's files by the last part of their path, with how much they are alike."""
    for copy in record.copies:
        yield {
            "name": copy.path.replace("\\", "/").rpartition("/")[2],
            "path": copy.path,
            "sha256": copy.sha256,
            "part": copy.part,
            "best": copy.best,
            "percent": math.floor(100 * copy.similarity) if copy.similarity < 1 else None,
        }
