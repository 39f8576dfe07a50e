"""The links of the whole archive in figures: what an auditor looks at before single letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from archive.components import Graph, longest_chain, shortest_cycle, strong_components
from archive.records import LinkStatistics, MostCited, OutOfTime
from archive.schema import letters, references
from archive.shelf import summaries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from archive.records import LetterSummary

MOST_CITED = 20


def link_statistics(connection: Connection) -> LinkStatistics:
    """What there is to tell of the links; time and memory grow with the number of letters and links."""
    # Nodes are numbered by id, so that equal archives answer alike in whatever order they were filled.
    keys = list(connection.execute(select(letters.c.key).order_by(letters.c.id)).scalars())
    graph, citers = _graph(connection, keys)
    components = strong_components(graph)
    circles = sorted(part for part in components if len(part) > 1)
    cycles = [shortest_cycle(graph, part) for part in circles]
    chain = longest_chain(graph, components)
    most = sorted((node for node in range(len(keys)) if citers[node]), key=lambda node: (-citers[node], node))
    most = most[:MOST_CITED]
    out_of_time = _out_of_time(connection)
    groups = _conflicts(connection)
    wanted = {keys[node] for nodes in (*cycles, chain, most) for node in nodes}
    wanted |= {key for pair in out_of_time for key in pair[:2]} | {key for group in groups for key in group}
    known = summaries(connection, wanted)

    def told(nodes: Sequence[int]) -> tuple[LetterSummary, ...]:
        return tuple(known[keys[node]] for node in nodes)

    return LinkStatistics(
        links=_counts(connection),
        longest_chain=told(chain),
        cycles=tuple(told(cycle) for cycle in cycles),
        circling=sum(len(part) for part in circles),
        most_cited=tuple(MostCited(known[keys[node]], citers[node]) for node in most),
        out_of_time=tuple(
            sorted(
                (
                    OutOfTime(known[citing], known[cited], relation, score, text)
                    for citing, cited, relation, score, text in out_of_time
                ),
                key=lambda one: (one.citing.date or "", one.citing.id, one.cited.id, one.text),
            )
        ),
        conflicts=tuple(
            tuple(sorted((known[key] for key in group), key=lambda letter: letter.id)) for group in groups
        ),
    )


def _graph(connection: Connection, keys: Sequence[int]) -> tuple[Graph, list[int]]:
    """Who certainly cites whom, each once, by place in ``keys``; and by how many each is cited."""
    place = {key: number for number, key in enumerate(keys)}
    graph: Graph = [[] for _ in keys]
    citers = [0] * len(keys)
    query = (
        select(references.c.letter, references.c.target)
        .where(references.c.state == "resolved", references.c.target.is_not(None))
        .distinct()
    )
    for citing, cited in connection.execute(query):
        graph[place[citing]].append(place[cited])
        citers[place[cited]] += 1
    for targets in graph:
        targets.sort()
    return graph, citers


def _counts(connection: Connection) -> dict[str, dict[str, int]]:
    """References by state and relation."""
    query = select(references.c.state, references.c.relation, func.count()).group_by(
        references.c.state, references.c.relation
    )
    found: dict[str, dict[str, int]] = {}
    for state, relation, count in connection.execute(
        query.order_by(references.c.state, references.c.relation)
    ):
        found.setdefault(state, {})[relation] = count
    return found


def _out_of_time(connection: Connection) -> list[tuple[int, int, str, float, str]]:
    """Citations dated before the letter that they cite, by as much of both dates as is known."""
    cited = letters.alias()
    lengths = func.length(letters.c.date), func.length(cited.c.date)
    length = case((lengths[0] < lengths[1], lengths[0]), else_=lengths[1])
    query = (
        select(
            references.c.letter,
            references.c.target,
            references.c.relation,
            references.c.score,
            references.c.text,
        )
        .join(letters, letters.c.key == references.c.letter)
        .join(cited, cited.c.key == references.c.target)
        .where(
            references.c.state == "resolved",
            func.substr(letters.c.date, 1, length) < func.substr(cited.c.date, 1, length),
        )
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in connection.execute(query)]


def _conflicts(connection: Connection) -> list[list[int]]:
    """Letters of one identity with different texts."""
    query = select(letters.c.identity, letters.c.key).where(letters.c.conflict)
    groups: dict[str, list[int]] = {}
    for identity, key in connection.execute(query.order_by(letters.c.identity, letters.c.id)):
        groups.setdefault(identity, []).append(key)
    return list(groups.values())
