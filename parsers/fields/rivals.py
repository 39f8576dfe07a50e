"""The values that lost: what else stood where a field was looked for, kept beside the one chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.fields.found import Found
from parsers.fields.names import BRACKETED, is_name
from parsers.number import find_numbers
from parsers.thai.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.fields.layout import Layout
    from parsers.sheet import Sheet, TextLine

_MOST = 5


def with_rivals(found: Found | None, rivals: Iterable[str]) -> Found | None:
    """``found`` with the other values as alternatives of its evidence, each once, in order of appearance."""
    if found is None or found.evidence is None:
        return found
    known = found.evidence.alternatives
    others = [value for value in dict.fromkeys((*known, *rivals)) if value != found.value][:_MOST]
    return Found(found.value, replace(found.evidence, alternatives=tuple(others))) if others else found


def rival_dates(sheet: Sheet, layout: Layout) -> list[str]:
    """Every day printed outside the body: receipt stamps, endorsements, a second date line."""
    return [date.iso for line in _outside(sheet, layout) for date in find_dates(line.text)]


def rival_numbers(sheet: Sheet, layout: Layout) -> list[str]:
    """Every letter number of the head that is no part of a labelled field."""
    labelled = {i for block in layout.blocks.values() for i in range(block.first, block.last)}
    lines = [line for i, line in enumerate(sheet.lines[: layout.body[0]]) if i not in labelled]
    return [
        number.normal
        for line in lines
        for number in find_numbers(line.text)
        if number.normal is not None and number.form in ("letter", "bank", "order", "series")
    ]


def rival_names(sheet: Sheet, layout: Layout) -> list[str]:
    """Every other name in brackets below the body: certifiers, endorsers, a second signer."""
    names = (BRACKETED.match(line.text) for line in sheet.lines[layout.foot[0] :])
    return [
        " ".join(match.group("name").split()) for match in names if match and is_name(match.group("name"))
    ]


def _outside(sheet: Sheet, layout: Layout) -> list[TextLine]:
    labelled = {
        i for name, block in layout.blocks.items() if name != "unit" for i in range(block.first, block.last)
    }
    head = [line for i, line in enumerate(sheet.lines[: layout.body[0]]) if i not in labelled]
    return [*head, *sheet.lines[layout.foot[0] :]]
