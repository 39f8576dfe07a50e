"""The archive as a request gets it: opened once a thread, because neither catalogue nor index are shared."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

from flask import current_app, g

from archive import Archive
from archive.access_log import AccessLog

if TYPE_CHECKING:
    from flask import Flask

    from archive.rights import Rights
    from web.settings import Settings


class Shelf(threading.local):
    """This thread's archives, by the rights they are opened with."""

    def __init__(self) -> None:
        self.archives: dict[Rights, Archive] = {}


def prepare(app: Flask) -> None:
    """Open the archive once, so that what is wrong with it is told before anyone asks."""
    Archive.open(settings(app).archive).close()
    app.extensions["saraban-shelf"] = Shelf()


def settings(app: Flask | None = None) -> Settings:
    """What the administrator chose."""
    return cast("Settings", (app or current_app).extensions["saraban"])


def archive() -> Archive:
    """The archive for this request, as its visitor may see it. It is closed with its thread, never by a page."""
    rights: Rights = g.visitor.rights  # without a visitor there is no archive
    shelf = current_app.extensions["saraban-shelf"]
    if rights not in shelf.archives:
        shelf.archives[rights] = Archive.open(settings().archive, rights=rights)
    return cast("Archive", shelf.archives[rights])


def access_log() -> AccessLog:
    """Where it is noted who looks at what."""
    return AccessLog(settings().archive)


def reopen() -> None:
    """Forget this thread's archives: what they hold open may be gone."""
    shelf = current_app.extensions["saraban-shelf"]
    for opened in shelf.archives.values():
        opened.close()
    shelf.archives.clear()
