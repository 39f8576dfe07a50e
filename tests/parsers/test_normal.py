"""A clerk copies text out of Word, PDF and old mail; whatever the glyphs, the words are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.thai.normal import fold, normalise


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("มท ๐๘๑๖.๓/ว ๑750", "มท 0816.3/ว 1750"),
        ("สํานักงาน", "สำนักงาน"),
        ("จ ํานวน", "จำนวน"),
        ("น้ํา นํ้า น้ำ", "น้ำ น้ำ น้ำ"),
        ("เเห่ง", "แห่ง"),
        ("พ้ืนที่", "พื้นที่"),
        ("ท ี ่", "ที่"),
        ("เรื ่อง", "เรื่อง"),
        ("กรม\u00a0ที่ดิน\u200b", "กรม ที่ดิน"),
        ("o816.3/ว l75o", "0816.3/ว 1750"),
        ("it is OK 10", "it is OK 10"),
        ("saraban@dol.go.th", "saraban@dol.go.th"),
        ("ป\uf70aา", "ป่า"),
        ("9 – 10", "9 - 10"),
    ],
)
def test_one_normal_form(written: str, read: str) -> None:
    assert fold(written) == read


THAI = st.text(
    alphabet=st.sampled_from("กขคงจทนมยรวสอะาิีึืุูเแโใไ่้๊๋์ํำ็ั๐๑๒๙0189 \t\u00a0\u200b\uf70aoOlI./()@"), max_size=60
)


@given(THAI)
def test_every_character_knows_its_place(raw: str) -> None:
    normal = normalise(raw)
    assert len(normal.offsets) == len(normal.text) + 1
    assert list(normal.offsets) == sorted(normal.offsets)
    assert all(0 <= offset < len(raw) for offset in normal.offsets[:-1])
    assert normal.offsets[-1] == len(raw)


@given(st.text(max_size=80))
def test_any_text_has_a_normal_form_no_longer_than_itself(raw: str) -> None:
    assert len(fold(raw)) <= len(raw)
