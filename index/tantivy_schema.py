"""The fields of the tantivy index, and how a letter is laid into them.

Terms and their positions come finished from the analysis; tantivy cuts nothing itself, but for stretches of
letters, which it is given as tokens set apart by blanks.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import tantivy

from index import analysis
from index.analysis import PART_WEIGHT
from index.documents import PART, days_of
from index.engine import FACETS
from index.query import TEXT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from index.analysis import Occurrences
    from index.documents import Document

KEY_FIELDS = ("keys", "cites", "phone", "email", "tags")
RANKED = {"subject": "subject_words", "text": "text_words"}
"""Text fields that whole words are counted in, and the field beside each that holds whole words alone."""

KEY = "key"
"""The id as a number: what a set of letters is told by within one search."""

UNITS = "units"
"""Two clusters in a row a token: where a stretch may begin and end without splitting a syllable."""
GRAMS = "grams"
"""Three letters in a row a token, marks left out."""
GRAM = 3

BETWEEN = "\x1f"
"""Sets apart the two halves of a suggestion."""

NEWNESS = "newness"
"""Makes the newer of two letters of one score come first; see ``newness``."""
_NEWEST = 0.002
_LAST_DAY = 24000000

PLACES = {name: f"{number}" for number, name in enumerate(TEXT_FIELDS) if name != "text"}
"""What stands before the stretches of each text field but the text itself, which holds them all again."""

_NO_LETTER = analysis.OTHER.decode()


def schema() -> tantivy.Schema:
    """The schema that a new index is made with."""
    build = tantivy.SchemaBuilder()
    build.add_text_field("id", tokenizer_name="raw", index_option="basic")
    build.add_unsigned_field(KEY, indexed=True, fast=True)
    build.add_bytes_field("card", stored=True)
    build.add_bytes_field("letters", stored=True)
    for name in ("day", "rising", "first", "last"):
        build.add_integer_field(name, fast=True)
    build.add_float_field(NEWNESS, fast=True)
    for name in FACETS:
        build.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in (*KEY_FIELDS, "suggest"):
        build.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        build.add_text_field(name, tokenizer_name="raw", index_option="position")
    for name in RANKED.values():
        build.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in (UNITS, GRAMS):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    return build.build()


def row(document: Document) -> tantivy.Document:
    """``document`` as tantivy takes it."""
    entry = document.entry
    made = tantivy.Document()
    made.add_text("id", entry.id)
    made.add_unsigned(KEY, key_of(entry.id))
    made.add_bytes("card", encode_card(document))
    made.add_integer("day", document.day)
    made.add_integer("rising", document.day or 99999999)
    first, last = days_of(document.day)
    made.add_integer("first", first)
    made.add_integer("last", last)
    made.add_float(NEWNESS, newness(document.day))
    for name, value in document.facets.items():
        made.add_text(name, value)
    for name, keys in document.keys.items():
        for key in keys:
            made.add_text(name, key)
    for pair in document.suggestions:
        made.add_text("suggest", BETWEEN.join(pair))
    for name, terms in document.terms.items():
        made.add_pre_tokenized_text(name, _placed(terms))
    for name, field in RANKED.items():
        made.add_text(field, _whole(document.terms[name]))
    _stretches(made, document.letters)
    if entry.ocr:
        made.add_bytes("letters", document.letters)
    return made


def key_of(id_: str) -> int:
    """Sixty-four bits of ``id_``."""
    return int.from_bytes(blake2b(id_.encode(), digest_size=8).digest(), "big")


def _placed(terms: Mapping[str, Occurrences]) -> tantivy.PreTokenizedString:
    token = tantivy.Token
    return tantivy.PreTokenizedString(
        "", [token(text, place, 0, 0) for text, found in terms.items() for place in found.positions]
    )


def _whole(terms: Mapping[str, Occurrences]) -> str:
    """Each whole word as often as it stands there; parts of words have no place here. No term holds a blank."""
    said: list[str] = []
    for text, found in terms.items():
        if found.weight == 1.0:
            said.append(text)
        elif found.weight != PART_WEIGHT and (times := times_whole(found)):
            said += [text] * times
    return " ".join(said)


def times_whole(found: Occurrences) -> int:
    """How many of the occurrences are whole words: the weight tells, as parts count less."""
    return round((found.weight - PART_WEIGHT * len(found.positions)) / (1 - PART_WEIGHT))


def _stretches(made: tantivy.Document, letters: bytes) -> None:
    """Where letters stand in a row: in the text, and again in each other field under that field's mark."""
    for name, part in zip(TEXT_FIELDS, letters.split(PART), strict=True):
        if part:
            place = PLACES.get(name, "")
            made.add_text(UNITS, _joined(place, units_of(part)))
            made.add_text(GRAMS, _joined(place, grams_of(part)))


def _joined(place: str, tokens: Iterable[str]) -> str:
    return " ".join(place + token for token in tokens) if place else " ".join(tokens)


def units_of(letters: bytes) -> list[str]:
    """Each cluster of squeezed letters with the one after it; the last one with a mark for no letter."""
    found = analysis.clusters(letters)
    return [one + after for one, after in zip(found, [*found[1:], _NO_LETTER], strict=True)]


def grams_of(letters: bytes) -> list[str]:
    """Every three letters in a row of squeezed letters without marks, at the place of the first.

    What runs over punctuation keeps the places true and is never looked for.
    """
    bare = analysis.skeleton(letters).decode("cp874")
    return list(map("".join, zip(bare, bare[1:], bare[2:], strict=False)))


@lru_cache(maxsize=4096)
def newness(day: int) -> float:
    """What tantivy's weighting makes 1.0 for a letter without date and a little more the newer it is.

    It multiplies a score by log2(2 + value).
    """
    return float(2 ** (1 + _NEWEST * day / _LAST_DAY) - 2)


def without_newness(score: float, day: int) -> float:
    """The score before it was weighted."""
    return score / (1 + _NEWEST * day / _LAST_DAY)


class Card(NamedTuple):
    """What is kept of a letter to show it, and the values that are counted."""

    id: str
    number: str | None
    date: str | None
    subject: str | None
    sender: str | None
    kind: str
    status: str
    ocr: bool
    facets: dict[str, str]
    text: str


def encode_card(document: Document) -> bytes:
    """The card of ``document`` as bytes: a line of JSON, then the text as it stands, which is quicker read so."""
    entry = document.entry
    shown = [getattr(entry, name) for name in Card._fields[:-2]]
    return (
        json.dumps([*shown, dict(document.facets)], ensure_ascii=False).encode() + b"\n" + entry.text.encode()
    )


def decode_card(card: bytes) -> Card:
    """What ``encode_card`` wrote."""
    told, _, text = card.partition(b"\n")
    return Card._make([*json.loads(told.decode()), text.decode()])
