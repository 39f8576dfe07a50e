"""Dates the letter speaks of that are not its own: meetings, deadlines, days of effect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.letter import Event, Evidence, Kind
from parsers.thai.dates import find_dates, find_ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.fields.layout import Layout
    from parsers.sheet import Flow, Sheet

_DEADLINE = re.compile(
    r"(?:ภายใน(?:กำหนด)?(?:วัน)?(?:ที่)?|ไม่เกิน(?:วัน)?(?:ที่)?|ก่อนวันที่|ไม่ช้ากว่าวันที่|อย่างช้า(?:ภายใน)?วันที่|ภายในวัน|ก่อน|ให้แล้วเสร็จใน|ได้(?:จนถึง|ถึง)วันที่|จนถึง(?:วันที่)?|ภายใน(?:(?!นับ)[^\n\d]){0,28}|(?<!ตั้งแต่)ภายในเดือน)\s*$"
)
_EFFECTIVE = re.compile(
    r"(?:มีผล(?:ใช้)?บังคับ|มีผล|ให้ใช้บังคับ|ใช้บังคับ|ให้ถือปฏิบัติ|ถือปฏิบัติ|เริ่มใช้|บังคับใช้|เบิกจ่ายได้|ขยายเวลาใช้)[^\n]{0,40}?(?:ตั้งแต่|ใน|ระหว่าง|เมื่อ)?(?:วัน)?(?:ที่)?\s*$"
    r"|ทั้งนี้\s*(?:ให้|โดย)?[^\n]{0,14}?(?:ตั้งแต่|นับแต่|ในวันที่|ระหว่าง)(?:วัน)?(?:ที่)?\s*$"
)
_WINDOW = re.compile(
    r"(?:ส่ง|รับสมัคร|ยื่น|สมัคร|ลงทะเบียน|เสนอ|ตอบแบบ|แจ้งความประสงค์|จัดส่ง|รับคำขอ|รายงาน)(?:(?!จัด|อบรม|ประชุม|สัมมนา|ให้คำปรึกษา|เปิดให้|ไปสำรวจ|ไปตรวจ|เดินทาง|ลงพื้นที่|เข้าร่วม)[^\n]){0,70}?(?:ตั้งแต่|ระหว่าง)?(?:วัน)?(?:ที่)?\s*$"
)
_PAST = re.compile(
    r"(?:เมื่อ(?:วัน)?(?:ที่)?|ลง(?:วัน)?(?:ที่)?|ลว\.?|ณ วันที่|สั่ง ณ|เกิดวันที่|บรรจุ(?:เข้ารับราชการ)?(?:เมื่อ)?|ประกาศ\s*ณ\s*(?:วันที่)?|ตั้งแต่วันที่เกิด|รับวันที่|พ้นจาก[^\n]{0,30})\s*$"
)
_FROM = re.compile(r"(?:ตั้งแต่|นับแต่|นับจาก|เริ่ม)(?:วัน)?(?:ที่)?\s*$")
_IN = re.compile(r"(?:ใน(?:วัน)?(?:ที่)?|วัน(?:ที่)?|ณ|กำหนด[^\n]{0,30}|ระหว่าง(?:วันที่)?|เป็นวันที่|จัดขึ้น)\s*$")
_ON = re.compile(r"\s*(?:เป็นต้นไป|เป็นต้นมา)")


def find_events(
    sheet: Sheet, layout: Layout, own: str | None, cited: Sequence[tuple[int, int]]
) -> tuple[tuple[Event, ...], dict[str, Evidence]]:
    """Events of the body in order; ``cited`` are stretches of the body's flow that belong to citations."""
    if layout.kind is Kind.NOT_LETTER:
        return (), {}
    flow = sheet.flow(*layout.body)
    heading = sheet.flow(layout.title, layout.body[0]) if layout.kind is Kind.MINUTES else None
    found: dict[tuple[str | None, str | None, str], tuple[Event, Evidence | None]] = {}
    if heading is not None:
        for day, start, end in _meeting_days(heading.text):
            found[day.start, day.end, "event"] = (day, heading.evidence(start, end, "meeting-day", 0.95))
    for event, start, end in _events(flow, own, cited):
        key = (event.start, event.end, event.role)
        found.setdefault(key, (event, flow.evidence(start, end, f"event-{event.role}", 0.85)))
    evidence = {f"events[{i}]": place for i, (_, place) in enumerate(found.values()) if place}
    return tuple(event for event, _ in found.values()), evidence


def _meeting_days(text: str) -> list[tuple[Event, int, int]]:
    """The days of the meeting in the heading of its minutes."""
    ranges = find_ranges(text)
    days = [(each.first, each.last, each.start, each.end) for each in ranges]
    days += [
        (date.iso, date.iso, date.start, date.end)
        for date in find_dates(text)
        if not any(each.start <= date.start < each.end for each in ranges)
    ]
    return [(Event(first, last, "event", text[start:end]), start, end) for first, last, start, end in days]


def _events(flow: Flow, own: str | None, cited: Sequence[tuple[int, int]]) -> list[tuple[Event, int, int]]:
    text = flow.text
    found: list[tuple[Event, int, int]] = []
    ranges = find_ranges(text)
    for stretch in ranges:
        if _inside(stretch.start, cited):
            continue
        role = _range_role(text, stretch.start, stretch.end)
        if role:
            found.append(
                (
                    Event(stretch.first, stretch.last, role, text[stretch.start : stretch.end]),
                    stretch.start,
                    stretch.end,
                )
            )
    for date in find_dates(text):
        if not date.has_day or _inside(date.start, cited):
            continue
        if any(stretch.start < date.end and date.start < stretch.end for stretch in ranges):
            continue
        event = _single(text, date.start, date.end, date.iso, own)
        if event is not None:
            found.append((event, date.start, date.end))
    return sorted(found, key=lambda item: item[1])


def _single(text: str, start: int, end: int, iso: str, own: str | None) -> Event | None:
    weekday = re.match(r"วัน\S", text[start:end]) is not None
    before = text[max(0, start - 70) : start]
    words = text[start:end]
    if _DEADLINE.search(before):
        return None if _over(iso, own) else Event(None, iso, "deadline", words)
    if _PAST.search(before):
        return None
    effective = _EFFECTIVE.search(before.rpartition("\n")[2])
    if _FROM.search(before):
        if _over(iso, own) and not effective:
            return None
        if _ON.match(text, end) or effective:
            return Event(iso, None, "effective", words)
        return None if _over(iso, own) else Event(iso, None, "effective", words)
    timed = re.match(r"\s*(?:เวลา|ณ\s|ตั้งแต่เวลา)", text[end : end + 16]) is not None
    if effective and not _over(iso, own) and not (timed or weekday):
        return Event(iso, None, "effective", words)
    if (_IN.search(before) or weekday) and not _over(iso, own):
        return Event(iso, iso, "event", words)
    return None


def _range_role(text: str, start: int, end: int) -> str | None:
    before = text[max(0, start - 110) : start]
    if _PAST.search(before):
        return None
    sentence = re.split(r"\n|\sนั้น\s|\s(?=ทั้งนี้|ในการนี้|อนึ่ง)", before)[-1]
    if re.search(
        r"ทั้งนี้\s*(?:ให้มีผล|โดยให้มีผล)?\s*(?:ตั้งแต่|ระหว่าง|ใน)?(?:วัน)?(?:ที่)?\s*$|(?:มีกำหนด|เป็นเวลา|เป็นระยะเวลา)[^\n\d]{0,30}ตั้งแต่[^\n]{0,10}$|มีผล[^\n]{0,40}$|ใช้บังคับ[^\n]{0,40}$|ถือปฏิบัติ[^\n]{0,40}$|ห้าม[^\n]{0,60}$",
        sentence,
    ):
        return "effective"
    if _WINDOW.search(sentence) and re.search(r"ตั้งแต่[^\n]{0,10}$", sentence):
        return "deadline"
    if re.search(
        r"(?:รับสมัคร|ยื่นคำขอ|ยื่นใบสมัคร|ส่งผลงาน|สมัคร)(?:(?!กำหนดจัด|จัดขึ้น|จัดอบรม|จัดประชุม|อบรม)[^\n]){0,110}$",
        sentence,
    ):
        return "deadline"
    return "event"


def _over(iso: str, own: str | None) -> bool:
    """Whether a day lies before the letter itself: then it is told of, not ahead."""
    return (own is not None and iso[:7] < own[:7]) or (own is not None and len(own) == 10 and iso < own)


def _inside(position: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in stretches)
