"""Dates as letters print them; what cannot be a date is none."""

from __future__ import annotations

import pytest

from parsers.thai.dates import find_dates, find_ranges, month_only, nearest_month
from parsers.thai.normal import fold


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("ลงวันที่ ๑๖ มิถุนายน ๒๕๖๕", "2022-06-16"),
        ("          มิถุนายน  2565", "2022-06"),
        ("27 ธ.ค. 67", "2024-12-27"),
        ("๓๑ ม.ค.๖๓", "2020-01-31"),
        ("12 มิย 55", "2012-06-12"),
        ("2 พ . ค. 2562", "2019-05-02"),
        ("1 3 กรกฎาคม พ.ศ. 25 6 6", "2023-07-13"),
        ("๓๑ เดือน มีนาคม พุทธศักราช ๒๕๖๖", "2023-03-31"),
        ("5 กรกฏาคม 2566", "2023-07-05"),
        ("7 พฤาภาคม 2560", "2017-05-07"),
        ("4 ธันวําคม 2560", "2017-12-04"),
        ("1 มกรา คม 2560", "2017-01-01"),
        ("9 มกราคม2566", "2023-01-09"),
        ("9เมษายน 2567", "2024-04-09"),
        ("15/6/2565", "2022-06-15"),
        ("16 June 2022", "2022-06-16"),
    ],
)
def test_dates(written: str, iso: str) -> None:
    assert [date.iso for date in find_dates(fold(written))] == [iso]


@pytest.mark.parametrize(
    "written",
    ["8 ม.ย.63", "วันที่ 31 กุมภาพันธ์ 2560", "สำนักงาน ก.พ. 2560", "230/115 kV", "ครั้งที่ 5/2566", "0 2241 9000"],
)
def test_no_dates(written: str) -> None:
    assert find_dates(fold(written)) == []


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("ระหว่างวันที่ 9 - 10 กันยายน 2566", "2023-09-09", "2023-09-10"),
        ("ตั้งแต่วันที่ 1 มิถุนายน - 28 กรกฎาคม 2566", "2023-06-01", "2023-07-28"),
        ("วันศุกร์ที่ ๗ ถึงวันอาทิตย์ที่ ๙ ตุลาคม ๒๕๖๕", "2022-10-07", "2022-10-09"),
        ("๒๙ ธันวาคม ๒๕๖๕ - ๔ มกราคม ๒๕๖๖", "2022-12-29", "2023-01-04"),
    ],
)
def test_ranges_inherit_from_their_last_end(written: str, first: str, last: str) -> None:
    assert [(found.first, found.last) for found in find_ranges(fold(written))] == [(first, last)]


def test_a_misspelt_month_is_read_only_when_one_month_is_nearest() -> None:
    assert nearest_month("เมษยน") == 4
    assert nearest_month("คุลาคม") == 10
    assert nearest_month("โครงการ") is None


def test_a_month_alone_on_its_line() -> None:
    assert month_only("พ.ย. 66") == "2023-11"
    assert month_only("สำนักงาน ก.พ. 66") is None


def test_the_weekday_is_a_check() -> None:
    right, wrong = (find_dates(f"วัน{day}ที่ 9 ตุลาคม 2565")[0] for day in ("อาทิตย์", "จันทร์"))
    assert right.confidence > 0.95 > wrong.confidence
