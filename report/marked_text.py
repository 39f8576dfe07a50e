"""A letter's text in stretches, with the places that its values were read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PAGE = "\f"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the text; ``key`` is the value that was read from them (``references[0]``), if one was."""

    text: str
    key: str | None = None


def pages_of(
    text: str, evidence: Mapping[str, Mapping[str, Any]], keys: Iterable[str]
) -> list[list[Stretch]]:
    """The pages of ``text`` in stretches, with the places of ``keys``; where two overlap, the shorter one shows.

    A place that is not where the evidence says is looked for by its words, and left out where they stand twice.
    """
    pages = text.split(_PAGE)
    first = min((one["page"] for one in evidence.values()), default=1)
    spans: list[list[tuple[int, int, str]]] = [[] for _ in pages]
    for key in keys:
        if (one := evidence.get(key)) and one["text"]:
            _place(pages, one, one["page"] - first, key, spans)
    return [_stretches(page, found) for page, found in zip(pages, spans, strict=True)]


def _place(
    pages: list[str], one: Mapping[str, Any], at: int, key: str, spans: list[list[tuple[int, int, str]]]
) -> None:
    for place in dict.fromkeys((one["page"] - 1, at)):
        if 0 <= place < len(pages) and pages[place][one["start"] : one["end"]] == one["text"]:
            spans[place].append((one["start"], one["end"], key))
            return
    held = [(place, page.find(one["text"])) for place, page in enumerate(pages) if one["text"] in page]
    if len(held) == 1 and pages[held[0][0]].count(one["text"]) == 1:
        place, start = held[0]
        spans[place].append((start, start + len(one["text"]), key))


def _stretches(page: str, spans: list[tuple[int, int, str]]) -> list[Stretch]:
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda span: (span[1] - span[0], span[0])):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    found, at = [], 0
    for start, end, key in sorted(kept):
        if start > at:
            found.append(Stretch(page[at:start]))
        found.append(Stretch(page[start:end], key))
        at = end
    if at < len(page):
        found.append(Stretch(page[at:]))
    return found
