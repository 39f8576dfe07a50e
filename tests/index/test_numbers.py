"""Every way in which people ask for a letter by its number."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.numbers import key_of, keys_of

ASKED = [
    ("มท 0816.5/ว 620", "มท 0816.5/ว 620"),
    ("มท 0816.5/ว 620", "มท ๐๘๑๖.๕/ว ๖๒๐"),
    ("มท 0816.5/ว 620", "มท0816.5/ว620"),
    ("มท 0816.5/ว 620", "มท. 0816.5 / ว. 620"),
    ("มท 0816.5/ว 620", "0816.5/ว620"),
    ("มท 0816.5/ว 620", "มท 0816.5.ว 620"),  # a dot read for the slash
    ("มท 0816.5/ว 620", "มท 0816.5ว 620"),  # the slash lost
    ("มท 0816.5/ว 620", "ว620"),
    ("มท 0816.5/ว 620", "ว. ๖๒๐"),
    ("มท 0816.5/ว 620", "620"),
    ("มท 0816.5/ว 620", "มท 0816.5"),
    ("มท 0816.5/ว 620", "มท 0816"),
    ("มท 0816.5/ว 620", "ว 620/2566"),
    ("กค (กวจ) 0405.2/ว 119", "กค(กวจ.)0405.2/ว119"),
    ("กค (กวจ) 0405.2/ว 119", "กค 0405.2/ว 119"),
    ("นร 0505/พิเศษ ว 2", "นร 0505/พิเศษ/ว 2"),
    ("นร 0505/พิเศษ ว 2", "นร 0505/ว 2"),
    ("สธ 5302/ตป/ว 559/2568", "สธ 5302/ตป/ว 559"),
    ("สธ 5302/ตป/ว 559/2568", "สธ 5302/ว 559/2568"),
    ("ศธ 0206/ว 0099", "ว 99"),
    ("กพ.ทร. 0523/584", "กพทร 0523/584"),
    ("มท 0816/77-152", "มท 0816/100"),
    ("มท 0816/1255-59", "มท 0816/1258"),
    ("305/2566", "305/2566"),
    ("ป.161/2566", "161/2566"),
    ("ฉบับที่ 12/2560", "ฉบับที่ ๑๒/๒๕๖๐"),
    ("มท 0816.3/ว", "มท 0816.3"),
]
NOT_ASKED = [
    ("มท 0816.5/ว 620", "มท 0816.5/620"),
    ("มท 0816.5/620", "มท 0816.5/ว 620"),
    ("มท 0816.5/620", "ว 620"),
    ("มท 0816.5/ว 620", "ว 62"),
    ("มท 0816.5/ว 620", "20"),
    ("มท 0816.5/ว 620", "มท 0816.3/ว 620"),
    ("มท 0816.5/ว 620", "ว 620/2565"),
    ("305/2566", "305/2565"),
    ("กค (กวจ) 0405.2/ว 119", "กค (กนบ) 0405.2/ว 119"),
]


@pytest.mark.parametrize(("number", "asked"), ASKED)
def test_found(number: str, asked: str) -> None:
    assert key_of(asked) in keys_of(number, "2566")


@pytest.mark.parametrize(("number", "asked"), NOT_ASKED)
def test_not_found(number: str, asked: str) -> None:
    assert key_of(asked) not in keys_of(number, "2566")


@pytest.mark.parametrize("asked", ["", "   ", "ประชุม", "/", "()"])
def test_no_number(asked: str) -> None:
    assert key_of(asked) is None


@given(st.text(st.sampled_from("กมทว/.-() 0123456789๐๙พิเศษที่A"), max_size=30))
@example("77-152")
def test_a_number_is_found_by_itself(raw: str) -> None:
    key = key_of(raw)
    assert key is None or key in keys_of(raw)
