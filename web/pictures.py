"""A letter's files: pictures of their pages, and the originals as they came."""

from __future__ import annotations

from flask import Blueprint, Response, request, send_file

from web.shelf import archive

pages = Blueprint("pictures", __name__)

WIDTH = 1000
INERT = "default-src 'none'; sandbox"
"""For what strangers wrote: a browser that shows it after all runs nothing of it."""


@pages.get("/letters/<letter>/files/<sha256>/pages/<int:number>")
def picture(letter: str, sha256: str, number: int) -> Response:
    """A page as a picture."""
    asked = request.args.get("width", "")
    width = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else WIDTH
    found = archive().picture(letter, sha256, number, width)
    answer = Response(found.data, mimetype=found.type)
    answer.headers["Content-Security-Policy"] = INERT
    return answer


@pages.get("/letters/<letter>/files/<sha256>/original")
def original(letter: str, sha256: str) -> Response:
    """A file as it came, to be kept and never to be shown by the browser."""
    found = archive().original(letter, sha256)
    answer = send_file(
        found.path,
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=_harmless(found.name),
    )
    answer.headers["Content-Security-Policy"] = INERT
    return answer


def _harmless(name: str) -> str:
    """A name that can be sent: halves of characters and controls are not."""
    return "".join(char if char.isprintable() else "_" for char in name) or "original"
