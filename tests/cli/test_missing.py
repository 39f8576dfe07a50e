"""``missing --format csv``: a list that a clerk can send to the offices that issued the letters."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from tests.archive.invented import cite, letter

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Seen, Terminal


def rows(seen: Seen) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(seen.out)))


def test_the_list_goes_office_by_office_with_all_that_helps_to_find_a_letter(sample: Terminal) -> None:
    listed = rows(sample.types("missing --format csv --lang th"))
    assert [(row["ลำดับ"], row["หน่วยงานที่ออก (น่าจะเป็น)"], row["เลขที่หนังสือ"]) for row in listed] == [
        ("1", "กรมป้องกันและบรรเทาสาธารณภัย", "มท 0617/ว 1190"),
        ("2", "กรมส่งเสริมการปกครองท้องถิ่น", "มท 0808.2/ว 3321"),
        ("3", "กรมส่งเสริมการปกครองท้องถิ่น", "มท 0820.2/ว 3348"),
    ]
    second = listed[1]
    assert second["เขียนไว้ในฉบับที่อ้างว่า"] == "มท 0808.2/ว 3321 | มท ๐๘๐๘.๒/ว ๓๓๒๑"
    assert (second["ลงวันที่ (พ.ศ.)"], second["ลงวันที่ (ค.ศ.)"]) == ("14 มิ.ย. 2562", "2019-06-14")
    assert second["จำนวนฉบับที่อ้างถึง"] == "3"
    assert second["ฉบับที่อ้างถึง"].split(" | ") == [
        "มท 0808.2/ว 9 ลงวันที่ 5 ม.ค. 2565",
        "มท 0808.2/ว 9 ลงวันที่ 6 ม.ค. 2566",
        "นน 0023.5/61 ลงวันที่ 14 ก.พ. 2566",
    ]


def test_it_has_english_heads_for_english_readers_and_the_same_letters_as_the_json(sample: Terminal) -> None:
    listed = rows(sample.types("missing --format csv --lang en"))
    assert listed[0]["Issuing agency (probable)"] == "กรมป้องกันและบรรเทาสาธารณภัย"
    assert listed[0]["Citing letters"] == "มท 0617/ว 2085 of 2021-11-05"
    contract = {letter["id"]: letter for letter in sample.types("missing --format json").json}
    assert {row["Id in the archive"]: row["Number"] for row in listed} == {
        id_: letter["number"] for id_, letter in contract.items()
    }


def test_a_file_of_it_opens_in_a_spreadsheet(sample: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "ขอสำเนา.csv"
    sample.types("missing --format csv --lang th --output", str(path))
    assert path.read_bytes().startswith("\ufeffลำดับ,".encode())


def test_an_office_that_nobody_named_is_told_by_its_code(terminal: Terminal, tmp_path: Path) -> None:
    for run, number in enumerate(("ทส 0808/ว 11", "สร 0102/ว 12", "ว 13"), start=1):
        text = letter(
            f"พย 0023.3/{run}", "2022-10-09", f"ขอหารือ {run}", refers=(cite(number, "2019-02-01", issuer=""),)
        )
        (tmp_path / f"{run}.txt").write_text(text, "utf-8")
    terminal.types("import --jobs 1", *(str(path) for path in tmp_path.glob("*.txt")))
    listed = {
        row["Number"]: row["Issuing agency (probable)"]
        for row in rows(terminal.types("missing --format csv"))
    }
    assert listed == {
        "ทส 0808/ว 11": "กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม (ทส)",
        "สร 0102/ว 12": "",  # two offices have had these letters
        "ว 13": "",
    }
    assert next(iter(listed)) == "ทส 0808/ว 11"


def test_a_letter_that_came_is_off_the_list(terminal: Terminal, tmp_path: Path) -> None:
    citing, cited = tmp_path / "citing.txt", tmp_path / "cited.txt"
    citing.write_text(
        letter("พย 0023.3/1", "2022-10-09", "ขอหารือ", refers=(cite("มท 0816.3/ว 7", "2019-02-01"),)), "utf-8"
    )
    cited.write_text(letter("มท 0816.3/ว 7", "2019-02-01", "การใช้น้ำ"), "utf-8")
    terminal.types("import --jobs 1", str(citing))
    assert len(rows(terminal.types("missing --format csv"))) == 1
    terminal.types("import --jobs 1", str(cited))
    assert rows(terminal.types("missing --format csv")) == []
    assert "Every letter that is cited is in the archive." in terminal.types("missing").out
