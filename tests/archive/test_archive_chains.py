"""Chains of letters labelled by hand: every link leads where a clerk says, whatever order the files come in."""

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

from archive import Archive, workers
from archive.originals import Originals
from bench.linking import Score, chain_folders, labels_of, score_chain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from archive.reading import Reading, Task

FOLDERS = chain_folders()
TURNED = (
    "02_bid_security",
    "03_flood_orders",
    "06_pest_every_year",
    "12_boat_copies",
    "17_number_given_twice",
)
"""Chains with copies, conflicts, ambiguous and missing letters, whose files are imported in any order."""


def _archive_of(batches: Iterable[Sequence[Path]], top: str) -> Archive:
    archive = Archive.open(Path(top) / "archive", create=True)
    for batch in batches:
        assert not archive.import_(batch).failed
    return archive


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_links_and_statuses_are_as_labelled(folder: Path, here: None, tmp_path: Path) -> None:
    score = Score()
    with _archive_of([sorted(folder.glob("*.txt"))], str(tmp_path)) as archive:
        score_chain(score, folder, archive)
    assert not score.errors
    assert score.passes
    assert score.letters


def test_a_near_chain_is_the_deepest_that_has_no_more_letters_than_wanted(here: None, tmp_path: Path) -> None:
    folder = max(FOLDERS, key=lambda folder: len(list(folder.glob("*.txt"))))
    with _archive_of([sorted(folder.glob("*.txt"))], str(tmp_path)) as archive:
        met = archive.trace(next(row["id"] for row in archive.export())).letters
        for letter in met:
            whole = archive.trace(letter.id)
            chains = [archive.trace(letter.id, depth=depth) for depth in range(1, 10)]
            for most in range(1, len(whole.letters) + 2):
                near = archive.near_chain(letter.id, most=most)
                short = [chain for chain in chains if len(chain.letters) <= most] or chains[:1]
                assert near.letters == short[-1].letters
                assert near.links == short[-1].links
                assert (near.depth is None) == (near.letters == whole.letters and near.links == whole.links)


def test_the_labels_cover_what_happens_between_letters() -> None:
    letters = [each for folder in FOLDERS for each in labels_of(folder).values()]
    cited = [each for letter in letters for each in letter.get("references", ())]
    assert len(FOLDERS) >= 14
    assert len(letters) >= 70
    assert {each["relation"] for each in cited} == {"cancels", "replaces", "amends", "supplements", "cites"}
    assert {each["state"] for each in cited} == {"resolved", "ambiguous", "missing"}
    assert {"in_force", "cancelled", "replaced", "amended", "supplemented", "unknown"} == {
        letter["status"] for letter in letters if "status" in letter
    }


def test_every_file_is_labelled() -> None:
    for folder in FOLDERS:
        assert {path.name for path in folder.glob("*.txt")} == set(labels_of(folder)), folder.name


def test_a_wrong_link_is_told(here: None, tmp_path: Path) -> None:
    folder = next(folder for folder in FOLDERS if folder.name == "01_canal_trees")
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    labels["letters"]["02_passed_on.txt"]["references"][0]["target"] = "05_namesake.txt"
    labels["letters"]["01_first.txt"]["status"] = "in_force"
    copied = tmp_path / "chain"
    copied.mkdir()
    for path in folder.glob("*.txt"):
        (copied / path.name).write_text(path.read_text("utf-8"), "utf-8")
    (copied / "labels.json").write_text(json.dumps(labels), "utf-8")
    score = Score()
    with _archive_of([sorted(copied.glob("*.txt"))], str(tmp_path)) as archive:
        score_chain(score, copied, archive)
    assert not score.passes
    assert (score.links.wrong, score.links.missed, score.statuses.wrong) == (1, 1, 1)
    assert any("02_passed_on.txt" in error and "05_namesake.txt" in error for error in score.errors)


@pytest.fixture(scope="module")
def read_once() -> Iterator[None]:
    """Imports read each content a single time, in this process."""
    known: dict[str, Reading] = {}

    def run(function: Callable[[Task], Reading], items: Iterable[Task], **options: object) -> Iterator[Any]:
        for task in items:
            if task.sha256 in known:
                Originals(Path(task.store)).store(task.path, task.sha256)
                yield workers.Outcome(task, "ok", 0.0, value=known[task.sha256])
            else:
                for outcome in run_here(function, [task], **options):
                    known[task.sha256] = outcome.value
                    yield outcome

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "run", run)
        yield


@pytest.fixture(scope="module")
def wanted(read_once: None) -> dict[str, object]:
    return {name: _told_of(name, [_files(name)]) for name in TURNED}


def _files(name: str) -> list[Path]:
    return sorted(next(folder for folder in FOLDERS if folder.name == name).glob("*.txt"))


def _told_of(name: str, batches: Iterable[Sequence[Path]]) -> object:
    """All that an archive tells of a chain: letters, copies, links, candidates, statuses, what is missing."""
    with tempfile.TemporaryDirectory() as top, _archive_of(batches, top) as archive:
        rows = list(archive.export())
        records = [archive.letter(row["id"]) for row in rows]
        told = [
            ([each.id for each in record.status_by], [[each.id for each in cited.candidates] for cited in record.references])
            for record in records
        ]  # fmt: skip
        return rows, told, [absent.as_json() for absent in archive.missing()]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_order_and_no_split_of_a_chain_changes_a_link(
    wanted: dict[str, object], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(TURNED))
    files = data.draw(st.permutations(_files(name)))
    cuts = data.draw(st.sets(st.integers(1, len(files) - 1), max_size=3))
    edges = [0, *sorted(cuts), len(files)]
    batches = [files[start:end] for start, end in pairwise(edges)]
    assert _told_of(name, batches) == wanted[name]
