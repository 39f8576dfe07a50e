"""References of a letter: what อ้างถึง, สิ่งที่ส่งมาด้วย and the body cite, each once, with its relation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from parsers.fields.attachments import list_items
from parsers.fields.citations import Citation, find_citations
from parsers.fields.relations import relation_at, relation_of_subject
from parsers.letter import Evidence, Kind, Reference, Relation
from parsers.thai.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.fields.laws import LawMatch
    from parsers.fields.layout import Block, Layout
    from parsers.sheet import Flow, Sheet

_BACK = re.compile(
    r"(?:หนังสือ|คำสั่ง|ประกาศ|บันทึก(?:ข้อความ)?|วิทยุ)?\s?(?:ที่|ตาม)\s?อ้าง\s?ถึง"
    r"(?:\s*(?:ข้อ|ลำดับ(?:ที่)?|\()?\s*(?P<list>\(?\d{1,2}\)?(?:\s*(?:-|ถึง|,|และ|\s)\s*\(?\d{1,2}(?!\d)(?!\s?\.\s?[ก-๎])\)?)*))?(?!\d)"
)
_SAID = re.compile(
    r"(?:หนังสือ|คำสั่ง|ประกาศ|ระเบียบ|ข้อบังคับ|บันทึก)\s?(?:ทั้ง(?P<count>สอง|สาม|สี่|ห้า|2|3|4|5)\s?)?(?:ฉบับ)?(?:ดังกล่าว|ข้างต้น|เดิม|(?<=ฉบับ)(?P<which>แรก|หลัง|สุดท้าย)(?:นี้)?)(?:ข้างต้น)?"
)
_CORRECTS = re.compile(
    r"(?:จึง|ขอ|เห็นควร)(?:ขอ)?(?:แก้คำผิด|แก้ไขเพิ่มเติม|แก้ไขให้ถูกต้อง|แก้ไขข้อความ|ขยายระยะเวลา|ขยายเวลา(?!ทำการ)|เลื่อน(?=การ|วัน|กำหนด))"
)
_DATED = re.compile(r"(?:หนังสือ|คำสั่ง|ประกาศ|บันทึก)(?:ฉบับ)?(?:ฯ)?\s?(?=ลง\s?วันที่)")
_CLARIFIES = re.compile(r"(?:จึง|ขอ|เห็นควร)[^\n]{0,12}(?:ซักซ้อม|ซ้อมความเข้าใจ)")
_COUNTS = {"สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5}


@dataclass
class _Cited:
    """One cited letter while its mentions are gathered; a working store of this module."""

    reference: Reference
    evidence: Evidence | None
    relations: list[Relation] = field(default_factory=list)
    item: int | None = None


@dataclass(frozen=True)
class _Mention:
    """A place in the body that names one or several cited letters."""

    start: int
    end: int
    entries: tuple[_Cited, ...]
    noun: str = ""


@dataclass(frozen=True, slots=True)
class References:
    """References, other citations, their evidence, and the stretches of the body that are citations."""

    references: tuple[Reference, ...]
    others: tuple[str, ...]
    evidence: dict[str, Evidence]
    spans: tuple[tuple[int, int], ...]


def find_references(
    sheet: Sheet,
    layout: Layout,
    *,
    subject: str | None,
    own: tuple[str | None, str | None],
    own_title: str | None = None,
) -> References:
    """All that the letter cites. ``own`` is its number and date: a letter never cites itself,
    but the same number of another year is another letter."""
    cited: list[_Cited] = []
    others: dict[str, Evidence | None] = {}
    if layout.kind is Kind.NOT_LETTER:
        return References((), (), {}, ())
    for name in ("references", "attachments"):
        block = layout.blocks.get(name)
        if block is not None:
            _from_block(sheet, block, name, cited, others, own)
    body = sheet.flow(*layout.body)
    spans = _from_body(body, cited, others, own, own_title)
    _default_relation(cited, subject, said=_said_of_itself(body.text))
    evidence: dict[str, Evidence] = {}
    result: list[Reference] = []
    for entry in cited:
        relation = max(entry.relations, key=lambda r: r.strength, default=Relation.CITES)
        if entry.evidence is not None:
            evidence[f"references[{len(result)}]"] = entry.evidence
        result.append(replace(entry.reference, relation=relation))
    for index, place in enumerate(others.values()):
        if place is not None:
            evidence[f"other_citations[{index}]"] = place
    return References(tuple(result), tuple(others), evidence, tuple(spans))


def _from_block(
    sheet: Sheet,
    block: Block,
    name: str,
    cited: list[_Cited],
    others: dict[str, Evidence | None],
    own: tuple[str | None, str | None],
) -> None:
    flow = sheet.flow(block.first, block.last, breaks="items")
    first = sheet.lines[block.first]
    start = max(block.column - (len(first.text) - len(first.text.lstrip())), 0)
    citations, laws = find_citations(flow.text[start:], listed=True)
    citations = [_moved(citation, start) for citation in citations]
    items = list_items(flow.text, start)
    for citation in citations:
        item = next((i for i, (a, b) in enumerate(items, start=1) if a <= citation.start < b), None)
        entry = _merge(flow, citation, cited, own, rule=f"label-{name}")
        if entry is not None and name == "references" and entry.item is None:
            entry.item = item
    for law in laws:
        _other(flow, law.start + start, law.end + start, law, citations, others)


def _moved(citation: Citation, by: int) -> Citation:
    date = (
        replace(citation.date, start=citation.date.start + by, end=citation.date.end + by)
        if citation.date
        else None
    )
    return replace(
        citation,
        start=citation.start + by,
        end=citation.end + by,
        issuer=(citation.issuer[0] + by, citation.issuer[1] + by) if citation.issuer else None,
        title=(citation.title[0] + by, citation.title[1] + by) if citation.title else None,
        date=date,
    )


def _from_body(
    flow: Flow,
    cited: list[_Cited],
    others: dict[str, Evidence | None],
    own: tuple[str | None, str | None],
    own_title: str | None,
) -> list[tuple[int, int]]:
    citations, laws = find_citations(flow.text)
    mentions: list[_Mention] = []
    for citation in citations:
        entry = _merge(flow, citation, cited, own, rule="body")
        if entry is not None:
            mentions.append(_Mention(citation.start, citation.end, (entry,), citation.noun))
    _apply_relations(flow.text, mentions)
    spans = [(citation.start, citation.end) for citation in citations]
    spans += _rules(flow, laws, cited, others, citations, mentions, own_title)
    _back_references(flow, cited, mentions)
    return spans


def _apply_relations(text: str, mentions: list[_Mention]) -> None:
    """Give each mentioned letter the relation of its clause; one verb governs all of a list."""
    run: list[_Mention] = []
    floor = 0
    for index, mention in enumerate(mentions):
        run.append(mention)
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following is not None and _same_list(text, mention.end, following.start):
            continue
        whole = relation_at(text, run[0].start, run[-1].end, floor)
        for item in run:
            relation = relation_at(text, item.start, item.end, floor) or whole
            if relation is not None:
                for entry in item.entries:
                    entry.relations.append(relation)
        floor, run = mention.end, []


def _same_list(text: str, end: int, start: int) -> bool:
    """Whether only list words stand between two citations, so that one verb governs both."""
    return (
        re.fullmatch(
            r"\s*(?:,|และ|หรือ|กับ|\n)?\s*(?:ให้ยกเลิก\s*)?(?:\(?\d{1,2}\s?[.)])?\s*(?:ท\s?ี่|เลขที่)?\s*",
            text[end:start],
        )
        is not None
    )


def _rules(
    flow: Flow,
    laws: list[LawMatch],
    cited: list[_Cited],
    others: dict[str, Evidence | None],
    citations: list[Citation],
    mentions: list[_Mention],
    own_title: str | None,
) -> list[tuple[int, int]]:
    """Regulations and bylaws are references only when this letter acts on them."""
    spans = []
    previous: tuple[int, Relation | None] | None = None
    for law in laws:
        spans.append((law.start, law.end))
        value = flow.clip(law.start, law.end)
        if own_title and own_title.replace(" ", "") in value.replace(" ", ""):
            continue
        relation = relation_at(flow.text, law.start, law.end) if law.noun == "rule" else None
        if relation is Relation.SUPPLEMENTS and "ซ้อม" in flow.text[max(0, law.start - 90) : law.start]:
            relation = None  # ซักซ้อม explains a rule; it adds nothing to it
        if (
            law.noun == "rule"
            and relation is None
            and previous
            and _same_list(flow.text, previous[0], law.start)
        ):
            relation = previous[1]
        previous = (law.end, relation) if law.noun == "rule" else previous
        if relation is None or relation is Relation.CITES:
            _other(flow, law.start, law.end, law, citations, others)
            continue
        match = re.match(r"(?:ระเบียบ|ข้อบังคับ)\s*(?P<issuer>.*?)\s*ว่าด้วย", value)
        issuer = match.group("issuer") or None if match else None
        entry = next((e for e in cited if e.reference.title == value), None)
        if entry is None:
            reference = Reference(title=value, issuer=issuer, text=_raw(flow, law.start, law.end))
            entry = _Cited(reference, flow.evidence(law.start, law.end, "body-rule", 0.9))
            cited.append(entry)
        others.pop(value, None)
        entry.relations.append(relation)
        mentions.append(_Mention(law.start, law.end, (entry,)))
    return spans


def _other(
    flow: Flow,
    start: int,
    end: int,
    law: LawMatch,
    citations: Iterable[Citation],
    others: dict[str, Evidence | None],
) -> None:
    if any(citation.start <= start and end <= citation.end for citation in citations):
        return
    if any(law.noun == "rule" and citation.start < end and start < citation.end for citation in citations):
        return
    value = re.sub(r"\s*/\s*", "/", flow.clip(start, end))
    others.setdefault(value, flow.evidence(start, end, f"other-{law.noun}", 0.9))


def _merge(
    flow: Flow, citation: Citation, cited: list[_Cited], own: tuple[str | None, str | None], *, rule: str
) -> _Cited | None:
    """The entry of the cited letter, made or completed."""
    date = citation.date.iso if citation.date else None
    if citation.normal is not None and citation.normal == own[0] and (date is None or date == own[1]):
        return None
    reference = _reference(flow, citation)
    for entry in cited:
        short = citation.short is not None and (entry.reference.number or "").endswith(f"/{citation.short}")
        if short or _same(entry.reference, reference):
            entry.reference = _complete(
                entry.reference, replace(reference, number=None) if short else reference
            )
            return entry
    if (
        reference.number is None
        and reference.number_partial is None
        and reference.date is None
        and reference.title is None
        and rule == "body"
        and reference.issuer is None
    ):
        return None
    confidence = 0.96 if citation.number is not None and citation.date is not None else 0.85
    if citation.inherited:
        confidence -= 0.03
    entry = _Cited(reference, flow.evidence(citation.start, citation.end, rule, confidence))
    cited.append(entry)
    return entry


def _reference(flow: Flow, citation: Citation) -> Reference:
    number = citation.number
    partial = number.partial if number is not None and citation.normal is None else None
    title = _clean_title(flow.clip(*citation.title, wrap=" ")) if citation.title else None
    if title is None and citation.normal is None and partial is None and number is None:
        title = _issue_title(flow, citation)
    issuer = flow.clip(*citation.issuer).strip(" ,") if citation.issuer else None
    if issuer:
        issuer = re.sub(r"\s*\((?:เฉพาะ|ลับ|ชั้นลับ)\)$", "", issuer).strip() or None
    return Reference(
        number=citation.normal,
        number_partial=partial,
        date=citation.date.iso if citation.date else None,
        title=title,
        issuer=issuer,
        text=_raw(flow, citation.start, citation.end),
    )


def _clean_title(title: str) -> str | None:
    title = title.strip(' .,;:“”"')
    if title.endswith(")") and title.count(")") > title.count("("):
        title = title[:-1].rstrip()
    return title or None


def _issue_title(flow: Flow, citation: Citation) -> str | None:
    """Without เรื่อง: the document word and ฉบับที่ as printed."""
    match = re.search(r"ฉบับที่\s*\d+(?:\s*\(\s*พ\.ศ\.\s*\d+\s*\))?", flow.text[citation.start : citation.end])
    return f"{citation.noun} {' '.join(match.group().split())}" if match else None


def _raw(flow: Flow, start: int, end: int) -> str:
    place = flow.evidence(start, end, "", 1.0)
    return " ".join(place.text.split()) if place else flow.clip(start, end)


def _same(known: Reference, new: Reference) -> bool:
    if known.number and new.number:
        if known.number == new.number:
            return known.date is None or new.date is None or known.date == new.date
        short, full = sorted((known.number, new.number), key=len)
        if re.fullmatch(r"ว \d+", short) and full.endswith("/" + short):
            return known.date is None or new.date is None or known.date == new.date
        return False
    if known.number_partial or new.number_partial:
        return known.number_partial == new.number_partial and known.date == new.date
    if known.number or new.number:
        one, other = (known, new) if known.number else (new, known)
        return bool(other.date and other.date == one.date and other.issuer and other.issuer == one.issuer)
    if known.title and new.title:
        return known.title == new.title and (known.date == new.date or not known.date or not new.date)
    return bool(known.date and known.date == new.date and known.issuer == new.issuer)


def _complete(known: Reference, new: Reference) -> Reference:
    number = known.number
    if new.number and (number is None or len(new.number) > len(number)):
        number = new.number
    return replace(
        known,
        number=number,
        date=known.date or new.date,
        issuer=known.issuer or new.issuer,
        title=known.title or new.title,
    )


def _back_references(flow: Flow, cited: list[_Cited], mentions: list[_Mention]) -> None:
    """``หนังสือที่อ้างถึง ๑ - ๓`` and ``หนังสือดังกล่าว`` carry the verb to the letters they stand for."""
    listed = [entry for entry in cited if entry.item is not None]
    backs: list[_Mention] = []
    for match in _BACK.finditer(flow.text):
        items = _numbers(match.group("list") or "")
        targets = tuple(entry for entry in listed if not items or entry.item in items)
        if targets:
            shift = 3 if match.group().startswith("ตาม") else 0
            backs.append(_Mention(match.start() + shift, match.end(), targets))
    backs += _named_by_date(flow, cited)
    _apply_relations(flow.text, backs)
    known = [*mentions, *backs]
    for match in _SAID.finditer(flow.text):
        relation = relation_at(flow.text, match.start(), match.end())
        if relation is None or relation is Relation.CITES:
            continue
        before = sorted((m for m in known if m.start < match.start()), key=lambda m: m.start)
        before = [m for m in before if match.group().startswith(m.noun or "?")] or before
        count = match.group("count") or "1"
        if match.group("which") == "แรก":
            before = before[:1]
        for mention in before[-(_COUNTS.get(count) or int(count)) :]:
            for entry in mention.entries:
                entry.relations.append(relation)


def _named_by_date(flow: Flow, cited: list[_Cited]) -> list[_Mention]:
    """``ประกาศลงวันที่ 27 สิงหาคม 2564`` names a letter cited before by its day alone."""
    found = []
    dates = {date.start: date for date in find_dates(flow.text)}
    for match in _DATED.finditer(flow.text):
        lead = re.compile(r"ลง\s?วันที่\s*").match(flow.text, match.end())
        date = dates.get(lead.end()) if lead else None
        entries = tuple(entry for entry in cited if date is not None and entry.reference.date == date.iso)
        if date is not None and len(entries) == 1:
            found.append(_Mention(match.start(), date.end, entries))
    return found


def _numbers(text: str) -> set[int]:
    """``1 - 3`` is {1, 2, 3}; ``1 และ 4`` is {1, 4}."""
    result: set[int] = set()
    for match in re.finditer(r"(\d{1,2})(?:\)?\s*(?:-|ถึง)\s*\(?(\d{1,2}))?", text):
        first, last = int(match.group(1)), int(match.group(2) or match.group(1))
        result.update(range(first, min(last, first + 30) + 1))
    return result


def _said_of_itself(body: str) -> Relation | None:
    """What the letter says it does without naming the letter it does it to."""
    if _CLARIFIES.search(body):
        return Relation.SUPPLEMENTS
    return Relation.AMENDS if _CORRECTS.search(body) else None


def _default_relation(cited: list[_Cited], subject: str | None, *, said: Relation | None) -> None:
    """The subject line, or what the body says it does, decides for a single cited letter that no clause
    decides."""
    relation = relation_of_subject(subject) or said
    if relation is None:
        return
    listed = [entry for entry in cited if entry.item is not None]
    single = listed if listed else cited
    if len(single) == 1 and not [r for r in single[0].relations if r is not Relation.CITES]:
        if single[0].relations and relation is Relation.CANCELS:
            return
        single[0].relations.append(relation)
