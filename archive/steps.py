"""The steps that lead from one version of the catalogue's tables to the next, for archives made by any version.

A step that is out is never changed. All steps together make what ``schema`` says.
"""

from __future__ import annotations

from typing import Final

_FIRST = """
CREATE TABLE corrections ( id INTEGER NOT NULL, letter VARCHAR NOT NULL, field VARCHAR NOT NULL,
    value TEXT NOT NULL, reason TEXT NOT NULL, author VARCHAR NOT NULL, made VARCHAR NOT NULL,
    PRIMARY KEY (id) );
CREATE INDEX ix_corrections_letter ON corrections (letter);
CREATE TABLE index_changes ( id VARCHAR NOT NULL, PRIMARY KEY (id) );
CREATE TABLE index_state ( name VARCHAR NOT NULL, value VARCHAR NOT NULL, PRIMARY KEY (name) );
CREATE TABLE letters ( "key" INTEGER NOT NULL, id VARCHAR NOT NULL, identity TEXT NOT NULL, plain_id
    VARCHAR NOT NULL, kind VARCHAR NOT NULL, number TEXT, number_partial TEXT, date VARCHAR, subject
    TEXT, sender TEXT, "conflict" BOOLEAN NOT NULL, status VARCHAR NOT NULL, status_by TEXT NOT
    NULL, PRIMARY KEY ("key"), UNIQUE (id) );
CREATE INDEX ix_letters_date ON letters (date);
CREATE INDEX ix_letters_identity ON letters (identity);
CREATE INDEX ix_letters_plain_id ON letters (plain_id);
CREATE TABLE migrations ( version INTEGER NOT NULL, name VARCHAR NOT NULL, applied VARCHAR NOT NULL,
    PRIMARY KEY (version) );
CREATE TABLE runs ( id INTEGER NOT NULL, started VARCHAR NOT NULL, finished VARCHAR, program VARCHAR
    NOT NULL, parser VARCHAR NOT NULL, options TEXT NOT NULL, counts TEXT NOT NULL, PRIMARY KEY (id)
    );
CREATE TABLE files ( id INTEGER NOT NULL, path TEXT NOT NULL, sha256 VARCHAR DEFAULT '' NOT NULL,
    size BIGINT, modified BIGINT, code VARCHAR, thai TEXT, english TEXT, run INTEGER NOT NULL,
    PRIMARY KEY (id), UNIQUE (path, sha256), FOREIGN KEY(run) REFERENCES runs (id) );
CREATE INDEX files_by_content ON files (sha256);
CREATE TABLE letter_keys ( hash BIGINT NOT NULL, letter INTEGER NOT NULL, PRIMARY KEY (hash,
    letter), FOREIGN KEY(letter) REFERENCES letters ("key") ON DELETE CASCADE ) WITHOUT ROWID;
CREATE INDEX ix_letter_keys_letter ON letter_keys (letter);
CREATE TABLE originals ( sha256 VARCHAR NOT NULL, size BIGINT NOT NULL, format VARCHAR, state
    VARCHAR NOT NULL, code VARCHAR, thai TEXT, english TEXT, parser VARCHAR NOT NULL, run INTEGER
    NOT NULL, PRIMARY KEY (sha256), FOREIGN KEY(run) REFERENCES runs (id) );
CREATE INDEX ix_originals_state ON originals (state);
CREATE TABLE "references" ( "key" INTEGER NOT NULL, letter INTEGER NOT NULL, position INTEGER NOT
    NULL, number TEXT, number_partial TEXT, date VARCHAR, title TEXT, issuer TEXT, relation VARCHAR
    NOT NULL, text TEXT NOT NULL, subject TEXT NOT NULL, state VARCHAR NOT NULL, target INTEGER,
    score FLOAT NOT NULL, reason VARCHAR NOT NULL, PRIMARY KEY ("key"), UNIQUE (letter, position),
    FOREIGN KEY(letter) REFERENCES letters ("key") ON DELETE CASCADE, FOREIGN KEY(target) REFERENCES
    letters ("key") ON DELETE SET NULL );
CREATE INDEX ix_references_state ON "references" (state);
CREATE INDEX ix_references_target ON "references" (target);
CREATE INDEX references_by_subject ON "references" (subject);
CREATE TABLE run_files ( id INTEGER NOT NULL, run INTEGER NOT NULL, path TEXT NOT NULL, sha256
    VARCHAR, outcome VARCHAR NOT NULL, code VARCHAR, seconds FLOAT, PRIMARY KEY (id), FOREIGN
    KEY(run) REFERENCES runs (id) );
CREATE INDEX ix_run_files_run ON run_files (run);
CREATE TABLE candidates ( reference INTEGER NOT NULL, letter INTEGER NOT NULL, score FLOAT NOT NULL,
    reason VARCHAR NOT NULL, PRIMARY KEY (reference, letter), FOREIGN KEY(reference) REFERENCES
    "references" ("key") ON DELETE CASCADE, FOREIGN KEY(letter) REFERENCES letters ("key") ON DELETE
    CASCADE ) WITHOUT ROWID;
CREATE INDEX ix_candidates_letter ON candidates (letter);
CREATE TABLE copies ( "key" INTEGER NOT NULL, sha256 VARCHAR NOT NULL, part INTEGER NOT NULL,
    identity TEXT, own_id VARCHAR, text_hash VARCHAR NOT NULL, length INTEGER NOT NULL, ocr BOOLEAN
    NOT NULL, filled INTEGER NOT NULL, contract TEXT NOT NULL, text TEXT NOT NULL, letter INTEGER,
    similarity FLOAT, best BOOLEAN NOT NULL, PRIMARY KEY ("key"), UNIQUE (sha256, part), FOREIGN
    KEY(sha256) REFERENCES originals (sha256), FOREIGN KEY(letter) REFERENCES letters ("key") ON
    DELETE SET NULL );
CREATE INDEX ix_copies_identity ON copies (identity);
CREATE INDEX ix_copies_letter ON copies (letter);
CREATE INDEX ix_copies_own_id ON copies (own_id);
CREATE TABLE reference_keys ( hash BIGINT NOT NULL, reference INTEGER NOT NULL, PRIMARY KEY (hash,
    reference), FOREIGN KEY(reference) REFERENCES "references" ("key") ON DELETE CASCADE ) WITHOUT
    ROWID;
CREATE INDEX ix_reference_keys_reference ON reference_keys (reference);
"""

# Nothing could write corrections before this step.
_CORRECTIONS = """
DROP TABLE corrections;
CREATE TABLE corrections ( id INTEGER NOT NULL, letter VARCHAR NOT NULL, field VARCHAR NOT NULL, old
    TEXT NOT NULL, value TEXT NOT NULL, cited TEXT, reason TEXT NOT NULL, author VARCHAR NOT NULL,
    made VARCHAR NOT NULL, PRIMARY KEY (id) );
CREATE INDEX ix_corrections_letter ON corrections (letter);
CREATE TABLE correction_texts ( correction INTEGER NOT NULL, sha256 VARCHAR NOT NULL, part INTEGER
    NOT NULL, text_hash VARCHAR NOT NULL, identity TEXT NOT NULL, PRIMARY KEY (correction, sha256,
    part), FOREIGN KEY(correction) REFERENCES corrections (id) );
CREATE INDEX correction_texts_by_content ON correction_texts (sha256);
CREATE INDEX ix_correction_texts_identity ON correction_texts (identity);
CREATE TABLE copy_corrections ( copy INTEGER NOT NULL, correction INTEGER NOT NULL, PRIMARY KEY
    (copy, correction), FOREIGN KEY(copy) REFERENCES copies ("key") ON DELETE CASCADE, FOREIGN
    KEY(correction) REFERENCES corrections (id) ) WITHOUT ROWID;
CREATE INDEX ix_copy_corrections_correction ON copy_corrections (correction);
ALTER TABLE letters ADD COLUMN corrections TEXT DEFAULT '[]' NOT NULL;
ALTER TABLE copies ADD COLUMN read_identity TEXT;
UPDATE copies SET read_identity = identity;
CREATE INDEX ix_copies_read_identity ON copies (read_identity);
"""

_DEEDS = """
ALTER TABLE "references" ADD COLUMN revives BOOLEAN DEFAULT 0 NOT NULL;
ALTER TABLE "references" ADD COLUMN since VARCHAR;
ALTER TABLE "references" ADD COLUMN words TEXT;
UPDATE "references" SET since = (SELECT date FROM letters WHERE letters."key" = "references".letter);
"""

_MEMBERS = """
CREATE TABLE members ( container VARCHAR NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, sha256
    VARCHAR DEFAULT '' NOT NULL, size BIGINT, code VARCHAR, thai TEXT, english TEXT, PRIMARY KEY
    (container, position), FOREIGN KEY(container) REFERENCES originals (sha256) ) WITHOUT ROWID;
"""

# What is dropped here is made anew by rekeying.py, see KEYED.
_KEYS = """
DELETE FROM letter_keys;
DELETE FROM reference_keys;
"""

_MANIFESTS = """
ALTER TABLE runs ADD COLUMN kind VARCHAR DEFAULT 'import' NOT NULL;
ALTER TABLE runs ADD COLUMN author VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE runs ADD COLUMN tokenizer VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE runs ADD COLUMN paths TEXT DEFAULT '[]' NOT NULL;
ALTER TABLE run_files ADD COLUMN thai TEXT;
ALTER TABLE run_files ADD COLUMN english TEXT;
"""

STEPS: Final = (
    ("first", _FIRST),
    ("corrections", _CORRECTIONS),
    ("deeds", _DEEDS),
    ("members", _MEMBERS),
    ("keys", _KEYS),
    ("manifests", _MANIFESTS),
)
"""The name and the statements of each step; version N is reached by the N-th."""

VERSION: Final = len(STEPS)
KEYED: Final = 5
"""From this version on keys are made and links found as they are now; an older archive is linked anew when it is
opened, after all steps."""


def statements(step: str) -> list[str]:
    """The statements of a step, one by one."""
    return [statement.strip() for statement in step.split(";\n") if statement.strip()]
