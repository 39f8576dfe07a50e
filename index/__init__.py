"""Search: the door of this floor. Importing it is cheap; engine and dictionary are opened when needed."""

from __future__ import annotations

from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from parsers.errors import SarabanError

if TYPE_CHECKING:
    from pathlib import Path

    from index.engine import Engine, Entry, Hit, Results, Sort
    from index.query import Query
    from parsers.errors import UsageError

__all__ = [
    "Engine",
    "Entry",
    "Hit",
    "Query",
    "Results",
    "Sort",
    "open_engine",
    "parse_query",
    "read_ahead",
    "require_engine",
]

ENGINES = ("whoosh", "tantivy")
"""What an archive may be searched with, the usual one first."""


def open_engine(path: Path, *, create: bool = False, name: str = "whoosh") -> Engine:
    """The engine called ``name`` over the index in folder ``path``; ``create`` makes an empty one.

    Raises ArchiveError when the index is missing, damaged or outdated; UsageError for an unknown name.
    """
    if name == "whoosh":
        from index.whoosh_engine import WhooshEngine

        return WhooshEngine.open(path, create)
    if name == "tantivy":
        require_engine(name)
        from index.tantivy_engine import TantivyEngine

        return TantivyEngine.open(path, create)
    if name == "memory":
        from index.memory_engine import MemoryEngine

        return MemoryEngine()
    raise _unknown(name)


def read_ahead() -> None:
    """Read what adding letters will need, 0.15 s of word lists, while there is nothing else to do; from any thread."""
    from index import dictionary

    # What is missing is told when it is needed.
    with suppress(SarabanError):
        dictionary.words()
        dictionary.open_segmenter()


def require_engine(name: str) -> None:
    """See that an archive can be kept with engine ``name``.

    Raises UsageError ``no-engine`` for an unknown name, MissingProgram ``no-engine-package`` where what it is
    made with is not installed.
    """
    if name not in ENGINES:
        raise _unknown(name)
    if name == "tantivy" and find_spec("tantivy") is None:
        from parsers.errors import MissingProgram

        raise MissingProgram(
            "no-engine-package",
            thai="ยังไม่ได้ติดตั้งเครื่องค้นหา tantivy ติดตั้งด้วย pip install 'saraban[tantivy]'"
            " หรือกลับไปใช้ whoosh ด้วย saraban reindex --engine whoosh",
            english="the search engine tantivy is not installed; install it with: pip install 'saraban[tantivy]'"
            " or go back to whoosh with: saraban reindex --engine whoosh",
        )


def _unknown(name: str) -> UsageError:
    from parsers.errors import UsageError

    names = " ".join(ENGINES)
    return UsageError(
        "no-engine",
        thai=f"ไม่รู้จักเครื่องค้นหา “{name}” ใช้ได้: {names}",
        english=f"no search engine “{name}”; there are: {names}",
    )


def parse_query(
    text: str,
    *,
    kind: str | None = None,
    agency: str | None = None,
    after: str | None = None,
    before: str | None = None,
    year: str | None = None,
    secrecy: str | None = None,
    status: str | None = None,
    sender: str | None = None,
) -> Query:
    """What a person typed, and filters beside it, as a query; UsageError names the place of a fault."""
    from index import query_parser

    return query_parser.parse_query(
        text,
        kind=kind,
        agency=agency,
        after=after,
        before=before,
        year=year,
        secrecy=secrecy,
        status=status,
        sender=sender,
    )


def __getattr__(name: str) -> object:
    """The names of ``__all__`` that live in other modules, brought in when first asked for."""
    if name == "Query":
        from index.query import Query

        return Query
    if name in __all__:
        from index import engine

        return getattr(engine, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
