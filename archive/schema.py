"""The tables of the catalogue as they are now; ``steps`` leads there from each version before."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

migrations = Table(
    "migrations",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("applied", String, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", String, nullable=False),
    Column("finished", String),
    Column("program", String, nullable=False),
    Column("parser", String, nullable=False),
    Column("options", Text, nullable=False),
    Column("counts", Text, nullable=False),
    # import or repair
    Column("kind", String, nullable=False, server_default="import"),
    # the login name of who began it, empty where it is not known
    Column("author", String, nullable=False, server_default=""),
    # what the terms of the index are cut with
    Column("tokenizer", String, nullable=False, server_default=""),
    # what was asked for, as JSON
    Column("paths", Text, nullable=False, server_default="[]"),
)

originals = Table(
    "originals",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("format", String),
    # read: holds letters; not_letter: read, holds none; failed: is not in the store
    Column("state", String, nullable=False, index=True),
    # why it failed, or why it holds no letter
    Column("code", String),
    Column("thai", Text),
    Column("english", Text),
    Column("parser", String, nullable=False),
    Column("run", Integer, ForeignKey("runs.id"), nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    # empty for a file that could not be opened
    Column("sha256", String, nullable=False, server_default=""),
    Column("size", BigInteger),
    Column("modified", BigInteger),
    Column("code", String),
    Column("thai", Text),
    Column("english", Text),
    Column("run", Integer, ForeignKey("runs.id"), nullable=False),
    UniqueConstraint("path", "sha256"),
    Index("files_by_content", "sha256"),
)

# What lies in an e-mail or a zip file; each member is an original of its own.
members = Table(
    "members",
    metadata,
    Column("container", String, ForeignKey("originals.sha256"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    # empty for a member that cannot be taken out, with the reason
    Column("sha256", String, nullable=False, server_default=""),
    Column("size", BigInteger),
    Column("code", String),
    Column("thai", Text),
    Column("english", Text),
    sqlite_with_rowid=False,
)

run_files = Table(
    "run_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", Integer, ForeignKey("runs.id"), nullable=False, index=True),
    Column("path", Text, nullable=False),
    Column("sha256", String),
    # imported, copy, unchanged, not_letter or failed; of a repair mended, set_aside or unmended
    Column("outcome", String, nullable=False),
    # why it failed or holds no letter; what a repair found
    Column("code", String),
    Column("thai", Text),
    Column("english", Text),
    Column("seconds", Float),
)

letters = Table(
    "letters",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("identity", Text, nullable=False, index=True),
    # the id that goes with the identity, shared by letters in conflict
    Column("plain_id", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("number", Text),
    Column("number_partial", Text),
    Column("date", String, index=True),
    Column("subject", Text),
    Column("sender", Text),
    Column("conflict", Boolean, nullable=False),
    # ids of the corrections that speak of it, oldest first, as JSON
    Column("corrections", Text, nullable=False, server_default="[]"),
    Column("status", String, nullable=False),
    Column("status_by", Text, nullable=False),
)

copies = Table(
    "copies",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("sha256", String, ForeignKey("originals.sha256"), nullable=False),
    Column("part", Integer, nullable=False),
    # none for what is no letter
    Column("identity", Text, index=True),
    # the identity by what the parser read, before corrections
    Column("read_identity", Text, index=True),
    # the id the letter has while it is one of several of its identity: an alias for ever
    Column("own_id", String, index=True),
    Column("text_hash", String, nullable=False),
    Column("length", Integer, nullable=False),
    Column("ocr", Boolean, nullable=False),
    Column("filled", Integer, nullable=False),
    Column("contract", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("letter", Integer, ForeignKey("letters.key", ondelete="SET NULL"), index=True),
    Column("similarity", Float),
    Column("best", Boolean, nullable=False),
    UniqueConstraint("sha256", "part"),
)

references = Table(
    "references",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("letter", Integer, ForeignKey("letters.key", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("number", Text),
    Column("number_partial", Text),
    Column("date", String),
    Column("title", Text),
    Column("issuer", Text),
    Column("relation", String, nullable=False),
    # the citing letter says that the cited one, cancelled before, holds again
    Column("revives", Boolean, nullable=False, server_default="0"),
    # the day from which the citing letter's deed holds: its day of effect, else its date
    Column("since", String),
    Column("text", Text, nullable=False),
    # the clause that decides what is done to the cited letter, where there is one
    Column("words", Text),
    # what makes two citations of an absent letter the same; see missing.py
    Column("subject", Text, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("target", Integer, ForeignKey("letters.key", ondelete="SET NULL"), index=True),
    Column("score", Float, nullable=False),
    Column("reason", String, nullable=False),
    UniqueConstraint("letter", "position"),
    Index("references_by_subject", "subject"),
)

candidates = Table(
    "candidates",
    metadata,
    Column("reference", Integer, ForeignKey("references.key", ondelete="CASCADE"), primary_key=True),
    Column("letter", Integer, ForeignKey("letters.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("reason", String, nullable=False),
    sqlite_with_rowid=False,
)

# Letters and references that may have to do with each other share a key; see neighbours.py.
letter_keys = Table(
    "letter_keys",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("letter", Integer, ForeignKey("letters.key", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

reference_keys = Table(
    "reference_keys",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "reference", Integer, ForeignKey("references.key", ondelete="CASCADE"), primary_key=True, index=True
    ),
    sqlite_with_rowid=False,
)

# Append-only: what people put right or found to be right. It is applied over every new parse and never altered.
corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    # the id that the letter had when it was corrected: an alias for ever
    Column("letter", String, nullable=False, index=True),
    Column("field", String, nullable=False),
    # values as JSON, null for none
    Column("old", Text, nullable=False),
    Column("value", Text, nullable=False),
    # the words of the reference that is meant, by which it is found again among others
    Column("cited", Text),
    Column("reason", Text, nullable=False),
    Column("author", String, nullable=False),
    Column("made", String, nullable=False),
)

# Append-only: the texts of the letter when it was corrected, by which it is found again; see placing.py.
correction_texts = Table(
    "correction_texts",
    metadata,
    Column("correction", Integer, ForeignKey("corrections.id"), primary_key=True),
    Column("sha256", String, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("text_hash", String, nullable=False),
    Column("identity", Text, nullable=False, index=True),
    Index("correction_texts_by_content", "sha256"),
)

# Which corrections speak of a text, worked out from the above whenever texts or corrections come.
copy_corrections = Table(
    "copy_corrections",
    metadata,
    Column("copy", Integer, ForeignKey("copies.key", ondelete="CASCADE"), primary_key=True),
    Column("correction", Integer, ForeignKey("corrections.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# Ids of letters whose index entry is behind, and whether the index must be built anew.
index_changes = Table("index_changes", metadata, Column("id", String, primary_key=True))
index_state = Table(
    "index_state",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
