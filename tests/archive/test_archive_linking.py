"""What a citation is taken for: the auditor would sign every link, and nothing is guessed."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from archive.citing import Target, citation_of
from archive.linking import resolve
from archive.neighbours import keys_of_citation, keys_of_letter
from archive.numbering import number_of

DLA = "กรมส่งเสริมการปกครองท้องถิ่น"


def target(
    key: int,
    number: str | None,
    date: str | None,
    *,
    issuer: str | None = DLA,
    kind: str = "external",
    subject: str | None = None,
) -> Target:
    return Target(
        key=key,
        identity=f"{number}|{date}|{subject}|{key}",
        kind=kind,
        number=number_of(number),
        date=date,
        subject=subject,
        issuer=issuer,
    )


CITING = target(99, "พย 0023.3/415", "2023-06-30", issuer="จังหวัดพะเยา")


def resolved(
    cited: dict[str, Any], *letters: Target, citing: Target = CITING
) -> tuple[str, int | None, float]:
    """State, target and score, after making sure that order and the search for neighbours change nothing."""
    given = (
        dict.fromkeys(("number", "number_partial", "date", "title", "issuer"), None) | {"text": ""} | cited
    )
    citation = citation_of(citing, **given)
    keys = keys_of_citation(citation)
    near = [letter for letter in letters if keys & keys_of_letter(letter)]
    answers = {
        (found.state, found.target, found.score)
        for order in permutations(letters[:4])
        for found in [resolve(citation, [*order, *letters[4:]])]
    }
    assert len(answers) == 1
    found = resolve(citation, near)
    assert {(found.state, found.target, found.score)} == answers, (
        "a letter that fits was not among the neighbours"
    )
    return answers.pop()


W1750 = target(1, "มท 0816.3/ว 1750", "2020-06-16")
NEXT_YEAR = target(2, "มท 0816.3/ว 1750", "2021-06-18")
PLAIN = target(3, "มท 0816.3/1750", "2020-06-16")
SUREST, LIKELY = (0.95, 1.0), (0.7, 0.95)


@pytest.mark.parametrize(
    ("cited", "letters", "found", "between"),
    [
        pytest.param({"number": "มท 0816.3/ว 1750", "date": "2020-06-16"}, [W1750, NEXT_YEAR, PLAIN], 1, SUREST, id="number-and-date"),
        pytest.param({"number": "มท 0816.3/1750", "date": "2020-06-16"}, [W1750, PLAIN], 3, SUREST, id="with-and-without-ว"),
        pytest.param({"number": "มท 0816.3/ว 01750", "date": "2020-06-16"}, [W1750], 1, SUREST, id="leading-zero"),
        pytest.param({"number": "มท 0816.3/ว 1750", "date": "2020-06-19"}, [W1750], 1, LIKELY, id="three-days-off"),
        pytest.param({"number": "มท 0816.3/ว 1750", "date": "2020-08-16"}, [W1750], 1, LIKELY, id="month-misread"),
        pytest.param({"number": "มท 0816.3/ว 9", "date": "2021-01-02"}, [target(1, "มท 0816.3/ว 9", "2020-12-30")], 1, LIKELY, id="days-off-over-new-year"),
        pytest.param({"number": "มท 0816.3/ว 9", "date": "2021-01-02"}, [target(1, "มท 0816.3/ว 9", None)], 1, LIKELY, id="letter-without-a-date"),
        pytest.param({"number": "0816.3/ว 9", "date": "2021-01-02"}, [target(1, "มท 0816.3/ว 9", "2021-01-02")], 1, LIKELY, id="code-lost"),
        pytest.param({"number": "มท 0816.3/ว 9", "date": "2021-01-02"}, [target(1, "0816.3/ว 9", "2021-01-02")], 1, LIKELY, id="code-lost-in-the-letter"),
        pytest.param({"number": "มท 0816.3/ว 1750", "date": "2020-11-30"}, [W1750, NEXT_YEAR], 1, LIKELY, id="same-year"),
        pytest.param({"number": "มท 0816.3/ว 1750", "date": "2020-06"}, [W1750, NEXT_YEAR], 1, LIKELY, id="month-without-day"),
        pytest.param({"number": "มท 0816.3/ว 1750"}, [W1750], 1, LIKELY, id="number-alone-one-letter"),
        pytest.param({"number": "สธ 5302/ตป/ว 559/2568"}, [target(1, "สธ 5302/ตป/ว 559/2568", "2025-06-10")], 1, LIKELY, id="number-with-its-year"),
        pytest.param({"number": "กค 0405.2/ว 119", "date": "2018-03-07"}, [target(1, "กค (กวจ) 0405.2/ว 119", "2018-03-07")], 1, LIKELY, id="committee-left-out"),
        pytest.param({"number": "มท 0816.3/ว 29466", "date": "2018-03-07"}, [target(1, "มท 0816.3/ว 24466", "2018-03-07")], 1, LIKELY, id="digit-misread-far-apart"),
        pytest.param({"number": "ยธ 1102.01/28842", "date": "2021-11-08"}, [target(1, "ยร 1102.01/28842", "2021-11-08")], 1, LIKELY, id="code-misread"),
        pytest.param({"number": "มท 0816/ว 1750", "date": "2020-06-16"}, [W1750], 1, LIKELY, id="section-left-out"),
        pytest.param({"number": "มท 0816.3/21750", "date": "2020-06-16"}, [W1750], 1, LIKELY, id="ว-read-as-2"),
        pytest.param({"number": "ว 1750", "date": "2020-06-16", "issuer": DLA}, [W1750, NEXT_YEAR], 1, LIKELY, id="short-with-issuer-and-date"),
        pytest.param({"number": "ว 9/2564", "issuer": "สำนักงาน ก.ค.ศ."}, [target(1, "ศธ 0206.3/ว 9", "2021-05-20", issuer="สำนักงาน ก.ค.ศ.")], 1, LIKELY, id="short-with-year"),
        pytest.param({"number": "นร 1208/700", "date": "2017-07-19"}, [target(1, "นร 1208/686-723", "2017-07-19")], 1, SUREST, id="one-of-a-range"),
    ],
)  # fmt: skip
def test_a_letter_that_is_meant_is_found(
    cited: dict[str, Any], letters: list[Target], found: int, between: tuple[float, float]
) -> None:
    state, key, score = resolved(cited, *letters)
    assert (state, key) == ("resolved", found)
    assert between[0] <= score <= between[1]


@pytest.mark.parametrize(
    ("cited", "letters"),
    [
        pytest.param({"number": "มท 0816.3/ว 1750", "date": "2019-06-14"}, [W1750, NEXT_YEAR], id="another-year"),
        pytest.param({"number": "มท 0816.3/ว 1750", "date": "2020-06-16"}, [target(3, "มท 0816.3/1751", "2020-06-16")], id="another-number"),
        pytest.param({"number": "นน 0023.2/ว 1109", "date": "2023-03-03"}, [target(1, "นน 0023.2/ว 1108", "2023-03-03")], id="next-number-of-one-day"),
        pytest.param({"number": "นน 0023.2/ว 1158", "date": "2023-03-03"}, [target(1, "นน 0023.2/ว 1108", "2023-03-03")], id="misread-or-of-the-same-busy-day"),
        pytest.param({"number": "กค (กวจ) 0405.2/ว 119", "date": "2018-03-07"}, [target(1, "กค (กนบ) 0405.2/ว 119", "2018-03-07")], id="another-committee"),
        pytest.param({"number": "มท 0816.3/ว 1750"}, [target(1, "มท 0816.3/ว 1750", "2024-01-09")], id="undated-and-later-than-the-citing-letter"),
        pytest.param({"number": "ว 1750", "date": "2020-06-16"}, [PLAIN], id="short-without-ว"),
        pytest.param({"number": "มท 0816.3/ว 1750", "date": "2020-06-16"}, [], id="empty-archive"),
        pytest.param({"number": "สธ 5302/ว 559/2568"}, [target(1, "สธ 5302/ว 559/2567", "2024-06-10")], id="number-with-another-year"),
        pytest.param({"number": "พร 0023.3/ว 415", "date": "2020-06-30", "issuer": "จังหวัดแพร่"}, [target(1, "พย 0023.3/ว 415", "2020-06-30", issuer="จังหวัดพะเยา")], id="another-province-of-like-code"),
        pytest.param({"number": "พร 0023.3/ว 415", "date": "2020-06-30"}, [target(1, "พย 0023.3/ว 415", "2020-06-30", issuer="จังหวัดพะเยา")], id="like-codes-of-two-offices"),
        pytest.param({"number": "0023.3/ว 415", "date": "2020-06-30", "issuer": "จังหวัดแพร่"}, [target(1, "พย 0023.3/ว 415", "2020-06-30", issuer="จังหวัดพะเยา")], id="lost-code-of-another-province"),
    ],
)  # fmt: skip
def test_another_letter_is_not_taken_for_it(cited: dict[str, Any], letters: list[Target]) -> None:
    assert resolved(cited, *letters)[:2] == ("missing", None)


@pytest.mark.parametrize(
    ("cited", "letters"),
    [
        pytest.param({"number": "มท 0816.3/ว 1750"}, [W1750, NEXT_YEAR], id="number-alone-two-years"),
        pytest.param({"number": "มท 0816.3/ว 1750", "date": "2030-06-16"}, [W1750], id="one-digit-of-the-year"),
        pytest.param({"number_partial": "มท 0816.3/ว", "date": "2020-06"}, [W1750], id="partial-number-one-candidate"),
        pytest.param({"number_partial": "มท 0816.3/ว", "date": "2020-06-16"}, [W1750, target(4, "มท 0816.3/ว 1751", "2020-06-20")], id="partial-number"),
        pytest.param({"number": "มท 0816.3/ว 1750", "date": "2020-06-16"}, [W1750, target(5, "มท 0816.3/ว 1750", "2020-06-16")], id="two-letters-one-number"),
        pytest.param({"number": "ว 1750", "date": "2020-06-16", "issuer": "กรมบัญชีกลาง"}, [W1750], id="short-of-another-issuer"),
        pytest.param({"number": "มท 0816.3/1750", "date": "2020-06-16"}, [W1750], id="ว-left-out"),
        pytest.param({"number": "มท 0817.3/ว 1750", "date": "2020-06-16", "issuer": DLA}, [W1750], id="division-digit-no-one-confuses"),
        pytest.param({"number": "ว 5", "date": "2020-06-16"}, [target(1, "มท 0816.3/ว 5", "2020-06-16")], id="short-and-low-of-nobody"),
    ],
)  # fmt: skip
def test_what_may_be_meant_is_said_to_be_uncertain(cited: dict[str, Any], letters: list[Target]) -> None:
    assert resolved(cited, *letters)[:2] == ("ambiguous", None)


ORDER = target(1, "305/2566", "2023-04-03", issuer="จังหวัดพะเยา", kind="order", subject="แต่งตั้งคณะทำงาน")
NAN = target(2, "305/2566", "2023-04-05", issuer="จังหวัดน่าน", kind="order", subject="แต่งตั้งคณะทำงาน")
NOTICE = target(
    3, None, "2023-03-07", issuer="เทศบาลตำบลท่าวังผา", kind="announcement", subject="รับสมัครร้านหนังสือ"
)
RULE = target(
    4, None, "2021-12-01", issuer="เทศบาลตำบลท่าวังผา", kind="regulation", subject="ว่าด้วยการยืมหนังสือของห้องสมุดประชาชน พ.ศ. 2564"
)  # fmt: skip
SECOND = target(
    5, None, "2023-07-03", issuer="เทศบาลตำบลท่าวังผา", kind="regulation", subject="ว่าด้วยการยืมหนังสือของห้องสมุดประชาชน (ฉบับที่ 2) พ.ศ. 2566"
)  # fmt: skip
TOWN = target(
    6, "305/2566", "2023-04-03", issuer="เทศบาลตำบลช่อแฮ อำเภอเมืองแพร่ จังหวัดแพร่", kind="order", subject="จัดเวรดับเพลิง"
)  # fmt: skip


@pytest.mark.parametrize(
    ("cited", "letters", "state", "found"),
    [
        pytest.param({"number": "305/2566", "issuer": "จังหวัดพะเยา", "date": "2023-04-03", "text": "คำสั่งจังหวัดพะเยา ที่ 305/2566"}, [ORDER, NAN], "resolved", 1, id="order-issuer-and-date"),
        pytest.param({"number": "305/2566", "issuer": "จังหวัดน่าน", "text": "คำสั่งจังหวัดน่าน ที่ 305/2566"}, [ORDER, NAN], "resolved", 2, id="order-issuer"),
        pytest.param({"number": "305/2566", "issuer": "ผู้ว่าราชการจังหวัดน่าน"}, [ORDER, NAN], "resolved", 2, id="order-of-the-governor"),
        pytest.param({"number": "305/2566", "text": "คำสั่งที่ 305/2566"}, [ORDER, NAN], "resolved", 1, id="order-of-ones-own-office"),
        pytest.param({"number": "305/2566", "issuer": "จังหวัดแพร่"}, [ORDER, NAN], "missing", None, id="order-of-another-issuer"),
        pytest.param({"number": "305/2566", "issuer": "จังหวัดแพร่"}, [TOWN], "missing", None, id="a-town-is-not-its-province"),
        pytest.param({"number": "305/2566", "issuer": "เทศบาลตำบลช่อแฮ"}, [TOWN], "resolved", 6, id="town-without-its-place"),
        pytest.param({"number": "305/2566", "date": "2023-04-05", "text": "คำสั่งที่ 305/2566"}, [NAN], "ambiguous", None, id="order-of-nobody-in-another-office"),
        pytest.param({"number": "306/2566", "issuer": "จังหวัดน่าน"}, [ORDER, NAN], "missing", None, id="another-order"),
        pytest.param({"number": "305/2566", "issuer": "จังหวัดน่าน", "text": "ประกาศจังหวัดน่าน ที่ 305/2566"}, [ORDER, NAN], "missing", None, id="an-announcement-is-no-order"),
        pytest.param({"title": "รับสมัครร้านหนังสือ", "issuer": "เทศบาลตำบลท่าวังผา", "date": "2023-03-07"}, [NOTICE, RULE], "resolved", 3, id="announcement-title-and-date"),
        pytest.param({"title": "รับสมัคร ร้านหนังสือ", "issuer": "สำนักงานเทศบาลตำบลท่าวังผา"}, [NOTICE], "resolved", 3, id="announcement-title-and-issuer"),
        pytest.param({"title": "รับสมัครร้านหนังสือ", "issuer": "เทศบาลตำบลท่าวังผา", "date": "2022-03-21"}, [NOTICE], "missing", None, id="announcement-of-another-year"),
        pytest.param({"title": "รับสมัครร้านหนังสือ", "issuer": "เทศบาลตำบลปัว"}, [NOTICE], "missing", None, id="announcement-of-another-issuer"),
        pytest.param({"title": "ระเบียบเทศบาลตำบลท่าวังผา ว่าด้วยการยืมหนังสือของห้องสมุดประชาชน พ.ศ. 2564", "issuer": "เทศบาลตำบลท่าวังผา"}, [RULE, SECOND], "resolved", 4, id="regulation"),
        pytest.param({"title": "ระเบียบเทศบาลตำบลท่าวังผา ว่าด้วยการยืมหนังสือของห้องสมุดประชาชน (ฉบับที่ ๒) พ.ศ. ๒๕๖๖", "issuer": "เทศบาลตำบลท่าวังผา"}, [RULE], "missing", None, id="amending-regulation-is-another"),
        pytest.param({"issuer": "เทศบาลตำบลท่าวังผา", "date": "2023-03-07", "text": "ประกาศเทศบาล"}, [NOTICE], "ambiguous", None, id="issuer-and-date-alone"),
        pytest.param({"issuer": "เทศบาลตำบลท่าวังผา", "text": "หนังสือเทศบาล"}, [NOTICE], "not_a_letter", None, id="nothing-to-look-up"),
    ],
)  # fmt: skip
def test_orders_announcements_and_regulations(
    cited: dict[str, Any], letters: list[Target], state: str, found: int | None
) -> None:
    citing = target(99, "พย 0023.3/415", "2024-06-30", issuer="จังหวัดพะเยา")
    assert resolved(cited, *letters, citing=citing)[:2] == (state, found)


def test_a_letter_never_links_to_itself() -> None:
    assert (
        resolved({"number": "มท 0816.3/ว 1750", "date": "2020-06-16"}, W1750, citing=W1750)[0]
        == "not_a_letter"
    )
    assert resolved({"number": "มท 0816.3/ว 1750", "date": "2019-06-14"}, W1750, citing=W1750)[:2] == (
        "missing",
        None,
    )
    earlier = target(7, "มท 0816.3/ว 1750", "2019-06-14")
    assert resolved({"number": "มท 0816.3/ว 1750", "date": "2019-06-14"}, W1750, earlier, citing=W1750)[
        :2
    ] == ("resolved", 7)
