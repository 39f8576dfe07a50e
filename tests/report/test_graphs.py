"""What is written out is read back as others read it: GraphML by networkx, XML by lxml, rows by hand."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import networkx
from lxml import etree

from parsers.letter import Kind, Letter
from report import dot as graphviz
from report.dot import dot
from report.ecms import ecms_xml
from report.graphml import graphml, trace_graphml
from report.letter_rows import HEAD, letter_row
from report.line_styles import ARROWS, STROKES

from .chains import HARSH, invented, letter, link, trace

if TYPE_CHECKING:
    import pytest


def exported(**more: Any) -> dict[str, Any]:
    """An export object with nothing in it but what is given."""
    empty = Letter(kind=Kind.EXTERNAL).as_json("a.txt")
    return {"id": "abc", **empty, "status": "in_force", "copies": ["a.txt"], "corrections": [], **more}


def cited(**more: Any) -> dict[str, Any]:
    names = ("number", "number_partial", "date", "title", "issuer", "target")
    told = {"relation": "cites", "text": "หนังสือที่อ้างถึง", "state": "missing", "confidence": 0.0}
    return dict.fromkeys(names) | told | more


def read_back(made: str) -> networkx.MultiDiGraph:
    return networkx.read_graphml(io.BytesIO(made.encode()), force_multigraph=True)


def test_graphml_holds_every_letter_and_link_of_a_chain() -> None:
    chain = invented(30)
    graph = read_back("".join(trace_graphml(chain)))
    assert graph.is_directed()
    assert graph.graph["root"] == chain.root
    assert set(graph) == {one.id for one in chain.letters}
    for one in chain.letters:
        node = graph.nodes[one.id]
        assert (node["number"], node["label"], node["subject"]) == (one.number, one.number, one.subject)
        assert (node.get("date"), node["status"], node["kind"]) == (one.date, one.status, one.kind)
        assert node["in_archive"] is one.in_archive
    links = sorted(
        (source, target, edge["relation"], edge["state"], edge["confidence"], edge["text"])
        for source, target, edge in graph.edges(data=True)
    )
    assert links == sorted(
        (one.source, one.target, one.relation, one.state, one.confidence, one.text) for one in chain.links
    )


def test_graphml_takes_text_of_any_kind() -> None:
    odd = letter("ก 1", subject=HARSH, sender=HARSH)
    graph = read_back("".join(graphml([odd, letter("ก 2"), link("ก 2", "ก 1")])))
    told = graph.nodes["ก 1"]["subject"]
    assert 'ต้นไม้ <ริมคลอง> & "สาธารณะ"' in told
    assert "\ufffd" in told


def test_graphml_names_letters_without_a_number() -> None:
    nameless = letter("a", number=None, kind="regulation", subject="ระเบียบว่าด้วยต้นไม้ พ.ศ. 2565")
    order = letter("b", number="305/2566", kind="order")
    graph = read_back("".join(graphml([nameless, order, letter("c", number=None, subject=None)], "en")))
    assert [graph.nodes[one]["label"] for one in "abc"] == [nameless.subject, "order 305/2566", "(no number)"]


def test_dot_tells_relation_by_stroke_and_state_by_arrowhead() -> None:
    letters = [letter("ก 1"), letter("ก 2", "2021-01-05"), letter("ก 3", in_archive=False)]
    states = {"cancels": "resolved", "amends": "ambiguous"}
    links = [link("ก 2", "ก 1", relation, state) for relation, state in states.items()]
    made = dot(trace("ก 1", letters, [*links, link("ก 2", "ก 3", "replaces", "missing")]), "en")
    assert re.search(r'label="cancels".*style=bold.*arrowhead=normal', made)
    assert re.search(r'label="amends \?".*style=dashed.*arrowhead=onormal', made)
    assert re.search(r'label="replaces".*color="(#\w+):white:\1".*arrowhead=vee', made)
    assert re.search(r'"ก 3" \[label=".*not in the archive".*style=dashed', made)
    assert re.search(r'"ก 1" \[.*peripheries=2', made)
    assert len({(one.dot, one.double) for one in STROKES.values()}) == len(STROKES)
    assert len(set(ARROWS.values())) == 3


def test_dot_quotes_what_letters_say() -> None:
    chain = trace("ก 1", [letter("ก 1", subject=HARSH), letter("ก 2")], [link("ก 2", "ก 1")])
    for line in dot(chain).splitlines():
        assert len(re.findall(r'(?<!\\)(?:\\\\)*"', line)) % 2 == 0
        assert not re.search("[\x00-\x1f]", line)


def test_without_graphviz_there_is_no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert graphviz.graphviz_svg("digraph { a }") is None


def test_ecms_has_the_names_of_the_standard_and_claims_no_more() -> None:
    one = exported(
        number="มท 0816.3/ว 1750",
        date="2020-06-16",
        subject="การดูแลต้นไม้",
        to="ผู้ว่าราชการจังหวัด",
        urgency="ด่วนที่สุด",
        secrecy="ลับ",
        signer="นายสมมุติ ใจงาม",
        acting="อธิบดี",
        attachments=[{"title": "แบบสำรวจ", "quantity": "1 ฉบับ"}],
        references=[cited(number="มท 0816.3/ว 99", date="2019-01-15"), cited(number_partial="มท 0816.3/ว")],
        **{"from": "กรมส่งเสริมการปกครองท้องถิ่น"},
    )
    made = "".join(ecms_xml([one, exported(id="def")]))
    root = etree.fromstring(made.encode())
    assert re.search("<!--.*conformance is not claimed.*-->", made)
    first, second = root
    assert first.tag == "CorrespondenceLetter"
    assert dict(first.attrib) == {"id": "abc", "kind": "external", "status": "in_force"}
    for path, value in {
        "ID": "มท 0816.3/ว 1750",
        "CorrespondenceDate": "2020-06-16",
        "Subject": "การดูแลต้นไม้",
        "SenderParty/Organization": "กรมส่งเสริมการปกครองท้องถิ่น",
        "ReceiverParty/Name": "ผู้ว่าราชการจังหวัด",
        "SpeedCode": "ด่วนที่สุด",
        "SecretCode": "ลับ",
        "SignerParty/Name": "นายสมมุติ ใจงาม",
        "SignerParty/ActingFor": "อธิบดี",
        "Attachment/Title": "แบบสำรวจ",
        "Attachment/Quantity": "1 ฉบับ",
        "ReferenceCorrespondence/ID": "มท 0816.3/ว 99",
        "ReferenceCorrespondence/CorrespondenceDate": "2019-01-15",
    }.items():
        assert first.findtext(path) == value, path
    assert first.find("ReferenceCorrespondence[2]/ID").attrib == {"partial": "true"}
    assert [child.tag for child in second] == ["File"]


def test_ecms_is_sound_whatever_letters_hold() -> None:
    contacts = {"phones": [HARSH], "faxes": [], "emails": [HARSH], "people": [HARSH], "line_ids": []}
    odd = exported(
        id=HARSH, subject=HARSH, body=f"{HARSH}\r\nบรรทัดสอง", contacts=contacts, cc=[HARSH], copies=[HARSH],
        references=[cited(text=HARSH, title=HARSH)],
    )  # fmt: skip
    (read,) = etree.fromstring("".join(ecms_xml([odd])).encode())
    assert read.findtext("Body").endswith("\r\nบรรทัดสอง")
    assert read.findtext("Contact/Phone").startswith('ต้นไม้ <ริมคลอง> & "สาธารณะ" \ufffd\ufffd[31m\ufffd')


def test_a_row_holds_lists_in_one_cell() -> None:
    one = exported(
        date="2020-06-16",
        attachments=[{"title": "แบบ ก", "quantity": "1 ฉบับ"}, {"title": "แบบ ข", "quantity": None}],
        references=[
            cited(number="ก 1", date="2019-01-15", relation="amends"),
            cited(title="ประกาศต้นไม้"),
            cited(),
        ],
        copies=["a.txt", "b.txt"],
    )
    row = dict(zip(HEAD, letter_row(one), strict=True))
    assert (row["date"], row["thai_date"], row["buddhist_year"]) == ("2020-06-16", "16 มิ.ย. 2563", 2563)
    assert row["attachments"] == "แบบ ก 1 ฉบับ; แบบ ข"
    assert row["references"] == "amends: ก 1 (2019-01-15); cites: ประกาศต้นไม้; cites: หนังสือที่อ้างถึง"
    assert row["copies"] == "a.txt; b.txt"
    assert dict(zip(HEAD, letter_row(exported()), strict=True))["buddhist_year"] is None
