"""Draws the scanned letters under ``tests/readers/files/scans``; run it by hand after a change.

    python -m tests.readers.make_scans SARABUN.ttf HAND.ttf

The fonts used are Sarabun and Purisa, both free; Pillow must have its Raqm layout. The letters are invented.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).parent / "files/scans"
BLUE = (40, 50, 150)
VIOLET = (95, 60, 160)
TEXT = (
    ("left", "เรื่อง  การสำรวจสะพานไม้ข้ามคลองในเขตหมู่บ้าน"),
    ("left", "เรียน  นายอำเภอ ทุกอำเภอ"),
    ("left", "อ้างถึง  หนังสือจังหวัดน่าน ที่ นน 0023.3/ว 415 ลงวันที่ 20 กุมภาพันธ์ 2567"),
    ("indent", "ตามหนังสือที่อ้างถึง จังหวัดน่านขอให้อำเภอสำรวจสะพานไม้ข้ามคลองในหมู่บ้าน"),
    ("left", "พร้อมถ่ายภาพและรายงานสภาพของสะพาน ความละเอียดแจ้งแล้ว นั้น"),
    ("indent", "จังหวัดน่านขอเรียนว่า มีอำเภอที่ยังไม่ได้รายงานผลการสำรวจ จึงขอให้เร่งรัด"),
    ("left", "การสำรวจและรายงานให้จังหวัดทราบโดยเร็ว"),
    ("indent", "จึงเรียนมาเพื่อดำเนินการต่อไป"),
    ("middle", "ขอแสดงความนับถือ"),
    ("gap", ""),
    ("middle", "(นายสมมุติ ใจงาม)"),
    ("middle", "ผู้ว่าราชการจังหวัดน่าน"),
    ("gap", ""),
    ("left", "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด"),
    ("left", "โทร. 0 5400 0111 ต่อ 12"),
)


def draw(sarabun: Path, hand: Path | None, *, number: str, day: str, stamp: bool) -> Image.Image:
    """A letter; with ``hand`` its running number and day are written by pen."""
    page = Image.new("RGB", (2480, 2150), "white")
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(sarabun, 58)
    written = ImageFont.truetype(hand, 62) if hand else font
    colour = BLUE if hand else (0, 0, 0)

    def put(
        x: float,
        base: int,
        text: str,
        face: ImageFont.FreeTypeFont = font,
        ink: tuple[int, int, int] = (0, 0, 0),
    ) -> float:
        pen.text((x, base), text, font=face, fill=ink, anchor="ls")
        return x + face.getlength(text)

    end = put(300, 260, "ที่ นน 0023.3/ว ")
    put(end + (16 if hand else 0), 258, number, written, colour)
    put(1560, 260, "ศาลากลางจังหวัดน่าน")
    put(1560, 345, "ถนนสุริยพงษ์ นน 55000")
    end = put(1130 if hand else 1180, 450, day, written, colour)
    put(end + (40 if hand else 14), 450, "มิถุนายน 2567")
    if stamp:
        small = ImageFont.truetype(sarabun, 44)
        pen.rectangle((1700, 30, 2330, 215), outline=VIOLET, width=5)
        put(1725, 90, "เลขที่รับ", small, VIOLET)
        put(1900, 88, "4521", small, BLUE)
        put(1725, 145, "วันที่ 28 มิ.ย. 2567", small, VIOLET)
        put(1725, 200, "เวลา 10.30 น.", small, VIOLET)
    base = 560
    for place, text in TEXT:
        put({"left": 300, "indent": 450, "middle": 1150, "gap": 300}[place], base, text)
        base += 90
    return page


def main() -> None:
    """Draw them."""
    sarabun, hand = Path(sys.argv[1]), Path(sys.argv[2])
    FOLDER.mkdir(exist_ok=True)
    plain = draw(sarabun, None, number="702", day="17", stamp=False)
    plain.convert("1", dither=Image.Dither.NONE).save(FOLDER / "letter.png", dpi=(300, 300), optimize=True)
    written = draw(sarabun, hand, number="893", day="24", stamp=True)
    written.quantize(32).save(FOLDER / "by-hand.png", dpi=(300, 300), optimize=True)


if __name__ == "__main__":
    main()
