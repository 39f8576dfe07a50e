"""A real browser before a real server: one of each for all tests. Whatever it asks of another machine is a fault."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from waitress.server import create_server

from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = os.environ.get("SARABAN_CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SECONDS = 10


@pytest.fixture(scope="session")
def address(sample: Path) -> Iterator[str]:
    """Where the pages over the sample letters are served."""
    server: Any = create_server(create_app(Settings(archive=sample)), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(SECONDS)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the system; without one the tests fail."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser, who notes what the pages should not have done."""

    def __init__(self, chromium: Browser, address: str, **settings: Any) -> None:
        self.address = address
        self.context = chromium.new_context(locale="th-TH", base_url=address, **settings)
        self.context.set_default_timeout(1000 * SECONDS)
        self.page: Page = self.context.new_page()
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._note)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))

    def _note(self, request: Any) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.address).netloc and not request.url.startswith(
            "data:"
        ):
            self.elsewhere.append(request.url)

    def _hear(self, told: ConsoleMessage) -> None:
        """Errors and warnings, among them every violation of the policy; that a page says it is a fault is none."""
        itself = told.location["url"] == self.page.url and told.text.startswith("Failed to load resource")
        if told.type in ("error", "warning") and not itself:
            self.complaints.append(told.text)

    def leave(self) -> None:
        self.context.close()
        assert self.elsewhere == []
        assert self.complaints == []


@pytest.fixture
def visitor(chromium: Browser, address: str) -> Iterator[Visitor]:
    """A visitor at a desk."""
    visitor = Visitor(chromium, address, viewport={"width": 1280, "height": 900})
    yield visitor
    visitor.leave()


@pytest.fixture
def page(visitor: Visitor) -> Page:
    return visitor.page


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Page]:
    """The page on a screen of 360 pixels that is touched."""
    visitor = Visitor(chromium, address, viewport={"width": 360, "height": 740}, has_touch=True)
    yield visitor.page
    visitor.leave()


@pytest.fixture
def plain(chromium: Browser, address: str) -> Iterator[Page]:
    """The page in a browser that runs no scripts."""
    visitor = Visitor(chromium, address, java_script_enabled=False)
    yield visitor.page
    visitor.leave()
