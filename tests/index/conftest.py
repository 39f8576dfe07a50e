"""Letters that the tests of search share, and an engine of each kind that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import Engine, Entry, open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LETTERS = (
    Entry(
        id="quota",
        kind="external",
        number="มท 0816.5/ว 620",
        date="2023-02-06",
        subject="การจัดสรรงบประมาณอาหารกลางวัน",
        to="ผู้ว่าราชการจังหวัด ทุกจังหวัด",
        sender="กรมส่งเสริมการปกครองท้องถิ่น",
        urgency="ด่วนที่สุด",
        signer="นายธีรภัทร วงศ์ไพบูลย์กิจ",
        position="อธิบดีกรมส่งเสริมการปกครองท้องถิ่น",
        people=("นางสาวพิมพ์ชนก ใจดี",),
        phones=("022419000 ext 5313", "0890201772"),
        emails=("saraban@dla.example.go.th",),
        attachments=("แนวทางการจัดสรรงบประมาณ",),
        cited=("มท 0816.3/ว 1750", "มท 0808.2/ว 99"),
        status="in_force",
        text="ที่ มท ๐๘๑๖.๕/ว ๖๒๐   กรมส่งเสริมการปกครองท้องถิ่น\nเรื่อง  การจัดสรรงบประมาณอาหารกลางวัน\n"
        "ข้าราชการพลเรือนสามัญในสังกัด อปท. ขอให้ดำเนินการตาม พ.ร.บ. โดยเคร่งครัด\n"
        "(นายธีรภัทร วงศ์ไพบูลย์กิจ)\nโทร. ๐ ๒๒๔๑ ๙๐๐๐ ต่อ ๕๓๑๓",
    ),
    Entry(
        id="meeting",
        kind="internal",
        number="ลป 0023.3/5",
        date="2022-06-16",
        subject="เชิญประชุม",
        to="ท้องถิ่นอำเภอ",
        sender="จังหวัดลำปาง",
        secrecy="ลับ",
        signer="นายสมชาย รักไทย",
        phones=("054000111",),
        cited=("มท 0816.5/ว 620",),
        status="unknown",
        text="บันทึกข้อความ\nเรื่อง เชิญประชุม\nการประชุมคณะกรรมการพิจารณาความดีความชอบ ครั้งที่ ๓ เวลา 09.30 น."
        " พ.ร.ฎ.เงินเดือน",
    ),
    Entry(
        id="circular-five",
        kind="external",
        number="ลป 0023.3/ว 5",
        date="2022-07",
        subject="ซักซ้อมแนวทางการลาของข้าราชการ",
        to="นายอำเภอ ทุกอำเภอ",
        sender="จังหวัดลำปาง",
        signer="นายสมชาย รักไทย",
        status="cancelled",
        text="ซักซ้อมแนวทางการลาของข้าราชการ ตามหนังสือ ที่ มท ๐๘๑๖.๓/ว ๑๗๕๐ ลงวันที่ ๓ มีนาคม ๒๕๖๕",
    ),
    Entry(
        id="order",
        kind="order",
        number="305/2566",
        date="2023-08-01",
        subject="แต่งตั้งคณะกรรมการตรวจรับพัสดุ",
        sender="กรมบัญชีกลาง",
        secrecy="ลับมาก",
        status="in_force",
        text="คำสั่งกรมบัญชีกลาง ที่ ๓๐๕/๒๕๖๖ เรื่อง แต่งตั้งคณะกรรมการตรวจรับพัสดุ ISO 9001 e-GP ตามพระราชบัญญัติเทศบาล",
    ),
    Entry(
        id="draft",
        kind="external",
        number_partial="กค (กวจ) 0405.2/ว",
        subject="แนวทางปฏิบัติการจัดซื้อจัดจ้าง",
        sender="กรมบัญชีกลาง",
        text="แนวทางปฏิบัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ สำนกงานเทศบาล หนวยงานของรฐ ปี 2566",
    ),
)


@pytest.fixture(params=["whoosh", "tantivy", "memory"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine of each kind with the shared letters in it."""
    engine = holding(tmp_path / "index", request.param)
    yield engine
    engine.close()


def holding(path: Path, name: str) -> Engine:
    """The engine called ``name`` with the shared letters in it."""
    engine = open_engine(path, create=True, name=name)
    engine.add(LETTERS)
    engine.commit()
    return engine


def stocked(path: Path, name: str) -> Path:
    """A folder with an index of the shared letters."""
    holding(path, name).close()
    return path
