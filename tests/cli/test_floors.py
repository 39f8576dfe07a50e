"""The floors of the house: imports run downward only."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from .conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLOORS = ("parsers", "index", "archive", "report", "web", "terminal", "cli")
"""From the bottom up; the terminal starts the pages, which know nothing of it."""


def modules(floor: str) -> list[Path]:
    return [ROOT / "cli.py"] if floor == "cli" else sorted((ROOT / floor).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_imports_only_from_itself_and_below(floor: str) -> None:
    above = set(FLOORS[FLOORS.index(floor) + 1 :])
    assert modules(floor)
    assert {
        path.name: sorted(above & set(imported(path)))
        for path in modules(floor)
        if above & set(imported(path))
    } == {}
