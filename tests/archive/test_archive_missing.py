"""Missing letters: one that comes is missing no more, and what may be one of several was never missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invented import CHAIN, cite, letter

if TYPE_CHECKING:
    from conftest import Office

    from archive import Archive

WATER = ("มท 0816.3/ว 3000", "2021-02-01")


def asking(run: int, *refers: str) -> str:
    """A letter of the province that cites ``refers``."""
    body = f"จังหวัดพะเยาขอหารือเรื่องที่ {run} ว่าจะปฏิบัติตามฉบับใด"
    return letter(
        f"พย 0023.3/{run}", "2022-10-09", f"ขอหารือ {run}", refers=refers, sender="จังหวัดพะเยา", body=body
    )


def test_a_letter_that_comes_is_missing_no_more_however_it_was_spelled(
    archive: Archive, office: Office
) -> None:
    office.put("a.txt", asking(501, cite("มท ๐๘๑๖.๓/ว ๓๐๐๐", WATER[1])))
    office.put("b.txt", asking(502, cite("มท0816.3/ว3000", WATER[1])))
    archive.import_([office.folder])
    (absent,) = archive.missing()
    assert (absent.number, absent.date, absent.count) == (*WATER, 2)
    assert set(absent.spellings) == {"มท ๐๘๑๖.๓/ว ๓๐๐๐", "มท0816.3/ว3000"}
    archive.import_([office.put("water.txt", letter(*WATER, "การใช้น้ำ"))])
    assert archive.missing() == []
    assert {each.letter.number for each in archive.letter("ว3000").cited_by} == {
        "พย 0023.3/501",
        "พย 0023.3/502",
    }
    assert all(each.state == "resolved" for each in archive.letter("พย 0023.3/501").references)


@pytest.mark.parametrize("first", ["citing", "cited"])
def test_what_may_be_one_of_several_is_not_missing(archive: Archive, office: Office, first: str) -> None:
    asks = office.put("asks.txt", asking(500, cite("มท 0816.3/ว 1750")))
    held = [office.put(f"{name}.txt", CHAIN[name]) for name in ("first", "namesake")]
    archive.import_([asks] if first == "citing" else held)
    assert [each.number for each in archive.missing()] == (["มท 0816.3/ว 1750"] if first == "citing" else [])
    archive.import_(held if first == "citing" else [asks])
    (cited,) = archive.letter("พย 0023.3/500").references
    assert (cited.state, len(cited.candidates)) == ("ambiguous", 2)
    assert archive.missing() == []
    assert not [one for one in archive.trace("พย 0023.3/500").letters if not one.in_archive]
    (link,) = archive.audit("พย 0023.3/500").open_links
    assert {each.letter.date for each in link.candidates} == {"2020-06-16", "2021-06-18"}


def test_a_correction_ends_the_doubt(archive: Archive, office: Office) -> None:
    office.put("asks.txt", asking(500, cite("มท 0816.3/ว 1750")))
    for name in ("first", "namesake"):
        office.put(f"{name}.txt", CHAIN[name])
    archive.import_([office.folder])
    fixed = {"references[1].date": "16 มิ.ย. 2563"}
    archive.correct("พย 0023.3/500", fixed, reason="ถามผู้ออกแล้ว", author="สมศรี")
    audit = archive.audit("พย 0023.3/500")
    assert audit.open_links == ()
    assert audit.missing == ()
    assert [made.field for _, made in audit.corrections] == ["references[1].date"]
