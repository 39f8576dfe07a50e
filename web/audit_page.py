"""The audit report of a letter: the same page that ``saraban audit`` writes, as it stands now."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, request

from web.language import chosen
from web.shelf import archive

pages = Blueprint("audit", __name__)

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""The report is one file that carries its own style; it has no script, and could not run one."""


@pages.get("/letters/<letter>/audit")
def page(letter: str) -> Response:
    """The report as a page to print; with ``?download=1`` as a file to keep."""
    from report.audit import page as audit_page

    audited = archive().audit(letter, as_of=request.args.get("as_of", "").strip() or None)
    told = audit_page(audited, language=chosen(), made=datetime.now().astimezone())
    answer = Response(told.encode("utf-8", "replace"), mimetype="text/html")
    answer.headers["Content-Security-Policy"] = POLICY
    if request.args.get("download"):
        answer.headers["Content-Disposition"] = f'attachment; filename="audit-{audited.letter.id}.html"'
    return answer
