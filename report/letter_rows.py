"""Letters as rows of a table: one line each, lists in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report.labels import ERA, shown_date

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD = (
    "id", "kind", "number", "number_partial", "date", "thai_date", "buddhist_year", "subject", "from", "to",
    "urgency", "secrecy", "status", "references", "other_citations", "attachments", "phones", "faxes", "emails",
    "people", "line_ids", "signer", "position", "acting", "cc", "copies",
)  # fmt: skip
"""``date`` is ISO, for sorting; ``thai_date`` is as people write it; ``buddhist_year`` is a number to group by."""
BETWEEN = "; "
_PLAIN = (
    "id", "kind", "number", "number_partial", "date", "subject", "from", "to", "urgency", "secrecy", "status",
    "signer", "position", "acting",
)  # fmt: skip


def letter_row(letter: Mapping[str, Any]) -> tuple[object, ...]:
    """An export object (see ``LetterRecord.as_json``) as one row under ``HEAD``; the text of the letter is left out.

    A reference is ``relation: number (date)``, one without a number its title, else its words.
    """
    date = letter["date"]
    values: dict[str, object] = {name: letter[name] for name in _PLAIN}
    values |= {name: BETWEEN.join(found) for name, found in letter["contacts"].items()}
    values |= {name: BETWEEN.join(letter[name]) for name in ("other_citations", "cc", "copies")}
    values["thai_date"] = shown_date(date, "th")
    values["buddhist_year"] = int(date[:4]) + ERA if date else None
    values["references"] = BETWEEN.join(_reference(cited) for cited in letter["references"])
    values["attachments"] = BETWEEN.join(
        " ".join(filter(None, (one["title"], one["quantity"]))) for one in letter["attachments"]
    )
    return tuple(values[name] for name in HEAD)


def _reference(cited: Mapping[str, Any]) -> str:
    name = cited["number"] or cited["title"] or cited["number_partial"] or cited["text"]
    return f"{cited['relation']}: {name}" + (f" ({cited['date']})" if cited["date"] else "")
