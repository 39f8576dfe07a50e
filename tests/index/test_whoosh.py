"""The embedded index on disk: damage, segments, and what a search costs to start."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index import Entry, open_engine, parse_query
from index.whoosh_engine import WhooshEngine
from index.whoosh_kept import Kept
from index.whoosh_mapped import MappedStorage
from index.whoosh_places import counted, decoded, in_both
from index.whoosh_schema import encode_places
from parsers.errors import ArchiveError, UsageError

from .conftest import stocked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A folder with an index of the shared letters."""
    return stocked(tmp_path / "index", "whoosh")


def total(engine: WhooshEngine, typed: str = "") -> int:
    return engine.search(parse_query(typed)).total


def read_all(path: Path) -> None:
    with WhooshEngine.open(path) as engine:
        engine.search(parse_query("ราชการ"))
        list(engine.ids())


# Whoosh leaves files of a damaged index open until they are collected.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("pattern", ["*.toc", "*.seg", "*.json"])
@pytest.mark.parametrize("how", ["cut", "empty", "gone", "rubbish"])
def test_damage_never_shows_a_traceback(path: Path, pattern: str, how: str) -> None:
    for file in path.glob(pattern):
        whole = file.read_bytes()
        damaged = {"cut": whole[: len(whole) // 2], "empty": b"", "rubbish": b"\xff" * len(whole)}
        file.unlink() if how == "gone" else file.write_bytes(damaged[how])
    with pytest.raises(ArchiveError, match="saraban reindex") as raised:
        read_all(path)
    assert raised.value.code == "index-damaged"
    del raised
    gc.collect()


def test_many_small_commits_merge_without_loss(path: Path) -> None:
    with WhooshEngine.open(path) as engine:
        for round_ in range(12):
            engine.add(
                [Entry(id=f"n{number}", kind="news", text=f"ข่าวที่ {round_}") for number in range(round_ + 1)]
            )
            engine.delete([f"n{round_ - 3}"])
            engine.commit()
        assert total(engine, "kind:news") == len({hit for hit in engine.ids() if hit.startswith("n")})
        assert sorted(engine.ids()) == sorted({*engine.ids()})
        assert total(engine, '"ข่าวที่ 11"') == total(engine, "ข่าว -ราชการ") == 11
        assert total(engine) == 5 + 11


def test_letters_are_skipped_to_in_every_segment_and_past_those_taken_out(tmp_path: Path) -> None:
    with WhooshEngine.open(tmp_path / "index", create=True) as engine:
        texts = {
            f"n{number}": "ประชุม เรื่อง ต้นไม้" + (" กระบือ" if number % 20 == 7 else "") for number in range(200)
        }
        for first in (0, 90):
            some = list(texts)[first : first + 110 if first else 90]
            engine.add([Entry(id=id_, kind="news", text=texts[id_]) for id_ in some])
            engine.commit()
        for gone in ((), ("n7", "n107", "n199")):
            engine.delete(gone)
            engine.commit()
            wanted = {id_ for id_, text in texts.items() if "กระบือ" in text and id_ not in gone}
            for typed in ("ประชุม กระบือ", "กระบือ ประชุม", '"ต้นไม้ กระบือ"', "kind:news ต้นไม้ กระบือ"):
                hits = engine.search(parse_query(typed), limit=50).hits
                assert {hit.id for hit in hits} == wanted
                assert len({hit.score for hit in hits}) == 1


_POSITIONS = ([0], [65535], [70000], [0, 1, 2], [5, 65600, 200000], [3, 3])


@pytest.mark.parametrize("positions", [*((one,) for one in _POSITIONS), _POSITIONS, _POSITIONS[::-1]])
def test_places_come_back(positions: Sequence[list[int]]) -> None:
    numbers = range(3, 3 + len(positions))
    found = decoded(numbers, [encode_places(some) for some in positions])
    expected = [
        (number, place) for number, some in zip(numbers, positions, strict=True) for place in set(some)
    ]
    assert [divmod(int(place), 2**32) for place in found] == sorted(expected)


def test_words_that_follow_each_other_are_counted_by_letter() -> None:
    one = decoded([1, 4, 9], [encode_places(some) for some in ([0, 5, 70000], [2], [1])])
    other = decoded([4, 9, 12], [encode_places(some) for some in ([3, 4], [1, 2], [0])])
    numbers, counts = counted(in_both(one, other - 1))
    assert dict(zip(numbers.tolist(), counts.tolist(), strict=True)) == {4: 1.0, 9: 1.0}
    assert [len(part) for part in counted(in_both(one, other[:0]))] == [0, 0]
    assert len(decoded([], [])) == 0


def test_an_unknown_engine_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="whoosh tantivy"):
        open_engine(tmp_path, name="lucene")


def test_the_door_is_cheap_and_a_known_word_needs_no_segmenter(path: Path) -> None:
    code = (
        "import sys, pathlib, index\n"
        "heavy = {'whoosh', 'nlpo3', 'pythainlp', 'index.query_parser', 'index.analysis'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        f"engine = index.open_engine(pathlib.Path({str(path)!r}))\n"
        "assert engine.search(index.parse_query('ราชการ ว620')).total\n"
        "assert 'nlpo3' not in sys.modules and 'pythainlp' not in sys.modules\n"
        "assert 'whoosh.qparser' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_arrays_used_last_are_kept_up_to_so_many_bytes() -> None:
    made: list[str] = []

    def array_of(name: str, size: int) -> Callable[[], tuple[NDArray[np.uint8]]]:
        def make() -> tuple[NDArray[np.uint8]]:
            made.append(name)
            return (np.zeros(size, np.uint8),)

        return make

    kept = Kept(most=4000)
    for name in ("one", "two", "one", "three", "two", "one"):
        kept.get(name, array_of(name, 1000))
    assert made == ["one", "two", "three", "two", "one"]
    for _ in range(2):
        kept.get("large", array_of("large", 4001))  # nothing else is given up for what does not fit
    assert made[5:] == ["large", "large"]
    assert "one" in kept


def test_threads_that_read_the_same_state_share_what_they_worked_out(path: Path) -> None:
    with WhooshEngine.open(path) as one, WhooshEngine.open(path) as other:
        total(one, "ราชการ")
        total(other)
        shared = one._current()._kept
        assert other._current()._kept is shared
        assert ("weights", "text", "ราชการ") in shared
        one.delete(["quota"])
        one.commit()
        assert total(one, "ราชการ") == total(other, "ราชการ") == 1
        assert one._current()._kept is other._current()._kept is not shared


def test_a_part_of_a_mapped_segment_reads_as_a_file(path: Path) -> None:
    (segment,) = path.glob("*.seg")
    bytes_ = segment.read_bytes()[2:7]
    with MappedStorage(path).open_file(segment.name) as whole:
        part = whole.subset(2, 5)
        assert part.read() == part.get(0, 5) == bytes_
        assert part.seek(-2, 2) == 3
        assert (part.read(1), part.tell(), part.read(9), part.read(1)) == (bytes_[3:4], 4, bytes_[4:], b"")
        part.close()
