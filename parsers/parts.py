"""Several letters in one file: where one ends and the next begins (cover letter, attached copies)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.fields.kind import find_kind
from parsers.fields.labels import label_end
from parsers.fields.own_number import find_at
from parsers.letter import Kind
from parsers.sheet import Sheet

if TYPE_CHECKING:
    from parsers.sheet import TextLine

_CLOSED = re.compile(r"ขอแสดงความนับถือ|จึงเรียนมา|จึงขอเรียน|สั่ง\s*ณ|ประกาศ\s*ณ|ให้ไว้\s*ณ|จึงแจ้ง|ขอนมัสการ|^\s*โทร")
_HEAD = re.compile(
    r"\s*(?:\(?\s*-?\s*สำเนา(?:คู่ฉบับ)?\s*-?\s*\)?\s*$|(?:ด่วนที่สุด|ด่วนมาก|ด่วน|ลับ)?\s*ท\s*ี\s*่\s+[ก-ฮ]{2}\s?\.?\s*(?:\(|\d)|บันทึกข้อความ\s*$|คำสั่ง\S{3,}|ประกาศ(?:กรม|กระทรวง|สำนัก|จังหวัด|คณะ|มหาวิทยาลัย|เทศบาล)\S*\s*$|ถึง\s{1,3}\S)"
)


_LOOK_AHEAD = 500
"""Lines in which the head of a letter must stand, blank ones included."""


def split_letters(sheet: Sheet) -> list[Sheet]:
    """One sheet a letter, in order; a file with one letter comes back whole."""
    starts = [0]
    for index in _candidates(sheet.lines):
        # The quick question first: the other one looks at all that came before, at every page of a long book.
        if _begins_letter(Sheet(sheet.lines[index : index + _LOOK_AHEAD])) and _is_letter(
            Sheet(sheet.lines[starts[-1] : index])
        ):
            starts.append(index)
    ends = [*starts[1:], len(sheet)]
    return [Sheet(sheet.lines[a:b]) for a, b in zip(starts, ends, strict=True)]


def _candidates(lines: tuple[TextLine, ...]) -> list[int]:
    """Lines where a new letter may begin: the top of a page, or a head after a closing."""
    found = []
    closed = False
    previous_page = lines[0].page if lines else 1
    skip_until = 6
    for index, line in enumerate(lines):
        if line.page != previous_page:
            previous_page = line.page
            found.append(index)
            continue
        if _CLOSED.search(line.text):
            closed = True
        if closed and index >= skip_until and _HEAD.match(line.text):
            found.append(index)
            closed = False
            skip_until = index + 8
    return found


def _opens_head(line: TextLine) -> bool:
    if _HEAD.match(line.text) or find_at(line.text):
        return True
    return any(label_end(name, line.text) is not None for name in ("subject", "to", "via", "unit"))


def _is_letter(sheet: Sheet) -> bool:
    return find_kind(sheet).kind is not Kind.NOT_LETTER


def _begins_letter(sheet: Sheet) -> bool:
    """A head of its own: title of a kind, or number, subject and recipient near the top."""
    top = [line for line in sheet.lines if not line.blank and not line.furniture][:14]
    if not top:
        return False
    found = find_kind(Sheet(sheet.lines[:120]))
    if found.kind is Kind.NOT_LETTER:
        return False
    before_head = top[: next((i for i, line in enumerate(top) if _opens_head(line)), len(top))]
    if any(len(line.bare) > 70 or _CLOSED.search(line.text) for line in before_head):
        return False  # the page goes on with the letter before
    names = [n for n in ("subject", "to", "via") if any(label_end(n, line.text) is not None for line in top)]
    titled = found.rule == "kind-title"
    return titled or len(names) >= 2 or (names == ["via"] and _HEAD.match(top[0].text) is not None)
