"""The objects of the contract that are made of more than one record: what ``--format json`` prints and the API sends."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive import LetterRecord
    from archive.standing import Standing
    from index import Hit, Results

FACETS = ("year", "kind", "from")
HIT = ("id", "number", "date", "subject", "from", "kind", "score", "snippet", "status")
"""What is told of a letter that was found."""


def found(results: Results) -> dict[str, Any]:
    """The object of ``saraban search --format json``."""
    return {
        "total": results.total,
        "took_ms": round(results.took_ms, 1),
        "hits": [hit(each) for each in results.hits],
        "facets": {name: dict(results.facets.get(name, {})) for name in FACETS},
    }


def hit(one: Hit) -> dict[str, Any]:
    """One letter of ``found``."""
    values = {**asdict(one), "from": one.sender, "score": round(one.score, 4)}
    return {name: values[name] for name in HIT}


def shown(record: LetterRecord, standing: Standing) -> dict[str, Any]:
    """The object of ``saraban show --format json``."""
    told = record.as_json() | {"status": standing.status, "status_by": list(standing.by)}
    return told | {"standing": standing.as_json()}
