"""The floors of the house: imports run downward only, nowhere in a circle, and no module is too long to be read."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import networkx
import pytest

from .conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLOORS = ("parsers", "index", "archive", "report", "web", "terminal", "cli")
"""From the bottom up; the terminal starts the pages, which know nothing of it."""

LONGEST = 400
"""Lines of a module."""


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


def named(path: Path) -> str:
    """What a module is called where it is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def wanted(path: Path, known: set[str]) -> Iterator[str]:
    """The modules of the house that one imports anywhere in it: in functions and for type checkers too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from known & {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports by dots"
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield from known & {inner if inner in known else str(node.module)}


def test_no_module_imports_itself_by_way_of_others() -> None:
    paths = {named(path): path for floor in FLOORS for path in modules(floor)}
    imports = networkx.DiGraph(
        (name, other) for name, path in paths.items() for other in wanted(path, set(paths)) if other != name
    )
    assert imports.number_of_edges() > len(paths)
    circles = [sorted(found) for found in networkx.strongly_connected_components(imports) if len(found) > 1]
    assert circles == []


@pytest.mark.parametrize("floor", FLOORS)
def test_a_module_is_read_at_one_sitting(floor: str) -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(floor)}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
