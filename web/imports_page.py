"""Import: files dropped or a folder named, how far it is, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for

from archive.background import Imports
from archive.roots import folder_under
from parsers.errors import ArchiveError, SarabanError, UsageError
from web.auth import visitor
from web.faults import both, status_of
from web.noting import tell
from web.settings import MB
from web.shelf import archive, settings

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response as Answer

pages = Blueprint("imports", __name__)

MOST_FAILURES: Final = 200
MOST_FILES: Final = 50
"""Names of copies and of files that are no letters."""
MOST_RUNS: Final = 8
MOST_PARTS: Final = 5000
"""Files that may be sent at once."""
_EXTENSION: Final = "saraban-imports"


def prepare(app: Flask) -> None:
    """Have ``app`` do one import at a time."""
    app.config["MAX_FORM_PARTS"] = MOST_PARTS
    app.extensions[_EXTENSION] = Imports(settings(app).archive)


@pages.get("/import")
def page() -> str:
    """The forms, or the import that is at work."""
    _must()
    return _shown()


@pages.get("/import/progress")
def progress() -> str | Response:
    """How far it is, for the page to ask every second; once it is over the page is to be had anew."""
    _must()
    state = _imports().state
    if state is None or state.is_over:
        return Response(status=204, headers={"HX-Redirect": url_for("imports.page")})
    return render_template("import_progress.html", **_told())


@pages.post("/import/files")
def files() -> tuple[str, int] | Answer:
    """Begin with files that were sent."""
    _must()
    sent = [(one.filename or "", one.stream) for one in request.files.getlist("files") if one.filename]
    tell(files=len(sent))
    try:
        _imports().begin_files(sent, rights=visitor().rights, by=visitor().name)
    except (UsageError, ArchiveError) as fault:
        return _shown(fault, "files"), status_of(fault)
    return redirect(url_for("imports.page"), 303)


@pages.post("/import/folder")
def folder() -> tuple[str, int] | Answer:
    """Begin with a folder of this machine."""
    _must()
    typed = request.form.get("folder", "")
    tell(folder=typed)
    roots = settings().import_roots
    try:
        found = folder_under(typed, roots)
        _imports().begin_folder(found, rights=visitor().rights, by=visitor().name, within=roots)
    except UsageError as fault:
        return _shown(fault, "folder", typed), status_of(fault)
    return redirect(url_for("imports.page"), 303)


@pages.post("/import/stop")
def stop() -> Answer:
    """End it after the file at hand."""
    _must()
    _imports().stop()
    return redirect(url_for("imports.page"), 303)


def _must() -> None:
    visitor().rights.must("import")


def _imports() -> Imports:
    return cast("Imports", current_app.extensions[_EXTENSION])


def _shown(fault: SarabanError | None = None, fault_at: str = "", typed: str = "") -> str:
    told = _told() | {
        "fault": both(fault) if fault else None,
        "fault_at": fault_at,
        "typed": typed,
        "roots": settings().import_roots,
        "limit": settings().upload_limit // MB,
        "most_files": MOST_PARTS,
        "runs": archive().runs(MOST_RUNS) if visitor().rights.may("books") else (),
    }
    return render_template("import.html", **told)


def _told() -> dict[str, Any]:
    """What is known of the import at work, or of the last one; who may see less than who began it sees no names."""
    state = _imports().state
    running = state is not None and not state.is_over
    return {
        "state": state,
        "running": running,
        "ours": state is not None and state.is_for(visitor().rights),
        "wrong": both(state.fault) if state is not None and state.fault is not None else None,
        "most": MOST_FAILURES,
        "most_names": MOST_FILES,
    }
