"""The same letters give the same archive, whatever order and however many imports they came in."""

from __future__ import annotations

import json
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import run_here
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import CHAIN, Office, cite, letter

from archive import Archive, workers

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXTS = {
    **CHAIN,
    # a copy of the first that lost its last lines, and a letter that bears the first's number and day
    "copy": CHAIN["first"].replace("โทร. 0 2000 0123\n", ""),
    "twin": letter("มท 0816.3/ว 2201", "2020-08-03", "การซ่อมสะพานไม้", body="ขอให้จังหวัดสำรวจสะพานไม้ข้ามคลองทุกแห่ง"),
    # one that cites without a date while the number came back, and one whose citation is misread
    "undated": letter(
        "พย 0023.3/77", "2022-01-10", "ขอทราบแนวทาง", refers=(cite("มท 0816.3/ว 1750"),), sender="จังหวัดพะเยา"
    ),
    "misread": letter(
        "พย 0023.3/1020",
        "2020-12-01",
        "ติดตามการดูแลต้นไม้",
        refers=(cite("มท 0816.3/ว 2201", "2020-08-05"), cite("มท 0816.3/ว 99", "2019-01-16")),
        sender="จังหวัดพะเยา",
    ),
}  # fmt: skip


def _archive_of(batches: Sequence[Sequence[str]]) -> tuple[list[dict[str, Any]], object]:
    """The export and the other lists of an archive that took in ``batches`` one after the other."""
    with tempfile.TemporaryDirectory() as top, pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "run", run_here)
        office = Office(Path(top) / "letters")
        paths = {name: office.put(f"{name}.txt", text) for name, text in TEXTS.items()}
        with Archive.open(Path(top) / "archive", create=True) as archive:
            for batch in batches:
                archive.import_([paths[name] for name in batch])
            rows = json.loads(json.dumps(list(archive.export())).replace(json.dumps(top)[1:-1], ""))
            absent = [letter.as_json() for letter in archive.missing()]
            candidates = [
                (
                    row["id"],
                    [
                        [each.id for each in cited.candidates]
                        for cited in archive.letter(row["id"]).references
                    ],
                )
                for row in rows
            ]
            hits = [(hit.id, hit.status) for hit in archive.search("ดูแล", sort="date", limit=100).hits]
            return rows, (absent, candidates, sorted(hits))


@pytest.fixture(scope="module")
def wanted() -> tuple[list[dict[str, Any]], object]:
    return _archive_of([list(TEXTS)])


def test_the_letters_of_this_test_meet_every_case(wanted: tuple[list[dict[str, Any]], object]) -> None:
    states = [cited["state"] for row in wanted[0] for cited in row["references"]]
    assert {"resolved", "ambiguous", "missing"} <= set(states)
    assert {"amended", "cancelled", "in_force"} & {row["status"] for row in wanted[0]} >= {
        "cancelled",
        "in_force",
    }
    assert any(len(row["copies"]) == 2 for row in wanted[0])


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(order=st.permutations(list(TEXTS)), cuts=st.sets(st.integers(1, len(TEXTS) - 1), max_size=4))
def test_no_order_and_no_split_leaves_a_trace(
    wanted: tuple[list[dict[str, Any]], object], order: list[str], cuts: set[int]
) -> None:
    edges = [0, *sorted(cuts), len(order)]
    batches = [order[start:end] for start, end in pairwise(edges)]
    assert _archive_of(batches) == wanted


def test_one_by_one_backwards_is_the_same_too(wanted: tuple[list[dict[str, Any]], object]) -> None:
    assert _archive_of([[name] for name in reversed(TEXTS)]) == wanted
