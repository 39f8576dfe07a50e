"""Invented letters laid out on paper: external, internal, stamped and orders, and letters from tests/letters.

Working and held-out letters share no office, subject or sentence. The values that `saraban parse` should find are
known, for the letter is built from them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.scan_page import BLACK, LEFT, RIGHT, Sheet, emblem
from parsers.thai.years import ERA, month_and_year, written_date

if TYPE_CHECKING:
    import numpy as np

    from bench.scan_page import Colour

_LETTERS = Path(__file__).resolve().parent.parent / "tests/letters"
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_STEP = 78.0
"""From one baseline to the next in the body, in pixels at 300 dpi."""
_PENS: tuple[Colour, ...] = ((30, 45, 140), (20, 30, 95), (35, 35, 40), (60, 70, 160))

_OFFICES = (
    (("มท 0816.{n}", "กรมส่งเสริมการปกครองท้องถิ่น", "ถนนนครราชสีมา กทม. 10300", "อธิบดีกรมส่งเสริมการปกครองท้องถิ่น"),
     ("ลป 0023.{n}", "ศาลากลางจังหวัดลำปาง", "ถนนวชิราวุธดำเนิน ลป 52000", "ผู้ว่าราชการจังหวัดลำปาง"),
     ("ขก 5210{n}", "เทศบาลตำบลบึงขาม", "อำเภอเมือง ขก 40000", "นายกเทศมนตรีตำบลบึงขาม"),
     ("ศธ 04067.{n}", "โรงเรียนบ้านหนองแก้ว", "ตำบลหนองแก้ว 55110", "ผู้อำนวยการโรงเรียนบ้านหนองแก้ว")),
    (("กค 0405.{n}", "กรมบัญชีกลาง", "ถนนพระรามที่ 6 กทม. 10400", "อธิบดีกรมบัญชีกลาง"),
     ("นม 0037.{n}", "ศาลากลางจังหวัดนครราชสีมา", "ถนนมหาดไทย นม 30000", "ผู้ว่าราชการจังหวัดนครราชสีมา"),
     ("พช 7180{n}", "ที่ทำการองค์การบริหารส่วนตำบลวังโป่ง", "อำเภอวังโป่ง พช 67240", "นายกองค์การบริหารส่วนตำบลวังโป่ง")),
)  # fmt: skip
_MATTERS = (
    ("การสำรวจแหล่งน้ำเพื่อการเกษตร", "การจัดทำแผนป้องกันอัคคีภัย", "ขอความร่วมมือประชาสัมพันธ์โครงการคัดแยกขยะ", "การเบิกจ่ายเงินค่าอาหารกลางวัน",
     "การตรวจสอบทะเบียนทรัพย์สิน", "การอบรมการใช้งานระบบบัญชีคอมพิวเตอร์"),
    ("การรายงานผลการฉีดวัคซีนสุนัขและแมว", "การซ่อมแซมสะพานในเขตชุมชน", "ขอเชิญร่วมงานมหกรรมผ้าทอพื้นเมือง", "การติดตามผลการใช้จ่ายงบประมาณ",
     "การจัดตั้งห้องสมุดประจำหมู่บ้าน", "แนวทางการบริหารตลาดสดของท้องถิ่น"),
)  # fmt: skip
_SENTENCES = (
    ("ด้วยหน่วยงานมีความจำเป็นต้องรวบรวมข้อมูลให้ครบถ้วน จึงขอให้ดำเนินการภายใน {a} วัน", "ผลการสำรวจเมื่อปี {y} พบว่าชำรุด {a} แห่ง จากทั้งหมด {b} แห่ง",
     "ทั้งนี้ ให้รายงานตามแบบที่กำหนด จำนวน {a} ชุด", "โดยมีค่าใช้จ่ายทั้งสิ้น {c} บาท จากเงินรายได้ประจำปี {y}",
     "หากมีข้อสงสัยให้สอบถามเจ้าหน้าที่ผู้รับผิดชอบได้ในเวลาราชการ"),
    ("เนื่องจากในห้วงเวลาที่ผ่านมามีผู้ร้องเรียนเข้ามา {a} ราย จึงต้องเร่งแก้ไข", "คณะทำงานได้ลงพื้นที่ {b} ครั้ง และสรุปผลไว้แล้วเมื่อปี {y}",
     "งบประมาณที่ได้รับจัดสรร {c} บาท ให้เบิกจ่ายตามระเบียบโดยเคร่งครัด", "ขอให้ส่งรายชื่อผู้เข้าร่วมไม่เกิน {a} คน",
     "กรณีไม่อาจดำเนินการได้ให้ชี้แจงเหตุผลเป็นหนังสือ"),
)  # fmt: skip
_NAMES = (("นายก้องภพ ศรีวิลาศ", "นางสาวปานวาด เรืองกิจ"), ("นายวรเดช ทองอำไพ", "นางมาลินี จันทร์ส่อง"))
_RECEIVERS = (
    ("นายอำเภอ ทุกอำเภอ", "ผู้อำนวยการโรงเรียน ทุกแห่ง"),
    ("ผู้ว่าราชการจังหวัด ทุกจังหวัด", "หัวหน้าส่วนราชการ ทุกแห่ง"),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to stand in a letter: texts of the working set (0) or held out (1); what a pen writes."""

    layout: str
    held_out: bool
    by_pen: bool = False


class _Hand:
    """Digits of one letter in its script, and chances over its texts."""

    def __init__(self, sheet: Sheet, held_out: bool) -> None:
        self.sheet, self.chance, self.side = sheet, sheet.chance, int(held_out)

    def say(self, text: str) -> str:
        return text.translate(_TO_THAI) if self.sheet.script == "thai" else text

    def pick(self, some: tuple[Any, ...]) -> Any:
        mine = some[self.side]
        return mine[int(self.chance.integers(0, len(mine)))]


def invent(sheet: Sheet, wish: Wish) -> dict[str, object]:
    """Writes a letter onto a sheet; gives the fields that it states."""
    hand = _Hand(sheet, wish.held_out)
    code, office, address, post = hand.pick(_OFFICES)
    if wish.layout != "external":  # where it is the address, an office is named by its building
        office = office.removeprefix("ศาลากลาง")
    chance = sheet.chance
    day = date(2005, 1, 3) + timedelta(days=int(chance.integers(0, 7200)))
    run = int(chance.integers(1, 20000))
    circular = "ว " if chance.random() < 0.5 else ""
    unit = code.format(n=int(chance.integers(1, 9)))
    number = f"{day.year}" if wish.layout == "order" else f"{unit}/{circular}{run}"
    phones = _phones(chance)
    fields: dict[str, object] = {
        "date": day.isoformat(), "phones": phones, "from": office.removeprefix("ศาลากลาง").removeprefix("ที่ทำการ"), "references": [],
    }  # fmt: skip
    subject = hand.pick(_MATTERS) + f" ประจำปี {day.year + ERA}"
    if wish.layout == "order":
        run %= 900
        number = f"{run + 1}/{day.year + ERA}"
        base = _order_head(hand, number, office, subject)
    elif wish.layout == "internal":
        base = _memo_head(hand, (unit, circular, run), day, office, phones, subject, wish)
    elif wish.layout == "stamped":
        base = _stamped_head(hand, (unit, circular, run), wish)
    else:
        base, cited = _letter_head(hand, (unit, circular, run), day, (office, address), subject, wish)
        fields["references"] = cited
    fields |= {"number": number, "subject": None if wish.layout == "stamped" else subject}
    base = _body(hand, base)
    _foot(hand, base, wish, day, office, post, phones)
    if wish.layout == "order":
        fields["phones"] = []
    return fields


def _phones(chance: np.random.Generator) -> list[str]:
    area = str(chance.choice(("2", "53", "44", "54", "43")))
    rest = "".join(str(d) for d in chance.integers(0, 10, 8 - len(area)))
    return [f"0{area}{rest}"]


def _spelled(phone: str) -> str:
    return f"0 {phone[1:-7]}{phone[-7:-4]} {phone[-4:]}" if phone[1] != "2" else f"0 {phone[1:5]} {phone[5:]}"


def _number(hand: _Hand, parts: tuple[str, str, int], x: float, base: float, wish: Wish) -> str:
    unit, circular, run = parts
    printed = hand.say(f"ที่ {unit}/{circular}")
    if not wish.by_pen:
        hand.sheet.write(hand.say(f"ที่ {unit}/{circular}{run}"), x, base)
    else:
        end = hand.sheet.write(printed, x, base)
        pen = _PENS[int(hand.chance.integers(0, len(_PENS)))]
        hand.sheet.scribble(str(run), end + 8, base, pen, held_out=wish.held_out)
    return hand.say(f"ที่ {unit}/{circular}{run}")


def _date(hand: _Hand, day: date, x: float, base: float, wish: Wish) -> None:
    if not wish.by_pen:
        hand.sheet.write(hand.say(written_date(str(day))), x, base)
        return
    pen = _PENS[int(hand.chance.integers(0, len(_PENS)))]
    hand.sheet.scribble(str(day.day), x - 90, base, pen, held_out=wish.held_out)
    hand.sheet.write(hand.say(month_and_year(str(day))), x + 40, base)


def _letter_head(
    hand: _Hand, parts: tuple[str, str, int], day: date, place: tuple[str, str], subject: str, wish: Wish
) -> tuple[float, list[str]]:
    """Writes head and citation; gives where the body begins and the number cited."""
    sheet = hand.sheet
    emblem(sheet, 1130, 230, 330)
    base = 640.0
    head = _number(hand, parts, LEFT, base, wish)
    sheet.write(place[0], 1480, base)
    sheet.write(hand.say(place[1]), 1480, base + 66)
    _date(hand, day, 1240, base + 170, wish)
    sheet.lines += [f"{head}\t{place[0]}", hand.say(place[1]), hand.say(written_date(str(day)))]
    base += 280
    base = sheet.paragraph(hand.say(f"เรื่อง  {subject}"), base, _STEP) + 12
    base = sheet.paragraph(f"เรียน  {hand.pick(_RECEIVERS)}", base, _STEP) + 12
    if hand.chance.random() < 0.6:
        cited = day - timedelta(days=int(hand.chance.integers(20, 300)))
        number = f"{parts[0]}/{parts[1]}{max(1, parts[2] // 2)}"
        other = f"อ้างถึง  หนังสือ{place[0]} ที่ {number} ลงวันที่ {written_date(str(cited))}"
        return sheet.paragraph(hand.say(other), base, _STEP) + 12, [number]
    return base, []


def _memo_head(
    hand: _Hand,
    parts: tuple[str, str, int],
    day: date,
    office: str,
    phones: list[str],
    subject: str,
    wish: Wish,
) -> float:
    sheet = hand.sheet
    emblem(sheet, LEFT, 200, 180)
    sheet.write("บันทึกข้อความ", 1000, 360, 52)
    sheet.write(hand.say(f"ส่วนราชการ  {office} โทร. {_spelled(phones[0])}"), LEFT, 500)
    head = _number(hand, parts, LEFT, 590, wish)
    sheet.write("วันที่", 1200, 590)
    _date(hand, day, 1420, 590, wish)
    sheet.lines += ["บันทึกข้อความ", hand.say(f"ส่วนราชการ  {office} โทร. {_spelled(phones[0])}")]
    sheet.lines.append(f"{head}\tวันที่ {hand.say(written_date(str(day)))}")
    base = sheet.paragraph(hand.say(f"เรื่อง  {subject}"), 680, _STEP) + 12
    return sheet.paragraph(f"เรียน  {hand.pick(_RECEIVERS)}", base, _STEP) + 12


def _stamped_head(hand: _Hand, parts: tuple[str, str, int], wish: Wish) -> float:
    sheet = hand.sheet
    emblem(sheet, 1130, 230, 330)
    head = _number(hand, parts, LEFT, 650, wish)
    sheet.lines.append(head)
    return sheet.paragraph(f"ถึง  {hand.pick(_RECEIVERS)}", 760, _STEP) + 20


def _order_head(hand: _Hand, number: str, office: str, subject: str) -> float:
    sheet = hand.sheet
    emblem(sheet, 1130, 200, 300)
    rows = f"คำสั่ง{office}", hand.say(f"ที่ {number}"), hand.say(f"เรื่อง  {subject}")
    base = 600.0
    for row in rows:
        width = sheet.font().getlength(row)
        sheet.write(row, (LEFT + RIGHT - width) / 2, base)
        sheet.lines.append(row)
        base += 84
    return base + 30


def _body(hand: _Hand, base: float) -> float:
    chance = hand.chance
    for _ in range(int(chance.integers(2, 4))):
        some = [
            hand.pick(_SENTENCES).format(
                a=chance.integers(2, 99), b=chance.integers(10, 400), c=f"{chance.integers(1000, 900000):,}",
                y=chance.integers(2548, 2568),
            )
            for _ in range(int(chance.integers(2, 4)))
        ]  # fmt: skip
        base = hand.sheet.paragraph(hand.say(" ".join(some)), base + 10, _STEP, indent=236)
    return base


def _foot(hand: _Hand, base: float, wish: Wish, day: date, office: str, post: str, phones: list[str]) -> None:
    sheet = hand.sheet
    base = max(base + 60, 1900)
    if wish.layout == "order":
        rows = [f"สั่ง ณ วันที่ {written_date(str(day)).replace(str(day.year + ERA), f'พ.ศ. {day.year + ERA}')}"]
    elif wish.layout == "stamped":
        rows = [office, written_date(str(day))]
    else:
        rows = ["ขอแสดงความนับถือ"] if wish.layout == "external" else []
    for row in rows:
        sheet.write(hand.say(row), 1300, base)
        sheet.lines.append(hand.say(row))
        base += _STEP
    if wish.layout != "stamped":
        base += 150
        for row in (f"({hand.pick(_NAMES)})", post):
            sheet.write(row, 1300, base)
            sheet.lines.append(row)
            base += _STEP
    if wish.layout in {"external", "stamped"}:
        base = max(base + 100, 2900)
        for row in ("กลุ่มงานอำนวยการ", f"โทร. {_spelled(phones[0])}"):
            sheet.write(hand.say(row), LEFT, base)
            sheet.lines.append(hand.say(row))
            base += 66


def own_letters(*, held_out: bool) -> list[tuple[str, str, dict[str, object]]]:
    """The project's own test letters that fit on one page: name, text, and the fields of their labels."""
    found = []
    folder = _LETTERS / ("held_out" if held_out else "working")
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8").strip("\n")
        label = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        fits = text.count("\n") < 34 and len(text) < 2100 and "\f" not in text
        if isinstance(label, dict) and fits and not any(ord(c) > 0xE000 for c in text):
            fields = {name: label.get(name) for name in ("number", "date", "subject", "kind", "from")}
            fields["phones"] = (label.get("contacts") or {}).get("phones", [])
            fields["references"] = [each["number"] for each in label["references"] if each["number"]]
            found.append((path.stem, text, fields))
    return found


def copy_out(sheet: Sheet, text: str) -> None:
    """Writes a text as its lines stand, blanks before a line as an indent, tabs as leaps, long lines broken."""
    emblem(sheet, 1130, 120, 220)
    base = 460.0
    step = min(_STEP, 2900 / max(1, text.count("\n") + 6))
    for line in text.split("\n"):
        indent = min(1300, 13.0 * (len(line) - len(line.lstrip(" "))))
        cells = [cell.strip() for cell in line.strip().replace("\t", "   ").split("    ") if cell.strip()]
        if len(cells) == 2 and sum(map(len, cells)) < 90:
            sheet.write(cells[0], LEFT, base, colour=BLACK)
            sheet.write(cells[1], 1480, base)
            sheet.lines.append("\t".join(cells))
            base += step
        else:
            base = sheet.paragraph(" ".join(cells), base, step, indent) if cells else base + step * 0.6
