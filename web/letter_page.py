"""The letter page: what was read, beside the page that it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from web.shelf import archive

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

pages = Blueprint("letter", __name__)


@pages.get("/letters/<path:name>")
def page(name: str) -> str | Response:
    """The letter by its id; by a number in any spelling the way leads to the id."""
    record = archive().letter(name)
    if record.id != name:
        return redirect(url_for("letter.page", name=record.id))
    return render_template("letter.html", record=record, letter=record.letter)
