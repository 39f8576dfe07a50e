"""The text that field parsers work on: normal lines and running text, each character with its place.

A ``Sheet`` is a stretch of a document in normal form, line by line. A ``Flow`` is several lines run together
as a reader's eye does it: hard-wrapped Thai joins without a blank, paragraphs stay apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Literal

from parsers.letter import Evidence
from parsers.thai.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.document import Box, Document, Line, Page

_FURNITURE = re.compile(
    r"\s*(?:"
    r"-\s*\d{1,3}\s*-"  # - ๒ -
    r"|หน้?า\s*\d+\s*(?:\(.*\))?\s*\t?\s*(?:เล่?ม\s*\d+.*)?"  # gazette page head
    r"|เล่?ม\s*\d+\s*ตอน.*"
    r"|ราชกิจจานุเบกษา.{0,40}"
    r"|/\s*(?:\(?\d{1,2}[.)]|[ก-๎]).{0,40}(?:\.\.\.|…|\. \. \.)"  # catchword: /๒. ให้… ...
    r"|(?:[-_=*.…•~]\s?){3,}"
    r")\s*"
)
_INLINE_NOISE = re.compile(r"\[bookmark: [^\]]*\]|\ufffd")
_PARAGRAPH = re.compile(
    r"\s*(?:\(?\d{1,2}[.)]\d*\)?\s|\d{1,2}(?:\.\d{1,2})+\s|[ก-ฮ]\.\s|[-•·*–]\s|ข้อ\s*\d|จึง(?:ขอ)?(?:เรียน|แจ้งมา|เสนอมา|กราบเรียน))"
)
_THAI = re.compile(r"[\u0e01-\u0e4e]")
_ENUMERATED = re.compile(r"การ\S+ การ\S+$")
"""``การรับเงิน การฝากเงิน`` set off by blanks: the next of the row is so too."""
_SET_OFF = re.compile(r"พ\.\s?ศ\.|ลงวันที่|ที่\s|ด่วน|เรื่อง\s|สาขา|นั้น\s")

Breaks = Literal["paragraphs", "items", "none"]


@dataclass(frozen=True)
class TextLine:
    """One line in normal form. ``offsets`` lead from ``text`` to the page's source (one more entry than
    characters); ``furniture`` marks page numbers, catchwords and the like, which no field reads."""

    text: str
    page: int
    number: int
    offsets: Sequence[int]
    source: Line
    page_source: str
    furniture: bool = False

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def scanned(self) -> bool:
        """Whether it was read from a picture, so that every character may be another."""
        return self.source.method == "ocr"

    @cached_property
    def indent(self) -> int:
        """Columns of leading white space, a tab counting eight."""
        return sum(8 if char == "\t" else 1 for char in self.text[: len(self.text) - len(self.text.lstrip())])

    @cached_property
    def bare(self) -> str:
        return self.text.strip()


@dataclass(frozen=True)
class Sheet:
    """The lines of one letter."""

    lines: tuple[TextLine, ...]

    def flow(self, start: int, end: int, *, breaks: Breaks = "paragraphs") -> Flow:
        """Lines ``start`` to ``end`` (exclusive) as running text."""
        key = (start, end, breaks)
        if key not in self._flows:
            self._flows[key] = Flow.of(self.lines[start:end], breaks=breaks)
        return self._flows[key]

    @cached_property
    def _flows(self) -> dict[tuple[int, int, Breaks], Flow]:
        """The stretches asked for so far: several fields read the same."""
        return {}

    @cached_property
    def flush(self) -> bool:
        """Whether no line is indented, as in text that a web page or mail program left of a letter."""
        return all(line.indent < 4 for line in self.lines if not line.blank)

    @property
    def source(self) -> str:
        """The raw text of these lines."""
        return "\n".join(line.source.text for line in self.lines)

    def __len__(self) -> int:
        return len(self.lines)


@dataclass(frozen=True)
class Flow:
    """Running text. ``places[i]`` is the (line, column) of ``text[i]``; ``wraps`` are positions in ``text``
    before which the source breaks a line although the text runs on without a blank."""

    text: str
    places: tuple[tuple[TextLine, int], ...]
    wraps: frozenset[int]

    @classmethod
    def of(cls, lines: Iterable[TextLine], *, breaks: Breaks = "paragraphs") -> Flow:
        """Join ``lines``; an indented line or a list item starts anew (``\\n``), or list items only, or none."""
        pieces: list[str] = []
        places: list[tuple[TextLine, int]] = []
        wraps: set[int] = set()
        length = 0
        previous: TextLine | None = None
        broken = False
        for line in lines:
            if line.furniture:
                continue
            if line.blank:
                broken = True
                continue
            left = len(line.text) - len(line.text.lstrip())
            right = len(line.text.rstrip())
            if previous is not None:
                joint = _joint(previous, line, broken=broken, breaks=breaks)
                if joint:
                    pieces.append(joint)
                    places.append((previous, len(previous.text.rstrip())))
                    length += 1
                else:
                    wraps.add(length)
            pieces.append(line.text[left:right])
            places.extend(zip(repeat(line), range(left, right), strict=False))
            length += right - left
            previous, broken = line, False
        return cls("".join(pieces), tuple(places), frozenset(wraps))

    def clip(self, start: int, end: int, *, wrap: str = "") -> str:
        """``text[start:end]`` trimmed, white space folded to one blank, ``wrap`` put where lines break."""
        if wrap:
            cuts = sorted(cut for cut in self.wraps if start < cut < end)
            parts = [self.text[a:b] for a, b in zip([start, *cuts], [*cuts, end], strict=True)]
            joined = wrap.join(parts)
        else:
            joined = self.text[start:end]
        return " ".join(joined.split())

    def evidence(
        self, start: int, end: int, rule: str, confidence: float, alternatives: Sequence[str] = ()
    ) -> Evidence | None:
        """Evidence for ``text[start:end]``; over several lines it reaches from the first to the last."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end or not self.places:
            return None
        line, column = self.places[start]
        last, last_column = self.places[end - 1]
        if last.page != line.page:
            last, last_column = line, len(line.text) - 1
        return line_evidence(line, column, last, last_column + 1, rule, confidence, alternatives)


def line_evidence(
    line: TextLine,
    column: int,
    last: TextLine,
    end_column: int,
    rule: str,
    confidence: float,
    alternatives: Sequence[str] = (),
) -> Evidence:
    """Evidence from ``column`` of ``line`` to ``end_column`` of ``last`` on the same page."""
    start = line.offsets[column]
    end = last.offsets[min(end_column, len(last.offsets) - 1)]
    if line.scanned:
        # The form of a letter does not hang on the digits in its heading.
        confidence = min(confidence, _sureness(line.source, start, end, digits=not rule.startswith("kind-")))
    return Evidence(
        page=line.page,
        line=line.number,
        text=line.page_source[start:end],
        start=start,
        end=end,
        rule=rule,
        confidence=confidence,
        box=_box(line.source, start, end)
        if line is last
        else _spanning(line.source, last.source, start, end),
        alternatives=tuple(alternatives),
    )


ALONE, WITNESSED = 0.94, 0.97
"""The most that a value from a scan is sure: read by one reader, or its digits read alike by two."""


def _sureness(line: Line, start: int, end: int, *, digits: bool = True) -> float:
    """How sure a stretch of a scanned line is: its letters on average, its least sure digit."""
    if line.sure is None:
        return ALONE
    places = range(max(start - line.start, 0), min(end - line.start, len(line.text)))
    printed = [line.sure[place] for place in places if not line.text[place].isspace()]
    figures = [place for place in places if digits and line.text[place].isdigit()]
    most = WITNESSED if figures and all(place in line.witnessed for place in figures) else ALONE
    average = sum(printed) / len(printed) if printed else 1.0
    return round(min(most, average, *(line.sure[place] for place in figures)), 3)


def sheet_of(document: Document) -> Sheet:
    """All lines of ``document`` in normal form."""
    return Sheet(tuple(line for page in document.pages for line in _single_spaced(list(_page_lines(page)))))


TRAILING = 0.5
"""Where more of a page's lines end with blanks, these are layout and tell nothing of the words."""
SPACED = 8
"""Lines that a page must have before blank lines between all of them are taken for double spacing."""


def _single_spaced(lines: list[TextLine]) -> list[TextLine]:
    """A page without the blank line that double spacing puts behind every line."""
    written = [index for index, line in enumerate(lines) if not line.blank]
    if len(written) < SPACED or any(after - index == 1 for index, after in pairwise(written)):
        return lines
    behind = {index + 1 for index in written}
    return [line for index, line in enumerate(lines) if index not in behind]


def _page_lines(page: Page) -> Iterator[TextLine]:
    written = [line.text for line in page.lines if line.text.strip()]
    trailing = sum(text[-1].isspace() for text in written) > TRAILING * len(written)
    for number, line in enumerate(page.lines, start=1):
        normal = normalise(line.text)
        text, offsets = normal.text, [line.start + offset for offset in normal.offsets]
        if noise := [match.span() for match in _INLINE_NOISE.finditer(text)]:
            kept = [
                *zip(
                    [0, *(end for _, end in noise)], [*(start for start, _ in noise), len(text)], strict=True
                )
            ]
            offsets = [place for start, end in kept for place in offsets[start:end]] + offsets[-1:]
            text = "".join(text[start:end] for start, end in kept)
        if trailing:
            text = text.rstrip()
            del offsets[len(text) + 1 :]
        yield TextLine(
            text=text,
            page=page.number,
            number=number,
            offsets=offsets,
            source=line,
            page_source=page.source,
            furniture=line.layer != "letter"
            or (bool(text.strip()) and _FURNITURE.fullmatch(text) is not None),
        )


def _joint(before: TextLine, after: TextLine, *, broken: bool, breaks: Breaks) -> str:
    """What stands between two lines: a paragraph mark, a blank, or nothing (hard-wrapped Thai)."""
    if breaks != "none" and _PARAGRAPH.match(after.text):
        return "\n"
    if breaks == "paragraphs" and (
        broken
        or after.text.startswith("\t")
        or after.indent >= 6
        or (after.indent >= 3 and len(before.bare) > 110)
    ):
        return "\n"
    left, right = before.text[-1:], after.text.lstrip()
    if right.startswith("การ") and _ENUMERATED.search(before.text):
        return " "
    if left.isspace() or not (_THAI.match(left) and _THAI.match(right)) or _SET_OFF.match(right):
        return " "
    return ""


def _spanning(first: Line, last: Line, start: int, end: int) -> Box | None:
    """The box around a value that is broken over lines of one page."""
    boxes = (_box(first, start, first.start + len(first.text)), _box(last, last.start, end))
    held = [box for box in boxes if box is not None]
    return _around(held) if len(held) == len(boxes) else None


def _box(line: Line, start: int, end: int) -> Box | None:
    if line.boxes is None:
        return None
    boxes = line.boxes[start - line.start : end - line.start]
    return _around(boxes) if boxes else None


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
