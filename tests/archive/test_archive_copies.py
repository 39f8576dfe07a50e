"""Two files of one number and day: the same letter twice, or two letters that must both stay in view."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from invented import order

from archive.copies import Witness, clusters
from archive.folding import bare_text, text_hash

if TYPE_CHECKING:
    from conftest import Office

    from archive import Archive

DELEGATED = (
    "อาศัยอำนาจตามความในมาตรา 48 แห่งพระราชบัญญัติเทศบาล พ.ศ. 2496 จึงมอบอำนาจการสั่งซื้อสั่งจ้างภายในวงเงิน "
    "๓๐๐,๐๐๐ บาท ให้แก่ปลัดเทศบาล เป็นผู้ปฏิบัติราชการแทน โดยให้รายงานผลให้ทราบทุกสิ้นเดือน"
)
OTHER_POST = DELEGATED.replace("ปลัดเทศบาล", "รองนายกเทศมนตรี")
SIGNER = "นายสมมุติ ใจงาม"


@pytest.mark.parametrize(
    ("what", "body", "signer", "letters"),
    [
        ("the same in Arabic digits", DELEGATED.replace("๓๐๐,๐๐๐", "300,000"), SIGNER, 1),
        ("the same with decimals", DELEGATED.replace("๓๐๐,๐๐๐", "300,000.00"), SIGNER, 1),
        ("set anew in other lines", DELEGATED.replace(" ", "\n"), SIGNER, 1),
        ("set anew with a page number", DELEGATED.replace("ให้แก่", "\n- 102 -\nให้แก่"), SIGNER, 1),
        ("one character mistyped", DELEGATED.replace("สิ้นเดือน", "สิ้นเดิอน"), SIGNER, 1),
        ("a signer without title", DELEGATED, "สมมุติ ใจงาม", 1),
        ("a signer that is not read", DELEGATED, None, 1),
        ("another amount and post", OTHER_POST.replace("๓๐๐,๐๐๐", "๙๐๐,๐๐๐"), SIGNER, 2),
        ("another amount", DELEGATED.replace("๓๐๐,๐๐๐", "๙๐๐,๐๐๐"), SIGNER, 2),
        ("another post", OTHER_POST, SIGNER, 2),
        ("another signer", DELEGATED, "นางสาวสมมุติ รักงาน", 2),
    ],
)
def test_the_clerk_brings_an_order_twice(
    archive: Archive, office: Office, what: str, body: str, signer: str | None, letters: int
) -> None:
    first = order("12/2566", "2023-02-05", "มอบอำนาจ", body=DELEGATED)
    second = order("12/2566", "2023-02-05", "มอบอำนาจ", body=body).replace(
        f"({SIGNER})", f"({signer})" if signer else ""
    )
    report = archive.import_([office.put("first.txt", first), office.put("second.txt", second)])
    assert report.letters == letters, what
    assert archive.stats().conflicts == letters - 1
    listed = [item for item in archive.review() if "another letter has the same number" in item.english]
    assert len(listed) == (2 if letters == 2 else 0)
    texts = [archive.letter(row["id"]).text for row in archive.export()]
    assert letters == 1 or any("๙๐๐,๐๐๐" in text or "รองนายก" in text or "รักงาน" in text for text in texts)


def test_show_says_which_copies_are_not_to_the_letter_the_same(archive: Archive, office: Office) -> None:
    text = order("12/2566", "2023-02-05", "มอบอำนาจ", body=DELEGATED * 40)
    paths = [
        office.put(f"{n}.txt", each)
        for n, each in enumerate((text, text + "\n", text.replace("ทุก", "ทถก", 1)))
    ]
    archive.import_(paths)
    alike = {copy.path[-5:]: copy.similarity for copy in archive.letter("12/2566").copies}
    assert sorted(value < 1 for value in alike.values()) in ([False, False, True], [False, True, True])
    assert alike["0.txt"] == alike["1.txt"]


def witness(key: int, body: str, *, ocr: bool = False) -> Witness:
    text = "คำสั่งเทศบาลเมืองน่าน ที่ 12/2566 เรื่อง มอบอำนาจ " * 9 + body
    bare = bare_text(text)
    return Witness(key, f"{key:064d}", 1, text_hash(bare), text, len(bare), ocr, 5, body, SIGNER)


def test_a_scan_that_is_like_two_letters_does_not_join_them() -> None:
    texts = [
        witness(1, DELEGATED),
        witness(2, DELEGATED.replace("๓๐๐,๐๐๐", "๙๐๐,๐๐๐")),
        witness(3, DELEGATED.replace("๓๐๐,๐๐๐", "๓๐๐,๐๐๐ x"), ocr=True),
        witness(4, DELEGATED.replace("๓๐๐,๐๐๐", "๘๐๐,๐๐๐"), ocr=True),
    ]
    found = {
        frozenset(frozenset(each.key for each in cluster.witnesses) for cluster in clusters("x", some))
        for some in permutations(texts)
    }
    (groups,) = found
    assert len(groups) == 2
    assert next(group for group in groups if 1 in group) >= {1, 3}


def test_a_copy_that_lost_a_page_with_an_amount_is_still_a_copy() -> None:
    whole = "".join(f"ข้อ {n} ให้เทศบาลจ่ายเงิน {n * 1111} บาท แก่ผู้ดูแลสะพานแห่งที่ {n} " for n in range(40))
    assert len(clusters("x", [witness(1, whole), witness(2, whole[: len(whole) // 2])])) == 1
