"""An office worker copies a number from the screen and dials it: every line of a range must be there."""

from __future__ import annotations

import pytest

from parsers.fields.phones import read_phones
from parsers.thai.normal import fold


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("0 2565 7944", ["025657944"]),
        ("02-111-1111", ["021111111"]),
        ("๐ ๒๒๔๑ ๙000 ต่อ 5313", ["022419000 ext 5313"]),
        ("0 2241 9021-3 ต่อ 218", ["022419021 ext 218", "022419022 ext 218", "022419023 ext 218"]),
        ("0 2272 9529-30", ["022729529", "022729530"]),
        ("0 2141 0210 ถึง 12", ["021410210", "021410211", "021410212"]),
        ("0 2590 1234 - 0 2590 1236", ["025901234", "025901235", "025901236"]),
        (
            "0 2271 3700, 0 2278 0047 ต่อ 4110-2",
            ["022713700", "022780047 ext 4110", "022780047 ext 4111", "022780047 ext 4112"],
        ),
        ("0 2141 6747 ต่อ 3502 3503", ["021416747 ext 3502", "021416747 ext 3503"]),
        ("0 2141 6747 ต่อ 3622/3605", ["021416747 ext 3622", "021416747 ext 3605"]),
        ("096-8194687", ["0968194687"]),
        ("08-5842-7102", ["0858427102"]),
        ("+66 4355 0199 ext. 44456", ["043550199 ext 44456"]),
        ("(มท.) 50123", ["มท 50123"]),
        ("14/2565", []),
    ],
)
def test_phones(printed: str, numbers: list[str]) -> None:
    assert [number for match in read_phones(fold(printed), 0) for number in match.numbers] == numbers


def test_an_interior_line_only_where_it_is_allowed() -> None:
    assert read_phones("54712", 0) == []
    assert read_phones("54712", 0, short=True)[0].numbers == ("54712",)
