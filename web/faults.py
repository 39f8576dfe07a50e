"""Faults as pages: every one in a sentence that says what to do, with the status that a browser expects."""

from __future__ import annotations

import re
import sys
import traceback
from typing import TYPE_CHECKING

from flask import render_template, request
from werkzeug.exceptions import HTTPException

from archive import AmbiguousName
from archive.faults import NotAllowed
from parsers.errors import ArchiveError, NotFound, SarabanError, UsageError
from web import language, shelf

if TYPE_CHECKING:
    from flask import Flask

Answer = tuple[str, int]
_OPTION = re.compile(r"^--([a-z-]+): ")
_FIELD = re.compile(r"^[a-z]+(?:\[\d+\]\.[a-z]+)?: ")
_FIELDS = {"agency": "from"}


class Refused(UsageError):
    """A request that is not served, whoever asks; ``status`` is what the browser is told."""

    def __init__(self, code: str, status: int, *, thai: str, english: str) -> None:
        super().__init__(code, thai=thai, english=english)
        self.status = status


def bad_host(name: str) -> Refused:
    return Refused(
        "bad-host",
        421,
        thai=f"หน้านี้ไม่ตอบในชื่อ “{name}” ผู้ดูแลเพิ่มชื่อได้ด้วย saraban serve --name",
        english=f"this page does not answer to the name “{name}”; the administrator adds names with saraban serve --name",
    )


def bad_form() -> Refused:
    return Refused(
        "bad-form",
        400,
        thai="แบบฟอร์มนี้เปิดไว้นานเกินไปหรือไม่ได้มาจากหน้าของโปรแกรม ให้กลับไปเปิดหน้านั้นใหม่แล้วส่งอีกครั้ง",
        english="this form is too old or did not come from a page of ours: open that page anew and send it again",
    )


def prepare(app: Flask) -> None:
    """Tell every fault of ``app`` in words."""
    app.register_error_handler(SarabanError, told)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(Exception, unexpected)


def status_of(fault: SarabanError) -> int:
    """The HTTP status of a fault."""
    if isinstance(fault, Refused):
        return fault.status
    if isinstance(fault, AmbiguousName):
        return 300
    if isinstance(fault, NotFound):
        return 404
    if isinstance(fault, NotAllowed):
        return 403
    if isinstance(fault, ArchiveError):
        return 503
    return 400


def told(fault: SarabanError) -> Answer:
    """The page of a fault whose words are ours. What is wrong with the archive may be put right by the next time."""
    if isinstance(fault, ArchiveError):
        shelf.reopen()
    candidates = fault.candidates if isinstance(fault, AmbiguousName) else ()
    chain = (request.view_args or {}).get("name") if fault.code == "only-cited" else None
    page = render_template("fault.html", message=worded(fault), candidates=candidates, chain=chain)
    return page, status_of(fault)


def worded(fault: SarabanError) -> str:
    """What is wrong and what to do, without the commands and options that only the terminal has."""
    key = f"fault.{fault.code}"
    if key in language.WORDS:
        return language.say(key)
    return _OPTION.sub(_option, fault.message(language.chosen()))


def both(fault: SarabanError) -> tuple[str, str]:
    """The same in Thai and in English, without the name of the field: it is told beside that."""
    key = f"fault.{fault.code}"
    if key in language.WORDS:
        return language.WORDS[key]
    return _FIELD.sub("", fault.thai), _FIELD.sub("", fault.english)


def _option(match: re.Match[str]) -> str:
    """An option of the command line as the pages call it."""
    for key in (f"search.{match[1]}", f"field.{_FIELDS.get(match[1], match[1])}"):
        if key in language.WORDS:
            return f"{language.say(key)}: "
    return ""


def refused(fault: HTTPException) -> Answer:
    """The page of a fault that the web server found: no such page, too much sent."""
    status = fault.code or 500
    key = f"fault.{status}" if f"fault.{status}" in language.WORDS else "fault.other"
    return render_template("fault.html", message=language.say(key, status=status), candidates=()), status


def unexpected(fault: Exception) -> Answer:
    """The page of a fault of ours; what it was is told on the administrator's screen only."""
    unexpected_fault(fault)
    message = language.say("fault.unexpected", fault=type(fault).__name__)
    return render_template("fault.html", message=message, candidates=()), 500


def unexpected_fault(fault: Exception) -> None:
    """Put a fault of ours on the administrator's screen."""
    traceback.print_exception(fault, file=sys.stderr)
