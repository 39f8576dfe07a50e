"""The chain page: a letter, what it cites and what cites it."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.shelf import archive

pages = Blueprint("chain", __name__)


@pages.get("/chains/<path:name>")
def page(name: str) -> str:
    trace = archive().trace(name)
    return render_template("chain.html", trace=trace)
