"""The fields of the Whoosh index, and how places of terms are written.

Whoosh is given finished terms; its own analyzers, made for European text, are never asked.
"""

from __future__ import annotations

import struct
import sys
from array import array
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
from whoosh.formats import Format

from index.engine import FACETS
from index.query import TEXT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.documents import Document

KEY_FIELDS = ("keys", "cites", "phone", "email", "tags")
CARD = ("number", "date", "subject", "sender", "kind", "status", "text", "ocr")
"""What is kept of an entry to show it."""

BETWEEN = "\x1f"
"""Sets apart the two halves of a suggestion and the values that are counted."""

_BIG_ENDIAN = sys.byteorder == "big"


class Places(Format):  # type: ignore[misc]
    """Postings that carry the positions of a term, as steps from one to the next."""


class Terms(FieldType):  # type: ignore[misc]
    """A field of running text. Its value in a document is a mapping of terms to their occurrences."""

    def __init__(self) -> None:
        # Not scorable: Whoosh would look up a length for every posting; ours stand in the facts column.
        super().__init__(format=Places(), analyzer=None, scorable=False)

    def index(self, value: Any, **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh asks of a field: (term, frequency, weight, places) of each term."""
        for text, found in value.items():
            yield _encoded(text), len(found.positions), found.weight, encode_places(found.positions)


@lru_cache(maxsize=1 << 16)
def _encoded(term: str) -> bytes:
    # Whoosh holds all postings of a commit in memory: of a word in a thousand letters they share one object.
    return term.encode("utf-8")


@lru_cache(maxsize=1 << 12)
def _alone(position: int) -> bytes:
    """Most words stand in a letter once."""
    return b"H" + position.to_bytes(2, "little")


def encode_places(positions: Sequence[int]) -> bytes:
    """Sorted positions as bytes, two a position unless a step is too wide."""
    if len(positions) == 1 and positions[0] < 65536:
        return _alone(positions[0])
    steps = [after - before for before, after in zip((0, *positions), positions, strict=False)]
    code = "H" if max(steps) < 65536 else "I"
    places = array(code, steps)
    if _BIG_ENDIAN:
        places.byteswap()
    return code.encode() + places.tobytes()


@cache
def schema() -> Schema:
    """The schema that the index is always opened with."""
    # Offsets are written early: reading them from the lengths takes as long as a small search.
    return Schema(
        id=ID(unique=True, stored=True),
        card=STORED(),
        facts=COLUMN(VarBytesColumn(write_offsets_cutoff=512)),
        letters=COLUMN(VarBytesColumn(write_offsets_cutoff=512)),
        suggest=ID(),
        **{name: ID() for name in KEY_FIELDS},
        **{name: Terms() for name in TEXT_FIELDS},
    )


FACTS = struct.Struct("<iHH")
"""What stands first in the facts of a letter: its day as in Document, the lengths of subject and text in words. The
values that are counted follow."""


def encode_facts(document: Document) -> bytes:
    """The facts of ``document`` as bytes."""
    lengths = (min(document.lengths[name], 65535) for name in ("subject", "text"))
    facets = BETWEEN.join(document.facets.get(name, "") for name in FACETS)
    return FACTS.pack(document.day, *lengths) + facets.encode("utf-8")


def row(document: Document) -> dict[str, Any]:
    """``document`` as the keyword arguments of Whoosh's ``add_document``."""
    entry = document.entry
    found: dict[str, Any] = {
        "id": entry.id,
        "card": tuple(getattr(entry, name) for name in CARD),
        "facts": encode_facts(document),
        "letters": document.letters,
    }
    # A list of terms is taken as it stands; an empty one must be left out.
    found |= {name: sorted(keys) for name, keys in document.keys.items() if keys}
    if document.suggestions:
        found["suggest"] = sorted(BETWEEN.join(pair) for pair in document.suggestions)
    return found | {name: terms for name, terms in document.terms.items() if terms}
