"""The tantivy index on disk: damage, killed writers, readers beside a writer, growth; what its fields hold."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import index
from index import Entry, analysis, documents, open_engine, parse_query, tantivy_schema
from index.tantivy_engine import TantivyEngine
from parsers.errors import ExitCode, MissingProgram

from .conftest import LETTERS, stocked

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A folder with an index of the shared letters."""
    return stocked(tmp_path / "index", "tantivy")


def total(engine: TantivyEngine, typed: str = "") -> int:
    return engine.search(parse_query(typed)).total


def test_without_its_package_the_fault_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    monkeypatch.setattr(index, "find_spec", lambda name: None)
    with pytest.raises(MissingProgram, match=r"pip install 'saraban\[tantivy\]'") as raised:
        open_engine(path, name="tantivy")
    assert raised.value.code == "no-engine-package"
    assert raised.value.exit_code == ExitCode.PROGRAM_MISSING


READ = """
import sys, pathlib
from index import open_engine, parse_query
from parsers.errors import ArchiveError
for path in sys.argv[1:]:
    try:
        engine = open_engine(pathlib.Path(path), name="tantivy")
        for typed in ("ราชการ", "", '"คณะกรรมการตรวจรับ"', "ประชุ*", "after:2022-01-01"):
            engine.search(parse_query(typed))
        list(engine.ids())
    except ArchiveError as fault:
        print(fault.code, flush=True)
    else:
        print("read", path, flush=True)
"""
FILES = ("meta.json", "saraban-index.json", "*.idx", "*.term", "*.pos", "*.store", "*.fast")


@pytest.mark.parametrize("how", ["cut", "empty", "gone", "rubbish"])
def test_damage_is_a_fault_with_a_remedy(path: Path, tmp_path: Path, how: str) -> None:
    copies = []
    for number, pattern in enumerate(FILES):
        copies.append(shutil.copytree(path, tmp_path / str(number)))
        (file,) = copies[-1].glob(pattern)
        whole = file.read_bytes()
        damaged = {"cut": whole[: len(whole) // 2], "empty": b"", "rubbish": b"\xff" * len(whole)}
        file.unlink() if how == "gone" else file.write_bytes(damaged[how])
    # In a process of its own: what is wrong with a mapped file may end it.
    command = [sys.executable, "-c", READ, *map(str, copies)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["index-damaged"] * len(FILES)), done.stderr


def test_a_writer_that_was_killed_leaves_neither_lock_nor_half_a_commit(path: Path) -> None:
    code = (
        "import os, pathlib, signal, sys\n"
        "from index import Entry, open_engine\n"
        f"engine = open_engine(pathlib.Path({str(path)!r}), name='tantivy')\n"
        "engine.add([Entry(id=f'n{n}', kind='news', text='ข่าว') for n in range(50)])\n"
        "from index import tantivy_schema\n"
        "real, made = tantivy_schema.row, []\n"
        "def row(document):\n"
        "    made.append(document)\n"
        "    if len(made) == 20: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(document)\n"
        "tantivy_schema.row = row\n"
        "engine.commit()\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    with TantivyEngine.open(path) as engine:
        assert total(engine) == 5
        engine.add([Entry(id="new", kind="news")])
        engine.commit()
        assert total(engine) == 6


def test_many_small_commits_merge_without_loss_and_without_growing(path: Path) -> None:
    with TantivyEngine.open(path) as engine:
        for round_ in range(30):
            engine.add([Entry(id=f"n{number}", kind="news", text=f"ข่าวที่ {round_}") for number in range(4)])
            engine.delete([f"n{round_ % 3}"])
            engine.commit()
        assert sorted(engine.ids()) == sorted({"n3", "n0", "n1"} | {letter.id for letter in LETTERS})
        assert total(engine, '"ข่าวที่ 29"') == 3
    assert len(list(path.glob("*.store"))) <= 10


def test_of_equal_letters_the_newest_comes_first_whatever_commit_brought_it(tmp_path: Path) -> None:
    days = ("2021-05-04", "2023-01-02", "2020-02", "2022-12-31", "2019-01-01")
    with TantivyEngine.open(tmp_path / "index", create=True) as engine:
        for day in days:
            engine.add([Entry(id=day, kind="other", date=day, text="ช้าง")])
            engine.commit()
        for typed in ("ช้าง", "kind:other"):
            hits = engine.search(parse_query(typed)).hits
            assert [hit.id for hit in hits] == sorted(days, reverse=True)
            assert len({hit.score for hit in hits}) == 1


def test_deep_pages_and_dates_carry_scores(path: Path) -> None:
    with TantivyEngine.open(path) as engine:
        best = {hit.id: hit.score for hit in engine.search(parse_query("การ")).hits}
        assert len(best) > 2
        dated = engine.search(parse_query("การ"), sort="date").hits
        assert {hit.id: hit.score for hit in dated} == pytest.approx(best, rel=0.001)
        assert engine.search(parse_query("การ"), offset=100).hits == ()
        assert engine.search(parse_query("การ"), limit=1 << 30).total == len(best)


@pytest.mark.parametrize("typed", ["านวณ", "ือเวียน", "ารจั*", "subject:ารจัด"])
def test_a_word_typed_from_the_middle_of_a_cluster_is_found_as_by_the_other_engine(
    path: Path, tmp_path: Path, typed: str
) -> None:
    with TantivyEngine.open(path) as engine, open_engine(tmp_path / "other", create=True) as other:  # type: ignore[attr-defined]
        other.add(LETTERS)
        other.commit()
        found, wanted = (each.search(parse_query(typed)) for each in (engine, other))
        assert {hit.id for hit in found.hits} == {hit.id for hit in wanted.hits}


READ_ONLY = """
import os, pathlib, sys
from index import dictionary, engine, open_engine, parse_query, tantivy_engine
path = pathlib.Path(sys.argv[1])
with open_engine(path, name="tantivy") as opened:  # everything is imported before rights are given up
    opened.search(parse_query("ประชุม พัสดุ"))
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
assert not os.access(path, os.W_OK)
with open_engine(path, name="tantivy") as opened:
    print(opened.search(parse_query("ราชการ")).total, len(list(opened.ids())))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
def test_who_may_only_read_searches_all_the_same(path: Path) -> None:
    for folder in [*path.parents][:3]:  # pytest keeps its folders to their owner
        folder.chmod(0o755)
    path.chmod(0o555)
    try:
        command = [sys.executable, "-c", READ_ONLY, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    finally:
        path.chmod(0o755)
    assert done.stdout.split() == ["2", "5"], done.stderr


def test_clusters_are_cut_where_a_word_may_begin_and_end() -> None:
    letters = analysis.squeezed("เครื่องใช้ 5 น้ำ")
    found = analysis.clusters(letters)
    assert "".join(found).encode("cp874") == letters
    ends = [sum(map(len, found[: at + 1])) for at in range(len(found))]
    assert all(analysis.whole(letters, start, end) for start, end in zip([0, *ends], ends, strict=False))


def test_whole_words_are_told_from_parts() -> None:
    entry = Entry(id="a", kind="other", text="ข้าราชการ ราชการ")
    found = documents.document(entry).terms["text"]
    assert {text: tantivy_schema.times_whole(found[text]) for text in ("ข้าราชการ", "ราชการ", "การ")} == {
        "ข้าราชการ": 1,
        "ราชการ": 1,
        "การ": 0,
    }
