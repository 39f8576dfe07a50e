"""``trace`` as pictures and graphs, ``export`` in every form, ``stats --links``."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import networkx
import pytest
from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Terminal

SVG = "{http://www.w3.org/2000/svg}svg"


def graph_of(text: str) -> networkx.MultiDiGraph:
    return networkx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_an_auditor_takes_a_picture_of_a_chain_along(sample: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "chain.svg"
    sample.types("trace ว1127 --format timeline --lang th --output", str(path))
    text = path.read_text(encoding="utf-8")
    assert etree.fromstring(text.encode()).tag == SVG
    assert "พ.ศ. 2565" in text
    assert "ซักซ้อม/เพิ่มเติม" in text
    assert "AD 2022" in sample.types("trace ว1127 --format timeline").out


def test_svg_is_drawn_with_and_without_graphviz(
    sample: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    seen = sample.types("trace ว1127 --format svg")
    assert etree.fromstring(seen.out.encode()).tag == SVG
    assert "Graphviz is not installed" in seen.err
    assert seen.out == sample.types("trace ว1127 --format timeline").out
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\nprintf '<svg><!-- %s ' \"$1\"\n/bin/cat\nprintf -- '--></svg>'\n")
    program.chmod(0o755)
    drawn = sample.types("trace ว1127 --format svg")
    assert drawn.out.startswith("<svg><!-- -Tsvg digraph saraban {")
    assert not drawn.err
    program.write_text("#!/bin/sh\nexit 3\n")
    assert sample.types("trace ว1127 --format svg").out == seen.out


def test_trace_as_graphml_is_the_chain(sample: Terminal) -> None:
    traced = sample.types("trace ว1127 --format json").json
    graph = graph_of(sample.types("trace ว1127 --format graphml").out)
    assert set(graph) == {letter["id"] for letter in traced["letters"]}
    assert sorted((a, b, edge["relation"]) for a, b, edge in graph.edges(data=True)) == sorted(
        (link["from"], link["to"], link["relation"]) for link in traced["links"]
    )


@pytest.mark.parametrize("form", ["json", "csv", "dot", "svg", "timeline", "graphml"])
def test_every_form_for_others_goes_to_a_file(sample: Terminal, tmp_path: Path, form: str) -> None:
    path = tmp_path / "out"
    sample.types(f"trace ว1108 --format {form} --output", str(path))
    assert path.read_text(encoding="utf-8-sig") == sample.types(f"trace ว1108 --format {form}").out


def test_export_as_a_table_opens_in_a_spreadsheet(sample: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "letters.csv"
    sample.types("export --format csv --output", str(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = rows_of(path.read_text(encoding="utf-8-sig"))
    letters = {letter["id"]: letter for letter in sample.types("export").lines}
    assert [row["id"] for row in rows] == list(letters)
    for row in rows:
        letter = letters[row["id"]]
        assert row["subject"] == (letter["subject"] or "")
        assert row["phones"].split("; ") == (letter["contacts"]["phones"] or [""])
    assert [row["kind"] for row in rows_of(sample.types("export kind:order --format csv").out)] == [
        "order"
    ] * 2


def test_a_subject_is_no_formula(terminal: Terminal, tmp_path: Path) -> None:
    from .conftest import SAMPLE

    text = next((SAMPLE / "2565").rglob("สำเนา ว1127.txt")).read_text("utf-8")
    subject = next(line for line in text.splitlines() if line.startswith("เรื่อง"))
    (tmp_path / "a.txt").write_text(text.replace(subject, 'เรื่อง  =HYPERLINK("http://invalid")'), "utf-8")
    terminal.types("import", str(tmp_path / "a.txt"))
    (row,) = rows_of(terminal.types("export --format csv").out)
    assert row["subject"].startswith("'=HYPERLINK")


def test_export_as_a_graph(sample: Terminal) -> None:
    letters = sample.types("export").lines
    graph = graph_of(sample.types("export --format graphml").out)
    assert {node for node, told in graph.nodes(data=True) if told["in_archive"]} == {
        one["id"] for one in letters
    }
    assert graph.number_of_edges() == sum(len(one["references"]) for one in letters)
    some = graph_of(sample.types("export kind:order --format graphml").out)
    assert {told["relation"] for _, _, told in some.edges(data=True)} == {"cancels", "cites"}


def test_export_as_xml(sample: Terminal) -> None:
    letters = sample.types("export").lines
    root = etree.fromstring(sample.types("export --format ecms-xml").out.encode())
    assert [one.get("id") for one in root] == [letter["id"] for letter in letters]
    assert [one.findtext("Subject") for one in root] == [letter["subject"] for letter in letters]
    assert [len(one.findall("ReferenceCorrespondence")) for one in root] == [
        len(letter["references"]) for letter in letters
    ]


def test_a_bad_query_leaves_no_file(sample: Terminal, tmp_path: Path) -> None:
    for form in ("jsonl", "csv", "graphml", "ecms-xml"):
        path = tmp_path / form
        sample.types(f"export --format {form} --output {path} 'nofield:('", code=2)
        assert not path.exists()


def test_the_links_of_the_archive_in_figures(sample: Terminal) -> None:
    seen = sample.types("stats --links").out
    assert "The longest chain: 8 letters" in seen
    assert "Circles of letters that cite each other: 1 (2 letters)" in seen
    assert "มท 0816.4/ว 1127 2022-03-16  by 4" in seen
    thai = sample.types("stats --links --lang th").out
    assert "สายที่ยาวที่สุด: 8 ฉบับ" in thai
    assert "ไม่มีในคลัง" in thai
    told = sample.types("stats --links --format json").json
    assert told["states"] == sample.types("stats --format json").json["references"]
    assert [letter["number"] for letter in told["longest_chain"]][-1] == "กค (กวจ) 0405.2/ว 84"
    assert list(told) == [
        "references", "states", "relations", "by_state", "longest_chain", "cycles", "letters_in_cycles",
        "most_cited", "cited_before_dated", "conflicts",
    ]  # fmt: skip
