"""The documents say what is so: commands, examples, licences, the two commands of the README."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import files, metadata
from typing import TYPE_CHECKING

import pytest

import tools.make_docs as make_docs
from index import parse_query
from index.query_spelling import FIELDS

from .conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_reference_of_commands_is_what_the_commands_say() -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert page == make_docs.commands_page(), "out of date: python -m tools.make_docs"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
def test_examples_show_what_is_seen_when_they_are_typed(tmp_path: Path) -> None:
    run = make_docs.Terminal(tmp_path).run
    for page in make_docs.PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        assert text == make_docs.refreshed(text, run), f"{page} is out of date: python -m tools.make_docs"


def test_every_query_in_the_page_on_searching_can_be_typed() -> None:
    page = (ROOT / "docs/search.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| `")]
    queries = [query for row in rows for query in re.findall(r"`([^`]+)`", row[1])]
    fields = [row for row in rows if row[1].strip().endswith(":`")]
    queries = [query for query in queries if not query.endswith(":")]
    queries += [query for row in fields for query in re.findall(r"`([^`]+)`", row[3])]
    assert len(queries) > 25
    for query in queries:
        parse_query(query)
    for row in fields:
        for name in re.findall(r"`([^`]+):`", row[1] + row[2]):
            assert name in {one for known, others in FIELDS.items() for one in (known, *others)}, name


@pytest.mark.parametrize(
    "page", [path.relative_to(ROOT) for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]]
)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), f"{page}: {target}"


def test_places_named_by_the_architecture_exist() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    for place in re.findall(r"`((?:\w+/)+\w*(?:\.py)?)`", text):
        assert (ROOT / place).exists(), place


def test_every_dependency_is_named_with_its_licence() -> None:
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"^\| ([\w-]+) \| ([^|]+) \|", text, re.M))
    del named["library"]
    listed = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    assert set(named) == {re.split(r"[<>=]", one)[0] for one in listed}
    for name, licence in named.items():
        said = metadata(name)
        words = f"{said['License-Expression']} {said['License']} {said.get_all('Classifier')}"
        if said.get_all("License-File"):
            words += "".join(file.read_text()[:80] for file in files(name) or () if "LICENSE" in file.name)
        family = re.match(r"BSD|Apache|MIT|MPL|LGPL|ZPL", licence)
        assert family, name
        assert family.group() in words, f"{name}: {words[:200]}"


def test_the_lock_names_every_dependency_with_hashes_and_no_registry() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.M))
    listed = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    assert {re.split(r"[<>=]", one)[0] for one in listed} <= set(locked)
    assert text.count("--hash=sha256:") > len(locked)
    assert "://" not in text


def test_the_readme_has_the_two_commands_and_the_checks_run_the_second() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    demo, tests = (lines[lines.index(f"<!-- {name} -->") + 2] for name in ("demo", "tests"))
    assert demo.endswith(".venv/bin/saraban demo")
    assert tests.endswith(".venv/bin/python -m pytest")
    assert "<!-- tests -->" in (ROOT / ".ci/run").read_text(encoding="utf-8")
