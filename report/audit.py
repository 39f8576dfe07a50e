"""The audit page: one letter, its evidence, its chain and its status, as one HTML file that needs nothing else."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from report.audit_rows import Rows
from report.audit_words import WORDS

if TYPE_CHECKING:
    from datetime import datetime

    from jinja2 import Environment, Template

    from archive import Audit, Trace
    from report.labels import Language

# Control characters and marks that turn the direction of writing: no letter may rearrange the page.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def data_hash(audit: Audit) -> str:
    """SHA-256 of what the page tells, but for when, where and by which program it was made.

    The data is the JSON of the audit, keys sorted, without blanks, in UTF-8.
    """
    told = json.dumps(audit.as_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()


def picture(trace: Trace, language: Language) -> str:
    """The chain drawn as SVG."""
    from report.timeline import timeline

    return timeline(trace, language)


def page(audit: Audit, *, language: Language, made: datetime) -> str:
    """The page as HTML. ``made`` is the moment of the report, with its time zone."""
    from markupsafe import Markup

    def say(key: str, **values: object) -> str:
        return WORDS[key][language == "en"].format(**values)

    def other(key: str, **values: object) -> str:
        return WORDS[key][language != "en"].format(**values)

    return _template().render(
        rows=Rows(audit, language),
        audit=audit,
        letter=audit.letter.letter,
        made=made,
        hash=data_hash(audit),
        picture=Markup(picture(audit.trace, language)),  # made of escaped text by its drawer
        lang=language,
        second="th" if language == "en" else "en",
        say=say,
        other=other,
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment: Environment = Environment(
        loader=PackageLoader("report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    environment.filters["css"] = _css
    return environment.get_template("audit.html")


def _clean(value: Any) -> Any:
    return type(value)(_CONTROLS.sub(" ", value)) if isinstance(value, str) else value


def _css(text: str) -> str:
    """``text`` as the inside of a CSS string: whatever is no letter or digit of ASCII by its code."""
    cleaned = _CONTROLS.sub(" ", text)
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in cleaned)
