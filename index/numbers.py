"""Search keys of letter numbers: every way in which people ask for ``มท 0816.5/ว 620``.

A letter puts all its keys into the index; a query asks for one. ``ว 5`` and ``5`` never share a key, because
``X/5`` and ``X/ว 5`` are two letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.thai.normal import fold

LONGEST_RANGE = 300
"""A letter sent out as 686-723 is found by each number between; longer ranges are taken for misprints."""

_PARTS = re.compile(
    r"(?P<code>[ก-ฮะA-Za-z]{1,12})?"
    r"(?:\((?P<committee>[^()0-9/]{1,12})\))?"
    r"(?P<unit>[0-9]{1,6}(?:\.[0-9]{1,5})*(?:\([0-9]{1,4}\))?)?"
    r"(?P<rest>(?:/[^/]*)*)"
)
_RUN = re.compile(r"(?P<tag>[^0-9]*?)(?P<circular>ว)?(?P<first>[0-9]{1,7})(?:-(?P<last>[0-9]{1,7}))?")
_YEAR = re.compile(r"2[45][0-9]{2}")
_ORDER = re.compile(r"(?P<run>[0-9]{1,6})/(?P<year>2[45][0-9]{2})")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The parts of a letter number, blanks and needless dots gone; absent parts are empty."""

    code: str = ""
    committee: str = ""
    unit: str = ""
    tag: str = ""
    circular: bool = False
    first: int | None = None
    last: int | None = None
    year: str = ""

    @property
    def run(self) -> str:
        """The running number as keys spell it, ``ว620`` or ``77-152``; empty when it is blank."""
        if self.first is None:
            return ""
        run = f"{self.first}-{self.last}" if self.last is not None else f"{self.first}"
        return "ว" * self.circular + run


def parse_number(raw: str) -> Parsed | None:
    """The parts of a number in any spelling, or ``None`` when ``raw`` is no number. Never raises."""
    text = _tight(raw)
    order = _ORDER.fullmatch(text)
    if order and not order["run"].startswith("0"):
        return Parsed(first=int(order["run"]), year=order["year"])
    if re.fullmatch(r"ว?[0-9]{1,7}(?:-[0-9]{1,7})?(?:/.*)?", text) and (text[0] == "ว" or "/" not in text):
        return _with_rest(Parsed(), text)
    match = _PARTS.fullmatch(text)
    if match is None or not any(match.group("code", "unit")):
        return None
    head = Parsed(match["code"] or "", match["committee"] or "", match["unit"] or "")
    return _with_rest(head, match["rest"].removeprefix("/"))


def _tight(raw: str) -> str:
    """Blanks gone, dots after letters gone, a lost slash before ว put back."""
    text = re.sub(r"\s+", "", fold(raw))
    text = re.sub(r"(?<=[ก-๎A-Za-z)])\.+", "", text).upper()
    text = re.sub(r"\.{2,}", ".", text).removeprefix("ที่")
    text = re.sub(r"(?<=[0-9)])\.?(?=ว[0-9])", "/", text)
    return re.sub(r"/{2,}", "/", text).replace("–", "-")


def _with_rest(head: Parsed, rest: str) -> Parsed | None:
    segments = [segment for segment in rest.split("/") if segment]
    year = segments.pop() if len(segments) > 1 and _YEAR.fullmatch(segments[-1]) else ""
    tags: list[str] = []
    found: re.Match[str] | None = None
    for segment in segments:
        match = _RUN.fullmatch(segment)
        if match is None:
            tags.append(segment)
        elif found is not None:
            return None
        else:
            found = match
            tags.append(match["tag"])
    if found is None:
        circular = bool(tags) and tags[-1] == "ว"
        tag = "/".join(tags[:-1] if circular else tags)
        return Parsed(head.code, head.committee, head.unit, tag, circular)
    first, last = int(found["first"]), found["last"]
    return Parsed(
        head.code,
        head.committee,
        head.unit,
        "/".join(tag for tag in tags if tag),
        bool(found["circular"]),
        first,
        _range_end(first, last) if last else None,
        year,
    )


def _range_end(first: int, last: str) -> int:
    """``1255-59`` ends at 1259."""
    if len(last) < len(str(first)):
        return int(str(first)[: -len(last)] + last)
    return int(last)


def key_of(raw: str) -> str | None:
    """The one key that a query for number ``raw`` looks up, or ``None`` when there is nothing to look up.

    What has digits but not the shape of a number (``ฉบับที่ 12/2560``) is looked up as it stands.
    """
    parsed = parse_number(raw)
    if parsed is None:
        tight = _tight(raw)
        return tight if re.search(r"[0-9]", tight) else None
    if not parsed.run:
        return "unit:" + _head(parsed, committee=bool(parsed.committee))
    if not parsed.code and not parsed.unit:
        run = parsed.run if parsed.circular or parsed.year else f"#{parsed.run}"
        return f"{run}/{parsed.year}" if parsed.year else run
    return _full(parsed, committee=bool(parsed.committee), tag=bool(parsed.tag), year=bool(parsed.year))


def keys_of(raw: str, year: str | None = None) -> frozenset[str]:
    """All keys under which number ``raw`` of a letter is found; ``year`` is the letter's, Buddhist."""
    parsed = parse_number(raw)
    if parsed is None:
        tight = _tight(raw)
        return frozenset({tight} if tight else ())
    keys: set[str] = set()
    for committee in {False, bool(parsed.committee)}:
        keys |= {f"unit:{head}" for head in _heads(parsed, committee)}
        for tag in {False, bool(parsed.tag)}:
            for single in _singles(parsed):
                for with_year in {False, bool(parsed.year)}:
                    keys.add(_full(single, committee=committee, tag=tag, year=with_year))
                    if parsed.code:
                        keys.add(_full(single, committee=committee, tag=tag, year=with_year, code=False))
    for single in _singles(parsed):
        keys.add(f"#{single.first}")
        if not single.circular:
            keys.add(f"#{single.run}")  # a range is asked for as a whole too
        if single.circular:
            keys |= {single.run, *(f"{single.run}/{era}" for era in (parsed.year, year) if era)}
        elif parsed.year and not parsed.unit:
            keys.add(f"{single.run}/{parsed.year}")
    return frozenset(key for key in keys if key not in ("", "unit:"))


def _singles(parsed: Parsed) -> list[Parsed]:
    """The number itself and, for a range, each number in it; none while the run is blank."""
    if parsed.first is None:
        return []
    runs: list[tuple[int, int | None]] = [(parsed.first, parsed.last)]
    if parsed.last is not None and 0 <= parsed.last - parsed.first <= LONGEST_RANGE:
        runs += [(run, None) for run in range(parsed.first, parsed.last + 1)]
    return [
        Parsed(
            parsed.code, parsed.committee, parsed.unit, parsed.tag, parsed.circular, first, last, parsed.year
        )
        for first, last in runs
    ]


def _heads(parsed: Parsed, committee: bool) -> set[str]:
    """Code and unit, the unit without its division, the code alone, the unit alone."""
    code = parsed.code + (f"({parsed.committee})" if committee else "")
    broad = re.split(r"[.(]", parsed.unit)[0]
    return {code + parsed.unit, code + broad, code, parsed.unit}


def _head(parsed: Parsed, *, committee: bool, code: bool = True) -> str:
    letters = parsed.code + (f"({parsed.committee})" if committee else "") if code else ""
    return letters + parsed.unit


def _full(parsed: Parsed, *, committee: bool, tag: bool, year: bool, code: bool = True) -> str:
    head = _head(parsed, committee=committee, code=code)
    tags = f"{parsed.tag}/" if tag and parsed.tag else ""
    years = f"/{parsed.year}" if year and parsed.year else ""
    return f"{head}/{tags}{parsed.run}{years}" if head else f"{tags}{parsed.run}{years}"
