"""How a Whoosh index is kept in few segments: what a clerk waits for a commit, and how much room old copies take."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from index import Entry, parse_query
from index.whoosh_engine import WhooshEngine
from index.whoosh_merging import TIER, WHOLE, Size, chosen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Pile:
    """Segments as a row of commits leaves them; ``work`` is how many letters each commit merged."""

    def __init__(self) -> None:
        self.sizes: list[Size] = []
        self.work: list[int] = []

    def commit(self, new: int, replaced: int = 0, chance: random.Random | None = None) -> None:
        """Bring ``new`` letters, of which ``replaced`` are in the pile already, anywhere in it."""
        for _ in range(replaced):
            assert chance
            place = chance.choices(range(len(self.sizes)), [size.left for size in self.sizes])[0]
            self.sizes[place] = Size(self.sizes[place].held, self.sizes[place].gone + 1)
        merged = chosen(self.sizes, new)
        self.work.append(sum(self.sizes[place].left for place in merged))
        rest = [size for place, size in enumerate(self.sizes) if place not in merged]
        held = new + self.work[-1]
        self.sizes = [*rest, Size(held)] if held else rest

    @property
    def left(self) -> int:
        return sum(size.left for size in self.sizes)

    @property
    def held(self) -> int:
        return sum(size.held for size in self.sizes)


def test_an_import_of_many_letters_merges_none_of_them() -> None:
    pile = Pile()
    for _ in range(50):
        pile.commit(2000)
    pile.commit(1)
    assert not any(pile.work)
    assert len(pile.sizes) == 51


def test_letters_one_by_one_are_merged_once_a_tier_and_mostly_a_few() -> None:
    pile = Pile()
    for _ in range(5000):
        pile.commit(1)
        assert len(pile.sizes) <= 4 * TIER
    assert pile.left == pile.held == 5000
    assert sum(pile.work) <= 5000 * 5
    assert sorted(pile.work)[int(0.98 * len(pile.work))] < TIER**2
    assert max(pile.work) <= 2 * WHOLE


@pytest.mark.parametrize("daily", [3, 40, 150, 600, 1900, 2500])
def test_segments_stay_few_whatever_an_office_imports_a_day(daily: int) -> None:
    pile = Pile()
    for _ in range(100_000 // daily):
        pile.commit(daily)
        assert len(pile.sizes) <= 4 * TIER + pile.left // WHOLE
        assert pile.work[-1] <= 2 * WHOLE
    assert sum(pile.work) <= 5 * pile.left


def test_what_was_replaced_takes_a_fifth_of_the_room_at_most() -> None:
    chance, pile = random.Random(1), Pile()
    for _ in range(10):
        pile.commit(2000)
    for _ in range(6000):
        pile.commit(1, 1, chance)
        assert pile.held <= 1.2 * pile.left + TIER
    assert pile.left == 20_000
    assert max(pile.work) <= 3 * WHOLE


def test_an_archive_read_anew_does_not_double() -> None:
    chance, pile = random.Random(2), Pile()
    for _ in range(20):
        pile.commit(2000)
    for _ in range(30):
        pile.commit(2000, 2000, chance)
        assert pile.held <= 1.6 * pile.left


@pytest.mark.parametrize(
    ("sizes", "new", "merged"),
    [
        ([], 1, []),
        ([Size(3, 3)], 0, [0]),  # nothing is left of it
        ([Size(1)] * 6, 1, []),
        ([Size(1)] * 7, 1, range(7)),
        ([*[Size(1)] * 7, *[Size(9)] * 7], 1, range(14)),  # what the ones become fills the next tier
        ([*[Size(1)] * 7, *[Size(9)] * 6], 1, range(7)),
        ([Size(5), *[Size(20)] * 8], 1, range(9)),  # what is smaller comes along
        ([Size(2000)] * 40, 2000, []),
        ([Size(100, 15), Size(100, 16)], 1, [1]),
        # Not all that is worn at once.
        ([Size(2000, 500), Size(2000, 900), Size(2000, 700), Size(2000, 600)], 1, [1]),
        ([Size(2000, 500), Size(2000, 900), Size(2000, 700), Size(2000, 600)], 1300, [1, 2]),
        ([Size(90_000, 30_000), Size(100, 30)], 1, [0]),
    ],
)
def test_what_a_commit_merges(sizes: Sequence[Size], new: int, merged: Sequence[int]) -> None:
    assert chosen(sizes, new) == set(merged)


def test_letters_added_one_by_one_and_taken_out_leave_few_files_and_are_all_found(tmp_path: Path) -> None:
    with WhooshEngine.open(tmp_path, create=True) as engine:
        for number in range(70):
            engine.add([Entry(id=f"n{number}", kind="news", text=f"ข่าวที่ {number}")])
            engine.delete([f"n{number - 40}"])
            engine.commit()
        assert sorted(engine.ids()) == sorted(f"n{number}" for number in range(30, 70))
        assert engine.search(parse_query('"ข่าวที่ 69"')).total == 1
        assert len(list(tmp_path.glob("*.seg"))) <= 2 * TIER
        assert len(list(tmp_path.glob("*.grams"))) == len(list(tmp_path.glob("*.seg")))
        engine.delete(list(engine.ids()))
        engine.commit()
        assert engine.search(parse_query("")).total == 0
    assert not list(tmp_path.glob("*.seg"))


def test_a_table_that_a_killed_commit_left_unmade_is_made_by_the_next(tmp_path: Path) -> None:
    with WhooshEngine.open(tmp_path, create=True) as engine:
        for number in range(3):
            engine.add([Entry(id=f"n{number}", kind="news", text=f"ข่าวที่ {number}")])
            engine.commit()
            for table in tmp_path.glob("*.grams"):
                table.unlink()
        assert engine.search(parse_query("ข่าวที่")).total == 3
        engine.delete(["n0"])
        engine.commit()
    assert {path.stem for path in tmp_path.glob("*.grams")} == {path.stem for path in tmp_path.glob("*.seg")}
    assert len(list(tmp_path.glob("*.seg"))) == 2
