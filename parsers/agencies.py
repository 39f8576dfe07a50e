"""Agency codes (ภาคผนวก 1 and 2 of the regulation of 2526) and the names behind them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    table = files("parsers").joinpath("data/agency_codes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return tuple((row[0], row[1], row[2]) for row in rows)


@cache
def codes() -> frozenset[str]:
    """Every two-letter code known, old ones included."""
    return frozenset(code for code, _, _ in _rows() if len(code) == 2)


@cache
def provinces() -> frozenset[str]:
    """The names of the provinces without จังหวัด."""
    names = {name.removeprefix("จังหวัด") for _, name, kind in _rows() if kind == "province"}
    return frozenset(names | {"กรุงเทพมหานคร"})


def named(code: str) -> tuple[str, ...]:
    """The agencies that ``code`` stands for or once stood for; empty for a code that is not known."""
    return tuple(dict.fromkeys(name for known, name, _ in _rows() if known == code))
