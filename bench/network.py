"""A net of invented letters that cite each other, as the parser reads them, without the parser's time.

Departments and the offices of provinces number their letters anew every year, circulars apart from the rest, so
that one number comes back in many offices and years. Each letter cites one to three earlier ones, some of them
without a date or with a slip in it, some that are in no file; a few cancel, replace or amend what they cite.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from parsers.letter import Contacts, Kind, Letter, Reference, Relation
from parsers.thai.years import written_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST_DAY = date(2016, 1, 4)
_DAYS = 3600
_REACH = 2000
"""How many letters back a citation may reach."""
_ABSENT = 0.05
_UNDATED = 0.04
_SLIPPED = 0.03
_PROVINCES = (
    ("กบ", "กระบี่"), ("กจ", "กาญจนบุรี"), ("กส", "กาฬสินธุ์"), ("ขก", "ขอนแก่น"), ("จบ", "จันทบุรี"),
    ("ฉช", "ฉะเชิงเทรา"), ("ชบ", "ชลบุรี"), ("ชน", "ชัยนาท"), ("ชย", "ชัยภูมิ"), ("ชพ", "ชุมพร"),
    ("ชร", "เชียงราย"), ("ชม", "เชียงใหม่"), ("ตง", "ตรัง"), ("ตก", "ตาก"), ("นย", "นครนายก"),
    ("นฐ", "นครปฐม"), ("นพ", "นครพนม"), ("นม", "นครราชสีมา"), ("นว", "นครสวรรค์"), ("นน", "น่าน"),
    ("บร", "บุรีรัมย์"), ("พย", "พะเยา"), ("พร", "แพร่"), ("ลป", "ลำปาง"),
)  # fmt: skip
_OFFICES = tuple(
    (f"{code} {unit}", agency)
    for code, agency, units in (
        ("มท", "กรมส่งเสริมการปกครองท้องถิ่น", ("0808.2", "0810.6", "0816.3", "0816.5", "0820.2")),
        ("กค", "กรมบัญชีกลาง", ("0402.5", "0405.2", "0408.4", "0410.3", "0433.4")),
        ("สธ", "กรมควบคุมโรค", ("0422.3", "0423.1", "0427.6", "0435.2")),
        ("ศธ", "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน", ("04002", "04006", "04009", "04010")),
        *((code, f"จังหวัด{name}", ("0017.1", "0023.3", "0032.1")) for code, name in _PROVINCES),
    )
    for unit in units
)
_RELATIONS = (
    ("cites", "ได้แจ้งแนวทางให้ทราบแล้ว นั้น", 0.88),
    ("cancels", "ได้แจ้งแนวทางให้ทราบแล้ว นั้น บัดนี้หมดความจำเป็น จึงขอยกเลิกหนังสือที่อ้างถึง", 0.04),
    ("replaces", "ได้แจ้งแนวทางให้ทราบแล้ว นั้น จึงขอยกเลิกหนังสือที่อ้างถึง และให้ถือปฏิบัติตามหนังสือนี้แทน", 0.04),
    ("amends", "ได้แจ้งแนวทางให้ทราบแล้ว นั้น จึงขอแก้ไขเพิ่มเติมหนังสือที่อ้างถึง", 0.04),
)
_MATTERS = ("ถนนในหมู่บ้าน", "ระบบประปา", "อาหารกลางวัน", "ตลาดสด", "ป่าชุมชน", "ห้องสมุดประชาชน", "ไฟฟ้าสาธารณะ")
_TO = "หัวหน้าส่วนราชการที่เกี่ยวข้อง"
_SIGNER, _POSITION, _UNIT = "นายสมมุติ ใจงาม", "หัวหน้าสำนักงาน", "กลุ่มงานอำนวยการ"
_PHONE = "020000123"
_ASK = "ขอให้หน่วยงานสำรวจข้อมูลและรายงานผลให้ทราบตามแบบที่กำหนด"


@dataclass(frozen=True, slots=True)
class Node:
    """An invented letter: its number, day, agency, and the places of the letters that it cites with the dates given
    for them. ``filed`` is false for one that is only cited."""

    place: int
    number: str
    day: date
    agency: str
    cites: tuple[tuple[int, date | None], ...]
    relation: str
    filed: bool


class Network:
    """Invented letters in the order of their dates; the same count and seed give the same ones."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        self._counts: Counter[tuple[str, int, bool]] = Counter()
        self.nodes: list[Node] = []
        filed, place = 0, 0
        while filed < count:
            node = self._node(place, _FIRST_DAY + timedelta(days=filed * _DAYS // count))
            self.nodes.append(node)
            place, filed = place + 1, filed + node.filed

    def __iter__(self) -> Iterator[Node]:
        """The letters that there are files of."""
        return (node for node in self.nodes if node.filed)

    def _node(self, place: int, day: date) -> Node:
        chance = self._chance
        head, agency = chance.choice(_OFFICES)
        circular = chance.random() < 0.6
        counter = (head, day.year, circular)
        self._counts[counter] += 1
        number = f"{head}/{'ว ' * circular}{self._counts[counter]}"
        near = range(max(0, place - _REACH), place)
        cited = sorted(chance.sample(near, k=min(len(near), chance.choice((1, 2, 2, 3)))))
        relation = chance.choices([name for name, _, _ in _RELATIONS], [share for *_, share in _RELATIONS])[0]
        cites = tuple((one, self._said(self.nodes[one], number)) for one in cited)
        return Node(place, number, day, agency, cites, relation, chance.random() >= _ABSENT)

    def _said(self, cited: Node, own: str) -> date | None:
        luck = self._chance.random()
        # A number without a date that is the letter's own would mean the letter itself.
        if luck < _UNDATED and cited.number != own:
            return None
        slipped = _UNDATED <= luck < _UNDATED + _SLIPPED
        return cited.day + timedelta(days=self._chance.randint(1, 5)) if slipped else cited.day

    def subject(self, node: Node) -> str:
        return f"การบริหารจัดการ{_MATTERS[node.place % len(_MATTERS)]} ครั้งที่ {node.place + 1}"

    def cited(self, node: Node) -> list[str]:
        """The lines of อ้างถึง."""
        return [
            f"หนังสือ{self.nodes[place].agency} ที่ {self.nodes[place].number}"
            + (f" ลงวันที่ {written_date(str(said))}" if said else "")
            for place, said in node.cites
        ]

    def text(self, node: Node) -> str:
        """The letter as a file."""
        lines = [
            f"ที่ {node.number}\t\t\t{node.agency}",
            "\t\t\tถนนราชดำเนิน 10200",
            f"\t\t\t{written_date(str(node.day))}",
        ]
        lines += [f"เรื่อง  {self.subject(node)}", f"เรียน  {_TO}"]
        named = self.cited(node)
        lines += [
            f"{'อ้างถึง  ' if place == 1 else '         '}{f'{place}. ' if len(named) > 1 else ''}{one}"
            for place, one in enumerate(named, 1)
        ]
        lines += [f"\t{paragraph}" for paragraph in self._body(node)]
        lines += [
            "\t\t\tขอแสดงความนับถือ",
            "",
            f"\t\t\t({_SIGNER})",
            f"\t\t\t{_POSITION}",
            _UNIT,
            "โทร. 0 2000 0123",
        ]
        return "\n".join(lines) + "\n"

    def _body(self, node: Node) -> list[str]:
        told = next(words for name, words, _ in _RELATIONS if name == node.relation)
        return [
            f"ตามหนังสือที่อ้างถึง {told}" if node.cites else "ด้วยมีเรื่องต้องดำเนินการ",
            _ASK,
            "จึงเรียนมาเพื่อโปรดดำเนินการ",
        ]

    def letter(self, node: Node) -> Letter:
        """What the parser makes of ``text``, without the evidence."""
        return Letter(
            kind=Kind.EXTERNAL,
            number=node.number,
            date=node.day.isoformat(),
            subject=self.subject(node),
            to=_TO,
            sender=node.agency,
            references=tuple(
                Reference(
                    number=self.nodes[place].number,
                    date=said.isoformat() if said else None,
                    issuer=self.nodes[place].agency,
                    relation=Relation(node.relation),
                    text=line,
                )
                for (place, said), line in zip(node.cites, self.cited(node), strict=True)
            ),
            contacts=Contacts(phones=(_PHONE,)),
            signer=_SIGNER,
            position=_POSITION,
            body="\n".join(self._body(node)),
            text=self.text(node),
        )
