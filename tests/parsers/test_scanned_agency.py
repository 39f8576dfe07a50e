"""Names of agencies as scans give them: what an office worker sees as the sender of a scanned letter."""

from __future__ import annotations

import pytest

from parsers.fields.found import Found
from parsers.fields.scanned_agency import mended_agency
from parsers.letter import Evidence


def found(value: str) -> Found:
    return Found(value, Evidence(1, 1, value, 0, len(value), "head-agency", 0.96))


@pytest.mark.parametrize(
    ("read", "code", "name"),
    [
        ("ที่ ขก 52103/ว 25ซ3 เทศบาลตำบลบึงขาม", "ขก", "เทศบาลตำบลบึงขาม"),
        ("จังหวัดนครราชสืม1", "นม", "จังหวัดนครราชสีมา"),
        ("มท1กดลม กรมส่งเสริมการปกครองท้องถิ่น", "", "กรมส่งเสริมการปกครองท้องถิ่น"),
        ("สำนักงานพระพุทธศาสนาจังหวัดน่าน ด่ ว น ทีสุด", "นน", "สำนักงานพระพุทธศาสนาจังหวัดน่าน"),
        ("กรมส่งเสริมการปกครองท้องถิ่น ที่ ตา7/2550", "", "กรมส่งเสริมการปกครองท้องถิ่น"),
        ("จังหวัดลำปาง ซ่", "ลป", "จังหวัดลำปาง"),
        ("ศาลฯกลางจังหวัดลาปาง โตร 4328 3245", "ลป", "จังหวัดลำปาง"),
        ("โร งเรียนบ้านหนอง แก้ว", "ศธ", "โรงเรียนบ้านหนองแก้ว"),
        ("ศบาลตำบลบึงขาม", "ขก", "เทศบาลตำบลบึงขาม"),
        ("จังหวัดสำปาง", "", "จังหวัดลำปาง"),
        ("กรมอุทยานแห่งชาติ สัตวป่า และพันธุพืช", "ทส", "กรมอุทยานแห่งชาติ สัตว์ป่า และพันธุ์พืช"),
        ("สำนักศิลปากรที่ 9 อุบลราชธานี", "วธ", "สำนักศิลปากรที่ 9 อุบลราชธานี"),
        ("สำนักงาน ก.พ.", "นร", "สำนักงาน ก.พ."),
        ("องค์การบริหารส่วนตำบลวังทอง อำ เภอวังทอง", "พล", "องค์การบริหารส่วนตำบลวังทอง"),
        ("พล ที่ทำการองค์การบริหารส่วนตำบลวังทอง 1", "พล", "องค์การบริหารส่วนตำบลวังทอง"),
        ("ทีทำการองค์การบริหารส่วนตำบลวังทอง", "พล", "องค์การบริหารส่วนตำบลวังทอง"),
        ("สำนักงานพระพุทธศาสนาจังหวัดน่านด่วันที่", "นน", "สำนักงานพระพุทธศาสนาจังหวัดน่าน"),
        ("สำนักงานสรรพากรภาค 8", "กค", "สำนักงานสรรพากรภาค 8"),
        ("มหาวิทยาลัยทักบิณ", "", "มหาวิทยาลัยทักษิณ"),
        ("มหาวิทยาลัยรังสิต", "", "มหาวิทยาลัยรังสิต"),  # not known, and like none but in its first word
        ("ศาลฯกลางจังหวัดลาปาง", "", "จังหวัดลำปาง"),
        ("องค์การบริหารส่วนตำบลกรำ", "รย", "องค์การบริหารส่วนตำบลกรำ"),
    ],
)
def test_the_name_that_was_read_is_the_name_on_paper(read: str, code: str, name: str) -> None:
    mended = mended_agency(found(read), code)
    assert mended is not None
    assert mended.value == name
    assert mended.evidence is not None
    assert mended.evidence.confidence <= 0.9
    # What was read stays in view where it was not the name.
    assert (read in mended.evidence.alternatives) == (read != name)


@pytest.mark.parametrize(
    "read",
    ["ที่ พร 0023.4/ว 781", "๑๒ 0 5400 0111", "โทร. 0 5400 0111", "“ %", "ๆ89", "นม", "โรจ์เจียนกัรเหนธงหรัว"],
)
def test_what_holds_no_name_is_no_sender(read: str) -> None:
    assert mended_agency(found(read), "พร") is None


@pytest.mark.parametrize(
    ("read", "code"),
    [("กรมการค้าภายนอก", "พณ"), ("จังหวัดลำ", ""), ("สำนักงานจังหวัดลำปาง", "ลป"), ("เทศบาลเมืองลำปาง", "ลป")],
)
def test_an_agency_that_is_only_like_a_known_one_stays_itself(read: str, code: str) -> None:
    mended = mended_agency(found(read), code)
    assert mended is not None
    assert mended.value == read
