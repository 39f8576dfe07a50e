"""Invented chains to draw and write out."""

from __future__ import annotations

import random
from typing import Any

from archive import Trace, TraceLetter, TraceLink
from archive.tracing import make_trace

HARSH = 'ต้นไม้ <ริมคลอง> & "สาธารณะ" \x00\x1b[31m\x0b\ud800\ufffe ]]> -- \\n'
"""Text with all that a format could stumble over."""


def letter(name: str, date: str | None = "2020-06-16", **more: Any) -> TraceLetter:
    """A letter of that number; its id is the same."""
    settings = {"subject": "การดูแลต้นไม้ริมคลอง", "status": "in_force", "in_archive": True, "kind": "external"}
    return TraceLetter(**{"id": name, "number": name, "date": date, **settings, **more})


def link(source: str, target: str, relation: str = "cites", state: Any = "resolved") -> TraceLink:
    """``source`` cites ``target``."""
    return TraceLink(source, target, relation, state, 0.97, f"หนังสือที่อ้างถึง {target}")


def trace(root: str, letters: list[TraceLetter], links: list[TraceLink]) -> Trace:
    return make_trace(root, letters, links, direction="both", depth=None)


def invented(count: int, *, seed: int = 1) -> Trace:
    """A chain of ``count`` letters over twelve years with every relation and state, a cycle, some without a date."""
    chance = random.Random(seed)
    letters, links = [], []
    for place in range(count):
        year = 2012 + 12 * place // count
        day = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        letters.append(
            letter(
                f"มท 0816.{place}/ว {chance.randint(1, 9999)}",
                None if place % 17 == 5 else day,
                in_archive=place % 9 != 4,
                status=chance.choice(
                    ["in_force", "amended", "cancelled", "replaced", "supplemented", "unknown"]
                ),
            )
        )
        for _ in range(min(place, chance.choice([1, 1, 2, 3]))):
            cited = letters[chance.choice([0, place - 1, chance.randrange(place)])]
            state = chance.choice(["resolved"] * 6 + ["ambiguous"]) if cited.in_archive else "missing"
            relation = chance.choice(
                ["cites", "cites", "cites", "supplements", "amends", "replaces", "cancels"]
            )
            links.append(link(letters[-1].id, cited.id, relation, state))
    if count > 3:
        links += [link(letters[1].id, letters[3].id), link(letters[3].id, letters[1].id)]
    return trace(letters[count // 3].id, letters, links)
