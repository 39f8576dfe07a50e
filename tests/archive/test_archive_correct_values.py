"""What a clerk types for a value is taken in many spellings; what cannot be is refused with how to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import run_here
from invented import CHAIN, Office

from archive import Archive, workers
from archive.amending import field_of
from archive.typed import normal_value
from parsers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNED = {"reason": "ดูจากสมุดทะเบียนส่ง", "author": "สมศรี"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"date": "16 มิ.ย. 2563"}, "2020-06-16"),
        ({"date": "๑๖ มิถุนายน ๒๕๖๓"}, "2020-06-16"),
        ({"date": "ลงวันที่ 16 มิถุนายน พ.ศ. 2563"}, "2020-06-16"),
        ({"date": "2563-06-16"}, "2020-06-16"),
        ({"date": "2020-6-16"}, "2020-06-16"),
        ({"date": "16/6/2563"}, "2020-06-16"),
        ({"date": "มิถุนายน 2563"}, "2020-06"),
        ({"number": "ที่ มท๐๘๑๖.๓/ว๑๗๕๑"}, "มท 0816.3/ว 1751"),
        ({"number": "กค(กวจ)0405.2/ว 119"}, "กค (กวจ) 0405.2/ว 119"),
        ({"number": "305/2566"}, "305/2566"),
        ({"kind": "บันทึกข้อความ"}, "internal"),
        ({"kind": "stamped"}, "stamped"),
        ({"urgency": "ด่วนที่สุด"}, "ด่วนที่สุด"),
        ({"secrecy": "ลับ"}, "ลับ"),
        ({"signer": "  นางสาวสมมุติ   ใจดี "}, "นางสาวสมมุติ ใจดี"),
        ({"to": "นายอำเภอ ทุกอำเภอ"}, "นายอำเภอ ทุกอำเภอ"),
        ({"from": "จังหวัดพะเยา"}, "จังหวัดพะเยา"),
        ({"position": None}, None),
        ({"subject": " "}, None),
    ],
)
def test_values_are_kept_in_normal_form(typed: dict[str, str | None], kept: str | None) -> None:
    ((name, text),) = typed.items()
    field = field_of(name)
    assert field is not None
    assert normal_value(field, text, "ค่าเดิม") == kept


@pytest.fixture(scope="module")
def one_letter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of one letter with one reference; for looking and failing only."""
    folder = tmp_path_factory.mktemp("letters")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "run", run_here)
        with Archive.open(tmp_path_factory.mktemp("one") / "archive", create=True) as opened:
            opened.import_([Office(folder).put("reply.txt", CHAIN["passed-on"])])
            yield opened


@pytest.mark.parametrize(
    ("changes", "signed", "code", "told"),
    [
        ({"nmber": "1"}, {}, "unknown-field", "number date subject"),
        ({"references[0].date": "2020-01-01"}, {}, "unknown-field", "references[N].date"),
        ({"references[7].date": "2020-01-01"}, {}, "no-such-reference", "1 references"),
        ({"body": "x"}, {}, "unknown-field", "signer"),
        ({"date": "31 ก.พ. 2563"}, {}, "bad-date", "16 มิ.ย. 2563"),
        ({"date": "2020-13-01"}, {}, "bad-date", "2020-06-16"),
        ({"date": "16 มิถุนายม 2563"}, {}, "bad-date", "is no date"),
        ({"date": "20200616"}, {}, "bad-date", "is no date"),
        ({"number": "สวัสดี"}, {}, "bad-number", "มท 0816.3/ว 1750"),
        ({"number": "มท 0816.3/ว"}, {}, "bad-number", "is no number"),
        ({"kind": "letter"}, {}, "bad-value", "external internal"),
        ({"kind": "not_letter"}, {}, "bad-value", "external internal"),
        ({"kind": None}, {}, "bad-value", "external internal"),
        ({"urgency": "เร็ว"}, {}, "bad-value", "ด่วนที่สุด"),
        ({"references[1].relation": "likes"}, {}, "bad-value", "supplements"),
        ({"date": "2020-06-17"}, {"reason": "  "}, "no-reason", "say why with --reason: whoever checks the archive later"),
        ({"date": "2020-06-17"}, {"author": ""}, "no-author", "--author"),
        ({}, {}, "nothing-to-correct", "FIELD=VALUE"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(
    one_letter: Archive, changes: dict[str, str | None], signed: dict[str, str], code: str, told: str
) -> None:
    before = list(one_letter.export())
    with pytest.raises(UsageError) as fault:
        one_letter.correct("ว415", {"subject": "เรื่องใหม่", **changes} if changes else {}, **SIGNED | signed)
    assert fault.value.code == code
    assert told in fault.value.english
    assert fault.value.thai != fault.value.english
    assert list(one_letter.export()) == before
    assert not (one_letter.path / "index" / "pending").exists()
