"""Invented letters by the thousand, for measuring: plausible heads, citations of earlier letters, varied text.

    python -m bench.letters FOLDER [--count 1000] [--seed 1]

The same count and seed give the same letters. About two in three cite one or two earlier letters; a few replace,
amend or cancel them.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.thai.years import ERA, written_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_FIRST_DAY = date(2018, 1, 3)
_DAYS = 2600
"""The letters spread over so many days."""
_REACH = 400
"""How many letters back a citation may reach."""

_OFFICES = (
    ("มท 0816.{n}", "กรมส่งเสริมการปกครองท้องถิ่น", "ถนนนครราชสีมา เขตดุสิต กรุงเทพฯ 10300", "อธิบดีกรมส่งเสริมการปกครองท้องถิ่น"),
    ("กค 0405.{n}", "กรมบัญชีกลาง", "ถนนพระรามที่ 6 กรุงเทพฯ 10400", "อธิบดีกรมบัญชีกลาง"),
    ("ศธ 0206.{n}", "สำนักงานปลัดกระทรวงศึกษาธิการ", "ถนนราชดำเนินนอก กรุงเทพฯ 10300", "ปลัดกระทรวงศึกษาธิการ"),
    ("สธ 0420.{n}", "กรมควบคุมโรค", "ถนนติวานนท์ จังหวัดนนทบุรี 11000", "อธิบดีกรมควบคุมโรค"),
    ("ลป 0023.{n}", "ศาลากลางจังหวัดลำปาง", "ถนนวชิราวุธดำเนิน ลป 52000", "ผู้ว่าราชการจังหวัดลำปาง"),
    ("นน 0023.{n}", "ศาลากลางจังหวัดน่าน", "ถนนน่าน - พะเยา นน 55000", "ผู้ว่าราชการจังหวัดน่าน"),
    ("ขก 0023.{n}", "ศาลากลางจังหวัดขอนแก่น", "ถนนหน้าศูนย์ราชการ ขก 40000", "ผู้ว่าราชการจังหวัดขอนแก่น"),
    ("สข 0023.{n}", "ศาลากลางจังหวัดสงขลา", "ถนนราชดำเนิน สข 90000", "ผู้ว่าราชการจังหวัดสงขลา"),
)  # fmt: skip
_ACTIONS = (
    "การสำรวจ", "การรายงาน", "การจัดซื้อ", "การอบรมเรื่อง", "การติดตามผล", "การเบิกจ่ายเงินค่า", "การประเมิน",
    "แนวทางการบริหาร", "การจัดทำแผน", "การตรวจสอบ", "ขอความร่วมมือดำเนินการเรื่อง", "การประชาสัมพันธ์",
)  # fmt: skip
_MATTERS = (
    "อาหารกลางวันของโรงเรียน", "ระบบประปาหมู่บ้าน", "ห้องสมุดประชาชน", "รถดับเพลิงและอุปกรณ์กู้ภัย", "ถนนสายรองในเขตชุมชน",
    "ศูนย์พัฒนาเด็กเล็ก", "เบี้ยยังชีพผู้สูงอายุ", "ขยะมูลฝอยและของเสียอันตราย", "ป่าชุมชนและแนวกันไฟ", "ตลาดสดน่าซื้อ",
    "วัคซีนป้องกันโรคพิษสุนัขบ้า", "แหล่งน้ำเพื่อการเกษตร", "เครื่องคอมพิวเตอร์ของสำนักงาน", "ทะเบียนทรัพย์สิน", "ภาษีที่ดินและสิ่งปลูกสร้าง",
    "โรงพยาบาลส่งเสริมสุขภาพตำบล", "กองทุนหลักประกันสุขภาพ", "ไฟฟ้าสาธารณะ", "การท่องเที่ยวชุมชน", "อาสาสมัครป้องกันภัยฝ่ายพลเรือน",
)  # fmt: skip
_RECEIVERS = (
    "ผู้ว่าราชการจังหวัด ทุกจังหวัด",
    "นายอำเภอ ทุกอำเภอ",
    "นายกองค์การบริหารส่วนจังหวัด",
    "ผู้อำนวยการโรงเรียน ทุกแห่ง",
)
_PAPERS = ("แบบรายงานผล", "แผนปฏิบัติการ", "บัญชีรายชื่อผู้ประสานงาน", "คู่มือการปฏิบัติงาน", "ตารางสรุปงบประมาณ")
_NAMES = ("นายก้องภพ ศรีวิลาศ", "นางสาวปานวาด เรืองกิจ", "นายวรเดช ทองอำไพ", "นางมาลินี จันทร์ส่อง", "นายธนกร พูลทวี")
_SENTENCES = (
    "ขอให้หน่วยงานในสังกัดตรวจสอบข้อมูลให้ถูกต้องครบถ้วนก่อนส่งรายงานทุกครั้ง",
    "หากมีข้อขัดข้องให้แจ้งเหตุผลและแนวทางแก้ไขมาพร้อมกับรายงานด้วย",
    "ทั้งนี้ ให้ถือปฏิบัติตามระเบียบและหลักเกณฑ์ที่เกี่ยวข้องโดยเคร่งครัด",
    "โดยให้ความสำคัญกับพื้นที่ห่างไกลและกลุ่มเปราะบางเป็นลำดับแรก",
    "ผลการดำเนินงานที่ผ่านมาพบว่าหลายพื้นที่ยังขาดบุคลากรและงบประมาณ",
    "จึงกำหนดให้มีการประชุมชี้แจงผ่านระบบออนไลน์แก่เจ้าหน้าที่ผู้รับผิดชอบ",
    "เจ้าหน้าที่ผู้รับผิดชอบต้องบันทึกข้อมูลลงในระบบให้แล้วเสร็จตามกำหนดเวลา",
    "และให้เก็บหลักฐานการดำเนินงานไว้เพื่อการตรวจสอบไม่น้อยกว่าห้าปี",
    "เพื่อให้ประชาชนได้รับบริการที่สะดวก รวดเร็ว และเป็นธรรม",
    "กรณีที่มีการเปลี่ยนแปลงผู้ประสานงานให้แจ้งให้ทราบภายในเจ็ดวัน",
    "การใช้จ่ายงบประมาณให้เป็นไปอย่างประหยัดและคุ้มค่า",
    "ให้รวบรวมปัญหาและข้อเสนอแนะเพื่อใช้ปรับปรุงการดำเนินงานในปีถัดไป",
)  # fmt: skip
_RELATIONS = (
    ("ตามหนังสือที่อ้างถึง ได้แจ้งแนวทางเรื่องดังกล่าวให้ทราบแล้ว นั้น", 0.86),
    ("ตามหนังสือที่อ้างถึง ได้กำหนดแนวทางไว้ นั้น จึงขอยกเลิกหนังสือที่อ้างถึง และให้ใช้แนวทางตามหนังสือนี้แทน", 0.05),
    ("ตามหนังสือที่อ้างถึง ได้กำหนดแนวทางไว้ นั้น จึงขอแก้ไขเพิ่มเติมแนวทางตามหนังสือที่อ้างถึง", 0.06),
    ("ตามหนังสือที่อ้างถึง ได้ขอให้ดำเนินการ นั้น บัดนี้ไม่มีความจำเป็นแล้ว จึงขอยกเลิกหนังสือที่อ้างถึง", 0.03),
)


@dataclass(frozen=True, slots=True)
class Invented:
    """A letter that never was; ``cites`` are the places of the letters it cites among those made before it."""

    number: str
    day: date
    sender: str
    subject: str
    text: str
    cites: tuple[int, ...] = ()


def invent(count: int, seed: int = 1) -> Iterator[Invented]:
    """``count`` letters in the order of their dates."""
    chance = random.Random(seed)
    made: list[Invented] = []
    for place in range(count):
        letter = _letter(chance, place, _FIRST_DAY + timedelta(days=place * _DAYS // count), made)
        made.append(letter)
        yield letter


def write_letters(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """The letters as .txt files, a folder a year."""
    paths = []
    for place, letter in enumerate(invent(count, seed)):
        path = folder / str(letter.day.year + ERA) / f"{place:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(letter.text, encoding="utf-8")
        paths.append(path)
    return paths


def _letter(chance: random.Random, place: int, day: date, made: list[Invented]) -> Invented:
    code, office, address, post = chance.choice(_OFFICES)
    circular = "ว " if chance.random() < 0.6 else ""
    # Running numbers rise without end, so that no two letters share one.
    number = f"{code.format(n=chance.randint(1, 5))}/{circular}{100 + place}"
    subject = f"{chance.choice(_ACTIONS)}{chance.choice(_MATTERS)} ประจำปี {day.year + ERA}"
    near = range(max(0, len(made) - _REACH), len(made))
    cites = tuple(sorted(chance.sample(near, k=min(len(near), chance.choice((0, 0, 1, 1, 1, 2))))))
    text = _text(chance, (number, office, address, post), day, subject, [made[one] for one in cites])
    return Invented(number, day, _sender(office), subject, text, cites)


def _text(
    chance: random.Random, head: tuple[str, str, str, str], day: date, subject: str, cited: list[Invented]
) -> str:
    number, office, address, post = head
    lines = [
        f"ที่ {number}\t{office}",
        f"\t{address}",
        "",
        f"\t\t\t{written_date(str(day))}",
        "",
        f"เรื่อง  {subject}",
    ]
    lines.append(f"เรียน  {chance.choice(_RECEIVERS)}")
    named = [f"หนังสือ{one.sender} ที่ {one.number} ลงวันที่ {written_date(str(one.day))}" for one in cited]
    if len(named) == 1:
        lines.append(f"อ้างถึง  {named[0]}")
    elif named:
        lines += [
            f"{'อ้างถึง' if place == 1 else '':8}{place}. {one}" for place, one in enumerate(named, start=1)
        ]
    paper = chance.choice(_PAPERS)
    lines += [f"สิ่งที่ส่งมาด้วย  {paper}  จำนวน {chance.randint(1, 3)} ชุด", ""]
    if cited:
        told = chance.choices([one for one, _ in _RELATIONS], [weight for _, weight in _RELATIONS])[0]
        lines.append(f"\t{told if len(cited) == 1 else _RELATIONS[0][0]}")
    matter = subject.split(" ประจำปี")[0]
    for paragraph in range(chance.randint(2, 3)):
        sentences = chance.sample(_SENTENCES, k=chance.randint(3, 5))
        start = f"{_sender(office)}ขอเรียนว่า {matter} " if paragraph == 0 else "ในการนี้ "
        lines.append("\t" + start + " ".join(sentences))
    lines += ["\tจึงเรียนมาเพื่อโปรดพิจารณา", "", "\t\t\tขอแสดงความนับถือ", "", ""]
    lines += [f"\t\t\t({chance.choice(_NAMES)})", f"\t\t\t{post}", "", "สำนักงานเลขานุการ"]
    lines.append(f"โทร. 0 2000 {chance.randint(1000, 9999)} ต่อ {chance.randint(10, 99)}")
    text = "\n".join(lines) + "\n"
    return text.translate(_THAI_DIGITS) if chance.random() < 0.5 else text


def _sender(office: str) -> str:
    return office.removeprefix("ศาลากลาง")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write invented letters into a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(len(write_letters(options.folder, options.count, options.seed)), "letters in", options.folder)


if __name__ == "__main__":
    main()
