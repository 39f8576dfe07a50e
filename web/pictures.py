"""Pictures of pages, as PNG."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("pictures", __name__)
