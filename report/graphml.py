"""Letters and their links as GraphML, which Gephi, yEd, Cytoscape and networkx open; written as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.escaping import xml_text
from report.labels import letter_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from archive import Trace, TraceLetter, TraceLink
    from report.labels import Language

_NODE_KEYS = {
    "label": "string",
    "number": "string",
    "date": "string",
    "subject": "string",
    "from": "string",
    "kind": "string",
    "status": "string",
    "in_archive": "boolean",
}
_EDGE_KEYS = {"relation": "string", "state": "string", "confidence": "double", "text": "string"}
_SPACE = (
    'xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"'
)


def trace_graphml(trace: Trace, language: Language = "th") -> Iterator[str]:
    """A chain as the lines of a GraphML document; the graph's ``root`` is the letter that was traced."""
    return graphml((*trace.letters, *trace.links), language, root=trace.root)


def graphml(
    parts: Iterable[TraceLetter | TraceLink], language: Language = "th", *, root: str | None = None
) -> Iterator[str]:
    """Letters (nodes) and links (edges, from the citing to the cited letter) as the lines of a GraphML document.

    ``parts`` gives every letter before the links that name it. Values that are not known have no ``data``;
    ``language`` is that of the ``label`` of letters without a number. Memory does not grow with the graph.
    """
    from archive.tracing import TraceLetter

    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml {_SPACE}>\n'
    if root is not None:
        yield '<key id="root" for="graph" attr.name="root" attr.type="string"/>\n'
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            yield f'<key id="{domain}.{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="saraban" edgedefault="directed">\n'
    if root is not None:
        yield f'<data key="root">{xml_text(root)}</data>\n'
    count = 0
    for part in parts:
        if isinstance(part, TraceLetter):
            yield _node(part, language)
        else:
            count += 1
            yield _edge(part, count)
    yield "</graph>\n</graphml>\n"


def _node(letter: TraceLetter, language: Language) -> str:
    values = {
        "label": letter_name(letter.number, letter.number_partial, letter.kind, language)
        if letter.number or not letter.subject
        else letter.subject,
        "number": letter.number or letter.number_partial,
        "date": letter.date,
        "subject": letter.subject,
        "from": letter.sender,
        "kind": letter.kind,
        "status": letter.status,
        "in_archive": "true" if letter.in_archive else "false",
    }
    return f'<node id="{xml_text(letter.id)}">{_data("node", values)}</node>\n'


def _edge(link: TraceLink, number: int) -> str:
    values = {
        "relation": link.relation,
        "state": link.state,
        "confidence": f"{link.confidence:g}",
        "text": link.text,
    }
    ends = f'source="{xml_text(link.source)}" target="{xml_text(link.target)}"'
    return f'<edge id="e{number}" {ends}>{_data("edge", values)}</edge>\n'


def _data(domain: str, values: Mapping[str, str | None]) -> str:
    return "".join(
        f'<data key="{domain}.{name}">{xml_text(value)}</data>' for name, value in values.items() if value
    )
