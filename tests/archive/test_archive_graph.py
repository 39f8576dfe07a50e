"""The auditor looks at the links of the whole archive: the graph, its longest chain, circles, what cannot be right."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx
import pytest
from invented import CHAIN, cite, letter

from archive import TraceLetter, TraceLink
from archive.components import longest_chain, shortest_cycle, strong_components

if TYPE_CHECKING:
    from invented import Office

    from archive import Archive


def test_the_graph_of_the_sample_holds_all_that_is_exported(sample: Archive) -> None:
    parts = list(sample.graph())
    letters = [part for part in parts if isinstance(part, TraceLetter)]
    links = [part for part in parts if isinstance(part, TraceLink)]
    assert parts == [*letters, *links]
    exported = {one["id"]: one for one in sample.export()}
    held = [one.id for one in letters if one.in_archive]
    assert held == sorted(exported)
    assert sorted(one.id for one in letters if not one.in_archive) == sorted(
        one.id for one in sample.missing()
    )
    assert Counter((one.source, one.state) for one in links) == Counter(
        (id_, cited["state"]) for id_, one in exported.items() for cited in one["references"]
    )
    sure = {(one.source, one.target, one.relation) for one in links if one.state == "resolved"}
    assert sure == {
        (id_, cited["target"], cited["relation"])
        for id_, one in exported.items()
        for cited in one["references"]
        if cited["target"]
    }
    assert {one.target for one in links} <= {one.id for one in letters}


def test_the_graph_of_a_query_adds_what_its_letters_cite(sample: Archive) -> None:
    orders = {one["id"]: one for one in sample.export("kind:order")}
    parts = list(sample.graph("kind:order"))
    letters = {part.id for part in parts if isinstance(part, TraceLetter)}
    links = [part for part in parts if isinstance(part, TraceLink)]
    cited = {one["target"] for order in orders.values() for one in order["references"] if one["target"]}
    assert cited - set(orders)
    assert letters == set(orders) | cited
    assert {link.source for link in links} == set(orders)
    assert list(sample.graph("kind:minutes")) == []


def test_a_missing_order_is_called_an_order_in_the_list_the_chain_and_the_graph(
    archive: Archive, office: Office
) -> None:
    cited = "คำสั่งจังหวัดพะเยา ที่ 305/2563 ลงวันที่ 2 มกราคม 2563"
    archive.import_([office.put("a.txt", letter("มท 0816.3/ว 500", "2020-03-02", "กิ่งไม้", refers=(cited,)))])
    (missing,) = archive.missing()
    chain, graph = archive.trace("ว500").letters, archive.graph()
    absent = [
        next(one for one in told if isinstance(one, TraceLetter) and not one.in_archive)
        for told in (chain, graph)
    ]
    assert absent[0] == absent[1]
    assert (missing.kind, absent[0].kind, absent[0].number) == ("order", "order", "305/2563")


def test_a_letter_that_may_be_meant_is_in_the_graph(archive: Archive, office: Office) -> None:
    office.put("a.txt", letter("มท 0816.3/ว 500", "2020-03-02", "การตัดแต่งกิ่งไม้"))
    office.put("b.txt", letter("มท 0816.3/ว 500", "2021-03-02", "การลอกท่อ", body="ขอให้ลอกท่อระบายน้ำทุกสาย"))
    citing = letter(
        "พย 0023.3/71", "2021-05-06", "รายงาน", refers=(cite("มท 0816.3/ว 500"),), sender="จังหวัดพะเยา"
    )
    office.put("c.txt", citing)
    archive.import_([office.folder])
    parts = list(archive.graph("number:พย0023.3/71"))
    links = [part for part in parts if isinstance(part, TraceLink)]
    assert [link.state for link in links] == ["ambiguous", "ambiguous"]
    assert len([part for part in parts if isinstance(part, TraceLetter)]) == 3
    assert archive.link_stats().states == {"ambiguous": 1}
    assert archive.link_stats().longest_chain == ()


def test_figures_of_the_links_of_the_sample(sample: Archive) -> None:
    figures = sample.link_stats()
    stats = sample.stats()
    assert figures.states == dict(stats.references)
    assert figures.relations == dict(stats.relations)
    chain = [one.id for one in figures.longest_chain]
    sure = {
        (part.source, part.target)
        for part in sample.graph()
        if isinstance(part, TraceLink) and part.state == "resolved"
    }
    assert len(chain) == 8
    assert all(pair in sure for pair in pairwise(chain))
    (cycle,) = figures.cycles
    assert {one.number for one in cycle} == {"นน 0023.2/ว 1108", "นน 0023.2/ว 1109"}
    assert figures.circling == 2
    cited = Counter(target for _, target in sure)
    assert [one.count for one in figures.most_cited] == sorted(cited.values(), reverse=True)[:20]
    assert all(cited[one.letter.id] == one.count for one in figures.most_cited)


def test_a_letter_cannot_cite_one_of_a_later_day(archive: Archive, office: Office) -> None:
    office.put("later.txt", letter("มท 0816.3/ว 800", "2021-08-10", "การปลูกต้นไม้"))
    for name, day in (("early", "2021-05-06"), ("same", "2021-08-10"), ("after", "2021-09-01")):
        reply = letter(
            f"พย 0023.3/{len(name)}",
            day,
            "รายงาน",
            refers=(cite("มท 0816.3/ว 800", "2021-08-10"),),
            sender="จังหวัดพะเยา",
        )
        office.put(f"{name}.txt", reply)
    archive.import_([office.folder])
    figures = archive.link_stats()
    assert figures.states == {"resolved": 3}
    (wrong,) = figures.out_of_time
    assert (wrong.citing.date, wrong.cited.date) == ("2021-05-06", "2021-08-10")
    told = figures.as_json()["cited_before_dated"][0]
    assert (told["from_date"], told["to_date"]) == ("2021-05-06", "2021-08-10")
    assert told["text"]


def test_letters_of_one_number_and_date_with_other_texts_are_told(archive: Archive, office: Office) -> None:
    office.put("a.txt", CHAIN["first"])
    office.put(
        "b.txt", letter("มท 0816.3/ว 1750", "2020-06-16", "การลอกท่อ", body="ขอให้ลอกท่อระบายน้ำทุกสายก่อนฤดูฝน")
    )
    archive.import_([office.folder])
    (group,) = archive.link_stats().conflicts
    assert [one.id for one in group] == sorted(one["id"] for one in archive.export())


def test_an_archive_without_links_has_figures_too(archive: Archive, office: Office) -> None:
    office.put("a.txt", CHAIN["first"])
    archive.import_([office.folder])
    told = archive.link_stats().as_json()
    assert told["references"] == 0
    assert (told["longest_chain"], told["cycles"], told["most_cited"]) == ([], [], [])


@pytest.mark.parametrize("seed", range(40))
def test_parts_chains_and_cycles_are_those_that_networkx_finds(seed: int) -> None:
    chance = random.Random(seed)
    count = chance.randint(1, 30)
    pairs = {(chance.randrange(count), chance.randrange(count)) for _ in range(chance.randint(0, 45))}
    graph = [sorted(b for a, b in pairs if a == node and a != b) for node in range(count)]
    known = networkx.DiGraph((a, b) for a, b in pairs if a != b)
    known.add_nodes_from(range(count))
    parts = strong_components(graph)
    assert sorted(parts) == sorted(sorted(part) for part in networkx.strongly_connected_components(known))
    chain = longest_chain(graph, parts)
    home = {node: place for place, part in enumerate(parts) for node in part}
    longest = networkx.dag_longest_path_length(networkx.condensation(known)) + 1
    assert len({home[node] for node in chain}) == (longest if longest > 1 else 0)
    assert all(known.has_edge(*pair) for pair in pairwise(chain))
    assert len(set(chain)) == len(chain)
    for part in parts:
        if len(part) > 1:
            cycle = shortest_cycle(graph, part)
            assert cycle[0] == min(part)
            assert all(known.has_edge(*pair) for pair in pairwise([*cycle, cycle[0]]))
            others = (
                networkx.shortest_path_length(known, target, cycle[0])
                for target in graph[cycle[0]]
                if home[target] == home[cycle[0]]
            )
            assert len(cycle) == min(others) + 1


def test_a_chain_longer_than_pythons_stack() -> None:
    count = 200_000
    graph = [[place + 1] for place in range(count - 1)] + [[]]
    parts = strong_components(graph)
    assert len(longest_chain(graph, parts)) == count
    graph[-1] = [0]
    (whole,) = strong_components(graph)
    assert len(shortest_cycle(graph, whole)) == count
