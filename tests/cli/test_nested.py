"""What a clerk sees of e-mails and zip files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.readers import office_files as make

from .conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Terminal

LETTER = (ROOT / "tests/readers/files/letter1.txt").read_bytes()


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """A mail with a letter, a zip file with the letter and a spreadsheet, and noise."""
    path = tmp_path / "mail.eml"
    sheet = make.zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"})
    inner = make.zipped({"ใน.txt": LETTER, "บัญชี.xlsx": sheet})
    files = {"หนังสือ.txt": LETTER, "b.zip": inner, "noise.bin": bytes(range(256)) * 20}
    path.write_bytes(make.mail("ตามแนบ", files))
    return path


def test_parse_prints_the_letters_of_the_body_and_of_each_attachment(terminal: Terminal, mail: Path) -> None:
    seen = terminal.types("parse", str(mail), code=4)
    told = [(line["file"], line.get("kind") or line["error"]["code"]) for line in seen.lines]
    assert told == [
        (f"{mail}", "not_letter"),
        (f"{mail}!/หนังสือ.txt", "external"),
        (f"{mail}!/b.zip!/ใน.txt", "external"),
        (f"{mail}!/b.zip!/บัญชี.xlsx", "not_letter"),
        (f"{mail}!/noise.bin", "not-text"),
    ]
    sheet = seen.lines[3]
    assert sheet["evidence"]["kind"]["rule"] == "format-spreadsheet"
    assert not any(
        sheet[name] for name in sheet if name not in ("file", "part", "kind", "contacts", "evidence")
    )
    assert "บัญชี.xlsx: A spreadsheet, not a letter" in seen.err


def test_import_says_which_attachment_failed_and_what_is_no_letter(terminal: Terminal, mail: Path) -> None:
    seen = terminal.types("import --jobs 1", str(mail), code=4)
    assert f"{mail}!/noise.bin: The file is neither text" in " ".join(seen.out.split())
    assert "บัญชี.xlsx: A spreadsheet, not a letter" in " ".join(seen.out.split())
    report = terminal.types("import --format json", str(mail), code=4).json
    assert (report["files"], report["unchanged"], report["imported"]) == (6, 5, 0)
    (letter,) = terminal.types("export").lines
    assert letter["copies"] == [f"{mail}!/b.zip!/ใน.txt", f"{mail}!/หนังสือ.txt"]
