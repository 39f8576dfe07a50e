"""The review queue: one doubtful value after the other, to be confirmed or put right by a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, flash, redirect, render_template, request, session, url_for

from archive.amending import field_of
from archive.choosing import choosing
from parsers.errors import ArchiveError, SarabanError, UsageError
from parsers.letter import Kind, Relation
from web.auth import visitor
from web.faults import both, status_of
from web.fields import field_name
from web.language import say
from web.noting import tell
from web.shelf import archive
from web.shown import date, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from archive import LetterRecord, LetterSummary, ReviewItem
    from archive.records import ReviewQueue

pages = Blueprint("review", __name__)

CLOSED: Final[dict[str, tuple[str, ...]]] = {
    "kind": tuple(str(kind) for kind in Kind if kind is not Kind.NOT_LETTER),
    "relation": tuple(str(one) for one in Relation),
}
"""Fields that take one of a few words."""
MOST_FILES: Final = 200
_AROUND, _ABOVE, _NARROWEST = 40.0, 24.0, 260.0
"""Points of the page shown beside and above the place, and across at least."""
_AT: Final = {
    "no-reason": "reason",
    "no-author": "author",
    "bad-number": "own",
    "bad-date": "own",
    "bad-value": "own",
}
"""Where in the form a fault is told; all others stand above it."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A piece of a page's picture, in points: what of it is seen, the whole page, and the place in it."""

    href: str
    view: tuple[float, float, float, float]
    page: tuple[float, float]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: ``value`` as the form sends it, in words, and the letter that it is."""

    value: str
    text: str
    letter: LetterSummary | None = None


@pages.get("/review")
def page() -> str:
    """The item asked for by its place in the queue, the first one otherwise."""
    return _shown(archive().review_queue(), _at())


@pages.get("/review/files")
def files() -> str:
    """What is to be looked at and belongs to no letter: files that could not be read."""
    found = archive().review_queue()
    return render_template("review_files.html", others=found.others, most=MOST_FILES)


@pages.post("/review")
def settle() -> tuple[str, int] | Response:
    """Confirm a value or put it right, and go on to the next."""
    form = request.form
    letter, field = form.get("letter", ""), form.get("field", "")
    author = visitor().name if visitor().role is not None else form.get("author", "")
    tell(letter=letter, field=field)
    try:
        if field_of(field) is None:
            raise _no_such_item()
        was = form.get("was")
        changes = {field: was} if "accept" in form else _chosen(field)
        archive().correct(letter, changes, reason=form.get("reason", ""), author=author, seen={field: was})
    except (UsageError, ArchiveError) as fault:
        if isinstance(fault, ArchiveError) and fault.code != "locked":
            raise
        queue = archive().review_queue()
        places = [at for at, item in enumerate(queue.items, 1) if (_id(item), item.field) == (letter, field)]
        return _shown(queue, places[0] if places else _at(), fault), status_of(fault)
    session["author"] = author
    flash(say("review.accepted" if "accept" in form else "review.corrected", field=field_name(field)))
    return redirect(url_for("review.page", at=_at()), 303)


def _chosen(field: str) -> dict[str, str | None]:
    """What the form says that the value is."""
    kind, _, value = request.form.get("choice", "own:").partition(":")
    own = request.form.get("own", "")
    if kind != "own" and own.strip() and field.rpartition(".")[2] not in CLOSED:
        raise UsageError(
            "bad-value",
            thai="เลือกค่าหนึ่งไว้ แต่พิมพ์อีกค่าหนึ่ง ให้เลือก “ค่าอื่น” หรือลบค่าที่พิมพ์",
            english="one value is chosen and another typed; choose “Another value” or delete what was typed",
        )
    if kind == "letter":
        return choosing(field, archive().letter(value))
    if kind == "none":
        return {field: None}
    if kind == "value":
        return {field: value}
    if not own.strip():
        raise UsageError(
            "bad-value",
            thai="ยังไม่ได้ใส่ค่า ถ้าหนังสือไม่มีค่านี้ให้เลือก “ไม่มีค่านี้ในหนังสือ”",
            english="no value was given; if the letter has none, choose “The letter has no such value”",
        )
    return {field: own}


def _shown(queue: ReviewQueue, at: int, fault: SarabanError | None = None) -> str:
    items = queue.items
    at = min(at, max(1, len(items)))
    told: dict[str, Any] = {"total": len(items), "at": at, "fault": None, "given": request.form}
    if fault is not None:
        told |= {"fault": both(fault), "fault_at": _AT.get(fault.code, "top")}
    if items:
        told |= _of(items[at - 1])
    return render_template("review.html", **told, files=len(queue.others))


def _of(item: ReviewItem) -> dict[str, Any]:
    """What the page tells of an item."""
    record = archive().letter(_id(item))
    field = field_of(item.field)
    held = field is not None and (
        field.reference is None or field.reference < len(record.letter["references"])
    )
    stands = field.value_in(record.letter) if field is not None and held else None
    name = item.field.rpartition(".")[2]
    options = _options(item, name, stands)
    return {
        "item": item,
        "record": record,
        "name": field_name(item.field),
        "value": _in_words(name, item.value),
        "stands": stands,
        "heads": _heads(stands, options),
        "options": options,
        # what is nearly right is put right more quickly than typed anew
        "draft": item.value if item.value and not options and name not in (*CLOSED, "date") else "",
        "closed": [(one, label(name, one)) for one in CLOSED.get(name, ())],
        "crop": _crop(item, record),
        "others": () if field is None or field.reference is not None else item.candidates,
        "may": held and visitor().rights.may("correct"),
        "author": None if visitor().role is not None else session.get("author", visitor().name),
    }


def _heads(stands: str | None, options: Sequence[Option]) -> tuple[str, str]:
    """What stands above the two forms."""
    if any(one.letter for one in options):
        return "review.right-link", "review.wrong-link"
    return "review.right" if stands else "review.right-blank", "review.wrong"


def _options(item: ReviewItem, name: str, stands: str | None) -> list[Option]:
    """The values and letters to choose from."""
    if item.candidates:
        field = field_of(item.field)
        if field is None or field.reference is None:
            return []  # letters beside this one, which it cannot be
        return [Option(f"letter:{one.id}", "", one) for one in item.candidates]
    return [Option(f"value:{one}", _in_words(name, one)) for one in item.alternatives if one != stands]


def _in_words(name: str, value: str | None) -> str:
    if value is None:
        return ""
    if name == "date":
        return date(value)
    return label(name, value) if name in CLOSED else value


def _crop(item: ReviewItem, record: LetterRecord) -> Crop | None:
    """The place on the page where the value was read, where there is a picture of it."""
    if item.box is None or item.page is None or item.sha256 is None:
        return None
    file = archive().pictured(record.id)
    if file is None or file.sha256 != item.sha256:
        return None
    page = next((page for page in file.pages if page.number == item.page and page.placed), None)
    if page is None:
        return None
    x0, top, x1, bottom = item.box
    width = min(max(x1 - x0 + 2 * _AROUND, _NARROWEST), page.width)
    left = min(max((x0 + x1 - width) / 2, 0), page.width - width)
    upper = max(top - _ABOVE, 0)
    height = min(bottom + _ABOVE, page.height) - upper
    href = url_for("pictures.picture", letter=record.id, sha256=item.sha256, number=item.page, width=1500)
    return Crop(
        href,
        (round(left, 1), round(upper, 1), round(width, 1), round(height, 1)),
        (page.width, page.height),
        (round(x0 - 2, 1), round(top - 2, 1), round(x1 - x0 + 4, 1), round(bottom - top + 4, 1)),
    )


def _id(item: ReviewItem) -> str:
    return item.letter.id if item.letter else ""


def _at() -> int:
    """The place in the queue that is asked for."""
    asked = request.values.get("at", "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def _no_such_item() -> UsageError:
    return UsageError(
        "no-such-item",
        thai="ไม่มีรายการนี้แล้ว ให้ตรวจรายการถัดไป",
        english="there is no such item any more; go on with the next",
    )
