"""The archive as a request gets it: opened once a thread, because neither catalogue nor index are shared."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

from flask import current_app

from archive import Archive

if TYPE_CHECKING:
    from flask import Flask

    from web.settings import Settings


class Shelf(threading.local):
    """This thread's archive."""

    def __init__(self) -> None:
        self.archive: Archive | None = None


def prepare(app: Flask) -> None:
    """Open the archive once, so that what is wrong with it is told before anyone asks."""
    Archive.open(settings(app).archive).close()
    app.extensions["saraban-shelf"] = Shelf()


def settings(app: Flask | None = None) -> Settings:
    """What the administrator chose."""
    return cast("Settings", (app or current_app).extensions["saraban"])


def archive() -> Archive:
    """The archive for this request, as its user may see it. It is closed with its thread, never by a page."""
    shelf = current_app.extensions["saraban-shelf"]
    if shelf.archive is None:
        shelf.archive = Archive.open(settings().archive)
    return cast("Archive", shelf.archive)


def reopen() -> None:
    """Forget this thread's archive: what it holds open may be gone."""
    shelf = current_app.extensions["saraban-shelf"]
    if shelf.archive is not None:
        shelf.archive.close()
        shelf.archive = None
