"""The pages put together: one Flask application over one archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask

from web import (
    api,
    assets,
    audit_page,
    auth,
    chain_page,
    faults,
    imports_page,
    language,
    letter_page,
    missing_page,
    navigation,
    noting,
    pictures,
    review_page,
    search_page,
    security,
    shelf,
    shown,
    statistics_page,
)

if TYPE_CHECKING:
    from web.settings import Settings

PAGES = (
    search_page.pages,
    letter_page.pages,
    pictures.pages,
    audit_page.pages,
    chain_page.pages,
    imports_page.pages,
    review_page.pages,
    missing_page.pages,
    statistics_page.pages,
    api.pages,
)


def create_app(settings: Settings) -> Flask:
    """The application. Raises ArchiveError if there is no archive that can be opened."""
    app = Flask(__name__, static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = settings.upload_limit
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["saraban"] = settings
    shelf.prepare(app)
    assets.prepare(app)
    security.prepare(app)
    auth.prepare(app)
    language.prepare(app)
    shown.prepare(app)
    navigation.prepare(app)
    faults.prepare(app)
    imports_page.prepare(app)
    for pages in PAGES:
        app.register_blueprint(pages)
    noting.prepare(app)
    return app
