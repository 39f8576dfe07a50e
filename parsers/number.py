"""The number of a letter (ที่): its grammar, its normal form, and where one stands in a text.

Grammar (clauses 11, 31 and 32 of the regulation of 2526 and what offices make of it)::

    number := code ["(" committee ")"] unit "/" [tag] ["ว"] run ["/" year]

All functions expect text in normal form (``parsers.thai.normal``).
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from typing import Literal

from parsers.thai.years import MONTHS

Form = Literal["letter", "partial", "bank", "series", "short", "order", "bare"]

_MONTH_AHEAD = rf"\s{{0,12}}(?:{'|'.join(MONTHS)}|(?:ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค)\.)"
_RUN = rf"\d{{1,6}}(?:\s?-\s?\d{{1,6}})?(?!\d)(?!{_MONTH_AHEAD})"
# PDF text layers tear digits apart; a torn number is closed up only where nothing else can follow it.
_TORN_RUN = r"(?<=[/ว.\s])\d{1,3} (?!2[45]\d\d)\d{1,4}(?: \d{1,3})?(?=\s*(?:ลง\s?วัน|ลว\s?\.|เรื่อง)|\s{2,}|\t|\s*\n|\s*$)"
_FREE = r"(?:(?<![ก-๎.\d])|(?<=ที่))"
_TAG = (
    r"พิเศษ|ด่วน(?:มาก|ที่สุด)?(?=\s?\d)|ลับ(?:มาก|ที่สุด)?(?=\s?\d)|ว\.?ล\.?(?=\s?\d)|\((?!ว\))[ก-ฮ]{1,4}\.?\)"
    r"|(?!ว\s?\.?(?:[\s\d/.]|$))[ก-ฮ]{1,4}\.?(?=\s?/|\s{0,2}\d|\s*\.{2,}|\s*ว\s?\.?\s?\d)"
)
_TAIL = (
    rf"(?:(?P<slash>\s{{0,2}}/[ ]{{0,2}}|\s?\.\s?(?=ว(?![ก-๎]))|\s?(?=ว\s?\.?\s?\d))"
    rf"(?:(?P<tag>{_TAG})(?P<tagslash>\s?/\s?|\s*))?"
    rf"(?:(?P<circular>\(ว\)|ว)(?![ก-๎])(?:\s?\.)?[ ]{{0,3}})?"
    rf"(?P<run>{_TORN_RUN}|{_RUN})?"
    r"(?:(?<=\d)\s{0,2}/\s{0,2}(?P<year>2[45]\d\d)(?!\d))?)"
)
# Behind five digits, or four that no fifth can follow (ศธ 0406 7 may be 04067), a blank before the slash is a lost dot.
_LOST_DOT = r"(?:(?<=\d{5})|(?<=\D0[0-35-9]\d\d))"
_UNIT = rf"(?P<unit>(?:\d{{1,3}} \d{{1,3}}(?=[./])|\d{{1,6}})(?:\.{{1,2}}\d{{1,5}}|(?:\. | \.) ?\d{{1,2}}(?=[./])|{_LOST_DOT} \d{{1,2}}(?=/)|\.?\(\d{{1,3}}\)|\.?\([ก-ฮ]{{1,3}}\)\d{{1,2}}(?=/)|-\d{{1,3}}(?=/))*(?:\s?\([ก-ฮ]{{1,4}}\.?\)(?=\s?/))?)"
_COMMITTEE = r"(?:\((?P<committee>(?:[ก-ฮ]\.?\s?){1,6})\)\s{0,2})?"

_LETTER = re.compile(
    rf"{_FREE}(?P<code>(?:[ก-ฮ]{{1,6}}\.){{2,3}}|[ก-ฮ]{{2,6}}\.[ก-ฮ]{{2,6}}|[ก-ฮ]{{3,6}}\.?|[ก-ฮ][ก-ฮะ]\s?\.?)"
    rf"\s{{0,2}}{_COMMITTEE}{_UNIT}{_TAIL}?(?![ก-๎]?\d)"
)
_BANK = re.compile(
    rf"{_FREE}(?P<code>ธปท\.\s?ฝ[ก-ฮ]{{1,3}}\.)\s?(?P<section>\(\d{{1,3}}\))?\s?(?P<circular>ว)?\s?\.?\s?(?P<run>\d{{1,6}})\s?/\s?(?P<year>2[45]\d\d)(?!\d)"
)
_SERIES = re.compile(
    rf"{_FREE}(?P<code>(?:[ก-ฮ]{{1,2}}\.){{1,2}}|[ก-ฮ]{{2}})\s{{0,2}}(?P<run>\d{{1,5}})\s?/\s?(?P<year>2[45]\d\d)(?!\d)"
)
_TAX = re.compile(
    rf"{_FREE}(?<!/)(?!ว\.)(?P<code>(?:[ก-ฮ]\.){{1,2}}|[ก-ฮ]{{3,6}}\.)\s{{0,2}}(?P<run>\d{{1,5}})\s?/\s?(?P<year>2[45]\d\d)(?!\d)"
)
_DOTTED = re.compile(rf"{_FREE}(?P<code>(?:[ก-ฮ]{{1,5}}\.){{2,3}}[ก-ฮ]{{1,5}})\s(?P<run>\d{{1,6}})(?!\d)")
_SHORT = re.compile(
    rf"(?<![ก-๎/])ว(?:\s?\.)?[ ]{{0,2}}(?P<run>{_RUN})(?:\s?/\s?(?P<year>2[45]\d\d)(?!\d))?(?![\d.]\d)"
)
_ORDER = re.compile(r"(?<![\d./ก-๎-])(?P<run>\d{1,5})\s{0,2}/\s{0,2}(?P<year>2[45]\d\d)(?![\d/])")
_BARE = re.compile(
    r"(?<![\d./ก-๎-])(?P<unit>\d{2,6}(?:\.\d{1,4}|\.?\(\d{1,3}\))*)\s{0,2}/\s{0,2}(?P<circular>ว\s?\.?\s?)?(?P<run>\d{1,6})(?![\d/])"
)


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number in ``text[start:end]``.

    ``normal`` is its normal form, ``partial`` what is printed where the running number is blank; ``head`` is
    code, committee and unit, which a short form (``ว 916``) behind it inherits. ``torn``: its digits stood apart.
    """

    start: int
    end: int
    form: Form
    normal: str | None
    partial: str | None = None
    head: str | None = None
    torn: bool = False


def find_numbers(text: str) -> list[NumberMatch]:
    """Everything in ``text`` that has the shape of a number, in order, without overlap.

    Shape alone proves nothing (``ขก 4190/2551`` may be a plot of land): whoever asks must look at the words
    before it.
    """
    taken: list[NumberMatch] = []
    starts: list[int] = []
    for form, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            at = bisect(starts, match.start())
            before, after = taken[at - 1 : at], taken[at : at + 1]
            if (before and match.start() < before[0].end) or (after and after[0].start < match.end()):
                continue
            found = _read(form, match)
            if found is not None:
                taken.insert(at, found)
                starts.insert(at, found.start)
    return taken


def read_number(text: str, start: int = 0) -> NumberMatch | None:
    """The number that begins at ``start``, after white space."""
    while start < len(text) and text[start] in " \t":
        start += 1
    for form, pattern in _PATTERNS:
        match = pattern.match(text, start)
        if match and (found := _read(form, match)) is not None:
            return found
    return None


def normal_number(text: str) -> str | None:
    """The normal form of ``text`` if all of it is one number."""
    found = read_number(text.strip())
    return found.normal if found and found.end == len(text.strip()) else None


def _read(form: Form, match: re.Match[str]) -> NumberMatch | None:
    if form == "letter":
        return _letter(match)
    groups = match.groupdict()
    run, year = groups["run"].replace(" ", ""), groups.get("year")
    suffix = f"/{year}" if year else ""
    circular = "ว " if groups.get("circular") else ""
    if form == "bank":
        section = f" {groups['section']}" if groups["section"] else ""
        normal = f"{groups['code'].replace(' ', '')}{section} {circular}{run}{suffix}"
    elif form == "series":
        code = groups["code"]
        blank = match.string[match.end("code") : match.start("run")][:1] if len(code) > 3 else ""
        if not code.endswith("."):
            blank = " "
        elif "." in code[:-1]:
            blank = ""  # tax orders: ท.ป.123/2545
        normal = f"{code}{blank}{run}{suffix}"
    elif form == "short":
        normal = f"ว {run}{suffix}"
    elif form == "bare":
        normal = f"{groups['unit']}/{circular}{run}"
    elif form == "order":
        normal = f"{run}{suffix}"
    else:
        return None
    head = groups["unit"] if form == "bare" else None
    return NumberMatch(match.start(), match.end(), form, normal, None, head)


def _letter(match: re.Match[str]) -> NumberMatch | None:
    groups = match.groupdict()
    code = re.sub(r"\s", "", groups["code"])
    if len(code.rstrip(".")) == 2:
        code = code.rstrip(".")
    unit = re.sub(rf" ?\.{{1,2}} ?|{_LOST_DOT} (?=\d{{1,2}}$)", ".", f" {groups['unit']}")[1:]
    torn = " " in unit.partition(".")[0]
    if torn:
        unit = unit.replace(" ", "", 1)
        if len(unit.partition(".")[0]) not in (4, 5):
            return None
    if groups["slash"] is None and groups["run"] is None and len(code) > 2:
        return None
    if len(unit) < (2 if len(code) == 2 else 3):
        return None
    committee = re.sub(r"[\s.]", "", groups["committee"] or "")
    head = f"{code} ({committee}) {unit}" if committee else f"{code} {unit}"
    end = match.end()
    if groups["slash"] is None and (lost := re.fullmatch(r"(.+)\.(\d{4,6})", unit)):
        head = head.removesuffix(unit) + lost.group(1)  # a dot written for the slash
        return NumberMatch(match.start(), end, "letter", f"{head}/{lost.group(2)}", None, head)
    if groups["run"] is None:
        tag = groups["tag"] or ""
        circular = "ว" if groups["circular"] else ""
        slash = "/" if groups["slash"] is not None else ""
        partial = f"{head}{slash}{tag}{' ' if tag and circular else ''}{circular}"
        return NumberMatch(match.start(), end, "partial", None, partial, head)
    tag = ""
    if groups["tag"]:
        glued = groups["tag"].endswith(".") and not groups["tagslash"]
        joint = " " if groups["tag"] == "พิเศษ" or "/" not in groups["tagslash"] else "/"
        tag = groups["tag"] if glued else groups["tag"].rstrip(".") + joint
        if groups["tag"].startswith("(") and "/" not in groups["tagslash"]:
            tag = groups["tag"] + " "
    circular = "ว " if groups["circular"] else ""
    torn = torn or re.search(r"\d \d", groups["run"]) is not None
    run = groups["run"].replace(" ", "")
    if torn and len(run) > 6:
        return None
    year = f"/{groups['year']}" if groups["year"] else ""
    normal = f"{head}/{tag}{circular}{run}{year}"
    return NumberMatch(match.start(), end, "letter", normal, None, head, torn)


_PATTERNS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("bank", _BANK),
    ("series", _TAX),
    ("letter", _LETTER),
    ("series", _DOTTED),
    ("series", _SERIES),
    ("short", _SHORT),
    ("order", _ORDER),
    ("bare", _BARE),
)
