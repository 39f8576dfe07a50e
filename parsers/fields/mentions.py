"""Where the body speaks of cited letters, and what the clause there does to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.agencies import is_another_agency
from parsers.fields.relations import clause_around, relation_at, relation_of_subject, revives_at
from parsers.letter import Relation
from parsers.thai.dates import find_dates

if TYPE_CHECKING:
    from parsers.letter import Evidence, Reference
    from parsers.sheet import Flow

_OF = (
    r"(?:กระทรวง|กรม|สำนัก|จังหวัด|อำเภอ|เทศบาล|องค์การ|มหาวิทยาลัย|คณะกรรมการ|โรงเรียน|วิทยาลัย|กอง)"
    r"(?:(?!ตามที่|ที่อ้าง|ทั้ง|ฉบับ|ดังกล่าว)[ก-๎.]){1,50}(?:\s(?!ที่|ลง|ด่วน|ลับ|ได้|แจ้ง|ขอ)(?:(?!ตามที่|ที่อ้าง|ทั้ง|ฉบับ|ดังกล่าว)[ก-๎]){2,40})?"
)
"""The agency between the document word and what points back (``หนังสือกระทรวงมหาดไทยที่อ้างถึง``)."""
_BACK = re.compile(
    rf"(?:(?:หนังสือ|คำสั่ง|ประกาศ|บันทึก(?:ข้อความ)?|วิทยุ)(?:{_OF})?)?\s?(?:ตาม)?(?:ที่|ตาม)\s?อ้าง\s?ถึง"
    r"(?:\s*(?:ลำดับ(?:ที่)?|\()?\s*(?P<list>\(?\d{1,2}\)?(?:\s*(?:-|ถึง|,|และ|\s)\s*\(?\d{1,2}(?!\d)(?!\s?\.\s?[ก-๎])\)?)*))?(?!\d)"
)
_SAID = re.compile(
    rf"(?:หนังสือ|คำสั่ง|ประกาศ|ระเบียบ|ข้อบังคับ|บันทึก)(?:{_OF})?\s?(?:ทั้ง(?P<count>สอง|สาม|สี่|ห้า|2|3|4|5)\s?)?(?:ฉบับ)?(?:ดังกล่าว|ข้างต้น|เดิม|(?<=ฉบับ)(?P<which>แรก|หลัง|สุดท้าย)(?:นี้)?)(?:ข้างต้น)?"
)
_CORRECTS = re.compile(
    r"(?:จึง|ขอ|เห็นควร)(?:ขอ)?(?:แก้คำผิด|แก้ไขเพิ่มเติม|แก้ไขให้ถูกต้อง|แก้ไขข้อความ|ขยายระยะเวลา|ขยายเวลา(?!ทำการ)|เลื่อน(?=การ|วัน|กำหนด))"
)
_DATED = re.compile(r"(?:หนังสือ|คำสั่ง|ประกาศ|บันทึก)(?:ฉบับ)?(?:ฯ)?\s?(?=ลง\s?วันที่)")
_CLARIFIES = re.compile(r"(?:จึง|ขอ|เห็นควร)[^\n]{0,12}(?:ซักซ้อม|ซ้อมความเข้าใจ)")
_COUNTS = {"สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5}


@dataclass(frozen=True)
class Deed:
    """What a clause of the body, ``text[start:end]`` of its flow, does to a cited letter; no place where only the
    subject line says it."""

    relation: Relation
    start: int = 0
    end: int = 0


@dataclass
class Cited:
    """One cited letter while its mentions are gathered; a working store."""

    reference: Reference
    evidence: Evidence | None
    deeds: list[Deed] = field(default_factory=list)
    item: int | None = None
    revived: Deed | None = None

    @property
    def deed(self) -> Deed:
        """The strongest; the first of equals."""
        return max(self.deeds, key=lambda deed: deed.relation.strength, default=Deed(Relation.CITES))


@dataclass(frozen=True)
class Mention:
    """A place in the body that names one or several cited letters."""

    start: int
    end: int
    entries: tuple[Cited, ...]
    noun: str = ""


def apply_relations(text: str, mentions: list[Mention]) -> None:
    """Give each mentioned letter the relation of its clause; one verb governs all of a list."""
    run: list[Mention] = []
    floor = 0
    for index, mention in enumerate(mentions):
        run.append(mention)
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following is not None and same_list(text, mention.end, following.start):
            continue
        whole = relation_at(text, run[0].start, run[-1].end, floor)
        revived = revives_at(text, run[0].start, run[-1].end)
        for item in run:
            for entry in item.entries:
                if revived and entry.revived is None:
                    entry.revived = Deed(Relation.CITES, *clause_around(text, run[0].start, run[-1].end))
            relation = relation_at(text, item.start, item.end, floor) or whole
            if relation is not None:
                for entry in item.entries:
                    entry.deeds.append(Deed(relation, *clause_around(text, run[0].start, run[-1].end)))
        floor, run = mention.end, []


def same_list(text: str, end: int, start: int) -> bool:
    """Whether only list words stand between two citations, so that one verb governs both."""
    return (
        re.fullmatch(
            r"\s*(?:,|และ|หรือ|กับ|\n)?\s*(?:ให้ยกเลิก\s*)?(?:\(?\d{1,2}\s?[.)])?\s*(?:ท\s?ี่|เลขที่)?\s*",
            text[end:start],
        )
        is not None
    )


def back_references(flow: Flow, cited: list[Cited], mentions: list[Mention]) -> None:
    """``หนังสือที่อ้างถึง ๑ - ๓`` and ``หนังสือดังกล่าว`` carry the verb to the letters they stand for."""
    listed = [entry for entry in cited if entry.item is not None]
    backs: list[Mention] = []
    for match in _BACK.finditer(flow.text):
        items = _numbers(match.group("list") or "")
        targets = tuple(entry for entry in listed if not items or entry.item in items)
        if targets:
            shift = 3 if match.group().startswith("ตาม") else 0
            backs.append(Mention(match.start() + shift, match.end(), targets))
    backs += _named_by_date(flow, cited)
    apply_relations(flow.text, backs)
    known = [*mentions, *backs]
    for match in _SAID.finditer(flow.text):
        relation = relation_at(flow.text, match.start(), match.end())
        if relation is None or relation is Relation.CITES:
            continue
        before = sorted((m for m in known if m.start < match.start()), key=lambda m: m.start)
        before = [m for m in before if match.group().startswith(m.noun or "?")] or before
        count = match.group("count") or "1"
        if not before and len(listed) == (_COUNTS.get(count) or int(count)):
            before = [Mention(0, 0, tuple(listed))]
        if match.group("which") == "แรก":
            before = before[:1]
        for mention in before[-(_COUNTS.get(count) or int(count)) :]:
            for entry in mention.entries:
                entry.deeds.append(Deed(relation, *clause_around(flow.text, match.start(), match.end())))


def _named_by_date(flow: Flow, cited: list[Cited]) -> list[Mention]:
    """``ประกาศลงวันที่ 27 สิงหาคม 2564`` names a letter cited before by its day alone."""
    found = []
    dates = {date.start: date for date in find_dates(flow.text)}
    for match in _DATED.finditer(flow.text):
        lead = re.compile(r"ลง\s?วันที่\s*").match(flow.text, match.end())
        date = dates.get(lead.end()) if lead else None
        entries = tuple(entry for entry in cited if date is not None and entry.reference.date == date.iso)
        if date is not None and len(entries) == 1:
            found.append(Mention(match.start(), date.end, entries))
    return found


def _numbers(text: str) -> set[int]:
    """``1 - 3`` is {1, 2, 3}; ``1 และ 4`` is {1, 4}."""
    result: set[int] = set()
    for match in re.finditer(r"(\d{1,2})(?:\)?\s*(?:-|ถึง)\s*\(?(\d{1,2}))?", text):
        first, last = int(match.group(1)), int(match.group(2) or match.group(1))
        result.update(range(first, min(last, first + 30) + 1))
    return result


def default_relation(cited: list[Cited], subject: str | None, body: str, sender: str | None) -> None:
    """The subject line, or what the body says it does, decides for a single cited letter that no clause
    decides.

    Another agency's letter is passed on under its own subject (ยกเลิก…, แก้ไข…): that undoes and changes nothing.
    """
    of_subject = relation_of_subject(subject)
    deed = Deed(of_subject) if of_subject else _said_of_itself(body)
    if deed is None:
        return
    listed = [entry for entry in cited if entry.item is not None]
    single = listed if listed else cited
    if len(single) == 1 and single[0].deed.relation is Relation.CITES:
        issuer = single[0].reference.issuer
        if deed.relation is not Relation.SUPPLEMENTS and is_another_agency(issuer, sender):
            return
        if single[0].deeds and deed.relation is Relation.CANCELS:
            return
        single[0].deeds.append(deed)


def _said_of_itself(body: str) -> Deed | None:
    """What the letter says it does without naming the letter it does it to."""
    for pattern, relation in ((_CLARIFIES, Relation.SUPPLEMENTS), (_CORRECTS, Relation.AMENDS)):
        if match := pattern.search(body):
            return Deed(relation, *clause_around(body, match.start(), match.end()))
    return None
