"""The name of an agency as it stands on a scan: without what strayed into it, closed up, and spelled as it is known.

A name that is nearly that of an agency known by name is taken for it, and how it was read is kept beside it; so is
the word that names of offices begin with. What cannot be a name is given up: no sender is better than a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from parsers.agencies import named, names, provinces
from parsers.fields.found import Found, trim
from parsers.thai.likeness import distance, nearest, weight
from parsers.thai.word_list import word_cover

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OPENERS: Final = (
    "กระทรวง", "กรม", "กองบัญชาการ", "กองทัพ", "กอง", "กลุ่มงาน", "กลุ่ม", "ฝ่าย", "สำนักงาน", "สำนัก", "ศูนย์", "สถาบัน", "สถานี", "จังหวัด",
    "อำเภอ", "เทศบาล", "องค์การ", "โรงเรียน", "โรงพยาบาล", "มหาวิทยาลัย", "วิทยาลัย", "คณะ", "ที่ว่าการ", "ที่ทำการ", "ศาล", "สภา", "ธนาคาร",
    "การไฟฟ้า", "การประปา", "วัด", "มูลนิธิ", "สมาคม", "บริษัท", "ห้าง", "งาน", "ส่วน", "มณฑล", "เรือนจำ", "สหกรณ์", "ด่าน", "แขวง",
)  # fmt: skip
_LONG_OPENERS: Final = (
    "เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร", "องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนจังหวัด", "ที่ว่าการอำเภอ", "โรงเรียน", "โรงพยาบาล",
    "มหาวิทยาลัย", "สำนักงาน", "สำนักงานสาธารณสุขจังหวัด", "สำนักงานเขตพื้นที่การศึกษา",
)  # fmt: skip
_BY_LENGTH: Final = sorted((*_OPENERS, *_LONG_OPENERS), key=len, reverse=True)
_NUMBERED = re.compile(r"\d\s*/|/\s*\d|\d{4}|\d[ก-ฮ]\d|โทร")
_STRAY = re.compile(r"[^\sก-๎ฯA-Za-z0-9().,\-–/]")
_BEFORE_BLANK = re.compile(r"[\d)ฯ.]$")
_AFTER_BLANK = re.compile(rf"(?:{'|'.join(_OPENERS)}|[\d(]|[ก-ฮ]{{1,4}}\.)")
_ONE = re.compile("(?<=[ก-ฮ])1(?![0-9])")
"""า, which the engine takes for a 1."""
_NAME = re.compile(r"[ก-๎]{4}|[ก-ฮ]\.")
_DISTRICT = re.compile(r"อำ$|อำ?เ[ภกถ]อ")
"""Begins the address behind a name, also torn or misread."""
_URGENT_TAIL = re.compile(r"\s*ด่?ว[ั]?นที่?(?:ส[ุู]?ด)?$")
"""The stamp of urgency, pressed beside a name."""
_OFFICE_OF = re.compile("^ที่?ทำการ(?=องค์การ)")
_STRAY_NUMBER = re.compile(r"(?<!ที่)(?<!เขต)(?<!ภาค) \d{1,2}$")
_TAIL: Final = 3
"""Thai characters that make no word behind a blank at the end of a name."""
_KNOWN: Final = 0.16
"""Share of a known name that may be read otherwise."""
_OWN: Final = 0.34
"""The same of what a known name does not share with others: มหาวิทยาลัย alone makes no name likely."""
_BY_CODE: Final = 0.3
"""The same for the name behind the code in the letter's own number."""
_REACH: Final = 3
"""By how many characters a name may be longer or shorter than a known one."""
_OPENING: Final = 0.25
_WORDS: Final = 0.7
"""Share of a name that words must make if it begins as no known one does."""
_SURE: Final = 0.9
_UNKNOWN: Final = 0.8
"""How sure a name is at most that is not known."""


def mended_agency(found: Found, code: str) -> Found | None:
    """``found`` with the name that it most likely is; ``code`` holds the letters of the letter's own number, or
    nothing. None if what was read holds no name."""
    name = _closed_up(_without_numbers(_STRAY.sub("", found.value)))
    if not _NAME.search(name):
        return None
    known = _known(name, code) or _town_hall(found, code) or _known(_ONE.sub("า", name), code)
    sure = _SURE if known is not None else _UNKNOWN
    name = known or _opened(name)
    if known is None and not name.startswith(_OPENERS) and "." not in name and word_cover(name) < _WORDS:
        return None
    evidence = found.evidence
    if evidence is not None:
        others = [found.value] if name != found.value else []
        others += [other for other in evidence.alternatives if other not in (name, *others)]
        evidence = replace(evidence, confidence=min(evidence.confidence, sure), alternatives=tuple(others))
    return Found(name, evidence)


def _without_numbers(text: str) -> str:
    """The stretch of ``text`` that begins as names do, where a number or a telephone stands before or behind it."""
    if not _NUMBERED.search(text):
        return text
    for piece in _pieces(text):
        if piece.startswith(_OPENERS) and not _NUMBERED.search(piece):
            return piece
    return ""


def _pieces(text: str) -> Iterator[str]:
    """What stands behind the last blank before which a number ends, and before the first at which one begins."""
    words = text.split()
    numbered = [n for n, word in enumerate(words) if re.search(r"\d|^ที่$|^โทร", word)]
    if numbered:
        yield " ".join(words[numbered[-1] + 1 :])
        yield " ".join(words[: numbered[0]])


def _closed_up(text: str) -> str:
    """``text`` without the blanks that no name has: between Thai letters, unless a word of offices begins there."""
    words = text.split()
    while len(words) > 1 and re.fullmatch(rf"[ก-๎]{{1,{_TAIL}}}", words[-1]):
        words.pop()
    opening = next((n for n, word in enumerate(words) if word.startswith(_OPENERS)), 0)
    if all(len(word) <= _TAIL or re.search(r"\d", word) for word in words[:opening]):
        words = words[opening:]
    joined = ""
    for word in _URGENT_TAIL.sub("", " ".join(words)).split():
        if joined and _DISTRICT.match(word):
            break
        apart = not joined or _BEFORE_BLANK.search(joined) or _AFTER_BLANK.match(word)
        joined += f" {word}" if joined and apart else word
    return trim(_STRAY_NUMBER.sub("", _OFFICE_OF.sub("", _URGENT_TAIL.sub("", joined))))


def _known(name: str, code: str) -> str | None:
    """The one agency whose name this is but for a few characters."""
    if (bare := name.replace(" ", "")) in _bare_names():
        return _bare_names()[bare]
    for full in named(code):
        for printed in (full, f"ศาลากลาง{full}"):
            if abs(len(bare) - len(printed)) <= _REACH and distance(bare, printed) <= _BY_CODE * weight(full):
                return full
    found = nearest(bare, _bare_names(), reach=_REACH)
    if found is None or found[0] > _KNOWN * weight(found[1]) or not _own_part_like(bare, found[1]):
        return None
    return _bare_names()[found[1]]


def _town_hall(found: Found, code: str) -> str | None:
    """The province whose town hall the first line of the sender names: what follows is its address."""
    lines = found.evidence.alternatives if found.evidence is not None else ()
    halls = [_closed_up(_STRAY.sub("", line)) for line in lines if line.startswith("ศาล")]
    return next(
        (known for hall in halls if (known := _known(hall, code)) and known.startswith("จังหวัด")), None
    )


def _own_part_like(read: str, known: str) -> bool:
    """Whether what follows the word that both names begin with is alike too."""
    shared = next((word for word in _BY_LENGTH if known.startswith(word) and read.startswith(word)), "")
    own = known.removeprefix(shared)
    return not shared or distance(read.removeprefix(shared), own) <= _OWN * weight(own)


@cache
def _bare_names() -> Mapping[str, str]:
    """The known names by what is left of them without blanks, and by that of a town hall where it stands for them."""
    halls = {f"ศาลากลางจังหวัด{province}": f"จังหวัด{province}" for province in provinces()}
    return {name.replace(" ", ""): name for name in names()} | halls


def _opened(name: str) -> str:
    """``name`` with the word that it begins with as that is spelled."""
    if name.startswith(_OPENERS):
        return name
    best = min(
        (
            (distance(name[:end], opener) / weight(opener), -len(opener), end, opener)
            for opener in _LONG_OPENERS
            for end in range(max(len(opener) - 3, 1), min(len(opener) + 2, len(name) + 1))
        ),
        default=None,
    )
    if best is None or best[0] > _OPENING:
        return name
    return best[3] + name[best[2] :]
