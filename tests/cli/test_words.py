"""The table of words: both languages, the same blanks to fill, and no command or option without its line."""

from __future__ import annotations

import re
from collections import Counter
from string import Formatter

import pytest
from rich.cells import cell_len

import terminal.messages as messages
from cli import main
from index import parse_query
from index.query import Query, Value
from index.query_spelling import FIELDS
from parsers.letter import Kind, Relation
from terminal.words import PARTS

from .conftest import ROOT, Terminal

THAI = re.compile("[\u0e01-\u0e5b]")
PAIRS = {**messages.WORDS, **messages.HELP}


@pytest.mark.parametrize("key", PAIRS)
def test_a_reader_of_either_language_gets_every_word_in_it(key: str) -> None:
    thai, english = PAIRS[key]
    assert thai.strip()
    assert english.strip()
    assert not THAI.search(re.sub("ประชุม", "", english))
    blanks = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (thai, english)]
    assert blanks[0] == blanks[1]


def test_no_word_is_said_in_two_places() -> None:
    keys = Counter(key for part in PARTS for key in part)
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("name", ["", *main.commands])
def test_help_of_every_command_fits_80_columns(
    terminal: Terminal, name: str, language: messages.Language
) -> None:
    shown = terminal.types(f"{name} --help --lang {language}").out
    assert shown.startswith(messages.say("help.usage", language))
    assert not [line for line in shown.splitlines() if cell_len(line) > 80]


def test_every_kind_and_relation_has_a_name() -> None:
    wanted = [f"kind.{kind}" for kind in Kind]
    wanted += [f"{group}.{relation}" for group in ("relation", "inverse") for relation in Relation]
    assert not [key for key in wanted if key not in messages.WORDS]


@pytest.mark.parametrize("key", [key for key in messages.WORDS if key.split(".")[0] in ("kind", "status")])
def test_a_query_takes_the_words_that_the_screen_prints(key: str) -> None:
    group, _, value = key.partition(".")
    for shown in messages.WORDS[key]:
        assert (
            parse_query(f'{group}:"{shown}"') == parse_query(f"{group}:{shown}") == Query(Value(group, value))
        )


@pytest.mark.parametrize("field", FIELDS)
def test_a_query_takes_a_field_as_the_screen_calls_it(field: str) -> None:
    if f"field.{field}" in messages.WORDS:
        thai, _ = messages.WORDS[f"field.{field}"]
        value = {"kind": "คำสั่ง", "status": "ใช้อยู่", "secrecy": "ลับ", "urgency": "ด่วน"}.get(field, "2566")
        assert parse_query(f"{thai}:{value}") == parse_query(f"{field}:{value}")


def test_no_word_is_kept_that_nothing_says() -> None:
    modules = [path for path in (ROOT / "terminal").glob("*.py") if path.name != "messages.py"]
    code = "".join(path.read_text(encoding="utf-8") for path in modules)
    code = code.replace("'", '"')
    # Keys that are put together: f"stats.{name}", label("kind", …).
    built = re.findall(r'f"([a-z]+)[.{-]|(?:label|styled)\("([a-z]+)"', code)
    groups = {name for pair in built for name in pair} | {"inverse", "relation"}
    assert not [key for key in messages.WORDS if f'"{key}"' not in code and key.split(".")[0] not in groups]


@pytest.mark.parametrize(
    ("typed", "environment", "expected"),
    [
        ([], {}, "th"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "th"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "th_TH.UTF-8"}, "th"),
        ([], {"LANG": "en_US.UTF-8", "SARABAN_LANG": "th"}, "th"),
        (["--lang", "en", "stats"], {"SARABAN_LANG": "th"}, "en"),
        (["stats", "--lang=th"], {"LANG": "en_US.UTF-8"}, "th"),
        (["search", "--", "--lang", "en"], {}, "th"),
        (["--lang", "fr"], {"LANG": "en_GB"}, "en"),
    ],
)
def test_thai_unless_told_otherwise(typed: list[str], environment: dict[str, str], expected: str) -> None:
    assert messages.choose_language(typed, environment) == expected
