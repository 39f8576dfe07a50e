"""What the API can be asked, as OpenAPI 3.1: one table of operations, from which the description and the page are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from archive.recording import program_version
from index.values import KINDS, STATUSES
from parsers.letter import Relation
from report.answers import HIT

Schema = dict[str, Any]
LARGEST_PAGE: Final = 200
"""Letters that one answer holds at most."""
FARTHEST: Final = 100_000
"""Letters that may be passed over."""
DEEPEST: Final = 50
"""Steps of a chain."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: ``words`` in Thai and English; ``inside`` is ``query`` or ``path``."""

    name: str
    schema: Schema
    words: tuple[str, str]
    inside: str = "query"

    def as_openapi(self) -> Schema:
        return {
            "name": self.name,
            "in": self.inside,
            "required": self.inside == "path",
            "description": self.words[1],
            "schema": self.schema,
        }


@dataclass(frozen=True, slots=True)
class Operation:
    """One address that answers to GET. ``answer`` names the schema; ``example`` is an address that works in any
    archive."""

    path: str
    name: str
    words: tuple[str, str]
    answer: str
    parameters: tuple[Parameter, ...] = ()
    media: str = "application/json"
    example: str | None = None

    def as_openapi(self) -> Schema:
        problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        answers: Schema = {
            "200": {
                "description": self.words[1],
                "content": {self.media: {"schema": {"$ref": f"#/components/schemas/{self.answer}"}}},
            },
            "default": {"description": "What is wrong, and what to do about it.", "content": problem},
        }
        return {
            "operationId": self.name,
            "summary": self.words[1],
            "parameters": [parameter.as_openapi() for parameter in self.parameters],
            "responses": answers,
        }


def _text(words: tuple[str, str], name: str, *choices: str, inside: str = "query") -> Parameter:
    schema: Schema = {"type": "string"}
    if choices:
        schema["enum"] = list(choices)
    return Parameter(name, schema, words, inside)


def _number(words: tuple[str, str], name: str, least: int, most: int, usual: int | None) -> Parameter:
    schema: Schema = {"type": "integer", "minimum": least, "maximum": most}
    if usual is not None:
        schema["default"] = usual
    return Parameter(name, schema, words)


_LETTER = _text(
    ("รหัส หรือเลขที่แบบใดก็ได้ (ว1750)", "an id, or a number in any spelling (ว1750)"), "letter", inside="path"
)
_QUERY = _text(("คำค้น ตามภาษาใน docs/search.md", "what to look for, in the language of docs/search.md"), "q")
_LIMIT = _number(("จำนวนที่ให้ตอบ", "how many to answer with"), "limit", 1, LARGEST_PAGE, 20)
_OFFSET = _number(("จำนวนที่ข้าม", "how many to pass over"), "offset", 0, FARTHEST, 0)
_DEPTH = _number(("จำนวนขั้น", "how many steps"), "depth", 0, DEEPEST, None)
_AS_OF = _text(("สถานะ ณ วันนี้", "the day on which it is looked at"), "as_of")

OPERATIONS: Final = (
    Operation(
        "/search",
        "search",
        ("ค้นหาหนังสือ", "Letters that answer a query, with facets over all of them"),
        "Found",
        (
            _QUERY,
            _text(("ชนิด", "kind of letter"), "kind", *KINDS),
            _text(("คำในชื่อหน่วยงานผู้ออก", "words of the sender's name"), "agency"),
            _text(("ตั้งแต่วันที่", "dated on this day or after"), "after"),
            _text(("ถึงวันที่", "dated on this day or before"), "before"),
            _text(("ปี พ.ศ.", "year, Buddhist"), "year"),
            _text(("ชั้นความลับ", "secrecy"), "secrecy"),
            _text(("สถานะ", "status"), "status", *STATUSES),
            _AS_OF,
            _text(("เรียงตาม", "order"), "sort", "relevance", "date", "-date"),
            _LIMIT,
            _OFFSET,
        ),
        example="/search?q=การ&limit=3",
    ),
    Operation(
        "/suggestions",
        "suggestions",
        ("เลขที่ เรื่อง และหน่วยงานที่ขึ้นต้นด้วยที่พิมพ์", "Numbers, subjects and agencies that begin so"),
        "Words",
        (_QUERY, _LIMIT),
        example="/suggestions?q=การ",
    ),
    Operation(
        "/letters/{letter}",
        "letter",
        ("หนังสือหนึ่งฉบับ", "All that is known of one letter"),
        "Letter",
        (_LETTER, _AS_OF),
    ),
    Operation(
        "/letters/{letter}/trace",
        "trace",
        ("สายหนังสือ", "The chain of a letter: what it cites and what cites it"),
        "Trace",
        (
            _LETTER,
            _text(("ทิศทาง", "direction"), "direction", "both", "cites", "cited-by"),
            _DEPTH,
            _text(("ตามเฉพาะความสัมพันธ์นี้", "follow this relation only"), "relation", *map(str, Relation)),
            _text(("ทางไปยังหนังสือฉบับนี้", "the ways to this letter"), "to"),
            _AS_OF,
        ),
    ),
    Operation(
        "/letters/{letter}/audit",
        "audit",
        ("ข้อมูลสำหรับตรวจสอบหนังสือหนึ่งฉบับ", "All that an auditor asks of one letter"),
        "Audit",
        (_LETTER, _AS_OF, _DEPTH),
    ),
    Operation(
        "/missing",
        "missing",
        ("หนังสือที่ถูกอ้างถึงแต่ไม่มีในคลัง", "Letters that are cited but in no file, most cited first"),
        "MissingList",
        (_LIMIT, _OFFSET),
        example="/missing?limit=3",
    ),
    Operation(
        "/review",
        "review",
        ("สิ่งที่ควรให้คนตรวจดู", "What deserves a person's eye, most doubtful first"),
        "ReviewList",
        (_LIMIT, _OFFSET),
        example="/review?limit=3",
    ),
    Operation(
        "/runs",
        "runs",
        ("การนำเข้าและการซ่อม", "Imports and repairs, latest first"),
        "RunList",
        (_LIMIT, _OFFSET),
        example="/runs?limit=3",
    ),
    Operation("/stats", "stats", ("ตัวเลขของคลัง", "The archive in figures"), "Statistics", example="/stats"),
    Operation(
        "/stats/links",
        "links",
        ("ตัวเลขของการอ้างถึง", "The links of the archive in figures"),
        "LinkStatistics",
        example="/stats/links",
    ),
    Operation(
        "/export",
        "export",
        ("หนังสือทั้งหมดหรือที่ตรงกับคำค้น บรรทัดละฉบับ", "All letters, or those that answer a query, one a line"),
        "Letter",
        (_QUERY,),
        media="application/x-ndjson",
        example="/export?q=การ",
    ),
)  # fmt: skip

_WORD: Schema = {"type": "string"}
_BLANK: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_COUNTS: Schema = {"type": "object", "additionalProperties": _COUNT}
_SURE: Schema = {"type": "number", "minimum": 0, "maximum": 1}


def _object(properties: dict[str, Schema], *, more: bool = False) -> Schema:
    """An object with all of ``properties``; ``more``: and others that docs/fields.md tells of."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": more,
    }


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_HIT_FORMS: Final[dict[str, Schema]] = {
    "id": _WORD, "kind": _WORD, "score": {"type": "number"}, "snippet": _WORD, "status": _WORD,
}  # fmt: skip
_STATE: Schema = {"enum": ["resolved", "ambiguous", "missing", "not_a_letter"]}
_THING: Schema = {"type": "object"}

SCHEMAS: Final[dict[str, Schema]] = {
    "Found": _object({
        "total": _COUNT, "took_ms": {"type": "number"}, "hits": _list(_named("Hit")),
        "facets": _object({"year": _COUNTS, "kind": _COUNTS, "from": _COUNTS}),
    }),
    "Hit": _object({name: _HIT_FORMS.get(name, _BLANK) for name in HIT}),
    "Words": _list(_WORD),
    "Letter": _object({
        "id": _WORD, "kind": _WORD, "number": _BLANK, "date": _BLANK, "subject": _BLANK, "secrecy": _BLANK, "body": _BLANK,
        "status": _WORD, "status_by": _list(_WORD), "references": _list(_named("Reference")), "contacts": _THING,
        "evidence": _THING, "copies": _list(_WORD),
    }, more=True),
    "Reference": _object({
        "number": _BLANK, "date": _BLANK, "relation": _WORD, "text": _WORD, "target": _BLANK, "confidence": _SURE, "state": _STATE,
    }, more=True),
    "Trace": _object({
        "root": _WORD, "letters": _list(_named("TraceLetter")), "links": _list(_named("TraceLink")), "cycles": _list(_list(_WORD)),
    }, more=True),
    "TraceLetter": _object({
        "id": _WORD, "number": _BLANK, "date": _BLANK, "subject": _BLANK, "status": _WORD, "in_archive": {"type": "boolean"},
    }),
    "TraceLink": _object({
        "from": _WORD, "to": _WORD, "relation": _WORD, "state": _STATE, "confidence": _SURE, "text": _WORD,
    }),
    "Audit": _object({
        "letter": _named("Letter"), "standing": _THING, "trace": _named("Trace"), "files": _list(_THING),
    }, more=True),
    "MissingList": _object({"total": _COUNT, "offset": _COUNT, "letters": _list(_named("Missing"))}),
    "Missing": _object({
        "id": _WORD, "number": _BLANK, "date": _BLANK, "title": _BLANK, "issuer": _BLANK, "cited_by": _list(_WORD),
        "spellings": _list(_WORD),
    }, more=True),
    "ReviewList": _object({"total": _COUNT, "offset": _COUNT, "items": _list(_named("ReviewItem"))}),
    "ReviewItem": _object({
        "letter": _BLANK, "field": _WORD, "value": _BLANK, "reason": _WORD, "alternatives": _list(_WORD),
    }, more=True),
    "RunList": _object({"total": _COUNT, "offset": _COUNT, "runs": _list(_named("Run"))}),
    "Run": _object({"run": _COUNT, "kind": _WORD, "started": _WORD, "finished": _BLANK, "counts": _THING}, more=True),
    "Statistics": _object({
        "letters": _COUNT, "files": _COUNT, "kinds": _COUNTS, "years": _COUNTS, "missing": _COUNT,
    }, more=True),
    "LinkStatistics": _object({"references": _COUNT, "states": _COUNTS, "relations": _COUNTS}, more=True),
    "Problem": _object({
        "type": {"type": "string", "format": "uri"}, "title": _WORD, "status": {"type": "integer"}, "code": _WORD,
        "detail": _WORD, "detail_th": _WORD, "remedy": _WORD, "candidates": _list(_THING),
    }),
}  # fmt: skip
"""The objects of the contract; docs/fields.md tells what their names mean."""


def description(base: str) -> Schema:
    """The API under address ``base`` as OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "saraban",
            "version": program_version(),
            "description": "The archive's objects as the commands of saraban print them with --format json.",
        },
        "servers": [{"url": base}],
        "paths": {one.path: {"get": one.as_openapi()} for one in OPERATIONS},
        "components": {"schemas": SCHEMAS},
    }
