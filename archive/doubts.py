"""The items of a review, each with its reason in Thai and English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.amending import OF_REFERENCE, Field
from archive.proposing import citing_words
from archive.records import ReviewItem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archive.missing import Absent
    from archive.records import Correction, Failure, LetterSummary

_UNREAD = ("head-number-unsure", "head-day-unsure", "head-date-unsure")
"""Rules of values that stand on a scan, but were left out because they could not be read for certain."""


def failed(failure: Failure) -> ReviewItem:
    return ReviewItem(
        letter=None,
        field="file",
        value=None,
        confidence=None,
        thai=f"อ่านแฟ้มไม่ได้: {failure.thai}",
        english=f"the file could not be read: {failure.english}",
        path=failure.path,
    )


def no_number(letter: LetterSummary, read: Mapping[str, Any], fits: Absent | None) -> ReviewItem:
    place = read["evidence"].get("number_partial")
    if place and place["rule"] in _UNREAD:
        reason = ("เลขที่ในภาพสแกนอ่านไม่ได้แน่ชัด", "the scan's running number could not be read for certain")
    elif letter.number_partial:
        reason = ("เลขที่ไม่ครบ", "the running number is blank")
    else:
        reason = ("ไม่พบเลขที่", "no number was found")
    return _own(letter, "number", letter.number_partial, reason, read, "number_partial", fits)


def no_date(letter: LetterSummary, read: Mapping[str, Any], fits: Absent | None) -> ReviewItem:
    return _own(letter, "date", None, ("ไม่พบวันที่", "no date was found"), read, "date", fits)


def no_day(letter: LetterSummary, read: Mapping[str, Any], fits: Absent | None) -> ReviewItem:
    place = read["evidence"].get("date")
    if place and place["rule"] in _UNREAD:
        reason = ("วันที่ในภาพสแกนอ่านไม่ได้แน่ชัด", "the scan's day could not be read for certain")
    else:
        reason = ("วันที่ไม่มีวัน", "the day is blank")
    return _own(letter, "date", letter.date, reason, read, "date", fits)


def conflict(letter: LetterSummary, read: Mapping[str, Any], others: Sequence[LetterSummary]) -> ReviewItem:
    field = "number" if letter.number else "subject"
    value = letter.number or letter.subject
    reason = (
        "มีหนังสืออีกฉบับที่เลขที่และวันที่เดียวกันแต่เนื้อความต่าง",
        "another letter has the same number and date but a different text",
    )
    return _item(letter, Field(field), value, None, reason, read["evidence"].get(field), candidates=others)


def uncertain_link(
    letter: LetterSummary,
    read: Mapping[str, Any],
    position: int,
    score: float,
    candidates: Sequence[LetterSummary],
) -> ReviewItem:
    field = naming(read, position)
    if len(candidates) > 1:
        reason = (
            f"หนังสือที่อ้างถึงอาจเป็นฉบับใดฉบับหนึ่งใน {len(candidates)} ฉบับ",
            f"the reference may mean any of {len(candidates)} letters",
        )
    else:
        reason = (
            "หนังสือที่อ้างถึงอาจเป็นฉบับนี้ แต่ไม่แน่",
            "the reference may mean this letter, but that is not certain",
        )
    place = read["evidence"].get(f"references[{position}]")
    words = read["references"][position]["text"]
    return _item(letter, field, field.value_in(read), score, reason, place, candidates=candidates, text=words)


def low(
    letter: LetterSummary, field: Field, read: Mapping[str, Any], evidence: Mapping[str, Any]
) -> ReviewItem:
    percent = f"{100 * evidence['confidence']:.0f}%"
    reason = (f"อ่านค่านี้ได้ไม่แน่ใจ (มั่นใจ {percent})", f"the value was read with doubt ({percent} sure)")
    others = tuple(evidence["alternatives"])
    value = field.value_in(read)
    return _item(letter, field, value, evidence["confidence"], reason, evidence, alternatives=others)


def without_reference(letter: LetterSummary, made: Correction) -> ReviewItem:
    reason = (
        "หนังสือที่อ้างถึงซึ่งเคยแก้ไว้ ไม่พบในการอ่านครั้งใหม่ ให้ตรวจแล้วแก้อีกครั้ง",
        "this was corrected in a reference that the newer reading does not have: look and correct it again",
    )
    return ReviewItem(letter, made.field, made.value, None, *reason, text=made.cited)


def without_letter(made: Correction) -> ReviewItem:
    reason = (
        f"หนังสือที่เคยแก้ไว้ ({made.author}: {made.reason}) ไม่พบในการอ่านครั้งใหม่",
        f"this was corrected ({made.author}: {made.reason}) in a letter that the newer reading does not have",
    )
    return ReviewItem(None, made.field, made.value, None, *reason, text=made.cited)


def naming(read: Mapping[str, Any], position: int) -> Field:
    """The field by which a reference is called: its number, else the first that it has."""
    reference = read["references"][position]
    names = ("number", "title", "date", "issuer")
    return Field(next((name for name in names if reference[name]), OF_REFERENCE[0]), position)


def _own(
    letter: LetterSummary,
    name: str,
    value: str | None,
    reason: tuple[str, str],
    read: Mapping[str, Any],
    key: str,
    fits: Absent | None,
) -> ReviewItem:
    """A blank of the letter's own, with what the letters that cite it may tell."""
    place = read["evidence"].get(key)
    others: tuple[str, ...] = tuple(place["alternatives"]) if place else ()
    if fits is not None:
        told = fits.number if name == "number" else fits.date
        others = (*((told,) if told else ()), *(each for each in others if each != told))
        words = " / ".join(f"“{text}”" for text in citing_words(fits))
        count = len({cited.letter for cited in fits.citations})
        reason = (
            f"{reason[0]} อาจเป็น {fits.number} ลงวันที่ {fits.date} ซึ่งมีหนังสืออ้างถึง {count} ฉบับ: {words}",
            f"{reason[1]}; it may be {fits.number} of {fits.date}, cited by {count}: {words}",
        )
    return _item(letter, Field(name), value, None, reason, place, alternatives=others)


def _item(
    letter: LetterSummary,
    field: Field,
    value: str | None,
    confidence: float | None,
    reason: tuple[str, str],
    place: Mapping[str, Any] | None,
    *,
    alternatives: tuple[str, ...] = (),
    candidates: Sequence[LetterSummary] = (),
    text: str | None = None,
) -> ReviewItem:
    place = place or {}
    return ReviewItem(
        letter,
        field.typed,
        value,
        confidence,
        *reason,
        alternatives=alternatives or tuple(each.id for each in candidates),
        box=tuple(place["box"]) if place.get("box") else None,
        candidates=tuple(candidates),
        text=text or place.get("text"),
        page=place.get("page"),
        line=place.get("line"),
    )
