"""Citations on scans: a number that cannot be read surely is told as one that cannot, never as another letter's."""

from __future__ import annotations

import pytest

from parsers import parse
from parsers.document import Document, Line, Page, page_from_text

CITED = "หนังสือกรมการปกครอง ที่ มท 0309.2/ว ๙๗๗๘ ลงวันที่ ๓๐ มกราคม ๒๕๖๖"
LETTER = f"""ที่ นน 0017.3/ว ๔๒\tจังหวัดน่าน
\t๕ มีนาคม ๒๕๖๖
เรื่อง  การสำรวจหอกระจายข่าว
เรียน  นายอำเภอ ทุกอำเภอ
อ้างถึง  {CITED}
\tตามหนังสือที่อ้างถึง ให้สำรวจหอกระจายข่าว นั้น
\tจึงเรียนมาเพื่อทราบ
\tขอแสดงความนับถือ
\t(นายสมมุติ ใจงาม)
\tผู้ว่าราชการจังหวัดน่าน"""


def scanned(doubtful: str, letter: str = LETTER) -> Document:
    """The letter as a scan whose reader was not sure of the stretch ``doubtful``."""
    lines, start = [], 0
    for text in letter.split("\n"):
        at = text.find(doubtful)
        sure = tuple(0.4 if 0 <= at <= n < at + len(doubtful) else 0.97 for n in range(len(text)))
        lines.append(Line(text=text, start=start, method="ocr", sure=sure))
        start += len(text) + 1
    return Document("scan.png", "image", (Page(1, letter, tuple(lines)),))


@pytest.mark.parametrize(
    ("doubtful", "number", "partial", "date", "read_as"),
    [
        ("?", "มท 0309.2/ว 9778", None, "2023-01-30", ()),
        ("๙๗๗๘", None, "มท 0309.2/ว", "2023-01-30", ("มท 0309.2/ว 9778",)),
        ("๓๐", "มท 0309.2/ว 9778", None, None, ("2023-01-30",)),
    ],
)
def test_the_auditor_sees_what_is_sure_of_a_cited_letter(
    doubtful: str, number: str | None, partial: str | None, date: str | None, read_as: tuple[str, ...]
) -> None:
    (letter,) = parse(scanned(doubtful))
    (reference,) = letter.references
    assert (reference.number, reference.number_partial, reference.date) == (number, partial, date)
    assert reference.issuer == "กรมการปกครอง"
    assert letter.evidence["references[0]"].alternatives == read_as


@pytest.mark.parametrize(
    ("doubtful", "numbers", "partials"),
    [
        ("0309.2", [None, None], [None, None]),
        ("๙๗๗๘", [None, "มท 0309.2/ว 119"], ["มท 0309.2/ว", None]),
        ("๑๑๙", ["มท 0309.2/ว 9778", None], [None, None]),
    ],
)
def test_what_takes_its_office_from_a_doubtful_number_is_doubtful_too(
    doubtful: str, numbers: list[str | None], partials: list[str | None]
) -> None:
    text = LETTER.replace("\n\tตามหนังสือ", " และ ว ๑๑๙ ลงวันที่ ๓ กุมภาพันธ์ ๒๕๖๖\n\tตามหนังสือ")
    (letter,) = parse(scanned(doubtful, text))
    assert [reference.number for reference in letter.references] == numbers
    assert [reference.number_partial for reference in letter.references] == partials


@pytest.mark.parametrize(
    "misread", ["มท 030-92/ว ๙๗๗๘", "มท 0309.2/วญ ๙๗๗๘", "มท 0309.2/ว ว๗๗๘", "มท 0309.2/  ๙๗๗๘"]
)
def test_a_number_that_no_office_writes_is_no_cited_letter(misread: str) -> None:
    (letter,) = parse(scanned("?", LETTER.replace("มท 0309.2/ว ๙๗๗๘", misread)))
    assert {reference.number for reference in letter.references} == {None}


@pytest.mark.parametrize("misread", ["นน 00173/ว ๔๒", "นน 0117.3/ว ๔๒", "มท 03092/ว ๔๒"])
def test_an_office_that_there_is_not_is_neither_the_letters_nor_cited(misread: str) -> None:
    own = LETTER.replace("นน 0017.3/ว ๔๒", misread)
    (letter,) = parse(scanned("?", own))
    assert (letter.number, letter.number_partial) == (None, None)
    (citing,) = parse(scanned("?", LETTER.replace("มท 0309.2/ว ๙๗๗๘", misread)))
    assert {(each.number, each.number_partial) for each in citing.references} == {(None, None)}
    (typed,) = parse(Document("typed.txt", "txt", (page_from_text(1, own),)))
    assert typed.number == misread.replace("๔๒", "42")  # who typed it meant it


def test_a_blank_behind_the_stroke_is_a_sign_that_was_lost() -> None:
    (letter,) = parse(scanned("?", LETTER.replace("/ว ๔๒\t", "/  ๔๒\t")))
    assert letter.number is None


def test_a_number_behind_which_more_was_written_is_not_sure() -> None:
    (letter,) = parse(scanned("?", LETTER.replace("ว ๔๒\t", "ว  ๔๒  ๔ ญ่\t")))
    assert letter.number is None
    assert letter.number_partial == "นน 0017.3/ว"
    (dated,) = parse(scanned("?", LETTER.replace("ว ๔๒\tจังหวัดน่าน\n\t", "ว ๔๒   ")))
    assert dated.number == "นน 0017.3/ว 42"


def test_the_date_of_a_cited_letter_on_a_line_of_its_own_is_not_this_letters() -> None:
    broken = LETTER.replace(" ลงวันที่", "\nลงวันที่").replace("๕ มีนาคม ๒๕๖๖", "๕ มี าคม ๒จ๖๖")
    (letter,) = parse(scanned("?", broken))
    assert letter.date is None
    assert letter.references[0].date == "2023-01-30"


@pytest.mark.parametrize(
    ("doubtful", "own"),
    [
        ("0017.3", "นน 0017.3/ว ๔๒"),  # every digit of the office in doubt
        ("?", "นน 00173/ว ๔๒"),  # no province has such an office: a dot was lost
        ("?", "ถกค 0405.3/ว ๔๒"),  # no agency has such letters: dirt was read as one
    ],
)
def test_a_number_that_cannot_be_told_is_shown_for_review(doubtful: str, own: str) -> None:
    (letter,) = parse(scanned(doubtful, LETTER.replace("นน 0017.3/ว ๔๒", own)))
    assert (letter.number, letter.number_partial) == (None, None)
    shown = letter.evidence["number_partial"]
    assert (shown.rule, shown.alternatives[0]) == ("head-number-unsure", own.replace("๔๒", "42"))
