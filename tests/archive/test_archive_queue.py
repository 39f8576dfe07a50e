"""The review queue is kept while nothing changes, and never shows what is no more, nor what may not be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invented import letter

from archive import Archive
from archive.rights import Rights

if TYPE_CHECKING:
    from pathlib import Path

CLERK = Rights(level=0, personal=True, deeds=frozenset(("import", "correct", "books")))


def test_the_queue_is_made_anew_when_anyone_changes_the_archive(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(letter("มท 0816.3/ว", "2020-07-16", "ร่างการดูแลต้นไม้"), "utf-8")
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.import_([draft])
        first = archive.review_queue()
        (item,) = first.items
        assert item.letter is not None
        assert archive.review_queue() is first
        with Archive.open(tmp_path / "archive") as other:
            other.correct(item.letter.id, {"number": "มท 0816.3/ว 9"}, reason="ทะเบียน", author="ก")
        assert archive.review_queue().items == ()


def test_a_letter_that_becomes_secret_leaves_the_queue(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(letter("มท 0816.3/ว", "2020-07-16", "ร่างการดูแลต้นไม้"), "utf-8")
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.import_([draft])
        with Archive.open(tmp_path / "archive", rights=CLERK) as clerk:
            (item,) = clerk.review_queue().items
            assert item.letter is not None
            archive.correct(item.letter.id, {"secrecy": "ลับ"}, reason="ประทับตรา", author="ก")
            assert clerk.review_queue().items == ()
        assert len(archive.review_queue().items) == 1
