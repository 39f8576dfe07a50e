"""Repairs of a text layer, and the gate that refuses what they cannot mend."""

from __future__ import annotations

import pytest

from parsers.readers.pdf_gate import dictionary_cover, is_trusted
from parsers.readers.pdf_repair import repair_line, repair_text

REPAIRS = [
    ("ส านักงาน", "สำนักงาน"),
    ("ส  านักงานจังหวัด", "สำนักงานจังหวัด"),
    ("จ านวน ๑ ชุด", "จำนวน ๑ ชุด"),
    ("ผู้อ านวยการ", "ผู้อำนวยการ"),
    ("ม าตรา ๕", "มาตรา ๕"),
    ("ล านบาท", "ล านบาท"),
    ("ที ่ มท ๑", "ที่ มท ๑"),
    ("เรื ่อง", "เรื่อง"),
    ("ส่ิงท่ีส่งมาด้วย", "สิ่งที่ส่งมาด้วย"),
    ("เส้นทางน้ํา", "เส้นทางน้ำ"),
    ("น\u0e4d\u0e49า", "น้ำ"),
    ("นำ้", "น้ำ"),
    ("ครัง้ที่ นัน้", "ครั้งที่ นั้น"),
    ("ท\uf70aี\uf70a น\uf712", "ที่\u0e48 น็"),
    ("\uf700\uf70f\uf710\uf718", "ฐญัุ"),
    ("Ë¹Ñ§Ê×Í", "หนังสือ"),
    ("Dear Sir, café", "Dear Sir, café"),
    ("สำนักงาน วันทนา ตา มา", "สำนักงาน วันทนา ตา มา"),
    ("", ""),
]


@pytest.mark.parametrize(("broken", "expected"), REPAIRS)
def test_repair(broken: str, expected: str) -> None:
    assert repair_text(broken) == expected


@pytest.mark.parametrize(("broken", "expected"), REPAIRS)
def test_boxes_follow_their_characters(broken: str, expected: str) -> None:
    spots = [(char, (float(at), 0.0, at + 1.0, 1.0)) for at, char in enumerate(broken)]
    repaired = repair_line(spots)
    assert "".join(char for char, _ in repaired) == expected
    starts = [box[0] for _, box in repaired]
    assert starts == sorted(starts)
    if repaired:
        assert repaired[-1][1][2] == len(broken)


GOOD = "ตามหนังสือที่อ้างถึง กรมส่งเสริมการปกครองท้องถิ่นขอให้จังหวัดแจ้งองค์กรปกครองส่วนท้องถิ่น "
GATE = [
    pytest.param(GOOD, True, id="Thai"),
    pytest.param("", True, id="nothing"),
    pytest.param("- ๒ -", True, id="page number"),
    pytest.param("The meeting will be held at the Ministry of Interior on 5 May 2024.", True, id="English"),
    pytest.param("Dear Mr. Somchai (นายสมชาย), the meeting is on Monday.", True, id="English with a name"),
    pytest.param("e-mail: saraban@nkp.example.go.th, www.example.go.th", True, id="addresses"),
    pytest.param(
        "vf 1J'\\I oc:::0'1.~/ 11 tl(f)'loct) m:I::'VI'i1'1lJ'VI1 I\\Illl'VICJ t1'\\l'\\tt",
        False,
        id="rubbish",
    ),
    pytest.param(
        "หนังสือ 1i�fi'J1J~ n'fJ~1m111 vil 0'JUll'il1 Ln1JVi'JOm111 fi:::::'J1J", False, id="mixed rubbish"
    ),
    pytest.param(GOOD + "\ufffd" * 5, False, id="unmapped glyphs"),
    pytest.param(GOOD.replace("า", "(cid:12)"), False, id="glyph numbers"),
    pytest.param("".join(chr(ord(c) + 3) if "ก" <= c <= "ม" else c for c in GOOD), False, id="shifted codes"),
    pytest.param(GOOD.replace("ง", "ง ้").replace("ร", "ร ิิ"), False, id="orphan marks"),
]


@pytest.mark.parametrize(("text", "trusted"), GATE)
def test_gate(text: str, trusted: bool) -> None:
    assert is_trusted(text) is trusted


def test_dictionary_cover() -> None:
    assert dictionary_cover(GOOD) > 0.95
    assert dictionary_cover("1234 abc") == 1.0
    assert dictionary_cover("ฌฌฌฌ") == 0.0
