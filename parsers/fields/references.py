"""References of a letter: what อ้างถึง, สิ่งที่ส่งมาด้วย and the body cite, each once, with its relation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.fields.attachments import list_items
from parsers.fields.citations import Citation, find_citations
from parsers.fields.doubts import LEAST
from parsers.fields.mentions import (
    Cited,
    Deed,
    Mention,
    apply_relations,
    back_references,
    default_relation,
    same_list,
)
from parsers.fields.own_number import LOST_SIGN, names_no_office
from parsers.fields.relations import clause_around, relation_at
from parsers.letter import Evidence, Kind, Reference, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.fields.laws import LawMatch
    from parsers.fields.layout import Block, Layout
    from parsers.sheet import Flow, Sheet


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
    sender: str | None = None,
) -> References:
    """All that the letter cites. ``own`` is its number and date: a letter never cites itself,
    but the same number of another year is another letter."""
    cited: list[Cited] = []
    others: dict[str, Evidence | None] = {}
    if layout.kind is Kind.NOT_LETTER:
        return References((), (), {}, ())
    for name in ("references", "attachments"):
        block = layout.blocks.get(name)
        if block is not None:
            _from_block(sheet, block, name, cited, others, own)
    body = sheet.flow(*layout.body)
    spans = _from_body(body, cited, others, own, own_title)
    default_relation(cited, subject, body.text, sender)
    evidence: dict[str, Evidence] = {}
    result: list[Reference] = []
    for entry in cited:
        if entry.evidence is not None:
            evidence[f"references[{len(result)}]"] = entry.evidence
        words = _words_of(entry, body)
        if words is not None:
            evidence[f"references[{len(result)}].relation"] = words
        revives = entry.revived is not None
        result.append(replace(entry.reference, relation=entry.deed.relation, revives=revives))
    for index, place in enumerate(others.values()):
        if place is not None:
            evidence[f"other_citations[{index}]"] = place
    return References(tuple(result), tuple(others), evidence, tuple(spans))


def _words_of(entry: Cited, body: Flow) -> Evidence | None:
    """The clause that decides what this letter does to the cited one."""
    deed = entry.revived or entry.deed
    if deed.end == 0 or (deed.relation is Relation.CITES and entry.revived is None):
        return None
    return body.evidence(deed.start, deed.end, f"clause-{deed.relation}", 0.9)


def _from_block(
    sheet: Sheet,
    block: Block,
    name: str,
    cited: list[Cited],
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
        office=(citation.office[0] + by, citation.office[1] + by) if citation.office else None,
        date=date,
    )


def _from_body(
    flow: Flow,
    cited: list[Cited],
    others: dict[str, Evidence | None],
    own: tuple[str | None, str | None],
    own_title: str | None,
) -> list[tuple[int, int]]:
    citations, laws = find_citations(flow.text)
    mentions: list[Mention] = []
    for citation in citations:
        entry = _merge(flow, citation, cited, own, rule="body")
        if entry is not None:
            mentions.append(Mention(citation.start, citation.end, (entry,), citation.noun))
    apply_relations(flow.text, mentions)
    spans = [(citation.start, citation.end) for citation in citations]
    spans += _rules(flow, laws, cited, others, citations, mentions, own_title)
    back_references(flow, cited, mentions)
    return spans


def _rules(
    flow: Flow,
    laws: list[LawMatch],
    cited: list[Cited],
    others: dict[str, Evidence | None],
    citations: list[Citation],
    mentions: list[Mention],
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
            and same_list(flow.text, previous[0], law.start)
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
            entry = Cited(reference, flow.evidence(law.start, law.end, "body-rule", 0.9))
            cited.append(entry)
        others.pop(value, None)
        entry.deeds.append(Deed(relation, *clause_around(flow.text, law.start, law.end)))
        mentions.append(Mention(law.start, law.end, (entry,)))
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
    flow: Flow, citation: Citation, cited: list[Cited], own: tuple[str | None, str | None], *, rule: str
) -> Cited | None:
    """The entry of the cited letter, made or completed."""
    citation, doubted = _without_doubtful(flow, citation)
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
    entry = Cited(reference, flow.evidence(citation.start, citation.end, rule, confidence, doubted))
    cited.append(entry)
    return entry


def _without_doubtful(flow: Flow, citation: Citation) -> tuple[Citation, tuple[str, ...]]:
    """The citation without a running number or a date that a scan shows too badly, and what these were read as: a
    letter that is not cited is worse than one that is not found."""

    def is_doubtful(start: int, end: int) -> bool:
        place = flow.evidence(start, end, "", 1.0)
        return place is not None and place.confidence < LEAST

    doubted: list[str] = []
    number, date = citation.number, citation.date
    if date is not None and is_doubtful(date.start, date.end):
        doubted.append(date.iso)
        citation = replace(citation, date=None)
    dated = date.start if date is not None and date.start > citation.start else citation.end
    scanned = flow.places and flow.places[min(citation.start, len(flow.places) - 1)][0].scanned
    odd = scanned and citation.normal is not None and _is_odd(flow, citation)
    unsure_office = (citation.office is not None and is_doubtful(*citation.office)) or (
        scanned and names_no_office(citation.normal)
    )
    if (
        number is not None
        and citation.normal is not None
        and (odd or unsure_office or is_doubtful(citation.start, dated))
    ):
        doubted.append(citation.normal)
        printed = _RUN_END.sub("", citation.normal).rstrip() or None
        known = printed != citation.normal and number.form == "letter" and not unsure_office
        partial = printed if known else None
        citation = replace(citation, number=replace(number, normal=None, partial=partial), normal=None)
    return citation, tuple(doubted)


_ODD = re.compile(r"\d-\d+/|/ว[ก-ฮ]")
_BEFORE = 4
_TWICE = re.compile(r"/\s*ว\s*ว\s*[0-9๐-๙]")
"""On a scan more likely a misread number than an office's own way."""
_RUN_END = re.compile(r"\d+(?:/2[45]\d\d)?$")


def _is_odd(flow: Flow, citation: Citation) -> bool:
    """Whether a number looks as offices write none; a second ว was ๒ or ๗."""
    written = flow.text[max(citation.start - _BEFORE, 0) : citation.end]
    signs = (_TWICE, LOST_SIGN)
    return _ODD.search(citation.normal or "") is not None or any(sign.search(written) for sign in signs)


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
