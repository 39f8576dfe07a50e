"""The speed benches, on so few letters that they only show that they measure what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench import growth, search_speed
from bench.corpus import entries, letters
from bench.search_queries import asked_of
from index import ENGINES, parse_query

if TYPE_CHECKING:
    from pathlib import Path


def test_generated_letters_are_the_same_every_time_and_no_two_alike() -> None:
    one, other = (list(entries(40)) for _ in range(2))
    assert one == other
    assert len({entry.text for entry in one}) == len({entry.number for entry in one}) == 40
    assert any(entry.cited for entry in one)
    assert [letter.number for letter in letters(40)] == [entry.number for entry in one]


def test_every_kind_of_search_is_asked_and_can_be_parsed() -> None:
    asked = asked_of(entries(200))
    assert len({one.kind for one in asked}) == 11
    for one in asked:
        parse_query(one.typed)


@pytest.mark.parametrize("name", ENGINES)
def test_an_index_does_not_grow_by_being_updated(name: str) -> None:
    assert growth.measure(name, 150, 10).ratio <= 1.3


def test_all_engines_are_filled_searched_and_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_speed, "RUNS", 1)
    monkeypatch.setattr("bench.search_queries.OF_A_KIND", 3)
    for _ in range(2):  # the second time what is there is used again
        monkeypatch.setattr("sys.argv", ["search_speed", "--letters", "60", "--keep", str(tmp_path)])
        search_speed.main()
        printed = capsys.readouterr().out
        for name in ("ours on whoosh", "ours on tantivy", "stock Whoosh", "SQLite FTS5", "bare tantivy"):
            assert name in printed
        assert "DIFFER" not in printed
        assert printed.count("totals and counts equal") >= 8
