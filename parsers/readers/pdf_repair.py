"""What PDF producers do to Thai text, undone: on the text layer only, before anything else sees it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.readers.text_encoding import latin1_to_thai
from parsers.thai.word_list import longest_word_over

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.readers.pdf_layout import Spot

_PRIVATE = dict(
    zip(
        range(0xF700, 0xF71B),
        "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e0d"
        "\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a",
        strict=True,
    )
)
"""Shifted marks and consonants without foot, as Windows fonts keep them in the private area."""

_VOWEL_MARKS = "\u0e31\u0e34-\u0e3a\u0e47"
_TONES = "\u0e48-\u0e4c"
_TONE_FIRST = re.compile(f"([{_TONES}])([{_VOWEL_MARKS}])")
_TONE_AFTER_AM = re.compile(f"\u0e33([{_TONES}])")
# The consonant after ั closes the syllable and can bear no tone: the tone belongs before it.
_TONE_TOO_LATE = re.compile("\u0e31([\u0e01-\u0e2e])([\u0e48-\u0e4b])")
_SPLIT_AM = re.compile(f"\u0e4d([{_TONES}]?)\u0e32|([{_TONES}])\u0e4d\u0e32")
_BLANK_BEFORE_MARK = re.compile(
    f"(?<=[\u0e01-\u0e2e{_VOWEL_MARKS}{_TONES}]) +(?=[{_VOWEL_MARKS}{_TONES}\u0e4d\u0e33])"
)
_BLANK_BEFORE_AA = re.compile(f"(?<=[\u0e01-\u0e2e])([{_TONES}]?) +\u0e32")
_LONGEST_WORD = 64
_THAI_TAIL = re.compile("[\u0e01-\u0e4e]*$")
_THAI_HEAD = re.compile("[\u0e01-\u0e4e]*")
_SURE_WORD = 4


def repair_line(spots: list[Spot]) -> list[Spot]:
    """Repair one line; every character keeps its box, merged characters share a box around all of them."""
    spots = [(_PRIVATE.get(ord(char), char), box) for char, box in spots]
    repaired = latin1_to_thai("".join(char for char, _ in spots))
    if repaired is not None:
        spots = [(char, box) for char, (_, box) in zip(repaired, spots, strict=True)]
    for find, replacement in _REPAIRS:
        spots = _replace(spots, find, replacement)
    return spots


def repair_text(text: str) -> str:
    """The same for text without boxes."""
    return "".join(char for char, _ in repair_line([(char, (0.0, 0.0, 0.0, 0.0)) for char in text]))


def _am_or_aa(match: re.Match[str]) -> str:
    """A blank before า is never typed: it hides an ำ, or stands there for nothing; the words decide."""
    text, tone = match.string, match[1]
    before = _THAI_TAIL.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
    after = _THAI_HEAD.match(text, match.end())
    head = (before[0] if before else "") + tone
    tail = after[0] if after else ""
    with_am = longest_word_over(f"{head}\u0e33{tail}", len(head))
    with_aa = longest_word_over(f"{head}\u0e32{tail}", len(head))
    if with_am > with_aa:
        return f"{tone}\u0e33"
    # ล านบาท may be ลาน or ล้าน: a short word proves nothing.
    return f"{tone}\u0e32" if with_aa >= _SURE_WORD and with_aa > with_am else match[0]


def _replace(
    spots: list[Spot], find: re.Pattern[str], replacement: Callable[[re.Match[str]], str]
) -> list[Spot]:
    text = "".join(char for char, _ in spots)
    out: list[Spot] = []
    done = 0
    for match in find.finditer(text):
        out.extend(spots[done : match.start()])
        new = replacement(match)
        if len(new) == match.end() - match.start():
            out.extend(
                (char, box) for char, (_, box) in zip(new, spots[match.start() : match.end()], strict=True)
            )
        elif new:
            boxes = [box for _, box in spots[match.start() : match.end()]]
            around = (
                min(box[0] for box in boxes),
                min(box[1] for box in boxes),
                max(box[2] for box in boxes),
                max(box[3] for box in boxes),
            )
            out.extend((char, around) for char in new)
        done = match.end()
    out.extend(spots[done:])
    return out


_REPAIRS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_BLANK_BEFORE_MARK, lambda match: ""),
    (_TONE_FIRST, lambda match: match[2] + match[1]),
    (_TONE_TOO_LATE, lambda match: f"\u0e31{match[2]}{match[1]}"),
    (_TONE_AFTER_AM, lambda match: f"{match[1]}\u0e33"),
    (_SPLIT_AM, lambda match: (match[1] or match[2] or "") + "\u0e33"),
    (_BLANK_BEFORE_AA, _am_or_aa),
)
