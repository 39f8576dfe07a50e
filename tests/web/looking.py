"""A page as its reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import html

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from lxml.html import HtmlElement


def seen(office: FlaskClient, path: str, status: int = 200) -> HtmlElement:
    answer = office.get(path)
    assert answer.status_code == status
    return html.document_fromstring(answer.text)


def text(page: HtmlElement) -> str:
    return " ".join(page.text_content().split())


def links(page: HtmlElement, within: str) -> dict[str, str]:
    """The links in a part of the page: what they say and where they lead."""
    return {
        " ".join(link.text_content().split()): str(link.get("href")) for link in page.cssselect(f"{within} a")
    }
