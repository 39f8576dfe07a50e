"""Letters read by OCR in the archive: their words are found though a few letters are wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from invented import letter

from archive import reading

if TYPE_CHECKING:
    from invented import Office

    from archive import Archive
    from parsers.document import Document


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on files with a certain damaged word are taken for what OCR read."""
    read = reading.read_document

    def read_as_scan(*given: Any, **more: Any) -> Document:
        document = read(*given, **more)
        if "งกประมาณ" not in "".join(page.source for page in document.pages):
            return document
        pages = tuple(
            replace(page, lines=tuple(replace(line, method="ocr") for line in page.lines))
            for page in document.pages
        )
        return replace(document, pages=pages)

    monkeypatch.setattr(reading, "read_document", read_as_scan)


def test_a_scan_is_found_by_a_word_it_has_only_damaged(archive: Archive, office: Office, scans: None) -> None:
    subject = "แนวทางการใช้จ่ายงบประมาณของเทศบาล"
    office.put("typed.txt", letter("มท 0816.3/ว 1750", "2020-06-16", subject))
    office.put("scan.txt", letter("มท 0816.3/ว 2201", "2021-08-02", subject.replace("งบ", "งก")))
    archive.import_([office.folder])
    hits = archive.search("งบประมาณ").hits
    assert [(hit.number, hit.resembles) for hit in hits] == [
        ("มท 0816.3/ว 1750", False),
        ("มท 0816.3/ว 2201", True),
    ]
    start, end = hits[1].marks[0]
    assert hits[1].snippet[start:end] == "งกประมาณ"
