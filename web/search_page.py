"""The search page: one box, what was found, and how to narrow it."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from web.shelf import archive

pages = Blueprint("search", __name__)


@pages.get("/")
def page() -> str:
    query = request.args.get("q", "")
    return render_template("search.html", query=query, results=archive().search(query))
