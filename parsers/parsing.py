"""Document → letters: each field in turn, none of them opening a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.fields.annex import find_parent
from parsers.fields.attachments import find_attachments
from parsers.fields.body import find_body, find_copies
from parsers.fields.contacts import find_contacts
from parsers.fields.events import find_events
from parsers.fields.kind import find_kind
from parsers.fields.layout import find_layout
from parsers.fields.own_date import find_date, find_registry
from parsers.fields.own_number import find_number, find_partial, find_secrecy, find_urgency
from parsers.fields.references import find_references
from parsers.fields.rivals import rival_dates, rival_names, rival_numbers, with_rivals
from parsers.fields.sender import find_sender
from parsers.fields.signature import find_signature
from parsers.fields.subject import find_recipient, find_subject
from parsers.letter import Contacts, Evidence, Kind, Letter
from parsers.parts import split_letters
from parsers.sheet import Sheet, line_evidence, sheet_of

if TYPE_CHECKING:
    from parsers.document import Document
    from parsers.fields.found import Found

_MAILS = ("eml", "msg")
_LIKE_MAIL = (Kind.EXTERNAL, Kind.RECORD, Kind.OTHER)


def parse_document(document: Document) -> list[Letter]:
    """The letters of ``document``, parts counted from one. Never raises on any text."""
    if document.not_letter is not None:
        nothing = Evidence(1, 1, "", 0, 0, rule=f"format-{document.not_letter.code}", confidence=1.0)
        return [Letter(kind=Kind.NOT_LETTER, evidence={"kind": nothing})]
    sheets = split_letters(sheet_of(document))
    letters = [_parse_sheet(sheet, part) for part, sheet in enumerate(sheets, start=1)]
    if document.format in _MAILS:
        return [_unless_mail(letter, sheet) for letter, sheet in zip(letters, sheets, strict=True)]
    return letters


def _unless_mail(letter: Letter, sheet: Sheet) -> Letter:
    """A covering note has a subject and a recipient as a letter does; a letter pasted into a mail has a number too."""
    if letter.kind not in _LIKE_MAIL or letter.number or letter.number_partial:
        return letter
    kind = letter.evidence.get("kind")
    evidence = {"kind": replace(kind, rule="kind-mail", confidence=0.9)} if kind else {}
    return Letter(
        kind=Kind.NOT_LETTER, part=letter.part, body=letter.body, text=sheet.source, evidence=evidence
    )


def _parse_sheet(sheet: Sheet, part: int) -> Letter:
    found = find_kind(sheet)
    layout = find_layout(sheet, found)
    evidence: dict[str, Evidence] = {}
    if sheet.lines:
        line = sheet.lines[min(found.line, len(sheet) - 1)]
        evidence["kind"] = line_evidence(line, 0, line, len(line.text), found.rule, found.confidence)
    if found.kind is Kind.NOT_LETTER:
        return Letter(
            kind=found.kind,
            part=part,
            parent=find_parent(sheet),
            body=find_body(sheet, layout),
            text=sheet.source,
            evidence=evidence,
        )

    def note(name: str, value: Found | None) -> str | None:
        if value is None:
            return None
        if value.evidence is not None:
            evidence[name] = value.evidence
        return value.value or None

    number = note("number", with_rivals(find_number(sheet, layout), rival_numbers(sheet, layout)))
    partial = note("number_partial", find_partial(sheet, layout)) if number is None else None
    date = note("date", with_rivals(find_date(sheet, layout), rival_dates(sheet, layout)))
    subject = note("subject", find_subject(sheet, layout))
    signature = find_signature(sheet, layout)
    signer = note("signer", with_rivals(signature.signer, rival_names(sheet, layout)))
    sender = note("from", find_sender(sheet, layout))
    if sender is None and found.kind is Kind.OTHER:
        sender = signer
    references = find_references(
        sheet,
        layout,
        subject=subject,
        own=(number, date),
        own_title=subject if found.kind in (Kind.REGULATION, Kind.BYLAW) else None,
        sender=sender,
    )
    attachments, attachment_evidence = find_attachments(sheet, layout)
    contacts, contact_evidence = find_contacts(sheet, layout, signer)
    events, event_evidence = find_events(sheet, layout, date, references.spans)
    for more in (references.evidence, attachment_evidence, contact_evidence, event_evidence):
        evidence.update(more)
    return Letter(
        kind=found.kind,
        part=part,
        number=number,
        number_partial=partial,
        date=date,
        subject=subject,
        to=note("to", find_recipient(sheet, layout)),
        sender=sender,
        urgency=note("urgency", find_urgency(sheet, layout)),
        secrecy=note("secrecy", find_secrecy(sheet, layout)),
        references=references.references,
        other_citations=references.others,
        attachments=attachments,
        contacts=contacts or Contacts(),
        signer=signer,
        position=note("position", signature.position),
        acting=note("acting", signature.acting),
        cc=find_copies(sheet, layout),
        registry=find_registry(sheet, layout),
        events=events,
        body=find_body(sheet, layout),
        text=sheet.source,
        evidence=evidence,
    )
