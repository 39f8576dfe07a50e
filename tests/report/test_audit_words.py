"""What the audit page calls rules and reasons: nothing that the program can say is left in its own jargon."""

from __future__ import annotations

import ast
import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from report.audit_words import WORDS
from report.labels import LANGUAGES
from report.requests import HEADS
from report.rules import LINKING, READING, WHAT, WHEN, linking_reason, reading_rule
from tests.cli.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

THAI = re.compile("[\u0e01-\u0e5b]")


def hyphened(paths: Iterable[Path]) -> Iterator[str]:
    """The words such as ``head-number`` that stand in modules."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and re.fullmatch("[a-z]+(-[a-z]+)+", value):
                yield value


def test_every_rule_of_the_parser_is_told_in_plain_words() -> None:
    known = set(hyphened((ROOT / "parsers/fields").glob("*.py")))
    assert len(known) > 30
    assert sorted(known - READING.keys()) == []
    assert all(reading_rule(rule, language) != rule for rule in READING for language in LANGUAGES)


def test_every_reason_for_a_link_is_told_in_plain_words() -> None:
    said = set(hyphened([ROOT / "archive/linking.py"]))
    source = (ROOT / "archive/linking.py").read_text(encoding="utf-8")
    pairs = {
        f"{what}-and-{when}"
        for what in ("number", "loose-number", "unit", "short-number", "order", "title")
        for when in WHEN
    }
    assert set(re.findall(r'f"([a-z-]+)-and-\{', source)) <= WHAT.keys()
    for reason in (said - WHEN.keys()) | pairs | LINKING.keys() | {"itself"}:
        for language in LANGUAGES:
            assert linking_reason(reason, language) != reason, reason


@pytest.mark.parametrize("key", [*WORDS, *HEADS])
def test_both_languages_say_the_same(key: str | tuple[str, str]) -> None:
    thai, english = WORDS[key] if isinstance(key, str) else key
    assert thai.strip()
    assert english.strip()
    assert not THAI.search(english)
    blanks = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (thai, english)]
    assert blanks[0] == blanks[1]


def test_no_word_of_the_page_is_kept_that_nothing_says() -> None:
    places = (ROOT / "report/templates/audit.html", ROOT / "report/audit_rows.py")
    used = set(
        re.findall("[\"']([a-z-]+[.][a-z-]+)[\"']", "".join(path.read_text("utf-8") for path in places))
    )
    used |= {"chain.cycle", "chain.seen"}  # marks of the tree
    own = [key for key in WORDS if key.split(".")[0] in ("why", "head", "say", "file", "about", "chain")]
    assert [key for key in own if key not in used] == []
