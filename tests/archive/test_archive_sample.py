"""The clerk opens the sample archive and finds every letter, link, copy, status and gap that was planned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT

from archive import sample_folder
from parsers.thai.normal import fold

if TYPE_CHECKING:
    from archive import Archive

EXPECTED: dict[str, Any] = json.loads((ROOT / "tests" / "sample_expected.json").read_text("utf-8"))
LETTERS = {letter["file"]: letter for letter in EXPECTED["letters"] if letter["kind"] != "not_letter"}


def _tight(text: str | None) -> str | None:
    return None if text is None else "".join(fold(text).split())


@pytest.fixture(scope="module")
def rows(sample: Archive) -> dict[str, dict[str, Any]]:
    """The export, by each file that holds the letter."""
    top = str(sample_folder())
    found = {}
    for row in sample.export():
        for path in row["copies"]:
            found[path.removeprefix(top).lstrip("/\\").replace("\\", "/")] = row
    return found


def test_the_letters_are_those_that_were_planned(rows: dict[str, dict[str, Any]], sample: Archive) -> None:
    assert len(list(sample.export())) == len(LETTERS)
    assert set(LETTERS) <= set(rows)
    for file, wanted in LETTERS.items():
        row = rows[file]
        assert (row["kind"], row["number"], row["date"]) == (wanted["kind"], wanted["number"], wanted["date"])
        assert _tight(row["subject"]) == _tight(wanted["subject"])
        assert row["number_partial"] == wanted.get("number_partial")


def test_copies_are_one_letter_with_several_files(rows: dict[str, dict[str, Any]]) -> None:
    for file, wanted in LETTERS.items():
        assert len(rows[file]["copies"]) == 1 + len(wanted["copies"])
        for copy in wanted["copies"]:
            assert rows[copy]["id"] == rows[file]["id"]


@pytest.mark.parametrize("file", LETTERS)
def test_every_link_goes_where_it_should(file: str, rows: dict[str, dict[str, Any]]) -> None:
    def told(cited: dict[str, Any]) -> tuple[str | None, str | None, str | None, str]:
        return (cited["number"], cited["date"], cited["target"], cited["relation"])

    wanted = {
        (
            cited["number"],
            cited["date"],
            rows[cited["target"]]["id"] if cited["target"] else None,
            cited["relation"],
        )
        for cited in LETTERS[file]["references"]
    }
    assert {told(cited) for cited in rows[file]["references"]} == wanted
    for cited in rows[file]["references"]:
        assert cited["state"] == ("resolved" if cited["target"] else "missing")
        assert cited["confidence"] >= 0.7 if cited["target"] else cited["confidence"] == 0


def test_statuses_tell_what_later_letters_did(rows: dict[str, dict[str, Any]]) -> None:
    assert {file: rows[file]["status"] for file in EXPECTED["statuses"]} == EXPECTED["statuses"]


def test_missing_letters_are_listed_most_cited_first(sample: Archive) -> None:
    listed = sample.missing()
    assert [letter.count for letter in listed] == sorted((letter.count for letter in listed), reverse=True)
    assert {(letter.number, letter.date, letter.count) for letter in listed} == {
        (letter["number"], letter["date"], letter["cited_by"]) for letter in EXPECTED["missing"]
    }
    assert all(letter.spellings and letter.issuer for letter in listed)


def test_the_cycle_is_found_once(sample: Archive, rows: dict[str, dict[str, Any]]) -> None:
    wanted = [sorted(rows[file]["id"] for file in cycle) for cycle in EXPECTED["cycles"]]
    assert [sorted(cycle) for cycle in sample.trace("ว 1108").cycles] == wanted


def test_the_contract_of_the_export_is_kept(sample: Archive) -> None:
    parse_keys = [
        "file", "part", "kind", "number", "number_partial", "date", "subject", "to", "from", "urgency", "secrecy",
        "references", "other_citations", "attachments", "contacts", "signer", "position", "acting", "cc", "registry",
        "parent", "events", "body", "evidence",
    ]  # fmt: skip
    exported = list(sample.export())
    assert [row["id"] for row in exported] == sorted(row["id"] for row in exported)
    for row in exported:
        assert set(row) == {*parse_keys, "id", "status", "status_by", "copies", "corrections"}
        for cited in row["references"]:
            assert set(cited) >= {"number", "relation", "text", "state", "target", "confidence"}
        json.dumps(row)


def test_an_export_may_be_narrowed_by_a_query(sample: Archive) -> None:
    some = list(sample.export("ไฟป่า"))
    assert 0 < len(some) < len(LETTERS)
    assert {row["id"] for row in some} == {hit.id for hit in sample.search("ไฟป่า", limit=100).hits}


def test_search_shows_the_status_of_today(sample: Archive) -> None:
    hit = next(hit for hit in sample.search("ว2085").hits if hit.number == "มท 0617/ว 2085")
    assert hit.status == "replaced"


def test_a_chain_of_seven_is_traced_to_the_letter_that_is_not_there(sample: Archive) -> None:
    trace = sample.trace("นน 53501/94", direction="cites")
    numbers = {letter.number: letter for letter in trace.letters}
    assert numbers["มท 0820.2/ว 3348"].in_archive is False
    assert numbers["มท 0820.2/ว 3348"].id.startswith("missing:")
    node, steps = trace.as_tree(), 0
    while node.children:
        node, steps = node.children[0], steps + 1
    assert steps == 5
    assert node.letter.number == "มท 0820.2/ว 3348"
    shallow = sample.trace("นน 53501/94", direction="cites", depth=1)
    assert {letter.number for letter in shallow.letters} == {"นน 53501/94", "นน 0023.3/2688"}


def test_a_trace_is_the_object_of_the_contract(sample: Archive) -> None:
    trace = sample.trace("ว611").as_json()
    assert list(trace) == ["root", "letters", "links", "cycles"]
    ids = {letter["id"] for letter in trace["letters"]}
    assert set(trace["letters"][0]) == {"id", "number", "date", "subject", "status", "in_archive"}
    for link in trace["links"]:
        assert set(link) == {"from", "to", "relation", "state", "confidence", "text"}
        assert {link["from"], link["to"]} <= ids


def test_a_letter_that_is_only_cited_can_be_traced_by_its_number(sample: Archive) -> None:
    trace = sample.trace("ว3348")
    assert trace.root.startswith("missing:")
    assert len([link for link in trace.links if link.target == trace.root]) == 3
    assert sample.trace(trace.root).letters == trace.letters


def test_figures(sample: Archive) -> None:
    stats = sample.stats()
    assert (stats.letters, stats.copies, stats.not_letters, stats.missing) == (39, 4, 1, 3)
    assert sum(stats.kinds.values()) == sum(stats.statuses.values()) == 39
    assert stats.references["missing"] == 7
    assert stats.index_bytes > 0
    assert stats.catalogue_bytes > 0
    json.dumps(stats.as_json())


def test_suggestions(sample: Archive) -> None:
    assert "มท 0816.4/ว 1127" in sample.suggest("ว112")
