"""What a stranger's page, a mistyped address and an old form get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient


def test_every_page_says_what_may_be_loaded(office: FlaskClient) -> None:
    headers = office.get("/").headers
    assert headers["Content-Security-Policy"].startswith(
        "default-src 'none'; style-src 'self'; script-src 'self'"
    )
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_foreign_name_is_not_answered(office: FlaskClient) -> None:
    answer = office.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert "evil.example" in answer.text


@pytest.fixture
def forms(sample: Path) -> Flask:
    app = create_app(Settings(archive=sample))
    app.add_url_rule("/form", "form", lambda: app.jinja_env.globals["form_token"]())  # type: ignore[operator]
    app.add_url_rule("/done", "done", lambda: "done", methods=["POST"])
    return app


def value_of(form: str) -> str:
    return form.split('value="')[1].split('"')[0]


def test_a_form_of_ours_is_taken(forms: Flask) -> None:
    browser = forms.test_client()
    token = value_of(browser.get("/form").text)
    assert browser.post("/done", data={"token": token}).text == "done"


@pytest.mark.parametrize("given", ["", "made-up"])
def test_a_form_of_another_page_is_not(forms: Flask, given: str) -> None:
    browser = forms.test_client()
    browser.get("/form")
    answer = browser.post("/done", data={"token": given})
    assert answer.status_code == 400
    assert "แบบฟอร์มนี้เปิดไว้นานเกินไป" in answer.text


def test_a_token_of_another_browser_is_worth_nothing(forms: Flask) -> None:
    token = value_of(forms.test_client().get("/form").text)
    other = forms.test_client()
    other.get("/form")
    assert other.post("/done", data={"token": token}).status_code == 400


def test_a_form_sent_from_elsewhere_is_refused_even_with_the_token(forms: Flask) -> None:
    browser = forms.test_client()
    token = value_of(browser.get("/form").text)
    answer = browser.post("/done", data={"token": token}, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 400


def test_tokens_outlive_a_restart(sample: Path, forms: Flask) -> None:
    assert create_app(Settings(archive=sample)).secret_key == forms.secret_key


def test_faults_are_pages_in_the_language_chosen(office: FlaskClient) -> None:
    assert "ไม่มีหน้านี้" in office.get("/nowhere").text
    assert "There is no such page." in office.get("/nowhere?lang=en").text
    office.delete_cookie("saraban-lang")


def test_files_of_the_program_are_kept_and_pages_are_not(office: FlaskClient) -> None:
    page = office.get("/")
    (sheet,) = [one for one in page.text.split('"') if "style.css" in one]
    assert "?v=" in sheet
    with office.get(sheet) as kept:
        assert "max-age=31536000" in kept.headers["Cache-Control"]
        assert "no-store" not in kept.headers["Cache-Control"]
    for path in ("/", "/nowhere", "/static/none.css", "/suggestions?q=x"):
        assert office.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_no_page_takes_anything_without_a_token(office: FlaskClient, method: str) -> None:
    for path in ("/", "/letters/x", "/nowhere"):
        assert getattr(office, method)(path).status_code == 400
