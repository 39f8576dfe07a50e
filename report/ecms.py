"""Letters as XML whose elements have the names of the Thai e-CMS exchange standard.

The names are borrowed so that people who know the standard find their way. It is no message of the standard: its
envelope, its code lists and its namespaces are not there, and conformance is not claimed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report.escaping import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

NOTE = (
    "The element names follow the Thai e-CMS exchange standard. This is no TH e-GIF or e-CMS message: envelope, "
    "namespaces and code lists are not those of the standard, and conformance is not claimed. "
    "SpeedCode and SecretCode hold the words that the letter says."
)


def ecms_xml(letters: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Export objects (see ``LetterRecord.as_json``) as the pieces of one XML document, a letter a piece.

    What a letter does not have has no element. Dates are ISO (``2020-06-16``, ``2020-06``). Characters that XML
    cannot hold become U+FFFD.
    """
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {NOTE} -->\n<CorrespondenceLetters>\n'
    for letter in letters:
        yield "\n".join(_letter(letter)) + "\n"
    yield "</CorrespondenceLetters>\n"


def _letter(letter: Mapping[str, Any]) -> Iterator[str]:
    yield f"<CorrespondenceLetter{_attributes(id=letter['id'], kind=letter['kind'], status=letter['status'])}>"
    yield from _number(letter)
    yield from _one("CorrespondenceDate", letter["date"])
    yield from _one("Subject", letter["subject"])
    yield from _party("SenderParty", Organization=letter["from"])
    yield from _party("ReceiverParty", Name=letter["to"])
    yield from _one("SpeedCode", letter["urgency"])
    yield from _one("SecretCode", letter["secrecy"])
    for cited in letter["references"]:
        yield from _reference(cited)
    for law in letter["other_citations"]:
        yield from _one("OtherCitation", law)
    for attachment in letter["attachments"]:
        yield from _party("Attachment", Title=attachment["title"], Quantity=attachment["quantity"])
    yield from _contacts(letter["contacts"])
    yield from _party(
        "SignerParty", Name=letter["signer"], Position=letter["position"], ActingFor=letter["acting"]
    )
    for copy in letter["cc"]:
        yield from _one("CopyTo", copy)
    yield from _one("Body", letter["body"])
    for path in letter["copies"]:
        yield from _one("File", path)
    yield "</CorrespondenceLetter>"


def _number(letter: Mapping[str, Any]) -> Iterator[str]:
    """A number; one without its running number is marked as such."""
    if letter["number"]:
        yield from _one("ID", letter["number"])
    elif letter["number_partial"]:
        yield f'<ID partial="true">{xml_text(letter["number_partial"])}</ID>'


def _reference(cited: Mapping[str, Any]) -> Iterator[str]:
    names = ("relation", "state", "target", "confidence")
    yield f"<ReferenceCorrespondence{_attributes(**{name: cited[name] for name in names})}>"
    yield from _number(cited)
    yield from _one("CorrespondenceDate", cited["date"])
    yield from _one("Subject", cited["title"])
    yield from _party("SenderParty", Organization=cited["issuer"])
    yield from _one("Text", cited["text"])
    yield "</ReferenceCorrespondence>"


def _contacts(contacts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    names = {"people": "Name", "phones": "Phone", "faxes": "Fax", "emails": "Email", "line_ids": "LineID"}
    held = [line for key, name in names.items() for value in contacts[key] for line in _one(name, value)]
    if held:
        yield from ("<Contact>", *held, "</Contact>")


def _party(name: str, **values: str | None) -> Iterator[str]:
    """An element that holds others; nothing when all of them are empty."""
    held = [line for part, value in values.items() for line in _one(part, value)]
    if held:
        yield from (f"<{name}>", *held, f"</{name}>")


def _one(name: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"<{name}>{xml_text(value)}</{name}>"


def _attributes(**values: object) -> str:
    return "".join(f' {name}="{xml_text(str(value))}"' for name, value in values.items() if value is not None)
