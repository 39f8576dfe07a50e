"""Numbers and citations found in the wild, each labelled by hand (``tests/real``)."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from parsers.fields.citations import find_citations
from parsers.number import find_numbers
from parsers.thai.normal import fold

REAL = Path(__file__).parent.parent / "real"
with (REAL / "numbers.tsv").open(encoding="utf-8", newline="") as table:
    NUMBERS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
CITATIONS = [json.loads(line) for line in (REAL / "citations.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_tables_are_whole() -> None:
    assert len(NUMBERS) >= 262
    assert len(CITATIONS) >= 200


@pytest.mark.parametrize("row", NUMBERS, ids=[f"{row['class']}:{row['raw']}" for row in NUMBERS])
def test_number_in_its_sentence(row: dict[str, str]) -> None:
    sentence = fold(row["sentence"])
    citations, _ = find_citations(sentence)
    got = [
        citation.normal or (citation.number.partial if citation.number else None) for citation in citations
    ]
    assert got == ([] if row["class"] == "refused" else [row["normal"] or row["partial"]])


@pytest.mark.parametrize(
    "row", [row for row in NUMBERS if row["class"] != "refused"], ids=lambda row: row["raw"]
)
def test_number_by_itself(row: dict[str, str]) -> None:
    found = find_numbers(fold(row["raw"]))
    assert [number.normal or number.partial for number in found] == [row["normal"] or row["partial"]]


@pytest.mark.parametrize("row", CITATIONS, ids=[row["text"][:60] for row in CITATIONS])
def test_citation(row: dict[str, Any]) -> None:
    text = fold(row["text"])
    citations, _ = find_citations(text, listed=True)
    got = [
        {
            "number": citation.normal,
            "number_partial": citation.number.partial if citation.number else None,
            "date": citation.date.iso if citation.date else None,
            "title": text[slice(*citation.title)].strip() if citation.title else None,
            "issuer": text[slice(*citation.issuer)].strip() if citation.issuer else None,
        }
        for citation in citations
    ]
    wanted = [
        {name: _folded(reference[name]) for name in ("number", "number_partial", "date", "title", "issuer")}
        for reference in row["references"]
    ]
    assert got == wanted


def _folded(value: str | None) -> str | None:
    return fold(value) if value else None
