"""``review`` and ``correct``: the clerk is shown what is doubtful, puts it right and sees it right everywhere."""

from __future__ import annotations

import csv
import getpass
import io
import shutil
from typing import TYPE_CHECKING

import pytest

from .conftest import Terminal

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """ที่ {number}\t\t\tกรมส่งเสริมการปกครองท้องถิ่น
\t\t\tถนนนครราชสีมา กทม. 10300
\t\t\t{date}
เรื่อง  {subject}
เรียน  ผู้ว่าราชการจังหวัด ทุกจังหวัด
"""
TAIL = """\tขอให้จังหวัดสำรวจ{what}แล้วรายงานให้กรมทราบ
\tจึงเรียนมาเพื่อพิจารณา
\t\t\tขอแสดงความนับถือ

\t\t\t(นายสมมุติ ใจงาม)
\t\t\tอธิบดีกรมส่งเสริมการปกครองท้องถิ่น
"""
CITED = "อ้างถึง  หนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท 0816.3/ว 1750 ลงวันที่ 16 มิถุนายน 2563\n"
LETTERS = {
    "draft": HEAD.format(number="มท 0816.3/ว", date="มิถุนายน 2563", subject="การดูแลต้นไม้ริมคลอง")
    + TAIL.format(what="ต้นไม้ริมคลอง"),
    "second": HEAD.format(number="มท 0816.3/ว 2201", date="3 สิงหาคม 2563", subject="การสำรวจเพิ่มเติม")
    + CITED
    + TAIL.format(what="ต้นไม้ในสวนสาธารณะ"),
    "third": HEAD.format(number="มท 0816.3/ว 2340", date="17 สิงหาคม 2563", subject="การติดตามผล")
    + CITED
    + TAIL.format(what="ผลการตัดแต่งกิ่ง"),
    "empty": "",
}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    for name, text in LETTERS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    terminal = Terminal(tmp_path_factory.mktemp("desk") / "archive")
    terminal.types("import --jobs 1", str(folder), code=4)
    return terminal.archive


@pytest.fixture
def desk(terminal: Terminal, imported: Path) -> Terminal:
    """A terminal over a draft without number and day, two letters that cite it, and a file that failed."""
    shutil.copytree(imported, terminal.archive)
    return terminal


def the_draft(desk: Terminal) -> str:
    return str(next(item for item in desk.types("review --format json").json if item["letter"])["letter"])


def test_a_draft_gets_its_number_and_is_found_by_it(desk: Terminal) -> None:
    draft = the_draft(desk)
    seen = desk.types(
        "correct", draft, "number=มท๐๘๑๖.๓/ว๑๗๕๐", "date=๑๖ มิถุนายน ๒๕๖๓", "--reason", "จากสมุดทะเบียน", "--author", "สมศรี"
    ).out  # fmt: skip
    assert seen.startswith("Corrections recorded\nมท 0816.3/ว 1750  2020-06-16  ")
    assert "Number: none put right to “มท 0816.3/ว 1750”" in seen
    assert "Cited by\n  มท 0816.3/ว 2201 2020-08-03\n  มท 0816.3/ว 2340 2020-08-17" in seen
    shown = desk.types("show ว1750 --lang th").out
    assert "การแก้ไข\n  ที่: ไม่มี แก้เป็น “มท 0816.3/ว 1750”" in shown
    assert "วันที่: “มิ.ย. 2563” แก้เป็น “16 มิ.ย. 2563”" in shown
    assert "สมศรี: จากสมุดทะเบียน" in shown
    told = desk.types("show --format json", draft).json
    assert [made["field"] for made in told["corrections"]] == ["number", "date"]
    del told["standing"]
    assert told in desk.types("export").lines
    assert desk.types("search ว1750 --format json").json["hits"][0]["id"] == told["id"]
    assert "มท 0816.3/ว 1750  16 มิ.ย. 2563  มีการซักซ้อมเพิ่ม" in desk.types("trace ว2201 --lang th").out
    assert desk.types("missing --format json").json == []
    assert [item["field"] for item in desk.types("review --format json").json] == ["file"]


def test_a_value_may_be_typed_without_quotes(desk: Terminal) -> None:
    desk.types("correct ว2201 date=4 ส.ค. 2563 subject=การสำรวจ เพิ่มเติม --reason อ่านผิด")
    told = desk.types("show ว2201 --format json").json
    assert (told["date"], told["subject"]) == ("2020-08-04", "การสำรวจ เพิ่มเติม")
    assert told["evidence"]["date"]["rule"] == "corrected"
    assert told["evidence"]["date"]["alternatives"] == ["2020-08-03"]


def test_who_corrects_is_who_is_logged_in(desk: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "somsri")
    desk.types("correct ว2201 signer=นายสมมุติ ใจงาม --reason ตรงแล้ว")
    (made,) = desk.types("show ว2201 --format json").json["corrections"]
    assert (made["author"], made["old"], made["value"]) == ("somsri", "นายสมมุติ ใจงาม", "นายสมมุติ ใจงาม")
    assert "Signer: “นายสมมุติ ใจงาม” confirmed" in desk.types("show ว2201").out

    def nobody() -> str:
        raise OSError("no user")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert "--author" in desk.types("correct ว2201 kind=stamped --reason x", code=2).err


@pytest.mark.parametrize(
    ("typed", "code", "expected"),
    [
        ("correct ว2201 date=2020-08-04", 2, "whoever checks the archive later must be able to tell"),
        ("correct ว2201 date=2020-08-04 --reason ''", 2, "say why with --reason"),
        ("correct ว2201 nmber=4 --reason x", 2, "no field “nmber” to correct; there are: number date"),
        ("correct ว2201 'references[2].date=2020' --reason x", 2, "this letter has 1 references"),
        ("correct ว2201 'date=31 ก.พ. 2563' --reason x", 2, "is no date; write it like 2020-06-16"),
        ("correct ว2201 number=4 --reason x", 2, "is no number of a letter"),
        ("correct ว2201 kind=note --reason x", 2, "is none of: external internal"),
        ("correct ว2201 --reason x", 2, "after the letter put FIELD=VALUE"),
        ("correct date=2020-08-04 --reason x", 2, "name the letter before FIELD=VALUE"),
        ("correct ว2201 date= date= --reason x", 2, "date is given twice"),
        ("correct ว9999 date= --reason x", 5, "ว9999"),
        ("correct ว2 date= --reason x", 5, "ว2"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(desk: Terminal, typed: str, code: int, expected: str) -> None:
    seen = desk.types(typed, code=code)
    assert expected in seen.err
    assert "Traceback" not in seen.err
    assert desk.types("show ว2201 --format json").json["corrections"] == []


def test_a_name_of_two_letters_is_asked_back(sample: Terminal) -> None:
    seen = sample.types("correct ว9 date=2022-01-05 --reason x", code=5)
    assert len([line for line in seen.err.splitlines() if line.startswith("  ")]) == 2


def test_review_shows_what_is_doubtful_and_where_it_stands(desk: Terminal) -> None:
    shown = desk.types("review").out
    for expected in (
        "number=มท 0816.3/ว",
        "the running number is blank",
        "date=2020-06",
        "page 1, line 1",
        "draft.txt",
    ):
        assert expected in shown
    assert "or มท 0816.3/ว 1750" in shown
    assert "3 items; saraban correct settles them" in shown
    assert "เลขที่ไม่ครบ อาจเป็น มท 0816.3/ว 1750" in desk.types("review --lang th").out
    items = desk.types("review --format json").json
    assert [item["field"] for item in items] == ["file", "number", "date"]
    assert desk.types("review --format json --limit 1 --lang th").json == items[:1]
    rows = list(csv.DictReader(io.StringIO(desk.types("review --format csv --lang th").out)))
    assert [row["field"] for row in rows] == ["file", "number", "date"]
    assert rows[0]["path"].endswith("empty.txt")
    assert rows[1]["reason"].startswith("เลขที่ไม่ครบ")


def test_nothing_to_review(desk: Terminal) -> None:
    desk.types("correct", the_draft(desk), "number=", "date=2563-06", "--reason", "ร่างจริง")
    assert len(desk.types("review --format json").json) == 1
