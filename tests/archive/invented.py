"""Invented letters as files: just enough of a head, a body and a signature for the parser to read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip

FILLING = (
    "เพื่อให้การดูแลต้นไม้ริมคลองขององค์กรปกครองส่วนท้องถิ่นเป็นไปด้วยความเรียบร้อย ขอให้จังหวัดแจ้งเทศบาลและ"
    "องค์การบริหารส่วนตำบลสำรวจจำนวนต้นไม้ที่มีความเสี่ยงจะโค่นล้ม พร้อมถ่ายภาพและระบุพิกัด"
)


def thai_date(iso: str) -> str:
    """``2023-02-05`` → ``5 กุมภาพันธ์ 2566``."""
    year, month, *day = (int(part) for part in iso.split("-"))
    return " ".join([*(str(each) for each in day), MONTHS[month - 1], str(year + 543)])


def letter(
    number: str,
    date: str,
    subject: str,
    *,
    refers: tuple[str, ...] = (),
    deed: str = "",
    body: str = FILLING,
    sender: str = "กรมส่งเสริมการปกครองท้องถิ่น",
) -> str:
    """An external letter; ``refers`` are the lines of อ้างถึง, ``deed`` a sentence about them."""
    lines = [f"ที่ {number}\t\t\t{sender}", "\t\t\tถนนนครราชสีมา กทม. 10300", f"\t\t\t{thai_date(date)}"]
    lines += [f"เรื่อง  {subject}", "เรียน  ผู้ว่าราชการจังหวัด ทุกจังหวัด"]
    if len(refers) == 1:
        lines.append(f"อ้างถึง  {refers[0]}")
    elif refers:
        lines += [f"อ้างถึง  1. {refers[0]}", *(f"\t{n}. {each}" for n, each in enumerate(refers[1:], 2))]
    if refers:
        lines.append(f"\tตามหนังสือที่อ้างถึง ได้แจ้งแนวทางให้ทราบแล้ว นั้น {deed}")
    lines += [f"\t{body}", "\tจึงเรียนมาเพื่อพิจารณา", "\t\t\tขอแสดงความนับถือ"]
    lines += ["", "\t\t\t(นายสมมุติ ใจงาม)", "\t\t\tอธิบดีกรมส่งเสริมการปกครองท้องถิ่น", "โทร. 0 2000 0123"]
    return "\n".join(lines) + "\n"


def cite(number: str, date: str | None = None, issuer: str = "กรมส่งเสริมการปกครองท้องถิ่น") -> str:
    """A line of อ้างถึง."""
    return f"หนังสือ{issuer} ที่ {number}" + (f" ลงวันที่ {thai_date(date)}" if date else "")


def order(number: str, date: str, subject: str, *, issuer: str = "จังหวัดพะเยา", body: str = FILLING) -> str:
    """An order of ``issuer``."""
    lines = [f"\t\tคำสั่ง{issuer}", f"\t\tที่ {number}", f"\t\tเรื่อง  {subject}", "\t\t--------------------"]
    lines += [f"\t{body}", "\tทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป", f"\t\tสั่ง ณ วันที่ {thai_date(date)}"]
    lines += ["", "\t\t(นายสมมุติ ใจงาม)", f"\t\tผู้ว่าราชการ{issuer}"]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Office:
    """A folder in which letters land."""

    folder: Path

    def put(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def chain(self) -> list[Path]:
        """A circular, its reply, an amendment and a cancellation, one of another year, one missing."""
        return [self.put(f"{name}.txt", text) for name, text in CHAIN.items()]


CHAIN = {
    "first": letter("มท 0816.3/ว 1750", "2020-06-16", "การดูแลต้นไม้ริมคลอง"),
    "namesake": letter(
        "มท 0816.3/ว 1750", "2021-06-18", "การขุดลอกคลอง", body="ขอให้จังหวัดรายงานการขุดลอกคลองและลำน้ำสาธารณะทุกสิ้นเดือน"
    ),
    "passed-on": letter(
        "พย 0023.3/ว 415",
        "2020-06-30",
        "การดูแลต้นไม้ริมคลองและทางสาธารณะ",
        refers=(cite("มท 0816.3/ว 1750", "2020-06-16"),),
        sender="จังหวัดพะเยา",
    ),
    "amended": letter(
        "มท 0816.3/ว 2201",
        "2020-08-03",
        "แก้ไขเพิ่มเติมการดูแลต้นไม้ริมคลอง",
        refers=(cite("มท 0816.3/ว 1750", "2020-06-16"),),
        deed="กรมขอแก้ไขเพิ่มเติมหนังสือที่อ้างถึง",
        body="โดยให้รายงานเป็นรายไตรมาสแทนรายเดือน",
    ),
    "reply": letter(
        "พย 0023.3/918",
        "2020-10-09",
        "รายงานการดูแลต้นไม้ริมคลอง",
        refers=(cite("มท 0816.3/ว 1750", "2020-06-18"), cite("มท 0816.3/ว 99", "2019-01-15")),
        sender="จังหวัดพะเยา",
        body="จังหวัดพะเยาขอรายงานว่ามีต้นไม้ที่เสี่ยงโค่นล้มสามสิบสองต้น ได้ตัดแต่งแล้วทั้งหมด",
    ),
    "order": order("310/2563", "2020-11-02", "แต่งตั้งคณะทำงานดูแลต้นไม้ริมคลอง"),
    "revoked": order(
        "12/2564",
        "2021-01-11",
        "ยกเลิกคำสั่งแต่งตั้งคณะทำงานดูแลต้นไม้ริมคลอง",
        body="ตามที่ได้แต่งตั้งคณะทำงานไว้แล้ว บัดนี้หมดความจำเป็น จึงให้ยกเลิกคำสั่งจังหวัดพะเยา ที่ 310/2563 ลงวันที่ 2 พฤศจิกายน 2563",
    ),
}  # fmt: skip
