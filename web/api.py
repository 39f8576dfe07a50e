"""The archive for programs: the contract's objects as JSON, and a page that says what can be asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, cast

from flask import Blueprint, Response, render_template, request, stream_with_context
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.exceptions import NotFound as NoSuchPage

from archive import AmbiguousName, Filters
from parsers.errors import SarabanError
from parsers.letter import Relation
from report import answers
from web.describing import DEEPEST, FARTHEST, LARGEST_PAGE, OPERATIONS, description
from web.faults import Refused, status_of, unexpected_fault
from web.language import chosen
from web.noting import tell
from web.shelf import archive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from archive.tracing import Direction
    from index import Sort

pages = Blueprint("api", __name__, url_prefix="/api/v1")

_FILTERS: Final = ("kind", "agency", "after", "before", "year", "secrecy", "status", "as_of")
_LONGEST: Final = 1000
"""Characters of a parameter."""


# What it can be asked


@pages.get("/")
def page() -> str:
    """The description for people."""
    language = 1 if chosen() == "en" else 0
    return render_template("api.html", operations=OPERATIONS, language=language, base=pages.url_prefix)


@pages.get("/openapi.json")
def api_description() -> Response:
    """The description for programs."""
    return _json(description(str(pages.url_prefix)))


# What it answers


@pages.get("/search")
def search() -> Response:
    given = {name: value for name in _FILTERS if (value := _word(name)) is not None}
    results = archive().search(
        _word("q") or "",
        filters=Filters(**given),
        sort=cast("Sort", _choice("sort", ("relevance", "date", "-date"))),
        limit=_limit(),
        offset=_offset(),
    )
    tell(hits=results.total)
    return _json(answers.found(results))


@pages.get("/suggestions")
def suggestions() -> Response:
    typed = _word("q")
    return _json(archive().suggest(typed, _limit()) if typed else [])


@pages.get("/letters/<path:letter>")
def letter(letter: str) -> Response:
    record = archive().letter(letter)
    tell(letter=record.id)
    return _json(answers.shown(record, archive().standing(record.id, as_of=_word("as_of"))))


@pages.get("/letters/<path:letter>/trace")
def trace(letter: str) -> Response:
    relation = _choice("relation", ("", *map(str, Relation)))
    traced = archive().trace(
        letter,
        direction=cast("Direction", _choice("direction", ("both", "cites", "cited-by"))),
        depth=_number("depth", 0, DEEPEST, None),
        to=_word("to"),
        relations=(relation,) if relation else (),
        as_of=_word("as_of"),
    )
    tell(letter=traced.root)
    return _json(traced.as_json())


@pages.get("/letters/<path:letter>/audit")
def audit(letter: str) -> Response:
    found = archive().audit(letter, as_of=_word("as_of"), depth=_number("depth", 0, DEEPEST, None))
    tell(letter=found.letter.id)
    return _json(found.as_json())


@pages.get("/missing")
def missing() -> Response:
    return _piece("letters", [one.as_json() for one in archive().missing()])


@pages.get("/review")
def review() -> Response:
    return _piece("items", [one.as_json() for one in archive().review()])


@pages.get("/runs")
def runs() -> Response:
    return _piece("runs", [one.as_json() for one in archive().runs()])


@pages.get("/stats")
def stats() -> Response:
    return _json(archive().stats().as_json())


@pages.get("/stats/links")
def links() -> Response:
    return _json(archive().link_stats().as_json())


@pages.get("/export")
def export() -> Response:
    rows = archive().export(_word("q"))
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return Response(stream_with_context(_begun(lines)), mimetype="application/x-ndjson")


@pages.route("/<path:place>", methods=("GET", "POST", "PUT", "PATCH", "DELETE"))
def nowhere(place: str) -> Response:
    """An address that there is none of, or one that is only read."""
    known = any(place.split("/")[0] == one.path.split("/")[1] for one in OPERATIONS)
    raise MethodNotAllowed if known and request.method != "GET" else NoSuchPage


def _begun(lines: Iterator[str]) -> Iterator[str]:
    """``lines``, the first of them made at once: what is wrong is told before an answer has begun."""
    first = next(lines, "")

    def all_lines() -> Iterator[str]:
        yield first
        yield from lines

    return all_lines()


def _piece(name: str, found: Sequence[Any]) -> Response:
    offset = _offset()
    told = found[offset : offset + _limit()]
    return _json({"total": len(found), "offset": offset, name: told})


def _json(told: Any, status: int = 200, mimetype: str = "application/json") -> Response:
    return Response(json.dumps(told, ensure_ascii=False) + "\n", status, mimetype=mimetype)


# What was asked


def _word(name: str) -> str | None:
    value = request.args.get(name, "").strip()
    if len(value) > _LONGEST:
        raise _bad(name, f"1–{_LONGEST}")
    return value or None


def _choice(name: str, choices: tuple[str, ...]) -> str:
    """One of ``choices``, the first where nothing was said."""
    value = _word(name) or choices[0]
    if value not in choices:
        raise _bad(name, " ".join(choices).strip())
    return value


def _number(name: str, least: int, most: int, usual: int | None) -> int | None:
    value = _word(name)
    if value is None:
        return usual
    if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
        raise _bad(name, f"{least}–{most}")
    return int(value)


def _limit() -> int:
    return cast("int", _number("limit", 1, LARGEST_PAGE, 20))


def _offset() -> int:
    return cast("int", _number("offset", 0, FARTHEST, 0))


def _bad(name: str, form: str) -> Refused:
    return Refused(
        "bad-parameter",
        400,
        thai=f"พารามิเตอร์ {name} ใช้ไม่ได้ ใช้ได้: {form}",
        english=f"parameter {name} cannot be used so; it takes: {form}",
    )


# What is wrong


@pages.errorhandler(SarabanError)
def wrong(fault: SarabanError) -> Response:
    candidates = fault.candidates if isinstance(fault, AmbiguousName) else ()
    return _problem(
        status_of(fault),
        fault.code,
        fault.english,
        fault.thai,
        [candidate.as_json() for candidate in candidates],
    )


@pages.errorhandler(HTTPException)
def refused(fault: HTTPException) -> Response:
    code = {404: "no-such-address", 405: "only-get"}.get(fault.code or 500, "refused")
    return _problem(
        fault.code or 500,
        code,
        "there is nothing to be had so; see /api/v1/openapi.json for what can be asked",
        "ไม่มีข้อมูลที่ที่อยู่นี้ ดูสิ่งที่ถามได้ที่ /api/v1/openapi.json",
    )


@pages.errorhandler(Exception)
def broken(fault: Exception) -> Response:
    unexpected_fault(fault)
    return _problem(
        500,
        "unexpected",
        f"unexpected fault ({type(fault).__name__}); tell the administrator: the details are on the server's screen",
        f"โปรแกรมผิดพลาดโดยไม่คาดคิด ({type(fault).__name__}) โปรดแจ้งผู้ดูแล",
    )


def _problem(
    status: int, code: str, english: str, thai: str, candidates: Sequence[dict[str, Any]] = ()
) -> Response:
    told = {
        "type": f"urn:saraban:fault:{code}",
        "title": code.replace("-", " "),
        "status": status,
        "code": code,
        "detail": english,
        "detail_th": thai,
        "remedy": _remedy(english),
        "candidates": list(candidates),
    }
    return _json(told, status, "application/problem+json")


def _remedy(english: str) -> str:
    """What to do: our faults say it after what is wrong."""
    _, _, after = english.partition("; ")
    return after or "see /api/v1/openapi.json for what can be asked"
