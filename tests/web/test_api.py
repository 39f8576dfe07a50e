"""A program asks the archive: the contract's objects, as the description says them, and faults it can act on."""

from __future__ import annotations

import json
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from archive import Archive
from cli import main
from web.describing import LARGEST_PAGE, OPERATIONS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result
    from flask.testing import FlaskClient

API = "/api/v1"


@pytest.fixture(scope="module")
def described(sample: Path) -> dict[str, Any]:
    from web.app import create_app
    from web.settings import Settings

    answer = create_app(Settings(archive=sample)).test_client().get(f"{API}/openapi.json")
    assert answer.mimetype == "application/json"
    told: dict[str, Any] = answer.json
    return told


def check(described: dict[str, Any], name: str, told: Any) -> None:
    """That ``told`` is what the description says of schema ``name``."""
    registry: Any = Registry().with_resource("urn:api", DRAFT202012.create_resource(described))
    schema = {"$ref": f"urn:api#/components/schemas/{name}"}
    OAS31Validator(schema, registry=registry).validate(told)


@pytest.fixture(scope="module")
def id_(sample: Path) -> str:
    with Archive.open(sample) as archive:
        return archive.search("", sort="date", limit=1).hits[0].id


def said(sample: Path, *words: str) -> Any:
    """What the command line prints."""
    from click.testing import CliRunner

    result: Result = CliRunner().invoke(main, ["--archive", str(sample), *words])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_description_is_openapi(described: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(described).validate()
    assert described["openapi"].startswith("3.1")


def test_the_description_tells_of_every_address_and_of_no_other(
    described: dict[str, Any], office: FlaskClient
) -> None:
    rules = {
        rule.rule.removeprefix(API).replace("<path:letter>", "{letter}")
        for rule in office.application.url_map.iter_rules()
        if rule.rule.startswith(API)
    }
    assert rules - {"/", "/openapi.json", "/<path:place>"} == set(described["paths"])


ASKED = [
    ("/search?q=การ", "Found"),
    ("/search?q=การ&kind=external&sort=-date&limit=2&offset=1", "Found"),
    ("/search?as_of=2564-01-01&status=in_force", "Found"),
    ("/suggestions?q=การ", "Words"),
    ("/letters/{id}", "Letter"),
    ("/letters/{id}?as_of=1 ม.ค. 2564", "Letter"),
    ("/letters/{id}/trace", "Trace"),
    ("/letters/{id}/trace?direction=cited-by&depth=1&relation=cites", "Trace"),
    ("/letters/{id}/audit?depth=1", "Audit"),
    ("/missing?limit=5", "MissingList"),
    ("/review", "ReviewList"),
    ("/runs", "RunList"),
    ("/stats", "Statistics"),
    ("/stats/links", "LinkStatistics"),
]


@pytest.mark.parametrize(("address", "schema"), ASKED)
def test_answers_are_as_described(
    office: FlaskClient, described: dict[str, Any], id_: str, address: str, schema: str
) -> None:
    answer = office.get(API + address.replace("{id}", id_))
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    check(described, schema, answer.json)


def test_every_operation_is_asked() -> None:
    assert {one.answer for one in OPERATIONS} == {schema for _, schema in ASKED}


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/search?q=การ&limit=5", ("search", "การ", "--limit", "5", "--format", "json")),
        ("/letters/{id}", ("show", "{id}", "--format", "json")),
        ("/letters/{id}/trace?depth=2", ("trace", "{id}", "--depth", "2", "--format", "json")),
        ("/stats", ("stats", "--format", "json")),
        ("/stats/links", ("stats", "--links", "--format", "json")),
    ],
)
def test_the_api_and_the_command_line_say_the_same(
    office: FlaskClient, sample: Path, id_: str, address: str, words: tuple[str, ...]
) -> None:
    told = office.get(API + address.replace("{id}", id_)).json
    printed = said(sample, *(word.replace("{id}", id_) for word in words))
    for one in (told, printed):
        one.pop("took_ms", None)
        one.pop("index_bytes", None)
        one.pop("catalogue_bytes", None)
    assert told == printed


def test_lists_come_in_pieces(office: FlaskClient, sample: Path) -> None:
    whole = said(sample, "missing", "--format", "json")
    first = office.get(f"{API}/missing?limit=2").json
    second = office.get(f"{API}/missing?limit=2&offset=2").json
    assert first["total"] == len(whole)
    assert first["letters"] + second["letters"] == whole[:4]
    assert office.get(f"{API}/missing?offset=5000").json["letters"] == []


def test_an_export_is_a_letter_a_line(office: FlaskClient, described: dict[str, Any]) -> None:
    answer = office.get(f"{API}/export?q=การ")
    assert answer.mimetype == "application/x-ndjson"
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert len(rows) == office.get(f"{API}/search?q=การ&limit=1").json["total"]
    for row in rows:
        check(described, "Letter", row)


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/letters/ว99999", 404, "not-found"),
        ("/letters/ว99999/trace", 404, "not-found"),
        ("/search?q=(", 400, None),
        ("/search?kind=nonsense", 400, None),
        ("/search?after=never", 400, None),
        ("/search?sort=size", 400, "bad-parameter"),
        ("/search?limit=0", 400, "bad-parameter"),
        (f"/search?limit={LARGEST_PAGE + 1}", 400, "bad-parameter"),
        ("/search?limit=๕", 400, "bad-parameter"),
        ("/search?offset=-1", 400, "bad-parameter"),
        ("/search?q=" + "ก" * 1001, 400, "bad-parameter"),
        ("/letters/{id}/trace?depth=51", 400, "bad-parameter"),
        ("/letters/{id}/trace?direction=up", 400, "bad-parameter"),
        ("/letters/{id}/trace?relation=likes", 400, "bad-parameter"),
        ("/letters/{id}?as_of=never", 400, "bad-day"),
        ("/nowhere", 404, "no-such-address"),
        ("/export?q=(", 400, None),
    ],
)
def test_faults_say_what_to_do(
    office: FlaskClient, described: dict[str, Any], id_: str, address: str, status: int, code: str | None
) -> None:
    answer = office.get(API + address.replace("{id}", id_))
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    check(described, "Problem", answer.json)
    assert answer.json["status"] == status
    assert answer.json["remedy"]
    assert code in (None, answer.json["code"])


def test_an_ambiguous_name_comes_with_its_candidates(office: FlaskClient, sample: Path) -> None:
    with Archive.open(sample) as archive:
        numbers = [hit.number for hit in archive.search("", limit=200).hits if hit.number]
    doubled = next(number for number in numbers if numbers.count(number) > 1)
    answer = office.get(f"{API}/letters/{doubled}")
    assert answer.status_code == 300
    assert answer.json["code"] == "ambiguous"
    assert len(answer.json["candidates"]) > 1


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_changed_by_the_api(office: FlaskClient, method: str) -> None:
    answer = getattr(office, method)(f"{API}/letters/x")
    assert answer.status_code == 400  # no form of ours
    assert answer.json["code"] == "bad-form"


def test_other_sites_cannot_read_it(office: FlaskClient) -> None:
    answer = office.get(f"{API}/search", headers={"Origin": "http://evil.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert office.get(f"{API}/search", headers={"Host": "evil.example"}).json["code"] == "bad-host"


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_page_shows_what_can_be_asked(office: FlaskClient, lang: str) -> None:
    page = unescape(office.get(f"{API}/?lang={lang}").text)
    for one in OPERATIONS:
        assert f"GET {API}{one.path}" in page
        assert one.words[lang == "en"] in page
        if one.example:
            assert office.get(API + one.example).status_code == 200
    office.delete_cookie("saraban-lang")
