"""Missing letters as a list to send to the offices that issued them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from parsers import agencies
from report.labels import label, shown_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive import LetterSummary, MissingLetter
    from report.labels import Language

HEADS: tuple[tuple[str, str], ...] = (
    ("ลำดับ", "No."),
    ("หน่วยงานที่ออก (น่าจะเป็น)", "Issuing agency (probable)"),
    ("เลขที่หนังสือ", "Number"),
    ("เขียนไว้ในฉบับที่อ้างว่า", "Written in citing letters as"),
    ("ลงวันที่ (พ.ศ.)", "Date (Buddhist era)"),
    ("ลงวันที่ (ค.ศ.)", "Date (ISO)"),
    ("ชนิด", "Kind"),
    ("เรื่อง", "Subject"),
    ("จำนวนฉบับที่อ้างถึง", "Cited by (letters)"),
    ("ฉบับที่อ้างถึง", "Citing letters"),
    ("รหัสในคลัง", "Id in the archive"),
)
_BETWEEN = " | "


def head(language: Language) -> tuple[str, ...]:
    """What stands over the columns."""
    return tuple(pair[language == "en"] for pair in HEADS)


def rows(letters: Iterable[MissingLetter], language: Language) -> Iterator[tuple[object, ...]]:
    """The letters office by office, the oldest of each first; offices that nobody named come last."""
    ordered = sorted(letters, key=lambda letter: _place(letter, language))
    for place, letter in enumerate(ordered, start=1):
        number = letter.number or letter.number_partial
        kind = label("kind", letter.kind, language) if letter.kind else ""
        citing = sorted(letter.cited_by, key=lambda each: (each.date or "", each.id))
        yield (
            place,
            probable_issuer(letter, language),
            number,
            _BETWEEN.join(letter.spellings),
            shown_date(letter.date, "th"),
            letter.date,
            kind,
            letter.title,
            letter.count,
            _BETWEEN.join(_named(each, language) for each in citing),
            letter.id,
        )


def probable_issuer(letter: MissingLetter, language: Language) -> str:
    """Who issued it as its citers say, else the agency behind the letters of its number; empty when neither tells."""
    if letter.issuer:
        return letter.issuer
    code = (letter.number or letter.number_partial or "").split(" ")[0]
    name = _agency(code)
    if name is None:
        return ""
    return f"{name} ({code})" if language == "en" else f"{name} (ตามรหัส {code})"


@cache
def _agency(code: str) -> str | None:
    """The one agency that the code stands for; a code that two have had stands for none."""
    names = agencies.named(code)
    return names[0] if len(names) == 1 else None


def _place(letter: MissingLetter, language: Language) -> tuple[bool, str, str, str, str]:
    issuer = probable_issuer(letter, language)
    return (not issuer, issuer, letter.date or "9999", letter.number or "", letter.id)


def _named(letter: LetterSummary, language: Language) -> str:
    number = letter.number or letter.number_partial or letter.subject or letter.id
    date = shown_date(letter.date, language)
    between = " of " if language == "en" else " ลงวันที่ "
    return f"{number}{between}{date}" if date else number
