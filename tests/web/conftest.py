"""A browser without a browser: ``office.get("/?q=…")`` is what a page says to whoever asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive import Archive
from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

SAMPLE = Path(__file__).resolve().parents[2] / "archive" / "sample"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the sample letters; for looking only."""
    path = tmp_path_factory.mktemp("office") / "archive"
    with Archive.open(path, create=True) as archive:
        archive.import_([SAMPLE])
    return path


@pytest.fixture(scope="session")
def pages(sample: Path) -> Flask:
    """The pages over the sample archive."""
    return create_app(Settings(archive=sample))


@pytest.fixture
def office(pages: Flask) -> FlaskClient:
    """A browser that was never here before."""
    return pages.test_client()
