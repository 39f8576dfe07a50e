"""Letters labelled by hand: what the clerk reads on the page is what ``saraban parse`` prints."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bench.accuracy import RECORD, SETS, figures, flat, losses, score_folder, with_edges
from parsers import parse, read
from parsers.document import Document, page_from_text
from parsers.letter import Kind

if TYPE_CHECKING:
    from pathlib import Path

WORKING = sorted(SETS["working"].glob("*.json"))


@pytest.mark.parametrize("label", WORKING, ids=[path.stem for path in WORKING])
def test_working_letter(label: Path) -> None:
    expected = json.loads(label.read_text(encoding="utf-8"))
    wanted = expected if isinstance(expected, list) else [expected]
    source = label.with_suffix(".txt")
    got = [letter.as_json(source.name) for letter in parse(read(source))]
    assert len(got) == len(wanted)
    for have, want in zip(got, wanted, strict=True):
        assert sorted(values(with_edges(have, want))) == sorted(values(want))


def values(letter: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, value) for name, value, _ in flat(letter)]


def test_no_figure_falls_below_the_record() -> None:
    now = {name: figures(score_folder(folder)) for name, folder in SETS.items()}
    assert losses(now, json.loads(RECORD.read_text(encoding="utf-8"))) == []


def test_every_value_says_where_it_stands() -> None:
    for label in WORKING[:40]:
        document = read(label.with_suffix(".txt"))
        for letter in parse(document):
            for key, evidence in letter.evidence.items():
                page = document.pages[evidence.page - 1]
                assert page.source[evidence.start : evidence.end] == evidence.text, key
                assert 0 < evidence.confidence <= 1, key
            for name in ("number", "date", "subject"):
                if getattr(letter, name):
                    assert name in letter.evidence


def text_document(text: str) -> Document:
    return Document("letter.txt", "text", (page_from_text(1, text),))


@pytest.mark.parametrize("text", ["", "\n\n", " \t ", "ก", "ที่", "\u0e33\u0e34", "1" * 500, "(" * 500])
def test_nothing_is_a_letter_by_accident(text: str) -> None:
    (letter,) = parse(text_document(text))
    assert letter.kind is Kind.NOT_LETTER
