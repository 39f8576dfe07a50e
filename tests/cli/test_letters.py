"""``show``, ``trace``, ``missing``, ``export``, ``stats`` over the sample letters."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from .conftest import SAMPLE

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Terminal

RULING = "กค 0405.4/21546"
GUIDELINE = "กค (กวจ) 0405.2/ว 84"


@pytest.mark.parametrize(
    "typed", ["show กค(กวจ)0405.2/ว84", "show ว ๘๔", "show ว84", "show 'กค (กวจ) 0405.2/ว 84'"]
)
def test_show_a_letter_by_any_spelling_of_its_number(sample: Terminal, typed: str) -> None:
    assert sample.types(f"{typed} --lang th").out.startswith(f"{GUIDELINE}  14 ก.พ. 2565  ถูกแก้ไข\n")


def test_show_tells_all_that_is_known(sample: Terminal) -> None:
    seen = sample.types("show ว611 --lang th").out
    for expected in ("จาก", "กรมส่งเสริมการปกครองท้องถิ่น", "ซักซ้อม/เพิ่มเติม  พบในคลัง", "ไม่มีในคลัง", "ถูกอ้างโดย"):
        assert expected in seen
    assert ".docx" in seen
    assert "มท 0816.4/ว 611 2023-02-15" in sample.types("show ว1127").out  # who supplemented it


def test_show_as_json_is_the_object_of_export(sample: Terminal) -> None:
    shown = sample.types("show ว84 --format json").json
    exported = {letter["id"]: letter for letter in sample.types("export").lines}
    standing = shown.pop("standing")
    assert shown == exported[shown["id"]]
    assert (standing["status"], standing["status_by"]) == (shown["status"], shown["status_by"])
    shown["standing"] = standing
    assert sample.types("show", shown["id"], "--format", "json").json == shown


def test_a_name_of_two_letters_lists_both(sample: Terminal) -> None:
    seen = sample.types("show ว9", code=5)
    listed = [line.split() for line in seen.err.splitlines() if line.startswith("  ")]
    assert len(listed) == 2
    for words in listed:
        assert sample.types("show --format json", words[0]).json["number"] == "มท 0808.2/ว 9"
    assert sample.types("show ว9 2566 --format json").json["date"] == "2023-01-06"


def test_a_letter_that_is_not_there(sample: Terminal) -> None:
    for command in ("show", "trace"):
        assert "ว99999" in sample.types(f"{command} ว99999", code=5).err


def test_trace_draws_the_chain(sample: Terminal) -> None:
    seen = sample.types(f"trace '{RULING}' --direction cites --lang th").out
    lines = seen.splitlines()
    assert lines[0] == f"{RULING}  6 มิ.ย. 2566  ใช้อยู่"
    depths = {line.strip("|`+- ").split("  ")[0]: len(line) - len(line.lstrip("|`+- ")) for line in lines}
    chain = ["นน 0023.5/1877", "นน 53501/402", "นน 0023.5/ว 1302", "กค 0405.4/ว 118"]
    assert [depths[number] for number in chain] == sorted(depths[number] for number in chain)
    assert f"แก้ไข {GUIDELINE}  14 ก.พ. 2565  ถูกแก้ไข" in seen
    assert "แสดงข้างบนแล้ว" in seen
    assert not set(seen) & set("├└│─")  # a pipe gets bare characters


def test_trace_stops_at_a_cycle_and_says_so(sample: Terminal) -> None:
    seen = sample.types("trace ว1108").out
    assert "a cycle" in seen
    assert "นน 0023.2/ว 1108  2023-03-03 → นน 0023.2/ว 1109  2023-03-03 → นน 0023.2/ว 1108" in seen


def test_trace_names_what_is_missing(sample: Terminal) -> None:
    assert "มท 0820.2/ว 3348  11 พ.ย. 2563  ไม่มีในคลัง" in sample.types("trace ว1127 --lang th").out


def test_trace_as_data(sample: Terminal, tmp_path: Path) -> None:
    traced = sample.types(f"trace '{RULING}' --direction cites --format json").json
    assert list(traced) == ["root", "letters", "links", "cycles"]
    assert len(traced["letters"]) >= 6
    rows = list(
        csv.DictReader(io.StringIO(sample.types(f"trace '{RULING}' --direction cites --format csv").out))
    )
    assert [(row["from"], row["to"], row["relation"]) for row in rows] == [
        (link["from"], link["to"], link["relation"]) for link in traced["links"]
    ]
    near = sample.types(f"trace '{RULING}' --direction cites --depth 1 --format json").json
    assert len(near["letters"]) == 2
    path = tmp_path / "chain.dot"
    sample.types("trace ว1127 --format dot --output", str(path))
    graph = path.read_text(encoding="utf-8")
    assert graph.startswith("digraph saraban {")
    assert "style=dashed" in graph


def test_missing_letters_most_cited_first(sample: Terminal) -> None:
    absent = sample.types("missing --format json").json
    assert [len(letter["cited_by"]) for letter in absent] == [3, 3, 1]
    assert {letter["number"] for letter in absent} == {
        "มท 0820.2/ว 3348",
        "มท 0808.2/ว 3321",
        "มท 0617/ว 1190",
    }
    assert "14 มิ.ย. 2562" in sample.types("missing --lang th").out


def test_export_is_a_line_a_letter(sample: Terminal, tmp_path: Path) -> None:
    letters = sample.types("export").lines
    assert len(letters) == 39
    assert [letter["id"] for letter in letters] == sorted(letter["id"] for letter in letters)
    for letter in letters:
        assert letter["copies"]
        assert letter["status"]
        assert all({"state", "target", "confidence"} <= set(one) for one in letter["references"])
    assert {letter["kind"] for letter in sample.types("export kind:order").lines} == {"order"}
    path = tmp_path / "all.jsonl"
    sample.types("export --output", str(path))
    assert path.read_text(encoding="utf-8") == sample.types("export").out


def test_stats_in_figures(sample: Terminal) -> None:
    figures = sample.types("stats --format json").json
    assert (figures["letters"], figures["files"], figures["missing"]) == (39, 44, 3)
    shown = sample.types("stats --lang th").out
    assert "หนังสือภายนอก" in shown
    assert "2566" in shown


def test_reindex_changes_nothing_that_is_seen(terminal: Terminal, sample: Terminal) -> None:
    import shutil

    shutil.copytree(sample.archive, terminal.archive)
    before = terminal.types("search ห้องปลอดฝุ่น --format json").json["hits"]
    assert "39" in terminal.types("reindex").out
    assert terminal.types("search ห้องปลอดฝุ่น --format json").json["hits"] == before


@pytest.mark.parametrize(
    ("line", "said", "unsaid"),
    [
        ("trace 'มท 0617/ว 1190' --direction cites", "what it cites is not known", "cited by none"),
        ("trace 'มท 0617/ว 1190'", "what it cites is not known", "cited by none"),
        ("trace 'มท 0617/ว 1190' --direction cited-by", "cited by", "not known"),
    ],
)
def test_trace_speaks_of_the_direction_asked_for(sample: Terminal, line: str, said: str, unsaid: str) -> None:
    seen = sample.types(line).out
    assert said in seen
    assert unsaid not in seen


def test_trace_of_a_letter_at_the_end_of_its_chain(sample: Terminal) -> None:
    letters = sample.types("export").lines
    cited = {one["target"] for letter in letters for one in letter["references"]}
    ends = [letter["id"] for letter in letters if not letter["references"] and letter["id"] in cited]
    starts = [letter["id"] for letter in letters if letter["references"] and letter["id"] not in cited]
    assert "This letter cites none." in sample.types(f"trace {ends[0]} --direction cites").out
    seen = sample.types(f"trace {starts[0]} --direction cited-by").out
    assert "No letter in the archive cites this one." in seen


def test_trace_draws_the_whole_chain_of_a_letter_that_is_not_there(sample: Terminal) -> None:
    """All that the sum at the foot counts is drawn."""
    seen = sample.types("trace ว3348").out
    traced = sample.types("trace ว3348 --format json").json
    assert len(traced["letters"]) > 4
    for letter in traced["letters"]:
        assert (letter["number"] or letter["subject"]) in seen


def test_show_marks_a_copy_that_is_not_to_the_letter_the_same(terminal: Terminal, tmp_path: Path) -> None:
    source = next((SAMPLE / "2565").rglob("สำเนา ว1127.txt")).read_text("utf-8")
    for name, text in (
        ("a.txt", source),
        ("b.txt", source + "\n"),
        ("c.txt", source.replace("สำรวจ", "สำรวส", 1)),
    ):
        (tmp_path / name).write_text(text, "utf-8")
        terminal.types("import", str(tmp_path / name))
    seen = terminal.types("show ว1127").out
    assert 1 <= seen.count("not to the letter the same: 9") <= 2
