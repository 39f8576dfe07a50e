"""The auditor asks whether a letter holds: by whose words, on which day, and how two letters hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import Terminal

if TYPE_CHECKING:
    from pathlib import Path

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip


def thai(iso: str) -> str:
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{day} {MONTHS[month - 1]} {year + 543}"


def letter(number: str, iso: str, subject: str, body: str) -> str:
    return (
        f"ที่ {number}\t\t\tกรมส่งเสริมการปกครองท้องถิ่น\n\t\t\tถนนนครราชสีมา กทม. 10300\n\t\t\t{thai(iso)}\n"
        f"เรื่อง  {subject}\nเรียน  ผู้ว่าราชการจังหวัด ทุกจังหวัด\n\t{body}\n\tจึงเรียนมาเพื่อทราบ\n"
        "\t\t\tขอแสดงความนับถือ\n\n\t\t\t(นายสมมุติ ใจงาม)\n\t\t\tอธิบดีกรมส่งเสริมการปกครองท้องถิ่น\n"
    )


def named(number: str, iso: str) -> str:
    return f"หนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ {number} ลงวันที่ {thai(iso)}"


FIRST, SECOND, THIRD = "มท 0816.3/ว 101", "มท 0816.3/ว 202", "มท 0816.3/ว 303"
FOURTH, REPLY, OTHER = "มท 0816.3/ว 404", "มท 0816.3/505", "มท 0816.3/606"
LETTERS = {
    "first": letter(FIRST, "2019-03-04", "แนวทางดูแลสวนสาธารณะ", "ขอให้เทศบาลดูแลสวนสาธารณะให้ร่มรื่นสวยงาม"),
    "second": letter(
        SECOND,
        "2020-05-06",
        "แนวทางดูแลสวนสาธารณะฉบับใหม่",
        f"กรมขอยกเลิก{named(FIRST, '2019-03-04')} ทั้งนี้ ให้มีผลตั้งแต่วันที่ 1 กรกฎาคม 2563 เป็นต้นไป",
    ),
    "third": letter(
        THIRD, "2021-07-08", "การดูแลสวนสาธารณะ", f"บัดนี้พ้นเหตุแล้ว กรมขอยกเลิก{named(SECOND, '2020-05-06')}"
    ),
    "fourth": letter(
        FOURTH,
        "2022-09-10",
        "การดูแลสวนสาธารณะ",
        f"เพื่อความต่อเนื่อง จึงให้{named(FIRST, '2019-03-04')} กลับมามีผลใช้บังคับ",
    ),
    "reply": letter(
        REPLY, "2019-06-01", "ตอบข้อหารือเรื่องสวน", f"ตาม{named(FIRST, '2019-03-04')} กรมขอเรียนว่าทำได้"
    ),
    "other": letter(OTHER, "2019-06-20", "รายงานเรื่องสวน", f"ตาม{named(FIRST, '2019-03-04')} กรมขอรายงานผล"),
}


@pytest.fixture(scope="module")
def parks(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    folder: Path = tmp_path_factory.mktemp("parks")
    terminal = Terminal(folder / "archive")
    for name, text in LETTERS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    terminal.types("import", *(str(folder / f"{name}.txt") for name in LETTERS))
    return terminal


def test_show_says_who_did_what_in_their_words_and_what_became_of_them(parks: Terminal) -> None:
    seen = parks.types("show ว101 --as-of '31 ธ.ค. 2564' --lang th").out.splitlines()
    assert seen[0] == f"{FIRST}  4 มี.ค. 2562  ถูกยกเลิก  (ณ 31 ธ.ค. 2564)"
    by = next(line for line in seen if "ถูกยกเลิกโดย" in line)
    assert by.startswith(
        f"  ถูกยกเลิกโดย {SECOND} 6 พ.ค. 2563  ตั้งแต่ 1 ก.ค. 2563  “กรมขอยกเลิก{named(FIRST, '2019-03-04')}"
    )
    # the canceller was cancelled in turn; that alone brings nothing back
    assert seen[seen.index(by) + 1].startswith(f"    ถูกยกเลิกโดย {THIRD} 8 ก.ค. 2564  “บัดนี้พ้นเหตุแล้ว กรมขอยกเลิก")


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2020-06-30", "in force"),  # cancelled by a letter that takes effect the day after
        ("1 กรกฎาคม 2563", "cancelled"),
        ("2564", "cancelled"),
        ("30/9/2565", "in force"),  # a later letter says so
        ("today", "in force"),
    ],
)
def test_the_status_on_a_day(parks: Terminal, day: str, status: str) -> None:
    assert f"2019-03-04  {status}" in parks.types("show ว101 --as-of", day).out.splitlines()[0]


def test_a_letter_that_holds_again_says_by_whose_words(parks: Terminal) -> None:
    seen = parks.types("show ว101").out
    assert f"in force again by {FOURTH} 2022-09-10  “เพื่อความต่อเนื่อง จึงให้" in seen
    told = parks.types("show ว101 --format json").json
    assert told["status"] == "in_force"
    assert [act["number"] for act in told["standing"]["acts"]] == [SECOND, FOURTH]
    assert told["standing"]["acts"][0]["since"] == "2020-07-01"
    assert told["standing"]["acts"][0]["standing"]["status"] == "cancelled"


def test_search_by_status_now_and_then(parks: Terminal) -> None:
    def found(line: str) -> dict[str, str]:
        return {
            hit["number"]: hit["status"] for hit in parks.types(f"search {line} --format json").json["hits"]
        }

    assert found("--status ยกเลิก") == {SECOND: "cancelled"}
    assert found("--status cancelled --as-of 2021-01-01") == {FIRST: "cancelled"}
    assert found("สวน --as-of 2019-12-31") == {FIRST: "in_force", REPLY: "in_force", OTHER: "in_force"}
    assert found("--status in-force --as-of 2021-12-31") == {
        THIRD: "in_force",
        REPLY: "in_force",
        OTHER: "in_force",
    }
    assert "Statuses on 2021-01-01" in parks.types("search --as-of 2021-01-01").out
    nothing = parks.types("search ไม่มีคำนี้เลย --as-of 2021-01-01").out
    assert "--as-of" in nothing


def test_a_day_that_is_none(parks: Terminal) -> None:
    for command in ("show ว101", "trace ว101", "search"):
        assert "--as-of: “31 กุมภาพันธ์ 2565”" in parks.types(f"{command} --as-of '31 กุมภาพันธ์ 2565'", code=2).err


def test_trace_as_the_chain_stood(parks: Terminal) -> None:
    then = parks.types("trace ว101 --as-of 2020-06-01 --format json").json
    assert {one["number"]: one["status"] for one in then["letters"]} == {
        FIRST: "in_force", REPLY: "in_force", OTHER: "in_force", SECOND: "in_force"
    }  # fmt: skip
    assert then["as_of"] == "2020-06-01"
    assert {link["relation"] for link in then["links"]} == {"cites", "cancels"}


def test_trace_one_relation_only(parks: Terminal) -> None:
    seen = parks.types("trace ว101 --relation cancels --format json").json
    assert {one["number"] for one in seen["letters"]} == {FIRST, SECOND, THIRD}


def test_the_ways_from_one_letter_to_another(parks: Terminal) -> None:
    seen = parks.types("trace ว303 --to ว101 --lang th").out.splitlines()
    assert seen[0] == "ทางที่ 1 (2 ขั้น)"
    assert [line.strip().split("  ")[0] for line in seen if line.startswith("  ↓") or THIRD in line] == [
        THIRD, f"↓ ยกเลิก {SECOND}", f"↓ ยกเลิก {FIRST}"
    ]  # fmt: skip
    # the other way round, and between two that have only a third in common
    assert "↓ cancelled by" in parks.types("trace ว101 --to ว303").out
    about = parks.types(f"trace '{REPLY}' --to '{OTHER}' --format json").json
    assert about["straight"] is False
    assert len(about["ways"]) == 1
    assert len(about["ways"][0]) == 3
    assert parks.types(f"trace '{REPLY}' --to '{OTHER}' --direction cites").out.startswith("No chain leads")
