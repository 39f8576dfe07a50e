"""What is proposed to someone who found nothing."""

from __future__ import annotations

import pytest

from index import parse_query
from index.loosening import looser


def test_a_compound_is_taken_to_pieces() -> None:
    assert looser("คณะกรรมการตรวจรับ") == [
        "คณะกรรมการ ตรวจรับ",
        "คณะกรรมการต*",
        "คณะกรรมการ OR ตรวจรับ",
    ]


def test_any_of_two_words_will_do_and_each_alone() -> None:
    found = looser("ไฟป่า งบประมาณ")
    assert found[1:5] == ["ไฟป่า OR งบประมาณ", "ไฟป่า", "งบประมาณ", "งบประ*"]


def test_a_beginning_is_never_cut_before_a_mark() -> None:
    for query in looser("สำนักงานป้องกัน"):
        if query.endswith("*"):
            assert query == "สำนักงานป้*"


@pytest.mark.parametrize("typed", ['"วลี นี้"', "เรื่อง:ไฟป่า", "ก OR ข", "-ไฟป่า", "มท 0816.3/ว 5", "", "…"])
def test_whoever_says_more_than_words_is_left_alone(typed: str) -> None:
    assert looser(typed) == []


@pytest.mark.parametrize("typed", ["คณะกรรมการตรวจรับ", "จริงหรือ ไม่จริง"])
def test_every_proposal_is_a_query(typed: str) -> None:
    for query in looser(typed):
        parse_query(query)
