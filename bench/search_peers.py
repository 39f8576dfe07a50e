"""Engines to compare with, given the same words of the same letters: stock Whoosh, SQLite FTS5, bare tantivy.

Each brings the ten best of subject and text with their snippet or text, the count, and how many letters have each
year, kind, sender, status and secrecy, as an archive's search does. None of them finds words inside words, stretches
of letters, abbreviations or damaged words.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Protocol

import tantivy
import whoosh.analysis
import whoosh.fields
import whoosh.index
import whoosh.query
from tantivy import Occur, Query

from index import analysis
from index.engine import FACETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bench.search_queries import Asked
    from index.documents import Document

PAGE = 10
_LAST = "\U0010ffff"


class Peer(Protocol):
    """An engine that is filled once and searched."""

    name: str

    def add(self, documents: Sequence[Document]) -> None:
        """Take letters in and commit them."""

    def search(self, asked: Asked) -> int:
        """How many letters answer; the first page is brought and thrown away."""

    def close(self) -> None:
        """Give back files."""


def words_of(document: Document) -> dict[str, str]:
    """Subject and text as words with blanks between."""
    entry = document.entry
    return {
        name: " ".join(word for word, _ in analysis.words(value or ""))
        for name, value in (("subject", entry.subject), ("text", entry.text))
    }


def values_of(document: Document) -> dict[str, str]:
    """What is counted and filtered by."""
    return {name: document.facets.get(name, "-") for name in FACETS}


class StockWhoosh:
    """Whoosh as it comes: its own analyzer, matchers, BM25F, groups and highlights."""

    def __init__(self, folder: Path, *, snippets: bool = True) -> None:
        self.name = "stock Whoosh" if snippets else "… no highlights"
        self._snippets = snippets
        folder.mkdir(exist_ok=True)
        words = whoosh.analysis.SpaceSeparatedTokenizer()
        text = {
            name: whoosh.fields.TEXT(analyzer=words, stored=True, phrase=True) for name in ("subject", "text")
        }
        ids = {name: whoosh.fields.ID(sortable=True, stored=True) for name in (*_FACET_FIELDS, "day")}
        make = whoosh.index.open_dir if whoosh.index.exists_in(str(folder)) else whoosh.index.create_in
        self._index = make(str(folder), schema=whoosh.fields.Schema(**text, **ids))
        self._searcher: Any = None

    def add(self, documents: Sequence[Document]) -> None:
        writer = self._index.writer(limitmb=512)
        for document in documents:
            facets = {_FACET_FIELDS_BY[name]: value for name, value in values_of(document).items()}
            writer.add_document(**words_of(document), **facets, day=f"{document.day:08d}")
        writer.commit()

    def search(self, asked: Asked) -> int:
        if self._searcher is None:
            self._searcher = self._index.searcher()
        must = [whoosh.query.Term(_FACET_FIELDS_BY[name], value) for name, value in asked.filters.items()]
        if asked.terms:
            must.append(whoosh.query.Or([self._text(asked, name) for name in ("subject", "text")]))
        query = must[0] if len(must) == 1 else whoosh.query.And(must)
        how: dict[str, Any] = {"sortedby": "day", "reverse": True} if asked.sort == "-date" else {}
        found = self._searcher.search(query, limit=PAGE, groupedby=list(_FACET_FIELDS), **how)
        for hit in found if self._snippets else ():
            hit.highlights("text", top=1)
        for name in _FACET_FIELDS:
            found.groups(name)
        return len(found)

    def _text(self, asked: Asked, field: str) -> Any:
        if asked.prefix:
            return whoosh.query.Prefix(field, asked.terms[0])
        if len(asked.terms) == 1:
            return whoosh.query.Term(field, asked.terms[0])
        if asked.phrase:
            return whoosh.query.Phrase(field, list(asked.terms))
        return whoosh.query.And([whoosh.query.Term(field, term) for term in asked.terms])

    def close(self) -> None:
        if self._searcher is not None:
            self._searcher.close()
        self._index.close()


_FACET_FIELDS_BY = {name: f"facet_{name}" for name in FACETS}
_FACET_FIELDS = tuple(_FACET_FIELDS_BY.values())


class Fts5:
    """SQLite's full-text search with its BM25 and snippet(); values counted by GROUP BY."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._connection = sqlite3.connect(folder / "fts.sqlite")
        columns = ", ".join(_FACET_FIELDS)
        self._connection.executescript(
            "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(subject, text, tokenize=\"unicode61 categories 'L* N* Co M*'\");"
            f"CREATE TABLE IF NOT EXISTS facts (rowid INTEGER PRIMARY KEY, day INTEGER, {columns});"
        )
        self._count = 0

    def add(self, documents: Sequence[Document]) -> None:
        with self._connection:
            for document in documents:
                self._count += 1
                said = words_of(document)
                self._connection.execute(
                    "INSERT INTO words (rowid, subject, text) VALUES (?, ?, ?)",
                    (self._count, said["subject"], said["text"]),
                )
                row = (self._count, document.day, *values_of(document).values())
                marks = ", ".join("?" * len(row))
                self._connection.execute(f"INSERT INTO facts VALUES ({marks})", row)

    def search(self, asked: Asked) -> int:
        where = [f"{_FACET_FIELDS_BY[name]} = ?" for name in asked.filters]
        values = list(asked.filters.values())
        tables = "facts"
        if asked.terms:
            tables = "words JOIN facts ON facts.rowid = words.rowid"
            where, values = ["words MATCH ?", *where], [self._match(asked), *values]
        clause = f"FROM {tables} WHERE {' AND '.join(where)}"
        order = "day DESC" if asked.sort == "-date" or not asked.terms else "bm25(words, 3.0, 1.0)"
        page = f"SELECT facts.rowid {clause} ORDER BY {order} LIMIT {PAGE}"
        rows = self._connection.execute(page, values).fetchall()
        for rowid, *_ in rows if asked.terms else ():
            said = "SELECT snippet(words, 1, '<', '>', '…', 24) FROM words WHERE words MATCH ? AND rowid = ?"
            self._connection.execute(said, (values[0], rowid)).fetchall()
        chosen = f"WITH found AS MATERIALIZED (SELECT facts.* {clause}) "
        counts = [
            f"SELECT '{name}', {column}, count(*) FROM found GROUP BY {column}"
            for name, column in _FACET_FIELDS_BY.items()
        ]
        rows = self._connection.execute(chosen + " UNION ALL ".join(counts), values).fetchall()
        return sum(count for name, _, count in rows if name == "kind")

    @staticmethod
    def _match(asked: Asked) -> str:
        quoted = ['"' + term.replace('"', "") + '"' for term in asked.terms]
        if asked.prefix:
            return f"{quoted[0]} *"
        return " + ".join(quoted) if asked.phrase else " AND ".join(quoted)

    def close(self) -> None:
        self._connection.close()


class BareTantivy:
    """tantivy with the same words, its own tokenizer for blanks, BM25 and aggregations."""

    def __init__(self, folder: Path, *, counts: bool = True) -> None:
        folder.mkdir(exist_ok=True)
        self.name = "bare tantivy" if counts else "… without counts"
        self._counts = counts
        build = tantivy.SchemaBuilder()
        for name in ("subject", "text"):
            build.add_text_field(name, stored=True, tokenizer_name="whitespace")
        for name in _FACET_FIELDS:
            build.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        build.add_integer_field("day", fast=True)
        self._schema = build.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._searcher: tantivy.Searcher | None = None

    def add(self, documents: Sequence[Document]) -> None:
        writer = self._index.writer(128_000_000, 1)
        for document in documents:
            made = tantivy.Document()
            for name, value in words_of(document).items():
                made.add_text(name, value)
            for name, value in values_of(document).items():
                made.add_text(_FACET_FIELDS_BY[name], value)
            made.add_integer("day", document.day)
            writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()

    def search(self, asked: Asked) -> int:
        if self._searcher is None:
            self._index.reload()
            self._searcher = self._index.searcher()
        must = [
            Query.const_score_query(
                Query.term_query(self._schema, _FACET_FIELDS_BY[name], value, "basic"), 0.0
            )
            for name, value in asked.filters.items()
        ]
        if asked.terms:
            either = [(Occur.Should, self._text(asked, name)) for name in ("subject", "text")]
            must.append(Query.boolean_query(either))
        query = must[0] if len(must) == 1 else Query.boolean_query([(Occur.Must, each) for each in must])
        by_date = asked.sort == "-date" or not asked.terms
        found: Any = self._searcher.search(query, limit=PAGE, order_by_field="day" if by_date else None)
        for _, place in found.hits:
            self._searcher.doc(place).get_first("text")
        if self._counts:
            wanted = {name: {"terms": {"field": name, "size": 20_000}} for name in _FACET_FIELDS}
            self._searcher.aggregate(query, wanted)
        return int(found.count)

    def _text(self, asked: Asked, field: str) -> Query:
        if asked.prefix:
            known = self._searcher.terms_with_prefix(field, asked.terms[0]) if self._searcher else []
            return Query.term_set_query(self._schema, field, [term for term, _ in known])
        if len(asked.terms) == 1:
            return Query.term_query(self._schema, field, asked.terms[0])
        if asked.phrase:
            return Query.phrase_query(self._schema, field, list(asked.terms))
        terms = [Query.term_query(self._schema, field, term) for term in asked.terms]
        return Query.boolean_query([(Occur.Must, term) for term in terms])

    def close(self) -> None:
        self._searcher = None
